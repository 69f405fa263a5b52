"""What came of verifying a brief: one outcome for each thing that can be checked, in words for people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SHOWN: Final = 160
_AROUND: Final = 24


class Outcome(StrEnum):
    """How a check ended. What could not be checked is no failure, but it is said."""

    HOLDS = "holds"
    FAILS = "FAILS"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold: where, what stands there, and what should (None where nothing can be told)."""

    where: str
    message: str
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; ``detail`` says how much of it, or why it could not be checked."""

    subject: str
    outcome: Outcome
    detail: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that was checked of one brief. ``manifest`` is the digest of its manifest: two copies are one edition by it.

    ``unbound`` are the words of its pages that no source is cited for: the house's own.
    """

    subject: str
    edition: str
    title: str
    manifest: str
    summary: str
    checks: tuple[Check, ...]
    unbound: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing that was checked fails."""
        return all(check.outcome is not Outcome.FAILS for check in self.checks)

    def outcome(self, subject: str) -> Outcome:
        """How the check of something ended; what was not looked at was not checked."""
        return next((check.outcome for check in self.checks if check.subject == subject), Outcome.UNCHECKED)


def judged(subject: str, detail: str, findings: list[Finding]) -> Check:
    """The check of what was looked at: it holds where nothing was found."""
    outcome = Outcome.FAILS if findings else Outcome.HOLDS
    return Check(subject=subject, outcome=outcome, detail=detail, findings=tuple(findings))


def unchecked(subject: str, reason: str) -> Check:
    """The check of what could not be looked at."""
    return Check(subject=subject, outcome=Outcome.UNCHECKED, detail=reason)


def counted(number: int, noun: str) -> str:
    """A number of things: ``1 page``, ``2,000 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shortened(text: str) -> str:
    """A text in one line, cut where nobody would read on."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def apart(one: str, other: str) -> tuple[str, str]:
    """Both texts where they differ, with a little of what stands around."""
    one, other = " ".join(one.split()), " ".join(other.split())
    shorter = min(len(one), len(other))
    before = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    after = 0
    while after < shorter - before and one[-1 - after] == other[-1 - after]:
        after += 1
    return _around(one, before, after), _around(other, before, after)


def _around(text: str, before: int, after: int) -> str:
    """The text without what it begins and ends with, but for a little of both."""
    start, end = max(0, before - _AROUND), len(text) - max(0, after - _AROUND)
    return shortened(f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}")
