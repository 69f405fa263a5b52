"""What stands on page one beside the key points: the deck, what changed, facts at a glance, the contents."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.model import Brief, Change, ChangeKind, Reference, Section
from briefs.publication.citing import anchor_of, link_to, marks_of
from briefs.publication.setting import clean, other, wide_signs
from briefs.publication.view import ChangesView, ContentsLine, Fact, MovedView, SectionView
from briefs.publication.wording import Words, shortened, visible, words_of

MOVED_SHOWN: Final = 5
"""Figures that moved which page one tells; the others are told by their statements, which are marked as new."""
ANNOUNCED_SHOWN: Final = 3

_ONE_DAY: Final = datetime.timedelta(days=1)
_CONTENTS_TITLE: Final = 84
"""Characters of a theme's title in the contents and among what changed: three lines of the margin column."""
_COLUMN: Final = 25
_MOST_LINES: Final = 15
"""Letters to a line of the contents in the margin column, and lines that it has room for beside five key points;
where there are more, the contents are set in two columns under them. Measured on the sample briefs."""


def deck(brief: Brief) -> str:
    """How many sentences are printed of those read, and how."""
    words, method = words_of(brief.edition.language), brief.method
    if not method.sentences_printed:
        return words.ngettext(
            "The one sentence read is not printed.",
            "None of the %(count)s sentences read is printed.",
            method.sentences_read,
        )
    return words.ngettext(
        "%(printed)s of %(count)s sentence read, word for word and traced to where it stands.",
        "%(printed)s of %(count)s sentences read, each word for word and traced to where it stands.",
        method.sentences_read,
        printed=f"{method.sentences_printed:,}",
    )


def coverage(brief: Brief) -> str:
    """When the cited sources were published, and the days that were asked for."""
    words = words_of(brief.edition.language)
    if not brief.references:
        return words.gettext("No source cited")
    dates = [reference.published for reference in brief.references]
    published = words.period(dates) if any(dates) else words.gettext("without a date")
    start, end = brief.coverage.start, brief.coverage.end
    if start is None:
        return words.gettext("Sources %(published)s", published=published)
    window = words.span(words.day(start), words.day(end - _ONE_DAY))
    return words.gettext("Sources %(published)s; given: %(window)s", published=published, window=window)


def glance(brief: Brief) -> tuple[Fact, ...]:
    """Themes, sources and their origins, languages, disclosures, and the next days that are announced."""
    words, method = words_of(brief.edition.language), brief.method
    origins = len({reference.origin for reference in brief.references})
    facts = (
        _fact(words.gettext("Themes"), _themes(brief.sections, words)),
        _fact(words.gettext("Sources"), _of_read(len(brief.references), method.documents_read, words)),
        _fact(words.gettext("Origins"), _of_read(origins, method.origins, words)),
        _fact(words.gettext("Languages"), _tally(_languages(brief.references, words), words)),
        _fact(words.gettext("Disclosed by sources"), _tally(_kinds(brief.references, words), words)),
        _fact(words.gettext("Announced next"), "", links=_next(brief, words)),
    )
    return tuple(fact for fact in facts if fact.value or fact.links)


def _fact(term: str, value: str, links: tuple[ContentsLine, ...] = ()) -> Fact:
    return Fact(term=term, value=value, links=links)


def _themes(sections: Sequence[Section], words: Words) -> str:
    empty = sum(not section.statements for section in sections)
    if not empty:
        return f"{len(sections):,}"
    return words.gettext(
        "%(themes)s, of them %(empty)s without a statement", themes=f"{len(sections):,}", empty=f"{empty:,}"
    )


def _of_read(cited: int, read: int, words: Words) -> str:
    return words.gettext("%(cited)s cited of %(read)s read", cited=f"{cited:,}", read=f"{read:,}")


def _languages(references: Iterable[Reference], words: Words) -> list[str]:
    return [words.language_name(reference.language) for reference in references]


def _kinds(references: Iterable[Reference], words: Words) -> list[str]:
    return [
        words.tag(kind)
        for reference in references
        for kind in dict.fromkeys(found.kind for found in reference.disclosures)
    ]


def _tally(things: Iterable[str], words: Words) -> str:
    counted = sorted(Counter(things).items(), key=lambda item: (-item[1], item[0]))
    return words.comma().join(f"{word}\N{NO-BREAK SPACE}{number:,}" for word, number in counted)


def _next(brief: Brief, words: Words) -> tuple[ContentsLine, ...]:
    """The next days that are announced, each leading to its line of the timeline."""
    announced = [event for event in brief.events if event.announced]
    days = {words.when(event): event for event in reversed(announced)}
    ordered = [event for event in announced if days[words.when(event)] is event]
    return tuple(
        ContentsLine(anchor=anchor_of(event.id), title=words.when(event))
        for event in ordered[:ANNOUNCED_SHOWN]
    )


def contents(sections: Sequence[SectionView], further: Iterable[tuple[str, str]]) -> tuple[ContentsLine, ...]:
    """The headings of the brief: its themes, then the parts that it has."""
    return (
        *(ContentsLine(anchor=one.anchor, title=shortened(one.title, _CONTENTS_TITLE)) for one in sections),
        *(ContentsLine(anchor=anchor, title=title) for anchor, title in further),
    )


def is_long(lines: Iterable[ContentsLine]) -> bool:
    """Whether the contents are longer than the margin column of page one."""
    return sum(-(-(len(line.title) + wide_signs(line.title)) // _COLUMN) for line in lines) > _MOST_LINES


def changes_view(brief: Brief) -> ChangesView | None:
    """What changed since the last edition; None where there is none to compare with."""
    if not brief.earlier:
        return None
    words, last = words_of(brief.edition.language), brief.earlier[0]
    told = {theme for theme, _ in last.statements}
    moved = _moves(brief)
    return ChangesView(
        since=words.gettext("Since edition %(edition)s", edition=visible(last.edition)),
        summary=_how_much_is_new(brief, words),
        moved=tuple(_moved(change, brief) for change in moved[:MOVED_SHOWN]),
        more_moved=words.more(len(moved) - MOVED_SHOWN) if len(moved) > MOVED_SHOWN else None,
        new_themes=_named(one for one in brief.sections if one.statements and one.theme not in told),
        quiet_themes=_named(one for one in brief.sections if _is_quiet(one)),
    )


def _moves(brief: Brief) -> list[Change]:
    return [change for one in brief.sections for change in one.changes if change.kind is ChangeKind.MOVED]


def _is_quiet(section: Section) -> bool:
    return any(change.kind is ChangeKind.SILENT for change in section.changes)


def _named(sections: Iterable[Section]) -> tuple[ContentsLine, ...]:
    return tuple(
        ContentsLine(anchor=f"section-{one.number}", title=shortened(clean(one.title), _CONTENTS_TITLE))
        for one in sections
    )


def _how_much_is_new(brief: Brief, words: Words) -> str:
    statements = brief.statements.values()
    new = sum(statement.new for statement in statements)
    if not new:
        return words.gettext("Nothing is new.")
    return words.ngettext(
        "%(new)s of %(count)s statement is new.",
        "%(new)s of %(count)s statements are new.",
        len(statements),
        new=f"{new:,}",
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
