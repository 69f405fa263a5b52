"""People whom a document calls by their surname alone, with nothing else in it to tell that they are people.

``Vinter took the lead`` makes a surname of ``Vinter`` where just one longer name in the document ends with it. The
full name is right to print beside the short one whoever or whatever it is: a body is called by its last word as well.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from briefs.language.english import AUXILIARIES, FINITE, KINDS, PAST, SAYING, THIRD_PERSON, VERBS
from briefs.language.people import Person, is_part_of_name
from briefs.language.sentences import Sentence
from briefs.language.words import Word

_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*"
PARTICLES: Final = frozenset(("de", "da", "van", "von", "der", "den", "bin", "al", "la", "le"))
"""Words of a surname that stand before it, small or not."""
_NAMES: Final = re.compile(
    rf"(?<![\w.’'-]){_CAPITALISED}(?: (?:(?:{'|'.join(sorted(PARTICLES))}) )*{_CAPITALISED}){{1,6}}(?![\w-])"
)
_MOST_PARTS: Final = 4
_DOES: Final = SAYING | AUXILIARIES | PAST | FINITE | VERBS | THIRD_PERSON | frozenset(("also", "who"))
"""What after a lone name tells that it acts."""
_END: Final = Word("", "", 0, 0, "")
_SHORTEST: Final = 3
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def find_surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words in lower case that a document uses alone, capitalised, as who does something, and never small."""
    small = {word.text for sentence in sentences for word in sentence.words if word.text.islower()}
    return frozenset(name for sentence in sentences for name in _agents(sentence) if name not in small)


def _agents(sentence: Sentence) -> Iterator[str]:
    words = (None, *sentence.words)
    for (before, word), after in zip(pairwise(words), (*sentence.words[1:], _END), strict=False):
        if (
            word is not None
            and is_part_of_name(word, sentence.words[0])
            and word.lower not in KINDS
            and len(word.text) >= _SHORTEST
            and not word.text.isupper()
            and (before is None or not _belongs_to(before, word, sentence.text))
            and _acts(before, word, after, sentence.text)
        ):
            yield word.lower


def _acts(before: Word | None, word: Word, after: Word, text: str) -> bool:
    """Whether a verb after a name, or one of saying before it, makes it somebody's."""
    said = before is not None and before.lower in SAYING and text[before.end : word.start] == " "
    return said or (after.lower in _DOES and text[word.end : after.start] == " ")


def _belongs_to(before: Word, word: Word, text: str) -> bool:
    """Whether a name is the rest of a longer one, or a thing: ``the Roadmap``."""
    if before.lower in PARTICLES:
        return False
    adjacent = text[before.end : word.start] in {" ", ". ", "-"}
    return adjacent and (before.capitalised or before.is_number or before.lower in {"the", "a", "an"})


def find_full_names(sentence: Sentence, surnames: AbstractSet[str]) -> Iterator[Person]:
    """The longer names of a sentence that end with one of these surnames, or with a Korean or Chinese one begin."""
    for match in _NAMES.finditer(sentence.text):
        start = _start(match, sentence)
        parts = tuple(_POSSESSIVE.sub("", part) for part in sentence.text[start : match.end()].split())
        if 1 < len(parts) <= _MOST_PARTS and parts[0].lower() not in PARTICLES:
            person = Person(shown=" ".join(parts), name=parts, start=start)
            if person.family_name.lower() in surnames:
                yield person


def _start(match: re.Match[str], sentence: Sentence) -> int:
    """Where in a run of capitalised words the name begins: after the last that is no part of one."""
    inside = (word for word in sentence.words if match.start() <= word.start < match.end())
    others = [word for word in inside if word.capitalised and not is_part_of_name(word, sentence.words[0])]
    return min(others[-1].end + 1, match.end()) if others else match.start()
