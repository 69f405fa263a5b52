"""On a Dask cluster the work is done under the same guard, and gives the same."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import config, shipped
from briefs.editions.building import BuildRequest, build
from briefs.engine import Limits, open_engine
from briefs.errors import EngineError
from briefs.reading import read
from tests.engine.cluster import Cluster
from tests.engine.deeds import from_nowhere, obey, sources

SAVE = "save what you need of it as text"
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
    with open_engine("serial:") as engine:
        assert outcomes == engine.read_all(editions, read)


def test_a_brief_is_the_same_bytes_as_with_one_process(cluster: Cluster, tmp_path: Path) -> None:
    request = BuildRequest(
        settings=config.load(shipped.CONFIGURATION),
        paths=(shipped.SEEDS,),
        since=None,
        as_of=datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC),
        edition="same",
        out=tmp_path / "serial",
        templates=shipped.TEMPLATES,
        engine="serial:",
    )
    alone = build(request, lambda _: None)
    together = build(replace(request, out=tmp_path / "dask", engine=cluster.url), lambda _: None)

    assert [file.read_bytes() for file in together.files] == [file.read_bytes() for file in alone.files]


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("toil", f"was not read within 0.5 seconds and given up: {SAVE}"),
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


def test_a_worker_that_has_not_what_the_work_needs_ends_the_run(cluster: Cluster) -> None:
    with (
        open_engine(cluster.url) as engine,
        pytest.raises(EngineError, match="install the same briefs there as here"),
    ):
        engine.read_all(sources("fine"), from_nowhere())


def test_where_no_scheduler_answers_the_message_says_what_to_do() -> None:
    with (
        pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1: start one"),
        open_engine("dask://127.0.0.1:1"),
    ):
        pass
