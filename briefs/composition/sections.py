"""The sections of a brief: one for each theme, its statements in reading order, and what changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.composition.sources import Sources
from briefs.model import (
    Change,
    ChangeKind,
    DisclosureKind,
    Document,
    DocumentId,
    Extract,
    FoundChange,
    Pick,
    Section,
    Selection,
    Statement,
    Theme,
)

_PROMOTIONAL: Final = frozenset({DisclosureKind.SPONSORED, DisclosureKind.PRESS_RELEASE})
_TERMS_SHOWN: Final = 6
"""Terms that an empty section names of what was searched."""


_WELL_SUPPORTED: Final = 3
"""Origins from which one more makes a statement no stronger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one section will hold: its picks in reading order, what supports each, and what changed."""

    theme: Theme
    picks: tuple[Pick, ...]
    support: Mapping[Extract, tuple[Extract, ...]]
    changes: tuple[FoundChange, ...]

    @property
    def cited(self) -> tuple[Extract, ...]:
        """Every place it cites, in the order in which it is printed."""
        moved = tuple(
            change.earlier.extract
            for change in self.changes
            if change.earlier and change.kind is ChangeKind.MOVED
        )
        said = (place for pick in self.picks for place in (pick.extract, *self.support.get(pick.extract, ())))
        return (*moved, *said)


def outline(
    theme: Theme,
    selection: Selection,
    support: Mapping[Extract, tuple[Extract, ...]],
    changes: Sequence[FoundChange],
) -> Outline:
    """What the section of a theme will hold."""
    return Outline(
        theme=theme,
        picks=_in_reading_order(theme, selection),
        support=support,
        changes=tuple(change for change in changes if change.theme == theme.id),
    )


def _in_reading_order(theme: Theme, selection: Selection) -> tuple[Pick, ...]:
    """A theme's picks document by document, the one with the strongest pick first, each in the order of its text.

    What is new stands first. Not by date: many sources state none, and a reader who stops after the first statement
    has read the best one.
    """
    picks = [pick for pick in selection.picks if pick.theme == theme.id]
    strongest: dict[tuple[bool, DocumentId], int] = {}
    for place, pick in enumerate(picks):
        strongest.setdefault((pick.new, pick.document), place)
    return tuple(
        sorted(picks, key=lambda pick: (not pick.new, strongest[pick.new, pick.document], pick.span))
    )


def section(number: int, drawn: Outline, sources: Sources, documents_read: int) -> Section:
    """One section; an empty one says what was searched."""
    identifiers = {pick.extract: f"{number}.{place}" for place, pick in enumerate(drawn.picks, start=1)}
    return Section(
        number=number,
        theme=drawn.theme.id,
        title=drawn.theme.title,
        empty=None if drawn.picks else _searched(drawn.theme, documents_read),
        statements=tuple(
            _statement(identifiers[pick.extract], pick, drawn.support.get(pick.extract, ()), sources)
            for pick in drawn.picks
        ),
        changes=tuple(_change(change, identifiers, sources) for change in drawn.changes),
    )


def _searched(theme: Theme, count: int) -> str:
    shown = ", ".join(f"“{term.text}”" for term in theme.terms[:_TERMS_SHOWN])
    rest = len(theme.terms) - _TERMS_SHOWN
    more = f" and {rest} more term{'s' if rest > 1 else ''}" if rest > 0 else ""
    documents = "The one document read was" if count == 1 else f"All {count} documents read were"
    missed = "none holds enough of them and a sentence on them that stands alone"
    return f"{documents} searched for {shown}{more}; {missed}."


def _statement(identifier: str, pick: Pick, support: Sequence[Extract], sources: Sources) -> Statement:
    place = pick.extract
    return Statement(
        id=identifier,
        text=sources.text(place),
        parts=sources.parts(place),
        context=pick.context,
        language=sources.language(place),
        citations=(sources.cite(place),),
        scores=pick.scores,
        new=pick.new,
        corroboration=tuple(map(sources.cite, support)),
        origins=sources.voices([place.document, *(other.document for other in support)]),
        pinned_by=pick.pinned_by,
    )


def _change(change: FoundChange, identifiers: Mapping[Extract, str], sources: Sources) -> Change:
    earlier = change.earlier
    return Change(
        kind=change.kind,
        statement=identifiers.get(change.now) if change.now else None,
        before=change.before,
        after=change.after,
        edition=earlier.edition if earlier else None,
        earlier=sources.cite(earlier.extract) if earlier and change.kind is ChangeKind.MOVED else None,
        unit=change.unit,
    )


def key_points(sections: Sequence[Section], most: int, promotional: frozenset[int]) -> tuple[str, ...]:
    """Ids of the best statement of each theme, then of the next best overall; the strongest first.

    What more origins say is stronger: a reader who signs for five sentences signs for these.

    Salience is 1 for the best of each theme, so the fit decides among those. What somebody has paid for or announces
    for himself comes last, and before it what is not new.
    """

    def strength(statement: Statement) -> tuple[bool, bool, int, float, float, str]:
        scores, promoted = statement.scores, statement.citations[0].reference in promotional
        origins = min(statement.origins, _WELL_SUPPORTED)
        return (not promoted, statement.new, origins, scores.salience, scores.relevance, statement.id)

    ranked = [sorted(section.statements, key=strength, reverse=True) for section in sections]
    first = sorted((statements[0] for statements in ranked if statements), key=strength, reverse=True)[:most]
    others = sorted((other for statements in ranked for other in statements[1:]), key=strength, reverse=True)
    chosen = [*first, *others[: most - len(first)]]
    return tuple(statement.id for statement in sorted(chosen, key=strength, reverse=True))


def promotional(
    numbers: Mapping[DocumentId, int], documents: Mapping[DocumentId, Document]
) -> frozenset[int]:
    """The references that are advertisements or press releases by their own notice."""
    return frozenset(
        number
        for document, number in numbers.items()
        if any(disclosure.kind in _PROMOTIONAL for disclosure in documents[document].disclosures)
    )
