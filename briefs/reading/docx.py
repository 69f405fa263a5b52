"""Word documents (.docx).

package ──archive──▶ parts ──word_markup──▶ paragraphs ──▶ blocks ──article──▶ Page

Changes that were tracked are taken as accepted. Comments, notes, headers, footers, tables of contents and data
are left out; text boxes are read behind the paragraph they hang on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, PassageKind, StatedDate
from briefs.reading.afterword import without_portraits
from briefs.reading.archive import Archive, Member, open_archive
from briefs.reading.article import find_article
from briefs.reading.blocks import PageBlock
from briefs.reading.byline import names_of
from briefs.reading.dates import parse_date, parse_field
from briefs.reading.encoding import clean, fold
from briefs.reading.lines import Line
from briefs.reading.markings import with_marking
from briefs.reading.page import Page, words_of
from briefs.reading.shapes import Form, count_words, shape_of
from briefs.reading.unreadable import Unreadable
from briefs.reading.word_markup import (
    Paragraph,
    Walk,
    child,
    name_of,
    parse_part,
    read_bullets,
    read_styles,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST: Final = 1_000_000
"""Characters a document may have: a long book has so many."""
_MAIN: Final = late(r"word/document[0-9]*\.xml")
_CORE: Final = "docProps/core.xml"
_MARGIN: Final = late(r"word/(?:header|footer)[0-9]*\.xml")
_MOST_MARGINS: Final = 60
"""Headers and footers that are looked at: three of each for every part of a long report."""
_LEFT_OUT: Final = late(
    r"(?:toc|index|table of (?:figures|authorities)|header|footer|footnote|endnote|annotation|balloon|caption"
    r"|subtitle|macro)\b"
)
"""Styles of what is no running text; "caption" and "subtitle" are what figures and decks are set in."""
_HEADING: Final = late(r"heading (?P<level>[1-9])\b")
_QUOTE: Final = late(r"(?:intense )?quote$|block text$")
_MEMO: Final = late(
    r"(?P<label>to|from|cc|through|via|date|subject|re|reference|ref|classification|distribution|copy"
    r"|수신|발신|참조|제목|일자|날짜|宛先|差出人|日付|件名|发件人|收件人|日期|主题)\s?[:：]\s*(?P<value>.*)",
    re.IGNORECASE,
)
_MEMO_FIELDS: Final = {
    **dict.fromkeys(("from", "발신", "差出人", "发件人"), "from"),
    **dict.fromkeys(("date", "일자", "날짜", "日付", "日期"), "date"),
    **dict.fromkeys(("subject", "re", "제목", "件名", "主题"), "title"),
}
_HEAD: Final = 16
"""Paragraphs at the top among which the fields of a memo stand."""
_FEWEST_FIELDS: Final = 2
_NO_TITLE: Final = late(
    r"(?:microsoft )?(?:word|powerpoint|office)\b.*|(?:document|doc|dokument|문서|文書|文档)\s?[0-9]*|untitled.*"
    r"|.*\.(?:docx?|dotx?|rtf|pdf|odt)|(?:memo|letter|report|normal|template|title|press release|제목 없음|無題)",
    re.IGNORECASE,
)
"""Titles that a program or a template wrote."""
_NOBODY: Final = late(
    r".*\b(?:admin\w*|user|owner|office|microsoft|python-docx|unknown|author|windows|pc|desktop)\b.*",
    re.IGNORECASE,
)
_TAIL_WORDS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class _Properties:
    """What the package states of the document beside its text."""

    title: str | None = None
    author: tuple[str, ...] = ()
    language: str | None = None
    modified: StatedDate | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memo:
    """The fields at the top of a memo, and the number of paragraphs up to the last of them."""

    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    end: int = 0


def read_docx(content: bytes) -> Page:
    """Return the body in blocks and what the document states of itself. Raises ``Unreadable``."""
    archive = open_archive(content)
    everything = _paragraphs(archive)
    stated = _properties(archive)
    lines = _lines(everything)
    memo = _memo(lines)
    body = lines[memo.end :]
    blocks = tuple(_blocks(body))
    title = memo.title or _title(lines) or stated.title or _first_heading(blocks)
    article = find_article(blocks, range(len(blocks)), title)
    author = memo.author or article.author or stated.author
    kept = without_portraits(article.blocks, author)
    published = memo.published or article.published
    words = sum(count_words(fold(clean(paragraph.text))) for paragraph in everything)
    modified = stated.modified
    if published and modified and modified.day < published.day:  # a letter is dated ahead of its day
        modified = None
    page = Page(
        blocks=kept,
        title=title,
        author=author,
        publisher=memo.publisher,
        published=published,
        language=stated.language,
        words_left_out=max(0, words - words_of(kept)),
        modified=modified,
        dates=_claims(published, modified),
    )
    texts = (fold(clean(paragraph.text)) for paragraph in everything)
    return with_marking(page, texts, [*_margins(archive), *stated.labels])


def docx_text(content: bytes) -> str:
    """Return all text that can be read, white space folded; every passage stands in it."""
    return fold(clean(" ".join(paragraph.text for paragraph in _paragraphs(open_archive(content)))))


def _paragraphs(archive: Archive) -> list[Paragraph]:
    """Return every paragraph of the main part in order."""
    members = {member.path: member for member in archive.members}
    main = next((path for path in sorted(members) if _MAIN.fullmatch(path)), None)
    if main is None:
        raise Unreadable("is a Word document without a text: open it in Word and save it as .docx or PDF")
    body = child(parse_part(archive, members[main]), "w:body")
    if body is None:
        return []
    styles = read_styles(_optional(archive, members.get("word/styles.xml")))
    bullets = read_bullets(_optional(archive, members.get("word/numbering.xml")))
    found: list[Paragraph] = []
    room = _LONGEST
    for paragraph in Walk(styles=styles, bullets=bullets).paragraphs(body):
        room -= len(paragraph.text)
        if room < 0:
            raise Unreadable(f"has more than {_LONGEST:,} characters: save its parts as single files")
        found.append(paragraph)
    return found


def _optional(archive: Archive, member: Member | None) -> "_Element | None":
    """Return the tree of a part without which the text can still be read."""
    try:
        return parse_part(archive, member) if member else None
    except Unreadable:
        return None


def _lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that are text: without those of furniture, of data tables, and of boxes that repeat."""
    kept: list[Paragraph] = []
    whole = "\n".join(fold(clean(paragraph.text)) for paragraph in paragraphs if not paragraph.boxed)
    for (table, _), group in groupby(paragraphs, lambda paragraph: (_table_of(paragraph), paragraph.boxed)):
        members = [paragraph for paragraph in group if not _LEFT_OUT.match(paragraph.style)]
        kept += members if table is None else _of_table(members)
    return [line for line in kept if not (line.boxed and fold(clean(line.text)) in whole)]


def _table_of(paragraph: Paragraph) -> int | None:
    return paragraph.cell[0] if paragraph.cell else None


def _of_table(members: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Return the sentences in the cells of a table; rows of two cells may be the fields of a memo."""
    for _, group in groupby(members, lambda paragraph: (paragraph.cell or (0, 0, 0))[1]):
        row = list(group)
        texts = [fold(clean(paragraph.text)) for paragraph in row]
        label = _MEMO.fullmatch(texts[0]) or _MEMO.fullmatch(f"{texts[0]}:")
        if len(row) == 2 and label and not label["value"]:
            yield Paragraph(text=f"{texts[0].rstrip(':：')}: {texts[1]}", cell=row[0].cell)
            continue
        for paragraph, text in zip(row, texts, strict=True):
            if shape_of(Line(text=text, group=0)).form in (Form.PROSE, Form.SENTENCE):
                yield paragraph


def _memo(lines: Sequence[Paragraph]) -> _Memo:
    """Return the fields at the top of a memo; a single line with a label may be anything."""
    found: dict[str, str] = {}
    end = 0
    for place, line in enumerate(lines[:_HEAD]):
        if _is_prose(line):
            break
        for part in line.text.split("\n"):
            match = _MEMO.fullmatch(fold(clean(part)))
            if match:
                found.setdefault(match["label"].casefold(), match["value"])
                end = place + 1
    if len(found) < _FEWEST_FIELDS:
        return _Memo()
    fields = {_MEMO_FIELDS[label]: value for label, value in found.items() if label in _MEMO_FIELDS}
    writer = fields.get("from") or ""
    names = names_of(writer)
    return _Memo(
        title=fields.get("title") or None,
        author=names if all(" " in name for name in names) else (),
        publisher=None,
        published=parse_date(fields.get("date") or ""),
        end=end,
    )


def _is_prose(line: Paragraph) -> bool:
    """Whether a paragraph is no field and no line above or among fields: a memo's head ends there."""
    text = fold(clean(line.text))
    return _MEMO.fullmatch(text) is None and shape_of(Line(text=text, group=0)).form is Form.PROSE


def _title(lines: Sequence[Paragraph]) -> str | None:
    titles = [fold(clean(line.text)) for line in lines if line.style == "title"]
    return " ".join(titles[:2]) or None if len(titles) <= 2 else titles[0]


def _first_heading(blocks: Sequence[PageBlock]) -> str | None:
    """Return the first heading where no prose stands above it."""
    for block in blocks:
        if block.kind is PassageKind.HEADING:
            return block.text
        if block.kind is not PassageKind.PARAGRAPH or block.text[-1] in ".!?。":
            return None
    return None


def _blocks(lines: Sequence[Paragraph]) -> Iterator[PageBlock]:
    """Return the paragraphs as blocks of a page."""
    counters: dict[tuple[str, int], int] = {}
    for line in lines:
        if line.number:
            counters[line.number] = counters.get(line.number, 0) + 1
        marker = f"{counters[line.number]}. " if line.number else "- " if line.bullet else ""
        kind, tags = _kind(line)
        for text in _parts(line.text):
            size = 1.0 if line.italic and kind is PassageKind.PARAGRAPH else 0.0
            yield PageBlock(kind=kind, text=text, tags=tags, container=0, styled=size, marker=marker)
            marker = ""


def _parts(text: str) -> Iterator[str]:
    """Return what stands between line breaks, joined where a sentence runs through one."""
    gathered = ""
    for part in (fold(clean(piece)) for piece in text.split("\n")):
        if gathered and part and not (gathered[-1] in ".!?:;。！？" and not part[0].islower()):
            gathered = f"{gathered} {part}"
        else:
            if gathered:
                yield gathered
            gathered = part
    if gathered:
        yield gathered


def _kind(line: Paragraph) -> tuple[PassageKind, tuple[str, ...]]:
    heading = _HEADING.match(line.style)
    level = line.level or (int(heading["level"]) if heading else None)
    text = fold(clean(line.text))
    if line.style == "title":
        return PassageKind.HEADING, ("body", "h1")
    if level is None and line.bold and count_words(text) <= _TAIL_WORDS and text[-1:] not in ".!?:;。":
        level = 3
    if level is not None:
        return PassageKind.HEADING, ("body", f"h{min(level, 6)}")
    if line.bullet or line.number:
        return PassageKind.LIST_ITEM, ("body", "ol" if line.number else "ul", "li")
    if _QUOTE.match(line.style):
        return PassageKind.QUOTATION, ("body", "blockquote")
    return PassageKind.PARAGRAPH, ("body", "p")


def _properties(archive: Archive) -> _Properties:
    core = next((member for member in archive.members if member.path == _CORE), None)
    root = _optional(archive, core)
    stated: dict[str, str] = {}
    for element in root if root is not None else ():
        stated.setdefault(name_of(element), fold(clean(element.text or "")))
    title, creator = stated.get("title", ""), stated.get("creator", "")
    names = () if _NOBODY.fullmatch(creator) else names_of(creator.replace(";", ","))
    return _Properties(
        title=None if not title or _NO_TITLE.fullmatch(title) else title,
        author=names if all(" " in name or not name.isascii() for name in names) else (),
        language=stated.get("language") or None,
        modified=parse_field(stated.get("modified", "")),
        labels=tuple(stated.get(name, "") for name in ("subject", "keywords", "category")),
    )


def _margins(archive: Archive) -> Iterator[str]:
    """Return the paragraphs of headers and footers, and what is drawn across the pages."""
    parts = [member for member in archive.members if _MARGIN.fullmatch(member.path)]
    for member in parts[:_MOST_MARGINS]:
        root = _optional(archive, member)
        for element in root.iter() if root is not None else ():
            if name_of(element) == "w:p":
                yield fold(clean("".join(str(text) for text in element.itertext())))
            elif name_of(element) == "textpath":
                yield fold(clean(element.get("string", "")))


def _claims(published: StatedDate | None, modified: StatedDate | None) -> tuple[DateClaim, ...]:
    stated = (
        (DateKind.PUBLISHED, published, "document date line"),
        (DateKind.MODIFIED, modified, "properties modified"),
    )
    return tuple(DateClaim(kind=kind, date=date, found=found) for kind, date, found in stated if date)
