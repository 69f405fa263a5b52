"""Mails, mailboxes and archives for tests, written out of a few words."""

import io
import zipfile
from typing import Final

SENTENCE: Final = "The ministers met in the capital and agreed on figures for the coming winter."
OTHER: Final = "The figures will be published on the tenth day of each month, the ministries said."
HEAD: Final = (
    "From: The Quay Letter <letter@quay.example>\n"
    "To: desk@desk.example\n"
    "Subject: Ministers agree\n"
    "Date: Tue, 19 May 2026 07:30:00 +0900\n"
    "Message-ID: <1@quay.example>\n"
    "MIME-Version: 1.0\n"
)


def mail(body: str = f"{SENTENCE}\n\n{OTHER}\n", head: str = HEAD, **fields: str) -> bytes:
    """The bytes of a mail; ``fields`` come behind those of ``head``, ``Content_Type`` for instance."""
    stated = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return f"{head}{stated}\n{body}".encode()


def parts(*sections: str, kind: str = "mixed") -> bytes:
    """The bytes of a mail of several parts, each with fields of its own."""
    body = "".join(f"--frontier\n{section}\n" for section in sections)
    return mail(f"{body}--frontier--\n", Content_Type=f"multipart/{kind}; boundary=frontier")


def page(inside: str) -> bytes:
    """The bytes of a mail in HTML."""
    return mail(f"<html><body>{inside}</body></html>", Content_Type="text/html; charset=utf-8")


def attached(name: str, content: str, media_type: str = "application/octet-stream") -> str:
    """The part of a mail that is a file."""
    return f'Content-Type: {media_type}\nContent-Disposition: attachment; filename="{name}"\n\n{content}'


def mailbox(*mails: bytes) -> bytes:
    """The bytes of a mailbox."""
    return b"".join(b"From letter@quay.example Tue May 19 07:30:00 2026\n" + mail + b"\n" for mail in mails)


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()
