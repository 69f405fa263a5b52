"""A fetch that is killed at any moment loses nothing it has reported, and the next one goes on from there."""

import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from briefs.store import Store, StoredSource
from briefs.store.database import NAME
from tests.store.contents import NOON, SOURCE, address
from tests.store.fetching import BATCH, content
from tests.store.places import Place

ROOT = Path(__file__).parents[2]
LATEST = 0.35
"""Seconds after which a fetch is killed at the latest: some ten transactions."""


@pytest.mark.parametrize("rounds", [4, pytest.param(50, marks=pytest.mark.deep)])
def test_a_killed_fetch_loses_nothing_and_the_next_one_fetches_nothing_again(
    place: Place, rounds: int
) -> None:
    said: Counter[tuple[str, int]] = Counter()
    logs = 0
    for number in range(rounds):
        lines = _killed_fetch(place, number)
        _expect_no_second_fetch(lines, said)
        said.update(lines)
        logs += (place.folder / f"{NAME}-wal").exists()
        with place.open(create=False) as store:
            assert store.check() == ()
            _expect_what_was_said(store, said)

    counts = Counter(word for word, _ in said)
    assert logs == (rounds if place.url is None else 0), (
        "a killed process leaves its log; one that ended by itself does not"
    )
    assert min(counts[word] for word in ("listed", "kept", "put-off", "given-up")) > 0
    # A kill between two reports makes at most the batch in hand be fetched twice.
    again = sum(count - 1 for (word, _), count in said.items() if word == "fetch")
    assert again <= rounds * BATCH


def _killed_fetch(place: Place, number: int) -> list[tuple[str, int]]:
    """What a fetch reported until it was killed, at a moment that depends on nothing but the round's number."""
    delay = sha256(f"{number}".encode()).digest()[0] / 255 * LATEST
    command = [
        sys.executable,
        "-m",
        "tests.store.fetching",
        str(place.folder),
        f"{number * 200}",
        *filter(None, [place.url]),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(delay)
        child.kill()
        lines = child.stdout.read().splitlines()
    assert child.returncode == -signal.SIGKILL
    return [(line.split()[0], int(line.split()[1])) for line in lines]


def _expect_no_second_fetch(lines: list[tuple[str, int]], said: Counter[tuple[str, int]]) -> None:
    for word, number in lines:
        assert word != "fetch" or not any(said[done, number] for done in ("kept", "put-off", "given-up")), (
            f"{number} is fetched again"
        )


def _expect_what_was_said(store: Store, said: Counter[tuple[str, int]]) -> None:
    kept = {
        source.path: source.content for source in store.latest([SOURCE]) if isinstance(source, StoredSource)
    }
    for word, number in said:
        if word == "kept":
            assert kept[address(number)] == content(number)
    due = {int(item.guid) for item in store.wanted(SOURCE, NOON + NOON.resolution, 10_000)}
    assert due.isdisjoint(number for word, number in said if word in {"kept", "put-off", "given-up"})
    listed = max((number for word, number in said if word == "listed"), default=0)
    healths = [health for health in store.health() if health.source == SOURCE]
    assert listed <= sum(health.kept + health.skipped + health.waiting for health in healths)
