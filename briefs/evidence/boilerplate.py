"""What an outlet puts under everything it prints: notices and appeals that make no two stories one."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

_EVERYWHERE: Final = 3
"""Documents of one outlet, unlike one another, in which a sentence must stand to be boilerplate."""
_OWN_CHARACTERS: Final = 40
_OWN: Final = 0.25
"""Documents are unlike when so much of each stands in fewer others: versions of one story share nearly everything."""


Sentences = tuple["memoryview[int]", "memoryview[int]"]
"""The sentences of a document in order: their hashes, and the characters they have."""


def key_of(sentence: str) -> int:
    """The hash of a sentence by which it is recognised: 32 bits, equal in every run of the program."""
    return zlib.crc32(sentence.strip().casefold().encode("utf-8", "surrogatepass"))


def boilerplate(documents: Sequence[Sentences], outlets: Sequence[str | None]) -> dict[int, frozenset[int]]:
    """For documents that have any, the places of the sentences that their outlet prints everywhere. Linear."""
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for place, outlet in enumerate(outlets):
        if outlet is not None:
            by_outlet[outlet].append(place)
    found: dict[int, frozenset[int]] = {}
    for places in by_outlet.values():
        if len(places) < _EVERYWHERE:
            continue
        units = {place: _units(documents[place]) for place in places}
        everywhere = _everywhere(units)
        for place in places if everywhere else ():
            if not everywhere.isdisjoint(units[place]):
                keys, _ = documents[place]
                found[place] = frozenset(at for at, key in enumerate(keys) if key in everywhere)
    return found


def _units(document: Sentences) -> dict[int, int]:
    return dict(zip(*document, strict=True))


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
