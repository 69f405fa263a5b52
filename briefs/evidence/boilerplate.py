"""What an outlet puts under everything it prints: notices and appeals that make no two stories one."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from briefs.model import Document, Span

_EVERYWHERE: Final = 3
"""Documents of one outlet, unlike one another, in which a sentence must stand to be boilerplate."""
_OWN_CHARACTERS: Final = 40
_OWN: Final = 0.25
"""Documents are unlike when so much of each stands in fewer others: versions of one story share nearly everything."""


def without_boilerplate(
    documents: Sequence[Document], sentences: Sequence[Sequence[Span]], outlets: Sequence[str | None]
) -> list[list[Span]]:
    """The sentences of each document that its outlet does not print everywhere. Linear in the text."""
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for place, outlet in enumerate(outlets):
        if outlet is not None:
            by_outlet[outlet].append(place)
    kept = [list(spans) for spans in sentences]
    for places in by_outlet.values():
        if len(places) < _EVERYWHERE:
            continue
        units = {place: _units(documents[place], sentences[place]) for place in places}
        found = _everywhere(units)
        for place in places if found else ():
            marked = zip(sentences[place], _keys(documents[place], sentences[place]), strict=True)
            kept[place] = [span for span, key in marked if key not in found]
    return kept


def _keys(document: Document, spans: Sequence[Span]) -> list[int]:
    return [
        zlib.crc32(document.exact(span).strip().casefold().encode("utf-8", "surrogatepass")) for span in spans
    ]


def _units(document: Document, spans: Sequence[Span]) -> dict[int, int]:
    """The sentences of a document by their hash, with the characters they have."""
    lengths = [span.end - span.start for span in spans]
    return dict(zip(_keys(document, spans), lengths, strict=True))


def _everywhere(units: Mapping[int, Mapping[int, int]]) -> frozenset[int]:
    common = {key for key, count in _held(units).items() if count >= _EVERYWHERE}
    unlike = {place: held for place, held in units.items() if common and _has_own_words(held, common)}
    return frozenset(key for key, count in _held(unlike).items() if key in common and count >= _EVERYWHERE)


def _held(units: Mapping[int, Mapping[int, int]]) -> Counter[int]:
    """In how many documents each sentence stands."""
    counted: Counter[int] = Counter()
    for held in units.values():
        counted.update(held.keys())
    return counted


def _has_own_words(held: Mapping[int, int], common: set[int]) -> bool:
    own = sum(length for key, length in held.items() if key not in common)
    return own >= max(_OWN_CHARACTERS, _OWN * sum(held.values()))
