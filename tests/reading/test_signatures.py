"""What bytes are is told by the bytes; the name of the file decides only where they leave it open."""

import pytest

from briefs.model import Source, SourceFormat
from briefs.reading.signatures import TELEGRAM_POST, is_mailbox, recognise
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import HEAD, SENTENCE, archive, mail, mailbox, page, parts

SAVED = HEAD.replace("MIME-Version", "Snapshot-Content-Location: https://quay.example/a\nMIME-Version")
TYPED = f"From: Ada Vale\nDate: 19 May 2026\nSubject: Ministers agree\n\n{SENTENCE}\n"


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7\n", SourceFormat.PDF),
        ("a.txt", b"\n\n%PDF-1.4\n", SourceFormat.PDF),
        ("a.docx", packed(paragraph(SENTENCE)), SourceFormat.DOCX),
        ("a.zip", packed(paragraph(SENTENCE)), SourceFormat.DOCX),
        ("a.zip", archive({"a.txt": b"words"}), None),
        ("a.zip", archive({"a.docx": packed(paragraph(SENTENCE))}, method=0), None),
        ("a.zip", archive({"a.pdf": b"%PDF-1.7\n"}, method=0), None),
        ("a.docx", b"PK\x03\x04 and then nothing", None),
        ("a.eml", mail(), SourceFormat.EMAIL),
        ("a.txt", mail(), SourceFormat.EMAIL),
        ("noname", page(SENTENCE), SourceFormat.EMAIL),
        ("a.txt", b"\r\n" + mail().replace(b"\n", b"\r\n"), SourceFormat.EMAIL),
        ("a.eml", TYPED.encode(), SourceFormat.EMAIL),
        ("a.txt", TYPED.encode(), None),
        ("letters.mbox/3", TYPED.encode(), SourceFormat.EMAIL),
        ("a.txt", b"MIME-Version: 1.0\nReceived: x\nFrom: a@b.example\n\nwords", SourceFormat.EMAIL),
        ("a.md", f"---\ntitle: Talks\ndate: 2026-05-19\n---\n{SENTENCE}".encode(), None),
        ("a.txt", f"Subject: a talk\n\n{SENTENCE}".encode(), None),
        ("a.txt", f"{SENTENCE}\n{HEAD}".encode(), None),
        ("a.eml", SENTENCE.encode(), None),
        ("a.mhtml", parts("Content-Type: text/html\n\n<p>words", kind="related"), SourceFormat.HTML),
        ("a.eml", mail(head=SAVED), SourceFormat.HTML),
        ("post-3", TELEGRAM_POST + b'"text":[]}', SourceFormat.TELEGRAM),
        ("a.json", b'{"format": "telegram-post"}', None),
        ("a.txt", b"", None),
    ],
)
def test_the_format_is_told_by_the_bytes(path: str, content: bytes, expected: SourceFormat | None) -> None:
    assert recognise(Source(path=path, content=content)) is expected


def test_a_mailbox_is_told_by_the_line_above_its_first_mail() -> None:
    assert is_mailbox(mailbox(mail()))
    assert is_mailbox(mailbox(mail()).replace(b"\n", b"\r\n"))
    assert not is_mailbox(b"From the sea at 10:30 came a ship.\nIt was late, and nobody waited for it.\n")
    assert not is_mailbox(mail())
