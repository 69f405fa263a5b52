"""Word documents made of the markup that stands in this folder, packed as Word packs it."""

import io
import zipfile
from typing import Final

_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STYLES: Final = (
    ("Title", "Title", ""), ("Subtitle", "Subtitle", ""), ("berschrift1", "heading 1", '<w:outlineLvl w:val="0"/>'),
    ("berschrift2", "heading 2", '<w:outlineLvl w:val="1"/>'), ("Own", "Chapter of ours", ""),
    ("Quote", "Quote", ""), ("Caption", "caption", ""), ("TOC1", "toc 1", ""), ("FootnoteText", "footnote text", ""),
    ("Bullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>'), ("ListParagraph", "List Paragraph", ""),
)  # fmt: skip
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)
_NOTE: Final = "A note at the foot of the page, which is left out."
_COMMENT: Final = "A comment in the margin, which is left out."
_HEADER: Final = "A running head on every page, which is left out."


def packed(body: str, properties: str = "", **parts: str) -> bytes:
    """The bytes of a document with ``body`` as its markup; ``parts`` replace others, by the stem of their names."""
    made = {
        "document": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "styles": f"<w:styles {_NAMESPACES}>{''.join(_style(*style) for style in _STYLES)}</w:styles>",
        "numbering": f"<w:numbering {_NAMESPACES}>{_NUMBERING}</w:numbering>",
        "footnotes": f"<w:footnotes {_NAMESPACES}><w:footnote w:id='2'>{paragraph(_NOTE)}</w:footnote></w:footnotes>",
        "comments": f"<w:comments {_NAMESPACES}><w:comment w:id='1'>{paragraph(_COMMENT)}</w:comment></w:comments>",
        "header1": f"<w:hdr {_NAMESPACES}>{paragraph(_HEADER)}</w:hdr>",
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "[Content_Types].xml", _TYPES)
        for stem, markup in made.items():
            _write(archive, f"word/{stem}.xml", markup)
        _write(archive, "docProps/core.xml", _core(properties))
    return stream.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """The markup of a paragraph of one run."""
    stated = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{stated}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _style(key: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def _core(properties: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{properties}</cp:coreProperties>'
    )


def _write(archive: zipfile.ZipFile, name: str, markup: str) -> None:
    declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{markup}'
    archive.writestr(zipfile.ZipInfo(name), declared)
