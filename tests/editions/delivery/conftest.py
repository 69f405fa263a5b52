"""A store, a server, and a desk of one's own for each test; a store on both databases where a test asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import Store
from tests.distribution.faults import FaultyServer, serving
from tests.editions.delivery import answered
from tests.editions.delivery.posted import Postroom, copied, issued
from tests.editions.scheduled import Desk
from tests.store.places import an_empty_place


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """The name of the database, in a file unless a test says else."""
    return str(request.param)


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """A store that holds nothing."""
    with an_empty_place(database, tmp_path / "store").open() as opened:
        yield opened


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition came out; to be copied."""
    return issued(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="session")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same, where editions are not for everybody."""
    return issued(tmp_path_factory.mktemp("marked"), marked=True)


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    """A mail server that takes everything."""
    with serving() as server:
        yield server


@pytest.fixture
def room(first: Desk, tmp_path: Path, server: FaultyServer) -> Postroom:
    """Where the first edition is sent from, to that server."""
    return Postroom(copied(first, tmp_path / "desk"), server.port)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> answered.Desk:
    """A desk with a mailbox, whose readers have been sent nothing yet."""
    return answered.Desk(tmp_path, store)
