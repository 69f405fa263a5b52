"""What the trials start from: a shipment to ten readers of which nothing was sent, and a process that sends."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from tests.cli.terminal import environment
from tests.editions.delivery.trials.points import READERS
from tests.editions.trials.desk import found_server
from tests.store.places import Place, a_place
from tests.store.shipping import ship

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """The process that forks senders."""

    process: "subprocess.Popen[str]"

    def run(self, place: Place, **trial: Any) -> int:
        """The signal that ended a sender, 0 where it came to its end."""
        assert self.process.stdin
        assert self.process.stdout
        line = json.dumps({"folder": str(place.folder), "url": place.url, **trial})
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    """One for all trials."""
    with driving() as made:
        yield made


@pytest.fixture(scope="session")
def other_driver() -> Iterator[Driver]:
    """Another one, for senders at the same time."""
    with driving() as made:
        yield made


@contextlib.contextmanager
def driving() -> Iterator[Driver]:
    """A process that forks senders, until the end."""
    command = [sys.executable, "-m", "tests.editions.delivery.trials.driver"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Driver(process=process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Place]:
    """A store with the shipment, made once on each database; trials copy it."""
    made: dict[str, Place] = {}

    def of(database: str) -> Place:
        if database not in made:
            made[database] = a_place(database, tmp_path_factory.mktemp(database) / "store")
            with made[database].open() as store:
                ship(store, READERS)
        return made[database]

    return of


@pytest.fixture
def place(database: str, shipped: Callable[[str], Place], tmp_path: Path) -> Place:
    """A copy of one's own."""
    original = shipped(database)
    folder = tmp_path / "store"
    shutil.copytree(original.folder, folder)
    if original.url is None:
        return Place(folder=folder)
    server = found_server()
    name = make_url(original.url).database
    return Place(folder=folder, url=server.url(server.new(f"TEMPLATE {name}")))
