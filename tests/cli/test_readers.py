"""The readers of a desk, as its people type: imported, changed, listed, exported, removed; and who refuses."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.places import DATABASES, a_place

SETTINGS = """
[[themes]]
id = "ports"
title = "Ports"
description = "Ferries, harbours and the people who wait for them"
terms = ["ferry", "harbour"]
"""
HEAD = "address,name,lists,clearance,language,themes\n"


@pytest.fixture(params=DATABASES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder whose briefs.toml names one of the two databases."""
    url = a_place(request.param, tmp_path).url
    (tmp_path / "briefs.toml").write_text(f'store = "{url}"\n{SETTINGS}' if url else SETTINGS, "utf-8")
    return tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a briefs.toml whose store is a file: what the database has no part in is asked of one alone."""
    (tmp_path / "briefs.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def write(desk: Path, *lines: str) -> Path:
    """A table of readers with all columns."""
    (desk / "readers.csv").write_text(HEAD + "\n".join(lines), "utf-8-sig")
    return desk / "readers.csv"


def listed(run: Run, *words: str) -> list[dict[str, object]]:
    done = run("readers", "list", "--json", *words)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_a_table_is_imported_and_its_readers_are_listed(desk: Path, run: Run) -> None:
    table = write(
        desk, "Ada@Straße.example,Ada Lind,desk press,amber+strict,ko,ports", "bo@quay.example,,,,,", ""
    )

    done = run("readers", "import", table)

    assert (done.returncode, done.stdout, done.stderr) == (0, "2 added\n", "")
    assert listed(run) == [
        {
            "address": "Ada@straße.example",
            "ascii": "Ada@xn--strae-oqa.example",
            "name": "Ada Lind",
            "lists": ["desk", "press"],
            "clearance": "TLP:AMBER+STRICT",
            "language": "ko",
            "themes": ["ports"],
            "refuses": None,
        },
        {
            "address": "bo@quay.example",
            "ascii": "bo@quay.example",
            "name": "",
            "lists": [],
            "clearance": "TLP:CLEAR",
            "language": "",
            "themes": [],
            "refuses": None,
        },
    ]
    assert [each["name"] for each in listed(run, "--list", "Press")] == ["Ada Lind"]
    assert run("readers", "list").stdout.splitlines() == [
        "ADDRESS             NAME      LISTS       CLEARANCE         LANGUAGE  THEMES  REFUSES",
        "Ada@straße.example  Ada Lind  desk press  TLP:AMBER+STRICT  ko        ports   -",
        "bo@quay.example     -         -           TLP:CLEAR         -         all     -",
    ]
    assert run("store", "check").returncode == 0


@pytest.mark.usefixtures("small")
def test_with_a_mistake_nobody_is_imported_and_every_one_is_told(small: Path, run: Run) -> None:
    table = write(small, "ada@quay.example,Ada,,,,", "bo@quay,,,,,", "cy@quay.example,,,pink,,whales")

    refused = run("readers", "import", table)

    assert (refused.returncode, refused.stdout) == (65, "")
    assert refused.stderr.splitlines() == [
        f"briefs: {table}: 2 mistakes; nobody was imported (mend them, or import the rest with --skip-bad)",
        "  line 3: “bo@quay” is no address: The part after the @-sign is not valid. It should have a period.",
        "  line 4: “pink” is no clearance; known are: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED",
    ]
    skipped = run("readers", "import", table, "--skip-bad")
    assert (skipped.returncode, skipped.stdout) == (0, "1 added\n")
    assert "briefs: left out: line 4: “pink” is no clearance" in skipped.stderr
    assert [each["address"] for each in listed(run)] == ["ada@quay.example"]


@pytest.mark.usefixtures("small")
def test_a_dry_run_says_what_would_be_and_does_nothing(small: Path, run: Run) -> None:
    table = write(small, "ada@quay.example,Ada Lind,,,,", "bo@quay.example,,,,,")
    assert run("readers", "import", table, "--dry-run").stdout == "would be: 2 added\n"
    assert not (small / "store").exists()
    run("readers", "add", "ada@quay.example", "--name", "Ada")

    done = run("readers", "import", table, "--dry-run")

    assert (done.returncode, done.stdout) == (0, "would be: 1 added, 1 changed\n")
    assert [(each["address"], each["name"]) for each in listed(run)] == [("ada@quay.example", "Ada")]


@pytest.mark.usefixtures("small")
def test_a_table_of_addresses_takes_nothing_away_from_who_is_known(small: Path, run: Run) -> None:
    run(
        "readers",
        "add",
        "ada@quay.example",
        "--name",
        "Ada",
        "--list",
        "desk",
        "--clearance",
        "red",
        "--theme",
        "ports",
    )
    (small / "press.csv").write_text("E-Mail\nADA@quay.example\nbo@quay.example\n", "utf-8")

    done = run("readers", "import", "press.csv", "--list", "press")

    assert done.stdout == "1 added, 1 changed\n"
    ada, bo = listed(run)
    assert (ada["name"], ada["lists"], ada["clearance"], ada["themes"]) == (
        "Ada",
        ["desk", "press"],
        "TLP:RED",
        ["ports"],
    )
    assert (bo["lists"], bo["clearance"]) == (["press"], "TLP:CLEAR")


@pytest.mark.usefixtures("small")
def test_what_is_not_said_of_a_reader_stays_and_what_is_emptied_is_empty(run: Run) -> None:
    run("readers", "add", "ada@quay.example", "--name", "Ada", "--clearance", "amber", "--theme", "ports")

    assert run("readers", "add", "ada@quay.example", "--list", "desk").stdout == "ada@quay.example: changed\n"
    assert run("readers", "add", "ada@quay.example", "--list", "press", "--theme", "").returncode == 0
    (ada,) = listed(run)
    assert (ada["name"], ada["lists"], ada["clearance"], ada["themes"]) == (
        "Ada",
        ["desk", "press"],
        "TLP:AMBER",
        [],
    )
    assert run("readers", "add", "ada@quay.example").stdout == "ada@quay.example: unchanged\n"

    off = run("readers", "remove", "ada@quay.example", "--list", "desk")
    assert off.stdout == "ada@quay.example: no longer on desk\n"
    assert listed(run)[0]["lists"] == ["press"]
    assert (
        "is no reader on the list desk"
        in run("readers", "remove", "ada@quay.example", "--list", "desk").stderr
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "ada"), "is no address"),
        (("add", "ada@quay.example\r\nBcc: bo@quay.example"), "is no address"),
        (("add", "ada@qu\N{CYRILLIC SMALL LETTER A}y.example"), "is not at quay.example, though it looks so"),
        (
            ("add", "ada@quay.example", "--name", "Ada\r\nBcc: bo@quay.example"),
            "holds a sign that no name has (U+000D)",
        ),
        (("add", "a" * 10_000 + "@quay.example"), "has 10,013 signs; an address has 254 at most"),
        (("add", "ada@quay.example", "--list", "desk\r\nBcc: bo@quay.example"), "cannot name a list"),
        (
            ("add", "ada@quay.example", "--theme", "ports\r\nBcc: bo@quay.example"),
            "is no theme of briefs.toml",
        ),
        (("add", "ada@quay.example", "--list", "a/b"), "cannot name a list"),
        (("add", "ada@quay.example", "--theme", "whales"), "is no theme of briefs.toml; known are: ports"),
        (("add", "ada@quay.example", "--clearance", "pink"), "is no clearance"),
        (
            ("add", "ada@quay.example", "--language", "fr"),
            "no language that mails are written in; known are: en, ja, ko",
        ),
        (("import", "readers.csv", "--list", "b c"), "cannot name a list"),
        (("remove", "ada@quay.example"), "is no reader; see: briefs readers list"),
        (
            ("unsuppress", "ada@quay.example", "--because", "So."),
            "does not refuse; see: briefs readers suppressions",
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(
    small: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    write(small, "cy@quay.example,,,,,")
    run("readers", "add", "bo@quay.example")

    done = run("readers", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert why in " ".join(done.stderr.replace("│", " ").split())
    assert [each["address"] for each in listed(run)] == ["bo@quay.example"]


@pytest.mark.usefixtures("small")
def test_what_is_exported_is_no_formula_and_comes_back_as_it_was(small: Path, run: Run) -> None:
    table = write(
        small,
        "=1+1@quay.example,\"=cmd|' /C calc'!A1\",desk,RED,ja,ports",
        "bo@quay.example,{{ config }},,,,",
    )
    run("readers", "import", table)
    before = listed(run)

    told = run("readers", "export").stdout
    done = run("readers", "export", "copy.csv")

    assert (done.returncode, done.stdout) == (0, "")
    assert (small / "copy.csv").read_bytes() == told.encode()
    assert (small / "copy.csv").stat().st_mode & 0o777 == 0o600
    assert told.splitlines() == [
        '"address","name","lists","clearance","language","themes"',
        '"\'=1+1@quay.example","\'=cmd|\' /C calc\'!A1","desk","TLP:RED","ja","ports"',
        '"bo@quay.example","{{ config }}","","TLP:CLEAR","",""',
    ]
    assert run("readers", "import", "copy.csv").stdout == "2 as before\n"
    assert listed(run) == before
    assert run("readers", "export", "--list", "desk").stdout.count("\n") == 2
    (small / "link.csv").symlink_to("copy.csv")
    assert run("readers", "export", "link.csv", "--list", "desk").returncode == 0
    assert (small / "copy.csv").read_bytes().count(b"\n") == 2
    for unfit in ("missing/copy.csv", ".", "/dev/null"):
        assert run("readers", "export", unfit).returncode == 73


def test_a_refusal_outlives_the_address_and_is_lifted_with_a_reason(small: Path, run: Run) -> None:
    run("readers", "add", "ada@quay.example", "--list", "desk")
    said = run(
        "readers", "suppress", "ADA@quay.example", "--because", "Asked by phone\x1b[2J, ada@quay.example"
    )
    assert said.stdout == "ADA@quay.example: nothing is sent there any more\n"
    assert listed(run)[0]["refuses"] == "by hand"
    assert "that word stays" in run("readers", "suppress", "ada@quay.example", "--because", "Again").stdout

    assert run("readers", "remove", "ada@quay.example").returncode == 0

    assert listed(run) == []
    (refusal,) = json.loads(run("readers", "suppressions", "--json").stdout)
    assert (refusal["address"], refusal["refusal"]) == ("", "by hand")
    assert refusal["because"] == "Asked by phone\x1b[2J, [removed]"
    row = run("readers", "suppressions").stdout.splitlines()[1]
    assert f"no reader ({refusal['key'][:12]})  by hand" in row
    assert "Asked by phone [2J, [removed]" in row
    refused = run("readers", "add", "ada@quay.example")
    assert refused.returncode == 77
    assert "briefs readers unsuppress ada@quay.example" in refused.stderr
    imported = run("readers", "import", write(small, "ada@quay.example,,,,,"))
    assert imported.stdout == "1 left out: they do not want to be written to\n"
    assert "left out: ada@quay.example" in imported.stderr

    assert run("readers", "unsuppress", "ada@quay.example", "--because", "Her letter").returncode == 0
    assert run("readers", "add", "ada@quay.example").stdout == "ada@quay.example: added\n"
    assert run("readers", "suppressions").stdout == ""
    assert "ada@quay.example  by hand" in run("readers", "suppressions", "--lifted").stdout
    (lifted,) = json.loads(run("readers", "suppressions", "--lifted", "--json").stdout)
    assert (lifted["address"], lifted["because"]) == ("ada@quay.example", "Her letter")


def test_without_its_secret_a_desk_refuses_to_go_on(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("readers", "add", "ada@quay.example")
    key = (small / "store" / "secret.key").read_text("ascii")
    monkeypatch.setenv("BRIEFS_SECRET", "f" * 64)

    refused = run("readers", "list")

    assert (refused.returncode, refused.stdout) == (77, "")
    assert "put back the file secret.key of its folder, or the BRIEFS_SECRET that was used" in refused.stderr
    assert "f" * 64 not in refused.stderr
    monkeypatch.setenv("BRIEFS_SECRET", key.strip())
    (small / "store" / "secret.key").unlink()
    assert [each["address"] for each in listed(run)] == ["ada@quay.example"]
    assert not (small / "store" / "secret.key").exists()


def test_a_desk_whose_secret_is_lost_for_good_is_given_another(small: Path, run: Run) -> None:
    run("readers", "add", "ada@quay.example")
    run("readers", "suppress", "bo@quay.example", "--because", "Asked by phone")
    assert run("readers", "rekey").returncode == 77
    (small / "store" / "secret.key").unlink()
    assert "If it is lost for good: briefs readers rekey" in run("readers", "list").stderr

    refused = run("readers", "rekey")
    done = run("readers", "rekey", "--lose-refusals")

    assert refused.returncode == 77
    assert "1 refusal of an erased address would be lost" in refused.stderr
    assert done.stdout == "the readers are known by the new secret; refusals that are lost: 1\n"
    assert [each["address"] for each in listed(run)] == ["ada@quay.example"]


@pytest.mark.usefixtures("small")
def test_a_desk_without_a_store_has_no_readers(run: Run) -> None:
    assert run("readers", "list").returncode == 66
    assert run("readers", "import", "missing.csv").returncode == 66


def test_on_a_narrow_terminal_each_reader_takes_more_lines(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("readers", "import", write(small, "ada@quay.example,하늘,desk press weekly,amber,ko,ports"))
    monkeypatch.setattr("briefs.cli.readers_console.room", lambda: 44)

    done = run("readers", "list")

    assert done.stdout.splitlines() == [
        "ada@quay.example 하늘",
        "  lists desk press weekly; clearance",
        "  TLP:AMBER; language ko; themes ports",
    ]


@pytest.mark.usefixtures("small")
def test_a_backup_holds_the_readers_and_says_that_the_secret_is_to_be_kept_too(run: Run) -> None:
    run("readers", "add", "ada@quay.example")

    done = run("backup", "copy.sqlite3")

    assert done.returncode == 0
    assert "keep a copy of store/secret.key too, in another place" in done.stderr
    run("readers", "remove", "ada@quay.example")
    assert run("restore", "copy.sqlite3").returncode == 0
    assert [each["address"] for each in listed(run)] == ["ada@quay.example"]
