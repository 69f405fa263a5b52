"""The site's own words: dates, counts, the names of files and of kinds of lines, in the language of the site."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.archive.revisions import Withdrawn
from briefs.archive.summary import Head, Summary
from briefs.archive.told import Kind, Line, Reference
from briefs.model import DisclosureKind, Precision, StatedDate
from briefs.publication.translations import marked
from briefs.publication.wording import Words, visible

_PRECISIONS: Final = {4: Precision.YEAR, 7: Precision.MONTH}
_WEB_PAGE: Final = marked("Web page")
_FILES: Final = {
    ".pdf": "PDF",
    ".html": _WEB_PAGE,
    ".docx": "Word",
    ".md": "Markdown",
    ".bib": "BibTeX",
    ".csl.json": "CSL JSON",
    ".json": "JSON",
}
"""What readers call the files of an edition by their suffixes, in the order in which they look for them."""


def name_of(head: Head) -> str:
    """An edition's name on a page."""
    return visible(head.id)


def coverage(head: Head, words: Words) -> str:
    """The days that an edition covers."""
    last = words.day(head.last)
    if head.start is None:
        return words.gettext("all that was given up to %(day)s", day=last)
    return words.span(words.day(head.start), last)


def counts(head: Head, words: Words) -> str:
    """How much an edition prints, and of how much."""
    return words.gettext(
        "%(statements)s, %(cited)s of %(documents)s cited",
        statements=statements(head.statements, words),
        cited=f"{head.cited:,}",
        documents=words.ngettext("%(count)s document", "%(count)s documents", head.documents),
    )


def statements(number: int, words: Words) -> str:
    """A number of statements."""
    return words.ngettext("%(count)s statement", "%(count)s statements", number)


def editions(number: int, words: Words) -> str:
    """A number of editions."""
    return words.ngettext("%(count)s edition", "%(count)s editions", number)


def citations(number: int, words: Words) -> str:
    """How often something is cited."""
    return words.ngettext("cited %(count)s time", "cited %(count)s times", number)


def tags(head: Head, words: Words) -> tuple[str, ...]:
    """What must be known of an edition before it is opened: its marking, that it is a draft, or a revision."""
    return tuple(
        filter(
            None,
            (
                head.marking.value if head.marking else None,
                words.gettext("Draft") if head.draft else None,
                words.gettext("Revision %(number)s", number=head.revision) if head.revision else None,
            ),
        )
    )


def withdrawn(it: Withdrawn, words: Words) -> tuple[str, ...]:
    """What must be known of an edition that is offered no more."""
    return (*((it.marking.value,) if it.marking else ()), words.gettext("Withdrawn"))


def days(first: datetime.datetime, last: datetime.datetime, words: Words) -> str:
    """The days from one moment to another; one day alone is no span."""
    if first.date() == last.date():
        return words.day(last)
    return words.span(words.day(first), words.day(last))


def all_editions(summaries: Sequence[Summary], words: Words) -> str:
    """What the site holds, in a sentence; ``summaries`` stand in order of time."""
    if not summaries:
        return words.gettext("No edition stands here yet.")
    sources = {tally.name for summary in summaries for tally in summary.sources}
    return words.gettext(
        "%(editions)s, %(days)s: %(statements)s from %(sources)s.",
        editions=editions(len(summaries), words),
        days=days(summaries[0].head.as_of, summaries[-1].head.as_of, words),
        statements=statements(sum(it.head.statements for it in summaries), words),
        sources=words.ngettext("%(count)s source", "%(count)s sources", len(sources)),
    )


def file_name(name: str, words: Words) -> str:
    """What a reader calls a file of an edition: ``PDF``, ``Web page``."""
    known = (words.gettext(shown) for suffix, shown in _FILES.items() if name.endswith(suffix))
    return next(known, name.rpartition(".")[2].upper())


def in_order(names: Iterable[str]) -> list[str]:
    """The names of an edition's files, what most readers want first."""
    suffixes = [*_FILES]
    known = {name: [suffix for suffix in suffixes if name.endswith(suffix)] for name in names}
    return sorted(known, key=lambda it: (suffixes.index(known[it][0]) if known[it] else len(suffixes), it))


def source_name(name: str, words: Words) -> str:
    """A source's name, or what stands in its place."""
    return visible(name) if name else words.gettext("Publisher not stated")


def label(line: Line, words: Words) -> str | None:
    """What stands beside words that are no statement: the speaker, the day, the question and its answer."""
    if line.kind is Kind.EVENT and line.label:
        return date(line.label, words)
    if line.kind is Kind.QUOTATION and line.label is None:
        return words.gettext("Speaker not named")
    return visible(line.label) if line.label else None


def kind(line: Line, words: Words) -> str | None:
    """What a line is, where it is no statement."""
    match line.kind:
        case Kind.STATEMENT:
            return None
        case Kind.QUOTATION:
            return words.gettext("Quotation")
        case Kind.EVENT:
            return words.gettext("Timeline")
        case Kind.DISAGREEMENT:
            return words.gettext("Disagreement")


def facts(reference: Reference, words: Words) -> str:
    """What is known of a cited document: its date, its grade, what it discloses."""
    known = {it.value for it in DisclosureKind}
    disclosed = [words.tag(DisclosureKind(it)) for it in reference.disclosed if it in known]
    published = date(reference.published, words) if reference.published else words.undated()
    return " · ".join((published, reference.grade, *disclosed))


def date(iso: str, words: Words) -> str:
    """A date as precise as it is stated; as it stands where it is none."""
    try:
        day = datetime.date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])
    except ValueError:
        return visible(iso)
    return words.stated(StatedDate(day=day, precision=_PRECISIONS.get(len(iso), Precision.DAY)))
