"""Files that were made to harm whoever reads them: each a few lines of code, none of them kept."""

import io
import json
import struct
import zipfile
import zlib
from typing import Final

from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import HEAD, OTHER, SENTENCE, archive, mail
from tests.reading.made_pdfs import Leaf, filled, joined, pdf

MEGABYTE: Final = 10**6
LAUGHS: Final = (
    '<!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    + "]>"
)
"""Ten entities of ten entities, twelve times: a terabyte of laughter."""
SWOLLEN: Final = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>'
"""One entity of 100,000 letters, to be named as often as one likes."""
OUTSIDE: Final = '<!DOCTYPE x [<!ENTITY a0 "ha"><!ENTITY a12 SYSTEM "file:///etc/passwd">]>'
"""An entity that stands in a file of the machine that reads."""


# ---- Pages -----------------------------------------------------------------------------------------------------------


def page(inside: str, before: str = "<!doctype html>", *, prose: bool = True) -> bytes:
    """A page with an article of two paragraphs, and ``inside`` behind it."""
    article = f"<article><h1>Ministers agree</h1><p>{SENTENCE}</p><p>{OTHER}</p></article>" if prose else ""
    return f"{before}<html><head><title>x</title></head><body>{article}{inside}</body></html>".encode()


def nested(tag: str, times: int) -> bytes:
    """A page of one kind of element within itself."""
    return page(f"<{tag}>" * times + SENTENCE + f"</{tag}>" * times)


def table(rows: int, columns: int) -> bytes:
    """A page with a large table."""
    return page(f"<table>{('<tr>' + '<td>7</td>' * columns + '</tr>') * rows}</table>")


def attributes(number: int) -> bytes:
    """A page with one element of so many attributes: libxml2 compares each of them with all before it."""
    return page(f"<p {' '.join(f'a{n}=1' for n in range(number))}>{SENTENCE}</p>")


# ---- Archives --------------------------------------------------------------------------------------------------------


def zip_of_zeros(size: int) -> bytes:
    """An archive of one text that is a thousandth of its size."""
    return archive({"a.txt": bytes(size)})


def matryoshka(levels: int, width: int) -> bytes:
    """Archives within archives, ``width`` of them on each level; the innermost hold a megabyte of one letter."""
    content = archive({"a.txt": b"x" * MEGABYTE})
    for _ in range(levels):
        content = archive({f"{n}.zip": content + bytes([n]) for n in range(width)})
    return content


def overlapping(times: int) -> bytes:
    """An archive whose directory names the same packed bytes again and again."""
    body = zlib.compress(bytes(MEGABYTE), 9)[2:-4]
    check = zlib.crc32(bytes(MEGABYTE))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(body), MEGABYTE, 5, 0)
    listed = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(body), MEGABYTE,
            9, 0, 0, 0, 0, 0, 0,
        )
        + b"%05d.txt" % number
        for number in range(times)
    )  # fmt: skip
    start = len(local) + 5 + len(body)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(listed), start, 0)
    return local + b"a.txt" + body + listed + end


def lying(size: int) -> bytes:
    """An archive whose headers state that its text has three bytes, and it has ``size``."""
    content = bytearray(archive({"a.txt": SENTENCE.encode() * (size // len(SENTENCE))}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = struct.pack("<L", 3)
    return bytes(content)


def full(members: int, size: int) -> bytes:
    """An archive of texts that pack as well as is allowed."""
    line = b"".join(b"%06d the harbour office said that ferries go.\n" % n for n in range(size // 48))
    return archive({f"{n:05}.txt": b"%d\n" % n + line for n in range(members)})


def archives_of_files(archives: int, members: int) -> bytes:
    """An archive of archives of tiny files, of the same bytes nearly all of them."""
    inner = archive({f"{n}.txt": b"go" for n in range(members)}, zipfile.ZIP_STORED)
    return archive({f"{n}.zip": inner + b"%d" % n for n in range(archives)})


def heavy_json(size: int) -> bytes:
    """An archive of an export that becomes thirty times its size once it is parsed, in noise that packs badly."""
    noise = "".join(f"{n * 7919 % 1000003:06}" for n in range(size // 300))
    content = b'{"name":"' + noise.encode() + b'","id":1,"messages":[' + b'{"":0},' * (size // 7) + b"0]}"
    return archive({"result.json": content})


def crowded(members: int) -> bytes:
    """An archive of as many tiny files as are opened."""
    return archive({f"d/{'e/' * 60}{n}.txt": b"%d" % n for n in range(members)}, zipfile.ZIP_STORED)


# ---- Word documents --------------------------------------------------------------------------------------------------


def word(markup: str) -> bytes:
    """A Word document with ``markup`` as its whole main part."""
    return packed("", document=markup)


def word_with_entities(doctype: str, entity: str, times: int = 1) -> bytes:
    """A Word document that names an entity."""
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = paragraph(SENTENCE) + paragraph(f"&{entity};" * times)
    return word(f"{doctype}<w:document {namespace}><w:body>{body}</w:body></w:document>")


def nested_tables(levels: int) -> bytes:
    """A Word document of tables within tables."""
    return packed("<w:tbl><w:tr><w:tc>" * levels + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * levels)


def packed_bomb(size: int) -> bytes:
    """A Word document whose main part is a thousandth of its size."""
    return repacked(packed(paragraph("x" * size)))


def packed_paragraphs(number: int) -> bytes:
    """A Word document of empty paragraphs."""
    return packed("<w:p/>" * number)


def repacked(content: bytes) -> bytes:
    """An archive with each of its members deflated."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return archive({name: file.read(name) for name in file.namelist()})


# ---- PDF -------------------------------------------------------------------------------------------------------------


def pages(number: int) -> bytes:
    """A PDF of so many pages of text, each of twenty full lines."""
    leaves = []
    for count in range(number):
        leaf = Leaf()
        text = f"On day {count} the harbour office said so. {SENTENCE} {OTHER} " * 6
        for line, words in enumerate(filled(text, 10, 420)[:20]):
            leaf.text(80, 90 + 16 * line, words)
        leaves.append(leaf)
    return pdf(leaves, flate=True)


def tree(pages_node: str, *others: str) -> bytes:
    """A PDF whose page tree begins with ``pages_node``."""
    return joined([b"<< /Type /Catalog /Pages 2 0 R >>", pages_node.encode(), *(o.encode() for o in others)])


def drawing(levels: int) -> bytes:
    """A PDF of forms each of which draws the next one twice: its page asks for two to the power of ``levels``."""
    drawn = b"<< /XObject << /X 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %b >>" % drawn,
        stream(b"/X Do /X Do"),
    ]
    for level in range(levels):
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
        if level < levels - 1:
            entries += b" /Resources << /XObject << /X %d 0 R >> >>" % (6 + level)
            objects.append(stream(b"/X Do /X Do", entries))
        else:
            font = b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
            objects.append(stream(b"BT /F1 10 Tf 80 700 Td (Ferries) Tj ET", entries + font))
    return joined(objects)


def one_page(content: bytes, entries: bytes = b"", page_entries: bytes = b"", *others: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return joined([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> %b >>" % page_entries,
        stream(content, entries),
        font,
        *others,
    ])  # fmt: skip


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A PDF object with a stream."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def deflated(size: int, times: int = 1) -> bytes:
    """A page whose stream unpacks to ``size`` spaces, packed ``times`` times."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEGABYTE) + packer.flush(
        zlib.Z_FULL_FLUSH
    )  # knows nothing of what was before
    content = head + again * (size // MEGABYTE - 1) + packer.flush()
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return one_page(content, b"/Filter [%b]" % (b"/FlateDecode " * times))


def annotated(number: int) -> bytes:
    """A page of text with so many notes on it."""
    note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >> "
    leaf = Leaf()
    leaf.text(80, 90, SENTENCE)
    leaf.text(80, 110, OTHER)
    return one_page(leaf.content, b"", b"/Annots [" + note * number + b"]")


def looped_table(*, previous: bool) -> bytes:
    """A PDF whose cross-reference table names itself as the one before it, or as its own stream."""
    made = pages(1)
    start = made.rindex(b"startxref\n")
    place = made[start + 10 :].split(b"\n")[0]
    key = b"/Prev " if previous else b"/XRefStm "
    return made.replace(b"trailer <<", b"trailer << " + key + place)


def described(doctype: str, entity: str) -> bytes:
    """A PDF whose description (XMP) names an entity."""
    leaf = Leaf()
    for line, words in enumerate(filled(f"{SENTENCE} {OTHER} " * 3, 10, 420)):
        leaf.text(80, 90 + 16 * line, words)
    xmp = (
        f'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>{doctype}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&{entity};</dc:title></rdf:Description></rdf:RDF>'
        "</x:xmpmeta>"
    )
    return pdf([leaf], xmp=xmp)


def vast_picture() -> bytes:
    """A PDF whose page is covered by a picture that would take ten gigabytes."""
    picture = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    return joined([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        stream(b"q 595 0 0 842 0 0 cm /X Do Q"),
        stream(b"x", picture),
        b"<< /XObject << /X 5 0 R >> >>",
    ])  # fmt: skip


# ---- Mails -----------------------------------------------------------------------------------------------------------


def many_parts(number: int) -> bytes:
    """A mail of so many parts of text."""
    sections = "".join(f"--b\nContent-Type: text/plain\n\nPart {n}. {SENTENCE}\n" for n in range(number))
    return mail(f"{sections}--b--\n", Content_Type="multipart/mixed; boundary=b")


def deep_parts(levels: int) -> bytes:
    """A mail of multiparts within each other, each with a boundary of its own."""
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(levels))
    return (HEAD + opened + f"Content-Type: text/plain\n\n{SENTENCE}\n").encode()


def like_boundaries(lines: int) -> bytes:
    """A mail whose boundary is a run of hyphens, and so is each of its lines."""
    return mail("-------\n" * lines, Content_Type='multipart/mixed; boundary="---"')


def mails_in_mails(levels: int) -> bytes:
    """A mail attached to a mail attached to a mail."""
    content = mail().decode()
    for _ in range(levels):
        content = HEAD + "Content-Type: message/rfc822\n\n" + content
    return content.encode()


def letters(number: int) -> bytes:
    """A mailbox of so many mails."""
    return b"".join(
        b"From a@quay.example Tue May 19 07:30:00 2026\n"
        + HEAD.encode()
        + b"\n%d %b\n\n" % (n, SENTENCE.encode())
        for n in range(number)
    )


# ---- Exports of channels ---------------------------------------------------------------------------------------------


def posts(number: int) -> bytes:
    """The export of a channel of so many tiny posts."""
    made = [{"id": n, "type": "message", "text": f"{n} go"} for n in range(number)]
    return json.dumps({"name": "Quay", "type": "public_channel", "id": 1, "messages": made}).encode()


def deep_json(levels: int) -> bytes:
    """An export whose messages are lists within lists."""
    return b'{"name":"Quay","type":"public_channel","id":1,"messages":' + b"[" * levels + b"]" * levels + b"}"


# ---- Two formats at once ---------------------------------------------------------------------------------------------


def pdf_and_zip() -> bytes:
    """A PDF behind which an archive stands: each program opens what it knows."""
    return pages(1) + archive({"a.txt": OTHER.encode()})


def zip_and_pdf() -> bytes:
    """An archive whose first member is stored and is a PDF: its mark stands in the first kilobyte."""
    return archive({"a.pdf": pages(1)}, zipfile.ZIP_STORED)


def page_and_pdf() -> bytes:
    """A page that holds a PDF."""
    return page("").replace(b"</body>", pages(1) + b"</body>")


def two_directories() -> bytes:
    """Two archives in a row: the first bytes are those of one, the directory that of the other."""
    return archive({"a.txt": SENTENCE.encode()}) + archive({"b.txt": OTHER.encode()})


def export(text: str) -> bytes:
    """The export of a channel of one post; ``text`` is written as it is, escapes and all."""
    post = f'{{"id":1,"type":"message","text":"{text}"}}'
    return f'{{"name":"Quay","type":"public_channel","id":1,"messages":[{post}]}}'.encode()
