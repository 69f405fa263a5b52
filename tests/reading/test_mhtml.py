"""Pages that a browser saved in one file are read as the pages they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Document, Problem, Source, SourceFormat
from briefs.reading import raw_text, read, unpack
from tests.reading.made_mails import OTHER, SENTENCE

PAGE = (
    "<!doctype html><html lang=3Den><head><meta charset=3Dutf-8><title>Ministers agree</title></head><body><nav>Home"
    f"</nav><article><h1>Ministers agree</h1><p>{SENTENCE}</p><p>{OTHER}</p></article></body></html>"
)
HEAD = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/a?b=1\nSubject: Ministers agree\n"
    "Date: Tue, 26 May 2026 09:00:00 -0000\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----MultipartBoundary--x----"\n\n\n'
)
PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://quay.example/a.png\n\niVBO"
FRAME = "Content-Type: text/html\nContent-ID: <frame-2@mhtml.blink>\n\n<p>An advertisement in a frame of its own.</p>"


def _part(body: str, fields: str = "") -> str:
    return f"Content-Type: text/html\n{fields}Content-Transfer-Encoding: quoted-printable\n\n{body}"


def _saved(*sections: str, head: str = HEAD) -> bytes:
    rule = "------MultipartBoundary--x----"
    return (
        (head + "".join(f"{rule}\n{section}\n" for section in sections) + f"{rule}--\n")
        .replace("\n", "\r\n")
        .encode()
    )


def _read(content: bytes, path: str = "a.mhtml") -> Document:
    (source,), problems = unpack(Source(path=path, content=content))
    document = read(source)
    assert problems == ()
    assert isinstance(document, Document)
    assert all(document.exact(passage.span) in raw_text(source) for passage in document.passages)
    return document


@pytest.mark.parametrize("path", ["a.mhtml", "a.mht", "a.eml", "a"])
def test_a_saved_page_is_read_as_its_page(path: str) -> None:
    document = _read(_saved(_part(PAGE), PICTURE, FRAME), path)
    assert (document.format, document.title) == (SourceFormat.HTML, "Ministers agree")
    assert (document.text, document.url) == (f"{SENTENCE}\n\n{OTHER}", "https://quay.example/a?b=1")


def test_the_day_of_saving_is_no_day_of_publication() -> None:
    assert _read(_saved(_part(PAGE))).published is None


def test_the_page_that_is_named_as_the_start_is_the_page() -> None:
    head = HEAD.replace("multipart/related;", "multipart/related; start=<p@q>;")
    assert _read(_saved(FRAME, _part(PAGE, "Content-ID: <p@q>\n"), head=head)).text.startswith(SENTENCE)


def test_the_address_of_an_old_browser_stands_at_the_part() -> None:
    head = HEAD.replace("Snapshot-Content-Location: https://quay.example/a?b=1\n", "")
    document = _read(_saved(_part(PAGE, "Content-Location: https://quay.example/old\n"), head=head))
    assert document.url == "https://quay.example/old"


def test_a_page_in_the_encoding_of_its_part_is_read() -> None:
    korean = "두 나라의 정상이 만나 에너지 협력을 논의했다. 다음 회의는 다음 달에 열린다고 대통령실이 밝혔다."
    part = f"Content-Type: text/html; charset=euc-kr\n\n<html><body><p>{korean}</p></body></html>"
    content = _saved(part).decode().encode("euc-kr")
    assert _read(content).text == korean


def test_a_file_without_a_page_is_a_problem() -> None:
    outcome = read(Source(path="a.mht", content=_saved(PICTURE)))
    assert isinstance(outcome, Problem)
    assert "holds no page" in outcome.message


@given(
    st.lists(
        st.sampled_from([_part(PAGE), PICTURE, FRAME, "", "\n", "=", "Content-Type: multipart/x", "<p>x"])
    )
)
def test_any_parts_are_a_document_or_a_problem(sections: list[str]) -> None:
    source = Source(path="a.mht", content=_saved(*sections))
    assert isinstance(read(source), Document | Problem)
    assert isinstance(raw_text(source), str)
