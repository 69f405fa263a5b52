"""Signing a brief: beside the PDF with a key of minisign, or inside it with a certificate."""

import tempfile
from pathlib import Path
from typing import Final

from briefs.errors import NotProven, OutputError
from briefs.proof import keys, minisign, pades
from briefs.proof.examination import Examination, examine
from briefs.proof.material import content_of
from briefs.proof.report import Outcome

_READABLE: Final = 0o644


def sign(pdf: Path, key: Path, ask: keys.Ask) -> Path:
    """The file that holds the signature: one beside the PDF or, for a key with its certificate, the PDF itself.

    What does not agree with its own manifest is not signed. Raises ``NotProven``, ``BadKey``, ``OutputError``.
    """
    content = content_of(pdf)
    examination = examine(pdf.name, content)
    if any(check.outcome is Outcome.FAILS for check in examination.checks):
        raise NotProven(f"{pdf}: is not signed, for it does not hold; see: briefs verify {pdf}")
    if key.suffix.lower() in pades.SUFFIXES:
        _replace(pdf, pades.sign(content, key, ask))
        return pdf
    signature = minisign.sign(content, keys.read_secret(key, ask), _comment(pdf, examination))
    beside = pdf.with_name(f"{pdf.name}{minisign.SUFFIX}")
    _replace(beside, signature.encode())
    return beside


def _comment(pdf: Path, examination: Examination) -> str:
    """What is signed with the file: which edition it is, without the clock, so that signing again gives the same."""
    name = pdf.name if pdf.name.isprintable() else "brief.pdf"
    return f"edition:{examination.manifest.edition}\tfile:{name}\tmanifest:{examination.digest}\thashed"


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what stands there."""
    unfinished: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".briefs-", delete=False) as opened:
            unfinished = Path(opened.name)
            opened.write(content)
        unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else _READABLE)
        unfinished.replace(path)
    except OSError as error:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written: {error.strerror}; what stood there is untouched"
        ) from error
