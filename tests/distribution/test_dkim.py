"""What is signed is found good by another program, and is found bad as soon as anybody has touched it."""

import base64
import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from briefs.distribution.dkim import Signer, signer_of
from briefs.errors import ConfigurationError
from briefs.model import Dkim, Secret
from tests.distribution.letters import KIM, desk, letters
from tests.distribution.test_message import received

OURS = Dkim(domain="desk.example", selector="b2026")
PYTHON = Path("/usr/bin/python3")
JUDGE = """
import base64, json, sys, dkim
given = json.load(sys.stdin)
def found(name, timeout=5):
    assert name == b"b2026._domainkey.desk.example.", name
    return given["record"].encode()
print(json.dumps([dkim.verify(base64.b64decode(it), dnsfunc=found) for it in given["messages"]]))
"""
Key = rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


@cache
def key(kind: str) -> Key:
    match kind:
        case "rsa":
            return rsa.generate_private_key(65537, 2048)
        case "short":
            return rsa.generate_private_key(65537, 1024)  # noqa: S505 - as short as verifiers take
        case "curve":
            return ec.generate_private_key(ec.SECP256R1())
        case _:
            return ed25519.Ed25519PrivateKey.generate()


def pem(kind: str) -> Secret:
    private = key(kind).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Secret(value=private.decode())


def record(kind: str) -> str:
    """What the domain publishes of a key."""
    form = serialization.PublicFormat
    public = key(kind).public_key()
    if kind == "ed25519":
        told = public.public_bytes(serialization.Encoding.Raw, form.Raw)
    else:
        told = public.public_bytes(serialization.Encoding.DER, form.SubjectPublicKeyInfo)
    return f"v=DKIM1; k={'ed25519' if kind == 'ed25519' else 'rsa'}; p={base64.b64encode(told).decode()}"


def judged(kind: str, *messages: bytes) -> list[bool]:
    """What dkimpy, which Debian's Python has, says of each message."""
    there = (
        PYTHON.is_file()
        and not subprocess.run(
            [PYTHON, "-c", "import dkim, nacl"], check=False, capture_output=True
        ).returncode
    )
    if not there:
        pytest.skip("python3-dkim is not installed; “make setup” does it")
    given = {"record": record(kind), "messages": [base64.b64encode(it).decode() for it in messages]}
    answer = subprocess.run(
        [PYTHON, "-c", JUDGE], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    verdicts: list[bool] = json.loads(answer.stdout)
    return verdicts


def signed(kind: str) -> bytes:
    mail = desk(name="외교부  desk", address="https://desk.example/b/", dkim=OURS)
    return received(letters(mail, signer=signer_of(OURS, pem(kind))).parcel(KIM))


@pytest.mark.parametrize("kind", ["rsa", "ed25519", "short"])
def test_another_program_finds_the_signature_good_and_every_change_bad(kind: str) -> None:
    message = signed(kind)
    assert judged(
        kind,
        message,
        message + b"\r\n\r\n",
        message.replace(b"TLP=3AGREEN", b"TLP=3ACLEAR"),
        message.replace(b"To: ", b"To: all "),
        message.replace(b"One-Click", b"Two-Click"),
        message.replace(b"a dot begins", b"a dash begins"),
        message[:-40],
        b"From: somebody@else.example\r\n" + message,
        b"Subject: Another\r\n" + message,
    ) == [True, True, *[False] * 7]


def test_relays_that_fold_anew_and_add_fields_leave_it_good() -> None:
    message = signed("rsa")
    relayed = b"Received: from a by b\r\n" + message.replace(b"List-Id: ", b"list-id:\t  ")
    assert judged("rsa", relayed) == [True]


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_a_signature_has_the_same_bytes_on_every_attempt(kind: str) -> None:
    assert signed(kind) == signed(kind)


def test_an_empty_body_has_the_hash_that_the_standard_tells() -> None:
    signer = signer_of(OURS, pem("ed25519"))
    assert signer.body_hash(()) == signer.body_hash((b"\r\n", b"\r\n"))
    assert signer.body_hash(()) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_spaces_at_the_end_of_lines_and_between_words_are_not_signed() -> None:
    signer = signer_of(OURS, pem("ed25519"))
    assert signer.body_hash((b" C \r\nD \t E\r\n\r\n",)) == signer.body_hash((b" C\r\n", b"D E\r\n"))


@pytest.mark.parametrize(
    "written", ["", "no key", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_told_without_telling_it(written: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read") as told:
        signer_of(OURS, Secret(value=written))
    assert "c2VjcmV0" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_key_that_no_verifier_takes_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="RSA of 1024 bits or more, or Ed25519"):
        signer_of(OURS, pem("curve"))


def test_a_signer_shows_no_key() -> None:
    signer: Signer = signer_of(OURS, pem("rsa"))
    assert pem("rsa").value.split("\n")[1] not in repr(signer)
