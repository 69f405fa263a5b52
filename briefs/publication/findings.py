"""What changed, what is disputed, who said what and when, as the page shows it."""

from briefs.model import Brief, Change, ChangeKind, Claim, Event, Section
from briefs.publication.citing import (
    anchor_of,
    few_marks,
    language_of_names,
    link_to,
    marks_of,
    more_than_shown,
    source_lines,
)
from briefs.publication.setting import other, spelled
from briefs.publication.view import (
    ChangesView,
    ClaimView,
    DisagreementView,
    EventView,
    MovedView,
    QuotationView,
)
from briefs.publication.wording import visible, words_of


def changes_view(section: Section, brief: Brief) -> ChangesView | None:
    """What changed in a section; None where nothing did, or where there is nothing to compare with."""
    if not section.changes:
        return None
    kinds = {change.kind for change in section.changes}
    silent = words_of(brief.edition.language).gettext("Nothing new on this theme since the last edition.")
    return ChangesView(
        moved=tuple(_moved(change, brief) for change in section.changes if change.kind is ChangeKind.MOVED),
        first_seen=tuple(
            link_to(change.statement)
            for change in section.changes
            if change.kind is ChangeKind.FIRST_SEEN and change.statement
        ),
        silent=silent if ChangeKind.SILENT in kinds else None,
    )


def _moved(change: Change, brief: Brief) -> MovedView:
    """Raises ``ValueError`` for a change that is not told by two figures, both cited."""
    if not (change.before and change.after and change.statement and change.earlier and change.edition):
        raise ValueError(f"not a figure that moved: {change}")
    statement = brief.statements[change.statement]
    return MovedView(
        before=change.before,
        after=change.after,
        unit=change.unit,
        lang=other(statement.language, brief.edition.language),
        mark=marks_of([change.earlier])[0],
        edition=visible(change.edition),
        statement=link_to(change.statement),
    )


def disagreements_view(brief: Brief) -> tuple[DisagreementView, ...]:
    """The questions that sources answer differently."""
    return tuple(
        DisagreementView(
            anchor=anchor_of(one.id),
            question=_heading(one.question),
            claims=tuple(_claim(claim, brief) for claim in one.claims),
        )
        for one in brief.disagreements
    )


def _heading(question: str) -> str:
    """A question as a heading."""
    return spelled(f"{question[:1].upper()}{question[1:]}")


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
            anchor=anchor_of(one.id),
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
    words = words_of(language)
    return EventView(
        anchor=anchor_of(event.id),
        when=words.when(event),
        lang=other(event.language, language),
        text=event.text,
        context=event.context,
        context_lang=language_of_names(event.context, event.language, language),
        counted=words.gettext("counted from “%(words)s”", words=event.resolved) if event.resolved else None,
        marks=few_marks(event.citations),
        mentions=words.origins(event.mentions) if event.mentions > 1 else None,
    )
