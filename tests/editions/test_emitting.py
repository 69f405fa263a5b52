"""What calls ``briefs`` every hour is read by those who call as it was meant, whatever the paths are named."""

import ctypes
import ctypes.util
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.parsers import ParserSet
from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.runs.emitting import Caller, Installation, emit, write
from briefs.errors import NotAllowed, OutputError

PLAIN = Installation(
    name="briefs",
    interpreter=Path(sys.executable),
    configuration=Path("/srv/desk/briefs.toml"),
    state=Path("/srv/desk/store"),
    out=Path("/srv/desk/out"),
    minute=0,
)
ODD = "/srv/a \"b\" 'c' 50%n $HOME ${X} ;#~&*!한국 é"
_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp"))


def odd(folder: str) -> Installation:
    """An installation all of whose places have this in their names."""
    root = Path(folder)
    return replace(
        PLAIN,
        interpreter=root / "bin" / "python",
        configuration=root / "briefs.toml",
        state=root / "store",
        out=root / "out",
    )


def value_of(text: str, key: str) -> str:
    """What stands after a key; each has one line."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"{key}="))
    return line.removeprefix(f"{key}=")


# ---- systemd ----


_VERSIONS = range(250, 254)
"""Those whose functions take the arguments that are given here; they are nobody's interface, and do change."""


class Systemd:
    """The functions by which systemd itself reads a line: its words, its specifiers, its variables."""

    _UNQUOTE = 1 << 5
    _CUNESCAPE = 1 << 1

    def __init__(self, path: Path) -> None:
        self._library = ctypes.CDLL(str(path))
        self._free = ctypes.CDLL(None).free

    def words(self, text: str, *, with_escapes: bool) -> list[str]:
        rest, found = ctypes.c_char_p(text.encode()), ctypes.c_char_p()
        flags = self._UNQUOTE | (self._CUNESCAPE if with_escapes else 0)
        taken = []
        while (
            code := self._library.extract_first_word(ctypes.byref(rest), ctypes.byref(found), None, flags)
        ) > 0:
            assert found.value is not None
            taken.append(self._without_specifiers(found.value.decode()))
        assert code == 0
        return taken

    def _without_specifiers(self, word: str) -> str:
        """With an empty table of specifiers: only %% is one, and any other stays as it stands."""
        table, found = (ctypes.c_char * 64)(), ctypes.c_char_p()
        code = self._library.specifier_printf(
            word.encode(), ctypes.c_size_t(100_000), table, None, None, ctypes.byref(found)
        )
        assert code >= 0
        assert found.value is not None
        return found.value.decode()

    def command(self, line: str) -> list[str]:
        """The arguments a process is started with; a colon before the first keeps variables from being looked for."""
        first, *others = self.words(line, with_escapes=True)
        if first.startswith(":"):
            return [first[1:], *others]
        return self._with_variables([first, *others])

    def _with_variables(self, words: list[str]) -> list[str]:
        given = (ctypes.c_char_p * (len(words) + 1))(*(word.encode() for word in words), None)
        nothing = (ctypes.c_char_p * 1)(None)
        self._library.replace_env_argv.restype = ctypes.POINTER(ctypes.c_char_p)
        made = self._library.replace_env_argv(given, nothing)
        taken: list[str] = []
        while (word := made[len(taken)]) is not None:
            taken.append(word.decode())
        return taken


@pytest.fixture(scope="module")
def systemd() -> Systemd:
    found = {
        int(version[1]): path
        for folder in ("/usr/lib", "/lib")
        for path in Path(folder).glob("**/systemd/libsystemd-shared-*.so")
        if (version := re.fullmatch(r"libsystemd-shared-(\d+)\b.*\.so", path.name))
    }
    if not found:
        pytest.skip("needs systemd, whose own functions read the line (apt-get install systemd)")
    known = sorted(found.keys() & set(_VERSIONS))
    if not known:
        versions = ", ".join(map(str, sorted(found)))
        pytest.skip(
            f"systemd {versions} takes other arguments than {_VERSIONS.start} to {_VERSIONS.stop - 1}"
        )
    return Systemd(found[known[-1]])


def test_systemd_takes_the_line_apart_as_it_was_put_together(systemd: Systemd) -> None:
    service = emit(Caller.SYSTEMD, odd(ODD))["briefs.service"]

    assert systemd.command(value_of(service, "ExecStart")) == list(odd(ODD).command)


@given(name=st.text(_SIGNS, min_size=1, max_size=40))
def test_whatever_a_folder_is_named_systemd_starts_the_same_command(systemd: Systemd, name: str) -> None:
    installation = odd(f"/srv/{name.replace('/', '')}x")
    service = emit(Caller.SYSTEMD, installation)["briefs.service"]

    assert systemd.command(value_of(service, "ExecStart")) == list(installation.command)


def test_the_line_of_the_unit_runs_for_real(systemd: Systemd, tmp_path: Path) -> None:
    """With an interpreter, a configuration and an edition's folder that all have odd names."""
    root = tmp_path / Path(ODD).name
    interpreter = root / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    interpreter.chmod(0o755)
    (root / "briefs.toml").write_text("[brief]\nkey_points = 9\n")
    service = emit(Caller.SYSTEMD, odd(str(root)))["briefs.service"]

    ended = subprocess.run(
        systemd.command(value_of(service, "ExecStart")),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": os.defpath},
    )

    assert ended.returncode == 78
    assert f"{root}/briefs.toml has 2 mistakes" in ended.stderr


def test_only_the_folders_of_state_and_editions_can_be_written(systemd: Systemd, tmp_path: Path) -> None:
    root = tmp_path / Path(ODD).name
    (root / "store").mkdir(parents=True)
    (root / "out").mkdir()
    service = emit(Caller.SYSTEMD, odd(str(root)))["briefs.service"]
    shutil.rmtree(root / "out")
    before_the_first = emit(Caller.SYSTEMD, odd(str(root)))["briefs.service"]

    assert systemd.words(value_of(service, "ReadWritePaths"), with_escapes=False) == [
        f"{root}/out",
        f"{root}/store",
    ]
    assert systemd.words(value_of(before_the_first, "ReadWritePaths"), with_escapes=False) == [str(root)]


def systemd_says(files: dict[str, str], folder: Path) -> str:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("needs systemd-analyze (apt-get install systemd)")
    command = [program, "verify", "--man=no", *map(str, write(files, folder))]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("user", [None, "desk"])
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path, user: str | None) -> None:
    assert systemd_says(emit(Caller.SYSTEMD, replace(PLAIN, user=user, minute=30)), tmp_path) == ""


def test_a_mistake_in_a_unit_would_be_found(tmp_path: Path) -> None:
    files = emit(Caller.SYSTEMD, PLAIN)
    files["briefs.timer"] = files["briefs.timer"].replace("UTC", "Nowhere/Land")

    assert "Nowhere/Land" in systemd_says(files, tmp_path)


def test_the_timer_ticks_at_the_minute_of_the_slot_and_catches_up() -> None:
    timer = emit(Caller.SYSTEMD, replace(PLAIN, minute=30))["briefs.timer"]

    assert (value_of(timer, "OnCalendar"), value_of(timer, "Persistent")) == ("*:30:00 UTC", "true")


def test_temporary_files_are_private_unless_the_workspace_lies_among_them() -> None:
    elsewhere = replace(PLAIN, interpreter=Path("/usr/bin/python3"))
    there = replace(elsewhere, out=Path("/tmp/out"))  # noqa: S108 - nothing is made there

    assert value_of(emit(Caller.SYSTEMD, elsewhere)["briefs.service"], "PrivateTmp") == "yes"
    assert value_of(emit(Caller.SYSTEMD, there)["briefs.service"], "PrivateTmp") == "no"


def test_that_it_is_to_be_tried_again_is_no_failure_of_the_unit() -> None:
    assert value_of(emit(Caller.SYSTEMD, PLAIN)["briefs.service"], "SuccessExitStatus") == "75"


# ---- cron ----


def cron_command(installation: Installation) -> list[str]:
    """The words that the shell makes of the line, once cron has taken the backslashes before per cent signs."""
    (text,) = emit(Caller.CRON, installation).values()
    (line,) = (line for line in text.splitlines() if line and not line.startswith("#"))
    minute, *stars, command = line.split(" ", 5)
    assert (minute, stars) == (str(installation.minute), ["*"] * 4)
    shown = [sys.executable, "-c", "import json, sys; print(json.dumps(sys.argv[1:]))"]
    said = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {command.replace(chr(92) + "%", "%")}', "sh", *shown],
        capture_output=True,
        check=True,
    ).stdout
    return [str(word) for word in json.loads(said)]


def test_cron_and_the_shell_leave_the_command_as_it_was() -> None:
    assert cron_command(odd(ODD)) == list(odd(ODD).command)
    assert cron_command(replace(PLAIN, minute=45)) == list(PLAIN.command)


@pytest.mark.parametrize("root", ["/srv/desk", ODD])
def test_crontab_takes_the_line(tmp_path: Path, root: str) -> None:
    program = shutil.which("crontab")
    if not program:
        pytest.skip("needs crontab (apt-get install cron)")
    if "-n" not in subprocess.run([program, "-h"], capture_output=True, text=True, check=False).stderr:
        pytest.skip("needs a crontab that checks without installing (Debian's has -n)")
    (path,) = write(emit(Caller.CRON, odd(root)), tmp_path)
    (tmp_path / "wrong").write_text(path.read_text().replace("0 * * * *", "0 * * *"))

    assert subprocess.run([program, "-n", path], capture_output=True, check=False).returncode == 0
    assert (
        subprocess.run([program, "-n", tmp_path / "wrong"], capture_output=True, check=False).returncode == 1
    )


@pytest.mark.parametrize(("root", "why"), [("/srv/a\\b", "backslash"), (f"/srv/{'long' * 100}", "too long")])
def test_what_cron_cannot_hold_is_refused(root: str, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        emit(Caller.CRON, odd(root))


# ---- GitHub ----


def workflow(installation: Installation) -> dict[str, Any]:
    ((name, text),) = emit(Caller.GITHUB, installation).items()
    assert name == f".github/workflows/{installation.name}.yml"
    read: dict[str, Any] = ParserSet().parse_data_with_path(text.encode(), name, "yaml")
    return read


def test_the_workflow_ticks_off_the_hour_and_never_twice_at_once() -> None:
    read = workflow(replace(PLAIN, minute=55))

    assert read["on"] == {"schedule": [{"cron": "2 * * * *"}], "workflow_dispatch": None}
    assert read["concurrency"] == {"group": "briefs", "cancel-in-progress": False}


def test_the_workflow_keeps_state_and_editions_and_names_them_within_the_repository() -> None:
    steps = {step["name"]: step for step in workflow(odd(ODD))["jobs"]["due"]["steps"] if "name" in step}

    (run,) = (step["run"] for name, step in steps.items() if name.startswith("Make"))
    assert run == "briefs run --due --config briefs.toml --out out || [ $? -eq 75 ]"
    kept = {step["with"]["path"] for step in steps.values() if "cache" in step.get("uses", "")}
    assert kept == {"store\nout"}


def test_odd_names_within_the_repository_reach_the_shell_as_they_are() -> None:
    name = Path(ODD).name
    installation = replace(PLAIN, out=Path("/srv/desk") / name, configuration=Path(f"/srv/desk/{name}.toml"))
    (run,) = (
        step["run"]
        for step in workflow(installation)["jobs"]["due"]["steps"]
        if "--due" in step.get("run", "")
    )
    said = subprocess.run(
        ["/bin/sh", "-c", f"briefs() {{ printf '%s\\n' \"$@\"; }}; {run}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.splitlines() == ["run", "--due", "--config", f"{name}.toml", "--out", name]


@pytest.mark.parametrize("installation", [PLAIN, replace(PLAIN, out=Path("/srv/desk") / Path(ODD).name)])
def test_the_workflow_is_one_by_the_schema_of_workflows(tmp_path: Path, installation: Installation) -> None:
    (path,) = write(emit(Caller.GITHUB, installation), tmp_path)
    ended = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("installation", "why"),
    [
        (replace(PLAIN, out=Path("/srv/elsewhere")), "only what lies in its repository"),
        (replace(PLAIN, out=Path("/srv/desk/${{ secrets.ALL }}")), "expression"),
        (replace(PLAIN, state=Path("/srv/desk/${{ secrets.ALL }}")), "expression"),
    ],
)
def test_what_a_workflow_cannot_hold_is_refused(installation: Installation, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        emit(Caller.GITHUB, installation)


# ---- launchd ----


def test_launchd_reads_the_job_as_it_was_meant() -> None:
    installation = replace(odd(ODD), minute=45)
    ((name, text),) = emit(Caller.LAUNCHD, installation).items()
    job = plistlib.loads(text.encode())

    assert name == f"{job['Label']}.plist" == "local.briefs.plist"
    assert job["ProgramArguments"] == list(installation.command)
    assert (job["StartCalendarInterval"], job["RunAtLoad"]) == ({"Minute": 45}, True)


# ---- All of them ----


@pytest.mark.parametrize("caller", Caller)
@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x1b", "\x7f", "\u2028", "\udcff", "\ufffe"])
def test_a_name_with_a_line_end_or_another_control_is_refused(caller: Caller, sign: str) -> None:
    with pytest.raises(NotAllowed, match="cannot be written into files for"):
        emit(caller, odd(f"/srv/a{sign}b"))


@pytest.mark.parametrize("caller", Caller)
def test_the_same_installation_gives_the_same_files(caller: Caller) -> None:
    assert emit(caller, PLAIN) == emit(caller, PLAIN)


def test_files_are_written_and_those_of_the_same_name_replaced(tmp_path: Path) -> None:
    files = emit(Caller.GITHUB, PLAIN)
    write(dict.fromkeys(files, "old"), tmp_path)
    (path,) = write(files, tmp_path)

    assert path == tmp_path / ".github" / "workflows" / "briefs.yml"
    assert path.read_text(encoding="utf-8") == files[".github/workflows/briefs.yml"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "units").write_text("a file")

    with pytest.raises(OutputError, match="name another folder"):
        write(emit(Caller.SYSTEMD, PLAIN), tmp_path / "units")
