"""``briefs`` run inside the test's own process: as in ``terminal``, but quicker, and seen by coverage."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from briefs.cli import main
from tests.distribution.faults import FaultyServer, serving
from tests.editions.delivery.posted import issued
from tests.editions.scheduled import Desk

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs ``briefs`` with its arguments in the test's folder, or in ``cwd``."""

    def run_here(*arguments: str | Path, cwd: Path = tmp_path) -> CompletedProcess[str]:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["briefs", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return CompletedProcess(sys.argv, end.value.code, told.out, told.err)

    return run_here


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition came out; to be copied."""
    return issued(tmp_path_factory.mktemp("first"))


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    """A mail server that takes everything."""
    with serving() as server:
        yield server
