"""A desk whose edition is due, its runs in processes of their own, and what then stands in ``out``."""

import datetime
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from briefs.config import load
from briefs.model import EditionState
from briefs.publication.names import REVISIONS
from briefs.store import Store, open_store
from tests.cli.terminal import COMMAND, environment
from tests.editions.trials.year import feed, reports
from tests.editions.weekly import CONFIGURATION, FIRST_WEEK, SECOND_WEEK, configured, put
from tests.sources.fault_server import FaultServer, answer
from tests.store.postgres import Server, server

FIRST: Final = "2026-05-18T06:00+09:00"
SECOND: Final = "2026-05-25T06:00+09:00"
EDITION: Final = "2026-W22"
SCHEDULE: Final = """[schedule]
weekday = "monday"
time = "06:00"
[brand]
template = "executive"
[fetching]
private_hosts = ["127.0.0.1"]
delay_seconds = 0
"""
QUAY: Final = reports(datetime.date(2026, 5, 13), 12)
"""What the feed has: three reports of the first week, then three of the second."""
SEAL: Final = "seal.json"
PATIENCE: Final = 120.0
"""Seconds for a run of some two: a machine may be busy."""


def due_at(as_of: str) -> tuple[str, ...]:
    """The words that make what is due at a moment."""
    return "run", "--due", "--as-of", as_of, "--out", "out"


DUE: Final = due_at(SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A workspace in a folder of its own; editions stand in ``out``.

    ``database`` is the name of its database in PostgreSQL; None where the store is a file.
    """

    folder: Path
    database: str | None = None

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def run(self, as_of: str = SECOND) -> "subprocess.CompletedProcess[str]":
        """What came of ``briefs run --due`` at a moment."""
        return self.said(*due_at(as_of))

    def said(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """What came of ``briefs`` with these words."""
        return subprocess.run(
            [*COMMAND, *words],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def start(self, *driven: str, words: Sequence[str] = DUE) -> "subprocess.Popen[str]":
        """``briefs`` that has begun, in a group of processes of its own; ``driven`` is what the driver is told."""
        command = [sys.executable, "-m", "tests.editions.trials.driver", *driven] if driven else COMMAND
        return subprocess.Popen(
            [*command, *words],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def killed(self, point: str, words: Sequence[str] = DUE) -> None:
        """Nothing; afterwards ``briefs`` was killed at that point, which it has reached."""
        mark = self.folder / "mark"
        with self.start("kill", point, str(mark), words=words) as run:
            _, said = run.communicate(timeout=PATIENCE)
        assert mark.exists(), f"{point} was never reached: exit {run.returncode}, {said}"
        assert run.returncode == -signal.SIGKILL
        mark.unlink()

    def files(self) -> dict[str, bytes]:
        """Every file that a reader can see in ``out``."""
        return files_of(self.out)

    def copied(self, folder: Path) -> "Desk":
        """The same desk, all its files copied, and its database too."""
        shutil.copytree(self.folder, folder)
        if self.database is None:
            return Desk(folder=folder)
        server = found_server()
        name = server.new(f"TEMPLATE {self.database}")
        place = folder / "briefs.toml"
        text = place.read_text("utf-8")
        place.write_text(text.replace(server.url(self.database), server.url(name)), encoding="utf-8")
        return Desk(folder=folder, database=name)

    def store(self) -> Store:
        """Its store, opened."""
        settings = load(self.folder / "briefs.toml")
        return open_store(settings.store, create=False, url=settings.database)


def found_server() -> Server:
    """The PostgreSQL of the tests; the test is skipped where none is installed."""
    found = server()
    if found is None:
        pytest.skip("needs a PostgreSQL server (on Debian: apt-get install postgresql)")
    return found


def desk_at(folder: Path, pages: FaultServer, database: str | None = None) -> Desk:
    """A desk that follows a folder and a feed, with one week's reports; ``database`` is one in PostgreSQL."""
    followed = f'[[sources]]\nname = "Quay Post"\naddress = "{pages.url("/feed")}"\n'
    kept = f'store = "{found_server().url(database)}"\n' if database else ""
    configured(folder, f"{kept}{CONFIGURATION}{SCHEDULE}{followed}")
    put(folder / "papers", FIRST_WEEK)
    pages.on("/feed", answer(feed(QUAY[:3])))
    for report in QUAY:
        pages.on(report.path, answer(report.page, Content_Type="text/html"))
    return Desk(folder=folder, database=database)


def second_week(desk: Desk, pages: FaultServer) -> None:
    """Nothing; afterwards the reports of the second week have come."""
    put(desk.folder / "papers", SECOND_WEEK)
    pages.on("/feed", answer(feed(QUAY)))


def files_of(out: Path) -> dict[str, bytes]:
    """The files in a folder by their paths within it, hidden ones left out."""
    return {
        str(place.relative_to(out)): place.read_bytes()
        for place in sorted(out.rglob("*"))
        if place.is_file() and not any(part.startswith(".") for part in place.relative_to(out).parts)
    }


def editions_of(out: Path) -> list[Path]:
    """The folders of editions that a reader can see: all but those of the site."""
    if not out.is_dir():
        return []
    return [
        place
        for place in sorted(out.iterdir())
        if place.is_dir() and not place.name.startswith(".") and place.name != "site"
    ]


def faults_of(folder: Path) -> list[str]:
    """What an edition in a folder lacks of what its seal tells, or has beside it; so for its earlier revisions."""
    beside = {folder / SEAL, folder / REVISIONS}
    earlier = [place for place in sorted(folder.glob("r[0-9]*")) if place.is_dir()]
    found = {
        str(place.relative_to(folder)): f"sha256:{hashlib.sha256(place.read_bytes()).hexdigest()}"
        for place in folder.rglob("*")
        if place.is_file() and place not in beside and not any(map(place.is_relative_to, earlier))
    }
    told: dict[str, str] = json.loads((folder / SEAL).read_bytes())["files"]
    faults = [name for name in sorted({*told, *found}) if told.get(name) != found.get(name)]
    return faults + [fault for each in earlier for fault in faults_of(each)]


def expect_no_half_edition(out: Path) -> None:
    """Every edition that can be seen is whole."""
    for folder in editions_of(out):
        assert {folder.name: faults_of(folder)} == {folder.name: []}


def wait_for(mark: Path, run: "subprocess.Popen[str]") -> None:
    """Nothing; returns when the file is there. A run that ends before fails the test."""
    until = time.monotonic() + PATIENCE
    while not mark.exists():
        assert run.poll() is None, f"ended with {run.returncode}: {run.communicate()[1]}"
        assert time.monotonic() < until
        time.sleep(0.01)


def unlike(files: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    """The names of the files that are not the same in both."""
    return [name for name in sorted({*files, *others}) if files.get(name) != others.get(name)]


def expect_issued_once(desk: Desk, edition: str) -> None:
    """One record of the edition, published by one move, in a log in which everything is as it was written."""
    with desk.store() as store:
        states = [move.state for move in store.ledger.moves(edition)]
        records = [record for record in store.ledger.records() if record.edition == edition]
        assert store.ledger.audit() == ()
        assert store.check() == ()
    assert states.count(EditionState.PUBLISHED) == 1
    assert [record.state for record in records] == [EditionState.PUBLISHED]
    assert states == [
        EditionState.PLANNED,
        EditionState.BUILDING,
        EditionState.BUILT,
        EditionState.APPROVED,
        EditionState.PUBLISHED,
    ]


def expect(run: "subprocess.CompletedProcess[str]", code: int = 0) -> None:
    """A run ended with that code, and without a traceback."""
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
