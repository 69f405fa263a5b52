"""Whether a sentence makes sense to who has not read the one before it, and what must stand beside it if not.

A sentence that leans on another is either given its antecedent (``antecedents``) or not printed. The rules look at
closed classes of words and at capitals, no further: a parser would be slower by orders and err as often on news.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.antecedents import Surroundings, resolve
from briefs.language.definites import Definite
from briefs.language.english import (
    AUXILIARIES,
    CONNECTIVE_PHRASES,
    CONNECTIVES,
    DEMONSTRATIVES,
    ENUMERATING,
    FIRST_AND_SECOND_PERSON,
    FUNCTION_WORDS,
    IMPERSONAL,
    KINDS,
    LATER,
    LEADERS,
    NEUTER,
    PAIRED,
    PLURAL,
    PREPOSITIONS,
    SAYING,
    SHELLS,
    THIRD_PERSON,
    TIMES,
    TITLES,
    VERBS,
)
from briefs.language.people import is_day
from briefs.language.sentences import QUOTED, SPEAKER_LABEL, Sentence
from briefs.language.words import Word, split_words

_OPENING: Final = 6
"""Words within which a name, a number or a preposition must say which one ``The …`` means."""
_YEAR: Final = 4
"""Digits of a year."""
_MOST_THINGS: Final = 2
"""Names of things beside one sentence; who needs more of them needs the article."""
_SOON: Final = 3
"""Words within which ``such a case`` must point back."""
_LONE_THAT: Final = re.compile(
    r"\bthat(?=[.,;])(?!, (?:if|as|when|once|in|on|at|by|for|after|although|while|since)\b)|\bthat is [a-z]+:"
)
_DISAGREE: Final = re.compile(r"\b(?:agree|differ|disagree)[sd]?\.$")
"""``They evidently disagree.``: with whom, or on what?"""
_SECONDS: Final = re.compile(r"(?<=\d)\"")
"""The mark of seconds: ``1h 12' 06"``."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LEANING: Final = frozenset({"according", "as", "for"})
"""Words of openings that name somebody else than the pronoun after them: ``According to the agency, it …``."""
_FURTHER: Final = frozenset({"further", "third", "fourth", "fifth", "sixth", "seventh"})
_UNSAID: Final = re.compile(
    r"According to the (?:[a-z]+ )?[a-z]+,"
    r"|(?:Afterwards|Earlier|Eventually|Later|Previously|Soon|Soon afterwards|Shortly afterwards),"
    r"|Each (?!year|month|week|day|of|side|government|country|nation|party|state|capital|neighbour|neighbor)[a-z]+ "
    r"|Here(?:,| (?:are|is|was|were)) "
    r"|One (?:[a-z]+ )?(?:answer|concern|example|explanation|factor|idea|obstacle|option|problem|proposal|question"
    r"|reason|result|solution|way)(?:,| (?:is|was|may be|might be|could be|would be) (?:that|to|how|the|an?)\b)"
    r"|(?:Among|By|For|In|To|With) [a-z][a-z' ’-]{2,40} that (?:is|was|would|may|means|has)\b"
    r"(?=(?: (?!(?:are|because|can|could|had|has|have|is|may|might|must|said|was|were|will|would)\b)[\w’'-]+)+"
    r"(?:[.:;—–]| because\b))"
    r"|(?:Attendees|Entrants|Invitees|Organi[sz]ers|Participants|Respondents) (?!at|from|in|of|to)[a-z]+ "
    r"|The (?!world|sun|earth|public|year|country's largest)[a-z]+['’]s "
    r"|[A-Z][a-z]* (?:[a-z]+ ){0,3}another [a-z]+"
)
"""Openings that do not say which one is meant: ``According to the head,``, ``Each ministry``, ``Participants will``."""
_LABEL: Final = re.compile(r"[A-Z][\w-]*(?: [a-z][\w-]*){0,3}: (?=[a-z])")
"""``Unnamed witness: a fisherman of …``: an entry of a list."""
_FRAGMENT: Final = re.compile(
    r"(?:[A-Z]\w+ly )?(?i:thought|believed|said|known|born|pictured|seen|reported|alleged|rumou?red|described)\b[^,]*$"
)
"""A sentence without its subject: ``Initially thought to have been lost at sea.``"""
_THEN: Final = frozenset({"after", "and", "before", "but", "since", "when", "while"})
_ADVERBS: Final = frozenset({"again", "already", "also", "later", "now", "still", "then"})
_THERE_IS: Final = AUXILIARIES | {"appears", "came", "comes", "exists", "remains", "seems"}
_SO_FAR_THIS_YEAR: Final = re.compile(r"so far (?:this|in \d{4})\b")
_EARLY: Final = 8
"""Words within which a pronoun must have something before it that it can stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a sentence stands: with ``context`` beside it (none needed when empty), or, if ``dangling``, not at all.

    ``dangling`` is the reason. ``loose`` counts phrases that lean on the document but stop no reader: ``the summit``.
    """

    context: tuple[str, ...] = ()
    dangling: str | None = None
    loose: int = 0


def examine(index: int, surroundings: Surroundings) -> Standing:
    """Whether sentence ``index`` of its document stands alone, and the antecedents to print beside it."""
    sentence = surroundings.sentence(index)
    definites = surroundings.things.definites(index)
    named = frozenset(sentence.words[found.place].start for found in definites if found.named)
    dangling = _opening(sentence, named) or _pointing(sentence) or _voice(sentence)
    if dangling:
        return Standing(dangling=dangling)
    resolution = resolve(index, surroundings)
    if resolution.unresolved:
        return Standing(dangling=resolution.unresolved)
    loose = [found for found in definites if _is_loose(found, sentence)]
    nameless = not surroundings.things.has_names(index)
    if loose and nameless:
        return Standing(dangling=f"“the {sentence.words[loose[0].place].text}” does not say which")
    context = (*resolution.context, *_unsaid(definites, sentence))
    if nameless and not context and any(word.lower == "also" for word in sentence.words):
        return Standing(dangling="“also” does not say beside what")
    return Standing(context=context, loose=len(loose) + (nameless and not context))


def _opening(sentence: Sentence, named: frozenset[int]) -> str | None:
    """Why the first words lean on what came before, or None."""
    words = sentence.words
    if not words:
        return "no words"
    if _opens_by_leaning(sentence) or (words[0].lower == "both" and not _both_are_named(words)):
        return f"opens with “{words[0].text}”"
    part = _part_of_a_whole(sentence.text)
    if part:
        return part
    if words[0].lower == "the":
        return _bare_definite(sentence, words, named)
    if any(
        word.lower == "there" and after.lower not in _THERE_IS for word, after in pairwise(words[:_OPENING])
    ):
        return "“there” does not say where"
    return _early_pronoun(sentence) or _after_the_opening(sentence, named)


def _part_of_a_whole(text: str) -> str | None:
    """Why a text is a part of a sentence or of a list, or None."""
    label = _LABEL.match(text)
    names = label is not None and set(label.group().lower()[:-2].split()).isdisjoint(
        AUXILIARIES | SAYING | VERBS
    )
    unsaid = _UNSAID.match(text)
    if unsaid:
        return f"“{unsaid.group().strip(', ')}” does not say which"
    if names or _FRAGMENT.match(text):
        return "is no whole sentence"
    return "leans on a list that was made before" if ENUMERATING.search(text) else None


def _opens_by_leaning(sentence: Sentence) -> bool:
    words = sentence.words
    first, second = words[0].lower, words[1].lower if len(words) > 1 else ""
    start = sentence.text[words[0].start :].lower().replace(",", "")
    return (
        (first in CONNECTIVES | PLURAL | {"what"} and not _SO_FAR_THIS_YEAR.match(start))
        or start.startswith(CONNECTIVE_PHRASES)
        or not _FURTHER.isdisjoint({first, second if first in {"a", "an"} else first})
        or (first in NEUTER and not IMPERSONAL.match(sentence.text))
        or (first in DEMONSTRATIVES and not _is_determined(first, second))
    )


def _is_determined(first: str, second: str) -> bool:
    """Whether a demonstrative points at nothing that was said before: ``those who``, ``this year's session``."""
    return (first == "those" and second in {"who", "of", "which"}) or (
        first == "this" and _POSSESSIVE.sub("", second) in TIMES
    )


def _both_are_named(words: Sequence[Word]) -> bool:
    return (
        words[1].capitalised
        or words[1].lower in PAIRED | LEADERS | {"the"}
        or "and" in {word.lower for word in words[2:4]}
    )


def _bare_definite(sentence: Sentence, words: Sequence[Word], named: frozenset[int]) -> str | None:
    """``The goal was …``: a definite noun phrase that no name, number or phrase says which one it is.

    ``named`` are the offsets of nouns whose names are printed beside the sentence.
    """
    for place, word in enumerate(words[1 : 1 + _OPENING], start=1):
        lower, following = word.lower, words[place + 1].lower if place + 1 < len(words) else ""
        if (
            word.start in named
            or word.capitalised
            or word.is_number
            or lower in PREPOSITIONS | PAIRED | LEADERS | TITLES
        ):
            return None
        is_verb = (
            lower in SAYING | VERBS
            or (lower.endswith("ed") and not lower.endswith("eed"))
            or (place > 1 and lower in THIRD_PERSON)
        )
        told = following in PREPOSITIONS and any(
            _tells(later) for later in words[place + 1 : place + 1 + _OPENING]
        )
        ends = sentence.text[word.end : word.end + 1] == ","
        if lower in AUXILIARIES | _ADVERBS or ((is_verb or ends) and not told):
            return f"“The {words[1].text}” does not say which"
    return None


def _tells(word: Word) -> bool:
    """Whether a word may say which one is meant: a name or a year, and no month, day, hour or count."""
    return (word.capitalised and not is_day(word.lower)) or (word.is_number and len(word.text) == _YEAR)


def _is_impersonal(sentence: Sentence, word: Word) -> bool:
    """Whether a pronoun stands for nothing: ``it is unclear whether …``."""
    return IMPERSONAL.match("It" + sentence.text[word.end :]) is not None and word.lower == "it"


def _early_pronoun(sentence: Sentence) -> str | None:
    """A neuter or plural pronoun before anything in the sentence that it could stand for."""
    words = sentence.words
    for place, word in enumerate(words[1:_EARLY], start=1):
        if word.lower in NEUTER | PLURAL and not _is_impersonal(sentence, word):
            content = [earlier.lower for earlier in words[:place] if earlier.lower not in FUNCTION_WORDS]
            object_of_pair = word.lower in {"it", "them"} and set(content[:-1]) <= PAIRED and place < _OPENING
            if not content or object_of_pair:
                return f"“{word.text}” before what it stands for"
    return None


def _after_the_opening(sentence: Sentence, named: frozenset[int]) -> str | None:
    """``Over time, the agreement collapsed``: an opening that names nobody, and a main clause that leans."""
    words = sentence.words
    comma = sentence.text.find(",")
    opening = [word for word in words if word.end <= comma]
    main = words[len(opening) :]
    leaning = opening and opening[0].lower in _LEANING and main and main[0].lower in NEUTER | PLURAL
    if leaning and not _is_impersonal(sentence, main[0]):
        return f"“{main[0].text}” not named"
    if not opening or not main or any(word.capitalised and not is_day(word.lower) for word in opening[1:]):
        return None
    if main[0].lower in NEUTER | PLURAL and not _is_impersonal(sentence, main[0]):
        return f"“{main[0].text}” not named"
    if main[0].lower == "that" and len(main) > 1 and main[1].lower in AUXILIARIES:
        return "“that” does not say what"
    if any(word.capitalised or word.is_number for word in opening[1:]):
        return None
    return (
        _bare_definite(sentence, main, named) if main[0].lower == "the" and len(opening) <= _OPENING else None
    )


def _pointing(sentence: Sentence) -> str | None:
    """A demonstrative, outside quotations, that points at something said before: ``this approach``; or None."""
    if _LONE_THAT.search(QUOTED.sub("", sentence.text)):
        return "“that” does not say what"
    if _DISAGREE.search(sentence.text):
        return "does not say on what they agree"
    later = LATER.search(sentence.text)
    if later and not _has_a_time(sentence, later.start()):
        return f"“{later.group()}” does not say after what"
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    before = ""
    for place, (word, following) in enumerate(pairwise(sentence.words)):
        points = word.lower in {"this", "these"} or (word.lower == "that" and following.lower in SHELLS)
        inside = any(start <= word.start < end for start, end in quoted)
        inside = inside or (word.lower == "this" and following.lower == "day" and before == "to")
        before = word.lower
        such = word.lower == "such" and following.lower != "as" and place < _SOON
        if such or (points and not inside and not _is_a_time(following)):
            return f"“{word.text} {following.text}” points back"
    return None


def _is_a_time(word: Word) -> bool:
    return _POSSESSIVE.sub("", word.lower) in TIMES


def _has_a_time(sentence: Sentence, before: int) -> bool:
    """Whether a sentence tells, before an offset, a time or something that happened then."""
    words = [word for word in sentence.words if word.end <= before]
    return any(word.is_number or is_day(word.lower) or word.lower in _THEN for word in words[1:])


def _voice(sentence: Sentence) -> str | None:
    """Why the sentence is said by somebody whom it does not name, or None."""
    text = sentence.text
    outside = QUOTED.sub(" ", text)
    spoken = {
        re.split("['’]", word.lower)[0]
        for word in (sentence.words if outside == text else split_words(outside))
    }
    if spoken & (FIRST_AND_SECOND_PERSON - ({"us"} if "US" in outside else set())):
        return "speaks in the first or second person"
    if SPEAKER_LABEL.match(text):
        return "is a turn of an interview"
    if text.rstrip(")]”\"' ").endswith("?"):
        return "asks a question"
    if len(text) > 2 * len(outside) and not spoken & (SAYING | {"according"}):
        return "quotes without a speaker"
    if (
        text.count("“") != text.count("”")
        or _SECONDS.sub("", text).count('"') % 2
        or text.count("(") != text.count(")")
    ):
        return "quotation or bracket is not closed"
    return None


def _is_loose(found: Definite, sentence: Sentence) -> bool:
    """Whether a noun that nothing names leans on the document: ``the summit``."""
    word = sentence.words[found.place]
    return not found.named and (word.lower in SHELLS or (found.known and word.lower in KINDS))


def _unsaid(definites: Sequence[Definite], sentence: Sentence) -> tuple[str, ...]:
    """The names of the things a sentence speaks of, where it does not say them itself."""
    own = {word.lower for word in sentence.words if word.capitalised}
    missing = [
        found.named
        for found in definites
        if found.named and not {word.lower for word in split_words(found.named) if word.capitalised} <= own
    ]
    return tuple(dict.fromkeys(missing))[:_MOST_THINGS]
