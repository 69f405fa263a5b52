"""Who said what: direct quotations and their speakers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.evidence.introductions import introduced
from briefs.evidence.utterances import Utterance, utterances
from briefs.language.scripts import LANGUAGES, content_of, split_signs
from briefs.language.words import split_words
from briefs.model import Document, DocumentId, Extract, FoundQuotation, Origin, PassageKind, Topic

_MOST: Final = 12
"""Quotations in a brief: half a page of them."""
_MOST_SIGNS: Final = 700
"""Signs of a quotation; a longer one would take the room of three."""
_SAME: Final = 0.8
"""Share of the words of the shorter one from which two quotations are one, in two sources."""
_SHINGLE: Final = 3
"""Words in a row by which a quotation is looked up among those that were read before."""
_AGAIN: Final = 0.5
"""What is left of the weight of a quotation for each chosen one of its speaker, its theme or its document."""
_BESIDE: Final = 0.5
"""Part of the weight of a passage that a quotation in the next one has: it need not name again what it is about."""
_NEAR: Final = 2
"""Passages from a quotation to the one that names what it is about."""
_HEADING: Final = PassageKind.HEADING
_UNNAMED: Final = 0.4
_NOT_TOLD: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A quotation on a theme, with what it weighs."""

    document: DocumentId
    utterance: Utterance
    theme: str
    weight: float


def find_quotations(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic]
) -> tuple[FoundQuotation, ...]:
    """The direct quotations on a theme, each once, the weightiest first."""
    themes = {(topic.document, topic.passage): topic for topic in topics}
    reprints = {reprint.document for origin in origins for reprint in origin.reprints}
    first = sorted(documents, key=lambda document: (document.id in reprints, _dated(document), document.id))
    said = [one for document in first for one in _on_themes(document, themes)]
    texts = {document.id: document for document in documents}
    return tuple(_found(one, texts[one.document]) for one in _spread(list(_each_once(said))))


def _on_themes(document: Document, themes: Mapping[tuple[DocumentId, int], Topic]) -> Iterator[_Said]:
    """The quotations of a document in passages on a theme, or near one."""
    kinds = {passage.number: passage.kind for passage in document.passages}
    for utterance in utterances(document):
        topic = themes.get((document.id, utterance.passage)) or _nearby(
            document.id, utterance.passage, kinds, themes
        )
        if topic:
            yield _said(document, utterance, topic)


def _nearby(
    document: DocumentId,
    passage: int,
    kinds: Mapping[int, PassageKind],
    themes: Mapping[tuple[DocumentId, int], Topic],
) -> Topic | None:
    """The theme of the nearest passage under the same heading, weighing less."""
    steps = [-1, 1]
    for distance in range(1, _NEAR + 1):
        steps = [step for step in steps if kinds.get(passage + step * distance, _HEADING) is not _HEADING]
        near = [themes.get((document, passage + step * distance)) for step in steps]
        topic = next((topic for topic in near if topic), None)
        if topic:
            return replace(topic, weight=_BESIDE * topic.weight)
    return None


def _dated(document: Document) -> str:
    return document.published.iso if document.published else "9999"


def _said(document: Document, utterance: Utterance, topic: Topic) -> _Said:
    weight = topic.weight * (1.0 if utterance.speaker else _UNNAMED) * (1.0 if utterance.told else _NOT_TOLD)
    return _Said(document=document.id, utterance=utterance, theme=topic.theme, weight=weight)


def _words(utterance: Utterance) -> list[str]:
    if utterance.language in LANGUAGES:
        signs = split_signs(utterance.text, utterance.language)
        return [*content_of(signs, utterance.language)]
    return [word.lower for word in split_words(utterance.text)]


def _each_once(said: Sequence[_Said]) -> Iterator[_Said]:
    """The quotations without those that stood in a document before; of one that a later source cuts, the whole."""
    known: dict[tuple[str, ...], list[Counter[str]]] = {}
    for one in said:
        words = _words(one.utterance)
        shingles = {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
        counted = Counter(words)
        met = {id(other): other for shingle in shingles for other in known.get(shingle, ())}
        if any(_is_same(counted, other) for other in met.values()):
            continue
        for shingle in shingles:
            known.setdefault(shingle, []).append(counted)
        if len(one.utterance.text) <= _MOST_SIGNS:
            yield one


def _is_same(left: Counter[str], right: Counter[str]) -> bool:
    return (left & right).total() >= _SAME * min(left.total(), right.total())


def _spread(said: list[_Said]) -> list[_Said]:
    """The weightiest, each time less for whom, what theme and what source was quoted before."""
    chosen: list[_Said] = []
    taken: Counter[tuple[str, str]] = Counter()
    left = sorted(said, key=lambda one: (-one.weight, one.document, one.utterance.words))
    while left and len(chosen) < _MOST:
        best = max(left, key=lambda one: one.weight * _AGAIN ** sum(taken[key] for key in _keys(one)))
        left.remove(best)
        chosen.append(best)
        taken.update(_keys(best))
    return chosen


def _keys(one: _Said) -> tuple[tuple[str, str], ...]:
    keys = (("theme", one.theme), ("document", one.document))
    return (*keys, ("speaker", one.utterance.speaker)) if one.utterance.speaker else keys


def _found(one: _Said, document: Document) -> FoundQuotation:
    utterance = one.utterance
    return FoundQuotation(
        words=Extract(document=one.document, span=utterance.words, passage=utterance.passage),
        speaker=_speaker(utterance, document),
    )


def _speaker(utterance: Utterance, document: Document) -> str | None:
    """The speaker with the words by which the document introduces him, if it does beside his name."""
    if utterance.speaker is None or utterance.language in LANGUAGES:
        return utterance.speaker
    prose = [document.exact(passage.span) for passage in document.passages if passage.kind is not _HEADING]
    return introduced(utterance.speaker, "\n\n".join(prose))
