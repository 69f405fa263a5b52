"""What ``briefs run --due`` costs where nothing is due: with an empty ledger, and after ten years of weekly editions.

python -m tests.benchmarks.idle
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

from briefs.config import load
from briefs.store import open_store
from tests.benchmarks.processes import Command, in_turn, median_cpu
from tests.benchmarks.processes import environment as plain
from tests.editions.weekly import CONFIGURATION
from tests.store.issuing import FIRST, WEEK, issue

EDITIONS: Final = 520
"""One a week for ten years."""
_SCHEDULE: Final = '[schedule]\nweekday = "monday"\ntime = "06:00"\nzone = "UTC"\n'


def measure(briefs: str, home: Path, rounds: int) -> dict[int, float]:
    """Seconds of processor time of one look, the median, by the number of editions that are recorded."""
    sizes = (0, EDITIONS)
    commands = [_look(briefs, home / f"idle-{size}", size) for size in sizes]
    costs = in_turn(commands, rounds)
    return {size: median_cpu(found) for size, found in zip(sizes, costs, strict=True)}


def _look(briefs: str, folder: Path, editions: int) -> Command:
    """What looks whether an edition is due, between the last one and the next."""
    folder.mkdir()
    configuration = folder / "briefs.toml"
    configuration.write_text(_SCHEDULE + CONFIGURATION, encoding="utf-8")
    (folder / "papers").mkdir()
    with open_store(load(configuration).store, create=True) as store:
        for week in range(editions):
            issue(store.ledger, week)
        for record in store.ledger.records():
            place = folder / "out" / record.edition
            place.mkdir(parents=True)
            (place / "seal.json").write_bytes(store.ledger.content(str(record.seal)))
    # Four days after a slot: without any edition, it is too late for the first.
    moment = FIRST + (editions - 1) * WEEK + 4 * WEEK / 7
    words = ("run", "--due", "--as-of", moment.isoformat(), "--out", str(folder / "out"))
    return Command(words=(briefs, *words, "--config", str(configuration)), environment=plain(folder))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as name:
        print(measure(str(Path(sys.executable).parent / "briefs"), Path(name), 5))
