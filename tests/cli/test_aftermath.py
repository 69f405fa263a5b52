"""What ended a run is told before it ends it, a bug among them; an end that was asked for is no failure."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.cli.aftermath import failures_told, mistakes_told, of_error, tell
from briefs.config import Settings, load
from briefs.config.hooks import Hooks
from briefs.editions.outcome import Outcome
from briefs.errors import ConfigurationError, StoreBusy, StoreError
from briefs.model import EditionState
from tests.editions.weekly import CONFIGURATION


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "briefs.toml").write_text(CONFIGURATION, encoding="utf-8")
    hooks = Hooks(folder=tmp_path, on_failure=("/bin/sh", "-c", "cat > failed.json"))
    return replace(load(tmp_path / "briefs.toml"), hooks=hooks)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (StoreError("the disk is full"), 72, "the disk is full"),
        (ConfigurationError("it has 2 mistakes", mistakes=("one", "two")), 78, "it has 2 mistakes; one; two"),
        (ZeroDivisionError(), 1, "ZeroDivisionError"),
    ],
)
def test_an_error_is_told_and_ends_the_run_as_it_would_have(
    settings: Settings, tmp_path: Path, error: Exception, code: int, message: str
) -> None:
    with pytest.raises(type(error)), failures_told(settings):
        raise error

    told = json.loads((tmp_path / "failed.json").read_text())
    assert (told["exit_code"], told["message"], told["edition"]) == (code, message, None)


def test_that_another_run_is_at_work_is_no_matter_for_a_hook(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy), failures_told(settings):
        raise StoreBusy("another run is at work")

    assert not (tmp_path / "failed.json").exists()


def _missed(week: int) -> Outcome:
    return Outcome(
        moment=datetime.datetime(2026, 5, 18, tzinfo=datetime.UTC),
        exit_code=0,
        message="missed: nobody ran briefs",
        edition=f"2026-W{week}",
        state=EditionState.MISSED,
    )


def _hooked(settings: Settings, script: str, milliseconds: int) -> Settings:
    """The settings, with a hook that may take so long."""
    timeout = datetime.timedelta(milliseconds=milliseconds)
    return replace(
        settings, hooks=replace(settings.hooks, on_failure=("/bin/sh", "-c", script), timeout=timeout)
    )


def test_a_hook_that_hangs_is_waited_for_once_however_many_weeks_it_would_be_told_of(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(_hooked(settings, "echo . >> called; sleep 600", 300), [_missed(week) for week in (20, 21, 22)])

    said = capsys.readouterr().err
    assert (tmp_path / "called").read_text().count(".") == 1
    assert "were not told of 2026-W21, 2026-W22; make them end sooner" in said


def test_a_hook_that_ends_is_told_of_every_week(settings: Settings, tmp_path: Path) -> None:
    tell(_hooked(settings, "echo . >> called", 60_000), [_missed(week) for week in (20, 21, 22)])

    assert (tmp_path / "called").read_text().count(".") == 3


def test_a_week_of_which_nothing_is_known_yet_is_told_to_no_hook(settings: Settings, tmp_path: Path) -> None:
    waits = replace(_missed(22), state=EditionState.BUILDING)
    both = replace(settings, hooks=replace(settings.hooks, on_success=settings.hooks.on_failure))

    tell(both, [waits])

    assert not (tmp_path / "failed.json").exists()


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(143)])
def test_an_end_that_was_asked_for_is_told_to_nobody(
    settings: Settings, tmp_path: Path, end: BaseException
) -> None:
    with pytest.raises(type(end)), failures_told(settings):
        raise end

    assert not (tmp_path / "failed.json").exists()


def test_what_went_well_is_told_to_nobody(settings: Settings, tmp_path: Path) -> None:
    with failures_told(settings):
        pass

    assert not (tmp_path / "failed.json").exists()


def test_of_a_file_with_mistakes_what_is_right_says_whom_to_tell(tmp_path: Path) -> None:
    hook = '[hooks]\non_failure = ["/bin/sh", "-c", "cat > failed.json"]\n'
    path = tmp_path / "briefs.toml"
    path.write_text(hook + CONFIGURATION.replace('id = "mine"', 'id = "The mine"'), encoding="utf-8")

    with pytest.raises(ConfigurationError), mistakes_told(path):
        load(path)

    assert "themes[0].id" in json.loads((tmp_path / "failed.json").read_text())["message"]


def test_a_file_that_says_nothing_at_all_tells_nobody(tmp_path: Path) -> None:
    (tmp_path / "briefs.toml").write_text("no table", encoding="utf-8")

    with pytest.raises(ConfigurationError, match="has one mistake"), mistakes_told(tmp_path / "briefs.toml"):
        load(tmp_path / "briefs.toml")


def test_the_outcome_of_an_error_has_failed() -> None:
    assert of_error(StoreBusy("later")).failed
