"""A desk on either database: fetched, built, backed up, restored, and told from its copies."""

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefs.config import load
from briefs.store import open_store
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, environment
from tests.store import postgres
from tests.store.places import DATABASES, a_place

THEMES = """
[[sources]]
name = "Notes"
path = "notes"

[[themes]]
id = "ports"
title = "Ports"
description = "Ferries, harbours and the people who wait for them"
terms = ["ferry", "harbour"]
"""
NOTE = "The ferry left the harbour of Aland at noon on Monday with ninety passengers and two dogs on board.\n"


@pytest.fixture(params=DATABASES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a source and a briefs.toml whose store is in one of the two databases."""
    url = a_place(request.param, tmp_path).url
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "one.txt").write_text(NOTE, "utf-8")
    (tmp_path / "briefs.toml").write_text(f'store = "{url}"\n{THEMES}' if url else THEMES, "utf-8")
    return tmp_path


def test_where_nothing_is_kept_yet_there_is_nothing_to_back_up(desk: Path, run: Run) -> None:
    assert run("backup", "copy.sqlite3").returncode == 66
    open_store(desk / "store", create=True, url=load(desk / "briefs.toml").database).close()

    empty = run("backup", "copy.sqlite3")

    assert empty.returncode == 66
    assert "holds nothing yet, and so there is nothing to back up" in empty.stderr
    assert not (desk / "copy.sqlite3").exists()


def test_a_desk_is_backed_up_and_restored(desk: Path, run: Run) -> None:
    assert run("fetch", "-q").returncode == 0
    backed_up = run("backup", "copy.sqlite3")
    assert backed_up.returncode == 0
    assert backed_up.stdout.startswith("copy.sqlite3: all of ")
    (desk / "notes" / "two.txt").write_text(NOTE.replace("noon", "six"), "utf-8")
    assert run("fetch", "-q").returncode == 0

    restored = run("restore", "copy.sqlite3")

    assert restored.returncode == 0
    assert "before-restore-1.sqlite3: what stood there before" in restored.stdout
    assert "briefs store adopt" in restored.stdout
    assert len(json.loads(run("documents", "--json").stdout)) == 1
    assert "was put back from a backup" in run("doctor").stdout
    assert run("store", "adopt").returncode == 0
    assert "was put back from a backup" not in run("doctor").stdout
    assert run("store", "check").returncode == 0


@pytest.mark.usefixtures("desk")
def test_a_desk_that_is_restored_builds_from_what_it_kept(run: Run) -> None:
    run("fetch", "-q")
    run("backup", "copy.sqlite3")
    run("restore", "copy.sqlite3")

    built = run("build", "--as-of", "2026-05-25", "-q", "--no-site", "--draft")

    assert built.returncode == 0, built.stderr


@pytest.mark.usefixtures("desk")
def test_a_file_that_is_no_backup_changes_nothing(run: Run) -> None:
    run("fetch", "-q")

    refused = run("restore", "briefs.toml")
    kept = run("backup", "briefs.toml")

    assert (refused.returncode, kept.returncode) == (72, 73)
    assert "is no backup" in refused.stderr
    assert "is no backup, and is left as it is" in kept.stderr
    assert run("store", "check").returncode == 0


def test_without_a_store_there_is_nothing_to_back_up(desk: Path, run: Run) -> None:
    done = run("backup", "copy.sqlite3")

    assert done.returncode == 66
    assert (
        "there is no store yet; `briefs fetch`, `briefs run` or `briefs readers add` makes it" in done.stderr
    )
    assert not (desk / "copy.sqlite3").exists()


def test_nothing_is_restored_into_a_fetch(desk: Path, run: Run) -> None:
    run("fetch", "-q")
    run("backup", "copy.sqlite3")
    for name in ("fetch.lock", "run.lock"):
        with (desk / "store" / name).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert run("restore", "copy.sqlite3").returncode == 75


def test_a_copied_desk_says_that_it_is_one(tmp_path: Path, run: Run) -> None:
    desk = tmp_path / "desk"
    (desk / "notes").mkdir(parents=True)
    (desk / "notes" / "one.txt").write_text(NOTE, "utf-8")
    (desk / "briefs.toml").write_text(THEMES, "utf-8")
    run("fetch", "-q", cwd=desk)
    shutil.copytree(desk, tmp_path / "copy")

    assert "was copied or moved" in run("doctor", cwd=tmp_path / "copy").stdout
    assert "was copied or moved" not in run("doctor", cwd=desk).stdout


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    """A desk whose database asks for a password, which stands in a file."""
    server = postgres.server()
    if server is None:
        pytest.skip("needs PostgreSQL's programs: apt-get install postgresql")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "one.txt").write_text(NOTE, "utf-8")
    (tmp_path / "briefs.toml").write_text(f'store = "{server.by_network(server.new())}"\n{THEMES}', "utf-8")
    (tmp_path / "secret").write_text(f"{postgres.PASSWORD}\n", "utf-8")
    return tmp_path


def _briefs(desk: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in environment(**variables).items() if name != "PGPASSWORD"}
    return subprocess.run(
        [*COMMAND, *words], cwd=desk, env=known, capture_output=True, text=True, check=False
    )


def test_the_password_of_the_database_is_read_from_a_file(guarded: Path) -> None:
    refused = _briefs(guarded, "fetch", "-q", PGPASSFILE=os.devnull)
    assert refused.returncode == 72
    assert "PGPASSWORD_FILE" in refused.stderr

    assert _briefs(guarded, "fetch", "-q", PGPASSWORD_FILE="secret").returncode == 0

    missing = _briefs(guarded, "fetch", "-q", PGPASSWORD_FILE="missing")
    assert missing.returncode == 78
    assert "missing (PGPASSWORD_FILE): cannot be read" in missing.stderr


def test_a_password_in_the_configuration_is_advised_against_and_shown_nowhere(
    guarded: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgres.server()
    assert server is not None
    quoted = postgres.PASSWORD.replace(":", "%3A").replace("@", "%40").replace("/", "%2F")
    (guarded / "briefs.toml").write_text(
        f'store = "{server.by_network(server.new(), quoted)}"\n{THEMES}', "utf-8"
    )
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert run("fetch", "-q").returncode == 0

    said = [
        run(*words)
        for words in (
            ("doctor",),
            ("sources",),
            ("store", "check"),
            ("backup", "copy"),
            ("restore", "copy"),
            ("store", "adopt"),
            ("build", "-q", "--as-of", "2026-05-25"),
        )
    ]

    assert "the password of the database stands in the configuration" in said[0].stdout
    assert not [
        it for it in said if quoted in it.stdout + it.stderr or postgres.PASSWORD in it.stdout + it.stderr
    ]
    written = [
        path for path in guarded.rglob("*") if path.is_file() and path.name not in {"briefs.toml", "secret"}
    ]
    assert written
    for secret in (quoted.encode(), postgres.PASSWORD.encode()):
        assert not [path for path in written if secret in path.read_bytes()]
