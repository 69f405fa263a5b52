"""Which date of a sentence is that of what it tells: when the thing itself happened or will.

A date inside a quotation, of a subordinate clause (``who took office in June``), of a noun (``the 15 August speech``)
or of the saying that reports something else (``…, police said on Monday``) is mentioned, and is no day of the event.
Recall is given up for precision: a wrong day is worse than none.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from briefs.language.days import Dated
from briefs.language.english import AUXILIARIES, EVENTS, FINITE, FUNCTION_WORDS, PAST, PRESENT, SAYING
from briefs.model import Precision

# ruff: noqa: SIM905 - a list of words reads better as text than as literals
_BEFORE: Final = 400
"""Signs before a date among which the clause it stands in is looked for."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:()—–“”\"]")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»|「[^」]*」|『[^』]*』")
_LIMITING: Final = frozenset(
    """about after ago annual around before between beyond born by dated every following from given of per since than
    through till to toward towards until up versus within""".split()
)
"""Words before a date that make it no day of the event: a beginning, an end, an age, a part of a name."""
_DETERMINING: Final = frozenset(
    """a an another any each every her his its last my next our recent same second such that the their these this those
    upcoming whose your""".split()
)
_INTRODUCING: Final = frozenset(
    "after at before by despite during following for from given in like since under unlike with".split()
)
"""First words of an opening whose date is that of its noun: ``At the summit in January 2026, …``."""
_LEADING: Final = frozenset("on in during at late early mid mid-".split())
_PLANNING: Final = frozenset(
    "scheduled planned set slated expected due starting beginning effective called fixed booked".split()
)
_SUBORDINATE: Final = frozenset(
    """after although as because before if once since though unless until when where whereas whether which while who
    whom whose how why""".split()
)
_REPORTING: Final = SAYING | frozenset(
    "announcement announcing believe believing claim fear hope news said saying telling told".split()
)
_CLOSING: Final = frozenset(', ; : ( ) — – “ ” "'.split())
_ANNOUNCING: Final = frozenset(
    """accepted admitted agreed announced apologised apologized called confirmed declared denied ordered pledged
    promised rejected signed unveiled urged vowed warned""".split()
)
"""Verbs of saying by which something is done: the day of the announcement is a day to remember."""
_TAIL: Final = 12
"""Words between the last division of a sentence and a date in which who said it, and when, is told."""
_HYPOTHETICAL: Final = re.compile(r"\b(?:[Ii]f|[Uu]nless)\b|\bwould have\b|\bcould have\b")
_NOUN_AFTER: Final = re.compile(
    r"[-–—'’]|\s?%| (?:and|or) (?:\w+ ){0,2}(?:19|20)\d\d\b"
    r"| (?:[\w-]+ )?(?:accords?|agreements?|attacks?|bombings?|census|conference|crash|deal|declaration|disaster"
    r"|earthquake|elections?|event|games|hearing|law|meetings?|polls?|protests?|quake|raid|report|speech|summits?|talks"
    r"|treaty|tsunami|visit|vote|war)\b"
)
"""What after a date makes it a part of a name, or a possessive: ``the 19 May summit``, ``Monday’s vote``."""
_PARTICIPLES: Final = EVENTS | {"held", "born", "led", "made", "caused"}
_HEADING: Final = re.compile(r" (?:—|–|-) |: ")
"""What follows a date that heads an entry of a list: ``19 May 2026 — The harbour …``."""
_DATELINE_ENDS: Final = re.compile(r"\.? ?[A-Z]")
"""What follows a date at the head of a sentence that is the line of date of the page: ``19 May 2026 The harbour …``."""
_VERBS: Final = AUXILIARIES | SAYING | PAST | FINITE | PRESENT
_ARTICLES: Final = frozenset("the a an its their his her this that these those".split())
_BARE: Final = 3
"""Words before a date within which a form in -ing has it for itself: ``citizens donating in 2005``."""
_MEETINGS: Final = frozenset(
    """bombing briefing christening closing crossing filing funding gathering hearing killing landing
    launching meeting opening reading ruling screening shooting signing sitting training unveiling voting warning
    wedding""".split()
)
"""Nouns in -ing of what is held on a day."""
_BEFORE_NOUNS: Final = frozenset(
    "annual final first formal full joint last national new next old public second secret special third urgent".split()
)
_PLURAL: Final = re.compile(r"\w{2,}[^su]s")
_GOVERNING: Final = frozenset("about at by for from in of on without".split())
"""Prepositions before a form in -ing that has all that follows: ``for lying about his whereabouts in June``."""
_BEFORE_VERBS: Final = frozenset("also never no not now still".split())
_REDUCED: Final = 9
"""Words before a date among which a participle that it belongs to is looked for."""
_AFTER_SIGNS: Final = {
    "ko": re.compile(
        r"자 |자로|생|대|\s?(?:이후|이전|현재|기준)|\s?(?:오전|오후|새벽|밤)?\s?(?:의|까지|부터)"
        r"|[가-힣]*?(?:합의|선언|사태|사고)"
    ),
    "ja": re.compile(r"の|から|まで|付|以降|以来|時点|生まれ|現在|締"),
    "zh": re.compile("的|以来|以來|至|前|之前|以前|后|後|之后|起|签署的|簽署的|生|到"),
}
"""What after a date in signs makes it no day of the event."""
_YEAR_IN_SIGNS: Final = {
    "ko": re.compile("에(?!는? ?[가-힣]+(?:한|된|은) )"),
    "ja": re.compile("に(?!は)"),
    "zh": re.compile("，"),
}
_ADNOMINAL: Final = {
    "ko": re.compile(
        r"[가-힣]{0,2} ?(?:[가-힣]+ ){0,4}?[가-힣]*(?:된|한|했던|됐던|열린|맺은|숨진|벌어진|발생한) [가-힣]"
    ),
    "ja": re.compile(
        r"に?[^、。]{0,16}?(?:された|した|開かれた|起きた|亡くなった|結んだ|行われた)[一-龠ァ-ヴ]"
    ),
    "zh": re.compile(r"[^，。]{0,12}?(?:签署|簽署|达成|達成|发生|發生|举行|舉行|公布|发表|發表|遇难|遇難)的"),
}
"""What after a date in signs is a clause that describes a noun: the date is that of the noun."""
_SAID_IN_SIGNS: Final = {
    "ko": re.compile('(?:말했|밝혔|전했|강조했|설명했|덧붙였|지적했|주장했|평가했|언급했)다[.”"]*$'),
    "ja": re.compile("(?:述べ|語っ|話し|指摘し|説明し|強調し|主張し)た。$|と(?:話す|語る)。$"),
    "zh": re.compile("^[^，。]{0,40}?(?:表示|指出|强调|強調|认为|認為|说|說|称|稱)(?:，|：)"),
}
"""What makes a sentence in signs tell what somebody said that day."""
_HEAD_IN_SIGNS: Final = 45
"""Signs from the head of a sentence within which the date of its event stands."""


class Telling(IntEnum):
    """How a sentence tells of its date, the better the higher."""

    SAID = 1
    TOLD = 2
    HEADED = 3


def occasion(text: str, dates: Sequence[Dated], language: str = "") -> tuple[Dated, Telling] | None:
    """The date of what a sentence tells, and how it tells it; None where none is, or more than one may be."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    outside = [one for one in dates if not any(start <= one.start < end for start, end in quoted)]
    found: list[tuple[Dated, Telling]] = []
    for one in outside:
        if one.day is None:
            continue
        telling = _in_signs(text, one, language) if language in _AFTER_SIGNS else _in_english(text, one)
        if telling:
            found.append((one, telling))
    if not found or (language in _AFTER_SIGNS and outside[0] is not found[0][0]):
        return None
    told = [(one, telling) for one, telling in found if telling > Telling.SAID]
    return (told or found)[0]


def _in_signs(text: str, one: Dated, language: str) -> Telling | None:
    """The same in Korean, Japanese and Chinese, where the date of the event stands at the head, after its subject."""
    if one.start > _HEAD_IN_SIGNS or _AFTER_SIGNS[language].match(text, one.end):
        return None
    if _ADNOMINAL[language].match(text, one.end):
        return None
    if one.precision is Precision.YEAR and not _YEAR_IN_SIGNS[language].match(text, one.end):
        return None
    if _SAID_IN_SIGNS[language].search(text):
        return Telling.SAID
    return Telling.HEADED if not one.start else Telling.TOLD


def _in_english(text: str, one: Dated) -> Telling | None:
    before, after = text[max(0, one.start - _BEFORE) : one.start], text[one.end :]
    if not before.strip() and _HEADING.match(after):
        return Telling.HEADED
    words = [match.group() for match in _TOKEN.finditer(before)]
    lower = [word.lower() for word in words]
    lead = _without_lead(lower)
    if (
        (not one.start and not one.counted and _DATELINE_ENDS.match(after))
        or _HYPOTHETICAL.search(before)
        or _is_of_a_noun(lower, after, one)
        or _introduces(lead)
        or _in_a_subordinate_clause(lead)
        or _of_a_participle(words[: len(lead)], after)
    ):
        return None
    if _of_the_saying(lead, text, one):
        return Telling.SAID if _says_first(lead, after) else None
    return Telling.TOLD if lead else Telling.HEADED


def _introduces(lead: Sequence[str]) -> bool:
    """Whether the words before a date are an opening without a verb: ``At the summit in``."""
    return (
        len(lead) > 1 and lead[0] in _INTRODUCING and not any(word == "," or _is_verb(word) for word in lead)
    )


def _without_lead(lower: Sequence[str]) -> list[str]:
    """The words before a date without the preposition that leads it in."""
    kept = list(lower)
    while kept and kept[-1] in _LEADING:
        kept.pop()
    return kept


def _is_of_a_noun(lower: Sequence[str], after: str, one: Dated) -> bool:
    """Whether a date belongs to a noun, or bounds a span of time, rather than to a verb."""
    nearest = next((word for word in reversed(lower) if word not in {"early", "late", "mid"}), "")
    if nearest == "for":
        return not _PLANNING & set(lower[-4:])
    if nearest in _LIMITING:
        return not (nearest == "from" and len(lower) == 1) and not (
            nearest in {"from", "between"} and one.last
        )
    if nearest in _DETERMINING or nearest.endswith(("'s", "’s")):
        return True
    return _NOUN_AFTER.match(after) is not None and (nearest not in {"on", "in"} or after[:1] in "-–—'’")


def _in_a_subordinate_clause(lead: Sequence[str]) -> bool:
    """Whether a clause that a conjunction or relative pronoun opened is still open before a date."""
    for place in range(len(lead) - 1, -1, -1):
        word = lead[place]
        if word in _CLOSING:
            return False
        if word in _SUBORDINATE:
            return not (word == "as" and place + 1 < len(lead) and lead[place + 1] not in _ARTICLES)
        if word == "that" and not _REPORTING & set(lead[max(0, place - 6) : place]):
            return place + 1 < len(lead)
    return False


def _of_a_participle(words: Sequence[str], after: str) -> bool:
    """Whether a date belongs to a participle that describes a noun: ``the accord reached on Friday commits both``."""
    lower = [word.lower() for word in words]
    for place in range(len(lower) - 1, max(0, len(lower) - _REDUCED), -1):
        word, before = lower[place], lower[place - 1]
        if before == "," and _is_verb(word):
            return any(_is_verb(earlier) for earlier in lower[: place - 1])
        if word in _CLOSING or word in AUXILIARIES:
            return False
        if word.endswith("ing") and _is_a_noun(lower, place):
            continue
        if word.endswith("ing") and (before in _GOVERNING or len(lower) - place <= _BARE):
            return AUXILIARIES.isdisjoint(lower[max(0, place - 2) : place])
        if word in _PARTICIPLES or _is_verb(word):
            passive = word in _PARTICIPLES or lower[place + 1 : place + 2] == ["by"]
            return passive and _describes(words, place, after)
    return False


def _is_a_noun(lower: Sequence[str], place: int) -> bool:
    """Whether a form in -ing is a noun: ``its hearing``, ``approved dredging``, not ``the citizens donating``."""
    word, before = lower[place], lower[place - 1]
    if before in _ARTICLES | _DETERMINING or before.endswith(("'s", "’s", "s'", "s’")):
        return True
    if before in _BEFORE_NOUNS or (_is_verb(before) and before not in AUXILIARIES | SAYING):
        return True
    return word in _MEETINGS and before not in _GOVERNING and not _PLURAL.fullmatch(before)


def _describes(words: Sequence[str], place: int, after: str) -> bool:
    """Whether a participle stands after a noun with its article, in a sentence that has another verb."""
    lower = [word.lower() for word in words]
    noun = words[place - 1]
    if lower[place - 1] in AUXILIARIES or noun[0].isupper() or not noun.isalpha():
        return False
    described = not _ARTICLES.isdisjoint(lower[max(0, place - 4) : place])
    following = [match.group() for match in _TOKEN.finditer(after)]
    goes_on = following[:1] and following[0].islower() and following[0] not in FUNCTION_WORDS - _BEFORE_VERBS
    return described and (bool(goes_on) or any(map(_is_verb, [*lower[: max(0, place - 2)], *following])))


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.endswith("ed") and len(word) > 4)


def _of_the_saying(lead: Sequence[str], text: str, one: Dated) -> bool:
    """Whether the nearest verb before a date, or just after it, is one of saying."""
    for word in reversed(lead[-_TAIL:]):
        if word in SAYING:
            return word not in _ANNOUNCING
        if _is_verb(word):
            return False
    following = [
        match.group().lower() for match in _TOKEN.finditer(text, one.end, min(len(text), one.end + 40))
    ]
    return bool(lead) and bool(following) and following[0] in SAYING - _ANNOUNCING


def _says_first(lead: Sequence[str], after: str) -> bool:
    """Whether the saying opens the sentence and goes on with what was said: ``Lee said on Monday that …``."""
    divided = [word for word in lead if word in {",", "”", '"'}]
    return not divided and len(after.strip(" .")) > _TAIL
