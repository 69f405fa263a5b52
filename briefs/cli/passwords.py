"""The passwords of the mail server and of the database: from the environment, a file it names, or systemd."""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Final

from briefs.errors import ConfigurationError
from briefs.model import Secret

VARIABLE: Final = "BRIEFS_MAIL_PASSWORD"
CREDENTIAL: Final = "briefs-mail-password"
DATABASE: Final = "PGPASSWORD"
DATABASE_FILE: Final = "PGPASSWORD_FILE"
_LONGEST: Final = 4_096
_LONGEST_KEY: Final = 16_384
"""Bytes: a key of 4096 bits in PEM has some 3,300."""


def mail_password(environment: Mapping[str, str] | None = None, place: int = 1) -> Secret | None:
    """The password, None where there is none. Raises ConfigurationError where it stands in a file that cannot be read.

    ``BRIEFS_MAIL_PASSWORD`` holds it, or ``BRIEFS_MAIL_PASSWORD_FILE`` names its file, or the file
    ``briefs-mail-password`` stands in ``$CREDENTIALS_DIRECTORY``, where systemd puts what LoadCredential= names.
    That of the second server to be asked, the first ``[[mail.fallback]]``, is ``BRIEFS_MAIL_PASSWORD_2``, and so on;
    its file among the credentials is ``briefs-mail-password-2``.
    """
    after = "" if place == 1 else str(place)
    variable, credential = (
        "_".join(filter(None, (VARIABLE, after))),
        "-".join(filter(None, (CREDENTIAL, after))),
    )
    return secret_in(os.environ if environment is None else environment, variable, credential)


def server_password(place: int) -> Secret | None:
    """The password of the mail server at a place, counted from 1. Raises ConfigurationError as ``mail_password``."""
    return mail_password(place=place)


def mailbox_password(environment: Mapping[str, str] | None = None) -> Secret | None:
    """The password of ``[mail.mailbox]``, found and raising as ``mail_password``: ``BRIEFS_MAILBOX_PASSWORD``."""
    known = os.environ if environment is None else environment
    return secret_in(known, "BRIEFS_MAILBOX_PASSWORD", "briefs-mailbox-password")


def secret_in(known: Mapping[str, str], variable: str, credential: str) -> Secret | None:
    """What a variable holds, or the file that ``variable``_FILE names, or the credential of this name; else None."""
    if known.get(variable):
        return Secret(value=known[variable])
    place = _place(known, variable, credential)
    return _in_file(*place) if place else None


def signing_key(environment: Mapping[str, str] | None = None) -> Secret | None:
    """The key of ``[mail.dkim]`` in PEM, found as ``mail_password`` has it: ``BRIEFS_DKIM_KEY``. It has many lines."""
    known = os.environ if environment is None else environment
    if known.get("BRIEFS_DKIM_KEY"):
        return Secret(value=known["BRIEFS_DKIM_KEY"])
    place = _place(known, "BRIEFS_DKIM_KEY", "briefs-dkim-key")
    return Secret(value=_text(*place, _LONGEST_KEY)) if place else None


def give_database_password(environment: MutableMapping[str, str] | None = None) -> None:
    """Nothing; afterwards the password in the file that ``PGPASSWORD_FILE`` names is where PostgreSQL's library looks.

    It reads ``PGPASSWORD``, ``PGPASSFILE`` and ``~/.pgpass`` by itself. Raises ConfigurationError as ``mail_password``.
    """
    known = os.environ if environment is None else environment
    named = known.get(DATABASE_FILE)
    if named and not known.get(DATABASE):
        known[DATABASE] = _in_file(Path(named), DATABASE_FILE).value


def _place(known: Mapping[str, str], variable: str, credential: str) -> tuple[Path, str] | None:
    """The file of a secret, and what names it; None where none is named."""
    if known.get(f"{variable}_FILE"):
        return Path(known[f"{variable}_FILE"]), f"{variable}_FILE"
    folder = known.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / credential).exists():
        return Path(folder) / credential, "CREDENTIALS_DIRECTORY"
    return None


def _in_file(path: Path, named_by: str) -> Secret:
    value = _text(path, named_by, _LONGEST).removesuffix("\n").removesuffix("\r")
    if not value or "\n" in value:
        raise ConfigurationError(f"{path} ({named_by}): must hold the password on one line, and nothing else")
    return Secret(value=value)


def _text(path: Path, named_by: str, longest: int) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(longest + 1)
    except OSError as error:
        raise ConfigurationError(f"{path} ({named_by}): cannot be read: {error.strerror}") from error
    if len(content) > longest:
        raise ConfigurationError(
            f"{path} ({named_by}): must hold a secret, and has more than {longest:,} bytes"
        )
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} ({named_by}): is no text") from None  # the cause holds the content
