"""What was worked out of a document in one build is there in the next, and changes nothing but the time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from briefs import config, shipped
from briefs.config import Settings
from briefs.editions.desk import KeptDesk, open_desk
from briefs.editions.keys import key_of
from briefs.editions.worked import NAME, open_shelf
from briefs.engine import Engine, open_engine
from briefs.evidence import Memory
from briefs.evidence.fingerprints import take_wordmark
from briefs.model import Document, Problem, Source, Waiting
from briefs.pipeline import Asked, Card, OwnDesk, wait_for
from briefs.reading import read

T = TypeVar("T")

THEMES = config.load(shipped.CONFIGURATION).themes
ASKED = Asked.of(THEMES)
WORDS = "The prime ministers agreed to resume shuttle diplomacy, said the harbour office on 21 May 2026."


class _Watched:
    """An engine, and the paths of the sources that went through it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.paths: list[str] = []

    def map(self, items: Iterable[Source], do: Callable[[Source], T], /) -> Iterator[T | Problem]:
        return self._engine.map(self._noted(items), do)

    def _noted(self, items: Iterable[Source]) -> Iterator[Source]:
        for item in items:
            self.paths.append(item.path)
            yield item


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with open_engine("serial:") as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store" / NAME


def _waiting(*numbers: int) -> list[Waiting]:
    return [
        wait_for(Source(path=f"in/{n}.txt", content=f"{WORDS} {WORDS} It was edition {n}.\n".encode()))
        for n in numbers
    ]


def _read(place: Path, engine: Engine, waiting: list[Waiting]) -> tuple[list[object], list[str]]:
    """What the desk says of each source, and the paths of those that were worked on."""
    watched = _Watched(engine)
    with open_shelf(place) as shelf:
        outcomes: list[object] = list(KeptDesk(watched.map, shelf).read(waiting, ASKED))
    return outcomes, watched.paths


def _cards(outcomes: Iterable[tuple[Card, bytes] | Problem]) -> list[Card]:
    return [outcome[0] for outcome in outcomes if not isinstance(outcome, Problem)]


def test_a_second_build_works_on_nothing_and_says_the_same(place: Path, engine: Engine) -> None:
    waiting = [*_waiting(*range(30)), wait_for(Source(path="in/empty.txt", content=b" "))]
    own = list(OwnDesk(engine.map).read(waiting, ASKED))

    assert _read(place, engine, waiting) == (own, [each.path for each in waiting])
    assert _read(place, engine, waiting) == (own, [])


def test_only_what_is_new_is_worked_on_and_all_stand_in_their_order(place: Path, engine: Engine) -> None:
    _read(place, engine, _waiting(*range(0, 40, 2)))
    waiting = _waiting(*range(40))

    outcomes, worked_on = _read(place, engine, waiting)

    assert worked_on == [f"in/{n}.txt" for n in range(1, 40, 2)]
    assert outcomes == list(OwnDesk(engine.map).read(waiting, ASKED))


def test_other_themes_are_asked_anew(place: Path, engine: Engine) -> None:
    watched = _Watched(engine)
    with open_shelf(place) as shelf:
        desk = KeptDesk(watched.map, shelf)
        list(desk.read(_waiting(1), ASKED))
        list(desk.read(_waiting(1), Asked.of(THEMES[:1])))

    assert watched.paths == ["in/1.txt"] * 2


def test_a_document_is_fetched_as_it_was_read(place: Path, engine: Engine) -> None:
    waiting = _waiting(*range(5))
    _read(place, engine, waiting)
    watched = _Watched(engine)
    with open_shelf(place) as shelf:
        desk = KeptDesk(watched.map, shelf)
        documents = [desk.document(card) for card in _cards(desk.read(waiting, ASKED))]

    assert documents == [read(each.source()) for each in waiting]
    assert watched.paths == []


def test_a_document_that_is_no_longer_kept_is_read_again(place: Path, engine: Engine) -> None:
    waiting = _waiting(*range(5))
    with open_shelf(place) as shelf:
        desk = KeptDesk(engine.map, shelf)
        cards = _cards(desk.read(waiting, ASKED))
        shelf.prune(0)
        documents = [desk.document(card) for card in cards]

    assert documents == [read(each.source()) for each in waiting]


def test_where_nothing_can_be_kept_all_goes_on(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    waiting = _waiting(*range(300))
    with open_shelf(tmp_path / "store" / NAME) as shelf:
        desk = KeptDesk(engine.map, shelf)
        desk.remember(Memory())
        outcomes = list(desk.read(waiting, ASKED))

        assert outcomes == list(OwnDesk(engine.map).read(waiting, ASKED))
        assert isinstance(desk.document(_cards(outcomes)[0]), Document)
        assert desk.recall() == Memory()


def test_what_is_kept_and_is_no_card_is_worked_out_anew(place: Path, engine: Engine) -> None:
    (waiting,) = _waiting(1)
    with open_shelf(place) as shelf:
        shelf.put([(key_of(waiting, ASKED.digest), b"no card", b"no document")])
    outcomes, worked_on = _read(place, engine, [waiting])

    assert worked_on == ["in/1.txt"]
    assert outcomes == list(OwnDesk(engine.map).read([waiting], ASKED))


def test_what_is_remembered_is_recalled_by_the_next_build(place: Path, engine: Engine) -> None:
    memory = Memory(wordmarks={"a text": take_wordmark(WORDS)})
    with open_shelf(place) as shelf:
        KeptDesk(engine.map, shelf).remember(memory)
    with open_shelf(place) as shelf:
        assert KeptDesk(engine.map, shelf).recall() == memory


def _settings(store: Path) -> Settings:
    return replace(config.load(shipped.CONFIGURATION), store=store)


@pytest.mark.parametrize(("documents", "kept"), [(0, []), (199, []), (200, [NAME])])
def test_a_file_is_made_where_many_documents_are_read(
    tmp_path: Path, engine: Engine, documents: int, kept: list[str]
) -> None:
    with open_desk(_settings(tmp_path / "store"), engine, documents) as desk:
        list(desk.read(_waiting(1), ASKED))

    assert [path.name for path in tmp_path.glob(f"store/{NAME}")] == kept


def test_a_file_that_is_there_is_used_for_few_documents_too(tmp_path: Path, engine: Engine) -> None:
    settings = _settings(tmp_path / "store")
    for documents in (200, 1):
        with open_desk(settings, engine, documents) as desk:
            assert isinstance(desk, KeptDesk)


def test_nothing_is_written_beside_what_is_shipped(engine: Engine) -> None:
    store = shipped.CONFIGURATION.parent / "no-such-store"
    with open_desk(_settings(store), engine, 1000) as desk:
        assert isinstance(desk, OwnDesk)

    assert not store.exists()
