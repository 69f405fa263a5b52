"""What a sentence asserts, taken apart so that two of them can be held against each other.

Only prose is looked at; what asks, or leans on the sentence before for who acts, asserts nothing by itself.
"""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from briefs.evidence.datings import Dating, datings
from briefs.evidence.figures import Figure, figures
from briefs.language.prose import is_prose
from briefs.language.recent import Recent
from briefs.language.scripts import LANGUAGES, content_of, pairs_of
from briefs.language.sentences import Sentence, split_document
from briefs.language.words import Word, is_function_word
from briefs.model import Document, DocumentId, Extract

_MOST: Final = 400
"""Sentences of one document that are looked at: no report has more, and a book has nothing to confirm."""
_LONGEST: Final = 700
"""Signs from which a sentence is none that anybody wrote to be quoted."""
DAYS_AND_MONTHS: Final = frozenset(
    name.lower() for name in (*calendar.month_name, *calendar.day_name) if name
)
NEGATION: Final = re.compile(
    r"\b(?:[Nn]ot?|[Nn]ever|[Nn]either|nor|[Nn]one|[Nn]obody|[Nn]othing|[Ww]ithout|den(?:y|ies|ied)|reject(?:s|ed)?"
    r"|refus(?:es?|ed)|fail(?:s|ed)?|hardly|unable)\b|n['’]t\b"
    r"|않|없|못하|아니|부인|거부|ない|なかっ|ぬ。|否定|拒否|没有|并未|未能|不|否认|拒绝"
)
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|plans?|planned|set|due|expect(?:s|ed)?|scheduled|hopes?|hoped|wants?"
    r"|wanted|intends?|likely|possibl[ey]|[Ii]f|[Uu]nless|seeks?|ask(?:s|ed)?|urge[sd]?|propos(?:e[sd]?|al))\b|['’]ll\b"
    r"|예정|계획|방침|할 것|겠|予定|方針|見通し|だろう|将于|计划|将要|拟"
)

_AGREED: Final = re.compile(r"\b(?:agreed?|agrees|undertook|decided) (?:that|to|on)\b|合意|합의|同意|商定")
"""What comes after is what was agreed: ``agreed that they would`` tells of no more than ``agreed to``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One sentence of a voice, and what is taken from it.

    ``concepts`` are stems of content words, in signs pairs of them; ``names`` are those of capitalised words.
    ``negated`` tells whether it denies something, ``ahead`` whether it speaks of what is planned, wished or possible.
    """

    sentence: Sentence
    voice: str
    concepts: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    datings: tuple[Dating, ...]
    negated: bool
    ahead: bool

    @property
    def extract(self) -> Extract:
        """The place of the sentence."""
        return extract_of(self.sentence)


_RECENT: Final = Recent[tuple[Assertion, ...]](1_000_000)
"""What the last documents assert, those of so many characters: who confirms it is asked, and who contradicts it."""


def extract_of(sentence: Sentence) -> Extract:
    """The place of a sentence."""
    return Extract(document=sentence.document.id, span=sentence.span, passage=sentence.passage.number)


def assertions(documents: Iterable[Document], voices: Mapping[DocumentId, str]) -> tuple[Assertion, ...]:
    """What the documents assert, in their order. Linear."""
    return tuple(
        assertion for document in documents for assertion in _asserted(document, voices[document.id])
    )


def _asserted(document: Document, voice: str) -> tuple[Assertion, ...]:
    """What a document asserts; taken apart once for all who ask."""

    def made() -> tuple[Assertion, ...]:
        return tuple(
            _assertion(sentence, voice)
            for sentence in split_document(document)[:_MOST]
            if len(sentence.text) <= _LONGEST and is_prose(sentence)
        )

    return _RECENT.of(document, voice, len(document.text), made)


def _assertion(sentence: Sentence, voice: str) -> Assertion:
    stated = datings(sentence)
    return Assertion(
        sentence=sentence,
        voice=voice,
        concepts=_concepts(sentence),
        names=_names(sentence),
        figures=figures(sentence, stated),
        datings=stated,
        negated=NEGATION.search(sentence.text) is not None,
        ahead=_AHEAD.search(_AGREED.split(sentence.text, maxsplit=1)[0]) is not None,
    )


def _concepts(sentence: Sentence) -> frozenset[str]:
    if sentence.language in LANGUAGES:
        return frozenset("".join(pair) for pair in pairs_of(content_of(sentence.words, sentence.language)))
    return frozenset(word.stem for word in sentence.words if tells(word))


def _names(sentence: Sentence) -> frozenset[str]:
    """The stems of words in capitals; the first word of a sentence is in capitals whatever it is."""
    if sentence.language in LANGUAGES:
        return frozenset()
    return frozenset(word.stem for word in sentence.words[1:] if word.capitalised and tells(word))


def tells(word: Word) -> bool:
    """Whether a word is content: no grammar, no figure, no part of a date."""
    dated = word.capitalised and word.lower in DAYS_AND_MONTHS
    return not (word.is_number or dated or is_function_word(word.lower))


def rarity(found: Sequence[Assertion]) -> Mapping[str, float]:
    """How much a concept tells: the logarithm of how few of the sentences hold it."""
    held = Counter(concept for assertion in found for concept in assertion.concepts)
    return {concept: log(1 + len(found) / count) for concept, count in held.items()}
