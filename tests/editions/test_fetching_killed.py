"""A fetch that is killed at any moment loses nothing, and the next one finishes its work."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import Search, open_store
from tests.cli.terminal import COMMAND, environment
from tests.editions.following import Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer, conditional, silence

NAMES = [f"page-{number:02}" for number in range(24)]
BATCH = 16
"""Documents that are in hand together: those of the first batch are kept, once one of the second is asked for."""


@pytest.fixture
def served() -> Iterator[Served]:
    with Served() as served:
        yield served


def _kept(desk: Desk) -> set[str]:
    if not (desk.folder / "store").is_dir():
        return set()
    with open_store(desk.folder / "store", create=True) as store:
        assert store.check() == ()
        return {entry.locator for entry in store.search(Search(limit=1000))}


def _start(desk: Desk) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*COMMAND, "fetch", "--quiet"], cwd=desk.folder, env=environment(), stdout=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("requests", "least"),
    [
        (1, 0),
        pytest.param(2, 0, marks=pytest.mark.deep),
        (9, 0),
        pytest.param(17, 0, marks=pytest.mark.deep),
        pytest.param(18, BATCH, marks=pytest.mark.deep),
        (20, BATCH),
        pytest.param(25, BATCH, marks=pytest.mark.deep),
    ],
)
def test_a_fetch_killed_anywhere_is_finished_by_the_next_without_fetching_anything_twice(
    served: Served, tmp_path: Path, requests: int, least: int
) -> None:
    desk = Desk(tmp_path, served.server)
    desk.server.on("/feed", conditional(feed(*NAMES), '"1"'))
    for name in NAMES:
        desk.server.on(f"/{name}", answer(page(name)))
    desk.follows_at("/feed")
    child = _start(desk)
    while len(desk.server.paths()) < requests:
        assert child.poll() is None
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    kept = _kept(desk)
    desk.server.requests.clear()

    assert _start(desk).wait(timeout=60) == 0

    again = {desk.server.url(path) for path in desk.server.paths() if path != "/feed"}
    assert len(kept) >= least
    assert kept.isdisjoint(again)
    assert _kept(desk) == {desk.server.url(f"/{name}") for name in NAMES}


def test_a_document_is_kept_as_soon_as_it_is_there(served: Served, tmp_path: Path) -> None:
    desk = Desk(tmp_path, served.server)
    desk.server.on("/feed", answer(feed("quick", "slow")))
    desk.server.on("/quick", answer(page("Quick")))
    desk.server.on("/slow", silence())
    desk.follows_at("/feed")
    file = tmp_path / "briefs.toml"
    text = file.read_text("utf-8").replace("deadline_seconds = 2", "deadline_seconds = 60")
    file.write_text(text, "utf-8")
    child = _start(desk)
    try:
        while child.poll() is None and not _kept(desk):
            time.sleep(0.05)
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()

    assert _kept(desk) == {desk.server.url("/quick")}
