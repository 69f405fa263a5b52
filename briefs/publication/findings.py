"""What is disputed, who said what and when, as the page shows it."""

from dataclasses import replace
from typing import Final

from briefs.model import Brief, Claim, Disagreement, Event
from briefs.publication.citing import (
    anchor_of,
    few_marks,
    hangs,
    marks_of,
    more_than_shown,
    source_lines,
)
from briefs.publication.phrases import context_phrase, counted_phrase, question_phrase
from briefs.publication.setting import other, spelled
from briefs.publication.view import (
    ClaimView,
    DisagreementView,
    EventView,
    Phrase,
    QuotationView,
    Said,
)
from briefs.publication.wording import Words, words_of

_IN_TWO: Final = frozenset({2, 4})
"""Numbers of answers that stand two beside each other; others stand in threes."""


def disagreements_view(brief: Brief) -> tuple[DisagreementView, ...]:
    """The questions that sources answer differently."""
    return tuple(
        DisagreementView(
            number=one.id[1:],
            anchor=anchor_of(one.id),
            question=_heading(one, brief),
            columns="two" if len(one.claims) in _IN_TWO else "three",
            claims=tuple(_claim(claim, brief) for claim in one.claims),
        )
        for one in brief.disagreements
    )


def _heading(disagreement: Disagreement, brief: Brief) -> Phrase:
    """A question as a heading."""
    language = brief.edition.language
    reference = brief.references[disagreement.claims[0].citations[0].reference - 1]
    asked = question_phrase(words_of(language), disagreement.question, other(reference.language, language))
    first, *rest = (replace(part, text=spelled(part.text)) for part in asked.parts)
    return Phrase(parts=(replace(first, text=f"{first.text[:1].upper()}{first.text[1:]}"), *rest))


def _claim(claim: Claim, brief: Brief) -> ClaimView:
    language = brief.edition.language
    reference = brief.references[claim.citations[0].reference - 1]
    return ClaimView(
        value=claim.value,
        text=" ".join(claim.citations[0].exact.split()),
        lang=other(reference.language, language),
        marks=few_marks(claim.citations),
        sources=source_lines(claim.citations, brief),
        more_sources=more_than_shown(claim.citations, words_of(language)),
    )


def quotations_view(brief: Brief) -> tuple[QuotationView, ...]:
    """Who said what."""
    unnamed = words_of(brief.edition.language).gettext("Speaker not named")
    return tuple(
        QuotationView(
            number=one.id[1:],
            anchor=anchor_of(one.id),
            hung=hangs(one.text),
            speaker=one.speaker or unnamed,
            named=one.speaker is not None,
            lang=other(one.language, brief.edition.language),
            text=one.text,
            marks=marks_of(one.citations),
            sources=source_lines(one.citations, brief),
        )
        for one in brief.quotations
    )


def events_view(brief: Brief, *, announced: bool) -> tuple[EventView, ...]:
    """The lines of the timeline that lie ahead, or those that do not."""
    return tuple(_event(event, brief) for event in brief.events if event.announced is announced)


def _event(event: Event, brief: Brief) -> EventView:
    language = brief.edition.language
    words, lang = words_of(language), other(event.language, language)
    return EventView(
        number=event.id[1:],
        anchor=anchor_of(event.id),
        when=words.when(event),
        lang=lang,
        text=event.text,
        context=context_phrase(words, event.context, lang) if event.context else None,
        basis=_basis(event, words, lang),
        marks=few_marks(event.citations),
    )


def _basis(event: Event, words: Words, lang: str | None) -> Phrase | None:
    """How many origins report it, and of which words the day is ours to have counted."""
    told = (Said(text=words.origins(event.mentions)),) if event.mentions > 1 else ()
    if not event.resolved:
        return Phrase(parts=told) if told else None
    counted = counted_phrase(words, event.resolved, lang).parts
    return Phrase(parts=(*told, Said(text=words.comma()), *counted) if told else counted)
