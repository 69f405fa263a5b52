"""A pile that nobody could hold in memory: the same brief, whoever reads it, in whatever order, kept or not."""

import datetime
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import engine
from briefs.composition import Plan
from briefs.editions import worked
from briefs.editions.desk import KeptDesk
from briefs.model import Coverage, Document, Edition, Waiting
from briefs.pipeline import Asked, build
from briefs.publication.contract import to_json
from briefs.reading import may_hold_several
from briefs.sources import find
from tests import corpus

AS_OF = datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC)
FEW = 250
PLAN = Plan(
    edition=Edition(
        id="2026-W23", number=1, revision=0, title="t", organisation="", language="en", as_of=AS_OF
    ),
    coverage=Coverage(start=None, end=datetime.date(2026, 6, 2)),
    themes=corpus.themes(),
    key_points=5,
    configuration="",
    tool="briefs 0",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    corpus.write(folder / "few", FEW)
    return folder


def found(folder: Path) -> tuple[Waiting, ...]:
    return find([folder], 2**20, may_hold_several)[0]


@contextmanager
def desk(kept: Path, url: str = "serial:") -> Iterator[KeptDesk]:
    with engine.open_engine(url) as workers, worked.open_shelf(kept) as shelf:
        yield KeptDesk(workers.map, shelf)


def brief(waiting: Sequence[Waiting], kept: Path, url: str = "serial:") -> bytes:
    with desk(kept, url) as own:
        return to_json(build(waiting, [], PLAN, desk=own)[0])


@pytest.mark.parametrize("count", [FEW, pytest.param(2_000, marks=pytest.mark.deep)])
def test_neither_workers_nor_order_nor_what_is_kept_change_a_byte(
    count: int, home: Path, tmp_path: Path
) -> None:
    folder = home / "few" if count == FEW else tmp_path / "many"
    corpus.write(folder, count)
    waiting = found(folder)

    first = brief(waiting, tmp_path / "one")

    assert b'"statements": [{' in first.replace(b"\n", b"").replace(b"  ", b"")
    assert brief(waiting, tmp_path / "one") == first
    assert brief(waiting[::-1], tmp_path / "two", "processes:2") == first


def test_a_second_build_reads_only_what_is_new(home: Path, tmp_path: Path) -> None:
    read: list[str] = []

    def counted(each: Waiting) -> Waiting:
        def load(before: Callable[[], bytes] = each.load) -> bytes:
            read.append(each.path)
            return before()

        return replace(each, load=load)

    waiting = [counted(each) for each in found(home / "few")]
    brief(waiting[:-5], tmp_path / "kept")
    assert len(read) == FEW - 5
    read.clear()

    brief(waiting, tmp_path / "kept")

    assert read == [each.path for each in waiting[-5:]]


@pytest.mark.deep
def test_what_was_found_out_before_changes_nothing_that_is_found_with_more(
    home: Path, tmp_path: Path
) -> None:
    waiting = found(home / "few")
    brief(waiting[: FEW // 2], tmp_path / "kept")

    assert brief(waiting, tmp_path / "kept") == brief(waiting, tmp_path / "fresh")


@pytest.mark.deep
def test_the_cards_of_all_documents_are_had_without_one_text_in_memory(home: Path, tmp_path: Path) -> None:
    def held() -> int:
        return sum(isinstance(it, Document) for it in gc.get_objects())

    gc.collect()
    before = held()
    with desk(tmp_path / "kept") as own:
        cards = list(own.read(found(home / "few"), Asked.of(PLAN.themes)))

        assert len(cards) == FEW
        assert held() <= before


def test_few_documents_are_fetched_however_many_there_are(home: Path, tmp_path: Path) -> None:
    with desk(tmp_path / "kept") as own:
        _, documents = build(found(home / "few"), [], PLAN, desk=own)

    assert 0 < len(documents) < FEW // 4
