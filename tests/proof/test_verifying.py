"""A brief that is whole, with more and less at hand to hold it against; and everything that may be wrong beside it."""

import json
import shutil
from pathlib import Path

import pytest

from briefs.errors import NoInput, NothingReadable
from briefs.proof import Outcome
from tests.proof.forging import checked, failing, manifest_in, told

ALL = (
    "the file",
    "the pages",
    "the sentences",
    "dates and names",
    "the links",
    "the kept texts",
    "the sources",
    "what they state",
    "the edition's files",
    "brief.json",
)


def outcomes(report: object) -> dict[str, str]:
    return {check.subject: str(check.outcome) for check in report.checks}  # type: ignore[attr-defined]


def test_an_edition_and_its_sources_hold_in_every_respect(built: Path, sources: Path) -> None:
    report = checked(built, sources)
    assert told(report) == ""
    assert {subject: report.outcome(subject) for subject in ALL} == dict.fromkeys(ALL, Outcome.HOLDS)
    assert report.outcome("the signature") is Outcome.UNCHECKED


def test_a_pdf_alone_shows_that_it_is_whole_and_says_what_it_cannot_show(built: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(built / "brief.pdf", tmp_path / "mail.pdf"))
    report = checked(alone)
    assert report.holds
    assert outcomes(report) == {
        "the file": "holds",
        "the pages": "holds",
        "the sentences": "holds",
        "dates and names": "holds",
        "the links": "holds",
        "the kept texts": "not checked",
        "the sources": "not checked",
        "the edition's files": "not checked",
        "the signature": "not checked",
    }


def test_every_extract_that_the_page_prints_is_found_on_it(built: Path) -> None:
    extracts = manifest_in((built / "brief.pdf").read_bytes())["extracts"]
    printed = [one for one in extracts if one["role"] not in {"citation", "corroboration", "earlier"}]
    assert len(printed) > 10
    assert [one["place"] for one in printed if not one["pages"]] == []
    assert {one["role"] for one in printed} >= {"statement", "quotation", "event", "disclosure"}


def test_sources_are_known_by_their_bytes_whatever_they_are_called(
    built: Path, sources: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "renamed"
    folder.mkdir()
    for number, file in enumerate(sorted(sources.glob("*.*"))):
        shutil.copy(file, folder / f"{number}{file.suffix}")
    report = checked(built / "brief.pdf", folder)
    assert report.outcome("the sources") is Outcome.HOLDS
    assert "not here" not in "".join(
        check.detail for check in report.checks if check.subject == "the sources"
    )


def test_a_source_that_is_missing_is_named_and_the_others_are_checked(
    built: Path, sources: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sources, tmp_path / "some"))
    (folder / "signal-hill-dispatch-andong.txt").unlink()
    (check,) = [one for one in checked(built, folder).checks if one.subject == "the sources"]
    assert check.outcome is Outcome.HOLDS
    assert "signal-hill-dispatch-andong.txt" in check.detail


def test_a_source_that_was_changed_is_no_longer_that_source(
    built: Path, sources: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sources, tmp_path / "changed"))
    for file in folder.glob("*.*"):
        file.write_bytes(file.read_bytes() + b" ")
    (folder / "reports.zip").unlink()
    assert checked(built / "brief.pdf", folder).outcome("the sources") is Outcome.UNCHECKED


@pytest.mark.parametrize("name", ["brief.html", "brief.json"])
def test_one_character_of_a_file_of_the_edition_is_found(edition: Path, name: str) -> None:
    file = edition / name
    content = file.read_bytes()
    file.write_bytes(content.replace(b"Lee", b"Lea", 1))
    assert file.read_bytes() != content
    report = checked(edition)
    assert "the edition's files" in failing(report)
    assert name in told(report)


def test_one_character_of_a_kept_text_is_found(edition: Path) -> None:
    file = min((edition / "sources").iterdir())
    text = file.read_text("utf-8")
    file.write_text(text.replace("a", "o", 1), "utf-8")
    assert failing(checked(edition)) == {"the kept texts", "the edition's files"}


@pytest.mark.parametrize("name", ["brief.html", "brief.json"])
def test_a_missing_file_of_the_edition_is_found(edition: Path, name: str) -> None:
    (edition / name).unlink()
    report = checked(edition)
    assert failing(report) == {"the edition's files"}
    assert f"{name}: is missing" in told(report)


def test_a_json_that_is_another_file_is_never_told_to_hold(edition: Path) -> None:
    text = (edition / "brief.json").read_text("utf-8")
    (edition / "brief.json").write_text(text.replace('"organisation": "', '"organisation": "Other ', 1) + " ")
    report = checked(edition)
    assert failing(report) == {"the edition's files"}
    assert report.outcome("brief.json") is Outcome.UNCHECKED


def test_a_json_made_anew_is_held_against_the_manifest(edition: Path) -> None:
    brief = json.loads((edition / "brief.json").read_bytes())
    brief["sections"][0]["statements"][0]["citations"][0]["exact"] = "Nobody said this."
    brief["references"][0]["title"] = "Another title"
    (edition / "brief.json").write_text(json.dumps(brief))
    report = checked(edition)
    assert failing(report) == {"the edition's files", "brief.json"}
    assert "Nobody said this." in told(report)
    assert "Another title" in told(report)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"references": 1}', b"\xff", b"[" * 100_000])
def test_a_json_that_is_none_is_told_and_stops_nothing(edition: Path, content: bytes) -> None:
    (edition / "brief.json").write_bytes(content)
    assert failing(checked(edition)) == {"the edition's files", "brief.json"}


def test_a_link_out_of_the_edition_is_not_followed(edition: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.html"
    (edition / "brief.html").rename(elsewhere)
    (edition / "brief.html").symlink_to(elsewhere)
    report = checked(edition)
    assert failing(report) == {"the edition's files"}
    assert "brief.html: it cannot be read" in told(report)


def test_a_folder_without_a_brief_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable, match=r"holds no brief\.pdf"):
        checked(tmp_path)


def test_a_folder_with_two_briefs_is_told(edition: Path) -> None:
    shutil.copy(edition / "brief.pdf", edition / "brief.TLP-RED.pdf")
    with pytest.raises(NothingReadable, match="several briefs"):
        checked(edition)


def test_what_is_not_there_is_told(tmp_path: Path, built: Path) -> None:
    with pytest.raises(NoInput, match="no such file"):
        checked(tmp_path / "brief.pdf")
    with pytest.raises(NoInput, match="no such folder"):
        checked(built, tmp_path / "nowhere")


def test_the_words_that_are_no_sources_are_told(built: Path) -> None:
    unbound = " ".join(checked(built / "brief.pdf").unbound)
    assert "Key points" in unbound
    words = manifest_in((built / "brief.pdf").read_bytes())["extracts"][0]["printed"][0]
    assert words not in unbound
