"""Those who change a brief: the clumsy, who change its pages; and the thorough, who make its manifest anew as well."""

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
from markupsafe import escape
from pypdf.generic import StreamObject

from briefs.proof.paper import read_paper
from briefs.proof.report import Report
from briefs.proof.verifying import Request, verify
from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.lettering import leaves_of
from briefs.publication.pdf import PrintJob, print_pdf
from briefs.publication.seal import NAME, WAITING, digest, seal

NOON = datetime.datetime(2026, 5, 25, 12, tzinfo=datetime.UTC)

Json = dict[str, Any]


def checked(path: Path, *sources: Path, key: str | None = None) -> Report:
    """What verifying tells."""
    return verify(Request(path=path, moment=NOON, sources=sources, public_key=key))


def failing(report: Report) -> set[str]:
    """The subjects of what fails."""
    return {check.subject for check in report.checks if check.outcome == "FAILS"}


def told(report: Report) -> str:
    """All that is found, in one text."""
    findings = [finding for check in report.checks for finding in check.findings]
    return "\n".join(f"{one.where}: {one.message} {one.found} {one.expected}" for one in findings)


def manifest_in(pdf: bytes) -> Json:
    """The manifest that a PDF carries."""
    content = read_paper(pdf).manifest
    assert content is not None
    found: Json = json.loads(content)
    return found


def head_of(pdf: bytes) -> bytes:
    """The PDF as it was before its manifest was put in."""
    return pdf[: manifest_in(pdf)["seal"]["bytes"]]


def resealed(head: bytes, manifest: Json, *, pages: bool = True) -> bytes:
    """A PDF with a manifest whose seal, and whose pages if wanted, are made anew."""
    manifest = manifest | {"seal": {"bytes": len(head), "digest": digest(head)}}
    if pages:
        manifest["pages"] = [{"body": leaf.body, "running": leaf.running} for leaf in leaves_of(head)]
    return seal(head, f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Forged:
    """A brief with one thing changed in print: by the clumsy, and with pages and seal made anew."""

    clumsy: bytes
    thorough: bytes


class Forgeries:
    """The forgeries of an edition by what is changed in them, each laid out when it is first asked for."""

    def __init__(self, edition: Path) -> None:
        self._page = on_paper((edition / "brief.html").read_text("utf-8"))
        self._manifest = manifest_in((edition / "brief.pdf").read_bytes())
        self._made: dict[str, Forged] = {}

    def __getitem__(self, change: str) -> Forged:
        if change not in self._made:
            self._made[change] = self._forged(CHANGES[change](self._page, self._manifest))
        return self._made[change]

    def _forged(self, text: str) -> Forged:
        waiting = Attachment(
            name=NAME,
            media_type="application/json",
            content=WAITING,
            description="",
            relationship=Relationship.DATA,
            dated=NOON,
        )
        made = print_pdf(PrintJob(html_of=lambda _: text, expect_long=True, attachments=(waiting,)))
        return Forged(
            clumsy=seal(made.pdf, f"{json.dumps(self._manifest, ensure_ascii=False)}\n".encode()),
            thorough=resealed(made.pdf, self._manifest),
        )


def on_paper(page: str) -> str:
    """The page as it is laid out for paper: without the passages that its citations open on a screen."""
    page = re.sub(r'<div class="passages">.*(?=</body>)', "", page, flags=re.DOTALL)
    return re.sub(
        r'<button[^>]*class="(mark|place)"[^>]*popovertarget="p(\d+)-[^>]*>(.*?)</button>',
        r'<a class="\1" href="#r\2">\3</a>',
        page,
    )


def swap(page: str, old: str, new: str) -> str:
    """The page with every print of some words replaced."""
    assert escape(old) in page, old
    return page.replace(escape(old), escape(new))


def statement(manifest: Json) -> str:
    """The words of the first statement."""
    return str(next(one for one in manifest["extracts"] if one["role"] == "statement")["printed"][0])


def first(manifest: Json, field: str) -> str:
    """The first words of a kind that stand beside an extract."""
    return str(next(one[field] for one in manifest["extracts"] if one[field]))


def other_word(words: str) -> str:
    """The words with the last one another."""
    return f"{words.rpartition(' ')[0]} elsewhere."


def other_number(words: str) -> str:
    """The words with two digits of a number the other way round, or one digit another."""
    return re.sub(r"(\d)(\d)", lambda found: f"{found[2]}{found[1]}", words, count=1)


def with_number(manifest: Json) -> str:
    """The words of an extract that states a number of two different digits."""
    printed = (one["printed"][0] for one in manifest["extracts"] if one["role"] == "statement")
    return str(next(words for words in printed if other_number(words) != words))


def changed(page: str, pattern: str, other: str) -> str:
    """The page with everything of a form another."""
    found, count = re.subn(pattern, other, page)
    assert count, pattern
    return found


def address(manifest: Json) -> str:
    """The first address of a source."""
    return str(next(one["url"] for one in manifest["documents"] if one["url"]))


ADDED = "The minister left the room without a word to the press."

NOTHING = "nothing"

CHANGES: dict[str, Callable[[str, Json], str]] = {
    NOTHING: lambda page, _: page,
    "a word": lambda page, manifest: swap(page, statement(manifest), other_word(statement(manifest))),
    "a number": lambda page, manifest: swap(page, with_number(manifest), other_number(with_number(manifest))),
    "the speaker": lambda page, manifest: swap(page, first(manifest, "speaker"), "President Nobody"),
    "the bracket": lambda page, _: changed(
        page, r'(class="context"[^>]*>\[)(?:(?!\]</span>).)*', r"\g<1>Nobody"
    ),
    "a citation": lambda page, _: re.sub(r'(<a class="mark"[^>]*>)\d+(</a>)', r"\g<1>99\2", page),
    "an added sentence": lambda page, _: page.replace("</body>", f"<p class='words'>{ADDED}</p></body>"),
    "the edition": lambda page, _: page.replace("visit", "elsewhere"),
    "the day of an event": lambda page, _: changed(page, r'(<p class="day">)(\d)', r"\g<1>1\2"),
    "the number of origins": lambda page, _: changed(page, r"\b[2-8] origins", "9 origins"),
    "a paragraph number": lambda page, _: changed(page, r"(¶\xa0)(\d)", r"\g<1>1\2"),
    "the day of the edition": lambda page, _: swap(page, "25 May 2026", "24 May 2026"),
    "an author": lambda page, manifest: swap(page, manifest["documents"][0]["author"][0], "Nobody Known"),
    "a publisher": lambda page, manifest: swap(page, manifest["documents"][0]["publisher"], "Another House"),
    "the day of a source": lambda page, _: changed(page, r'(class="date">)(\d)', r"\g<1>1\2"),
    "an address": lambda page, manifest: swap(page, str(address(manifest)), "https://other.example/page"),
    "a theme": lambda page, _: changed(page, "Shuttle diplomacy", "Idle diplomacy"),
    "a disclosure": lambda page, _: changed(page, "AI-generated", "Edited"),
    "where an address leads": lambda page, _: changed(
        page, 'href="https?://', 'href="https://other.example/'
    ),
    "where citations lead": lambda page, _: changed(page, r'(class="mark" href="#r)\d+', r"\g<1>2"),
}


LINKS = {"where an address leads", "where citations lead"}
"""Changes of what is not printed."""


def rewritten(pdf: bytes, change: Callable[[bytes], bytes], page: int = 0) -> bytes:
    """A PDF with the content of one page changed, written by another program; its attachments are kept."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf))
    contents = writer.pages[page]["/Contents"].get_object()
    assert isinstance(contents, StreamObject)
    contents.set_data(change(contents.get_data()))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
