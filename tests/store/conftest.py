"""A store of one's own for each test, on both databases, and the place where one stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import Store
from tests.store.places import DATABASES, Place, a_place, an_empty_place


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The name of each database in turn."""
    return str(request.param)


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """A store that holds nothing."""
    with an_empty_place(database, tmp_path / "store").open() as opened:
        yield opened


@pytest.fixture
def place(database: str, tmp_path: Path) -> Place:
    """A place without a store, in ``tmp_path``/store or in a database of its own."""
    return a_place(database, tmp_path / "store")
