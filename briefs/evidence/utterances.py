"""The direct speech of one document: each quotation whole, with its speaker where one is named."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence.marks import Place, closing_place, find_quoted, unclosed
from briefs.evidence.speakers import (
    Beside,
    Company,
    FullNames,
    attribution_after,
    attribution_before,
    is_told,
    speaker_of,
)
from briefs.evidence.speakers_in_signs import goes_on, is_said, speaker_in_signs
from briefs.language.antecedents import Surroundings
from briefs.language.english import AUXILIARIES, FUNCTION_WORDS
from briefs.language.scripts import LANGUAGES, extent, primary
from briefs.language.sentences import split_document
from briefs.language.surroundings import surroundings_of
from briefs.language.tense import tells_of_the_past
from briefs.language.words import split_words
from briefs.model import Document, Passage, PassageKind, Span

_SPOKEN: Final = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
_FEWEST_WORDS: Final = 5
"""Fewer words in marks are a title, a slogan, or a word that the writer keeps his distance from."""
_FEWEST_UNATTRIBUTED: Final = 8
_MOST_SIGNS: Final = 1500
"""A longer quotation is a document, and nobody would print it as one."""
_MOST_PARAGRAPHS: Final = 5
_ENDS: Final = tuple(",.?!…—–。？！，")
_GAP: Final = 220
"""Signs between two parts of a quotation in which its speaker is named."""
_SENTENCE_WITHIN: Final = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!\b[A-Z])[.?!] +[A-Z“\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One quotation by its place in the document.

    ``told`` says that the words around it mark it as speech, be the speaker known or not.
    """

    words: Span
    passage: int
    language: str
    speaker: str | None
    told: bool
    text: str


def utterances(document: Document) -> tuple[Utterance, ...]:
    """The quotations of a document, in order. Linear in its text."""
    sentences = split_document(document)
    surroundings, names = surroundings_of(document, sentences), FullNames(sentences)
    inside: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        inside.setdefault(sentence.passage.number, []).append(index)
    found: list[Utterance] = []
    taken = -1
    for place, passage in enumerate(document.passages):
        if passage.kind not in _SPOKEN or passage.number not in inside or passage.span.start < taken:
            continue
        page = _Page(
            document=document,
            surroundings=surroundings,
            names=names,
            indexes=inside[passage.number],
        )
        found += _in_passage(page, passage)
        longer = _over_paragraphs(page, place)
        if longer:
            found.append(longer)
            taken = longer.words.end
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A document, and the places of the sentences of one of its passages."""

    document: Document
    surroundings: Surroundings
    names: FullNames
    indexes: Sequence[int]

    def index_at(self, offset: int) -> int | None:
        """The sentence in which an offset of the document stands."""
        place = bisect_right(
            self.indexes, offset, key=lambda each: self.surroundings.sentence(each).span.start
        )
        index = self.indexes[place - 1] if place else None
        return None if index is None or offset >= self.surroundings.sentence(index).span.end else index


def _in_passage(page: _Page, passage: Passage) -> Iterator[Utterance]:
    text = page.document.exact(passage.span)
    language = primary(passage.language or page.document.language)
    before: tuple[int, str | None] = (-2, None)
    for group in _groups(text, find_quoted(text), language):
        index = page.index_at(passage.span.start + group[0][0])
        if index is None:
            continue
        head = page.surroundings.sentence(index).span.start - passage.span.start
        beside = _beside(text, head, group[0])
        saying = _Saying(quoted=text[slice(*group[0])], beside=beside, index=index, language=language)
        spoke = before[1] if index - before[0] <= 1 else None
        found = _told(saying, page, spoke)
        if found:
            span = Span(start=passage.span.start + group[0][0], end=passage.span.start + group[-1][1])
            before = (page.index_at(span.end - 1) or index, found.speaker)
            yield _utterance(page, span, saying, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """The first part of a quotation, the words around it, the sentence it begins in, and its language."""

    quoted: str
    beside: Beside
    index: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Whether the words around a quotation say that it is speech, and whose."""

    speaker: str | None
    told: bool


def _told(saying: _Saying, page: _Page, spoke: str | None) -> _Teller | None:
    """Who says a quotation; None where what stands in marks is no speech."""
    quoted, beside, language = saying.quoted, saying.beside, saying.language
    if not _is_clause(quoted, language):
        return None
    if language in LANGUAGES:
        speaker = speaker_in_signs(beside, language)
        told = is_said(beside, language)
        return _Teller(speaker=speaker, told=True) if told or speaker else None
    attribution = attribution_after(beside) or attribution_before(beside)
    if attribution:
        company = Company(surroundings=page.surroundings, names=page.names, spoke=spoke)
        speaker = speaker_of(attribution, saying.index, company)
        return _Teller(speaker=speaker, told=True)
    if quoted[-2] in ",?!—" and is_told(beside):
        return _Teller(speaker=None, told=True)
    whole = quoted[-2] in ".?!…" and not beside.before.strip()
    long = len(split_words(quoted)) >= _FEWEST_UNATTRIBUTED
    return _Teller(speaker=None, told=False) if whole and long and _has_a_verb(quoted) else None


def _has_a_verb(quoted: str) -> bool:
    lower = {word.lower for word in split_words(quoted)}
    return not AUXILIARIES.isdisjoint(lower) or tells_of_the_past(quoted)


def _utterance(page: _Page, span: Span, saying: _Saying, told: _Teller) -> Utterance:
    return Utterance(
        words=span,
        passage=page.surroundings.sentence(saying.index).passage.number,
        language=saying.language,
        speaker=told.speaker,
        told=told.told,
        text=page.document.exact(span),
    )


def _over_paragraphs(page: _Page, place: int) -> Utterance | None:
    """The quotation that a passage opens and a later one closes, each opening with a mark."""
    passages = page.document.passages
    first = passages[place]
    text = page.document.exact(first.span)
    start, language = unclosed(text), primary(first.language or page.document.language)
    if start is None or language in LANGUAGES:
        return None
    index = page.index_at(first.span.start + start)
    for passage in passages[place + 1 : place + 1 + _MOST_PARAGRAPHS]:
        following = page.document.exact(passage.span)
        if passage.kind is not PassageKind.PARAGRAPH or following[:1] != text[start] or index is None:
            return None
        end = closing_place(following)
        if end is None:
            continue
        head = page.surroundings.sentence(index).span.start - first.span.start
        beside = Beside(before=text[min(head, start) : start], after=following[end:])
        quoted = f"{text[start:]} {following[1:end]}"
        saying = _Saying(quoted=quoted, beside=beside, index=index, language=language)
        told = _told(saying, page, None)
        span = Span(start=first.span.start + start, end=passage.span.start + end)
        whole = span.end - span.start <= _MOST_SIGNS
        return _utterance(page, span, saying, told) if told and whole else None
    return None


def _groups(text: str, quoted: Sequence[Place], language: str) -> list[list[Place]]:
    """Quotations with what goes on after the words that tell whose they are."""
    groups: list[list[Place]] = []
    for place in quoted:
        if groups and _continues(text, groups[-1], place, language):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _continues(text: str, group: Sequence[Place], place: Place, language: str) -> bool:
    gap = text[group[-1][1] : place[0]]
    if len(gap) > _GAP or not _is_clause(text[slice(*group[0])], language):
        return False
    if language in LANGUAGES:
        return goes_on(gap, language)
    told = attribution_after(Beside(before="", after=gap.rstrip() + " "))
    if told is None or len(group) > 1 or _SENTENCE_WITHIN.search(gap):
        return not gap.strip() and len(group) > 1
    if text[slice(*group[0])][-2:-1] not in _ENDS or not gap.rstrip().endswith((".", ",", ":", ";", "—")):
        return False
    return attribution_after(_beside(text, place[0], place)) is None


def _beside(text: str, head: int, place: Place) -> Beside:
    """The words around a quotation in its paragraph, from the ``head`` of its sentence on."""
    after = text[place[1] : place[1] + _GAP]
    return Beside(before=text[head : place[0]], after=after, ended=text[place[1] - 2] in ".?!…")


def _is_clause(quoted: str, language: str) -> bool:
    """Whether what stands in marks is speech and not a title or a single notion."""
    inner = quoted[1:-1].strip()
    if language in LANGUAGES:
        return extent(inner, language) >= _FEWEST_WORDS
    words = split_words(inner)
    if len(words) < _FEWEST_WORDS or not (
        inner[:1].isupper() or inner[:1] in "…‘'“\"" or inner[:1].isdigit()
    ):
        return False
    lower = [word.lower for word in words]
    function = sum(word in FUNCTION_WORDS for word in lower)
    capitals = sum(word.capitalised for word in words[1:])
    return function >= 1 and capitals <= 0.6 * len(words)
