"""Questions that sources of different origins answer differently.

documents ─assertions─┬▶ offices ─▶ answers ─┐
                      ├▶ counts ──▶ answers ─┼─ weigh ─▶ disagreements
                      └▶ names ───▶ answers ─┘

Nothing is decided: the answers stand side by side, each in the words of its sources. A document, or a voice, that gives
both answers gives none; of a count that a voice tells anew on a later day its latest word counts.
"""

from collections.abc import Sequence
from typing import Final

from briefs.evidence.answers import Question
from briefs.evidence.assertions import assertions, rarity
from briefs.evidence.chronicle import events_disputed
from briefs.evidence.counts import counts_disputed
from briefs.evidence.holders import offices_disputed
from briefs.evidence.imagined import is_imagined
from briefs.evidence.moments import Moments
from briefs.evidence.offices import find_holders
from briefs.evidence.spellings import spellings_disputed
from briefs.evidence.voices import voices_of
from briefs.model import DisagreementKind, Document, FoundClaim, FoundDisagreement, Origin

_MOST: Final = 24
"""Disagreements that are reported: a reader has use for a page of them, those that concern most sources."""
_EXTRACTS: Final = 12
"""Sentences that are shown for one answer."""


def find_disagreements(
    documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[FoundDisagreement, ...]:
    """The questions that sources answer differently, those that most sources answer first; spellings come last."""
    ordered = sorted(documents, key=lambda document: document.id)
    told = assertions(ordered, voices_of(ordered, origins))
    found = tuple(one for one in told if not is_imagined(one.sentence.text))
    moments = Moments(found)
    holders = find_holders(found)
    questions = [
        *offices_disputed(holders, moments),
        *counts_disputed(found, rarity(found), moments),
        *events_disputed(found, moments),
        *spellings_disputed(found, holders),
    ]
    ranked = sorted(questions, key=_order)
    return tuple(_reported(question) for question in ranked[:_MOST])


def _order(question: Question) -> tuple[bool, int, str, str, tuple[str, ...]]:
    values = tuple(answer.value for answer in question.answers)
    return (
        question.kind is DisagreementKind.SPELLING,
        -question.voices,
        question.kind,
        question.text,
        values,
    )


def _reported(question: Question) -> FoundDisagreement:
    claims = tuple(
        FoundClaim(value=answer.value, extracts=tuple(one.extract for one in answer.given[:_EXTRACTS]))
        for answer in question.answers
    )
    return FoundDisagreement(kind=question.kind, question=question.text, claims=claims)
