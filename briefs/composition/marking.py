"""The marking of an edition: never below that of a source that it prints or names.

What tells why it is this edition and no other would name sources that were read and no more. Those with a higher
marking than the edition then has are left out of that: to be read is no reason to raise it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefs.model import (
    Account,
    Brief,
    Choice,
    Document,
    DocumentId,
    Edition,
    Marking,
    Rival,
    strictest,
)


def marked(brief: Brief, documents: Mapping[DocumentId, Document], markings: Mapping[str, Marking]) -> Brief:
    """The brief with the most restrictive marking of its own and of the sources that it shows.

    Shown are those that are cited, their other prints, and what is named as not included, whose ``markings`` are by
    path. An edition that is not marked is none the higher for sources that are TLP:CLEAR: that these may be passed on
    to all does not make the rest so.
    """
    edition = _raised(brief.edition, [*_shown(brief, documents, markings)])
    least = edition.marking or Marking.CLEAR

    def is_open(rival: Rival) -> bool:
        known = documents.get(rival.extract.document)
        found = [known.marking if known else None, _marking_of(rival.path, markings)]
        return strictest([least, *found]) is least

    accounts = tuple(_withholding(account, is_open) for account in brief.accounts)
    return replace(brief, edition=edition, accounts=accounts)


def _raised(edition: Edition, shown: list[tuple[str, Marking | None]]) -> Edition:
    highest = strictest(marking for _, marking in shown)
    least = edition.marking or Marking.CLEAR
    if highest is None or strictest([least, highest]) is least:
        return edition
    paths = sorted({path for path, marking in shown if marking is highest})
    return replace(edition, marking=highest, raised_by=tuple(paths))


def _withholding(account: Account, is_open: Callable[[Rival], bool]) -> Account:
    """The account without the words and the places of what the edition may not tell."""
    told = tuple(missed for missed in account.near_misses if is_open(missed.sentence))
    return replace(
        account,
        choices=tuple(_without_rival(choice, is_open) for choice in account.choices),
        near_misses=told,
        withheld=len(account.near_misses) - len(told),
    )


def _without_rival(choice: Choice, is_open: Callable[[Rival], bool]) -> Choice:
    if choice.beaten is None or is_open(choice.beaten):
        return choice
    return replace(choice, beaten=None, beaten_withheld=True)


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
