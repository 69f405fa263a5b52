"""Attachments put into a PDF as files associated with the document, in PDF/UA-1 and PDF/A-3a alike.

WeasyPrint's own way guesses the type from the name, drops the zone of the date, and says what a file is to the
document in PDF/A only. Imported only in the child process that lays a page out.
"""

import datetime
from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from hashlib import md5
from typing import Final

import pydyf

from briefs.publication.attachments import Attachment

_COMPRESSED: Final = True


def embed(attachments: Sequence[Attachment], pdf: pydyf.PDF) -> None:
    """Put the attachments into a PDF that holds none, named in the order that a reader's list needs."""
    if not attachments:
        return
    ordered = sorted(attachments, key=lambda one: _bytes_of(one.name))
    files = [_file(one, pdf) for one in ordered]
    names = pydyf.Array()
    for attachment, reference in zip(ordered, files, strict=True):
        names.extend((pydyf.String(attachment.name), reference))
    content = pydyf.Dictionary({"Names": names})
    pdf.add_object(content)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = content.reference
    pdf.catalog["AF"] = pydyf.Array(files)


def _file(attachment: Attachment, pdf: pydyf.PDF) -> bytes:
    """The reference of one attachment, put into the PDF."""
    date = pydyf.String(_date(attachment.dated))
    extra = pydyf.Dictionary(
        {
            "Type": "/EmbeddedFile",
            "Subtype": pydyf.name(attachment.media_type),
            "Params": pydyf.Dictionary(
                {
                    "CheckSum": f"<{md5(attachment.content, usedforsecurity=False).hexdigest()}>",
                    "Size": len(attachment.content),
                    "CreationDate": date,
                    "ModDate": date,
                }
            ),
        }
    )
    stream = pydyf.Stream([attachment.content], extra, _COMPRESSED)
    pdf.add_object(stream)
    name = pydyf.String(attachment.name)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
    pdf.add_object(specification)
    return bytes(specification.reference)


def _bytes_of(name: str) -> bytes:
    """A name as the PDF holds it, which is what a tree of names is sorted by."""
    return name.encode() if name.isascii() else BOM_UTF16_BE + name.encode("utf-16-be")


def _date(moment: datetime.datetime) -> str:
    """A moment as PDF writes it: ``D:20260525060000+09'00``."""
    zone = f"{moment:%z}"[:5]
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}"
