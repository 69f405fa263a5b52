"""Files that were made to harm whoever verifies them: each ends in one clear line, and soon."""

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
import pypdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefs.errors import NothingReadable
from briefs.model import Source
from briefs.proof.examination import _examined
from briefs.proof.manifest import Malformed, parse
from briefs.proof.material import Unusable, member
from briefs.proof.paper import read_paper
from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.embedding import embed
from briefs.publication.lettering import MOST_PAGES, Unreadable
from tests.proof.forging import NOON, checked, head_of, manifest_in, resealed


def pdf_with(manifest: bytes) -> bytes:
    """A small PDF of another program with an attachment of that name."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("manifest.json", manifest)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def examined(content: bytes) -> object:
    return _examined(Source(path="brief.pdf", content=content))


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 4096, b"%PDF-1.7\n" + b"[" * 50_000]
)
def test_what_is_no_pdf_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "brief.pdf").write_bytes(content)
    with pytest.raises(NothingReadable, match="cannot be opened"):
        checked(tmp_path / "brief.pdf")


@settings(max_examples=20)
@given(cut=st.floats(0, 0.999))
def test_a_brief_that_ends_early_never_holds(built: Path, cut: float) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    found = examined(pdf[: int(len(pdf) * cut)])
    assert isinstance(found, str) or any(check.outcome == "FAILS" for check in found.checks)  # type: ignore[attr-defined]


@settings(max_examples=25)
@given(data=st.data())
def test_a_brief_with_bytes_spoiled_never_holds(built: Path, data: st.DataObject) -> None:
    pdf = bytearray((built / "brief.pdf").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        pdf[data.draw(st.integers(0, len(pdf) - 1))] ^= data.draw(st.integers(1, 255))
    assume(pdf != (built / "brief.pdf").read_bytes())
    found = examined(bytes(pdf))
    assert isinstance(found, str) or any(check.outcome == "FAILS" for check in found.checks)  # type: ignore[attr-defined]


def test_a_pdf_of_another_program_is_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "brief.pdf")
    with pytest.raises(NothingReadable, match="carries no manifest"):
        checked(tmp_path / "brief.pdf")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"schema": "briefs/manifest/2"}',
        b'{"schema": "briefs/manifest/1"}',
        b'{"schema": "briefs/manifest/1", "schema": "briefs/manifest/1"}',
        b'{"schema": NaN}',
        b'{"schema": 1e999}',
        b'{"schema": ' + b"9" * 5_000 + b"}",
    ],
)
def test_a_manifest_that_is_none_is_told(manifest: bytes) -> None:
    told = examined(pdf_with(manifest))
    assert isinstance(told, str)
    assert told.startswith("the manifest in the file cannot be used")


def test_a_locked_pdf_is_told(tmp_path: Path, built: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO((built / "brief.pdf").read_bytes()))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "brief.pdf")
    with pytest.raises(NothingReadable, match="locked with a password"):
        checked(tmp_path / "brief.pdf")


def test_an_attachment_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    pdf = pydyf.PDF()
    pdf.add_page(
        pydyf.Dictionary(
            {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 200, 200])}
        )
    )
    bomb = Attachment(
        name="manifest.json",
        media_type="application/json",
        content=bytes(100_000_000),
        description="",
        relationship=Relationship.DATA,
        dated=NOON,
    )
    embed([bomb], pdf)
    with (tmp_path / "brief.pdf").open("wb") as written:
        pdf.write(written)
    assert (tmp_path / "brief.pdf").stat().st_size < 200_000
    with pytest.raises(NothingReadable, match="has a manifest of 100,000,000 bytes"):
        checked(tmp_path / "brief.pdf")


def test_more_pages_than_any_brief_has_are_not_looked_at() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    for _ in range(MOST_PAGES):
        writer.add_page(page)
    written = BytesIO()
    writer.write(written)
    with pytest.raises(Unreadable, match="2,001 pages"):
        read_paper(written.getvalue())


def spoiled(manifest: dict[str, Any], **fields: object) -> bytes:
    return json.dumps(manifest | fields).encode()


@pytest.mark.parametrize(
    "name",
    [
        "../brief.json",
        "/etc/passwd",
        "sources/../../x",
        "a//b",
        "",
        ".",
        "a\\b",
        "a\nb",
        "sources/./x",
        "a\x00b",
    ],
)
def test_a_name_that_leads_elsewhere_is_never_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable, match="leads elsewhere"):
        member(tmp_path, name)


def test_a_folder_that_is_a_link_is_never_entered(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "text.txt").write_text("kept")
    (tmp_path / "sources").symlink_to(tmp_path / "real")
    with pytest.raises(Unusable, match="cannot be read"):
        member(tmp_path, "sources/text.txt")


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "brief.html")
    with pytest.raises(Unusable, match="no plain file"):
        member(tmp_path, "brief.html")


def test_names_in_a_manifest_lead_nowhere(edition: Path) -> None:
    pdf = (edition / "brief.pdf").read_bytes()
    manifest = manifest_in(pdf)
    manifest["files"]["../../secret"] = "sha256:" + "0" * 64
    (edition / "brief.pdf").write_bytes(resealed(head_of(pdf), manifest))
    report = checked(edition)
    findings = [one for check in report.checks for one in check.findings]
    assert [(one.where, one.message) for one in findings] == [("../../secret", "its name leads elsewhere")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("documents", {}),
        ("documents", [1]),
        ("extracts", "many"),
        ("pages", [{"body": "x"}]),
        ("pages", [{"body": 1, "running": ""}]),
        ("seal", {"bytes": -1, "digest": "sha256:" + "0" * 64}),
        ("seal", {"bytes": True, "digest": "sha256:" + "0" * 64}),
        ("seal", {"bytes": 1, "digest": "md5:0"}),
        ("files", {}),
        ("files", {"brief.json": "sha256:short"}),
        ("edition", None),
        ("versions", {"briefs": None}),
    ],
)
def test_a_manifest_of_another_form_is_refused(built: Path, field: str, value: object) -> None:
    manifest = manifest_in((built / "brief.pdf").read_bytes())
    with pytest.raises(Malformed):
        parse(spoiled(manifest, **{field: value}))
