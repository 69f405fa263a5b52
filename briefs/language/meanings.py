"""English words that news use for one another, so that a fact is known again in other words.

A closed list, not a thesaurus: verbs of saying, asking and agreeing, of rising and falling, of making and ending,
and the nouns of government, harm and amount. Two words stand together only where one report may have either of the
same event; opposites and mere neighbours (“arrest” and “charge”, “wounded” and “killed”) never do.
"""

import functools
from typing import Final

from briefs.language.words import stem

_ALIKE: Final = (
    "say said tell told state announce declare report reveal disclose confirm note add",
    "ask order instruct direct request urge call demand tell told",
    "agree pledge promise vow undertake undertook commit",
    "deny reject dismiss refute rebuff refuse",
    "warn caution alert",
    "plan plans scheme programme program blueprint roadmap",
    "prepare draft draw devise drawn drew",
    "restore revive return reinstate resume renew revival restoration resumption",
    "gradual gradually phased phase step stepwise stage stages piece piecemeal",
    "earlier past previous former prior older",
    "agreement accord pact deal treaty",
    "cabinet minister ministers",
    "government administration authorities authority",
    "meeting meet met summit talks talk conference",
    "visit travel trip fly flew arrive go went came come",
    "begin begun start started open launch launched commence",
    "end close conclude finish halt stop cease",
    "leader leaders head",
    "hometown home",
    "company firm business corporation",
    "buy bought purchase acquire import",
    "sell sold sale",
    "rise rose risen increase grow grew climb jump surge soar",
    "fall fell fallen drop decline decrease slip plunge shrink shrank",
    "cut reduce lower slash trim",
    "raise lift boost",
    "widen expand extend broaden enlarge",
    "deepen strengthen enhance bolster tighten",
    "cooperate cooperation collaborate collaboration",
    "help aid assist assistance relief",
    "give gave given donate donation grant provide supply",
    "kill killed die died dead death deaths perish toll fatality casualty lost",
    "injure injured wound wounded hurt",
    "missing unaccounted vanished disappeared disappear",
    "quake earthquake tremor temblor",
    "storm typhoon hurricane cyclone",
    "flood flooded inundate",
    "fire blaze",
    "blast explosion bombing bomb explode",
    "plane aircraft jet airliner aeroplane airplane",
    "ship vessel boat",
    "sailor crew seaman",
    "capture captured seize seized detain detained detention hold held",
    "free freed release released",
    "arrest arrested",
    "police officer officers",
    "soldier troops serviceman",
    "attack assault strike struck raid",
    "weapon arms",
    "missile rocket projectile",
    "build built construct construction",
    "destroy destroyed demolish wreck",
    "damage damaged",
    "find found discover recover recovered locate",
    "search hunt scour",
    "wreckage debris",
    "body bodies remains corpse",
    "test analysis examination identify identification",
    "court tribunal",
    "judge magistrate",
    "sentence sentenced jail jailed imprison imprisoned prison",
    "guilty convict convicted",
    "vote ballot poll election",
    "elect elected choose chose chosen",
    "resign resigned quit",
    "appoint appointed named name",
    "law legislation act bill",
    "ban banned prohibit forbid outlaw bar",
    "allow permit",
    "win won beat defeat victory",
    "protest demonstrate demonstration demonstrator protester rally",
    "money fund funding funds",
    "year annual annually yearly",
    "route lane passage",
    "around about approximately nearly almost some roughly",
    "big large huge major massive vast",
    "cornerstone core centre center heart",
    "artificial intelligence AI",
    "gas LNG",
    "journalist reporter",
    "capital city town",
    "picture photograph photo image",
    "doctor physician medic",
    "build-up buildup",
)


@functools.cache
def _meanings() -> dict[str, str]:
    meanings: dict[str, str] = {}
    for words in _ALIKE:
        stems = [stem(word.lower()) for word in words.split()]
        for each in stems:
            meanings.setdefault(each, stems[0])
    return meanings


def meaning_of(stem_of_word: str) -> str:
    """The stem of the first word that a word, given by its stem, may stand for; its own where there is none."""
    return _meanings().get(stem_of_word, stem_of_word)


def has_meaning(stem_of_word: str) -> bool:
    """Whether others may stand for a word, given by its stem."""
    return stem_of_word in _meanings()
