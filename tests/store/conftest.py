"""A store of one's own for each test, and short ways to fill it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store in ``tmp_path``/store."""
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened
