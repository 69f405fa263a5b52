"""What ended a run is told before it ends it, a bug among them; an end that was asked for is no failure."""

import datetime
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.cli.aftermath import failures_told, mistakes_told, of_error, tell
from briefs.config import Settings, load
from briefs.config.hooks import Hooks
from briefs.editions import safekeeping
from briefs.editions.runs.outcome import Outcome
from briefs.errors import ConfigurationError, StoreBusy, StoreError
from briefs.model import EditionState
from tests.cli.terminal import COMMAND, environment
from tests.distribution.servers import Box, listening
from tests.editions.scheduled import W21, Desk, scheduled
from tests.editions.weekly import CLOSED, CONFIGURATION, CREWS, FARES, THREE


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


def test_that_owners_cannot_be_told_is_said_once_in_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listening(Box()) as gone:
        pass
    (tmp_path / "briefs.toml").write_text(f"{CONFIGURATION}{HOOKS.format(port=gone)}", encoding="utf-8")
    settings = replace(load(tmp_path / "briefs.toml"), hooks=Hooks(folder=tmp_path))

    said = tell(settings, [_missed(21)])
    again = tell(settings, [_missed(21)], said=said)

    assert len(said) == 1
    assert again == said
    assert capsys.readouterr().err.count("the owners could not be told") == 1


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(143)])
def test_an_end_that_was_asked_for_is_told_to_nobody(
    settings: Settings, tmp_path: Path, end: BaseException
) -> None:
    with pytest.raises(type(end)), failures_told(settings):
        raise end

    assert not (tmp_path / "failed.json").exists()


HOOKS = """
[hooks]
on_success = ["/bin/sh", "-c", "cat >> told.json"]
on_failure = ["/bin/sh", "-c", "cat >> told.json"]

[mail]
owners = ["kim@desk.example"]
from = "briefs@desk.example"
server = "127.0.0.1"
port = {port}
security = "none"
"""
LATER = "2026-05-25T06:00+09:00"
MUCH_LATER = "2026-06-04T06:00+09:00"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def desk(tmp_path: Path, box: Box) -> Iterator[Desk]:
    """A desk whose first edition is out and told of, and which tells programs and people."""
    with listening(box) as port:
        desk = scheduled(tmp_path / "desk", HOOKS.format(port=port))
        desk.put("a.txt", "2026-05-12", THREE, CLOSED)
        assert run_in(desk, "--as-of", W21).returncode == 0
        yield desk


def run_in(desk: Desk, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, "run", "--due", "-q", *words],
        cwd=desk.folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def told_in(desk: Desk) -> list[str]:
    """The editions that a hook was told of."""
    return [json.loads(line)["edition"] for line in (desk.folder / "told.json").read_text().splitlines()]


@pytest.mark.parametrize(
    "way",
    [
        "restored",
        pytest.param("copied", marks=pytest.mark.deep),
        pytest.param("an earlier file", marks=pytest.mark.deep),
    ],
)
def test_a_store_that_may_be_a_copy_publishes_and_tells_nobody_until_it_is_adopted(
    desk: Desk, box: Box, way: str
) -> None:
    assert told_in(desk) == ["2026-W21"]
    desk.put("b.txt", "2026-05-20", FARES, CREWS)
    desk = of_a_copy(desk, way)

    made, missed = run_in(desk, "--as-of", LATER), run_in(desk, "--as-of", MUCH_LATER)

    for done in (made, missed):
        assert done.returncode == 0
        assert done.stderr.count("no hook is run and no owner is told: nothing is sent from a store") == 1
        assert done.stderr.count("briefs store adopt") == 1
    assert desk.states() == {"2026-W21": "published", "2026-W22": "published", "2026-W23": "missed"}
    assert (desk.out / "2026-W22" / "brief.pdf").is_file()
    assert told_in(desk) == ["2026-W21"]
    assert box.messages == []

    safekeeping.adopt(desk.settings)
    after = run_in(desk, "--as-of", MUCH_LATER)

    assert (after.returncode, after.stderr) == (0, "")
    assert ["2026-W23" in message["Subject"] for message in box.messages] == [True]


def of_a_copy(desk: Desk, way: str) -> Desk:
    """The desk with a store that may not be the one that sends."""
    if way == "copied":
        return Desk(folder=shutil.copytree(desk.folder, desk.folder.with_name("copy")))
    if way == "restored":
        safekeeping.back_up(desk.settings, desk.folder / "week.backup")
        safekeeping.restore(desk.settings, desk.folder / "week.backup")
        return desk
    file = desk.folder / "store" / "store.sqlite3"
    earlier = file.read_bytes()
    assert safekeeping.withheld(desk.settings) is None  # it has sent once more since
    for name in ("store.sqlite3-wal", "store.sqlite3-shm"):
        file.with_name(name).unlink(missing_ok=True)
    file.write_bytes(earlier)
    return desk


def test_a_store_that_cannot_be_used_is_told_of(desk: Desk) -> None:
    (desk.folder / "store" / "store.sqlite3").write_bytes(b"no database" * 999)

    done = run_in(desk, "--as-of", LATER)

    assert done.returncode == 72
    assert told_in(desk) == ["2026-W21", None]


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
