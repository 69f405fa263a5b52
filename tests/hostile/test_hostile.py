"""A file that was made to do harm is read or reported, within bounds, and those beside it are read."""

import faulthandler
import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from briefs.engine import LIMITS, Limits, read_all
from briefs.model import Document, Problem, Source
from briefs.reading import read, unpack_all
from tests.hostile import made
from tests.reading.made_mails import HEAD, OTHER, SENTENCE, archive, mail

MEGABYTE = 10**6
NESTED = '{"a":' * 50_000
FIRST = Source(path="a.txt", content=f"{SENTENCE}\n\nThe first of two letters said so.".encode())
LAST = Source(path="z.txt", content=f"{OTHER}\n\nThe last of two letters said so.".encode())
LOOSE = 64 * 2**20
"""Bytes by which the memory of a process may pass what its limit counts: code, stacks and what it was forked with."""
QUICK = 10.0
"""Seconds of the processor that no file needs that is refused or read without the guard."""

DEEP = "elements nested too deep to be a page"
TAGS = "more than 40,000 tags"
LONG = "more than 1,000,000 characters"
DAMAGED = "is a damaged Word document"
EMPTY = "holds no text"
NO_PAGE = "no page that can be opened"
NO_PROSE = "holds no running text"
NO_EXPORT = "is JSON, but no export of a Telegram channel"
NO_MEMBER = "holds no document that can be read"
RATIO = "unpacks to more than 200 times its size"
PARTS = "more than 2,000 parts"
FELL = "brought its reader down"
MEMORY = "needs more than"

Case = tuple[str, Callable[[], bytes], str | None]
"""A path, a file, and what is said of it; None where it is read."""


@dataclass(frozen=True, kw_only=True)
class _Scene:
    """What came of a hostile file between two ordinary ones, and what its readers used."""

    documents: list[Document]
    problems: list[Problem]
    seconds: float
    memory: int


def _play(path: str, content: bytes, limits: Limits = LIMITS) -> _Scene:
    """The scene, played in a process of its own whose only children are the readers."""
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    process = context.Process(target=_stage, args=(far, Source(path=path, content=content), limits))
    process.start()
    far.close()
    scene: _Scene = near.recv()
    process.join()
    return scene


def _stage(connection: Connection, hostile: Source, limits: Limits) -> None:
    faulthandler.disable()  # a reader that falls is what is looked for
    before = _resident()
    unpacked = unpack_all([FIRST, hostile, LAST], lambda sources, work: read_all(sources, work, limits))
    outcomes = read_all([member for members, _ in unpacked for member in members], read, limits)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = [problem for _, problems in unpacked for problem in problems]
    scene = _Scene(
        documents=[outcome for outcome in outcomes if isinstance(outcome, Document)],
        problems=[*told, *(outcome for outcome in outcomes if isinstance(outcome, Problem))],
        seconds=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss * 1024 - before,
    )
    connection.send(scene)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def _assert_bounded(case: Case, limits: Limits = LIMITS, seconds: float = QUICK) -> None:
    path, make, message = case
    scene = _play(path, make(), limits)
    assert {FIRST.path, LAST.path} <= {document.path for document in scene.documents}
    assert scene.seconds < seconds
    assert scene.memory < limits.memory_bytes + LOOSE
    told = {problem.message for problem in scene.problems}
    if message is None:
        assert told == set()
        assert len(scene.documents) > 2
    else:
        assert [text for text in told if message in text]
        assert len(scene.documents) == 2


PAGES: dict[str, Case] = {
    "entities of entities": ("h.html", lambda: made.page("&a12;", made.LAUGHS), None),
    "entities of entities in XHTML": (
        "h.xhtml", lambda: made.page("&a12;", f'<?xml version="1.0"?>{made.LAUGHS}'), None
    ),
    "100,000 nested tags": ("h.html", lambda: made.nested("div", 100_000), TAGS),
    "19,000 nested tags": ("h.html", lambda: made.nested("div", 19_000), DEEP),
    "19,000 tags that are never closed": ("h.html", lambda: made.page("<b>" * 39_000), DEEP),
    "nested tables": ("h.html", lambda: made.page("<table><tr><td>" * 6_000), DEEP),
    "100,000 siblings": ("h.html", lambda: made.page("<p>go</p>" * 100_000), TAGS),
    "19,000 links": ("h.html", lambda: made.page("<p>" + "<a href=/x>go</a>, " * 19_000), None),
    "an attribute of 5 MB": ("h.html", lambda: made.page(f"<p title='{'x' * 5 * MEGABYTE}'>go</p>"), None),
    "a style of 4 MB": ("h.html", lambda: made.page(f"<p style='{'display ' * 500_000}'>go</p>"), None),
    "a million entities": ("h.html", lambda: made.page("<p>" + "&amp;" * 10**6), LONG),
    "a table of 30,000 cells": ("h.html", lambda: made.table(3_000, 10), TAGS),
    "a megabyte without a space": ("h.html", lambda: made.page("x" * MEGABYTE), LONG),
    "comments that never end": ("h.html", lambda: made.page("<!-- " * 30_000), None),
    "linked data 50,000 deep": (
        "h.html", lambda: made.page(f'<script type="application/ld+json">{NESTED}</script>'), None
    ),
    "5,000 headlines": ("h.html", lambda: made.page("<h1>Ministers agree</h1>" * 5_000), None),
    "quotations in quotations in Markdown": ("m.md", lambda: b"> " * 100_000 + SENTENCE.encode(), NO_PROSE),
    "brackets in Markdown": ("m.md", lambda: b"[" * 50_000, NO_PROSE),
    "beginnings of links in Markdown": ("m.md", lambda: b"[a](" * 50_000, NO_PROSE),
    "emphasis in Markdown": ("m.md", lambda: b"*a_ " * 20_000, None),
}  # fmt: skip
ARCHIVES: dict[str, Case] = {
    "300 megabytes of zeros": ("w.zip", lambda: made.zip_of_zeros(300 * MEGABYTE), RATIO),
    "a Word document of zeros": (
        "w.docx", lambda: made.packed_bomb(60 * MEGABYTE), RATIO
    ),
    "archives in archives": ("w.zip", lambda: made.matryoshka(6, 4), "is packed inside 4 others"),
    "files that overlap": ("w.zip", lambda: made.overlapping(9_000), "whose files overlap"),
    "a size that is a lie": ("w.zip", lambda: made.lying(5 * MEGABYTE), "packed bytes cannot be unpacked"),
    "only beginnings": ("w.zip", lambda: b"PK\x03\x04" * 2_000_000, "is a damaged ZIP archive"),
    "only ends": ("w.zip", lambda: b"PK\x03\x04" + b"PK\x05\x06" * 2_000_000, "is a damaged ZIP archive"),
    "two archives in a row": ("w.zip", made.two_directories, None),
    "a PDF that is an archive": ("w.pdf", made.pdf_and_zip, None),
    "an archive that is a PDF": ("w.zip", made.zip_and_pdf, None),
    "a page that is a PDF": ("w.html", made.page_and_pdf, None),
    "an export that swells when it is parsed": ("w.zip", lambda: made.heavy_json(50 * MEGABYTE), MEMORY),
}  # fmt: skip
WORD: dict[str, Case] = {
    "entities of entities": ("w.docx", lambda: made.word_with_entities(made.LAUGHS, "a12"), DAMAGED),
    "one large entity": ("w.docx", lambda: made.word_with_entities(made.SWOLLEN, "a", 10_000), DAMAGED),
    "an entity in another file": ("w.docx", lambda: made.word_with_entities(made.OUTSIDE, "a12"), None),
    "100,000 nested tables": ("w.docx", lambda: made.nested_tables(100_000), DAMAGED),
    "tables in tables": ("w.docx", lambda: made.nested_tables(80), None),
}
PDF: dict[str, Case] = {
    "300 pages of text": ("p.pdf", lambda: made.pages(300), None),
    "a tree that begins with itself": (
        "p.pdf", lambda: made.tree("<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), EMPTY
    ),
    "a tree of two that are each other's branch": (
        "p.pdf", lambda: made.tree(
            "<< /Type /Pages /Kids [3 0 R] /Count 500 >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 500 >>"
        ), EMPTY,
    ),
    "kids that are the tree": ("p.pdf", lambda: made.tree("<< /Type /Pages /Kids 2 0 R /Count 1 >>"), EMPTY),
    "two billion pages": ("p.pdf", lambda: made.tree("<< /Type /Pages /Kids [] /Count 2000000000 >>"), NO_PAGE),
    "a table before itself": ("p.pdf", lambda: made.looped_table(previous=True), None),
    "a table in itself": ("p.pdf", lambda: made.looped_table(previous=False), None),
    "forms that draw forms": ("p.pdf", lambda: made.drawing(38), FELL),
    "a stream of a gigabyte": ("p.pdf", lambda: made.deflated(1000 * MEGABYTE), FELL),
    "100,000 notes": ("p.pdf", lambda: made.annotated(100_000), None),
    "entities of entities in its description": ("p.pdf", lambda: made.described(made.LAUGHS, "a12"), None),
    "lists in lists": ("p.pdf", lambda: made.one_page(b"[" * 10**6, b"", b"/X " + b"[" * 100_000), EMPTY),
    "graphics states that are never left": ("p.pdf", lambda: made.one_page(b"q " * 10**6), EMPTY),
    "a picture of 60,000 by 60,000 points": ("p.pdf", made.vast_picture, "holds pictures of pages and no text"),
}  # fmt: skip
MAILS: dict[str, Case] = {
    "1,000 parts": ("m.eml", lambda: made.many_parts(1_000), None),
    "3,000 parts": ("m.eml", lambda: made.many_parts(3_000), PARTS),
    "10,000 parts in parts": ("m.eml", lambda: made.deep_parts(10_000), EMPTY),
    "a saved page of 3,000 parts": ("m.mhtml", lambda: made.many_parts(3_000), PARTS),
    "30,000 fields": (
        "m.eml", lambda: mail(head=HEAD + "".join(f"X-{n}: go\n" for n in range(30_000))), None
    ),
    "a field of 100,000 lines": ("m.eml", lambda: mail(head=HEAD + "X: a\n" + " b\n" * 100_000), None),
    "a line of 20 MB": (
        "m.eml", lambda: mail("A" * 20 * MEGABYTE, Content_Transfer_Encoding="base64"), "is binary data"
    ),
    "lines like its boundary": ("m.eml", lambda: made.like_boundaries(1_000_000), EMPTY),
    "one boundary for all levels": (
        "m.eml", lambda: HEAD.encode() + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3_000, PARTS
    ),
    "mails in mails": ("m.eml", lambda: made.mails_in_mails(1_000), "is packed inside 4 others"),
    "quotations of quotations": ("m.eml", lambda: mail("> " * 100_000), NO_PROSE),
    "nested quotations in HTML": (
        "m.eml", lambda: mail("<html>" + "<div><blockquote>" * 9_000, Content_Type="text/html"), DEEP
    ),
}  # fmt: skip
EXPORTS: dict[str, Case] = {
    "100,000 tiny posts": ("result.json", lambda: made.posts(100_000), NO_MEMBER),
    "lists 100,000 deep": ("result.json", lambda: made.deep_json(100_000), NO_EXPORT),
    "a number of a million digits": ("result.json", lambda: b'{"id":1,"messages":[' + b"9" * 10**6 + b"]}", NO_EXPORT),
    "four million zeros": ("result.json", lambda: b'{"id":1,"messages":[' + b"0," * 4 * 10**6 + b"0]}", NO_MEMBER),
    "half a letter": (
        "result.json", lambda: made.export(f"{SENTENCE} \\ud800 They agreed."), None
    ),
}  # fmt: skip
TEXTS: dict[str, Case] = {
    "a line of a million letters": ("t.txt", lambda: b"x" * MEGABYTE, NO_PROSE),
    "a line of a million characters of prose": ("t.txt", lambda: f"{SENTENCE} ".encode() * 12_000, None),
    "50,000 short lines": ("t.txt", lambda: b"go\n" * 50_000, NO_PROSE),
    "no UTF-8 at all": ("t.txt", lambda: b"\xff" * 9 * MEGABYTE, "in an encoding that could not be told"),
    "halves of letters": ("t.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 400_000, "is damaged"),
    "every byte": ("t.txt", lambda: bytes(range(256)) * 30_000, "is binary data"),
}
SLOW: dict[str, Case] = {
    "half a million lines": ("t.txt", lambda: b"x\n" * 490_000, NO_PROSE),
    "four million empty paragraphs": ("w.docx", lambda: made.packed_paragraphs(3_900_000), NO_PROSE),
    "600 pages of text": ("p.pdf", lambda: made.pages(600), None),
    "a stream packed twice": ("p.pdf", lambda: made.deflated(1000 * MEGABYTE, 2), FELL),
    "12,000 entries of a list": (
        "h.html", lambda: made.page("<ul>" + "<li><a href=/x>Ministers agree on it</a>" * 12_000), "list of other pages"
    ),
    "a million tiny posts": ("result.json", lambda: made.posts(10**6), NO_MEMBER),
    "a page of 600,000 attributes": ("h.html", lambda: made.attributes(600_000), "not read within 30 seconds"),
}  # fmt: skip
CASES = {
    f"{room}: {name}": case
    for room, cases in (
        ("page", PAGES), ("archive", ARCHIVES), ("Word", WORD), ("PDF", PDF), ("mail", MAILS), ("export", EXPORTS),
        ("text", TEXTS),
    )
    for name, case in cases.items()
}  # fmt: skip


LASTING = {
    "PDF: 300 pages of text",
    "PDF: forms that draw forms",
    "archive: 300 megabytes of zeros",
    "export: 100,000 tiny posts",
    "page: beginnings of links in Markdown",
    "archive: an export that swells when it is parsed",
    "page: brackets in Markdown",
    "text: 50,000 short lines",
}
"""Those that take two seconds and more: they are left to the long tests."""
assert CASES.keys() >= LASTING


@pytest.mark.parametrize(
    "name", [pytest.param(it, marks=pytest.mark.deep if it in LASTING else ()) for it in CASES]
)
def test_a_hostile_file_is_read_or_told_and_those_beside_it_are_read(name: str) -> None:
    _assert_bounded(CASES[name])


@pytest.mark.deep
@pytest.mark.parametrize("name", SLOW)
def test_a_slow_file_is_read_or_told_and_those_beside_it_are_read(name: str) -> None:
    _assert_bounded(SLOW[name], seconds=LIMITS.seconds + QUICK)


@pytest.mark.parametrize("path", ["h.html", "m.eml", "w.zip"])
def test_a_file_that_takes_too_long_is_given_up_wherever_it_is_read(path: str) -> None:
    markup = made.attributes(120_000)
    content = {
        "h.html": markup,
        "m.eml": mail(markup.decode(), Content_Type="text/html"),
        "w.zip": archive({"h.html": markup}),
    }[path]
    limits = Limits(seconds=1.0, memory_bytes=LIMITS.memory_bytes)
    scene = _play(path, content, limits)
    assert {document.path for document in scene.documents} == {FIRST.path, LAST.path}
    told = [problem.message.partition(":")[0] for problem in scene.problems]
    # a second of the processor, or on a machine that is busy with something else, four on the clock
    assert told in [[f"was not read within {seconds} seconds and given up"] for seconds in (1, 4)]
