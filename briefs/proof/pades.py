"""Signatures inside the PDF (PAdES), made and checked by pyHanko, which the extra ``sign`` brings.

The mark of a signature lies outside the page, is not read out and prints nothing: the file stays PDF/UA-1 and PDF/A-3a,
and the sealed pages stand before it as they were.
"""

import datetime
import logging
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from briefs import engine
from briefs.errors import BadKey, MissingRequirement
from briefs.model import Problem, Source
from briefs.proof.keys import Ask, refuse_shared
from briefs.proof.material import content_of
from briefs.proof.minisign import Good, Refused

SUFFIXES: Final = frozenset((".p12", ".pfx"))
"""How files end that hold a key with its certificate (PKCS #12)."""
_FIELD: Final = "BriefsSignature"
_ADVICE: Final = 'signatures need the extra “sign”: pip install "briefs[sign]"'


def sign(content: bytes, key: Path, ask: Ask) -> bytes:
    """The PDF with a signature appended. Raises ``BadKey``, ``MissingRequirement``."""
    refuse_shared(key)
    held = content_of(key)
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - the extra
        from pyhanko.sign import fields, signers  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingRequirement(_ADVICE) from error
    signer = _signer(signers, held, key, ask)
    outside = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    place = fields.SigFieldSpec(_FIELD, invis_sig_settings=outside)
    meta = signers.PdfSignatureMetadata(
        field_name=_FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )

    class Writer(IncrementalPdfFileWriter):
        """A writer that leaves the metadata alone: pyHanko's own way drops what they say of PDF/UA."""

        def _update_meta(self) -> None:
            pass

    written = signers.sign_pdf(Writer(BytesIO(content)), meta, signer=signer, new_field_spec=place)
    return bytes(written.getvalue())


def _signer(signers: Any, held: bytes, key: Path, ask: Ask) -> Any:
    """The key with its certificate; a password is asked for where it does not open without."""
    for password in (lambda: None, ask):
        given = password()
        try:
            logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
            return signers.SimpleSigner.load_pkcs12_data(
                held, other_certs=[], passphrase=given.encode() if given is not None else None
            )
        except (ValueError, TypeError):
            continue
    raise BadKey(f"{key}: the password is wrong, or it is no key with a certificate (PKCS #12)")


def is_signed(content: bytes) -> bool:
    """Whether a PDF says that it bears a signature; what that is worth, ``check`` tells."""
    return b"/ByteRange" in content


def check(content: bytes, certificate: bytes, moment: datetime.datetime) -> Good:
    """What a good signature says, trusted by that certificate at a moment. Raises ``Refused``."""
    ask = partial(_checked, certificate=certificate, moment=moment)
    (answer,) = engine.read_all([Source(path="the PDF", content=content)], ask)
    if isinstance(answer, Problem):
        raise Refused(answer.message)
    if answer == _ADVICE:
        raise MissingRequirement(_ADVICE)
    if isinstance(answer, str):
        raise Refused(answer)
    return answer


def _checked(source: Source, *, certificate: bytes, moment: datetime.datetime) -> Good | str:
    """What a good signature says, or why there is none; run in a process of its own."""
    try:
        from pyhanko.keys.pemder import load_certs_from_pemder_data  # noqa: PLC0415 - the extra
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - the extra
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - the extra
        from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - the extra
        from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415 - the extra
        from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 - the extra
        from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - the extra
    except ImportError:
        return _ADVICE
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        roots = [*load_certs_from_pemder_data(certificate)]
        signatures = PdfFileReader(BytesIO(source.content)).embedded_regular_signatures
        if not signatures:
            return "the file bears no signature"
        last = signatures[-1]
        context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
        status = validate_pdf_signature(last, signer_validation_context=context)
    except (
        PdfError,
        SignatureValidationError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        return f"the signature cannot be read: {error}"
    faults = (
        (status.intact and status.valid, "the file is not the one that was signed"),
        (
            status.trusted,
            "it was not made by the holder of that certificate, or the certificate was not valid then",
        ),
        (status.coverage is SignatureCoverageLevel.ENTIRE_FILE, "something was appended after it was signed"),
        (
            _is_all(last.pkcs7_content),
            "something stands in the room of the signature",
        ),
    )
    refused = next((reason for is_well, reason in faults if not is_well), None)
    return refused or Good(key=status.signing_cert.subject.human_friendly, comment=_FIELD)


def _is_all(room: bytes) -> bool:
    """Whether nothing stands behind a signature in the room that the file has for it, which it does not cover itself.

    A signature is one DER value: a tag, the length in its short or its long form, and so many bytes.
    """
    long = room[1] & 0x7F if room[1] & 0x80 else 0
    length = int.from_bytes(room[2 : 2 + long], "big") if long else room[1]
    return not any(room[2 + long + length :])
