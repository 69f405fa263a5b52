"""The prints of one story as a tree: who was read, and which of them copies which."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from briefs.model import Brief, DocumentId, Print, Reference
from briefs.publication.setting import clean, other
from briefs.publication.view import OriginView, PrintView
from briefs.publication.wording import shortened, words_of

PRINTS_SHOWN: Final = 12
"""Prints of one story that are listed; a hundred outlets fill half a column, the rest stand in brief.json."""
DEEPEST: Final = 4
"""Levels that are set: a copy of a copy of a copy stands beside it."""

_NAME: Final = 60


def origins_view(brief: Brief) -> tuple[OriginView, ...]:
    """The story of each cited source that others printed too, in the order in which the stories are first cited."""
    return tuple(
        _origin(place, prints, brief) for place, prints in enumerate(_stories(brief).values(), start=1)
    )


def anchor_of_story(reference: Reference, brief: Brief) -> str:
    """Where the tree of a reference's prints stands."""
    return _anchor(list(_stories(brief)).index(reference.origin) + 1)


def _stories(brief: Brief) -> dict[DocumentId, tuple[Print, ...]]:
    """The prints of each cited story that several have printed, by its origin."""
    return {one.origin: one.prints for one in brief.references if len(one.prints) > 1}


def _anchor(place: int) -> str:
    return f"o{place}"


def _origin(place: int, prints: Sequence[Print], brief: Brief) -> OriginView:
    words = words_of(brief.edition.language)
    root, *copies = prints
    hidden = len(prints) - PRINTS_SHOWN
    below: dict[DocumentId, list[Print]] = defaultdict(list)
    for carried in copies[: PRINTS_SHOWN - 1]:
        below[carried.of].append(carried)
    shown = {carried.document for carried in prints[:PRINTS_SHOWN]}
    for parent in [*below]:
        if parent not in shown:
            below[root.document] += below.pop(parent)
    return OriginView(
        anchor=_anchor(place),
        summary=words.ngettext("%(count)s print of one story", "%(count)s prints of one story", len(prints)),
        root=_view(root, below, brief, 1),
        more=words.more(hidden) if hidden > 0 else None,
    )


def _view(carried: Print, below: dict[DocumentId, list[Print]], brief: Brief, level: int) -> PrintView:
    """A print with those that copy it; from the deepest level on, copies of copies stand beside each other."""
    language = brief.edition.language
    words = words_of(language)
    number = next((one.number for one in brief.references if one.document == carried.document), None)
    copies = below.pop(carried.document, [])
    if level == DEEPEST - 1:
        copies = [*copies, *_descendants(copies, below)]
    return PrintView(
        name=shortened(clean(carried.publisher or carried.title or carried.path.rpartition("/")[2]), _NAME),
        lang=other(carried.language, language),
        date=words.stated(carried.published) if carried.published else words.undated(),
        how=words.resemblance(carried),
        number=number,
        anchor=f"r{number}" if number else None,
        prints=tuple(_view(copy, below, brief, level + 1) for copy in copies),
    )


def _descendants(copies: Sequence[Print], below: dict[DocumentId, list[Print]]) -> list[Print]:
    found: list[Print] = []
    pending = [*copies]
    while pending:
        more = below.pop(pending.pop(0).document, [])
        found += more
        pending += more
    return found
