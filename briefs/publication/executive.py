"""What of a page stands in the two-page executive note: less of it, and each piece whole.

Nothing is cut inside: statements, answers and references are taken as they are or left out. What comes first is taken
first (the key points, one statement of each theme, what changed, the disagreements, a second statement), as long as it
fits two pages by the height it is foretold to have. Where it was foretold wrong, as the layout tells, the
choice is made again for less room, and the least is left out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.model import Brand, Paper
from briefs.publication.entries import ReferenceView
from briefs.publication.setting import wide_signs
from briefs.publication.view import (
    DisagreementView,
    EventView,
    MovedView,
    Page,
    QuotationView,
    SectionView,
    StatementView,
)

_HEIGHTS: Final = {Paper.A4: 1460, Paper.LETTER: 1345}
"""Points that two pages hold between their running lines, less what a break that keeps pieces whole can waste."""

_TITLE: Final = {"short": 118, "long": 128, "longest": 150}
"""Points of the masthead with its title, deck and coverage, by the size of the title."""

_LINE, _SMALL = 13.4, 10.6
"""Points from line to line of statements and of small print, as ``more-print.css`` sets them."""

_STATEMENT, _POINT, _ANSWER, _REFERENCE = 74, 94, 104, 56
"""Letters that a line of each holds (Source Serif and Sans, English; measured on the sample briefs)."""

_HEADING: Final = 31
_LOGO, _MARKING, _NEWS = 40, 24, 46
"""Points of what stands on page one only where there is any; the news are those that are always told."""
_GAP: Final = 7
_WIDE: Final = 2.2
"""How many Latin letters a Chinese, Japanese or Korean sign is as wide as."""

_OWN_FONTS: Final = 0.9
"""Letters that a line holds where a house's font sets it, which may be wider than ours."""

_KEY_POINTS_FEWEST: Final = 3
_MOVED_MOST: Final = 3
_DISAGREEMENTS_MOST: Final = 4
_ANNOUNCED_MOST: Final = 4
_QUOTATIONS_MOST: Final = 5
_EVENTS_MOST: Final = 6
_STATEMENTS_MOST: Final = 2
_SOURCES_SHOWN: Final = 2
"""Sources named beside one statement; its citation numbers lead to all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNote:
    """A theme in brief: one statement or two; ``points`` are the places of its key points."""

    section: SectionView
    points: tuple[int, ...]
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Executive:
    """The two-page note; ``columns`` are the cited sources, ``shown`` is the page with them and their passages alone.

    ``further`` are the themes of which nothing but the title fits, ``silent`` those without a statement.
    """

    key_points: tuple[StatementView, ...]
    moved: tuple[MovedView, ...]
    themes: tuple[ThemeNote, ...]
    further: tuple[str, ...]
    silent: tuple[str, ...]
    disagreements: tuple[DisagreementView, ...]
    quotations: tuple[QuotationView, ...]
    announced: tuple[EventView, ...]
    events: tuple[EventView, ...]
    columns: tuple[tuple[ReferenceView, ...], ...]
    shown: Page


def executive(page: Page, brand: Brand, *, less: float = 0) -> Executive:
    """What of ``page`` fills two pages of the brand's paper, ``less`` some points, and no more."""
    room = _Room(page, brand, less)
    points = [
        point for place, point in enumerate(page.key_points) if room.point(point, place < _KEY_POINTS_FEWEST)
    ]
    above = {point.id for point in points}
    chosen: dict[int, list[StatementView]] = {}
    for section in page.sections:
        _first(section, above, chosen, room)
    moved = page.changes.moved[:_MOVED_MOST] if page.changes else ()
    moved = tuple(it for it in moved if room.takes(_SMALL * 2, [it.mark.number]))
    disputes = tuple(it for it in page.disagreements[:_DISAGREEMENTS_MOST] if room.dispute(it))
    for section in page.sections:
        _second(section, above, chosen, room)
    announced = tuple(it for it in page.announced[:_ANNOUNCED_MOST] if room.event(it))
    named = [it for it in page.quotations if it.named][:_QUOTATIONS_MOST]
    quotations = tuple(it for it in named if room.quotation(it))
    events = _latest(page.events, room)
    shown = _cited(page, room.cited)
    return Executive(
        key_points=tuple(_named_once(point) for point in points),
        moved=moved,
        themes=tuple(
            _note(section, points, chosen[section.number])
            for section in page.sections
            if section.number in chosen
        ),
        further=tuple(it.title for it in page.sections if it.statements and it.number not in chosen),
        silent=tuple(it.title for it in page.sections if not it.statements),
        disagreements=disputes,
        quotations=quotations,
        announced=announced,
        events=events,
        columns=_columns(shown.references),
        shown=shown,
    )


def _first(
    section: SectionView, above: set[str], chosen: dict[int, list[StatementView]], room: "_Room"
) -> None:
    """Take a theme with its first statement that is no key point; with none, where all of them are."""
    left = _in_our_language_first(it for it in section.statements if it.id not in above)
    if not section.statements or not room.takes(_HEADING, ()):
        return
    taken = [next((it for it in left if room.statement(it)), None)] if left else []
    if taken != [None]:
        chosen[section.number] = [it for it in taken if it]
    else:
        room.gives(_HEADING)


def _second(
    section: SectionView, above: set[str], chosen: dict[int, list[StatementView]], room: "_Room"
) -> None:
    taken = chosen.get(section.number)
    if taken:
        rest = _in_our_language_first(
            it for it in section.statements if it.id not in above and it not in taken
        )
        taken += [it for it in rest[: _STATEMENTS_MOST - len(taken)] if room.statement(it)]


def _in_our_language_first(statements: Iterable[StatementView]) -> list[StatementView]:
    """Two pages are for who has little time: what needs no other language comes first, else in order."""
    return sorted(statements, key=lambda statement: statement.lang is not None)


def _latest(events: Sequence[EventView], room: "_Room") -> tuple[EventView, ...]:
    """The last events that there is room for, in their order."""
    taken = [event for event in reversed(events[-_EVENTS_MOST:]) if room.event(event)]
    return tuple(reversed(taken))


def _note(section: SectionView, points: list[StatementView], taken: list[StatementView]) -> ThemeNote:
    own = {statement.id for statement in section.statements}
    order = [statement for statement in section.statements if statement in taken]
    return ThemeNote(
        section=section,
        points=tuple(place for place, point in enumerate(points, 1) if point.id in own),
        statements=tuple(_named_once(statement) for statement in order),
    )


def _named_once(statement: StatementView) -> StatementView:
    """The statement with its first sources alone; each of its citation numbers stays."""
    return replace(statement, sources=statement.sources[:_SOURCES_SHOWN])


def _cited(page: Page, numbers: set[int]) -> Page:
    """The page without the references that are not cited, and without their passages."""
    return replace(
        page,
        references=tuple(it for it in page.references if it.number in numbers),
        passages=tuple(it for it in page.passages if it.number in numbers),
    )


def _columns(references: tuple[ReferenceView, ...]) -> tuple[tuple[ReferenceView, ...], ...]:
    """The references in two columns of like height, in order."""
    heights = [_reference_lines(reference) for reference in references]
    half = sum(heights) / 2
    split = next((place for place in range(1, len(heights)) if sum(heights[:place]) >= half), len(heights))
    return tuple(column for column in (references[:split], references[split:]) if column)


class _Room:
    """The height that is left, and the numbers of the sources that are cited so far."""

    def __init__(self, page: Page, brand: Brand, less: float) -> None:
        self.cited: set[int] = set()
        self._lines = {it.number: _reference_lines(it) for it in page.references}
        self._share = _OWN_FONTS if brand.fonts else 1.0
        self._left: float = _HEIGHTS[brand.paper] - less - _TITLE[page.size] - 5 * _HEADING
        self._left -= _LOGO * bool(brand.logo) + _MARKING * bool(page.marking) + _NEWS * bool(page.changes)
        self._left -= self._height(page.corrections, _POINT) + _HEADING if page.correction else 0

    def takes(self, height: float, numbers: Iterable[int], *, anyway: bool = False) -> bool:
        """Whether a piece and the sources it cites first still fit; if so they are taken."""
        new = set(numbers) - self.cited
        # Two columns of sources: a line of one of them costs half a line of the page.
        needed = height + sum(self._lines.get(number, 0) for number in new) * _SMALL / 2
        if needed > self._left and not anyway:
            return False
        self._left -= needed
        self.cited |= new
        return True

    def gives(self, height: float) -> None:
        """Give back what was taken in vain."""
        self._left += height

    def point(self, point: StatementView, needed: bool) -> bool:  # noqa: FBT001 - the one thing that is asked of it
        height = self._height(_words(point), _POINT) + _SMALL + _GAP + self._commented(point)
        return self.takes(height, _marked(point), anyway=needed)

    def statement(self, statement: StatementView) -> bool:
        beside = 2 * _SMALL * min(len(statement.sources), _SOURCES_SHOWN)
        height = max(self._height(_words(statement), _STATEMENT), beside) + _GAP + self._commented(statement)
        return self.takes(height, _marked(statement))

    def dispute(self, dispute: DisagreementView) -> bool:
        text = " ".join([dispute.question.text, *(claim.value for claim in dispute.claims)])
        numbers = {mark.number for claim in dispute.claims for mark in claim.marks}
        return self.takes(self._height([text], _ANSWER) + 4, numbers)

    def event(self, event: EventView) -> bool:
        return self.takes(
            self._height([event.text, event.context.text if event.context else ""], _STATEMENT) + 4,
            _marked(event),
        )

    def quotation(self, quotation: QuotationView) -> bool:
        return self.takes(self._height([quotation.text], _STATEMENT) + _SMALL + _GAP, _marked(quotation))

    def _commented(self, statement: StatementView) -> float:
        return sum(_SMALL + _GAP + self._height([one.text], _STATEMENT) for one in statement.comments)

    def _height(self, texts: Iterable[str], letters: int) -> float:
        return sum(math.ceil(_width(text) / (letters * self._share)) for text in texts if text) * _LINE


def _words(statement: StatementView) -> Iterator[str]:
    yield f"{statement.lead} {statement.context.text if statement.context else ''}"
    yield from statement.items


def _marked(cited: StatementView | EventView | QuotationView) -> set[int]:
    return {mark.number for mark in cited.marks}


def _reference_lines(reference: ReferenceView) -> int:
    said = (reference.author, reference.title or reference.file_name, reference.publisher, reference.date)
    return math.ceil(_width(" ".join(filter(None, said))) / _REFERENCE)


def _width(text: str) -> float:
    """How wide a text is, in Latin letters."""
    return len(text) + (_WIDE - 1) * wide_signs(text)
