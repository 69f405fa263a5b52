"""The commands around what is followed, as typed."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.editions.following import NAVIGATION, Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer, status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        desk = Desk(tmp_path, served.server)
        desk.server.on("/feed", answer(feed("a", "b", "c")))
        desk.server.on("/a", answer(page("Alder")))
        desk.server.on("/b", answer(NAVIGATION.encode()))
        yield desk.follows_at("/feed")


def test_fetch_tells_what_came_of_each_source_and_why_something_did_not(desk: Desk, run: Run) -> None:
    done = run("fetch")

    assert (done.returncode, done.stdout) == (0, "Quay  1 kept, 1 kept out, 1 not had\n")
    assert f"  {desk.server.url('/c')}: answers with status 404 (not found)" in done.stderr.splitlines()
    assert run("fetch").stdout == "Quay  nothing new\n"


def test_fetch_tells_a_program_the_same(desk: Desk, run: Run) -> None:
    (visit,) = json.loads(run("fetch", "--json").stdout)

    assert (visit["source"], visit["state"], visit["kept"]) == ("Quay", "new", 1)
    assert visit["failed"][0]["subject"] == desk.server.url("/c")


def test_a_fetch_that_reaches_nothing_ends_with_its_own_code(desk: Desk, run: Run) -> None:
    desk.server.on("/feed", status(404))

    done = run("fetch")

    assert done.returncode == 76
    assert "FAILED" in done.stdout
    assert done.stderr == "briefs: no source could be reached; see briefs sources\n"


def test_sources_are_listed_with_their_health(desk: Desk, run: Run) -> None:
    never = run("sources").stdout.splitlines()
    run("fetch")
    desk.server.on("/feed", status(404))
    run("fetch")

    head, line = run("sources").stdout.splitlines()
    (fields,) = json.loads(run("sources", "--json").stdout)
    assert never[1].split() == ["Quay", "0", "0", "0", "-", "-", "-"]
    assert head.split()[:4] == ["SOURCE", "KEPT", "OUT", "WAITING"]
    assert line.split()[:3] == ["Quay", "1", "2"]
    assert line.endswith("1 in a row: answers with status 404 (not found)")
    assert (fields["place"], fields["kept"], fields["failures"]) == (desk.server.url("/feed"), 1, 1)


def test_what_was_not_had_can_be_seen_again(desk: Desk, run: Run) -> None:
    run("fetch")

    lines = run("sources", "problems").stdout.splitlines()
    fields = json.loads(run("sources", "problems", "--source", "quay", "--json").stdout)

    assert len(lines) == len(fields) == 2
    assert lines[0].startswith(f"Quay: {desk.server.url('/b')} (kept out) ")
    assert lines[1] == f"Quay: {desk.server.url('/c')} (given up) answers with status 404 (not found)"


def test_credentials_are_written_and_not_told(desk: Desk, run: Run) -> None:
    desk.server.on("/second", answer(feed("a").replace(b"Quay Post", b"Second Post")))
    address = desk.server.url("/second").replace("//", "//desk:secret@")

    added = run("sources", "add", address)
    again = run("sources", "add", desk.server.url("/second"))
    listed = run("sources", "--json")

    assert address in (desk.folder / "briefs.toml").read_text("utf-8")
    assert (added.returncode, again.returncode) == (0, 78)
    assert "secret" not in added.stdout + again.stderr + listed.stdout


def test_a_document_shows_what_only_its_feed_states(desk: Desk, run: Run) -> None:
    listed = feed("a").replace(b"<link>", b"<pubDate>Fri, 29 May 2026 08:00:00 +0900</pubDate><link>")
    desk.server.on(
        "/feed", answer(listed.replace(b"</title><link>", b"</title><source>Coastal Wire</source><link>"))
    )
    desk.server.on("/a", answer(page("Alder").replace(b"article:published_time", b"nothing")))
    run("fetch")
    identifier = run("documents").stdout.split()[0]

    shown = run("documents", "show", identifier).stdout

    assert "published:    2026-05-29T08:00+09:00" in shown


def test_a_container_is_shown_with_its_name_and_a_broken_one_with_its_reason(desk: Desk, run: Run) -> None:
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    with zipfile.ZipFile(desk.folder / "in" / "pack.zip", "w") as pack:
        pack.writestr("alder.html", page("Alder"))
    desk.follows('name = "Papers"\npath = "in"')
    run("fetch")

    listed = run("documents").stdout
    broken = run(
        "documents", "show", next(line for line in listed.splitlines() if "broken" in line).split()[0]
    )

    assert "pack.zip (1 document)" in listed
    assert "in/broken.zip: " in broken.stdout


def test_a_source_is_added_and_fetched(desk: Desk, run: Run) -> None:
    desk.server.on("/second", answer(feed("a").replace(b"Quay Post", b"Second Post")))

    (desk.folder / "in").mkdir()
    with (desk.folder / "briefs.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[sources]]\nname = "Papers"\npath = "in"\n')

    added = run("sources", "add", desk.server.url("/second"))
    fetched = run("fetch", "--source", "second post")

    assert added.returncode == 0
    assert added.stdout.startswith("Second Post: a feed with 1 document\n  a\n")
    assert fetched.stdout == "Second Post  1 kept\n"


def test_a_name_that_is_no_source_is_answered_with_the_known_ones(desk: Desk, run: Run) -> None:
    del desk
    done = run("fetch", "--source", "Kwai")

    assert done.returncode == 2
    assert '"Kwai" is no source of briefs.toml; known are: Quay' in done.stderr


def test_documents_are_listed_searched_and_shown(desk: Desk, run: Run) -> None:
    del desk
    run("fetch")

    listed = run("documents").stdout.splitlines()
    found = run("documents", "--search", "evening ferry").stdout.splitlines()
    nothing = run("documents", "--search", "trawler").stdout
    identifier = found[0].split()[0]
    shown = run("documents", "show", identifier).stdout

    assert len([line for line in listed if "Quay: " in line]) == 2
    assert any(line.strip().startswith("kept out: ") for line in listed)
    assert found[0].endswith("Quay: Alder")
    assert nothing == ""
    assert "title:        Alder" in shown
    assert "¶1 [paragraph]\nThe harbour office of Alder said" in shown
    assert json.loads(run("documents", "--search", "ferry", "--json").stdout)[0]["title"] == "Alder"


def test_what_was_left_out_of_a_document_is_shown(desk: Desk, run: Run) -> None:
    menu = b"<body><nav><ul><li>Home</li><li>Horoscope</li></ul></nav>"
    desk.server.on("/a", answer(page("Alder").replace(b"<body>", menu)))
    run("fetch")
    identifier = run("documents", "--search", "evening").stdout.split()[0]

    shown = run("documents", "show", identifier).stdout

    body, _, left_out = shown.partition("\nLeft out (")
    assert "Horoscope" not in body
    assert "Horoscope" in left_out


@pytest.mark.parametrize("identifier", ["abc", "000000000000", "xyz-no-id"])
def test_a_document_that_is_not_there_is_told(desk: Desk, run: Run, identifier: str) -> None:
    del desk
    run("fetch")

    done = run("documents", "show", identifier)

    assert done.returncode == 66
    assert f"no document whose id begins with {identifier}" in done.stderr


def test_the_store_is_checked_and_pruned(desk: Desk, run: Run) -> None:
    run("fetch")

    sound = run("store", "check")
    pruned = run("store", "prune", "--before", "2999-01-01")
    again = run("fetch")

    assert (sound.returncode, sound.stdout) == (0, "store: every digest and reference is right\n")
    assert pruned.stdout.startswith("2 documents deleted, ")
    assert again.stdout == "Quay  nothing new\n"
    assert run("documents").stdout == ""
    assert desk.is_sound()


def test_a_damaged_store_is_told_by_check_and_its_code(desk: Desk, run: Run) -> None:
    run("fetch")
    file = next((desk.folder / "store").glob("*.sqlite3"))
    content = bytearray(file.read_bytes())
    content[8192:8292] = bytes(100)
    file.write_bytes(content)

    done = run("store", "check")

    assert done.returncode == 72
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [("documents",), ("store", "check"), ("store", "prune", "--before", "2026-01-01")]
)
def test_without_a_store_it_is_told_how_to_make_one(desk: Desk, run: Run, command: tuple[str, ...]) -> None:
    del desk
    done = run(*command)

    assert done.returncode == 66
    assert "briefs fetch" in done.stderr


@pytest.mark.parametrize("command", [("fetch",), ("sources",), ("documents",), ("store", "check")])
def test_without_a_configuration_of_ones_own_nothing_is_followed(
    tmp_path: Path, run: Run, command: tuple[str, ...]
) -> None:
    done = run(*command, cwd=tmp_path)

    assert done.returncode == 78
    assert "no briefs.toml here" in done.stderr


@pytest.mark.parametrize("limit", ["0", "-1", "many", "²"])
def test_a_limit_is_a_number(desk: Desk, run: Run, limit: str) -> None:
    del desk
    assert run("documents", "--limit", limit).returncode == 2
