"""Which source speaks to which theme, as a matrix of sources and themes."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefs.model import Brief, Citation, Section
from briefs.publication.citing import source_lines
from briefs.publication.figures import CoverageCell, CoverageFigure, CoverageHead, CoverageRow
from briefs.publication.setting import clean
from briefs.publication.translations import WRITTEN_IN
from briefs.publication.wording import Words, words_of

FEWEST_SOURCES: Final = 3
FEWEST_THEMES: Final = 2
"""Below these a matrix shows nothing that the sections do not."""
ROWS: Final = 24
"""Sources shown: two panels of a dozen rows are a quarter of a page."""
COLUMNS: Final = 12
"""Themes shown: more leave no room for their titles on A4."""

_NARROW_ROWS: Final = 8
_NARROW_COLUMNS: Final = 5
"""Rows and columns up to which a panel is no wider than the text; more rows make two, more columns a wide one."""


def coverage_figure(brief: Brief) -> CoverageFigure | None:
    """The matrix of a brief; None where it has too few sources or themes for one.

    A source speaks to a theme where a sentence of its is printed there, or where it says so too.
    """
    printed = _counted(brief.sections)
    also = {(theme, cited.reference) for theme, cited in _supporting(brief.sections)}
    spoken = Counter(number for _, number in {*printed, *also})
    if len(spoken) < FEWEST_SOURCES or len(brief.sections) < FEWEST_THEMES:
        return None
    words = words_of(brief.edition.language)
    sections = brief.sections[:COLUMNS]
    shown = _shown(spoken, printed)
    first = _first_citations(brief.sections)
    rows = tuple(_row(first[number], sections, printed, also, brief) for number in shown)
    form = _form(len(rows), len(sections))
    return CoverageFigure(
        finding=_finding(spoken, len(brief.sections), words),
        note=_note(bool(also), words),
        heads=tuple(
            CoverageHead(
                title=clean(section.title),
                lang=_lang(section.title, words),
                anchor=f"section-{section.number}",
            )
            for section in sections
        ),
        panels=_halves(rows) if form == "two" else (rows,),
        form=form,
        more=_more(brief, len(spoken), len(shown), words),
    )


def _counted(sections: Sequence[Section]) -> Counter[tuple[int, int]]:
    """How many sentences each section prints from each source."""
    return Counter(
        (section.number, number)
        for section in sections
        for statement in section.statements
        for number in {cited.reference for cited in statement.citations}
    )


def _supporting(sections: Sequence[Section]) -> list[tuple[int, Citation]]:
    return [
        (section.number, cited)
        for section in sections
        for statement in section.statements
        for cited in statement.corroboration
    ]


def _first_citations(sections: Sequence[Section]) -> dict[int, Citation]:
    """A citation of each source that speaks to a theme."""
    cited = [
        *(one for section in sections for statement in section.statements for one in statement.citations),
        *(one for _, one in _supporting(sections)),
    ]
    return {one.reference: one for one in reversed(cited)}


def _shown(spoken: Counter[int], printed: Counter[tuple[int, int]]) -> list[int]:
    """The sources that say most, by their numbers."""
    said: Counter[int] = Counter()
    for (_, number), times in printed.items():
        said[number] += times
    weightiest = sorted(spoken, key=lambda number: (-spoken[number], -said[number], number))
    return sorted(weightiest[:ROWS])


def _row(
    first: Citation,
    sections: Sequence[Section],
    printed: Counter[tuple[int, int]],
    also: set[tuple[int, int]],
    brief: Brief,
) -> CoverageRow:
    line, number = source_lines((first,), brief)[0], first.reference
    so_too = words_of(brief.edition.language).pgettext("figure", "also")
    return CoverageRow(
        number=number,
        anchor=line.anchor,
        name=line.name,
        lang=line.lang,
        cells=tuple(
            CoverageCell(
                printed=str(times) if (times := printed[section.number, number]) else None,
                also=so_too if not times and (section.number, number) in also else None,
            )
            for section in sections
        ),
    )


def _form(rows: int, columns: int) -> str:
    if columns > _NARROW_COLUMNS:
        return "wide"
    return "narrow" if rows <= _NARROW_ROWS else "two"


def _halves(rows: tuple[CoverageRow, ...]) -> tuple[tuple[CoverageRow, ...], ...]:
    middle = (len(rows) + 1) // 2
    return rows[:middle], rows[middle:]


def _finding(spoken: Counter[int], themes: int, words: Words) -> str:
    """What the matrix shows, as its title."""
    widest = max(spoken.values())
    widely = sum(reach == widest for reach in spoken.values())
    known = {"sources": f"{len(spoken):,}", "themes": themes}
    if widest == themes:
        return words.ngettext(
            "%(count)s of %(sources)s sources speaks to all %(themes)s themes",
            "%(count)s of %(sources)s sources speak to all %(themes)s themes",
            widely,
            **known,
        )
    if widest == 1:
        return words.gettext("Each of %(sources)s sources speaks to one theme only", **known)
    return words.gettext(
        "None of %(sources)s sources speaks to more than %(reach)s of %(themes)s themes",
        reach=widest,
        **known,
    )


def _note(supported: bool, words: Words) -> str:  # noqa: FBT001 - whether there is something to explain
    told = words.gettext("Sentences printed from each source on each theme.")
    if not supported:
        return told
    return words.gettext(
        "%(told)s “%(also)s”: says the same as one printed from another source.",
        told=told,
        also=words.pgettext("figure", "also"),
    )


def _more(brief: Brief, speaking: int, shown: int, words: Words) -> str | None:
    """Which themes and which cited sources are not in the matrix."""
    themes, elsewhere = len(brief.sections) - COLUMNS, len(brief.references) - speaking
    notes = []
    if themes > 0:
        notes.append(more_themes(themes, words))
    if speaking > shown:
        notes.append(
            words.ngettext(
                "%(count)s more source is in the list of sources.",
                "%(count)s more sources are in the list of sources.",
                speaking - shown,
            )
        )
    if elsewhere > 0:
        notes.append(
            words.ngettext(
                "%(count)s cited source has no sentence under a theme.",
                "%(count)s cited sources have no sentence under a theme.",
                elsewhere,
            )
        )
    return " ".join(notes) or None


def more_themes(hidden: int, words: Words) -> str:
    """How many themes a figure has no room for."""
    return words.ngettext(
        "%(count)s more theme is not shown here.", "%(count)s more themes are not shown here.", hidden
    )


def _lang(title: str, words: Words) -> str | None:
    """English for a theme that an edition in another script names in plain letters: its words may then be divided."""
    return WRITTEN_IN if title.isascii() and not words.is_english else None
