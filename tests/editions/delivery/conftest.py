"""A store of one's own for each test: in a file, or where a test asks for it on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import Store
from tests.editions.delivery.posted import issued
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
