"""An edition's folder is replaced whole, or left as it was, whatever happens on the way."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefs.editions.sealed import SEAL
from briefs.editions.shelf import replace_in_two_steps, reserve, reserve_issued
from briefs.errors import NotAllowed, OutputError

ROOT = Path(__file__).parents[2]
OLD = {"brief.json": b"old", "sources/a.txt": b"old text"}
NEW = {"brief.json": b"new", "brief.pdf": b"new page", "sources/b.txt": b"new text"}


def _publish(out: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    with reserve(out, "2026-W21") as slot:
        return slot.fill(files)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_edition_makes_the_folders_it_needs(tmp_path: Path) -> None:
    _publish(tmp_path / "new" / "out", NEW)

    assert _files(tmp_path / "new" / "out" / "2026-W21") == NEW


def test_an_edition_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)
    _publish(tmp_path, NEW)

    assert _files(tmp_path / "2026-W21") == NEW
    assert _names(tmp_path) == ["2026-W21"]


def test_a_signature_stays_beside_the_same_pdf_and_goes_with_another(tmp_path: Path) -> None:
    _publish(tmp_path, NEW)
    signature = tmp_path / "2026-W21" / "brief.pdf.minisig"
    signature.write_bytes(b"untrusted comment: of the desk")

    assert _publish(tmp_path, NEW | {"brief.json": b"newer"}) == ()
    assert signature.read_bytes() == b"untrusted comment: of the desk"

    assert _publish(tmp_path, NEW | {"brief.pdf": b"new sheet"}) == ("brief.pdf.minisig",)
    assert _names(tmp_path / "2026-W21") == ["brief.json", "brief.pdf", "sources"]
    assert _publish(tmp_path, NEW) == ()


def test_a_signature_of_a_pdf_that_has_another_name_now_is_told(tmp_path: Path) -> None:
    _publish(tmp_path, NEW)
    (tmp_path / "2026-W21" / "brief.pdf.minisig").write_bytes(b"signature")

    assert _publish(tmp_path, OLD | {"brief.TLP-RED.pdf": b"new page"}) == ("brief.pdf.minisig",)


def test_a_pdf_that_holds_a_signature_is_told_when_another_takes_its_place(tmp_path: Path) -> None:
    sealed = NEW | {"brief.pdf": b"new page /Type /Sig /ByteRange [0 1 2 3]"}
    _publish(tmp_path, sealed)

    assert _publish(tmp_path, sealed) == ()
    assert _publish(tmp_path, NEW) == ("brief.pdf",)


def test_a_run_that_fails_leaves_the_signature_where_it_was(tmp_path: Path) -> None:
    _publish(tmp_path, NEW)
    (tmp_path / "2026-W21" / "brief.pdf.minisig").write_bytes(b"signature")
    (tmp_path / "2026-W21" / "mine.txt").write_bytes(b"notes")

    with pytest.raises(OutputError):
        _publish(tmp_path, NEW)
    assert (tmp_path / "2026-W21" / "brief.pdf.minisig").read_bytes() == b"signature"


def test_where_folders_cannot_be_exchanged_an_edition_is_replaced_in_two_steps(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)
    shutil.copytree(tmp_path / "2026-W21", tmp_path / "new")

    replace_in_two_steps(tmp_path / "new", tmp_path / "2026-W21")

    assert _files(tmp_path / "2026-W21") == OLD
    assert _names(tmp_path) == ["2026-W21"]


def test_a_second_step_that_fails_takes_the_first_one_back(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)

    with pytest.raises(FileNotFoundError):
        replace_in_two_steps(tmp_path / "gone", tmp_path / "2026-W21")

    assert _files(tmp_path / "2026-W21") == OLD


def test_a_run_killed_between_the_two_steps_is_mended_by_the_next(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)
    (tmp_path / "2026-W21").rename(tmp_path / ".2026-W21.briefs-old")

    with reserve(tmp_path, "2026-W22"):
        assert _files(tmp_path / "2026-W21") == OLD


def test_what_a_killed_run_put_aside_is_removed_once_the_new_edition_stands(tmp_path: Path) -> None:
    _publish(tmp_path, NEW)
    shutil.copytree(tmp_path / "2026-W21", tmp_path / ".2026-W21.briefs-old")

    with reserve(tmp_path, "2026-W22"):
        assert not (tmp_path / ".2026-W21.briefs-old").exists()


def test_a_failure_on_the_way_leaves_what_stood_there(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)

    with pytest.raises(RuntimeError), reserve(tmp_path, "2026-W21"):
        raise RuntimeError

    assert _files(tmp_path / "2026-W21") == OLD
    assert _names(tmp_path) == ["2026-W21"]


def test_an_out_that_is_a_file_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    for out in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OutputError, match="a file stands where a folder is needed"), reserve(out, "x"):
            pytest.fail("the work began")


def test_an_edition_that_announces_something_is_replaced_like_any(tmp_path: Path) -> None:
    _publish(tmp_path, {**OLD, "announced.ics": b"BEGIN:VCALENDAR"})

    _publish(tmp_path, NEW)

    assert _files(tmp_path / "2026-W21") == NEW


@pytest.mark.parametrize(
    "name", ["notes.docx", "chapter.tex"], ids=["beside an edition", "in a folder that is no edition"]
)
def test_a_folder_that_holds_something_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    if name == "notes.docx":
        _publish(tmp_path, OLD)
    (tmp_path / "2026-W21").mkdir(exist_ok=True)
    (tmp_path / "2026-W21" / name).write_text("mine", encoding="utf-8")

    with (
        pytest.raises(OutputError, match=f"holds {name}, which an edition does not have"),
        reserve(tmp_path, "2026-W21"),
    ):
        pytest.fail("the work began")

    assert (tmp_path / "2026-W21" / name).read_text(encoding="utf-8") == "mine"


def test_a_link_in_the_place_of_an_edition_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "2026-W21").symlink_to("elsewhere")

    with pytest.raises(OutputError, match="is not a folder"), reserve(tmp_path, "2026-W21"):
        pytest.fail("the work began")


def test_an_empty_folder_and_hidden_files_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "2026-W21").mkdir()
    _publish(tmp_path, OLD)
    (tmp_path / "2026-W21" / ".DS_Store").touch()
    _publish(tmp_path, NEW)

    assert _files(tmp_path / "2026-W21") == NEW


def test_two_runs_at_once_do_not_remove_each_others_work(tmp_path: Path) -> None:
    with reserve(tmp_path, "2026-W21") as first:
        with reserve(tmp_path, "2026-W21") as second:
            second.fill(NEW)
        first.fill(OLD)

    assert _files(tmp_path / "2026-W21") == OLD
    assert _names(tmp_path) == ["2026-W21"]


def test_an_edition_has_the_permissions_of_any_new_folder(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    _publish(tmp_path, NEW)

    assert (tmp_path / "2026-W21").stat().st_mode == (tmp_path / "other").stat().st_mode


_PUBLISH = """
import os, pathlib, resource, sys
from briefs.editions.shelf import reserve
from briefs.errors import OutputError
if os.geteuid() == 0 and {as_nobody}:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
if {limit}:
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    with reserve(pathlib.Path(sys.argv[1]), "2026-W21") as slot:
        print("reserved", flush=True)
        slot.fill({{"brief.json": b"new", "brief.pdf": b"x" * 100_000, "sources/b.txt": b"new text"}})
except OutputError as error:
    print(error)
"""


def _publish_elsewhere(out: Path, *, cwd: Path | None = None, limit: int = 0, as_nobody: bool = False) -> str:
    """What a process of its own prints that publishes there."""
    program = _PUBLISH.format(limit=limit, as_nobody=as_nobody)
    command = [sys.executable, "-c", program, str(out)]
    done = subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_file_too_large_for_the_system_leaves_what_stood_there(tmp_path: Path) -> None:
    _publish(tmp_path, OLD)

    told = _publish_elsewhere(tmp_path, limit=50_000)

    assert "a file would be larger than this system allows" in told
    assert _files(tmp_path / "2026-W21") == OLD
    assert _names(tmp_path) == ["2026-W21"]


def test_a_full_disk_leaves_what_stood_there(tmp_path: Path) -> None:
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount:
        pytest.skip("a small disk needs the programs mount and umount")
    options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    mounted = subprocess.run([mount, *options], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        _publish(tmp_path, OLD)
        told = _publish_elsewhere(tmp_path)
        kept, names = _files(tmp_path / "2026-W21"), _names(tmp_path)
    finally:
        subprocess.run([unmount, str(tmp_path)], check=True)

    assert "the disk is full; free some space; nothing that stood there has changed" in told
    assert (kept, names) == (OLD, ["2026-W21"])


def test_an_out_without_permission_is_told_before_any_work(tmp_path: Path) -> None:
    """Runs as a user who is not root, whom no permission stops."""
    _publish(tmp_path / "out", OLD)
    (tmp_path / "out").chmod(0o555)
    tmp_path.chmod(0o755)

    told = _publish_elsewhere(Path("out"), cwd=tmp_path, as_nobody=True)

    assert told.startswith("out/2026-W21: cannot be written: permission denied")
    (tmp_path / "out").chmod(0o755)
    assert _files(tmp_path / "out" / "2026-W21") == OLD


_ALTERNATE = """
import pathlib, sys
from briefs.editions.shelf import reserve
def edition(words):
    return {f"sources/{number}.txt": words * 5000 for number in range(20)} | {"brief.json": words}
print("begin", flush=True)
while True:
    for words in (b"one", b"two"):
        with reserve(pathlib.Path(sys.argv[1]), "2026-W21") as slot:
            slot.fill(edition(words))
"""


def _edition(words: bytes) -> dict[str, bytes]:
    return {f"sources/{number}.txt": words * 5000 for number in range(20)} | {"brief.json": words}


def test_a_run_killed_anywhere_leaves_one_edition_or_the_other_whole(tmp_path: Path) -> None:
    """Kills, each time a little later, a run that puts two editions in the same place by turns."""
    _publish(tmp_path, _edition(b"two"))
    for number in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", _ALTERNATE, str(tmp_path)], stdout=subprocess.PIPE
        ) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(0.001 + number * 0.0071)
            run.send_signal(signal.SIGKILL)
        assert _files(tmp_path / "2026-W21") in (_edition(b"one"), _edition(b"two"))

    _publish(tmp_path, NEW)
    assert _files(tmp_path / "2026-W21") == NEW
    assert _names(tmp_path) == ["2026-W21"]


def test_a_build_refuses_to_replace_an_edition_that_was_issued(tmp_path: Path) -> None:
    issued = OLD | {SEAL: b"{}", "r0/brief.json": b"older", "r0/seal.json": b"{}"}
    with reserve_issued(tmp_path, "2026-W21") as slot:
        slot.fill(issued)

    with pytest.raises(NotAllowed, match="briefs correct 2026-W21"):
        _publish(tmp_path, NEW)

    assert _files(tmp_path / "2026-W21") == issued
    assert _names(tmp_path) == ["2026-W21"]


def test_a_build_that_was_under_way_when_its_edition_was_issued_does_not_replace_it(tmp_path: Path) -> None:
    issued = OLD | {SEAL: b"{}"}
    with reserve(tmp_path, "2026-W21") as build:
        with reserve_issued(tmp_path, "2026-W21") as slot:
            slot.fill(issued)
        with pytest.raises(NotAllowed, match="was issued"):
            build.fill(NEW)

    assert _files(tmp_path / "2026-W21") == issued


def test_the_next_revision_takes_the_place_of_the_one_that_was_issued(tmp_path: Path) -> None:
    with reserve_issued(tmp_path, "2026-W21") as slot:
        slot.fill(OLD | {SEAL: b"{}"})
    next_one = NEW | {SEAL: b"{1}", **{f"r0/{name}": content for name, content in OLD.items()}}

    with reserve_issued(tmp_path, "2026-W21") as slot:
        slot.fill(next_one)

    assert _files(tmp_path / "2026-W21") == next_one
