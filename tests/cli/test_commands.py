"""What each command prints, writes, and ends with."""

import datetime
import json
import os
import pty
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer
from typer.testing import CliRunner

from briefs import __version__, errors, shipped
from briefs.cli.commands import app
from briefs.cli.moments import moment
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, documents, environment

SEOUL = ZoneInfo("Asia/Seoul")


def test_a_build_prints_the_paths_of_its_three_files_and_nothing_else(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")

    done = run("build", "in", "--as-of", "2026-05-25", "--config", shipped.CONFIGURATION)

    names = ("brief.pdf", "brief.html", "brief.json")
    assert done.stdout.splitlines() == [f"out/2026-W22/{name}" for name in names]
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_can_print_its_result_as_one_json_object(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")
    (tmp_path / "in" / "scan.xls").write_bytes(b"%PDF")

    done = run("build", "in", "--edition", "visit", "--out", "editions", "--json")

    result = json.loads(done.stdout)
    brief = json.loads((tmp_path / "editions" / "visit" / "brief.json").read_bytes())
    told = ["edition", "folder", "files", "statements", "documents", "not_included"]
    told += ["marking", "raised_by", "unsigned"]
    assert list(result) == told
    assert (result["edition"], result["folder"], result["documents"]) == ("visit", "editions/visit", 1)
    assert result["statements"] == sum(len(section["statements"]) for section in brief["sections"]) > 0
    assert result["not_included"] == brief["not_included"]
    assert result["not_included"][0]["subject"] == "in/scan.xls"


def test_without_a_path_the_sources_of_the_configuration_are_read(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "papers")
    text = shipped.CONFIGURATION.read_text(encoding="utf-8").replace('"seeds"', '"papers"')
    (tmp_path / "briefs.toml").write_text(text, encoding="utf-8")

    done = run("build", "--json")

    assert json.loads(done.stdout)["documents"] == 1


def test_a_build_with_the_sample_themes_says_so_unless_it_is_quiet(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")

    alone = run("build", "in", "--edition", "x").stderr
    quiet = run("build", "in", "--edition", "x", "--quiet").stderr
    chosen = run("build", "in", "--edition", "x", "--config", shipped.CONFIGURATION).stderr
    (tmp_path / "briefs.toml").write_bytes(shipped.CONFIGURATION.read_bytes())
    own = run("build", "in", "--edition", "x").stderr

    assert alone.startswith("briefs: no briefs.toml here: these are the sample themes that come with briefs")
    assert (quiet, chosen, own) == ("", "", "")


def test_the_week_is_that_of_the_configured_zone(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")

    done = run("build", "in", "--as-of", "2026-05-24T20:00Z", "--json")

    assert json.loads(done.stdout)["edition"] == "2026-W22", "in Seoul it is Monday already"


def test_every_mistake_of_the_configuration_is_printed_on_a_line_of_its_own(tmp_path: Path, run: Run) -> None:
    (tmp_path / "briefs.toml").write_text("[brief]\nkey_points = 0\n[themse]\n", encoding="utf-8")

    done = run("build")

    assert done.returncode == 78
    assert done.stderr.splitlines() == [
        "briefs: briefs.toml has 3 mistakes",
        "  line 1: themes is missing (What the sections are about)",
        "  line 2: brief.key_points is 0; give a number from 1 up to 5 (Statements on page one, at most)",
        '  line 3: themse is not a known key; did you mean "themes"?',
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["build", "--edition", "../x", "in"], 2, '"../x" cannot name a folder'),
        (["build", "--edition", ".x", "in"], 2, '".x" cannot name a folder'),
        (["build", "--edition", "", "in"], 2, '"" cannot name a folder'),
        (["build", "--as-of", "yesterday", "in"], 2, '"yesterday" is not a date or time'),
        (["build", "--as-of", "0001-01-01", "in"], 2, '"0001-01-01" is not a date or time'),
        (["build", "--colour"], 2, "No such option"),
        (["bild"], 2, "No such command"),
        (["build", "empty"], 65, "no documents in empty: put documents there, like .txt"),
        (["build", "in", "missing"], 66, "missing: no such file or folder"),
        (
            ["build", "in", "--config", "missing.toml"],
            78,
            "missing.toml: there is no such file; check --config",
        ),
        (["build", "in", "--out", "in/visit.txt"], 73, "a file stands where a folder is needed"),
        (["build", "in", "--templates", "empty"], 78, "empty"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_exit_code(
    tmp_path: Path, run: Run, arguments: list[str], code: int, told: str
) -> None:
    documents(tmp_path / "in")
    (tmp_path / "empty").mkdir()

    done = run(*arguments)

    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_working_folder_that_cannot_be_written_is_told_before_any_work(tmp_path: Path, run: Run) -> None:
    """Runs in a folder of the kernel, which even root cannot write."""
    documents(tmp_path / "in")

    done = run("build", tmp_path / "in", cwd=Path("/proc"))

    assert done.returncode == 73
    assert done.stderr.startswith("briefs: out/")


def test_on_a_terminal_progress_and_a_summary_are_shown(tmp_path: Path) -> None:
    documents(tmp_path / "in")
    (tmp_path / "in" / "scan.xls").write_bytes(b"%PDF")

    shown = _on_a_terminal(["build", "in", "--edition", "x"], tmp_path)

    steps = [
        "Gathering the sources",
        "Reading and choosing sentences: 1 document",
        "Setting the pages",
        "Writing",
    ]
    places = [shown.index(step) for step in steps]
    assert places == sorted(places)
    assert "statements from 1 documents; 1 inputs not included" in shown
    assert "in/scan.xls: format not supported yet: .xls" in shown


def test_quiet_is_quiet_on_a_terminal_too(tmp_path: Path) -> None:
    documents(tmp_path / "in")

    shown = _on_a_terminal(["build", "in", "--edition", "x", "--quiet"], tmp_path)

    assert shown.split() == [f"out/x/brief.{suffix}" for suffix in ("pdf", "html", "json")]


def _on_a_terminal(arguments: list[str], cwd: Path) -> str:
    """What a terminal shows of a run."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        terminal_environment = environment(TERM="xterm", COLUMNS="120")
        os.execvpe(COMMAND[0], [*COMMAND, *arguments], terminal_environment)  # noqa: S606 - under test
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    os.waitpid(child, 0)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-05-25", "2026-05-25T00:00:00+09:00"),
        ("2026-05-25T06:00", "2026-05-25T06:00:00+09:00"),
        ("2026-05-25T06:00+09:00", "2026-05-25T06:00:00+09:00"),
        ("2026-05-24T21:00:00Z", "2026-05-25T06:00:00+09:00"),
    ],
)
def test_a_date_or_time_without_a_zone_is_taken_in_the_configured_one(text: str, iso: str) -> None:
    assert moment(text, SEOUL).isoformat() == iso


def test_without_a_date_it_is_now() -> None:
    now = moment(None, SEOUL)

    clock = datetime.datetime.now(SEOUL)  # noqa: TID251 - what is tested
    assert abs(now - clock) < datetime.timedelta(seconds=5)
    assert now.microsecond == 0


def test_a_date_that_is_none_is_a_mistake_of_the_command_line() -> None:
    with pytest.raises(typer.BadParameter, match="write 2026-05-25"):
        moment("soon", SEOUL)


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"briefs {__version__}\n"


def test_help_tells_every_exit_code_that_an_error_has() -> None:
    told = CliRunner().invoke(app, ["--help"]).stdout

    codes = {str(error.exit_code) for error in errors.BriefsError.__subclasses__()} | {"0", "2", "130", "143"}
    assert codes <= set(re.findall(r"^ +(\d+) ", told, re.MULTILINE))


def test_help_of_build_gives_examples() -> None:
    assert "  briefs build seeds --as-of 2026-05-25\n" in CliRunner().invoke(app, ["build", "--help"]).stdout


@pytest.mark.parametrize(("contract", "title"), [("config", "briefs.toml"), ("brief", None)])
def test_a_schema_is_printed_as_json(contract: str, title: str | None) -> None:
    printed = json.loads(CliRunner().invoke(app, ["schema", contract]).stdout)

    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert title is None or printed["title"] == title


def test_a_new_workspace_can_be_built_at_once(tmp_path: Path, run: Run) -> None:
    made = run("init", "desk")
    built = run("build", "--edition", "first", "--json", cwd=tmp_path / "desk")

    assert "desk/briefs.toml" in made.stdout.splitlines()
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["documents"] > 5


def test_a_doctor_finds_nothing_wrong_where_a_build_works(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")

    done = run("doctor", "in")

    subjects = [
        line[6:].partition(":")[0] for line in done.stdout.splitlines() if not line.startswith("warn")
    ]
    assert done.returncode == 0
    wanted = ["Python", "WeasyPrint", "fonts", "configuration", "sources", "glyphs", "templates", "out"]
    assert subjects == wanted


def test_a_doctor_ends_with_69_and_says_what_to_do(tmp_path: Path, run: Run) -> None:
    (tmp_path / "briefs.toml").write_text("x = 1", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()

    done = run("doctor", "--templates", "empty", "--out", "file/out")

    failed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert done.returncode == 69
    assert failed == ["configuration:", "templates:", "out:"]
    assert "line 1: x is not a known key" in done.stdout
    assert "file is not a folder; choose another with --out" in done.stdout
