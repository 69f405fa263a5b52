"""Words of likelihood and of confidence, as ICD 203 (Analytic Standards, 2015) has them for English.

Seven degrees of likelihood have two sets of words, of which one product is to use one; a degree of confidence tells how
good the ground is, and is never said in one sentence with a degree of likelihood.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from briefs.language.sentences import split_passage

SETS: Final = (
    (
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    ),
    (
        "remote",
        "highly improbable",
        "improbable",
        "roughly even odds",
        "probable",
        "highly probable",
        "nearly certain",
    ),
)
"""The two sets, each from the least likely: 1–5 %, 5–20 %, 20–45 %, 45–55 %, 55–80 %, 80–95 %, 95–99 %."""

_TERMS: Final = (
    re.compile(
        r"\b(?:almost no chance|(?:very[ -])?(?:un)?likely|(?:(?:roughly|about) (?:an )?)?even chances?"
        r"|almost certain(?:ly|ty)?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bremote(?= (?:chance|possibility|prospect|likelihood)s?\b)|(?:(?<=\bis )|(?<=\bremains ))remote\b(?! from)"
        r"|\b(?:(?:highly[ -])?(?:im)?probabl[ey]|(?:(?:roughly|about) (?:an )?)?even odds|nearly certain(?:ty)?)\b",
        re.IGNORECASE,
    ),
)
_CONFIDENCE: Final = re.compile(
    r"\b(?:(?:low|moderate|medium|high)(?:[ -]to[ -](?:moderate|high))?|little|some|great|full|much)[ -]confidence\b"
    r"(?![ -](?:building|vote|motion|interval|trick))"
    r"|\b(?:our|my|the desk['’]s) confidence\b"
    r"|\bconfidence (?:level |in (?:this|the|our|that) (?:judge?ment|assessment|estimate) )?(?:is|remains) "
    r"(?:low|moderate|medium|high)\b"
    r"|\b(?:we|I) (?:are|am|remain) (?:\w+ly |very |quite |fairly )?confident\b"
    r"|\b(?:highly|moderately|fairly) confident\b",
    re.IGNORECASE,
)
_MODAL: Final = re.compile(
    r"\b(?:may|might|could)\b(?! (?:not|have been able)\b)|(?<=^)(?:May|Might|Could)\b"
)


class Term(NamedTuple):
    """A word of likelihood as it is written, and the place of its set."""

    text: str
    of_set: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one sentence of a text says of likelihood and of confidence; ``modal`` is what stands there for neither."""

    sentence: str
    likelihood: tuple[Term, ...]
    confidence: tuple[str, ...]
    modal: str | None

    @property
    def is_mixed(self) -> bool:
        """Whether it tells how likely a thing is and how sure the desk is of that, which nobody can tell apart."""
        return bool(self.likelihood and self.confidence)


def judgements_in(text: str) -> tuple[Judgement, ...]:
    """What the sentences of an English text judge, in their order; those that judge nothing are left out."""
    sentences = (text[span.start : span.end] for span in split_passage(text))
    found = (_judgement(" ".join(sentence.split())) for sentence in sentences)
    return tuple(one for one in found if one.likelihood or one.confidence or one.modal)


def in_set(term: str, wanted: int) -> str:
    """The word of a set that means what a term of any set does; the term itself where nothing is told of it."""
    plain = _plain(term)
    degrees = (place for words in SETS for place, word in enumerate(words) if _plain(word) == plain)
    return next((SETS[wanted][place] for place in degrees), term)


def _plain(term: str) -> str:
    """A term without what makes an adverb or a noun of it: ``almost certain``, ``probab``, ``roughly even chance``."""
    words = " ".join(re.split(r"[ -]+", term.lower())).removeprefix("about ").removeprefix("roughly ")
    return re.sub(r"(?:ly|ty|le|s)$", "", words.replace("an even", "even")).removesuffix("l")


def _judgement(sentence: str) -> Judgement:
    found = sorted(
        (match.start(), Term(match.group(), place))
        for place, pattern in enumerate(_TERMS)
        for match in pattern.finditer(sentence)
    )
    modal = None if found else _MODAL.search(sentence)
    return Judgement(
        sentence=sentence,
        likelihood=tuple(term for _, term in found),
        confidence=tuple(match.group() for match in _CONFIDENCE.finditer(sentence)),
        modal=modal.group() if modal else None,
    )
