"""The figures of a page as their templates place them: every number is ready to be drawn, every word to be set.

Lengths are CSS pixels or percentages of a figure's width, as strings: a figure has no size of its own, so that its
words keep theirs on a telephone. What a figure shows is also said in words: by a table, by ``told`` or by a list.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageHead:
    """One theme at the head of a column, in ``lang`` where that is not the page's; ``anchor`` is its section."""

    title: str
    lang: str | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCell:
    """What a source says on a theme: ``printed`` sentences, or ``also`` where it only says so too, or neither."""

    printed: str | None
    also: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One source and its cells, in the order of the themes."""

    number: int
    anchor: str
    name: str
    lang: str | None
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFigure:
    """Which source speaks to which theme. ``finding`` is its title; ``form`` how its ``panels`` of rows are set.

    ``form`` is ``narrow`` (one panel as wide as the text), ``two`` (side by side) or ``wide`` (across the page).
    """

    finding: str
    note: str
    heads: tuple[CoverageHead, ...]
    panels: tuple[tuple[CoverageRow, ...], ...]
    form: str
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, or a part of one: of a ``past`` edition, or of this one and then ``outlined`` where it was known."""

    x: str
    y: str
    width: str
    height: str
    past: bool
    outlined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLabel:
    """A number above a bar."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeWeeks:
    """One theme over the editions: its bars, what they show as ``told``, and of this edition what is new as ``now``."""

    title: str
    anchor: str
    bars: tuple[Bar, ...]
    labels: tuple[BarLabel, ...]
    told: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksFigure:
    """The themes over the last editions, each with bars of one scale."""

    finding: str
    note: str
    width: str
    height: str
    themes: tuple[ThemeWeeks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The first day of a month or a year on the line, a stroke down to ``foot``; some have no ``label``.

    A label that is ``minor`` has no room on a narrow screen.
    """

    x: str
    foot: str
    label: str | None
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One event; of one that lasts ``width`` is how long. It is ``announced`` or past."""

    x: str
    y: str
    width: str | None
    top: str
    announced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLabel:
    """The day, or the days, of dots that stand together, with a line from ``y`` down to ``foot`` where it is far.

    One that is ``minor`` has no room on a narrow screen.
    """

    x: str
    y: str
    neck: str
    foot: str | None
    align: str
    text: str
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFigure:
    """The events on a line to scale, at height ``axis`` of ``height``, its highest dot at ``crown``.

    The names of months stand at ``base``. ``today`` is where the edition stands on it, None where that is far off.
    """

    told: str
    note: str
    height: str
    crown: str
    axis: str
    base: str
    today: str | None
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    labels: tuple[DayLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures that a brief has content for."""

    coverage: CoverageFigure | None = None
    weeks: WeeksFigure | None = None
    timeline: TimelineFigure | None = None
