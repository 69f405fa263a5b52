"""What page one tells of corrections: a line for each, with its revision and day."""

from collections.abc import Sequence
from typing import Final

from briefs.publication.setting import spelled
from briefs.publication.wording import Words

_MOST_SIGNS: Final = 900
"""Of all corrections of an edition on its first page; older ones that do not fit stand in its earlier revisions."""


def correction(revisions: tuple[int, int], day: str, text: str, words: Words) -> str:
    """The line of one correction, by the revisions before and after it: it speaks of the statements of the first."""
    before, after = revisions
    return words.gettext(
        "Revision %(number)s, %(day)s, on revision %(before)s: %(text)s",
        number=after,
        before=before,
        day=day,
        text=text,
    )


def brought_back(day: str, why: str, text: str, words: Words) -> str:
    """What the correction says that brings a withdrawn edition back: ``why`` it was withdrawn, and that it is back."""
    return words.gettext("Withdrawn on %(day)s: %(why)s Brought back: %(text)s", day=day, why=why, text=text)


def together(lines: Sequence[str]) -> str:
    """The lines of all corrections, the latest first, as many as fit."""
    taken: list[str] = []
    for line in lines:
        if taken and sum(map(len, taken)) + len(line) > _MOST_SIGNS:
            taken.append("…")
            break
        taken.append(line)
    return "\n".join(taken)


def lines_of(told: str | None) -> tuple[str, ...]:
    """The lines again, as they can be set; none where nothing was corrected."""
    return tuple(spelled(line) for line in told.split("\n")) if told else ()


def in_one_line(told: str) -> str:
    """The same for a place that has one line for all."""
    return " · ".join(told.split("\n"))
