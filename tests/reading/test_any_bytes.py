"""Whatever the bytes are, in any format, there is a document that obeys the laws or a plain problem; never a fault."""

import json
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.engine import read_all, stand_ready
from briefs.model import Document, Problem, Source
from briefs.reading import raw_text, read, unpack, unpack_all
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import HEAD, OTHER, SENTENCE, archive, attached, mail, mailbox, parts
from tests.reading.made_pdfs import Leaf, filled, pdf

FRONT = f"---\ntitle: Ministers agree\nauthor: Ada Vale\ndate: 2026-05-19\nurl: https://quay.example\n---\n{SENTENCE}\n"
DUMP = f"Home\nMinisters agree\nBy Ada Vale\nMay 19, 2026\n\n{SENTENCE}\n\n{OTHER}\n\nRead more\n- Tides\n(Quay Wire)\n"
MARKDOWN = f"# Ministers agree\n\n*By Ada Vale*, 19 May 2026\n\n{SENTENCE}\n\n> {OTHER}\n\n- [a](b)\n\n|a|b|\n|-|-|\n"
STATED = {"@type": "NewsArticle", "headline": "Ministers agree", "datePublished": "2026-05-19T07:30:00+09:00"}
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ministers agree | Quay</title>'
    '<meta property="article:published_time" content="2026-05-19T07:30:00+09:00"><meta name="author" content="Ada">'
    f'<script type="application/ld+json">{json.dumps(STATED)}</script></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Ministers agree</h1><p>By Ada Vale</p><time datetime=2026-05-19>19 May</time><p>{SENTENCE}</p>"
    f"<blockquote><p>{OTHER}</p></blockquote><ul><li>{SENTENCE}</li></ul><table><tr><td>7</table></article></body></html>"
)
POST = {"id": 7, "type": "message", "date_unixtime": "1779187200", "edited": "2026-05-20T10:00:00",
        "text": [SENTENCE, {"type": "bold", "text": OTHER}, {"type": "link", "text": "quay.example"}]}  # fmt: skip
EXPORT = json.dumps(
    {"name": "Quay Wire", "type": "public_channel", "id": 12, "messages": [POST, {**POST, "id": 8}]}
)
LETTER = parts(
    f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{SENTENCE}=\n{OTHER}\n",
    f"Content-Type: text/html\n\n{PAGE}\n",
    attached("notes.txt", OTHER),
)
FORWARD = mail(
    "See below.\n\n---------- Forwarded message ---------\nFrom: Ada <a@quay.example>\nDate: 18 May 2026\n"
    f"Subject: x\n\n{SENTENCE}"
)
SAVED = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/a\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--x"\n\n'
    f"----x\nContent-Type: text/html\n\n{PAGE}\n----x--\n"
)


def _printed() -> bytes:
    leaf = Leaf()
    leaf.text(80, 60, "Ministers agree", 18, font="F2")
    for line, words in enumerate(filled(f"{SENTENCE} {OTHER} " * 3, 10, 420)):
        leaf.text(80, 100 + 14 * line, words)
    return pdf(
        [leaf, leaf],
        info="/Title (Ministers agree) /CreationDate (D:20260519073000+09'00')",
        xmp="<x:xmpmeta/>",
    )


WORD = packed(
    "".join((paragraph("Ministers agree", "Title"), paragraph(SENTENCE), paragraph(OTHER, "Bullet")))
)
SEEDS = {
    "a.txt": FRONT.encode(),
    "b.txt": DUMP.encode(),
    "c.txt": f"{SENTENCE} 회담을 열고 합의했다고 밝혔다.".encode("utf-16"),
    "a.md": MARKDOWN.encode(),
    "a.html": PAGE.encode(),
    "b.html": PAGE.replace("utf-8", "euc-kr").replace("agreed", "합의").encode("euc-kr"),
    "a.pdf": _printed(),
    "a.docx": WORD,
    "a.eml": LETTER,
    "b.eml": FORWARD,
    "a.mbox": mailbox(mail(), LETTER),
    "result.json": EXPORT.encode(),
    "a.mhtml": SAVED.encode(),
    "a.zip": archive({"a.txt": DUMP.encode(), "b.eml": LETTER, "c.html": PAGE.encode()}, zipfile.ZIP_STORED),
    "b.zip": archive({"a.docx": WORD, "b.pdf": _printed(), "c/result.json": EXPORT.encode()}),
}  # fmt: skip
HEADS = (
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"From a@b 10:10\nA: b\n", b"{", b'{"messages":',
    b"<!doctype html>", b"<html>", b"<?xml version='1.0' encoding='utf-16'?>", b"---\n", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"# ",
    HEAD.encode(), b'{"format":"telegram-post",', b"MIME-Version: 1.0\nFrom: a\nDate: x\nSubject: y\n", b"+/v8-",
)  # fmt: skip
TOKENS = (
    b"", b"\x00", b"\xff", b"\n", b"\r", b"\n\n", b"<", b">", b"&#x110000;", b"&#0;", b"=?utf-8?b?/w==?=",
    b"=?x?q?=FF?=", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae",
    b"\\ud800", b"99999999999999999999", b"-1", b"1e999", b"NaN",
    b"0001-01-01", b"9999-12-31T23:59:59+14:00", b"19 May 2026", b"By ", b"(", b"\xef\xbf\xbd", b"]]>", b"<!--",
    b"--frontier--\n", b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"charset=undefined", b"charset=idna",
    b"null", b"[]", b"{}", b'"', b"D:00000000000000Z", b"endstream",
    b"/Rotate 45", b"(Reuters) - ", b"# ", b"> ", b"|", b"http://[",
    b"https://a.example/\xff", b"\xf0\x9f\x87\xa6", b"\xcc\x81" * 40, b"\xe3\x80\x80", b"\xc2\xad", b"\x1b$B", b"~{",
)  # fmt: skip


class Change(NamedTuple):
    """One thing done to bytes at ``place``, for ``length``; both are taken modulo the bytes there are."""

    deed: str
    place: int
    length: int
    token: bytes

    def on(self, content: bytes) -> bytes:
        """The bytes after it."""
        start = self.place % (len(content) + 1)
        end = min(len(content), start + self.length)
        piece = content[start:end]
        match self.deed:
            case "cut":
                return content[:start]
            case "drop":
                return content[:start] + content[end:]
            case "repeat":
                return content[:end] + piece * 40 + content[end:]
            case "swap":
                return content[end : end + self.length] + content[start:end] + content[:start] + content[end:]
            case "flip":
                return (
                    content[:start]
                    + bytes(byte ^ (1 << self.length % 8) for byte in piece[:1])
                    + content[start + 1 :]
                )
            case _:
                return content[:start] + self.token + content[start:]


EXAMPLES = (settings.default or settings()).max_examples // 4
"""Of each format; there are many of them."""
PLACES = st.integers(0, 40_000)
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(["cut", "drop", "repeat", "swap", "flip", "flip", "insert", "insert", "insert"]),
        PLACES,
        st.integers(0, 300),
        st.sampled_from(TOKENS) | st.sampled_from([content[:400] for content in SEEDS.values()]),
    ),
    max_size=6,
)


def complaint(source: Source) -> str:
    """What is wrong with how a source is unpacked and read; nothing where the laws hold."""
    members, problems = unpack(source)
    if not members and not problems:
        return "neither documents nor problems"
    if unpack(source) != (members, problems):
        return "unpacked differently the second time"
    told = [_complaint_of_problem(problem) for problem in problems]
    return "; ".join(filter(None, (*told, *(_complaint_of(member) for member in members))))


def _complaint_of(source: Source) -> str:
    outcome, whole = read(source), raw_text(source)
    if read(source) != outcome or raw_text(source) != whole:
        return "read differently the second time"
    if isinstance(outcome, Problem):
        return _complaint_of_problem(outcome)
    return _complaint_of_document(outcome, whole)


def _complaint_of_problem(problem: Problem) -> str:
    is_plain = problem.stage == "reading" and problem.subject and problem.message.isprintable()
    return "" if is_plain else f"a problem that is not plain: {problem}"


def _complaint_of_document(document: Document, whole: str) -> str:
    spans = [passage.span for passage in document.passages]
    ends = [0, *(span.end for span in spans)]
    days = [claim.date.day for claim in document.dates]
    stated = [document.title or "", document.publisher or "", document.url or "", *document.author]
    laws = {
        "a passage that stands nowhere": all(document.exact(span) in whole for span in spans),
        "white space that is not folded": all(_is_folded(document.exact(span)) for span in spans),
        "passages in disorder": all(end <= span.start for end, span in zip(ends, spans, strict=False)),
        "text behind the last passage": ends[-1] == len(document.text),
        "numbers in disorder": [each.number for each in document.passages] == [*range(1, len(spans) + 1)],
        "a disclosure outside": all(notice.span.end <= ends[-1] for notice in document.disclosures),
        "fewer words than none": document.words > 0 and document.words_left_out >= 0,
        "an absurd date": all(1000 <= day.year < 3000 for day in days),
        "a date without a claim": document.published in (None, *(claim.date for claim in document.dates)),
        "a control character": all(text.isprintable() for text in stated),
        "half a letter": bool(f"{document!r}".encode()),
    }
    return ", ".join(f"{law}: {document}" for law, holds in laws.items() if not holds)


def _is_folded(text: str) -> bool:
    return text == " ".join(text.split())


@pytest.fixture(scope="module")
def complain() -> Iterator[Callable[[str, bytes], str]]:
    """What is wrong with how bytes are read, asked in a process that may fall: PDFium ends it where it must."""
    with stand_ready(1) as readers:

        def ask(path: str, content: bytes) -> str:
            (answer,) = readers.read_all([Source(path=path, content=content)], complaint)
            if isinstance(answer, Problem):
                return "" if "brought its reader down (SIG" in answer.message else answer.message
            return answer

        yield ask


@pytest.mark.parametrize("path", SEEDS)
def test_what_is_whole_is_read(path: str, complain: Callable[[str, bytes], str]) -> None:
    members, problems = unpack(Source(path=path, content=SEEDS[path]))
    assert complain(path, SEEDS[path]) == ""
    assert problems == ()
    assert all(isinstance(read(member), Document) for member in members)


def test_readers_in_processes_of_their_own_make_of_every_format_what_is_made_here() -> None:
    sources = [Source(path=path, content=content) for path, content in SEEDS.items()]
    unpacked = unpack_all(sources, read_all)
    members = [member for inside, _ in unpacked for member in inside]
    assert unpacked == [unpack(source) for source in sources]
    assert read_all(members, read) == [read(member) for member in members]


@pytest.mark.parametrize("path", SEEDS)
@settings(max_examples=EXAMPLES)
@given(changes=CHANGES)
def test_any_damage_obeys_the_laws(
    path: str, changes: list[Change], complain: Callable[[str, bytes], str]
) -> None:
    content = SEEDS[path]
    for change in changes:
        content = change.on(content)
    assert complain(path, content) == ""


@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_any_bytes_behind_any_beginning_obey_the_laws(
    complain: Callable[[str, bytes], str], head: bytes, content: bytes, path: str
) -> None:
    assert complain(path, head + content) == ""


@given(CHANGES)
def test_any_markup_in_a_word_document_obeys_the_laws(
    complain: Callable[[str, bytes], str], changes: list[Change]
) -> None:
    markup = "".join(
        (paragraph("Ministers agree", "Title"), paragraph(SENTENCE), paragraph(OTHER, "Bullet"))
    ).encode()
    for change in changes:
        markup = change.on(markup)
    assert complain("a.docx", packed(markup.decode("utf-8", "replace"))) == ""


@given(st.dictionaries(st.text(max_size=20), st.tuples(st.sampled_from(sorted(SEEDS)), CHANGES), max_size=4))
def test_any_damaged_documents_in_a_whole_archive_obey_the_laws(
    complain: Callable[[str, bytes], str], members: dict[str, tuple[str, list[Change]]]
) -> None:
    made = {}
    for name, (path, changes) in members.items():
        made[f"{name}-{path}"] = SEEDS[path]
        for change in changes:
            made[f"{name}-{path}"] = change.on(made[f"{name}-{path}"])
    assert complain("w.zip", archive(made)) == ""
