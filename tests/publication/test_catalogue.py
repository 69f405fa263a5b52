"""What a PDF says of itself as a whole, and that it may be both accessible and archival."""

import datetime
import io
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest

from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.pdf import Printed, PrintJob, print_pdfs

TITLE = "Ferries & <cranes> “of” the \\ (strait) ]]>"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{escape(TITLE)}</title>
<meta name="author" content="Narrow Sea Desk &amp; Co"><meta name="description" content="A brief &lt;of&gt; ferries">
<meta name="keywords" content="Ferries, Cranes"><meta name="generator" content="briefs 0">
<meta name="dcterms.identifier" content="2026-W22"><meta name="dcterms.accessRights" content="TLP:AMBER">
<meta name="dcterms.created" content="2026-05-25T06:00:00+09:00">
<meta name="dcterms.modified" content="2026-05-25T06:00:00+09:00"></head>
<body><h1>{escape(TITLE)}</h1>
<p>Text with a <a href="#x">link</a> and <a href="https://a.example">another</a>.</p><p id="x" lang="de">Mehr."""
MANIFEST = Attachment(
    name="manifest.json",
    media_type="application/json",
    content=b"{}",
    description="Proof",
    relationship=Relationship.SOURCE,
    dated=datetime.datetime(2026, 5, 25, 6, tzinfo=datetime.UTC),
)
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@pytest.fixture(scope="module")
def both() -> tuple[Printed, ...]:
    """The same page for readers, and for readers and an archive."""
    jobs = [
        PrintJob(html_of=lambda _: PAGE, attachments=(MANIFEST,), for_archive=archival)
        for archival in (False, True)
    ]
    return print_pdfs(jobs)


def metadata(printed: Printed) -> ET.Element:
    root: Any = pypdf.PdfReader(io.BytesIO(printed.pdf)).trailer["/Root"]
    return ET.fromstring(root["/Metadata"].get_data())  # noqa: S314 - our own


def words(printed: Printed, name: str) -> list[str]:
    found = metadata(printed).find(f".//{name}", NAMES)
    return [] if found is None else [text for text in map(str.strip, found.itertext()) if text]


def test_it_conforms_to_what_it_says_by_two_validators(both: tuple[Printed, ...], tmp_path: Path) -> None:
    names = ["readers.pdf", "archive.pdf"]
    for name, printed in zip(names, both, strict=True):
        (tmp_path / name).write_bytes(printed.pdf)
    command = [sys.executable, "-m", "tests.publication.pdfua", *(str(tmp_path / name) for name in names)]
    command.insert(-1, "--archive")
    verdict = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    told = [
        line.rpartition("/")[2] if "/" in line else line
        for line in verdict.stdout.replace("PDF/", "PDF-").splitlines()
    ]
    assert told == ["readers.pdf: PDF-UA-1", "archive.pdf: PDF-UA-1", "archive.pdf: PDF-A-3a"]
    assert verdict.returncode == 0


def test_what_it_is_stands_in_its_metadata_word_for_word(both: tuple[Printed, ...]) -> None:
    for printed in both:
        assert words(printed, "dc:title") == [TITLE, TITLE]
        assert words(printed, "dc:creator") == ["Narrow Sea Desk & Co"]
        assert words(printed, "dc:description") == ["A brief <of> ferries"] * 2
        assert words(printed, "dc:identifier") == ["2026-W22"]
        assert words(printed, "dc:rights") == ["TLP:AMBER"] * 2
        assert words(printed, "dc:language") == ["en"]
        assert words(printed, "dc:subject") == ["Ferries", "Cranes"]
        assert words(printed, "xmp:CreateDate") == ["2026-05-25T06:00:00+09:00"]


def test_only_the_one_for_an_archive_says_that_it_is(both: tuple[Printed, ...]) -> None:
    assert [words(printed, "pdfuaid:part") for printed in both] == [["1"], ["1"]]
    assert [words(printed, "pdfaid:part") for printed in both] == [[], ["3"]]
    assert [words(printed, "pdfaid:conformance") for printed in both] == [[], ["A"]]


def test_a_program_that_knows_nothing_of_pdf_can_read_it(both: tuple[Printed, ...]) -> None:
    assert all(b"<pdfuaid:part>1</pdfuaid:part>" in printed.pdf for printed in both)


def test_its_title_is_data_in_the_outline_and_in_the_window(both: tuple[Printed, ...]) -> None:
    for printed in both:
        paper = pypdf.PdfReader(io.BytesIO(printed.pdf))
        root: Any = paper.trailer["/Root"]
        assert [str(entry.title) for entry in paper.outline] == [TITLE]  # type: ignore[union-attr]
        assert paper.metadata is not None
        assert paper.metadata.title == TITLE
        assert (
            root["/ViewerPreferences"]["/DisplayDocTitle"] is True
            or root["/ViewerPreferences"]["/DisplayDocTitle"]
        )
        assert paper.page_labels == ["1"]


def test_a_character_that_xml_cannot_hold_is_left_out_of_the_metadata() -> None:
    html = "<!DOCTYPE html><html lang=en><title>a\ufffeb</title><body><p>x"
    (printed,) = print_pdfs([PrintJob(html_of=lambda _: html)])
    assert words(printed, "dc:title") == ["ab", "ab"]


def test_the_same_page_gives_the_same_bytes_alone_and_after_another(both: tuple[Printed, ...]) -> None:
    (alone,) = print_pdfs([PrintJob(html_of=lambda _: PAGE, attachments=(MANIFEST,), for_archive=True)])
    assert alone == both[1]
