"""Sources are read again as they were read: under their paths, with their headers, out of what holds them."""

from pathlib import Path

from briefs.proof.manifest import Cited, Extract, Manifest
from briefs.proof.originals import check_originals, reread
from briefs.proof.report import Outcome
from briefs.publication.lettering import Leaf
from briefs.publication.seal import digest
from tests.proof.forging import Json

SAID = "한국과 일본의 외교장관이 부산에서 만나 여객선 운항에 관하여 이야기하였다."
PAGE = f"<html><body><article><p>{SAID}</p></article></body></html>".encode("euc-kr")
NONE: Json = {}


def manifest(tool: str = "0.0.0", **stated: object) -> Manifest:
    """A manifest of one extract from a page that a server said to be in EUC-KR."""
    fields: Json = {
        "reference": 1,
        "id": digest(PAGE),
        "path": "https://harbour.example/ferries",
        "url": "https://harbour.example/ferries",
        "title": "What a feed called it",
        "author": (),
        "publisher": None,
        "published": None,
        "language": "ko",
        "format": "html",
        "retrieved": True,
        "media_type": "text/html; charset=euc-kr",
        "language_hint": None,
        "text_digest": digest(SAID.encode()),
        "characters": len(SAID),
    }
    cited = Cited(**(fields | stated))
    extract = Extract(
        place="1.1",
        role="statement",
        document=cited.id,
        start=0,
        end=len(SAID),
        exact=SAID,
        printed=(SAID,),
        pages=(1,),
        marked=True,
        speaker=None,
        value=None,
        context=None,
    )
    return Manifest(
        edition="2026-W22",
        title="A brief",
        marking=None,
        facts=NONE,
        configuration="",
        tool=tool,
        documents={cited.id: cited},
        extracts=(extract,),
        files={},
        pages=(Leaf(body=SAID, running=""),),
        seal_bytes=1,
        seal_digest=digest(b""),
    )


def test_a_page_is_decoded_as_its_server_declared(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_bytes(PAGE)
    held = manifest()
    check = check_originals(held, *reread(held, [tmp_path]))
    assert (check.outcome, check.findings) == (Outcome.HOLDS, ())
    assert "1 extract in the bytes of 1 source, read again" in check.detail


def test_a_text_that_another_version_reads_otherwise_is_told_and_its_words_are_still_checked(
    tmp_path: Path,
) -> None:
    (tmp_path / "saved.html").write_bytes(PAGE)
    held = manifest(text_digest=digest(b"another text"))
    check = check_originals(held, *reread(held, [tmp_path]))
    assert check.outcome is Outcome.HOLDS
    assert "read otherwise by this version" in check.detail


def test_words_that_the_bytes_of_a_source_do_not_hold_are_found(tmp_path: Path) -> None:
    other = PAGE.replace("부산".encode("euc-kr"), "대구".encode("euc-kr"))
    (tmp_path / "saved.html").write_bytes(other)
    held = manifest(id=digest(other), text_digest=digest(b"another text"))
    check = check_originals(held, *reread(held, [tmp_path]))
    assert check.outcome is Outcome.FAILS
    assert "does not hold these words" in check.findings[0].message


def test_a_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_bytes(b"<html><body></body></html>")
    held = manifest(id=digest(b"<html><body></body></html>"))
    check = check_originals(held, *reread(held, [tmp_path]))
    assert check.outcome is Outcome.FAILS
    assert "holds no running text" in check.findings[0].message
