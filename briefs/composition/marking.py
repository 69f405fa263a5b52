"""The marking of an edition: never below that of a source that it prints or names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefs.model import Brief, Document, DocumentId, Edition, Marking, strictest


def marked(brief: Brief, documents: Mapping[DocumentId, Document], markings: Mapping[str, Marking]) -> Brief:
    """The brief with the most restrictive marking of its own and of the sources that it shows.

    Shown are those that are cited, their other prints, and what is named as not included, whose ``markings`` are by
    path. An edition that is not marked is none the higher for sources that are TLP:CLEAR: that these may be passed on
    to all does not make the rest so.
    """
    shown = [*_shown(brief, documents, markings)]
    highest = strictest(marking for _, marking in shown)
    least = brief.edition.marking or Marking.CLEAR
    if highest is None or strictest([least, highest]) is least:
        return brief
    paths = sorted({path for path, marking in shown if marking is highest})
    return replace(brief, edition=_raised(brief.edition, highest, tuple(paths)))


def _raised(edition: Edition, marking: Marking, paths: tuple[str, ...]) -> Edition:
    return replace(edition, marking=marking, raised_by=paths)


def _shown(
    brief: Brief, documents: Mapping[DocumentId, Document], markings: Mapping[str, Marking]
) -> Iterator[tuple[str, Marking | None]]:
    """The path and the marking of every source that the brief shows."""
    for entry in brief.references:
        yield entry.path, entry.marking
        for carried in entry.prints:
            yield carried.path, documents[carried.document].marking
    for problem in brief.not_included:
        yield problem.subject, _marking_of(problem.subject, markings)


def _marking_of(subject: str, markings: Mapping[str, Marking]) -> Marking | None:
    """The marking of what a problem is about: a source, or a document in a container that is one."""
    while subject and subject not in markings:
        subject = subject.rpartition("/")[0]
    return markings.get(subject)
