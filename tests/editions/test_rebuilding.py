"""An issued edition is made again from the store alone, to the byte; or what differs is named."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefs.editions.aftermath.issued import seal_of
from briefs.editions.snapshots.differences import causes_of, first_difference, of_fonts, of_versions
from briefs.editions.snapshots.form import canonical
from briefs.editions.snapshots.parts import digest_of
from briefs.editions.snapshots.rebuilding import Rebuilt, rebuild, sealed_record, sealed_records
from briefs.errors import NoInput, NotAllowed
from briefs.model import Edit, EditKind
from briefs.publication import fonts
from tests.editions.sealed_weeks import MONDAY, WEEK, House, house, issue, planned, record
from tests.editions.weekly import CONFIGURATION, SECOND_WEEK, put

FIRST, SECOND = "2026-W21", "2026-W22"
BRAND = """[brand]
template = "looks/executive"
text_font = "Source Serif Pro"
fonts = ["house.otf"]
logo = "logo.svg"
logo_text = "Northport"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
COMMENT = Edit(kind=EditKind.COMMENT, theme="mine", actor="Kim", text="We judge it likely.")
NETLESS = """
import contextlib, socket, sys
if sys.argv.pop(1) == "cut":
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        sys.exit("there is a network in the namespace")
def refused(*_, **__):
    raise AssertionError("the network was asked for")
class Local(socket.socket):
    def __init__(self, family=-1, *rest, **named):
        if family in (socket.AF_INET, socket.AF_INET6, -1):
            refused()
        super().__init__(family, *rest, **named)
socket.socket, socket.getaddrinfo, socket.create_connection = Local, refused, refused
for ask in (socket.socket, lambda: socket.getaddrinfo("localhost", 9)):
    try:
        ask()
    except AssertionError:
        continue
    sys.exit("the network can be asked for")
sys.argv[0] = "briefs"
from briefs.cli.process import main
main()
"""

_Object = dict[str, Any]


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with templates, a logo and a font of its own, that has issued two editions, the second with a comment."""
    folder = tmp_path_factory.mktemp("issued") / "desk"
    looks = folder / "looks" / "executive"
    looks.mkdir(parents=True)
    (looks / "more-screen.css").write_text("/* of the house */\n")
    (folder / "logo.svg").write_text(LOGO)
    shutil.copy(
        next(it.path for it in fonts.faces() if it.path.stem == "SourceSerifPro-Regular"),
        folder / "house.otf",
    )
    desk = house(folder, brand=BRAND)
    issue(desk, record())
    put(desk.papers, SECOND_WEEK)
    issue(desk, record(MONDAY + WEEK, MONDAY, 2), [COMMENT])
    return folder


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> House:
    """The same, to be changed."""
    return House(Path(shutil.copytree(issued, tmp_path / "desk")))


@pytest.fixture
def bare(issued: Path, tmp_path: Path) -> House:
    """A copy of its store and nothing else, elsewhere; sources, templates and settings are others by now."""
    folder = tmp_path / "restored"
    shutil.copytree(issued / "store", folder / "store")
    other = CONFIGURATION.replace("Northport brief", "Another brief").replace("Asia/Seoul", "Europe/Lisbon")
    (folder / "briefs.toml").write_text(other, "utf-8")
    return House(folder)


def again(desk: House, edition: str = SECOND, to: Path | None = None) -> Rebuilt:
    """What comes of making an edition again."""
    with desk.store() as store:
        return rebuild(store.ledger, sealed_record(store.ledger, edition, None), to)


def told(result: Rebuilt) -> list[str]:
    return [f"{it.subject}: {it.message}" for it in result.differences]


def seal(desk: House, edition: str = SECOND) -> _Object:
    with desk.store() as store:
        return dict(seal_of(store.ledger, sealed_record(store.ledger, edition, None)))


def snapshot(desk: House, edition: str = SECOND) -> _Object:
    with desk.store() as store:
        digest = sealed_record(store.ledger, edition, None).snapshot
        assert digest
        told: _Object = json.loads(store.ledger.content(digest))
        return told


def run(desk: House, statement: str, *values: object) -> None:
    """Change the database behind the back of the ledger."""
    with sqlite3.connect(desk.folder / "store" / "store.sqlite3") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement, values).rowcount == 1
    connection.close()


def damage(desk: House, digest: str) -> None:
    """Change one byte of a content in the store."""
    name = digest.removeprefix("sha256:")
    with sqlite3.connect(desk.folder / "store" / "store.sqlite3") as connection:
        (packed,) = connection.execute("SELECT packed FROM content WHERE digest = ?", (name,)).fetchone()
    connection.close()
    middle = len(packed) // 2
    changed = packed[:middle] + bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
    run(desk, "UPDATE content SET packed = ? WHERE digest = ?", changed, name)


def replaced(desk: House, column: str, changed: _Object, edition: str = SECOND) -> None:
    """Put another snapshot or seal in the place of the one that is recorded."""
    with desk.store() as store:
        (digest,) = store.ledger.keep_contents([canonical(changed)])
    run(
        desk,
        f"UPDATE edition SET {column} = ? WHERE edition = ?",  # noqa: S608 - of two names
        digest.removeprefix("sha256:"),
        edition,
    )


# ---- The same --------------------------------------------------------------------------------------------------------


def test_both_editions_are_made_again_to_the_byte(desk: House) -> None:
    with desk.store() as store:
        results = [rebuild(store.ledger, it) for it in sealed_records(store.ledger)]
    assert [(it.edition, it.differences, it.others) for it in results] == [(FIRST, (), ()), (SECOND, (), ())]
    assert [it.files for it in results] == [len(seal(desk, name)["files"]) for name in (FIRST, SECOND)]


def test_a_restored_store_is_enough_without_sources_templates_settings_and_network(
    bare: House, issued: Path, tmp_path: Path, root: Path
) -> None:
    """Refused to the program in any case, and to all that it starts where a namespace can be had; both are proven."""
    to = tmp_path / "again"
    prefix = _without_network()
    way = "cut" if prefix else "refused"
    done = subprocess.run(
        [*prefix, sys.executable, "-c", NETLESS, way, "rebuild", SECOND, "--to", str(to)],
        cwd=bare.folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.defpath, "TZ": "Asia/Kathmandu", "PYTHONPATH": str(root)},
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert f"{SECOND}: the same, all {len(seal(bare)['files'])} files to the byte" in done.stdout
    for path in (issued / "out" / SECOND).rglob("*"):
        if path.is_file() and path.name != "seal.json":
            assert (to / SECOND / path.relative_to(issued / "out" / SECOND)).read_bytes() == path.read_bytes()


def _without_network() -> list[str]:
    """What begins a command in a namespace without a network, where the system lets one do so."""
    prefix = ["unshare", "--map-root-user", "--net"]
    try:
        return (
            prefix
            if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
            else []
        )
    except OSError:
        return []


def test_another_version_that_makes_the_same_bytes_is_told_and_is_no_difference(desk: House) -> None:
    sealed = seal(desk)
    replaced(desk, "seal", sealed | {"versions": sealed["versions"] | {"weasyprint": "69.0"}})
    result = again(desk)
    assert result.differences == ()
    assert result.others == (f"WeasyPrint 69.0, here {sealed['versions']['weasyprint']}",)


# ---- Not the same ----------------------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[_Object], tuple[str, str]]] = {
    "source": lambda it: (it["sources"][0]["path"], it["sources"][0]["digest"]),
    "earlier source": lambda it: (it["earlier"][0]["path"], it["earlier"][0]["digest"]),
    **{
        name: lambda it, name=name: (name, it["files"][name])  # type: ignore[misc]
        for name in (
            "templates/own/executive/more-screen.css",
            "templates/base/executive/brief.html.j2",
            "templates/base/print.css",
            "brand/logo",
            "brand/fonts/0/house.otf",
            "past/2026-W21/brief.json",
        )
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_byte_of_what_it_was_made_from_is_found_and_named(desk: House, kind: str) -> None:
    name, digest = KINDS[kind](snapshot(desk))
    damage(desk, digest)
    assert told(again(desk)) == [f"{name}: is damaged in the store, or missing there ({digest})"]


@pytest.mark.parametrize(
    ("column", "called"), [("snapshot", "the list of what it was made from"), ("seal", "its seal")]
)
def test_one_byte_of_the_snapshot_or_the_seal_is_found(desk: House, column: str, called: str) -> None:
    with desk.store() as store:
        digest = getattr(sealed_record(store.ledger, SECOND, None), column)
    damage(desk, digest)
    assert told(again(desk)) == [f"{called}: is damaged in the store, or missing there ({digest})"]


def test_a_seal_of_another_version_is_told_as_that(desk: House) -> None:
    replaced(desk, "seal", seal(desk) | {"schema": "briefs/seal/9"})
    assert told(again(desk)) == [
        "its seal: is of the kind briefs/seal/9, and this version of briefs reads briefs/seal/1"
    ]


def test_a_content_that_is_gone_is_named(desk: House) -> None:
    source = snapshot(desk)["sources"][1]
    run(desk, "DELETE FROM content WHERE digest = ?", source["digest"].removeprefix("sha256:"))
    assert [it.subject for it in again(desk).differences] == [source["path"]]


def test_another_source_in_the_place_of_one_is_named(desk: House) -> None:
    with desk.store() as store:
        (other,) = store.ledger.keep_contents(
            [b"Title: Forged\nDate: 2026-05-20\n\nNothing of this was said.\n"]
        )
    changed = snapshot(desk)
    path = changed["sources"][0]["path"]
    changed["sources"][0]["digest"] = other
    replaced(desk, "snapshot", changed)
    assert told(again(desk)) == [f"the source {path}: is not what was sealed"]


def test_a_source_that_was_taken_out_or_put_in_is_named(desk: House) -> None:
    changed = snapshot(desk)
    gone = changed["sources"].pop(0)["path"]
    changed["earlier"][0]["path"] = "papers/x.txt"
    replaced(desk, "snapshot", changed)
    result = told(again(desk))
    assert f"the source {gone}: is not kept as what it was made from" in result
    assert "the earlier source papers/x.txt: is kept as what it was made from, and was not sealed" in result


def test_another_title_and_another_moment_are_named(desk: House) -> None:
    changed = snapshot(desk)
    changed["settings"]["title"] = "Forged"
    changed["number"] = 7
    replaced(desk, "snapshot", changed)
    assert told(again(desk)) == [
        "what was asked for: is not what was sealed",
        "the configuration: is not what was sealed",
    ]


def test_another_comment_is_named(desk: House) -> None:
    run(desk, "UPDATE edit SET text = 'We judge it unlikely.' WHERE edition = ?", SECOND)
    assert told(again(desk)) == ["the edits of the analyst: is not what was sealed"]


def test_files_of_another_version_are_named_with_the_version_and_the_place(desk: House) -> None:
    sealed = seal(desk)
    page = (desk.out / SECOND / "brief.html").read_bytes()
    with desk.store() as store:
        (was,) = store.ledger.keep_contents([page.replace(b"<h1", b"<h1 lang=xx", 1)])
    changed = sealed | {
        "files": sealed["files"]
        | {"brief.html": was, "brief.pdf": digest_of(b""), "gone.csl.json": digest_of(b"")},
        "versions": sealed["versions"] | {"weasyprint": "69.0", "jinja2": "3.0.0"},
    }
    replaced(desk, "seal", changed)
    here = sealed["versions"]
    result = {it.subject: it for it in again(desk).differences}
    assert result.keys() == {"brief.html", "brief.pdf", "gone.csl.json"}
    assert result["brief.html"].message.startswith("differs, first in line ")
    assert "<h1 lang=xx" in result["brief.html"].message
    assert result["brief.html"].causes == (f"jinja2 3.0.0, here {here['jinja2']}",)
    assert result["brief.pdf"].message == "differs, and what was issued is damaged in the store"
    assert result["brief.pdf"].causes == (
        f"jinja2 3.0.0, here {here['jinja2']}",
        f"WeasyPrint 69.0, here {here['weasyprint']}",
    )
    assert result["gone.csl.json"].message == "was sealed and is not made here"


def test_the_command_ends_with_3_and_tells_what_differs(desk: House, root: Path) -> None:
    name, digest = KINDS["source"](snapshot(desk))
    damage(desk, digest)
    done = subprocess.run(
        [sys.executable, "-m", "briefs.cli", "rebuild", "--all", "--json"],
        cwd=desk.folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.defpath, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 3
    assert done.stderr == "briefs: 1 of 2 editions are not made again as they were; see above\n"
    first, second = json.loads(done.stdout)
    assert (first["edition"], first["holds"]) == (FIRST, True)
    assert (second["edition"], second["holds"]) == (SECOND, False)
    assert [it["subject"] for it in second["differences"]] == [name]


def test_an_edition_that_is_not_recorded_is_told_as_that(desk: House) -> None:
    with pytest.raises(NoInput, match="2026-W30 is not recorded; `briefs editions`"):
        again(desk, "2026-W30")


def test_one_that_was_not_sealed_yet_cannot_be_made_again(desk: House) -> None:
    with desk.store() as store:
        planned(store, record(MONDAY + 2 * WEEK, MONDAY + WEEK, 3))
    with pytest.raises(NotAllowed, match="2026-W23 is building: nothing was sealed yet"):
        again(desk, "2026-W23")


# ---- In words --------------------------------------------------------------------------------------------------------


def test_the_first_line_that_differs_is_told() -> None:
    assert first_difference(b"one\ntwo\nthree", b"one\ntwo!\nthree") == (
        "first in line 2: “two” was sealed, “two!” is made here"
    )


def test_the_first_byte_that_differs_is_told_of_what_is_no_text() -> None:
    assert first_difference(b"\xff\x00\x01", b"\xff\x00\x02") == "first at byte 2"


def test_a_pdf_is_told_by_its_first_page_that_reads_otherwise(desk: House) -> None:
    first, second = ((desk.out / name / "brief.pdf").read_bytes() for name in (FIRST, SECOND))
    assert "first on page 1: “" in first_difference(first, second)
    assert first_difference(first, first + b"\n% more").startswith("the same words on each of its ")
    assert first_difference(first, b"%PDF-1.7 and no more").startswith("first at byte ")


def test_a_page_hangs_on_no_library_that_only_sets_pdfs() -> None:
    others = of_versions({"pydyf": "1", "lxml": "2", "code": "a"}, {"pydyf": "3", "lxml": "2", "code": "b"})
    assert causes_of("brief.html", others, ("another A.otf than here",)) == (
        "other code of briefs than here",
    )
    assert causes_of("brief.pdf", others, ("another A.otf than here",)) == (
        "other code of briefs than here",
        "pydyf 1, here 3",
        "another A.otf than here",
    )


def test_fonts_are_told_by_their_names() -> None:
    assert of_fonts({"A.otf": "1", "B.otf": "2"}, {"A.otf": "3", "C.otf": "4"}) == (
        "another A.otf than here",
        "the font B.otf, which is not used here",
        "without the font C.otf, which is used here",
    )
