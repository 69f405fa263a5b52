"""A run whose store, disk or clock fails refuses in plain words or goes on; nothing is lost, nothing comes twice."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.store.database import NAME
from tests.cli.terminal import environment
from tests.editions.trials import breaking
from tests.editions.trials.conftest import Due
from tests.editions.trials.desk import (
    EDITION,
    PATIENCE,
    SECOND,
    Desk,
    expect,
    expect_issued_once,
    expect_no_half_edition,
    found_server,
    unlike,
    wait_for,
)
from tests.store.disks import in_namespace, why_not

HOUR_LATER = "2026-05-25T07:00+09:00"
TWO_HOURS_BACK = "2026-05-25T04:00+09:00"
AGAIN = 75
UNUSABLE = 72
UNWRITABLE = 73


def expect_undisturbed(desk: Desk, due: Due) -> None:
    """The next run makes what it would have made, once."""
    expect_no_half_edition(desk.out)
    expect(desk.run())
    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)


# ---- Somebody else ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("due", ["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)], indirect=True)
def test_of_two_runs_at_once_one_makes_the_edition_and_the_other_is_told(due: Due, desk: Desk) -> None:
    mark = desk.folder / "mark"
    with desk.start("wait", "snapshot kept", str(mark)) as first:
        wait_for(mark, first)
        second = desk.run()
        mark.with_name("mark.go").touch()
        first.communicate(timeout=PATIENCE)
    mark.unlink()

    expect(second, AGAIN)
    assert "another run is at work" in second.stderr
    assert first.returncode == 0
    expect_undisturbed(desk, due)


@pytest.mark.deep
def test_ten_runs_at_once_make_one_edition(due: Due, desk: Desk) -> None:
    runs = [desk.start() for _ in range(10)]
    for run in runs:
        run.communicate(timeout=PATIENCE)

    codes = [run.returncode for run in runs]
    assert 0 in codes
    assert set(codes) <= {0, AGAIN}
    expect_undisturbed(desk, due)


@pytest.mark.deep
def test_a_store_that_is_locked_for_five_seconds_is_waited_for(due: Due, desk: Desk) -> None:
    mark = desk.folder / "mark"
    with desk.start("wait", "not planned yet", str(mark)) as run:
        wait_for(mark, run)
        with contextlib.closing(_locked(desk)) as other:
            mark.with_name("mark.go").touch()  # what it does next is to write
            with pytest.raises(subprocess.TimeoutExpired):
                run.wait(timeout=5)
            held = other.execute("SELECT state FROM edition WHERE edition = ?", [EDITION]).fetchall()
            other.execute("COMMIT")
        _, said = run.communicate(timeout=PATIENCE)

    assert held == []
    assert (run.returncode, "Traceback" in said) == (0, False)
    mark.unlink()
    expect_undisturbed(desk, due)


@pytest.mark.deep
def test_a_store_that_stays_locked_is_tried_again_by_the_next_run(due: Due, desk: Desk) -> None:
    with contextlib.closing(_locked(desk)) as other:
        done = desk.run()
        other.execute("ROLLBACK")

    expect(done, AGAIN)
    assert "another process is writing to the store" in done.stderr
    expect_undisturbed(desk, due)


def _locked(desk: Desk) -> sqlite3.Connection:
    place = desk.folder / "store" / NAME
    other = sqlite3.connect(place, isolation_level=None, timeout=0, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


# ---- The clock -------------------------------------------------------------------------------------------------------


def test_a_clock_that_steps_back_makes_nothing_twice(due: Due, desk: Desk) -> None:
    expect(desk.run())
    expect(desk.run(TWO_HOURS_BACK))
    expect(desk.run(SECOND))

    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)


@pytest.mark.deep
@pytest.mark.parametrize("point", ["fetched", "snapshot kept", "approved", "renamed"])
def test_a_run_that_was_cut_off_goes_on_though_the_clock_has_stepped_back(
    due: Due, desk: Desk, point: str
) -> None:
    desk.killed(point)
    expect(desk.run(TWO_HOURS_BACK))

    expect_issued_once(desk, EDITION)
    assert _unlike_but_for_their_history(desk.files(), due.undisturbed) == []


@pytest.mark.deep
@pytest.mark.parametrize("point", ["snapshot kept", "files kept", "built"])
def test_a_run_that_goes_on_later_makes_what_was_begun(due: Due, desk: Desk, point: str) -> None:
    """From the moment for which it was planned, of what was gathered then."""
    desk.killed(point)
    (desk.folder / "papers" / "late.txt").write_text("Title: Late\nDate: 2026-05-25\n\nThe mine is dry.\n")

    expect(desk.run(HOUR_LATER))

    expect_issued_once(desk, EDITION)
    assert _unlike_but_for_their_history(desk.files(), due.undisturbed) == []


def _unlike_but_for_their_history(files: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    """The names of files that differ; seals may differ in the row of the log that they follow."""
    return unlike(
        *({name: _without_history(name, it) for name, it in each.items()} for each in (files, others))
    )


def _without_history(name: str, content: bytes) -> bytes:
    if not name.endswith("seal.json"):
        return content
    return json.dumps(json.loads(content) | {"previous": ""}).encode()


# ---- The disk --------------------------------------------------------------------------------------------------------

ON_A_SMALL_DISK = """
import shutil, subprocess, sys
from pathlib import Path
from tests.editions.trials.desk import Desk

place, home, room = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500m", "tmpfs", place], check=True)
shutil.copytree(home, place / "desk")
used = shutil.disk_usage(place).used
subprocess.run(["mount", "-o", f"remount,size={used + room}", place], check=True)
done = Desk(folder=place / "desk").run()
print(done.returncode, done.stderr.strip().replace("\\n", " "))
subprocess.run(["mount", "-o", "remount,size=500m", place], check=True)
shutil.copytree(place / "desk", home, dirs_exist_ok=True)
for path in sorted(home.rglob("*"), reverse=True):
    if not (place / "desk" / path.relative_to(home)).exists():
        path.unlink()
"""


@pytest.mark.deep
@pytest.mark.parametrize("room", [0, 50_000, 100_000, 200_000, 400_000, 800_000])
def test_a_run_on_a_full_disk_is_finished_once_there_is_room(
    due: Due, desk: Desk, tmp_path: Path, room: int
) -> None:
    _require_mounts()
    (tmp_path / "place").mkdir()

    done = in_namespace(ON_A_SMALL_DISK, tmp_path / "place", desk.folder, str(room))

    assert done.returncode == 0, done.stderr
    code, _, said = done.stdout.strip().partition(" ")
    assert int(code) in {UNUSABLE, UNWRITABLE}, done.stdout
    assert "Traceback" not in said
    assert "disk" in said or "No space" in said
    expect_undisturbed(desk, due)


READ_ONLY = """
import subprocess, sys
from pathlib import Path
from tests.editions.trials.desk import Desk

for place in sys.argv[2:]:
    subprocess.run(["mount", "--bind", place, place], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
done = Desk(folder=Path(sys.argv[1])).run()
print(done.returncode, done.stderr.strip().replace("\\n", " "))
"""


@pytest.mark.deep
@pytest.mark.parametrize(("place", "code"), [("store", UNUSABLE), ("out", UNWRITABLE)])
def test_a_run_on_a_read_only_disk_is_told(due: Due, desk: Desk, place: str, code: int) -> None:
    _require_mounts()

    done = in_namespace(READ_ONLY, desk.folder, desk.folder / place)

    said, _, why = done.stdout.strip().partition(" ")
    assert int(said) == code, done.stdout + done.stderr
    assert "Traceback" not in why
    expect_undisturbed(desk, due)


def _require_mounts() -> None:
    reason = why_not()
    if reason:
        pytest.skip(reason)


# ---- The database ----------------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_a_run_on_a_damaged_store_says_so_or_is_not_harmed(due: Due, desk: Desk) -> None:
    place = desk.folder / "store" / NAME
    sound = place.read_bytes()
    pages = len(sound) // 4096
    refused = 0
    for page in range(0, pages, max(1, pages // 5)):
        damaged = bytearray(sound)
        damaged[page * 4096 + 100 : (page + 1) * 4096] = b"\xa5" * 3996
        other = desk.copied(desk.folder.with_name(f"page-{page}"))
        (other.folder / "store" / NAME).write_bytes(damaged)
        done = other.run()
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, UNUSABLE}, done.stderr
        refused += done.returncode == UNUSABLE
        expect_no_half_edition(other.out)
        if done.returncode == 0:
            assert unlike(other.files(), due.undisturbed) == []

    assert refused
    expect_undisturbed(desk, due)


def test_a_state_folder_on_a_network_file_system_is_refused(desk: Desk) -> None:
    table = desk.folder / "mountinfo"
    table.write_text(f"1 1 0:1 / {desk.folder.resolve()} rw - nfs4 server:/home rw\n", "utf-8")
    script = (
        "import pathlib, sys\n"
        "from briefs.store import mounts\n"
        "mounts.MOUNTS = pathlib.Path(sys.argv.pop(1))\n"
        "from briefs.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, str(table), "run", "--due", "--as-of", SECOND]
    done = subprocess.run(
        command, cwd=desk.folder, env=environment(), capture_output=True, text=True, check=False
    )

    expect(done, UNUSABLE)
    assert "network file system (nfs4)" in done.stderr
    assert not (desk.out / EDITION).exists()


@pytest.mark.deep
def test_what_is_gone_from_out_is_put_back_from_the_store(due: Due, desk: Desk) -> None:
    expect(desk.run())
    for path in sorted(desk.out.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    expect(desk.run())

    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)


# ---- PostgreSQL ------------------------------------------------------------------------------------------------------

WHERE_IT_BREAKS = ("planned", "a document kept", "snapshot kept", "printed", "sealed", "approved", "renamed")


@pytest.mark.deep
@pytest.mark.parametrize("due", ["postgresql"], indirect=True)
@pytest.mark.parametrize("point", WHERE_IT_BREAKS)
def test_a_run_whose_connections_are_cut_is_finished_by_the_next(due: Due, desk: Desk, point: str) -> None:
    mark = desk.folder / "mark"
    with desk.start("wait", point, str(mark)) as run:
        wait_for(mark, run)
        cut = breaking.cut(found_server(), str(desk.database))
        mark.with_name("mark.go").touch()
        _, said = run.communicate(timeout=PATIENCE)
    mark.unlink()

    assert cut > 0, "nobody was connected"
    assert run.returncode in {0, AGAIN, UNUSABLE}, said
    assert "Traceback" not in said
    expect_undisturbed(desk, due)


@pytest.mark.deep
@pytest.mark.parametrize("due", ["postgresql"], indirect=True)
@pytest.mark.parametrize("point", ["planned", "printed", "renamed"])
def test_a_run_whose_database_is_stopped_is_finished_once_it_is_back(
    due: Due, desk: Desk, point: str
) -> None:
    mark = desk.folder / "mark"
    with desk.start("wait", point, str(mark)) as run:
        wait_for(mark, run)
        with breaking.stopped(found_server()):
            mark.with_name("mark.go").touch()
            _, said = run.communicate(timeout=PATIENCE)
            meanwhile = desk.run()
    mark.unlink()

    assert run.returncode in {AGAIN, UNUSABLE}, said
    assert meanwhile.returncode in {AGAIN, UNUSABLE}
    assert "Traceback" not in said + meanwhile.stderr
    expect_undisturbed(desk, due)
