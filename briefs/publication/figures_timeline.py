"""The timeline as a line with its dots to scale; what lies so far back that the rest would be one blot is left out."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.model import Brief, Event
from briefs.publication.figures import Dot, TimelineFigure
from briefs.publication.figures_labels import (
    BELOW_AXIS,
    BELOW_TEXT,
    DOT,
    STACK,
    TIER,
    label,
    named_days,
    ticks_of,
)
from briefs.publication.figures_scale import FEWEST, Placed, highest, on_one_scale, percent, scale_of, stacked
from briefs.publication.setting import clean, other
from briefs.publication.wording import Words, shortened, words_of

MOST: Final = 60
"""Events on the line, the latest: a dot for each would cover it all."""
_WORDED: Final = 12
_OPENING: Final = 40
"""Events up to which the alternative text has the first words of each, and how many letters of them."""
_TOP: Final = 8
"""Pixels above the highest label."""


def timeline_figure(brief: Brief) -> TimelineFigure | None:
    """The line of a brief's events; None where too few of them share a scale, or all are of one day.

    The latest is always on it, and all that are announced: a line without them would tell less than the list.
    """
    today = brief.edition.as_of.date()
    events = sorted(brief.events, key=lambda event: (event.day, event.announced, event.id))
    near = on_one_scale(events[-MOST:])
    left_out = events[: len(events) - len(near)]
    if len(near) < FEWEST or near[0].day == near[-1].day or any(event.announced for event in left_out):
        return None
    scale = scale_of(near, today)
    words = words_of(brief.edition.language)
    placed = stacked(near, scale)
    past, ahead = (named_days(placed, words, announced=announced) for announced in (False, True))
    tiers = max((named.tier + 1 for named in past), default=0)
    crown = _TOP + TIER * tiers
    axis = crown + STACK * highest(placed)
    labels = tuple(label(named, axis, crown) for named in (*past, *ahead))
    height = max(axis + BELOW_AXIS, *(int(label.y) + BELOW_TEXT for label in labels))
    shown = scale.at(today.toordinal()) if scale.first <= today.toordinal() <= scale.last else None
    return TimelineFigure(
        told=_told(near, words),
        note=_note(near, events, today if shown is not None else None, words),
        height=str(height),
        crown=str(crown - DOT),
        axis=str(axis),
        base=str(axis + BELOW_AXIS - BELOW_TEXT),
        today=percent(shown) if shown is not None else None,
        ticks=ticks_of(scale, axis, [one.left for one in placed if one.event.announced], words),
        dots=tuple(_dot(one, axis) for one in placed),
        labels=labels,
    )


def _dot(one: Placed, axis: int) -> Dot:
    middle = axis - STACK * one.level
    return Dot(
        x=percent(one.left),
        y=str(middle),
        width=percent(one.right - one.left) if one.right > one.left else None,
        top=f"{middle - DOT + 1}",
        announced=one.event.announced,
    )


def _told(near: Sequence[Event], words: Words) -> str:
    """What the figure shows, for those who hear it: every day, and what it is of while there are few."""
    separator = words.pgettext("list of days", "; ")
    return words.ngettext(
        "Line with %(count)s date, each in the list below: %(dates)s",
        "Line with %(count)s dates, each in the list below: %(dates)s",
        len(near),
        dates=separator.join(_named(event, words, briefly=len(near) > _WORDED) for event in near),
    )


def _named(event: Event, words: Words, *, briefly: bool) -> str:
    date = words.when(event)
    if event.announced:
        date = words.pgettext("figure", "%(dates)s, announced", dates=date)
    if briefly or other(event.language, words.language):  # an alternative text is in one language
        return date
    opening = shortened(clean(event.text), _OPENING)
    return words.pgettext("figure", "%(date)s: %(words)s", date=date, words=opening)


def _note(near: Sequence[Event], events: Sequence[Event], today: datetime.date | None, words: Words) -> str:
    """How the line is to be read, and how many events are not on it."""
    parts = [words.gettext("To scale; a filled dot is past, an open one announced.")]
    if today:
        parts.append(words.gettext("The upright line is %(day)s.", day=words.day(today)))
    parts.extend(_off(events, near, words))
    return " ".join(parts)


def _off(events: Sequence[Event], near: Sequence[Event], words: Words) -> Iterable[str]:
    """How many events lie before the line; none lies after it."""
    first = len(events) - len(near)
    if first:
        yield words.ngettext(
            "%(count)s earlier date is in the list.", "%(count)s earlier dates are in the list.", first
        )
