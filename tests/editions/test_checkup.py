"""A checkup finds what would stop or mar a build, and says what to do."""

from pathlib import Path

import pytest

from briefs import shipped
from briefs.editions.checkup import Finding, Status, examine
from tests.cli.terminal import documents
from tests.editions.following import Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer, status


def _examined(
    tmp_path: Path, *paths: Path, configuration: Path = shipped.CONFIGURATION
) -> dict[str, Finding]:
    findings = examine(configuration, paths, tmp_path / "out", shipped.TEMPLATES)
    return {finding.subject: finding for finding in findings}


def test_versions_are_told(tmp_path: Path) -> None:
    found = _examined(tmp_path, documents(tmp_path / "in"))

    assert found["Python"].message.startswith("3.")
    assert ", Pango 1." in found["WeasyPrint"].message
    assert {finding.status for finding in found.values()} <= {Status.OK, Status.WARN}


def test_a_character_that_no_font_has_is_named_with_its_document(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    text = (folder / "visit.txt").read_text(encoding="utf-8")
    (folder / "visit.txt").write_text(text.replace("summit", "summit \U00010330"), encoding="utf-8")

    found = _examined(tmp_path, folder)["glyphs"]

    assert found.status is Status.WARN
    assert found.message.startswith("no font has U+10330 GOTHIC LETTER AHSA in in/visit.txt")


def test_sources_that_give_no_document_fail(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()

    assert _examined(tmp_path, tmp_path / "in")["sources"].status is Status.FAIL
    assert "no such file or folder" in _examined(tmp_path, tmp_path / "nowhere")["sources"].message


def test_a_configuration_that_names_no_sources_is_no_failure(tmp_path: Path) -> None:
    sources = '[[sources]]\nname = "Sample sources"\npath = "seeds"\n'
    text = shipped.CONFIGURATION.read_text(encoding="utf-8").replace(sources, "")
    (tmp_path / "briefs.toml").write_text(text, encoding="utf-8")

    assert _examined(tmp_path, configuration=tmp_path / "briefs.toml")["sources"].status is Status.WARN


@pytest.mark.parametrize(
    ("out", "status", "message"),
    [
        ("", Status.OK, "can be written"),
        ("new/deep", Status.OK, "can be made"),
        ("file/deep", Status.FAIL, "file is not a folder; choose another with --out"),
    ],
)
def test_whether_out_can_be_written_is_tried_without_a_trace(
    tmp_path: Path, out: str, status: Status, message: str
) -> None:
    (tmp_path / "file").touch()
    folder = documents(tmp_path / "in")

    *_, found = examine(shipped.CONFIGURATION, (folder,), tmp_path / out, shipped.TEMPLATES)

    assert (found.subject, found.status) == ("out", status)
    assert found.message.endswith(message)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "in"]


def test_an_out_that_the_kernel_keeps_closed_fails(tmp_path: Path) -> None:
    *_, found = examine(shipped.CONFIGURATION, (documents(tmp_path),), Path("/proc/out"), shipped.TEMPLATES)

    assert found.status is Status.FAIL


def test_what_was_fetched_is_told_and_what_fails(tmp_path: Path) -> None:
    with Served() as served:
        desk = Desk(tmp_path, served.server).follows_at("/feed")
        file = tmp_path / "briefs.toml"
        never = _examined(tmp_path, configuration=file)["store"]
        served.server.on("/feed", answer(feed("a")))
        served.server.on("/a", answer(page("Alder")))
        desk.fetch()
        good = _examined(tmp_path, configuration=file)["store"]
        served.server.on("/feed", status(404))
        desk.fetch()
        bad = _examined(tmp_path, configuration=file)["store"]

    assert (never.status, never.message) == (Status.WARN, "nothing was fetched yet: run briefs fetch")
    assert (good.status, good.message) == (Status.OK, f"{tmp_path}/store: 1 document kept")
    assert (bad.status, bad.message.partition("; ")[2]) == (Status.WARN, "failing: Quay (see briefs sources)")


def test_a_store_that_cannot_be_used_fails(tmp_path: Path) -> None:
    with Served() as served:
        Desk(tmp_path, served.server).follows_at("/feed")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.sqlite3").write_bytes(
        b"no database at all, but long enough to look like one" * 99
    )

    assert _examined(tmp_path, configuration=tmp_path / "briefs.toml")["store"].status is Status.FAIL
