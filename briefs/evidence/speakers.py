"""Who says the quotations of an English text, where the words just beside them tell it without doubt.

``“…,” said Lena Holt``, ``“…,” one analyst said``, ``Holt told reporters: “…”``, ``“…,” according to the
port ministry``. A surname is given the full name that the document has for it; ``he`` is the one who spoke last in the
paragraph, or its only subject. Everything else is nobody: a wrong speaker is worse than none.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefs.language.antecedents import Surroundings
from briefs.language.english import (
    AUXILIARIES,
    FIRST_AND_SECOND_PERSON,
    FUNCTION_WORDS,
    INSTITUTIONS,
    PAST,
    PLACES,
    TITLES,
)
from briefs.language.people import Person, is_part_of_name
from briefs.language.sentences import Sentence
from briefs.language.words import split_words

_VERB: Final = (
    r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|explained|explains|argued|argues|warned|warns|noted|notes"
    r"|insisted|insists|declared|declares|stated|states|commented|concluded|concludes|remarked|recalled|recalls|replied"
    r"|answered|observed|stressed|urged|announced|joked|complained|admitted|acknowledged|claimed|claims|predicted|promised"
    r"|pledged|repeated|responded|suggested|continued|quipped|tweeted|emphasised|emphasized|confirmed|reported)"
)
_ADVERB: Final = r"(?:(?:also|then|later|once|still|has|had|[a-z]+ly) )?"
_END: Final = (
    r"(?=[,.;:—–(]|$| (?:who|whose|when|as|after|before|while|in an? |in (?:the )?(?:statement|interview|response)"
    r"|at an? |on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)|on \d|on [A-Z][a-z]+ \d|to (?:the |his |her )?[a-z]+ers?\b"
    r"|during|following|about|adding|referring|because|last|this|yesterday|today|earlier|later|and (?:added|said)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_PHRASE: Final = (
    r"(?P<who>(?:[^,.;:“”\"()—–]|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\b[A-Z])\.){2,140}?)"
)
_SAID_BY: Final = re.compile(rf"[,.]?\s*{_VERB} {_PHRASE}{_END}")
_SAYS_AFTER: Final = re.compile(
    rf"\s*{_PHRASE}(?:, (?P<beside>[^,“”\"]{{2,100}}),)? {_ADVERB}{_VERB}\b(?! (?:that|he|she|they|it)\b)"
)
_ACCORDING: Final = re.compile(rf",?\s*according to {_PHRASE}{_END}")
_SAYS_BEFORE: Final = re.compile(
    rf"(?:(?:On|In|At|Asked|Speaking)\b[^,“”\"]{{1,80}}, )?{_PHRASE}(?:, (?P<beside>[^,“”\"]{{2,100}}),)?"
    rf" {_ADVERB}(?:{_VERB}|put it)\b(?P<rest>[^“”\".;]{{0,80}})[,:]\s*"
)
_SAID: Final = re.compile(rf"\s*[^,.;:“”\"]{{0,60}}?\b{_VERB}\b")
_LEADS_ON: Final = re.compile(r"[,:] ?[“\"]")
_REPORTS: Final = re.compile(rf"{_PHRASE}(?:, [^“”\"]{{2,140}}?,)? {_ADVERB}{_VERB}\b")
_ACCORDING_BEFORE: Final = re.compile(rf"According to {_PHRASE}, ")
_JOINING: Final = frozenset("of the at from for in and de da van von der den bin al la le a an".split())  # noqa: SIM905
"""Small words within a name and its description: ``Bae Ha-ram of the Dalmoe Forum``."""
_PARTICLES: Final = frozenset("de da van von der den bin al la le".split())  # noqa: SIM905 - as text
_GIVEN: Final = re.compile(r"[A-Z][a-z]+[-‐‑][a-z]+\b")
"""A Korean given name, which follows its family name."""
_INDEFINITE: Final = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any) [a-z]"
)
_DEFINITE: Final = re.compile(
    r"[Tt]he (?:same )?(?P<head>official|analyst|diplomat|expert|scholar|researcher|spokesman|spokeswoman|spokesperson"
    r"|source|negotiator|aide|historian|economist|adviser|advisor|professor|man|woman|minister|ambassador|envoy|lawyer"
    r"|doctor|resident|survivor|witness|farmer|fisherman)$"
)
_OFFICE: Final = re.compile(
    r"[Tt]he (?P<office>president|prime minister|premier|chancellor|king|queen|mayor)$"
)
_MOST_WORDS: Final = 16
_NO_SPEAKERS: Final = FIRST_AND_SECOND_PERSON | frozenset(
    """it this that these those there they who which what everyone somebody someone nobody others sources reports
        story article headline sign banner slogan poster song title letter law rule text clause motto""".split()  # noqa: SIM905 - as text
)
_MEN: Final = frozenset({"Mr", "King", "Sir"})
_WOMEN: Final = frozenset({"Mrs", "Ms", "Queen", "Miss"})
_DAYS: Final = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
_PRONOUNS: Final = {"he": _WOMEN, "she": _MEN}
_LOOK_BACK: Final = 8
"""Sentences of a paragraph before ``the official said`` in which he is introduced."""
_SUBJECT: Final = 9
"""Words of a sentence within which its subject is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The words around a quotation: those of its sentence before it, and those of the paragraph after it.

    ``ended`` says that it ends in a full stop, so that a sentence may begin after it.
    """

    before: str
    after: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is told to speak, as the text has it there."""

    who: str


def attribution_after(beside: Beside) -> Attribution | None:
    """The speaker who is named after a quotation; not one whose words follow: ``“….” He went on, “…”``."""
    for pattern in (_ACCORDING, _SAID_BY, _SAYS_AFTER):
        match = pattern.match(beside.after)
        if match and _is_speaker(match["who"].strip()):
            leads_on = _LEADS_ON.match(beside.after, match.end())
            return None if leads_on and beside.ended else Attribution(who=match["who"].strip())
    return None


def is_told(beside: Beside) -> bool:
    """Whether the words after a quotation tell that somebody says it, whoever that is."""
    return _SAID.match(beside.after) is not None


def attribution_before(beside: Beside) -> Attribution | None:
    """The speaker who is named before a quotation, in its sentence, with nothing but the saying between."""
    for pattern in (_ACCORDING_BEFORE, _SAYS_BEFORE):
        match = pattern.fullmatch(beside.before)
        if match and _is_speaker(match["who"].strip()):
            return Attribution(who=match["who"].strip())
    return None


def _is_speaker(who: str) -> bool:
    """Whether words are a name, a role or a pronoun and not a clause."""
    words = who.split()
    lower = {word.lower().strip("’'") for word in words}
    if not words or len(words) > _MOST_WORDS or lower & _NO_SPEAKERS or any(sign.isdigit() for sign in who):
        return False
    if who.lower() in _PRONOUNS or _INDEFINITE.match(who) or _DEFINITE.match(who) or _OFFICE.match(who):
        return not _has_a_verb(words[1:])
    return _is_a_name(words) and not _has_a_verb(words)


def _is_a_name(words: Sequence[str]) -> bool:
    """Whether a capitalised word stands among others that describe it: ``economist Jo Vale of the Port Institute``."""
    capitals = [place for place, word in enumerate(words) if word[0].isupper() and _is_of_a_name(word)]
    if not capitals:
        return False
    lead = [word.lower() for word in words[: capitals[0]]]
    joined = {word for word in words[capitals[0] :] if word in FUNCTION_WORDS}
    return FUNCTION_WORDS.isdisjoint(set(lead) - {"the", "former"}) and joined <= _JOINING


def _is_of_a_name(word: str) -> bool:
    return word.lower() not in FUNCTION_WORDS | _DAYS


def _has_a_verb(words: Sequence[str]) -> bool:
    """Whether a word is one that no name or role holds."""
    small = [word for word in words if word.islower()]
    return any(word in AUXILIARIES | PAST and word not in {"led", "based", "held"} for word in small)


class FullNames:
    """The names of two capitalised words in a document, by the family name; built once, linear in its length."""

    __slots__ = ("_names",)

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Take the sentences of one document."""
        self._names: dict[str, dict[str, None]] = {}
        for sentence in sentences:
            kept = [word for word in sentence.words if word.lower not in _PARTICLES]
            for before, word in pairwise(kept):
                joint = sentence.text[before.end : word.start]
                if not (word.capitalised and is_part_of_name(before, sentence.words[0])):
                    continue
                given = _GIVEN.match(sentence.text, word.start)
                if given:
                    whole = f"{before.text} {given.group()}"
                    self._names.setdefault(before.lower, {})[whole] = None
                    continue
                name = sentence.text[before.start : word.end]
                if set(joint.split()) <= _PARTICLES and is_part_of_name(word, sentence.words[0]):
                    self._names.setdefault(word.lower, {})[name] = None

    def of(self, surname: str) -> str | None:
        """The only full name in which a word is the family name, None for none or several."""
        known = self._names.get(surname.lower(), {})
        return next(iter(known)) if len(known) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Whom a document names, and in full; and the speaker of the quotation just before, in the same paragraph."""

    surroundings: Surroundings
    names: FullNames
    spoke: str | None = None


def speaker_of(attribution: Attribution, index: int, company: Company) -> str | None:
    """The speaker as the document names him best; None where the words beside the quotation may mean several.

    ``index`` is the sentence of the quotation.
    """
    who, surroundings = attribution.who, company.surroundings
    if who.lower() in _PRONOUNS:
        return _pronoun(who.lower(), index, company)
    office = _OFFICE.match(who)
    if office:
        holders = surroundings.holders(office["office"].lower())
        return holders[0].shown if len(holders) == 1 else None
    definite = _DEFINITE.match(who)
    if definite:
        return _introduced(definite["head"], index, surroundings)
    return _in_full(who, surroundings, company.names)


def _pronoun(word: str, index: int, company: Company) -> str | None:
    """``he``: who spoke just before, else the only person and subject of the sentence before."""
    surroundings, spoke = company.surroundings, company.spoke
    before = surroundings.sentence(index - 1) if index else None
    if before is None or before.passage != surroundings.sentence(index).passage:
        return spoke
    spoke = spoke or _reporting(index - 1, company)
    if spoke:
        return None if spoke.split()[0].rstrip(".") in _PRONOUNS[word] else spoke
    person = surroundings.person_before(index)
    if person is None:
        return None
    if person.shown.split()[0].rstrip(".") in _PRONOUNS[word] or not _is_subject(person, before):
        return None
    return person.shown


def _reporting(index: int, company: Company) -> str | None:
    """Whose words a sentence reports in its own: ``Lena Holt, a pilot, said the channel was narrow``."""
    match = _REPORTS.match(company.surroundings.sentence(index).text)
    if match is None or not _is_speaker(match["who"]) or match["who"].lower() in _PRONOUNS:
        return None
    return speaker_of(Attribution(who=match["who"]), index, replace(company, spoke=None))


def _is_subject(person: Person, sentence: Sentence) -> bool:
    """Whether a sentence opens with a person, and names before him nobody who could be meant."""
    allowed = {word.lower for word in split_words(person.shown)} | PLACES | TITLES
    for word in sentence.words[:_SUBJECT]:
        if word.lower == person.family_name.lower():
            return True
        other = is_part_of_name(word, sentence.words[0]) and word.lower not in allowed
        if other or word.lower in PAST | AUXILIARIES:
            return False
    return False


def _introduced(head: str, index: int, surroundings: Surroundings) -> str | None:
    """``the official``: the only one whom the paragraph has introduced, in the words that did so."""
    pattern = re.compile(rf"\b(?:[Aa]n?|[Oo]ne) (?:[\w‑-]+ ){{0,3}}?{head}\b")
    found: list[str] = []
    for place in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        sentence = surroundings.sentence(place)
        if sentence.passage != surroundings.sentence(index).passage:
            break
        found += pattern.findall(sentence.text)
    return found[0] if len(found) == 1 else None


def _in_full(who: str, surroundings: Surroundings, names: FullNames) -> str | None:
    """A name as the document has it in full; None where a surname may be that of several."""
    bare = [word for word in who.split() if word.lower().rstrip(".") not in TITLES]
    own = [word for word in bare if word not in _PARTICLES]
    if not own or not all(word[0].isupper() for word in own) or bare[-1].lower() in INSTITUTIONS | PLACES:
        return who
    person = Person(shown=who, name=tuple(bare), start=0)
    owners = surroundings.owners(re.sub("['’]s?$", "", person.family_name if len(own) > 1 else own[0]))
    if len(own) > 1:
        return next((owner.shown for owner in owners if owner.key == person.key and owner.titled), who)
    if len(owners) > 1:
        return None
    return owners[0].shown if owners else names.of(own[0]) or who
