"""The process around the commands: streams, exit codes, and what is said when it cannot go on."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefs import shipped
from tests.cli.terminal import COMMAND, briefs, documents, environment

HEAVY = {"rich", "pydantic", "jinja2", "weasyprint", "nltk", "lxml", "trafilatura", "charset_normalizer"}


def _shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What came of a line of shell in which ``briefs`` is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", f'briefs() {{ {shlex.join(COMMAND)} "$@"; }}\n{line}'],
        cwd=cwd,
        env=environment(CONFIG=str(shipped.CONFIGURATION)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_nothing_heavy(tmp_path: Path, option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "briefs.cli", option],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    imported = {name.partition(".")[0] for name in modules}
    assert "typer" in imported
    assert not imported & HEAVY
    ours = {name.split(".")[1] for name in modules if name.startswith("briefs.")}
    assert ours == {"cli", "errors", "shipped"}


def test_a_build_that_nobody_watches_imports_neither_rich_nor_pydantic(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "briefs.cli",
        "build",
        str(documents(tmp_path / "in")),
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )

    assert not [line for line in done.stderr.splitlines() if line.endswith((" rich", " pydantic"))]


def test_an_error_is_one_line_on_stderr_and_no_traceback(tmp_path: Path) -> None:
    done = briefs("build", "nowhere", cwd=tmp_path)

    assert done.returncode == 66
    assert done.stdout == ""
    assert (
        done.stderr == "briefs: nowhere: no such file or folder; check the spelling and the working folder\n"
    )


def _with_a_command(program: str, name: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """What came of ``briefs`` with one command more, which ``program`` adds before it calls main."""
    return subprocess.run(
        [sys.executable, "-c", program, name],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=15,
    )


def test_a_bug_keeps_its_traceback(tmp_path: Path) -> None:
    program = (
        "from briefs.cli import commands, main\n"
        "@commands.app.command()\n"
        "def divide() -> None: 1 / 0\n"
        "main()\n"
    )
    done = _with_a_command(program, "divide", tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("Traceback (most recent call last):")
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")


def _heed_interruptions() -> None:
    """Undo what a shell does to what it starts in the background: such a process never hears SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("step", ["out", "tmp/briefs-*/stderr"], ids=["before the layout", "in the layout"])
def test_a_build_that_is_stopped_says_so_by_its_code_and_leaves_nothing(
    tmp_path: Path, sent: signal.Signals, code: int, step: str
) -> None:
    command = [*COMMAND, "build", str(documents(tmp_path / "in")), "--quiet"]
    (tmp_path / "tmp").mkdir()
    env = environment(TMPDIR=str(tmp_path / "tmp"))
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interruptions,  # noqa: PLW1509 - no thread of this process holds a lock then
    ) as run:
        while run.poll() is None and not list(tmp_path.glob(step)):
            time.sleep(0.01)
        run.send_signal(sent)
        said = run.communicate()

    assert (run.returncode, *said) == (code, "", "")
    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_end_asked_for_where_nothing_can_be_raised_is_heard_all_the_same(
    tmp_path: Path, sent: str, code: int
) -> None:
    program = (
        "import signal, time\n"
        "from briefs.cli import commands, main\n"
        "class Finalised:\n"
        f"    def __del__(self): signal.raise_signal(signal.{sent})\n"
        "@commands.app.command()\n"
        "def work() -> None:\n"
        "    Finalised()\n"
        "    time.sleep(20)\n"
        "main()\n"
    )
    done = _with_a_command(program, "work", tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize(
    "closed", [">&-", "<&- >&- 2>&-", *(pytest.param(it, marks=pytest.mark.deep) for it in ("2>&-", "<&-"))]
)
def test_closed_streams_do_no_harm(tmp_path: Path, closed: str) -> None:
    documents(tmp_path / "in")

    done = _shell(f"briefs build in --edition x --config $CONFIG {closed}", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "x" / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    documents(tmp_path / "in")

    done = _shell("{ briefs build in --edition x --config $CONFIG; echo $? >code; } | true", tmp_path)

    assert done.stderr == ""
    assert (tmp_path / "code").read_text(encoding="utf-8") == "0\n"
    assert (tmp_path / "out" / "x" / "brief.pdf").exists()


@pytest.mark.parametrize("arguments", ["--help", "schema brief", "init desk"])
def test_a_reader_that_goes_in_the_middle_is_no_error(tmp_path: Path, arguments: str) -> None:
    done = _shell(f"{{ sleep 0.2; briefs {arguments}; echo $? >code; }} | true", tmp_path)

    assert done.stderr == ""
    assert (tmp_path / "code").read_text(encoding="utf-8") == "0\n"


@pytest.mark.parametrize("buffering", ["", "PYTHONUNBUFFERED=1 "])
@pytest.mark.parametrize(
    "arguments",
    [
        "--version",
        "--help",
        "build in --quiet",
        pytest.param("build in --json --quiet", marks=pytest.mark.deep),
        "schema brief",
        "doctor in",
        "init desk",
    ],
)
def test_a_full_stdout_is_told(tmp_path: Path, arguments: str, buffering: str) -> None:
    documents(tmp_path / "in")

    done = _shell(f"export {buffering}LANG=C; briefs {arguments} >/dev/full", tmp_path)

    assert done.returncode == 74
    assert done.stderr == "briefs: cannot write to standard output: No space left on device\n"


def test_a_path_that_is_not_utf_8_is_printed_as_it_came_in_any_locale(tmp_path: Path) -> None:
    documents(tmp_path / "in")
    out = os.fsdecode(b"caf\xe9 \xed\x95\x9c")

    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}):
        command = [
            *COMMAND,
            "build",
            "in",
            "--edition",
            "x",
            "--out",
            out,
            "--config",
            str(shipped.CONFIGURATION),
        ]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(**locale), capture_output=True, check=True
        )
        assert b"caf\xe9 \xed\x95\x9c/x/brief.pdf\n" in done.stdout
        assert done.stderr == b""


def test_help_can_be_printed_in_any_locale(tmp_path: Path) -> None:
    plain = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    for command in ([], ["build"], ["init"], ["schema"], ["doctor"]):
        assert briefs(*command, "--help", cwd=tmp_path, env=plain).returncode == 0


def test_an_error_about_a_strange_name_can_be_printed_in_any_locale(tmp_path: Path) -> None:
    plain = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    done = briefs("build", "한국", cwd=tmp_path, env=plain)

    assert done.returncode == 66
    assert done.stderr.startswith("briefs: ")


def test_shell_completion_is_offered(tmp_path: Path) -> None:
    # Else the shell is looked for among the parents of the tests.
    named = environment(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    done = briefs("--show-completion", "bash", cwd=tmp_path, env=named)

    assert done.returncode == 0
    assert "_BRIEFS_COMPLETE" in done.stdout
