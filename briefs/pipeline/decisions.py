"""What an analyst decided, applied to what was chosen and found: by the place of each sentence, never by its wording.

edits ─┬─ drop ────▶ out of the selection, the timeline, the quotations and the answers to what is disputed
       ├─ pin ─────▶ into the selection, under its theme, as if it had been chosen
       └─ comment ─▶ composition

Nothing takes the place of what is dropped: who drops one sentence sees one sentence less, and no other that nobody has
looked at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.errors import NotAllowed
from briefs.model import (
    Account,
    Choice,
    Document,
    DocumentId,
    Edit,
    EditKind,
    Evidence,
    Extract,
    FoundDisagreement,
    FoundEvent,
    NearMiss,
    Past,
    Pick,
    Rival,
    Selection,
    Span,
    Theme,
)
from briefs.summary import Wish, pin

_ANSWERS: Final = 2
"""A question is disputed where it has at least two answers."""

_Place = tuple[DocumentId, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What edits are applied on: how to come by a document, the themes in order, what no font has, and the past."""

    document: Callable[[DocumentId], Document]
    themes: Sequence[Theme]
    unprintable: frozenset[str] = frozenset()
    past: Past | None = None


def decided(selection: Selection, edits: Sequence[Edit], ground: Ground) -> Selection:
    """The selection as an analyst decided. Raises NotAllowed with every pin that cannot be printed."""
    if not edits:
        return selection
    dropped = dict(_dropped(edits))
    pinned = {(pick.document, pick.span): pick for pick in _pinned(edits, ground)}
    order = {theme.id: place for place, theme in enumerate(ground.themes)}
    kept = [pick for pick in selection.picks if _place(pick) not in dropped and _place(pick) not in pinned]
    picks = sorted([*kept, *pinned.values()], key=lambda pick: order[pick.theme])
    told = _Told(dropped=dropped, pinned=frozenset(pinned), document=ground.document)
    return replace(selection, picks=tuple(picks), accounts=tuple(map(told.account, selection.accounts)))


def without_dropped(evidence: Evidence, edits: Sequence[Edit]) -> Evidence:
    """The evidence without the words of dropped sentences. That they support others still counts."""
    places = frozenset(place for place, _ in _dropped(edits))
    if not places:
        return evidence
    return replace(
        evidence,
        events=tuple(_events(evidence.events, places)),
        quotations=tuple(said for said in evidence.quotations if not _is_within(said.words, places)),
        disagreements=tuple(_disputes(evidence.disagreements, places)),
    )


def _dropped(edits: Iterable[Edit]) -> Iterator[tuple[_Place, str]]:
    for edit in edits:
        if edit.kind is EditKind.DROP and edit.document:
            yield (edit.document, Span(start=edit.start, end=edit.end)), edit.actor


def _pinned(edits: Sequence[Edit], ground: Ground) -> list[Pick]:
    """The pins as picks, in their order."""
    themes = {theme.id for theme in ground.themes}
    picks: list[Pick] = []
    refused: list[str] = []
    for edit in edits:
        if edit.kind is not EditKind.PIN or edit.document is None:
            continue
        outcome = (
            _pick(edit, edit.document, ground) if edit.theme in themes else f"no theme is “{edit.theme}”"
        )
        if isinstance(outcome, Pick):
            picks.append(outcome)
        else:
            refused.append(f"{edit.document[:19]} {edit.start}-{edit.end}: {outcome}")
    if refused:
        raise NotAllowed(f"what was pinned cannot be printed: {'; '.join(refused)}")
    return picks


def _pick(edit: Edit, document: DocumentId, ground: Ground) -> Pick | str:
    wish = Wish(
        theme=edit.theme,
        span=Span(start=edit.start, end=edit.end),
        actor=edit.actor,
        bracket=edit.text,
    )
    try:
        found = ground.document(document)
    except KeyError:
        return "the edition has no such document"
    return pin(found, wish, ground.unprintable, ground.past)


def _place(pick: Pick) -> _Place:
    return pick.document, pick.span


def _is_within(extract: Extract, places: Collection[_Place]) -> bool:
    return any(extract.document == document and extract.span.overlaps(span) for document, span in places)


def _events(events: Iterable[FoundEvent], places: Collection[_Place]) -> Iterator[FoundEvent]:
    """The events that another sentence reports; what was worked out for the words of a dropped one goes with them."""
    for event in events:
        left = tuple(extract for extract in event.extracts if not _is_within(extract, places))
        if left and left[0] == event.extracts[0]:
            yield replace(event, extracts=left)


def _disputes(
    disputes: Iterable[FoundDisagreement], places: Collection[_Place]
) -> Iterator[FoundDisagreement]:
    for dispute in disputes:
        claims = tuple(
            replace(claim, extracts=left)
            for claim in dispute.claims
            if (left := tuple(extract for extract in claim.extracts if not _is_within(extract, places)))
        )
        if len(claims) >= _ANSWERS:
            yield replace(dispute, claims=claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Why there are these sentences and no others, once an analyst has decided."""

    dropped: Mapping[_Place, str]
    pinned: Collection[_Place]
    document: Callable[[DocumentId], Document]

    def account(self, account: Account) -> Account:
        """The account of a theme: what was dropped came near and no more, and what is pinned did not miss."""
        gone = (choice for choice in account.choices if self._is_in(choice.extract, self.dropped))
        return replace(
            account,
            choices=tuple(choice for choice in account.choices if not self._is_decided(choice.extract)),
            near_misses=(
                *map(self._missed, gone),
                *(
                    self._unlike(near)
                    for near in account.near_misses
                    if not self._is_in(near.sentence.extract, self.pinned)
                ),
            ),
        )

    def _missed(self, choice: Choice) -> NearMiss:
        extract = choice.extract
        document = self.document(extract.document)
        return NearMiss(
            sentence=Rival(extract=extract, text=document.exact(extract.span), path=document.path),
            weighing=choice.weighing,
            reason=f"{self.dropped[extract.document, extract.span]} dropped it",
            matched=choice.matched,
        )

    def _unlike(self, near: NearMiss) -> NearMiss:
        """A near miss that was one for being like a dropped sentence says so no longer by its number."""
        if near.like is None or not self._is_in(near.like, self.dropped):
            return near
        actor = self.dropped[near.like.document, near.like.span]
        return replace(near, like=None, reason=f"says much the same as a sentence that {actor} dropped")

    def _is_decided(self, extract: Extract) -> bool:
        return self._is_in(extract, self.dropped) or self._is_in(extract, self.pinned)

    @staticmethod
    def _is_in(extract: Extract, places: Collection[_Place]) -> bool:
        return (extract.document, extract.span) in places
