"""What a word of a report stands for when another report is held against it.

On top of the classes of ``language.meanings``: a desk reads “a phased plan” where another one writes “step by step”.
Words of saying and asking stand for nothing here, since who said it is no part of what is said; the mood of a sentence
keeps them apart.
"""

import functools
from typing import Final

from briefs.language.english import SAYING
from briefs.language.meanings import has_meaning, meaning_of
from briefs.language.words import stem

_ALIKE: Final = (
    "meet met meeting summit talk talks speak spoke spoken discuss discussion discussed negotiate negotiation consult",
    "gathering margin margins sideline sidelines beside",
    "cooperate cooperation coordinate coordination collaborate collaboration together jointly joint",
    "deepen strengthen enhance bolster closer closely intensify",
    "agree agreed undertake undertook pledge promise",
    "agreement accord pact deal treaty arrangement framework",
    "dismiss deny denied reject refute rebuff refuse brush brushed spurn spurned mock mocked",
    "signal signals gesture gestures overture overtures",
    "oblige require",
    "army armies soldier soldiers troops",
    "border frontier boundary",
    "contest contested dispute disputed",
    "compensation compensate pay paid payment settle settled",
    "supervise supervised supervision oversee oversaw overseen",
    "route lane lanes waters",
    "buy bought purchase import bring brought",
    "war conflict fighting fought",
    "threaten threat endanger risk doubt jeopardise jeopardize",
    "shock interrupt interruption disrupt disruption",
    "labour labor labourer laborer labourers laborers",
    "tie ties relation relations relationship",
    "future forward ahead",
    "brief briefly short",
    "begin began begun start started",
    "office offices president presidency inaugurated inauguration",
    "rescue rescued save saved",
    "evacuate evacuated flee fled",
    "trap trapped strand stranded",
    "crash crashed",
    "shoot shot gunfire",
    "suspect suspected accuse accused",
    "child children kid",
    "hit struck strike rattle rattled shake shook shaken jolt jolted",
    "measure measured register registered magnitude",
    "cause caused trigger triggered spark sparked",
    "die died dead death deaths kill killed perish toll fatality casualty",
)
_NOTHING: Final = """
    say said tell told ask asked call called order ordered instruct instructed want wanted wish wished hope hoped
    intend plan planned hold held get got make made go went come came have take took put see saw seen give gave given
    also still already meanwhile other part around about some new year minister prime leader official government own way
"""
"""Words that make no two sentences the same: they are in half of all reports."""


@functools.cache
def _classes() -> dict[str, str | None]:
    classes: dict[str, str | None] = {}
    for words in _ALIKE:
        stems = [stem(word) for word in words.split()]
        for each in stems:
            classes.setdefault(each, stems[0])
    return classes | dict.fromkeys(map(stem, SAYING.union(_NOTHING.split())))


def is_common(stem_of_word: str) -> bool:
    """Whether a word is one of those that stand for one another, and no name: ``the Cabinet``, ``LNG``."""
    return stem_of_word in _classes() or has_meaning(stem_of_word)


@functools.cache
def wording_of(stem_of_word: str) -> str | None:
    """What a word, given by its stem, stands for; None for one that tells nothing."""
    classes = _classes()
    if stem_of_word in classes:
        return classes[stem_of_word]
    meaning = meaning_of(stem_of_word)
    return classes.get(meaning, meaning)
