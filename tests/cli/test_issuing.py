"""A build of a draft, of a correction, in further formats, in a citation style, and of marked sources."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import documents

BUILD = ("build", "in", "--edition", "visit", "--as-of", "2026-05-25")


def test_formats_are_made_where_they_are_asked_for_and_carry_the_marking(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")
    for file in (tmp_path / "in").iterdir():
        file.write_text(f"TLP:GREEN\n\n{file.read_text('utf-8')}", "utf-8")

    done = run(*BUILD, "--format", "docx", "--format", "md", "--format", "csl.json", "--format", "bib", "-q")

    assert done.stdout.splitlines() == [
        f"out/visit/{name}"
        for name in (
            *("brief.TLP-GREEN.pdf", "brief.TLP-GREEN.html", "brief.json"),
            *("brief.TLP-GREEN.docx", "brief.TLP-GREEN.md", "references.csl.json", "references.bib"),
        )
    ]
    again = json.loads(run(*BUILD, "--json").stdout)
    assert [Path(file).name for file in again["files"]][:3] == [
        *("brief.TLP-GREEN.pdf", "brief.TLP-GREEN.html"),
        "brief.json",
    ]
    assert again["marking"] == "TLP:GREEN"
    assert {Path(path).suffix for path in again["raised_by"]} == {".txt"}
    assert not (tmp_path / "out/visit/references.bib").exists(), "an edition is replaced whole"


def test_a_correction_is_told_of_the_edition_that_stands(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")
    first = run(*BUILD, "--correction", "Ten, not twelve.")
    assert first.returncode == 66
    assert first.stderr == (
        "briefs: out/visit: no edition stands there to correct; build it without --correction\n"
    )

    run(*BUILD, "-q")
    run(*BUILD, "-q", "--draft", "--correction", " Ten,\n not twelve. ")
    brief = json.loads((tmp_path / "out/visit/brief.json").read_bytes())
    assert (brief["revision"], brief["correction"], brief["draft"]) == (1, "Ten, not twelve.", True)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--format", "doc"), 2, '"doc" is none; there are docx, md, csl.json, bib'),
        (("--correction", " ... "), 2, "says nothing"),
        (("--correction", "a" * 601), 2, "has 601 characters; at most 600 fit on page one"),
        (("--citation-style", "none.csl"), 78, "briefs: none.csl: cannot be read: No such file or directory"),
        (("--citation-style", "in"), 78, "briefs: in: cannot be read: Is a directory"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_read(
    tmp_path: Path, run: Run, options: tuple[str, ...], code: int, told: str
) -> None:
    documents(tmp_path / "in")
    done = run(*BUILD, *options)

    assert done.returncode == code
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_signature_outlives_the_same_build_and_what_loses_it_is_told(tmp_path: Path, run: Run) -> None:
    documents(tmp_path / "in")
    run(*BUILD, "-q")
    run("keygen", "desk.key", "--no-password")
    run("sign", "out/visit/brief.pdf", "--key", "desk.key")

    again = run(*BUILD, "-q")
    assert again.stderr == ""
    assert run("verify", "out/visit", "--public-key", "desk.key.pub").returncode == 0

    corrected = run(*BUILD, "-q", "--correction", "Ten, not twelve.")
    assert corrected.stderr == (
        "briefs: brief.pdf.minisig no longer fits the PDF and was removed: sign it again (briefs sign)\n"
    )
    assert not (tmp_path / "out/visit/brief.pdf.minisig").exists()
