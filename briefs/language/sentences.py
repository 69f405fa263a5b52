"""Documents into sentences, with exact offsets and without any downloaded model.

NLTK's Punkt cuts each passage with the abbreviations and starters of ``english``; merge rules mend what Punkt
cuts wrongly in news prose (measured boundary F1 .982 on the Wall Street Journal, .963 without them).
Quotations stay whole, and a list that a colon introduces is one sentence with its lead-in. Passages in Korean,
Japanese and Chinese are cut by ``stops``.
"""

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from briefs.language.english import ABBREVIATIONS, SAYING, STARTERS
from briefs.language.languages import grammar_of
from briefs.language.recent import Recent
from briefs.language.scripts import LANGUAGES, extent, primary, split_signs
from briefs.language.stops import split_at_stops
from briefs.language.words import Word, split_words
from briefs.model import Document, Passage, PassageKind, Span

PRINTABLE: Final = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
_CLOSERS: Final = "\"'”’»)]"
_OPENERS: Final = '"“‘«'
_LIST_WORDS: Final = 70
"""A list of more words than this is not read as one sentence: nobody would quote it as one."""

QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
"""A quotation within a sentence, its marks included."""
_SINGLE_QUOTED: Final = re.compile(r"(?<!\w)[‘'](?=\w)[^\n]{1,300}?[’'](?!\w)")
_NOTE_MARKS: Final = re.compile(r"\s*(?:\[\d{1,3}\])+")
_BARE_NUMBER: Final = re.compile(r"[(\[]?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]\.\s?)+$")
_NICKNAME: Final = re.compile(r"[“\"][A-Z][\w-]+[”\"] [A-Z]")
_COURTESY: Final = re.compile(
    r"(?:^|[\s(“\"])(?:[Dd]r|Mr|Mrs|Ms|Messrs|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon)\.$"
)
"""A title before a name, after which no sentence ends."""
_DATELINE: Final = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]{2,30}(?:, [A-Z][a-z]+)?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? )?\d{1,2}(?: [A-Z][a-z]{2,8}\.?)?(?:,? \d{4})?)?"
    r"(?: ?\([^()]{2,40}\))? ?(?:—|–|--| - |:) ?"
    r"|[A-ZÀ-Ý][a-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ]+)?, [A-ZÀ-Ý][a-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ]+)? ?(?:—|--| – ?) ?(?=[A-Z“\"])"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8} \d{1,2}, \d{4} ?(?=[A-Z“\"])"
)
"""What stands before the first sentence of a report: its place, its day, its agency."""
SPEAKER_LABEL: Final = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?: [A-ZÀ-Þ][\w.’'‑-]+){0,3}(?: \([^()]*\)){0,2}: ")
"""``Nell Varga: …``: a turn of an interview, whose words lean on the turn before."""
_ATTRIBUTION: Final = re.compile(rf"[,?!—–][”\"’] (?:\S+ ){{0,8}}?(?:{'|'.join(sorted(SAYING))})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One candidate: ``text`` is its slice with white space folded, ``position`` its place in the document from 0.

    ``language`` is the primary subtag of its passage's.
    """

    document: Document
    span: Span
    passage: Passage
    position: int
    text: str
    words: tuple[Word, ...]
    language: str

    @property
    def is_list(self) -> bool:
        """Whether it is a lead-in with the list that it introduces."""
        return self.span.end > self.passage.span.end


_RECENT: Final = Recent[tuple[Sentence, ...]](1_000_000)
"""The sentences of the last documents, of so many characters: most stages look at those of each that serves a theme.

A hundred characters of English and their sentences take 4 KB, so that this is 40 MB."""


class _Tokenizer(Protocol):
    def span_tokenize(self, text: str) -> Iterator[tuple[int, int]]: ...


@functools.cache
def _punkt() -> _Tokenizer:
    from nltk.tokenize.punkt import (  # noqa: PLC0415 - nltk costs 0.2 s
        PunktParameters,
        PunktSentenceTokenizer,
    )

    tokenizer = PunktSentenceTokenizer()
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    parameters.sent_starters = set(STARTERS)
    tokenizer._params = parameters  # noqa: SLF001 - the constructor would train on its argument
    return tokenizer  # type: ignore[no-any-return]


def split_document(document: Document, kinds: Collection[PassageKind] = PRINTABLE) -> tuple[Sentence, ...]:
    """The sentences of a document's paragraphs and lists, in order; what a disclosure covers is left out."""
    own = frozenset(passage.kind for passage in document.passages if passage.kind in kinds)
    return _RECENT.of(document, own, 1 + len(document.text), lambda: _split(document, own))


def _split(document: Document, kinds: Collection[PassageKind]) -> tuple[Sentence, ...]:
    notices = [disclosure.span for disclosure in document.disclosures]
    spans = [
        (passage, span)
        for passage, span in _spans(document, kinds)
        if not any(span.overlaps(notice) for notice in notices)
    ]
    return tuple(
        _sentence(document, passage, span, position) for position, (passage, span) in enumerate(spans)
    )


def _sentence(document: Document, passage: Passage, span: Span, position: int) -> Sentence:
    text, language = " ".join(document.exact(span).split()), _language(document, passage)
    return Sentence(
        document=document,
        span=span,
        passage=passage,
        position=position,
        text=text,
        words=split_signs(text, language) if language in LANGUAGES else split_words(text),
        language=language,
    )


def _language(document: Document, passage: Passage) -> str:
    return primary(passage.language or document.language)


def _spans(document: Document, kinds: Collection[PassageKind]) -> Iterator[tuple[Passage, Span]]:
    passages = document.passages
    index = 0
    while index < len(passages):
        passage = passages[index]
        index += 1
        if passage.kind not in kinds:
            continue
        language = _language(document, passage)
        text = document.exact(passage.span)
        cuts = split_at_stops(text, language) if language in LANGUAGES else split_passage(text)
        spans = [_shifted(span, passage.span.start) for span in cuts]
        if spans and document.exact(spans[-1]).endswith((":", "：")):
            lead = spans.pop()
            items = _items_after(passages, index)
            if passage.kind is PassageKind.PARAGRAPH and _reads_as_one(document, items, language):
                index += len(items)
                spans.append(Span(start=lead.start, end=items[-1].span.end))
        opens = index == 1 or (index == 2 and passages[0].kind is PassageKind.DECK)
        if spans and (opens or language in LANGUAGES):
            spans[0] = _without_dateline(document, spans[0], language)
        yield from ((passage, span) for span in spans)


def _shifted(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)


def _items_after(passages: Sequence[Passage], index: int) -> Sequence[Passage]:
    end = index
    while end < len(passages) and passages[end].kind is PassageKind.LIST_ITEM:
        end += 1
    return passages[index:end]


def _reads_as_one(document: Document, items: Sequence[Passage], language: str) -> bool:
    """Whether the items are the ends of one sentence: few words, and no item a paragraph of several sentences."""
    texts = [document.exact(item.span) for item in items]
    return (
        bool(texts)
        and sum(extent(text, language) for text in texts) <= _LIST_WORDS
        and not any(". " in text or "。" in text for text in texts)
    )


def _without_dateline(document: Document, span: Span, language: str) -> Span:
    grammar = grammar_of(language)
    match = (grammar.byline if grammar else _DATELINE).match(document.exact(span))
    if match is None or match.end() >= span.end - span.start:
        return span
    return Span(start=span.start + match.end(), end=span.end)


def split_passage(text: str) -> tuple[Span, ...]:
    """The sentences of one passage as half-open ranges of it, white space at their ends cut off. Linear."""
    cuts = [
        Span(start=start, end=end) for start, end in _punkt().span_tokenize(text) if text[start:end].strip()
    ]
    merged: list[Span] = []
    for span in _with_note_marks(text, cuts):
        if merged and _continues(text, merged[-1], span):
            merged[-1] = Span(start=merged[-1].start, end=span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _with_note_marks(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Give a note mark such as ``[12]`` to the sentence before it."""
    start_at = 0
    for span in spans:
        start = max(span.start, start_at)
        if start >= span.end:
            continue
        marks = _NOTE_MARKS.match(text, span.end)
        end = marks.end() if marks else span.end
        start_at = end
        trimmed = text[start:end]
        lead = len(trimmed) - len(trimmed.lstrip())
        if start + lead < end:
            yield Span(start=start + lead, end=end)


def _continues(text: str, before: Span, after: Span) -> bool:
    """Whether the two ranges are one sentence that Punkt has cut."""
    left, right = text[before.start : before.end], text[after.start : after.end]
    return (
        not any(letter.isalnum() for letter in right)
        or _BARE_NUMBER.fullmatch(left) is not None
        or (_INITIAL.search(left) is not None and right[0].isupper() and not _starts_afresh(right))
        or (_INITIAL.search(left) is not None and _NICKNAME.match(right) is not None)
        or (right.lstrip(_CLOSERS + " ")[:1].islower() and left.rstrip()[-1] in _CLOSERS + "….?!")
        or _COURTESY.search(left) is not None
        or _quotation_is_open(left)
        or _quotation_goes_on(left, right)
    )


def _starts_afresh(right: str) -> bool:
    return right.split(maxsplit=1)[0].strip(",").lower() in STARTERS


def _quotation_is_open(left: str) -> bool:
    return left.count("“") > left.count("”") or left.count('"') % 2 == 1


def _quotation_goes_on(left: str, right: str) -> bool:
    """Whether ``right`` is the rest of a quotation whose speaker ``left`` has named."""
    return (
        right[0] in _OPENERS
        and right[-1] in _CLOSERS
        and right.count(right[0]) == 1 + (right[0] == right[-1])
        and _ATTRIBUTION.search(left) is not None
    )


def is_quoted(text: str, at: int) -> bool:
    """Whether an offset lies in a quotation: what is said there counts from the day it was said."""
    return any(
        match.start() <= at < match.end()
        for pattern in (QUOTED, _SINGLE_QUOTED)
        for match in pattern.finditer(text)
    )
