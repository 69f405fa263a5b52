"""Servers that say back what they were told: a password is taken out before anybody reads it."""

import base64

from briefs.model import Secret


def without(said: bytes | str, user: str, password: Secret) -> str:
    """What a server said, where it may have said the password back to us, as it was or as it was sent."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    for form in sorted(_forms(user, password.value), key=len, reverse=True):
        text = text.replace(form, "…")
    return text


def _forms(user: str, word: str) -> set[str]:
    """A password as it is, as it is sent, and as a library may print what it was answered."""
    plain = word.encode()
    sent = {base64.b64encode(each).decode("ascii") for each in (b"\0" + user.encode() + b"\0" + plain, plain)}
    quoted = word.replace("\\", r"\\").replace('"', r"\"")  # a string of IMAP
    written = {word, quoted}
    printed = {repr(each.encode())[2:-1] for each in written}
    broken = {each.encode().decode("ascii", "replace") for each in written}
    return {form for form in sent | written | printed | broken if form}
