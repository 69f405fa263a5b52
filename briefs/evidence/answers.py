"""A question that is disputed, and the answers to it with the sentences that give them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefs.evidence.assertions import Assertion
from briefs.language.calendar import relative_dates
from briefs.model import DisagreementKind, Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, as the sources word it, and the sentences that give it: one of each voice."""

    value: str
    given: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with at least two answers, that of most voices first."""

    kind: DisagreementKind
    text: str
    answers: tuple[Answer, ...]

    @property
    def voices(self) -> int:
        """How many voices answer it."""
        return len({one.voice for answer in self.answers for one in answer.given})


def answer(value: str, given: Iterable[Assertion]) -> Answer:
    """An answer with one sentence of each voice that gives it, those that read best alone first: one is printed."""
    first: dict[str, Assertion] = {}
    for one in sorted(given, key=_plainness):
        first.setdefault(one.voice, one)
    return Answer(value=value, given=tuple(first.values()))


def _plainness(one: Assertion) -> tuple[bool, bool, bool, Extract]:
    """Without “next Tuesday”, which no bracket explains there; of a source that discloses nothing, and is dated."""
    document = one.sentence.document
    return (
        bool(relative_dates(one.sentence.text, document.published)),
        bool(document.disclosures),
        document.published is None,
        one.extract,
    )


def question(kind: DisagreementKind, text: str, answers: Sequence[Answer]) -> Question:
    """A question whose answers stand in the order of how many voices give them."""
    ranked = sorted(answers, key=lambda one: (-len(one.given), one.value))
    return Question(kind=kind, text=text, answers=tuple(ranked))


def decided(given: Sequence[tuple[Assertion, int]]) -> list[tuple[Assertion, int]]:
    """Of sentences and the answers they give, those of voices that give only one."""
    answers: dict[str, set[int]] = {}
    for one, place in given:
        answers.setdefault(one.voice, set()).add(place)
    return [(one, place) for one, place in given if len(answers[one.voice]) == 1]
