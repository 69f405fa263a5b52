"""Whether a date of a sentence lies behind or ahead of the day of publication: what the verb that governs it says.

The verb form nearest before the date governs it, be it a participle (``will fight the accord signed in Seoul on
Tuesday``). Where a phrase may belong to either of two verbs neither is chosen: a wrong day is worse than none.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

# ruff: noqa: SIM905 - a list of words reads better as text than as literals
from briefs.language.english import (
    AUXILIARIES,
    EVENTS,
    FINITE,
    FUNCTION_WORDS,
    MISFORTUNES,
    NOT_PAST,
    PAST,
    PAST_OR_NOUN,
    PREPOSITIONS,
    PRESENT,
    SAYING,
    TO_A_PLACE,
)

_NEAR: Final = 6
"""Words between a participle and its date within which a future verb before the participle cannot claim the date."""
_CHAIN: Final = 4
"""Words before a participle among which the auxiliaries that make it passive or perfect are looked for."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:()—–]")
_CONDITION: Final = re.compile(r"\b(?:[Ii]f|[Uu]nless)\b")
_POSSESSIVE: Final = re.compile(r"\w+['’]s\b")
_OPENING: Final = frozenset(
    "on by from until till in at early late before after since and the over during ,".split()
)
"""Words before a date with which it still opens the sentence."""
_WILL: Final = frozenset({"will", "shall", "must", "may"})
_INTENDS: Final = frozenset({"plans", "hopes", "expects", "intends"})
_WOULD: Final = frozenset({"would", "could", "should", "might"})
_PLANNED: Final = frozenset({"expected", "scheduled", "planned", "due", "slated", "set"})
_PLANNED_FOR: Final = frozenset({"", "for", "to", "on", "in", "by", "at"})
_IS: Final = frozenset({"is", "are"})
_AHEAD: Final = _PLANNED | {"", "on", "to", "going"}
"""What after ``is`` makes it speak of the future; a date too: ``the vote is on Friday``."""
_WAS: Final = frozenset({"was", "were"})
_PAST_AUXILIARIES: Final = _WAS | {"had", "did", "been"}
_DONE: Final = frozenset({"failed", "managed", "continued", "began", "started", "declined"})
"""Verbs before an infinitive whose date is that of both."""
_TOWARDS: Final = frozenset(
    {"for", "until", "till", "by", "before", "after", "from", "to", "starting", "beginning"}
)
"""Prepositions that put a date after what the verb tells: ``extended the truce until Friday``."""
_CLAUSE: Final = frozenset(
    "who which that when after as because while where whose but and said says , ; : ( ) — –".split()
)
"""What may begin a clause with a finite verb of its own."""
_AFTERWARDS: Final = frozenset({"after", "following", "over"})
_COMPLEMENTED: Final = frozenset({"see", "have", "get", "want", "keep", "need"})
"""Verbs before ``the accord signed``, by which the signing is as far ahead as they are."""
_GATHERING: Final = re.compile(
    r"\b(?:for|ahead of|before) (?:[\w-]+ ){0,3}?"
    r"(?:talks|votes?|summit|meeting|elections?|visit|hearing|trial|session|polls?|deadline)\b"
)
_GATHERING_SPAN: Final = 60
_JOINING: Final = frozenset({"", "and", "or", "to", "and on", "or on", "through"})
"""Between two dates of one verb."""
_SAID: Final = frozenset(word for word in SAYING if word.endswith("ed") or word in {"said", "told", "wrote"})


class Tense(Enum):
    """Where a verb puts its date; ``EITHER`` where it may be both."""

    PAST = auto()
    FUTURE = auto()
    EITHER = auto()


_ANSWERS: Final = {Tense.PAST: False, Tense.FUTURE: True, Tense.EITHER: None}


def looks_ahead(
    text: str, start: int, end: int, earlier: Sequence[tuple[int, int, bool | None]]
) -> bool | None:
    """Whether the date at these offsets lies ahead; None where it may be either.

    ``earlier`` holds the dates before it with their answers: a verb that has one already does not take another.
    """
    before = _Words(text, 0, start)
    lead = [*before.lower[-1:], *_Words(text, start, end).lower[:1]]
    if _CONDITION.search(text):
        return None
    if "since" in lead:
        return False
    if earlier and text[earlier[-1][1] : start].strip(" ,") in _JOINING:
        return earlier[-1][2]
    possessive = _POSSESSIVE.match(text, start, end + 2) is not None
    tense = _governing(before, [at for at, *_ in earlier])
    if tense is None:
        opening = set(before.lower) <= _OPENING
        return _from_what_follows(text, end, opening=opening, possessive=possessive)
    gathering = _GATHERING.search(text, max(0, start - _GATHERING_SPAN), start)
    put_off = tense is Tense.PAST and (gathering or not _TOWARDS.isdisjoint(lead))
    return None if possessive or put_off else _ANSWERS[tense]


def tells_of_the_past(text: str) -> bool:
    """Whether any word of a sentence is a past form."""
    words = _Words(text, 0, len(text))
    return any(
        words.is_past(place) or words.lower[place] in _PAST_AUXILIARIES for place in range(len(words.lower))
    )


class _Words:
    """The words and dividing signs of a stretch of text, and what each may be."""

    __slots__ = ("lower", "starts", "tokens")

    def __init__(self, text: str, start: int, end: int) -> None:
        found = list(_TOKEN.finditer(text, start, end))
        self.tokens = [match.group() for match in found]
        self.lower = [token.lower() for token in self.tokens]
        self.starts = [match.start() for match in found]

    def is_past(self, place: int) -> bool:
        """Whether a word is a past form or participle, as far as its letters tell; ``United States`` is none."""
        word = self.lower[place]
        if word in _SAID:
            return True
        if place and (self.tokens[place][0].isupper() or word in NOT_PAST):
            return False
        if word in PAST_OR_NOUN:
            return not place or self.lower[place - 1] not in _DETERMINERS
        return word in PAST or word in EVENTS or (word.endswith("ed") and word not in NOT_PAST)

    def after(self, place: int) -> str:
        """The word after one, empty where the stretch ends."""
        return self.lower[place + 1] if place + 1 < len(self.lower) else ""

    def auxiliaries(self, place: int) -> list[str]:
        """The auxiliaries and adverbs just before a participle or infinitive, the nearest first."""
        chain: list[str] = []
        for word in reversed(self.lower[max(0, place - _CHAIN) : place]):
            if word not in _LINKING and not word.endswith("ly"):
                break
            chain.append(word)
        return chain

    def is_infinitive(self, place: int) -> bool:
        """Whether ``to`` at a place stands before a verb: not before a name, a number or a place."""
        if self.lower[place] != "to" or place + 1 >= len(self.tokens):
            return False
        after = self.tokens[place + 1]
        known = after in FUNCTION_WORDS - _SMALL_VERBS or after in TO_A_PLACE
        return after.isalpha() and after.islower() and not known and not after.endswith("ing")


_DETERMINERS: Final = frozenset(
    "a an the its their his her this that no any another million billion trillion".split()
)
_SMALL_VERBS: Final = frozenset("be become do get give go have keep make put see".split())
_LINKING: Final = AUXILIARIES | {"shall"} | frozenset("to not also only never soon again first now".split())


def _governing(words: _Words, claimed: Sequence[int]) -> Tense | None:
    """The tense of the nearest verb form before a date that has none yet; None for no verb form."""
    taken = len(claimed)
    for place in range(len(words.lower) - 1, -1, -1):
        tense = _tense_at(words, place)
        if tense is None:
            continue
        if taken and words.starts[place] < claimed[taken - 1]:
            taken -= 1
            if _is_reduced(words, place):
                continue
        return Tense.EITHER if tense is Tense.FUTURE and _names_an_event(words, place) else tense
    return None


def _names_an_event(words: _Words, place: int) -> bool:
    """Whether something between a future verb and a date may own it: ``will pay for the blast on …``."""
    between = words.lower[place + 1 :]
    return not _AFTERWARDS.isdisjoint(between) or not MISFORTUNES.isdisjoint(between)


def _is_reduced(words: _Words, place: int) -> bool:
    """Whether a past form may be a participle, as a future or conditional verb stands before it."""
    return words.is_past(place) and _marker_before(words, place) is not None


def _tense_at(words: _Words, place: int) -> Tense | None:
    """What a word says of a date after it; None where it is no verb form."""
    word, following = words.lower[place], words.after(place)
    tense = _modal(words, place)
    if tense:
        return tense
    if words.is_infinitive(place):
        return _infinitive(words, place)
    chain = words.auxiliaries(place)
    if word in _PLANNED and (word != "set" or following == "for" or set(chain) & (_IS | _WAS | {"been"})):
        return _planned(chain, following)
    if words.is_past(place):
        return _past_form(words, place, chain)
    return Tense.PAST if word in _PAST_AUXILIARIES else None


def _modal(words: _Words, place: int) -> Tense | None:
    """The tense of ``will``, ``is to``, ``plans to`` and their like, of ``would``, and of the present."""
    word, following = words.lower[place], words.after(place)
    if words.tokens[place] in _WILL | {"upcoming"} or (word in _IS and following in _AHEAD):
        return Tense.FUTURE
    if word in _INTENDS and following == "to":
        noun = place and (words.is_past(place - 1) or words.lower[place - 1] in _DETERMINERS)
        return Tense.EITHER if noun else Tense.FUTURE
    return Tense.EITHER if word in _WOULD | PRESENT | _IS else None


def _infinitive(words: _Words, place: int) -> Tense | None:
    """``is to meet`` looks ahead, ``agreed to meet`` may do so, ``failed to meet`` does not."""
    before = words.lower[place - 1] if place else ""
    if words.lower[place + 1] == "have" or before in _DONE:
        return Tense.PAST
    return None if before in _PLANNED | _INTENDS | _IS | {"going"} else Tense.EITHER


def _planned(chain: Sequence[str], following: str) -> Tense:
    """``talks expected on Friday``; what was expected may have come, and what had been expected is over."""
    if "had" in chain or "been" in chain:
        return Tense.PAST
    if set(chain) & (_WAS | _WOULD) or (not chain and following not in _PLANNED_FOR):
        return Tense.EITHER
    return Tense.FUTURE


def _past_form(words: _Words, place: int, chain: Sequence[str]) -> Tense | None:
    """A past form or participle: by its auxiliaries, or where a future verb stands before it by how close it is."""
    if chain:
        return _auxiliary(chain)
    marker = None if words.lower[place] in FINITE else _marker_before(words, place)
    if marker is None or _CLAUSE & set(words.lower[marker + 1 : place]):
        return Tense.PAST
    following = words.after(place)
    if following and following not in PREPOSITIONS and not following.endswith("ly"):
        return None
    complement = _COMPLEMENTED & set(words.lower[marker + 1 : place])
    if complement or words.lower[place] in PAST_OR_NOUN or following == "by":
        return Tense.EITHER
    distance = len(words.lower) - place - 1
    told = words.lower[place] in EVENTS and distance <= _NEAR
    return Tense.PAST if told or distance <= 1 else Tense.EITHER


def _auxiliary(chain: Sequence[str]) -> Tense | None:
    """What the auxiliaries of a participle say; None for a bare infinitive, whose ``will`` is still to come."""
    found = set(chain)
    if "have" in found and found & {"may", "might", "must", "could", "to"}:
        return Tense.PAST
    if found & _WOULD:
        return Tense.EITHER
    if found & _WILL or {"to", "be"} <= found:
        return Tense.EITHER if found & _WAS else Tense.FUTURE
    if "to" in found:
        return None
    if found & (_PAST_AUXILIARIES | {"has", "have"}):
        return Tense.PAST
    return Tense.EITHER if found & (_IS | {"be", "being"}) else Tense.PAST


def _marker_before(words: _Words, place: int) -> int | None:
    """The place of the nearest word before that makes the verb of its clause a future or conditional one."""
    for earlier in range(place - 1, -1, -1):
        if words.tokens[earlier] in _WILL | _WOULD or words.is_infinitive(earlier):
            return earlier
    return None


def _from_what_follows(text: str, end: int, *, opening: bool, possessive: bool) -> bool | None:
    """The direction of a date that stands before the first verb form, from that verb."""
    words = _Words(text, end, len(text))
    told = ((place, _tense_at(words, place)) for place in range(len(words.lower)))
    place, tense = next(((place, tense) for place, tense in told if tense), (0, Tense.EITHER))
    modal = any(word in _WILL | _WOULD for word in words.tokens)
    relative = place > 0 and words.lower[place - 1] in {"who", "which", "that"}
    if tense is Tense.PAST:
        certain = words.lower[place] in _SAID | _PAST_AUXILIARIES | FINITE
        return None if modal and not certain else False
    return True if tense is Tense.FUTURE and opening and not possessive and not relative else None
