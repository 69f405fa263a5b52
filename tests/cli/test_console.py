"""Who watches sees progress and a summary; who does not sees results only."""

import io
import sys
import threading
from pathlib import Path

import pytest

from briefs.cli import console
from briefs.editions.building import BuildResult, Progress, Step
from briefs.model import Problem


class Terminal(io.StringIO):
    """A stream that says somebody watches it."""

    def isatty(self) -> bool:
        """True."""
        return True


def _watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The terminal that stands in the place of stderr until the test ends."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def _result(problems: int) -> BuildResult:
    return BuildResult(
        edition="x",
        folder=Path("out/x"),
        files=(Path("out/x/brief.pdf"),),
        statements=7,
        documents=3,
        not_included=tuple(
            Problem(subject=f"in/{number}.xls", stage="sources", message="format not supported yet: .xls")
            for number in range(problems)
        ),
    )


def test_progress_shows_each_step_with_what_there_is_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _watched(monkeypatch)
    with console.progress(quiet=False) as report:
        report(Progress(step=Step.CHOOSING, detail="12 documents [bold]"))
        assert "Reading and choosing sentences: 12 documents [bold]" in terminal.getvalue()


def test_progress_runs_no_thread_that_a_fork_would_lose(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _watched(monkeypatch)
    before = threading.active_count()

    with console.progress(quiet=False) as report:
        report(Progress(step=Step.SETTING))
        assert threading.active_count() == before
    assert terminal.getvalue()


def test_quiet_shows_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = _watched(monkeypatch)
    with console.progress(quiet=True) as report:
        report(Progress(step=Step.SETTING))
    console.tell(_result(1), as_json=False, quiet=True)

    assert terminal.getvalue() == ""
    assert capsys.readouterr().out == "out/x/brief.pdf\n"


def test_the_summary_names_ten_inputs_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _watched(monkeypatch)
    console.tell(_result(12), as_json=False, quiet=False)

    first, *named, last = terminal.getvalue().splitlines()
    assert first == "7 statements from 3 documents; 12 inputs not included"
    assert named == [f"  in/{number}.xls: format not supported yet: .xls" for number in range(10)]
    assert last == "  and 2 more, all named in the brief"


def test_without_a_terminal_stderr_stays_empty(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress(quiet=False) as report:
        report(Progress(step=Step.SETTING))
    console.tell(_result(1), as_json=False, quiet=False)

    assert capsys.readouterr() == ("out/x/brief.pdf\n", "")
