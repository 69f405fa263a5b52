"""The points of a run at which a trial ends it: each a function of the program, and the side of the call."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefs.model import EditionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The moment before or after a call of ``target``, as in ``briefs.editions.shelf:replace``.

    ``only`` counts nothing but calls with that argument, ``call`` tells which of these it is.
    """

    target: str
    after: bool = False
    only: Any = None
    call: int = 1


_LEDGER: Final = "briefs.store.ledger:Ledger"
_SHELF: Final = "briefs.editions.shelf"


def _moved(state: EditionState, *, after: bool = True) -> Point:
    return Point(target=f"{_LEDGER}.move", only=state, after=after)


POINTS: Final[dict[str, Point]] = {
    "not planned yet": Point(target=f"{_LEDGER}.plan"),
    "planned, not committed": Point(target="briefs.store.moving:plan", after=True),
    "planned": Point(target=f"{_LEDGER}.plan", after=True),
    "a list taken in": Point(target="briefs.store.store:Store.note_listing", after=True),
    "a document kept": Point(target="briefs.store.store:Store.keep", after=True),
    "fetched": Point(target="briefs.editions.following.fetching:fetch", after=True),
    "edits kept": Point(target=f"{_LEDGER}.keep_edits", after=True),
    "building": _moved(EditionState.BUILDING),
    "gathered": Point(target="briefs.editions.snapshots.snapshot:take", after=True),
    "contents of the snapshot kept": Point(target=f"{_LEDGER}.keep_contents", after=True),
    "snapshot kept": Point(target=f"{_LEDGER}.keep_snapshot", after=True),
    "a source read": Point(target="briefs.reading:read", after=True),
    "sentences chosen": Point(target="briefs.summary.selection:choose_from", after=True),
    "rendered": Point(target="briefs.publication.templates:render", after=True),
    "printed": Point(target="briefs.publication.pdf:print_pdfs", after=True),
    "files kept": Point(target=f"{_LEDGER}.keep_contents", after=True, call=2),
    "sealed": Point(target=f"{_LEDGER}.keep_seal", after=True),
    "built, not committed": Point(target="briefs.store.moving:move", only=EditionState.BUILT, after=True),
    "built": _moved(EditionState.BUILT),
    "approved": _moved(EditionState.APPROVED),
    "a folder reserved": Point(target=f"{_SHELF}:_write"),
    "files written": Point(target=f"{_SHELF}:_sync"),
    "files synced": Point(target=f"{_SHELF}:replace"),
    "renamed": Point(target=f"{_SHELF}:replace", after=True),
    "folder synced": Point(target=f"{_SHELF}:_sync", only=Path("out"), after=True),
    "site written": Point(target="briefs.archive.site:make", after=True),
    "published, not committed": Point(
        target="briefs.store.moving:move", only=EditionState.PUBLISHED, after=True
    ),
    "published": _moved(EditionState.PUBLISHED),
}
"""In the order in which a run, or a correction, comes to them."""
