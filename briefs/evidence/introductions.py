"""How a text introduces whom it quotes, in its own words: ``Lena Holt, a pilot at Skerrow``."""

import re
from typing import Final

from briefs.language.english import PREPOSITIONS, TITLES

_LONGEST: Final = 100
"""Signs of an introduction; a longer one is cut before its clause, or left out."""
_WORD: Final = r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*"
_ROLES: Final = TITLES | frozenset(
    """activist aide attorney captain chairperson chef clerk coach colonel consul cook critic delegate deputy diplomat
    expert fellow fisherman founder guide head heir host journalist lieutenant major manager master member mp nun nurse
    official owner partner pastor physicist pilot pirate poet priest prosecutor recruit resident scholar scientist
    secretary sergeant specialist spokesman spokesperson spokeswoman student survivor veteran vet volunteer widow
    widower witness""".split()  # noqa: SIM905 - a list of words reads better as text
)
_OF_PEOPLE: Final = re.compile(r"\w{2,}(?:er|or|ist|ian|man|woman|person|eer|wright)")
_NO_PEOPLE: Final = frozenset(
    """answer banner blunder blocker center chapter computer corner danger disaster disorder encounter error factor
    favor former harbor harbour horror humor letter manner marker master-stroke matter minor newspaper number offer
    order other paper power quarter reminder river stopper summer trigger war-monger water weather winter
    wonder""".split()  # noqa: SIM905 - a list of words reads better as text
)
"""Words with the ending of a trade that are none: “said Lena Holt, a reminder that …”."""
_OF_STANDING: Final = (
    "(?:advises|chairs|commands|covers|directs|edits|farms|heads|is|leads|lectures|manages|owns|represents|researches|runs"
    "|sails|serves|studies|teaches|works|writes)"
)
"""Verbs of what somebody does for a living: ``Lena Holt, who teaches in Vik``."""
_CLAUSE: Final = re.compile(r"\s(?:who|whose|whom|which|that)\b")
_LISTING: Final = re.compile(r"\sand\s(?:the|an?|[A-Z])")
_SPACES: Final = re.compile(r"\s+")


def introduced(name: str, text: str) -> str:
    """A bare name with the words by which its text introduces it, verbatim; the name alone where there are none."""
    words = name.split()
    if len(words) < 2 or any(word.lower().rstrip(".") in TITLES for word in words):
        return name
    if any(not word[0].isupper() for word in (words[0], words[-1])):
        return name
    written = r"\s".join(map(re.escape, words))
    return _after(written, text) or _before(written, text) or name


def _after(written: str, text: str) -> str | None:
    """``Lena Holt, a pilot at Skerrow``."""
    pattern = re.compile(
        rf"\b(?P<name>{written}),\s(?P<role>(?:an?|the|one\sof|who\s{_OF_STANDING})\s[^,.;:“”\"()—–\n]{{3,240}})(?=[,.;:—–])"
    )
    for match in pattern.finditer(text):
        role = match["role"]
        standing = role.startswith("who")
        if len(role) > _LONGEST and not standing:
            role = _CLAUSE.split(role)[0]
        if len(role) <= _LONGEST and not _LISTING.search(role) and (standing or _is_of_a_person(role)):
            return _in_a_line(text[match.start() : match.start("role") + len(role)])
    return None


def _before(written: str, text: str) -> str | None:
    """``the harbour master, Ines Dahl`` and ``the economist Jo Vale``."""
    pattern = re.compile(
        rf"\b(?P<role>(?:[Tt]he|[Aa]n?)\s(?:{_WORD}\s){{0,7}}?{_WORD})(?:,\s{written}(?=[,.;:])|\s{written}\b)"
    )
    for match in pattern.finditer(text):
        role = match["role"]
        if len(role) <= _LONGEST and role.count(" the ") == 0 and _is_of_a_person(role):
            return _in_a_line(match.group())
    return None


def _is_of_a_person(role: str) -> bool:
    """Whether the noun of a description is what somebody is: its last word before a preposition or a clause."""
    noun = ""
    for word in _CLAUSE.split(role)[0].split()[1:]:
        if word.lower() in PREPOSITIONS:
            break
        noun = word.lower()
    return noun in _ROLES or (_OF_PEOPLE.fullmatch(noun) is not None and noun not in _NO_PEOPLE)


def _in_a_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
