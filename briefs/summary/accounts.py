"""Why a theme has the sentences it has, and which came near: told when all is chosen, and no part of the choice."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefs.model import Account, Choice, DisclosureKind, Extract, NearMiss, Rival, Theme
from briefs.summary.candidates import Candidate, Key
from briefs.summary.serving import Fit
from briefs.summary.weighing import Scale

NEAR_MISSES: Final = 10


@dataclass(slots=True, kw_only=True)
class Round:
    """How the choice for a theme went: the scale as it is left, the words left, and what was picked in order.

    ``new`` and ``second`` tell of which sentences it was made: new ones, those that are second choice. ``repeats`` are
    those that were passed over for a printed one that says the same.
    """

    theme: Theme
    scale: Scale
    left: int
    new: bool
    second: bool
    choices: list[Choice] = field(default_factory=list)
    repeats: dict[Key, Candidate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """All that might have been picked for a theme: what fits it, and which theme each sentence was left to."""

    fitting: Sequence[Fit]
    owners: Mapping[Key, Theme]


def account(ended: Round, running: Running, printed: Sequence[Candidate]) -> Account:
    """Why the theme has its picks, and the sentences that alone would have gained it most of those it has not."""
    scale = ended.scale
    picked = {candidate.key for candidate in printed}
    missed = (
        fit for fit in running.fitting if fit.candidate.key not in picked and scale.knows(fit.candidate)
    )
    nearest = heapq.nsmallest(
        NEAR_MISSES, ((-scale.alone(fit), fit.candidate.key, fit) for fit in missed), key=lambda it: it[:2]
    )
    judge = _Judge(ended=ended, owners=running.owners)
    return Account(
        theme=ended.theme.id,
        choices=tuple(ended.choices),
        near_misses=tuple(judge.near_miss(fit) for *_, fit in nearest),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    ended: Round
    owners: Mapping[Key, Theme]

    def near_miss(self, fit: Fit) -> NearMiss:
        candidate = fit.candidate
        like = self.ended.repeats.get(candidate.key)
        return NearMiss(
            sentence=rival_of(candidate),
            weighing=self.ended.scale.weigh_alone(fit),
            reason=self._reason(fit, like),
            matched=fit.matched,
            like=extract_of(like) if like else None,
        )

    def _reason(self, fit: Fit, like: Candidate | None) -> str:
        owner = self.owners.get(fit.candidate.key, self.ended.theme)
        if fit.leaning:
            return f"does not stand alone: {fit.leaning}"
        if owner is not self.ended.theme:
            return f"belongs to “{owner.title}” more"
        if self.ended.new and not fit.new:
            return "says what readers were told before"
        if like:
            return "says much the same as a sentence that is printed"
        return self._outdone(fit)

    def _outdone(self, fit: Fit) -> str:
        """Why a sentence that might have been printed was not."""
        words, ended = fit.candidate.words, self.ended
        unfit = None if ended.second else second_choice(fit)
        if unfit:
            return unfit
        if words > ended.left:
            return f"needs {words} words, and {ended.left} of {ended.theme.budget} were left"
        gain = ended.scale.weigh(fit).gain
        return f"adds little to what is printed: {gain:.0%} of what the best sentence gains"


def second_choice(fit: Fit) -> str | None:
    """Why a sentence is printed only where no other serves the theme, or None where it is not so."""
    if fit.disputed:
        return "more sources give another count"
    disclosures = fit.candidate.sentence.document.disclosures
    if any(disclosure.kind is DisclosureKind.SPONSORED for disclosure in disclosures):
        return "somebody has paid for the page it stands on"
    return None


def rival_of(candidate: Candidate) -> Rival:
    """A sentence as it is told of where it is not printed."""
    sentence = candidate.sentence
    return Rival(extract=extract_of(candidate), text=sentence.text, path=sentence.document.path)


def extract_of(candidate: Candidate) -> Extract:
    """The place of a sentence."""
    sentence = candidate.sentence
    return Extract(document=sentence.document.id, span=sentence.span, passage=sentence.passage.number)
