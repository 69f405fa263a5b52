"""A fetch that is killed at any moment loses nothing, and the next one finishes its work."""

import itertools
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from briefs.store import Search, open_store
from tests.cli.terminal import COMMAND, environment
from tests.editions.served import Served
from tests.editions.test_fetching import Desk, feed, page
from tests.sources.fault_server import answer, conditional

NAMES = [f"page-{number:02}" for number in range(24)]
MOMENTS = (0.3, 0.45, 0.55, 0.65, 0.75, 0.9, 1.1, 1.4)
"""Seconds after the start: imports end at half a second, a whole run takes about two."""


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


@pytest.mark.deep
def test_a_fetch_killed_anywhere_is_finished_by_the_next_without_fetching_anything_twice(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    killed_amid = 0
    for moment in MOMENTS:
        desk = Desk(tmp_path_factory.mktemp("desk"), served.server)
        desk.server.on("/feed", conditional(feed(*NAMES), '"1"'))
        for name in NAMES:
            desk.server.on(f"/{name}", answer(page(name)))
        desk.follows_at("/feed")
        child = _start(desk)
        time.sleep(moment)
        child.send_signal(signal.SIGKILL)
        child.wait()
        kept = _kept(desk)
        killed_amid += 0 < len(kept) < len(NAMES)
        desk.server.requests.clear()

        assert _start(desk).wait(timeout=60) == 0

        again = {desk.server.url(path) for path in desk.server.paths()} - {desk.server.url("/feed")}
        assert kept.isdisjoint(again)
        assert _kept(desk) == {desk.server.url(f"/{name}") for name in NAMES}
    assert killed_amid, "no kill struck between the first document and the last: choose other moments"


def test_a_fetch_killed_after_its_first_batch_goes_on_with_the_rest(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"), served.server)
    desk.server.on("/feed", conditional(feed(*NAMES), '"1"'))
    for name in NAMES:
        desk.server.on(f"/{name}", answer(page(name)))
    desk.follows_at("/feed")
    child = _start(desk)
    for _ in itertools.takewhile(lambda _: len(desk.server.paths()) < 20, range(600)):
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = _kept(desk)
    assert len(desk.server.paths()) >= 20
    desk.server.requests.clear()

    assert _start(desk).wait(timeout=60) == 0

    assert len(kept) >= 16
    assert kept.isdisjoint(
        {desk.server.url(path) for path in desk.server.paths()} - {desk.server.url("/feed")}
    )
    assert len(_kept(desk)) == len(NAMES)
