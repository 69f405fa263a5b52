"""Who holds an office, as the sources say: ``Japan's prime minister, Sanae Takaichi`` is an answer to a question.

Only offices that one person holds at a time. Who is former, acting, elected or late does not hold it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.evidence.assertions import DAYS_AND_MONTHS, Assertion
from briefs.evidence.countries import COUNTRIES
from briefs.evidence.imagined import is_supposed
from briefs.language.english import (
    CONNECTIVES,
    DIRECTIONS,
    FAMILY_NAMES,
    FUNCTION_WORDS,
    INSTITUTIONS,
    PLACES,
    TITLES,
)
from briefs.language.scripts import LANGUAGES
from briefs.model import DocumentId

_OFFICES: Final = {
    "prime minister": "Prime Minister",
    "pm": "Prime Minister",
    "president": "President",
    "premier": "Premier",
    "chancellor": "Chancellor",
    "foreign minister": "Foreign Minister",
    "foreign secretary": "Foreign Secretary",
    "defence minister": "Defence Minister",
    "defense minister": "Defence Minister",
    "finance minister": "Finance Minister",
    "interior minister": "Interior Minister",
    "trade minister": "Trade Minister",
    "unification minister": "Unification Minister",
    "vice president": "Vice President",
    "national security adviser": "National Security Adviser",
    "national security advisor": "National Security Adviser",
    "chief cabinet secretary": "Chief Cabinet Secretary",
    "secretary of state": "Secretary of State",
    "king": "King",
    "emperor": "Emperor",
    "mayor": "Mayor",
    "governor": "Governor",
}
_LOCAL: Final = frozenset({"Mayor", "Governor"})
"""Offices of a town or a part of a country: theirs is any name, and none can be guessed."""
_WRITTEN: Final = "|".join(
    form
    for office in sorted(_OFFICES, key=len, reverse=True)
    for form in (office.title().replace(" Of ", " of "), office)
)
_OFFICE: Final = re.compile(rf"(?<!\d )\b(?:PM|{_WRITTEN})\b(?!['’]s?\b|-|\s(?:elect|designate)\b)")
_NOT_IN_OFFICE: Final = re.compile(
    r"(?:\b(?:[Ff]ormer|[Tt]hen|[Ll]ate|[Aa]cting|[Ii]nterim|[Oo]utgoing|[Ii]ncoming|[Nn]ext|[Ff]uture|[Dd]eputy|[Vv]ice"
    r"|[Ss]hadow|[Oo]pposition|[Ee]x|[Oo]ne-time|[Oo]nce|[Ff]irst|[Pp]revious|[Aa]ssistant|[Hh]onorary|[Uu]nder|[Ss]ucceed\w*"
    r"|[Rr]eplac\w+|candidate|predecessor|successor|become|becoming|elected|[Aa]s)(?: (?:\w+ ){0,1}|[-‑]))$"
)
"""What before an office says that its holder is not in it, or not yet."""
_NOT_ANY_MORE: Final = re.compile(
    r",? (?:from|until|till|between|at the time|in (?:the )?(?:19|20)\d\d|before"
    r"|who (?:resigned|stepped|left|died|lost|was ousted)"
    r"|(?:has |had )?(?:resigned|stepped down|died|was ousted|lost (?:his|her|the)))\b"
)
"""What after an office and its holder says that he does not hold it now."""
_CHANGE: Final = re.compile(
    r"\b(?:elected|inaugurated|sworn in|took office|takes office|succeed(?:s|ed)?|replac(?:es|ed)|resign(?:s|ed)?"
    r"|ousted|stepp?(?:ed|s) down|new (?:prime minister|president|premier|chancellor)|former|ex-|predecessor|successor"
    r"|outgoing)\b"
)
_PLACE: Final = "|".join(re.escape(word) for word in sorted(COUNTRIES, key=len, reverse=True))
_OF_BEFORE: Final = re.compile(rf"\b(?P<place>{_PLACE})(?:['’]s)?(?: (?:new|current|incumbent|serving))? $")
_OF_AFTER: Final = re.compile(rf" of (?:the )?(?P<place>{_PLACE})\b")
_TOWN_AFTER: Final = re.compile(r" of (?P<place>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)")
_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-‐‑’'][^\W\d_]+)*"
_NAME: Final = rf"{_CAPITALISED}(?: (?:(?:de|da|van|von|der|den|bin|al|la|le) )?{_CAPITALISED}){{0,3}}"
_AFTER: Final = re.compile(rf",? (?P<name>{_NAME})")
_BEFORE: Final = re.compile(rf"(?P<name>{_NAME}), (?:(?:the|its|{_PLACE})(?:['’]s)? )?(?:(?:new|current) )?$")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_NO_NAMES: Final = (
    DAYS_AND_MONTHS
    | INSTITUTIONS
    | PLACES
    | DIRECTIONS
    | FUNCTION_WORDS
    | TITLES
    | frozenset(word.lower() for word in COUNTRIES)
) - FAMILY_NAMES
_OF_A_BODY: Final = re.compile(r"(?:^|[^.?!”\"] )(?P<word>[A-ZÀ-Þ][\w&.’'-]*) $")
_OF_A_BODY_AFTER: Final = re.compile(r" (?:of|at) (?:the )?[A-ZÀ-Þ]")
"""``Harbour Bank President Ann Vik``, ``President Ann Vik of the Harbour Bank``."""
_PRINCIPALS: Final = 2
"""Countries that a document on a pair of them is about."""
_LOCATED: Final = re.compile(rf"\b(?:{_PLACE})\b")
_LEADERS: Final = frozenset({"President", "Prime Minister", "Premier", "Chancellor"})
"""Offices whose holders meet as the leaders of their countries."""
_LOOK_BACK: Final = 90
"""Signs before an office in which its country, its holder, and that he is not in it are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One mention of who holds an office. ``place`` is its country or town, None where the sentence names none.

    ``changing`` says that the sentence tells of one who comes or goes, ``held`` is False for who is not in office.
    """

    office: str
    place: str | None
    name: str
    assertion: Assertion
    held: bool = True
    changing: bool = False

    @property
    def document(self) -> DocumentId:
        """The document that says so."""
        return self.assertion.extract.document


def find_holders(found: Sequence[Assertion]) -> tuple[Holder, ...]:
    """Every mention of who holds an office whose country is known from its sentence, its document or the others."""
    mentions = [
        holder
        for assertion in found
        if assertion.sentence.language not in LANGUAGES
        for holder in _holders(assertion)
    ]
    return tuple(_placed(mentions, found))


def _holders(assertion: Assertion) -> Iterator[Holder]:
    text = assertion.sentence.text
    for match in _OFFICE.finditer(text):
        if is_supposed(text, match.start()):
            continue
        office = _OFFICES[match.group().lower()]
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        place, end = _place(text, before, match.end(), office)
        name = _name_after(text, end, match.group()) or _name_before(before)
        if name is None:
            continue
        place = place or _place_after_name(text, end, name)
        if place is None and _is_of_a_body(text, match, name):
            continue
        yield Holder(
            office=office,
            place=place,
            name=name,
            assertion=assertion,
            held=_NOT_IN_OFFICE.search(_without_place(before)) is None and not _is_over(text, end, name),
            changing=_CHANGE.search(text) is not None,
        )


def _is_over(text: str, end: int, name: str) -> bool:
    """Whether what follows the office, or the name after it, says that the time in office is over."""
    at = text.find(name, end)
    ends = (end, *((at + len(name),) if at >= 0 else ()))
    return any(_NOT_ANY_MORE.match(text, place) for place in ends)


def _is_of_a_body(text: str, match: re.Match[str], name: str) -> bool:
    """Whether an office without a country is that of a bank, a party or a club that is named beside it."""
    before = _OF_A_BODY.search(text[: match.start()][-_LOOK_BACK:])
    if before and before["word"].lower() not in FUNCTION_WORDS | CONNECTIVES:
        return True
    at = text.find(name, match.end())
    ends = (match.end(), *((at + len(name),) if at >= 0 else ()))
    return any(_OF_A_BODY_AFTER.match(text, end) for end in ends)


def _without_place(before: str) -> str:
    """What stands before an office and the country that it is of: ``former Japanese``."""
    found = _OF_BEFORE.search(before)
    return before[: found.start()] if found else before


def _place(text: str, before: str, end: int, office: str) -> tuple[str | None, int]:
    """The country or town that stands before or after an office, and where what follows begins."""
    after = (_TOWN_AFTER if office in _LOCAL else _OF_AFTER).match(text, end)
    if after:
        return COUNTRIES.get(after["place"], after["place"]), after.end()
    found = _OF_BEFORE.search(before)
    return (COUNTRIES[found["place"]] if found and office not in _LOCAL else None), end


def _place_after_name(text: str, end: int, name: str) -> str | None:
    """``Prime Minister Ishiba of Japan``."""
    at = text.find(name, end)
    found = _OF_AFTER.match(text, at + len(name)) if at >= 0 else None
    return COUNTRIES[found["place"]] if found else None


def _name_after(text: str, end: int, office: str) -> str | None:
    match = _AFTER.match(text, end)
    if match is None or (match.group().startswith(",") and office[0].isupper()):
        return None
    return _bare(match["name"])


def _name_before(before: str) -> str | None:
    match = _BEFORE.search(before)
    return _bare(match["name"]) if match else None


def _bare(name: str) -> str | None:
    """A name up to its possessive and to the first word that is none, None where nothing is left."""
    words: list[str] = []
    for word in name.split():
        bare = _POSSESSIVE.sub("", word)
        if bare.lower() in _NO_NAMES:
            break
        words.append(bare)
        if bare != word:
            break
    return " ".join(words) or None


def _placed(mentions: Sequence[Holder], found: Sequence[Assertion]) -> Iterator[Holder]:
    """The mentions whose country is known: from the sentence, by the holder's name, or by whom he is named beside."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.place:
            for word in mention.name.split():
                known[mention.office, word].add(mention.place)
            names[mention.office, mention.place].add(mention.name)
    placed = [_by_name(mention, known) for mention in mentions]
    leaders = {(mention.document, mention.place) for mention in placed if mention.office in _LEADERS}
    principals = _principals(found)
    for mention in placed:
        if mention.place:
            yield mention
        elif mention.office in _LEADERS:
            pair = principals.get(mention.document, ())
            theirs = [
                place
                for place in pair
                if _is_likely(mention.name, names.get((mention.office, place), set()))
                and all((mention.document, other) in leaders for other in pair if other != place)
            ]
            if len(theirs) == 1 and len(pair) == _PRINCIPALS:
                yield replace(mention, place=theirs[0])


def _by_name(mention: Holder, known: Mapping[tuple[str, str], set[str]]) -> Holder:
    """A mention with the country that the others give to who has this name and office, if they give one."""
    if mention.place:
        return mention
    words = mention.name.split()
    places = known.get((mention.office, words[-1])) or known.get((mention.office, words[0])) or set()
    return replace(mention, place=next(iter(places))) if len(places) == 1 else mention


def _principals(found: Sequence[Assertion]) -> Mapping[DocumentId, Sequence[str]]:
    """The two countries that each document names most: where one's leader is named, the other leader is the other's."""
    named: dict[DocumentId, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for assertion in found:
        for word in _LOCATED.findall(assertion.sentence.text):
            named[assertion.extract.document][COUNTRIES[word]] += 1
    return {
        document: sorted(counts, key=lambda place: (-counts[place], place))[:_PRINCIPALS]
        for document, counts in named.items()
    }


def _is_likely(name: str, holders: set[str]) -> bool:
    """Whether a name may be of the country of these holders: Korean and Chinese names are told from all others."""
    return bool(holders) and any(_is_eastern(name) == _is_eastern(other) for other in holders)


def _is_eastern(name: str) -> bool:
    words = name.split()
    return words[0].lower() in FAMILY_NAMES or any(sign in word for word in words[1:] for sign in "-‐‑")
