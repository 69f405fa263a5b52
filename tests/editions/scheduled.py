"""A desk with a schedule: its runs at moments that a test names, in the test's own process."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.config import Settings, load
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.running import RunRequest, RunResult, run_due, run_week
from briefs.model import Move, Record
from briefs.store import open_store
from tests.editions.weekly import CONFIGURATION, configured, put

W21: Final = "2026-05-18T06:00+09:00"
"""When the edition of 2026-W21 is due."""
W22: Final = "2026-05-25T06:00+09:00"
W23: Final = "2026-06-01T06:00+09:00"
SCHEDULE: Final = """[schedule]
weekday = "monday"
time = "06:00"
max_late = "2 days"
"""
SHORT: Final = """[brand]
template = "executive"
"""
"""Two pages, which are made in half the time."""


def nobody_listens(_text: str) -> None:
    """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A workspace in a folder of its own; editions stand in ``out``."""

    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def settings(self) -> Settings:
        return load(self.folder / "briefs.toml")

    def run(self, moment: str, report: Callable[[str], None] = nobody_listens) -> RunResult:
        """What came of a run of what is due at a moment."""
        return run_due(self.request(moment), report)

    def by_hand(self, week: str, moment: str) -> RunResult:
        """What came of asking for one week at a moment."""
        return run_week(self.request(moment, actor="Ada Weaver"), week, nobody_listens)

    def request(self, moment: str, actor: str = "schedule") -> RunRequest:
        now = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
        return RunRequest(
            settings=self.settings,
            out=self.out,
            now=lambda: now,
            jitter=lambda: 0.0,
            engine="serial:",
            actor=actor,
        )

    def put(self, name: str, day: str, *paragraphs: str) -> None:
        """Nothing; afterwards the folder that is followed holds this report."""
        put(self.folder / "papers", {name: (day, *paragraphs)})

    def records(self) -> dict[str, Record]:
        """The newest revision of each edition."""
        with open_store(self.folder / "store", create=True) as store:
            return {it.edition: it for it in reversed(store.ledger.records())}

    def states(self) -> dict[str, str]:
        """The state of each edition by its name."""
        return {name: str(record.state) for name, record in sorted(self.records().items())}

    def moves(self) -> list[Move]:
        """The log, oldest first."""
        with open_store(self.folder / "store", create=True) as store:
            assert store.ledger.audit() == ()
            return list(store.ledger.moves())

    def files(self) -> dict[str, bytes]:
        """Every file that a reader can see."""
        return {
            str(place.relative_to(self.out)): place.read_bytes()
            for place in self.out.rglob("*")
            if place.is_file() and not place.relative_to(self.out).parts[0].startswith(".")
        }


def scheduled(folder: Path, *tables: str, schedule: str = SCHEDULE) -> Desk:
    """A desk whose configuration has these tables as well."""
    configured(folder, "".join((CONFIGURATION, schedule, SHORT, *tables)))
    (folder / "papers").mkdir(exist_ok=True)
    return Desk(folder=folder)


def only(result: RunResult) -> Outcome:
    """The one outcome of a run."""
    (outcome,) = result.outcomes
    return outcome
