"""A manuscript as a Word document that can be edited: real styles, footnotes, links, languages, fields.

Written part by part after ISO/IEC 29500 (transitional), because no library at hand writes footnotes; what is wanted of
the format is little. Same manuscript, same bytes: the archive has no clock.
"""

import datetime
import io
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefs.model import Brand, Marking
from briefs.publication.formats.manuscript import Manuscript, Paragraph, Run, Style, Table
from briefs.publication.formats.word_markup import (
    HEAD,
    NAMESPACES,
    address,
    attribute,
    bookmark,
    call_markup,
    link_markup,
    note_markup,
    regional,
    run_markup,
    words,
)
from briefs.publication.formats.word_styles import MARGIN, PAPERS, STYLE_IDS, numbering, settings, styles

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that an archive can state."""
_LEVEL: Final = 6
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = ("styles", "numbering", "settings", "footnotes", "header", "footer")
"""Parts beside the text; the relation of each is its place here, from 1."""
_INKS: Final = {
    Marking.CLEAR: "FFFFFF",
    Marking.GREEN: "33FF00",
    Marking.AMBER: "FFC000",
    Marking.AMBER_STRICT: "FFC000",
    Marking.RED: "FF2B2B",
}
"""The colours of TLP 2.0, on black."""
_NUMBERED: Final = (Style.STATEMENT, Style.ENTRY)
"""What carries its number in words, because it is cited by it; the numbers of lists are Word's."""


def to_word(manuscript: Manuscript, brand: Brand) -> bytes:
    """The document as the bytes of a .docx file."""
    writer = _Writer(manuscript)
    language = regional(manuscript.lang)
    parts = {
        "word/document.xml": writer.document(brand),
        "word/styles.xml": styles(brand, language),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(language),
        "word/footnotes.xml": writer.footnotes(),
        "word/header.xml": _header(manuscript),
        "word/footer.xml": _footer(manuscript),
        "docProps/core.xml": _core(manuscript),
        "docProps/app.xml": _application(manuscript),
    }
    whole = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                (f"{_OFFICE}/relationships/officeDocument", "word/document.xml", False),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
                (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml", False),
            ]
        ),
        "word/_rels/document.xml.rels": _relations(
            [
                *((f"{_OFFICE}/relationships/{part}", f"{part}.xml", False) for part in _PARTS),
                *((f"{_OFFICE}/relationships/hyperlink", address(href), True) for href in writer.addresses),
            ]
        ),
        **parts,
    }
    return _packed(whole)


class _Writer:
    """Writes the text, and keeps the notes and the addresses that stand in parts of their own."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._anchors = manuscript.anchors
        self._marked: set[str] = set()
        self._notes: list[str] = []
        self.addresses = tuple(dict.fromkeys(run.href for run in manuscript.runs if run.href))
        self._relations = {href: f"rId{len(_PARTS) + n}" for n, href in enumerate(self.addresses, 1)}

    def document(self, brand: Brand) -> bytes:
        """``word/document.xml``."""
        body = "".join(map(self._block, self._manuscript.blocks))
        width, height = PAPERS[brand.paper]
        header, footer = (_PARTS.index(part) + 1 for part in ("header", "footer"))
        section = (
            f'<w:sectPr><w:headerReference w:type="default" r:id="rId{header}"/>'
            f'<w:footerReference w:type="default" r:id="rId{footer}"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
            f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        )
        return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()

    def footnotes(self) -> bytes:
        """``word/footnotes.xml``; the text must be written before."""
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return f"{HEAD}<w:footnotes {NAMESPACES}>{rules}{''.join(self._notes)}</w:footnotes>".encode()

    def _block(self, block: Paragraph | Table) -> str:
        if isinstance(block, Table):
            return _table(block)
        number = f"<w:r>{words(block.number or '')}<w:tab/></w:r>" if block.style in _NUMBERED else ""
        inside = f"{number}{''.join(map(self._run, block.runs))}"
        style = f"<w:pPr><w:pStyle w:val={attribute(STYLE_IDS[block.style])}/></w:pPr>"
        return f"<w:p>{style}{self._bookmarked(block.anchor, inside)}</w:p>"

    def _bookmarked(self, anchor: str | None, inside: str) -> str:
        """The runs of a paragraph between the two ends of its bookmark; a name is given once."""
        if anchor is None or anchor in self._marked:
            return inside
        self._marked.add(anchor)
        number = self._anchors[anchor]
        start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(bookmark(anchor))}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'

    def _run(self, run: Run) -> str:
        written = self._linked(run)
        if not run.note:
            return written
        self._notes.append(note_markup(len(self._notes) + 1, [self._linked(part) for part in run.note]))
        return f"{written}{call_markup(len(self._notes))}"

    def _linked(self, run: Run) -> str:
        if run.href:
            return link_markup(run, f"r:id={attribute(self._relations[run.href])}")
        if run.anchor in self._anchors:
            return link_markup(run, f"w:anchor={attribute(bookmark(run.anchor))}")
        return run_markup(run)


def _table(table: Table) -> str:
    columns = '<w:gridCol w:w="3000"/>' * len(table.head)
    rows = [_row(table.head, is_head=True), *(_row(row, is_head=False) for row in table.rows)]
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    )


def _row(cells: tuple[str, ...], *, is_head: bool) -> str:
    head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
    inside = "".join(_cell(run_markup(Run(text=cell, strong=is_head))) for cell in cells)
    return f"<w:tr>{head}{inside}</w:tr>"


def _cell(inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>{inside}</w:p></w:tc>'


def _header(manuscript: Manuscript) -> bytes:
    draft = run_markup(Run(text=manuscript.draft, strong=True)) if manuscript.draft else ""
    return _margin("hdr", "Header", [f"{draft}<w:r><w:tab/></w:r>{_label(manuscript.marking)}"])


def _footer(manuscript: Manuscript) -> bytes:
    imprint = run_markup(Run(text=manuscript.imprint))
    pages = f"{_field('PAGE')}<w:r>{words(' / ')}</w:r>{_field('NUMPAGES')}"
    label = [f"<w:r><w:tab/></w:r>{_label(manuscript.marking)}"] if manuscript.marking else []
    return _margin("ftr", "Footer", [f"{imprint}<w:r><w:tab/></w:r>{pages}", *label])


def _margin(name: str, style: str, paragraphs: list[str]) -> bytes:
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>' for inside in paragraphs)
    return f"{HEAD}<w:{name} {NAMESPACES}>{body}</w:{name}>".encode()


def _label(marking: Marking | None) -> str:
    """The marking as TLP 2.0 wants it set: its colour on black, in 12 points or more."""
    if marking is None:
        return ""
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    ink = f'<w:b/><w:color w:val="{_INKS[marking]}"/><w:sz w:val="24"/>{ground}'
    return f"<w:r><w:rPr>{ink}</w:rPr>{words(f' {marking.value} ')}</w:r>"


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r>{words("1")}</w:r></w:fldSimple>'


def _core(manuscript: Manuscript) -> bytes:
    """What the document says of itself (Dublin Core); its moments are the one it speaks from."""
    created = datetime.datetime.fromisoformat(manuscript.created).astimezone(datetime.UTC)
    moment = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    stated = {
        "dc:title": manuscript.document_title,
        "dc:creator": manuscript.author,
        "dc:description": manuscript.description,
        "cp:keywords": manuscript.keywords,
        "dc:language": manuscript.lang,
        "cp:category": manuscript.marking.value if manuscript.marking else None,
        "cp:contentStatus": manuscript.draft,
        "cp:revision": str(manuscript.revision + 1),
    }
    fields = "".join(f"<{name}>{_value(value)}</{name}>" for name, value in stated.items() if value)
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{HEAD}<cp:coreProperties {spaces}>{fields}{moments}</cp:coreProperties>".encode()


def _application(manuscript: Manuscript) -> bytes:
    space = f'xmlns="{_OFFICE}/extended-properties"'
    name = f"<Application>{_value(manuscript.generator)}</Application>"
    return f"{HEAD}<Properties {space}>{name}</Properties>".encode()


def _value(text: str) -> str:
    return attribute(text)[1:-1]


def _types() -> bytes:
    kinds = {"document": "document.main", **{part: part for part in _PARTS}}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    ).encode()


def _relations(targets: list[tuple[str, str, bool]]) -> bytes:
    """Relations by their numbers: of what kind, where to, and whether that is outside the package."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={attribute(target)}'
        f"{' TargetMode=' + attribute('External') if outside else ''}/>"
        for number, (kind, target, outside) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, compresslevel=_LEVEL)
    return packed.getvalue()
