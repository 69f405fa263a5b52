"""What was issued before an edition, as the ledger has it: what readers were told, and what it was made from.

A folder in ``out`` that the ledger knows is not asked: what was issued is in the store, whatever has become of the
folder. One that it does not know was built by hand, and counts as it always did; or was issued by a store that knew
more, and counts as any that was issued.
"""

import datetime
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.editions.aftermath.issued import newest_issued, seal_of
from briefs.editions.aftermath.strangers import strangers
from briefs.editions.past import EDITIONS, kept_files
from briefs.editions.snapshots.form import Damaged, from_json
from briefs.errors import StoreError
from briefs.model import Problem, Record, Waiting
from briefs.pipeline import EARLIER
from briefs.publication.names import CONTRACT
from briefs.store.glance import of_ledger

if TYPE_CHECKING:
    from briefs.store import Ledger

_TEXTS: Final = "sources/"


class Forerunners:
    """The editions that were issued up to the last one before: of each its newest revision, the latest first.

    ``since`` None means that there was none.
    """

    def __init__(self, ledger: "Ledger", out: Path, since: datetime.datetime | None) -> None:
        self._ledger = ledger
        self._out = out
        strange = {it.edition: it for it in strangers(out, of_ledger(ledger))}
        records = ledger.records()
        self._known = {record.edition for record in records} - strange.keys()
        newest = (newest_issued([it for it in records if it.edition == name]) for name in self._known)
        issued = [it for it in newest if it and since and it.as_of <= since]
        self._records = sorted(issued, key=lambda it: (it.as_of, it.edition), reverse=True)
        named = [(it.as_of, it.edition) for it in self._records]
        named += [
            (it.as_of, name) for name, it in strange.items() if it.as_of and since and it.as_of <= since
        ]
        self._names = tuple(name for _, name in sorted(named, reverse=True))

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return self._names

    def files(
        self, edition: str, as_of: datetime.datetime, themes: Collection[str]
    ) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """What is remembered of them, and of editions in ``out`` that the ledger does not know, by edition and name."""
        with tempfile.TemporaryDirectory(prefix="briefs-") as place:
            for record in self._records[:EDITIONS]:
                self._lay_out(record, Path(place, record.edition))
            for folder in _folders(self._out):
                if folder.name not in self._known:
                    Path(place, folder.name).symlink_to(folder.absolute())
            return kept_files(Path(place), edition, as_of, themes)

    def sources(self, as_of: datetime.datetime) -> Iterator[Waiting]:
        """What the editions of the last weeks were made from, the latest first."""
        for record in self._records:
            if record.snapshot is None or record.as_of < as_of - EARLIER:
                return
            try:
                snapshot = from_json(self._ledger.content(record.snapshot), self._ledger.content)
            except (Damaged, StoreError):
                continue  # what it was made from is told by an audit; nothing of it is printed here
            yield from snapshot.sources

    def _lay_out(self, record: Record, folder: Path) -> None:
        for name, digest in seal_of(self._ledger, record)["files"].items():
            if name == CONTRACT or name.startswith(_TEXTS):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._ledger.content(digest))


def _folders(out: Path) -> list[Path]:
    """The editions that stand in a folder; hidden ones are a build's that is under way."""
    if not out.is_dir():
        return []
    return sorted(
        path for path in out.iterdir() if not path.name.startswith(".") and (path / CONTRACT).is_file()
    )
