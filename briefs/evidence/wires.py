"""The same agency story in other words: found among those that credit one agency at one time, and nowhere else.

Two reporters at one event use the same names and numbers, so likeness of content proves nothing alone. Beside a
credit to the same agency within a day it does: then most sentences of the shorter text say what a sentence of
the longer one says.
"""

import datetime
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence.prints import is_undivided, tokens
from briefs.model import Document, Span

_WITHIN: Final = datetime.timedelta(days=1)
_BEFORE: Final = 6
"""Earlier holders of a word, within a day, that each document of an agency is compared with."""
_RARE: Final = 40
"""Documents of one agency and time that may hold a word for it to tell stories apart."""
_SHARED: Final = 5
"""Telling words in common from which two stories of one agency are compared sentence by sentence."""
_LEAST_SAID: Final = 6
"""Content words of the shortest sentence that is matched."""
_SAYS_THE_SAME: Final = 0.5
"""Share of the content of the shorter of two sentences that must stand in the other."""
_RETOLD: Final = 0.5
"""Share of the sentences of the shorter text that must be matched: rewrites have two thirds, others a sixth."""
_OF_THE_LONGER: Final = 0.3
"""Share of the sentences of the longer one that must be: a digest of an agency's stories retells none of them."""
_OF_THE_LONGER_LATER: Final = 0.5
"""The same where the two are not known to be of one day: a follow-up repeats what happened the day before."""
_IN_COMMON: Final = 0.5
"""Share of the content of the shorter text that must stand in the longer one: rewrites have .65 and more, other
stories of the agency about the same event and reports by others under .4."""
_LONGEST: Final = 120
"""Sentences of a text that are compared: no agency story is longer."""
_STEM: Final = 6
_PLACES: Final = 0xFFFFFFFF
_SHORTEST: Final = 4
_PAIRS: Final = 2
_EMPTY: Final = frozenset(
    """about after against again also among been before being between both could during each from have having
    here into itself just like made make many more most much must next only other over said same says should
    since some such than that their them then there these they this those through told under until upon very
    well were what when where which while will with within without would year years""".split()  # noqa: SIM905 - words read better as text than as literals
)

Said = frozenset[int]
"""What a sentence says: stems of content words, names and numbers, as hashes of 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One document as what its sentences say, in order, all of which is its ``content``; ``day`` is when it said so."""

    said: tuple[Said, ...]
    content: Said
    day: datetime.date | None


def story(said: Sequence[Said], day: datetime.date | None) -> Story:
    """The story of a document whose sentences say this."""
    return Story(said=tuple(said), content=frozenset().union(*said), day=day)


def tell(document: Document, spans: Sequence[Span]) -> list[tuple[int, Said]]:
    """The sentences that say enough to be recognised, by their places among ``spans``, and what each of them says."""
    told = ((place, _content(document.exact(span))) for place, span in enumerate(spans[:_LONGEST]))
    return [(place, said) for place, said in told if len(said) >= _LEAST_SAID]


def _content(sentence: str) -> Said:
    found = tokens(sentence)
    if is_undivided(found):
        text = "".join(found)
        words = {text[start : start + _PAIRS] for start in range(len(text) - 1)}
    else:
        words = {
            word[:_STEM]
            for word in found
            if word[0].isdigit() or (len(word) >= _SHORTEST and word not in _EMPTY)
        }
    return frozenset(zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words)


def of_one_time(days: Mapping[int, datetime.date | None]) -> list[list[int]]:
    """Places of stories under one credit that may be of one time, by their days; each in two groups at least."""
    by_day: defaultdict[int, list[int]] = defaultdict(list)
    for place, day in sorted(days.items()):
        if day is not None:
            by_day[day.toordinal()].append(place)
            by_day[day.toordinal() + 1].append(place)
    if None in days.values():
        by_day[0] = sorted(days)
    return list(by_day.values())


def candidates(stories: Mapping[int, Story]) -> list[tuple[int, int]]:
    """Places of stories of one time worth comparing, the lesser first: those with rare words in common."""
    pairs = _alike(sorted(stories), stories)
    return sorted(pair for pair in pairs if _is_of_one_time(*(stories[place] for place in pair)))


def _alike(places: Sequence[int], stories: Mapping[int, Story]) -> Iterator[tuple[int, int]]:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place in places:
        for word in stories[place].content:
            holders[word].append(place)
    shared: defaultdict[int, int] = defaultdict(int)
    for held in holders.values():
        if 1 < len(held) <= _RARE:
            for behind, place in enumerate(held):
                for other in held[max(behind - _BEFORE, 0) : behind]:
                    shared[other << 32 | place] += 1
    return ((pair >> 32, pair & _PLACES) for pair, count in shared.items() if count >= _SHARED)


def _is_of_one_time(left: Story, right: Story) -> bool:
    return left.day is None or right.day is None or abs(left.day - right.day) <= _WITHIN


def retold(left: Story, right: Story) -> bool:
    """Whether the shorter of two stories is mostly said in the longer one. Quadratic in sentences, which are few."""
    ours, theirs = left.content, right.content
    if len(ours & theirs) < _IN_COMMON * min(len(ours), len(theirs)):
        return False
    short, long = sorted((left, right), key=lambda story: len(story.said))
    is_of_one_day = left.day is not None and left.day == right.day
    of_the_longer = _OF_THE_LONGER if is_of_one_day else _OF_THE_LONGER_LATER
    return (
        bool(short.said)
        and len(matched(short.said, long.said)) >= _RETOLD * len(short.said)
        and len(matched(long.said, short.said)) >= of_the_longer * len(long.said)
    )


def matched(ours: Sequence[Said], theirs: Sequence[Said]) -> list[int]:
    """The places of our sentences that say what a sentence of theirs says."""
    return [
        place
        for place, said in enumerate(ours)
        if any(len(said & other) >= _SAYS_THE_SAME * min(len(said), len(other)) for other in theirs)
    ]
