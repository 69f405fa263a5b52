"""Who made a brief: signatures as minisign makes them, and such inside the PDF."""

import datetime
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from briefs.errors import BadKey, MissingRequirement, NoInput, NotProven, OutputError
from briefs.proof import keys, minisign, signing
from briefs.proof.minisign import Refused
from tests.proof.forging import NOON, checked, failing, told
from tests.publication.pdfua import judged

CONTENT = b"A brief that was signed.\n"
PUBLIC = "RWRMcGC6jmQSkqKP2TVVtU8aAa0LwHCCwQw2Z8EhasBJEUPTY9eDMIid"
SIGNING = (
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAATHBguo5kEpJdabWEeamWHlDSjB4DMd9lURjOv1NL"
    "VLiNN8bqp7O1AKKP2TVVtU8aAa0LwHCCwQw2Z8EhasBJEUPTY9eDMIidAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
)
SIGNATURE = (
    "untrusted comment: signature from minisign secret key\n"
    "RURMcGC6jmQSkg8NLhvVQ//SnbgHU2g2OyEdX/v4sAFUS6rSkqY7Pce05FDiFaMy07kdUYgOBudtp/AjFV32D+QnWV/oNCNjvwU=\n"
    "trusted comment: an invented desk\n"
    "eLnGCouWgE6uarbzJdCgg/155Gw8hhxZtdLJCcEHw5LHmfY8QA7cdwOyrPZpmpvxInBuAnFeDgjuysKK17MZCA==\n"
)
LOCKED = (
    "RWRTY0IyqyJK1PP8Bwc1vAYLzBN2dJSXzQ0by5AbXtX10t4An5EAAAACAAAAAAAAAEAAAAAADXYG+yjxocvV8Sa7RC6BlzPOmF2XMWzRBi6SHl0O"
    "7GOltQdarlZKAI+FwRtedqG+b9YIhH46Ye6d8N6bcd9kXoBwF554/0xEFvvso8ajlhI0w8gZU1PDv5K3OrIi3/5/FUdInebIIfI="
)
"""All made by minisign 0.11; the last is locked with the password “orchard”."""

ENTROPY = bytes(range(72))


def no_password() -> str:
    raise AssertionError("asked for a password that is not needed")


def key_file(folder: Path, line: str) -> Path:
    path = folder / "desk.key"
    path.write_text(f"untrusted comment: a key\n{line}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def brief(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built / "brief.pdf", tmp_path / "brief.pdf"))


def test_a_signature_of_minisign_is_good() -> None:
    good = minisign.check(CONTENT, SIGNATURE.encode(), keys.read_public(PUBLIC))
    assert good.comment == "an invented desk"
    assert good.key == "9212648EBA60704C"


def test_the_same_is_signed_with_a_key_of_minisign_as_by_minisign(tmp_path: Path) -> None:
    key = keys.read_secret(key_file(tmp_path, SIGNING), no_password)
    made = minisign.sign(CONTENT, key, "an invented desk").splitlines()
    assert made[1:] == SIGNATURE.splitlines()[1:]
    assert key.public.text == PUBLIC


@pytest.mark.deep
def test_a_key_that_minisign_has_locked_opens_with_its_password(tmp_path: Path) -> None:
    path = key_file(tmp_path, LOCKED)
    assert keys.read_secret(path, lambda: "orchard").public.text.startswith("RWTBRli90x80")
    with pytest.raises(BadKey, match="the password is wrong"):
        keys.read_secret(path, lambda: "Orchard")


@pytest.mark.deep
def test_a_key_that_is_locked_here_opens_here(tmp_path: Path) -> None:
    public = keys.make_pair(tmp_path / "desk.key", ENTROPY, "orchard")
    assert keys.read_secret(tmp_path / "desk.key", lambda: "orchard").public == public


@pytest.mark.parametrize("place", range(0, len(SIGNATURE), 3))
def test_one_changed_character_of_a_signature_is_refused(place: int) -> None:
    first = len(SIGNATURE.splitlines()[0])
    letter = "B" if SIGNATURE[place] != "B" else "C"
    spoiled = f"{SIGNATURE[:place]}{letter}{SIGNATURE[place + 1 :]}"
    key = keys.read_public(PUBLIC)
    if place < first:  # the comment that nobody vouches for
        minisign.check(CONTENT, spoiled.encode(), key)
        return
    with pytest.raises(Refused):
        minisign.check(CONTENT, spoiled.encode(), key)


@pytest.mark.parametrize(
    "signature", [b"", b"\xff", b"a\nb\nc\nd", SIGNATURE.encode() * 200, SIGNATURE.encode()[:-20]]
)
def test_what_is_no_signature_is_refused(signature: bytes) -> None:
    with pytest.raises(Refused):
        minisign.check(CONTENT, signature, keys.read_public(PUBLIC))


def test_another_file_is_refused() -> None:
    with pytest.raises(Refused, match="not the one that was signed"):
        minisign.check(CONTENT + b" ", SIGNATURE.encode(), keys.read_public(PUBLIC))


def test_another_key_is_refused(tmp_path: Path) -> None:
    other = keys.make_pair(tmp_path / "other.key", ENTROPY, None)
    with pytest.raises(Refused, match="with another key: 9212648EBA60704C"):
        minisign.check(CONTENT, SIGNATURE.encode(), other)


def test_a_new_key_is_its_owners_alone_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    public = keys.make_pair(path, ENTROPY, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.read_public(str(tmp_path / "desk.key.pub")) == public
    assert keys.read_secret(path, no_password).public == public
    with pytest.raises(OutputError, match="cannot be written"):
        keys.make_pair(path, ENTROPY, None)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, brief: Path, mode: int) -> None:
    path = key_file(tmp_path, SIGNING)
    path.chmod(mode)
    with pytest.raises(BadKey, match="others may read this key"):
        signing.sign(brief, path, no_password)


@pytest.mark.parametrize(
    "line", ["", "AAAA", "not base64!", PUBLIC, SIGNING[:-4], "A" * len(SIGNING), SIGNING.replace("V", "W")]
)
def test_what_is_no_secret_key_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadKey):
        keys.read_secret(key_file(tmp_path, line), no_password)


@pytest.mark.parametrize("line", ["", "AAAA", "not base64!", SIGNING])
def test_what_is_no_public_key_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadKey):
        keys.read_public(str(key_file(tmp_path, line)))


def test_a_public_key_that_is_not_there_is_told() -> None:
    with pytest.raises(NoInput):
        keys.read_public("nowhere.pub")


def test_a_signed_brief_holds_and_says_by_whom(tmp_path: Path, brief: Path) -> None:
    signature = signing.sign(brief, key_file(tmp_path, SIGNING), no_password)
    assert signature.name == "brief.pdf.minisig"
    assert signing.sign(brief, tmp_path / "desk.key", no_password).read_bytes() == signature.read_bytes()
    report = checked(brief, key=PUBLIC)
    assert failing(report) == set()
    assert report.outcome("the signature") == "holds"
    (check,) = [one for one in report.checks if one.subject == "the signature"]
    assert "edition:visit" in check.detail


def test_a_signature_that_is_asked_for_and_not_there_fails(brief: Path) -> None:
    assert failing(checked(brief, key=PUBLIC)) == {"the signature"}


def test_a_signature_of_another_file_fails(tmp_path: Path, brief: Path) -> None:
    signing.sign(brief, key_file(tmp_path, SIGNING), no_password)
    brief.write_bytes(brief.read_bytes() + b"\n")
    report = checked(brief, key=PUBLIC)
    assert failing(report) == {"the signature"}
    assert "not the one that was signed" in told(report)


def test_without_a_key_a_signature_is_told_and_not_checked(tmp_path: Path, brief: Path) -> None:
    signing.sign(brief, key_file(tmp_path, SIGNING), no_password)
    (check,) = [one for one in checked(brief).checks if one.subject == "the signature"]
    assert check.outcome == "not checked"
    assert "brief.pdf.minisig" in check.detail


def test_what_does_not_hold_is_not_signed(tmp_path: Path, brief: Path) -> None:
    pdf = bytearray(brief.read_bytes())
    pdf[40] ^= 1
    brief.write_bytes(bytes(pdf))
    with pytest.raises(NotProven, match="is not signed"):
        signing.sign(brief, key_file(tmp_path, SIGNING), no_password)
    assert not (tmp_path / "brief.pdf.minisig").exists()


@pytest.fixture(scope="session")
def holder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate, and its key in a file that the password “orchard” opens."""
    folder = tmp_path_factory.mktemp("holder")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Invented Desk")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOON - datetime.timedelta(days=1))
        .not_valid_after(NOON + datetime.timedelta(days=365 * 50))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "desk.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    lock = serialization.BestAvailableEncryption(b"orchard")
    packed = pkcs12.serialize_key_and_certificates(b"desk", key, certificate, None, lock)
    (folder / "desk.p12").write_bytes(packed)
    (folder / "desk.p12").chmod(0o600)
    return folder


@pytest.fixture
def signed(brief: Path, holder: Path) -> Path:
    return signing.sign(brief, holder / "desk.p12", lambda: "orchard")


def test_a_signature_in_the_file_holds_and_changes_nothing_that_is_seen(signed: Path, holder: Path) -> None:
    report = checked(signed, key=str(holder / "desk.pem"))
    assert failing(report) == set()
    assert report.outcome("the signature") == "holds"
    assert "Invented Desk" in "".join(check.detail for check in report.checks)


@pytest.mark.deep
def test_a_file_that_bears_a_signature_is_still_accessible(signed: Path) -> None:
    assert judged(signed) == f"{signed}: PDF/UA-1\n"


def test_a_signature_in_the_file_is_told_where_no_certificate_is_given(signed: Path) -> None:
    (check,) = [one for one in checked(signed).checks if one.subject == "the signature"]
    assert check.outcome == "not checked"
    assert "there is one in the file" in check.detail


def test_a_certificate_of_another_holder_is_refused(signed: Path, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Another Desk")])
    other = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(8)
        .not_valid_before(NOON - datetime.timedelta(days=1))
        .not_valid_after(NOON + datetime.timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "other.pem").write_bytes(other.public_bytes(serialization.Encoding.PEM))
    report = checked(signed, key=str(tmp_path / "other.pem"))
    assert failing(report) == {"the signature"}
    assert "not made by the holder" in told(report)


@pytest.mark.parametrize("back", [-60_000, -200, 60])
def test_one_changed_byte_of_a_signed_file_is_found(signed: Path, holder: Path, back: int) -> None:
    pdf = signed.read_bytes()
    place = pdf.index(b"/ByteRange") + back  # in the pages, in the room of the signature, behind it
    signed.write_bytes(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])
    assert "the signature" in failing(checked(signed, key=str(holder / "desk.pem")))


def test_a_file_without_a_signature_in_it_fails_where_one_is_asked_for(brief: Path, holder: Path) -> None:
    report = checked(brief, key=str(holder / "desk.pem"))
    assert failing(report) == {"the signature"}
    assert "bears no signature" in told(report)


def test_a_wrong_password_is_told_and_the_file_is_as_it_was(brief: Path, holder: Path) -> None:
    before = brief.read_bytes()
    with pytest.raises(BadKey, match="password is wrong"):
        signing.sign(brief, holder / "desk.p12", lambda: "Orchard")
    assert brief.read_bytes() == before


def test_without_the_extra_it_is_told_how_to_get_it(
    brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing.sign(brief, key_file(tmp_path, SIGNING), no_password)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    with pytest.raises(MissingRequirement, match=r'pip install "briefs\[sign\]"'):
        signing.sign(brief, tmp_path / "desk.key", no_password)
    with pytest.raises(MissingRequirement, match=r'pip install "briefs\[sign\]"'):
        checked(brief, key=PUBLIC)
    assert checked(brief).holds


def test_without_the_extra_no_certificate_is_used(
    brief: Path, holder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign", None)
    with pytest.raises(MissingRequirement, match=r'pip install "briefs\[sign\]"'):
        signing.sign(brief, holder / "desk.p12", lambda: "orchard")


def test_verifying_loads_neither_the_layout_nor_the_extra() -> None:
    heavy = ("weasyprint", "pyhanko", "cryptography", "lxml")
    program = f"import sys, briefs.proof; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
