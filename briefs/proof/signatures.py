"""The signature of a brief: beside the PDF (minisign) or inside it (PAdES)."""

import datetime
from pathlib import Path
from typing import Final

from briefs.proof import keys, minisign, pades
from briefs.proof.material import content_of
from briefs.proof.report import Check, Finding, judged, shortened, unchecked

SUBJECT: Final = "the signature"
_PEM: Final = b"-----BEGIN CERTIFICATE-----"


def check_signature(pdf: Path, content: bytes, public_key: str | None, moment: datetime.datetime) -> Check:
    """Whether the holder of a key signed this very file; without a key, whether there is anything to check."""
    beside = pdf.with_name(f"{pdf.name}{minisign.SUFFIX}")
    if public_key is None:
        return unchecked(SUBJECT, _untold(beside, content))
    try:
        certificate = _certificate(public_key)
        if certificate is not None:
            good = pades.check(content, certificate, moment)
            return judged(SUBJECT, f"in the file, by {good.key}", [])
        key = keys.read_public(public_key)
        if not beside.exists():
            message = "there is no signature beside the PDF"
            return judged(SUBJECT, "", [Finding(where=beside.name, message=message)])
        good = minisign.check(content, content_of(beside), key)
    except minisign.Refused as reason:
        return judged(SUBJECT, "", [Finding(where=pdf.name, message=str(reason))])
    return judged(SUBJECT, shortened(f"by the key {good.key}: {good.comment}"), [])


def _untold(beside: Path, content: bytes) -> str:
    if beside.exists():
        return f"{beside.name} is beside it; give --public-key with the key of who signed"
    if pades.is_signed(content):
        return "there is one in the file; give --public-key with the certificate of who signed"
    return "there is none, so who made this brief is not shown"


def _certificate(public_key: str) -> bytes | None:
    """The certificate in the file that is given for a key, or None where it holds something else."""
    path = Path(public_key)
    content = content_of(path) if path.exists() else b""
    return content if _PEM in content else None
