"""On a Dask cluster the work is done under the same guard, and gives the same."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs import shipped
from briefs.engine import Limits, open_engine
from briefs.errors import EngineError
from briefs.reading import read
from tests.engine.cluster import ROOT, Cluster
from tests.engine.deeds import from_nowhere, obey, sources

SMALL = Limits(seconds=0.5, memory_bytes=200 * 2**20)
WORDS = "The ferry to the outer islands will sail twice a day from June, said the harbour office."


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.add_worker()  # under a nanny, as Dask begins them: a process that may have no children
    yield made
    made.end()


def test_a_worker_that_is_killed_in_the_middle_of_the_work_changes_nothing(cluster: Cluster) -> None:
    second = cluster.add_worker("--no-nanny")
    editions = sources(*(f"{WORDS * (n % 7 + 1)} It was edition {n}." for n in range(400)))
    outcomes = []
    with open_engine(cluster.url) as engine:
        for place, outcome in enumerate(engine.map(editions, read)):
            outcomes.append(outcome)
            if place == 40:
                second.kill()

    assert second.wait() != 0
    assert outcomes == [read(edition) for edition in editions]


@pytest.mark.deep
def test_a_brief_is_the_same_bytes_though_a_worker_is_killed_while_it_is_made(
    cluster: Cluster, tmp_path: Path
) -> None:
    shutil.copytree(shipped.SEEDS, tmp_path / "in")
    for n in range(400):
        (tmp_path / "in" / f"{n}.txt").write_text(f"{WORDS * (n % 7 + 1)} It was edition {n}.", "utf-8")
    second = cluster.add_worker("--no-nanny")
    with _building(tmp_path, "dask", cluster.url) as building:
        _await_child(second)
        second.kill()
        assert building.wait() == 0
    with _building(tmp_path, "serial", "serial:") as building:
        assert building.wait() == 0

    alone, together = (
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (tmp_path / "serial", tmp_path / "dask")
    )
    assert {"same/brief.pdf", "same/brief.html", "same/brief.json"} <= alone.keys()
    assert together == alone


def _building(folder: Path, out: str, engine: str) -> "subprocess.Popen[bytes]":
    options = [
        "--as-of",
        "2026-06-01",
        "--edition",
        "same",
        "--engine",
        engine,
        "--quiet",
        "--no-site",
        "--out",
        out,
    ]
    words = [sys.executable, "-m", "briefs.cli", "build", "in", *options]
    return subprocess.Popen(words, cwd=folder, env={"PATH": os.defpath, "PYTHONPATH": str(ROOT)})


def _await_child(worker: "subprocess.Popen[bytes]") -> None:
    """Wait until a worker has begun a process that reads for it."""
    threads = Path(f"/proc/{worker.pid}/task")
    end = time.monotonic() + 60
    while not any(children.read_text("ascii") for children in threads.glob("*/children")):
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("toil", "seconds and given up"),
        ("crash", "brought its reader down (SIGKILL)"),
        ("grow", "needs more than 200 MiB of memory"),
        ("fault", "a fault of the program (LookupError: no such thing)"),
    ],
)
def test_a_document_that_overruns_takes_no_worker_of_the_cluster_down(
    cluster: Cluster, deed: str, message: str
) -> None:
    with open_engine(cluster.url, SMALL) as engine:
        told = [outcome.message for outcome in engine.map(sources("fine", deed, "fine"), obey)]

    assert [message in each for each in told] == [False, True, False]
    assert told[0] == told[2] == "done"


def test_a_cluster_that_has_not_what_the_work_needs_ends_the_run(cluster: Cluster) -> None:
    with (
        open_engine(cluster.url) as engine,
        pytest.raises(EngineError, match=r"it cannot do the work \(.*\); install the same briefs"),
    ):
        engine.read_all(sources("fine"), from_nowhere())


def test_where_no_scheduler_answers_the_message_says_what_to_do() -> None:
    with (
        pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1: start one"),
        open_engine("dask://127.0.0.1:1"),
    ):
        pass
