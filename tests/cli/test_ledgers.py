"""The commands around issued editions, as typed: what they say, to whom, and with which exit code."""

import contextlib
import datetime
import json
import os
import pty
import shutil
import sqlite3
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefs.cli.correcting_console import tell_recalls
from briefs.editions.aftermath.recalling import Fate, Recall, Touched
from briefs.model import DocumentId
from briefs.store import open_store
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, environment
from tests.editions.scheduled import W21, Desk, only, scheduled
from tests.editions.weekly import CLOSED, CREWS, FARES, THREE

WHY = "The harbour office has taken its figure back."


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("issued"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    assert only(desk.run(W21)).edition == "2026-W21"
    return desk


@pytest.fixture
def desk(issued: Desk, tmp_path: Path) -> Desk:
    """The test's own folder, in which commands run."""
    shutil.copytree(issued.folder, tmp_path, dirs_exist_ok=True)
    return Desk(folder=tmp_path)


def watched(desk: Desk, columns: int, *arguments: str) -> str:
    """What a command prints to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=desk.folder,
        env=environment(COLUMNS=str(columns), TERM="xterm"),
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:
                break
            if not piece:
                break
            told += piece
        process.wait(60)
    os.close(ours)
    return told.decode()


@pytest.mark.usefixtures("desk")
def test_editions_are_a_table_and_json(run: Run) -> None:
    table, value = run("editions"), run("editions", "--json")

    assert table.stdout == (
        "EDITION   NO.  REV.  STATE      AS OF             STATEMENTS  APPROVED BY\n"
        "2026-W21  1    0     published  2026-05-18 06:00  4           -\n"
    )
    (row,) = json.loads(value.stdout)
    assert (row["edition"], row["state"], row["statements"], row["approved_by"]) == (
        "2026-W21",
        "published",
        4,
        [],
    )


def test_what_is_not_built_bears_no_number_yet(run: Run, tmp_path: Path) -> None:
    desk = scheduled(tmp_path)
    desk.run(W21)
    assert desk.records()["2026-W21"].number == 1

    assert run("editions").stdout.splitlines()[1].split()[:4] == ["2026-W21", "-", "0", "building"]
    assert run("show", "2026-W21").stdout.startswith("2026-W21: revision 0, building\n")


def test_a_narrow_terminal_gets_lines_that_fit(desk: Desk) -> None:
    for command in (("editions",), ("log",)):
        lines = watched(desk, 48, *command).split("\r\n")
        assert max(len(line) for line in lines if "sha256:" not in line and "sources/" not in line) <= 48, (
            command
        )


def test_a_desk_without_editions_is_told_what_makes_one(run: Run, tmp_path: Path) -> None:
    scheduled(tmp_path)

    listed, shown, log = run("editions"), run("show", "2026-W21"), run("log")

    assert (listed.returncode, listed.stdout) == (0, "")
    assert "`briefs run --due` makes the first" in listed.stderr
    assert (shown.returncode, log.returncode) == (66, 66)
    assert run("editions", "--json").stdout == "[]\n"


LOOKS = (("editions",), ("show", "2026-W21"), ("log",), ("audit", "verify"), ("recall",))


def test_a_store_of_an_older_schema_is_brought_up_to_date_and_looked_at(
    run: Run, tmp_path: Path, root: Path
) -> None:
    scheduled(tmp_path)
    (tmp_path / "store").mkdir()
    with contextlib.closing(sqlite3.connect(tmp_path / "store" / "store.sqlite3")) as database:
        database.executescript((root / "tests" / "store" / "schema_1.sql").read_text("utf-8"))

    assert [run(*look).returncode for look in LOOKS] == [0, 66, 66, 0, 0]


def test_a_store_that_is_none_any_more_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    scheduled(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.sqlite3").write_bytes(b"no database" * 1000)

    for look in LOOKS:
        refused = run(*look)
        assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (72, "", 1)


@pytest.mark.usefixtures("desk")
def test_an_edition_is_shown_with_what_to_type_next(run: Run) -> None:
    shown = run("show", "2026-W21").stdout
    value = json.loads(run("show", "2026-W21", "--json").stdout)

    assert shown.startswith(
        "2026-W21: number 1, revision 0, published\ncovers       everything up to 2026-05-18 06:00\n"
    )
    assert shown.endswith(": briefs correct 2026-W21 --drop 1.1 --because TEXT\n")
    assert {"brief.pdf", "brief.html"} <= {it["name"] for it in value["files"]}
    assert (value["statements"], value["folder"], value["command"]) == (
        4,
        "out/2026-W21",
        "briefs correct 2026-W21 --drop 1.1 --because TEXT",
    )


@pytest.mark.usefixtures("desk")
def test_the_log_is_a_line_for_each_move(run: Run) -> None:
    told = run("log", "2026-W21").stdout.splitlines()

    assert told[0] == "1  2026-05-18 06:00  2026-W21    planned    schedule"
    assert told[-1] == "5  2026-05-18 06:00  2026-W21    published  schedule"
    assert [it["state"] for it in json.loads(run("log", "--json").stdout)][-1] == "published"
    assert run("log", "2026-W40").returncode == 66


def test_what_does_not_stand_as_issued_is_named_and_ends_with_three(run: Run, desk: Desk) -> None:
    good = run("audit", "verify")
    (desk.out / "2026-W21" / "brief.html").write_text("<p>other</p>")
    bad, value = run("audit", "verify"), run("audit", "verify", "--json")

    assert good.returncode == 0
    assert good.stdout.endswith("Everything that was checked is as it was issued.\n")
    assert "the log: 5 moves, each tied to the one before" in good.stdout
    assert (bad.returncode, value.returncode) == (3, 3)
    assert "out/2026-W21/brief.html: is not as it was issued" in bad.stdout
    assert json.loads(value.stdout)["faults"] == [
        {"place": "out/2026-W21/brief.html", "message": "is not as it was issued"}
    ]


def test_what_is_wrong_is_recalled_corrected_and_told(run: Run, desk: Desk) -> None:
    desk.put("a.txt", "2026-05-12", THREE.replace("3 sets", "2 sets"), CLOSED)
    fetched = run("fetch")
    recalled = run("recall")
    value = json.loads(run("recall", "--json").stdout)
    corrected = run("correct", "2026-W21", "--drop", "1.1", "--because", WHY, "--as", "Ada Weaver")

    assert "1 source that an edition cites changed or disappeared since: see briefs recall" in fetched.stderr
    assert f"    - {THREE}\n    + {THREE.replace('3 sets', '2 sets')}\n" in recalled.stdout
    assert "    briefs correct 2026-W21 --drop 1.1 --because TEXT\n" in recalled.stdout
    assert "    briefs correct 2026-W21 --again --because TEXT\n" in recalled.stdout
    assert [(line["line"], line["stands"]) for line in value[0]["touched"]] == [("1.1", False), ("1.2", True)]
    assert corrected.stdout == ("2026-W21 revision 1: published as number 1, revision 1 out/2026-W21\n")
    after = run("recall")
    assert (after.stdout, "briefs recall --all" in after.stderr) == ("", True)


def test_what_is_settled_is_told_no_more(run: Run, desk: Desk) -> None:
    desk.put("a.txt", "2026-05-12", THREE.replace("3 sets", "2 sets"), CLOSED)
    run("fetch")
    (found,) = json.loads(run("recall", "--json").stdout)
    settled = run(
        "recall", "--settle", found["document"][7:15], "--because", "A slip of the pen.", "--as", "Mara Lind"
    )

    assert "settled, until it changes again" in settled.stdout
    assert run("recall").stdout == ""
    assert "settled by Mara Lind, " in run("recall", "--all").stdout
    assert run("fetch").stderr == ""


@pytest.mark.usefixtures("desk")
def test_an_edition_is_withdrawn_and_says_so(run: Run) -> None:
    told = run("withdraw", "2026-W21", "--because", WHY)

    assert told.stdout == "2026-W21: revision 0 withdrawn; a notice stands in out/2026-W21\n"
    assert run("audit", "verify").returncode == 0
    assert "withdrawn" in run("editions").stdout
    assert run("withdraw", "2026-W40", "--because", WHY).returncode == 66


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("correct", "2026-W21"), "readers are told it"),
        (("correct", "2026-W21", "--because", "…"), "says nothing"),
        (("withdraw", "2026-W21"), "Missing option"),
        (("withdraw", "2026-W21", "--because", WHY, "--revision", "one"), "no number of a revision"),
        (("recall", "--settle", "abcd"), "go together"),
        (("show", "2026-W21", "--revision", "-1"), "no number of a revision"),
    ],
    ids=["silent", "empty", "withdrawn silently", "no number", "settled silently", "negative"],
)
def test_what_is_typed_wrongly_is_said_and_changes_nothing(
    run: Run, desk: Desk, arguments: tuple[str, ...], told: str
) -> None:
    stood = desk.files()

    refused = run(*arguments)

    assert (refused.returncode, told in " ".join(refused.stderr.split())) == (2, True)
    assert desk.files() == stood


OF_ONE = (
    ("show", "2026-W40"),
    ("log", "2026-W40"),
    ("rebuild", "2026-W40"),
    ("edit", "2026-W40"),
    ("approve", "2026-W40"),
    ("withdraw", "2026-W40", "--because", WHY),
    ("correct", "2026-W40", "--because", WHY),
)


@pytest.mark.usefixtures("desk")
def test_an_edition_that_is_not_recorded_is_told_in_the_same_words_by_every_command(run: Run) -> None:
    told = "briefs: 2026-W40 is not recorded; `briefs editions` lists those that are\n"

    assert {(it.returncode, it.stdout, it.stderr) for it in (run(*each) for each in OF_ONE)} == {
        (66, "", told)
    }


def test_a_desk_without_editions_is_told_what_makes_the_first_by_every_command(
    run: Run, tmp_path: Path
) -> None:
    scheduled(tmp_path)
    told = "briefs: no edition is recorded yet: `briefs run --due` makes the first\n"

    assert {(it.returncode, it.stdout, it.stderr) for it in (run(*each) for each in OF_ONE)} == {
        (66, "", told)
    }


@pytest.mark.usefixtures("desk")
def test_recall_says_as_of_when_it_holds_and_what_looks_again(run: Run) -> None:
    told = run("recall")

    assert (told.returncode, told.stdout) == (0, "")
    assert "no edition rests on a source that has changed or is gone, as of the last look, 20" in told.stderr
    assert "`briefs fetch` looks again" in told.stderr


def test_recall_of_a_desk_that_never_looked_says_so(run: Run, tmp_path: Path) -> None:
    scheduled(tmp_path)
    with open_store(tmp_path / "store", create=True):
        pass

    told = run("recall")

    assert (told.returncode, told.stdout) == (0, "")
    assert (
        told.stderr
        == "briefs: no source was ever looked at, so nothing is known of changes: `briefs fetch` looks\n"
    )


def touched(line: str, exact: str, *, printed: bool = True) -> Touched:
    return Touched(
        edition="2026-W21",
        revision=0,
        line=line,
        exact=exact,
        printed=printed,
        stands=False,
        now="It is so.",
    )


def test_lines_on_the_same_words_are_told_together_as_the_page_calls_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = (
        touched("1.1", "It was so."),
        touched("t9", "It was so."),
        touched("2.3", "It was so.", printed=False),
        touched("q3", "It was so, he said."),
    )
    moment = datetime.datetime(2026, 5, 19, tzinfo=datetime.UTC)
    found = Recall(
        document=DocumentId("sha256:3f2a9c3f2a9c"),
        source="Papers",
        locator="papers/a.txt",
        url=None,
        title=None,
        fate=Fate.CHANGED,
        noticed=moment,
        became="sha256:00",
        message=None,
        new_title=None,
        touched=lines,
        settled=None,
    )

    tell_recalls([found], 0, ZoneInfo("Asia/Seoul"), as_json=False)

    told = " ".join(capsys.readouterr().out.split())
    assert (
        "2026-W21 1.1, timeline 9 and 2.3 (in support): does not stand in it any more - It was so. +" in told
    )
    assert "2026-W21 quotation 3: does not stand in it any more" in told
    assert "correct 2026-W21 --drop 1.1 --because TEXT" in told
    assert "which alone changes quotation 3:" in told
