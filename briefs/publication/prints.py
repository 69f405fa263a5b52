"""The prints of one story as a tree: who was read, and which of them copies which."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from briefs.model import Brief, DocumentId, Print, Reference
from briefs.publication.hearing import PrintView, TreeView
from briefs.publication.setting import clean, other
from briefs.publication.wording import shortened, words_of

PRINTS_SHOWN: Final = 8
"""Copies of one story that are listed; a hundred outlets fill eight lines, the rest stand in brief.json."""
DEEPEST: Final = 3
"""Levels of copies that are set: a copy of a copy of a copy of a copy stands beside it."""

_NAME: Final = 60


def tree_of(reference: Reference, brief: Brief) -> TreeView | None:
    """The prints of its story, if others printed it: under the origin, else under the first of its prints cited."""
    if len(reference.prints) < 2 or _home(reference, brief) != reference.number:
        return None
    words = words_of(brief.edition.language)
    root, *copies = reference.prints
    below = _below(root, copies[:PRINTS_SHOWN])
    is_origin = reference.document == root.document
    hidden = len(copies) - PRINTS_SHOWN
    return TreeView(
        anchor=anchor_of_story(reference, brief),
        summary=words.ngettext(
            "%(count)s print of one story", "%(count)s prints of one story", len(reference.prints)
        ),
        prints=_views(below[root.document], below, brief, 1)
        if is_origin
        else _views([root], below, brief, 0),
        more=words.more(hidden) if hidden > 0 else None,
    )


def anchor_of_story(reference: Reference, brief: Brief) -> str:
    """Where the tree of a reference's prints stands."""
    return f"prints-{_home(reference, brief)}"


def name_of(carried: Print) -> str:
    """By what a print is called: its publisher, else its title, else its file."""
    return shortened(clean(carried.publisher or carried.title or carried.path.rpartition("/")[2]), _NAME)


def number_of(carried: Print, brief: Brief) -> int | None:
    """The number of a print's reference, if it is cited."""
    return next((one.number for one in brief.references if one.document == carried.document), None)


def _home(reference: Reference, brief: Brief) -> int:
    """The number of the reference under which the prints of a story are told."""
    told = [one for one in brief.references if one.origin == reference.origin]
    return next((one.number for one in told if one.document == one.origin), told[0].number)


def _below(root: Print, copies: Sequence[Print]) -> dict[DocumentId, list[Print]]:
    """The copies by what they copy; those of a print that is not shown stand under the origin."""
    shown = {root.document, *(copy.document for copy in copies)}
    below: dict[DocumentId, list[Print]] = defaultdict(list)
    for copy in copies:
        below[copy.of if copy.of in shown else root.document].append(copy)
    return below


def _views(
    prints: Sequence[Print], below: dict[DocumentId, list[Print]], brief: Brief, level: int
) -> tuple[PrintView, ...]:
    """Prints, each with those that copy it; from the deepest level on, copies of copies stand beside each other."""
    if level == DEEPEST:
        prints = [*prints, *_descendants(prints, below)]
    return tuple(_view(carried, below, brief, level) for carried in prints)


def _view(carried: Print, below: dict[DocumentId, list[Print]], brief: Brief, level: int) -> PrintView:
    words, number = words_of(brief.edition.language), number_of(carried, brief)
    return PrintView(
        name=name_of(carried),
        lang=other(carried.language, brief.edition.language),
        date=words.stated(carried.published) if carried.published else words.undated(),
        how=words.resemblance(carried),
        number=number,
        anchor=f"r{number}" if number else None,
        prints=_views(below.pop(carried.document, []), below, brief, level + 1),
    )


def _descendants(copies: Sequence[Print], below: dict[DocumentId, list[Print]]) -> list[Print]:
    found: list[Print] = []
    pending = [*copies]
    while pending:
        more = below.pop(pending.pop(0).document, [])
        found += more
        pending += more
    return found
