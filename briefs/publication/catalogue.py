"""What a PDF says of itself as a whole: its metadata (XMP) and the labels of its pages.

WeasyPrint can say that a file is PDF/UA or that it is PDF/A; this one may be both, and both must stand in one
description. The words are the page's own, and data: what XML cannot hold is left out, the rest is escaped.
Imported only in the child process that lays a page out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

import pydyf
from weasyprint import VERSION
from weasyprint.document import Document

_IDENTIFIER: Final = "dcterms.identifier"
_RIGHTS: Final = "dcterms.accessrights"
"""Names of ``meta`` elements in which a page may give its edition and its marking; in small letters, as HTML has it."""

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_ARCHIVAL: Final = (
    "<pdfaid:part>3</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
    # PDF/A knows the names of its own vocabulary only: any other, like that of PDF/UA, is declared.
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>",
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>",
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>",
    "<pdfaProperty:name>part</pdfaProperty:name>",
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>",
    "<pdfaProperty:category>internal</pdfaProperty:category>",
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>",
    "</rdf:li></rdf:Seq></pdfaSchema:property>",
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>",
)


def describe(document: Document, pdf: pydyf.PDF, *, for_archive: bool) -> None:
    """Write the metadata of a PDF anew, and number its pages from 1."""
    held = next(one for one in pdf.objects if one.reference == pdf.catalog["Metadata"])
    # Not compressed, so that a program that knows nothing of PDF can read it.
    held.stream, held.compress = [_packet(document, for_archive=for_archive).encode()], False
    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D", "St": 1})])}
    )


def _packet(document: Document, *, for_archive: bool) -> str:
    about = document.metadata
    lines = (
        *(_ARCHIVAL if for_archive else ()),
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:format>application/pdf</dc:format>",
        *_plain("dc:identifier", about.custom.get(_IDENTIFIER)),
        *_worded("dc:title", about.title, about.lang),
        *_worded("dc:description", about.description, about.lang),
        *_worded("dc:rights", about.custom.get(_RIGHTS), about.lang),
        *_listed("dc:creator", "Seq", about.authors),
        *_listed("dc:subject", "Bag", about.keywords),
        *_listed("dc:language", "Bag", filter(None, [about.lang])),
        *_listed("dc:date", "Seq", filter(None, [about.created])),
        *_plain("pdf:Keywords", ", ".join(about.keywords)),
        *_plain("pdf:Producer", f"WeasyPrint {VERSION}"),
        *_plain("xmp:CreatorTool", about.generator),
        *_plain("xmp:CreateDate", about.created),
        *_plain("xmp:ModifyDate", about.modified),
        *_plain("xmp:MetadataDate", about.modified),
    )
    return _PACKET.format("\n".join(lines))


def _plain(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"<{name}>{_data(value)}</{name}>"


def _worded(name: str, value: str | None, language: str | None) -> Iterator[str]:
    """A text in its language, which is also the one for readers of any other."""
    if value:
        tags = dict.fromkeys(("x-default", language or "x-default"))
        texts = "".join(f'<rdf:li xml:lang="{_data(tag)}">{_data(value)}</rdf:li>' for tag in tags)
        yield f"<{name}><rdf:Alt>{texts}</rdf:Alt></{name}>"


def _listed(name: str, kind: str, values: Iterable[str]) -> Iterator[str]:
    if items := "".join(f"<rdf:li>{_data(value)}</rdf:li>" for value in values):
        yield f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _data(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text), {'"': "&quot;"})
