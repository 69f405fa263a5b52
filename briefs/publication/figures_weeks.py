"""What each theme had in the last editions, and what of it is new, repeated or silent in this one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.model import Brief, Section
from briefs.publication.figures import Bar, BarLabel, ThemeWeeks, WeeksFigure
from briefs.publication.figures_coverage import more_themes
from briefs.publication.setting import clean
from briefs.publication.wording import Words, visible, words_of

THEMES: Final = 12
HEIGHT: Final = 40
WIDTH: Final = 144
"""Pixels of a theme's bars; four stand side by side on paper, two on a telephone."""
_ROOM: Final = 12
"""Of the height, what the number above a bar needs."""
_GAP: Final = 3
_WIDEST: Final = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A bar before it is drawn, in pixels."""

    x: float
    y: float
    width: float
    height: float


def weeks_figure(brief: Brief) -> WeeksFigure | None:
    """The themes over the editions; None where there is no earlier one to compare with."""
    if not brief.earlier:
        return None
    words = words_of(brief.edition.language)
    sections = brief.sections[:THEMES]
    past = [dict(earlier.statements) for earlier in reversed(brief.earlier)]
    names = [visible(earlier.edition) for earlier in reversed(brief.earlier)]
    counts = {
        section.theme: [*(counted.get(section.theme, 0) for counted in past), len(section.statements)]
        for section in sections
    }
    most = max(1, *(number for counted in counts.values() for number in counted))
    return WeeksFigure(
        finding=_finding(brief.sections, words),
        note=_note(brief, names[0], words),
        width=str(WIDTH),
        height=str(HEIGHT),
        themes=tuple(
            _theme(section, counts[section.theme], most, [*names, visible(brief.edition.id)], words)
            for section in sections
        ),
    )


def _note(brief: Brief, first: str, words: Words) -> str:
    """How the bars are to be read, and how many themes have none."""
    told = words.gettext(
        "Sentences printed on each theme, editions %(first)s to %(last)s. "
        "The last bar is this edition: filled is new, outlined was known.",
        first=first,
        last=visible(brief.edition.id),
    )
    hidden = len(brief.sections) - THEMES
    return f"{told} {more_themes(hidden, words)}" if hidden > 0 else told


def _finding(sections: Sequence[Section], words: Words) -> str:
    fresh = sum(any(statement.new for statement in section.statements) for section in sections)
    if not fresh:
        return words.gettext("Nothing is new on any theme")
    return words.ngettext(
        "%(count)s of %(themes)s themes has something new",
        "%(count)s of %(themes)s themes have something new",
        fresh,
        themes=len(sections),
    )


def _theme(
    section: Section, counts: Sequence[int], most: int, names: Sequence[str], words: Words
) -> ThemeWeeks:
    new = sum(statement.new for statement in section.statements)
    told = (
        words.pgettext("figure", "%(edition)s: %(number)s", edition=name, number=number)
        for name, number in zip(names, counts, strict=True)
    )
    now = _now(new, len(section.statements) - new, words)
    bars, labels = _bars(counts, new, most)
    return ThemeWeeks(
        title=clean(section.title),
        anchor=f"section-{section.number}",
        bars=bars,
        labels=labels,
        told=words.gettext(
            "%(title)s. %(counts)s sentences; this time %(now)s",
            title=clean(section.title),
            counts=", ".join(told),
            now=now,
        ),
        now=now,
    )


def _now(new: int, repeated: int, words: Words) -> str:
    """What this edition has on a theme: ``3 new, 2 repeated``."""
    if not new + repeated:
        return words.gettext("silent")
    known = words.ngettext("%(count)s repeated", "%(count)s repeated", repeated)
    if not new:
        return words.gettext("nothing new, %(repeated)s", repeated=known)
    fresh = words.ngettext("%(count)s new", "%(count)s new", new)
    if not repeated:
        return fresh
    return words.gettext("%(new)s, %(repeated)s", new=fresh, repeated=known)


def _bars(counts: Sequence[int], new: int, most: int) -> tuple[tuple[Bar, ...], tuple[BarLabel, ...]]:
    """The bars of one theme and the numbers above them; that of this edition is in two parts."""
    step = min(WIDTH / len(counts), _WIDEST + _GAP)
    scale = (HEIGHT - _ROOM) / most
    bars: list[Bar] = []
    labels: list[BarLabel] = []
    for place, number in enumerate(counts):
        left = place * step
        last = place == len(counts) - 1
        top, width = HEIGHT - number * scale, step - _GAP
        known = 0 if not last else number - new
        fresh = _Box(x=left, y=top + known * scale, width=width, height=(number - known) * scale)
        bars += [_bar(fresh, past=not last)] if number > known else []
        bars += [_bar(replace(fresh, y=top, height=known * scale), outlined=True)] if known else []
        middle = left + (step - _GAP) / 2
        labels.append(BarLabel(x=_px(middle), y=_px(HEIGHT - number * scale - 2), text=str(number)))
    return tuple(bars), tuple(labels)


def _bar(box: _Box, *, past: bool = False, outlined: bool = False) -> Bar:
    """A bar; one that is outlined is smaller by its line, half of which stands outside."""
    inset = 0.5 if outlined else 0
    return Bar(
        x=_px(box.x + inset),
        y=_px(box.y + inset),
        width=_px(box.width - 2 * inset),
        height=_px(max(box.height - 2 * inset, inset)),
        past=past,
        outlined=outlined,
    )


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
