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


def mail_password(environment: Mapping[str, str] | None = None) -> Secret | None:
    """The password, None where there is none. Raises ConfigurationError where it stands in a file that cannot be read.

    ``BRIEFS_MAIL_PASSWORD`` holds it, or ``BRIEFS_MAIL_PASSWORD_FILE`` names its file, or the file
    ``briefs-mail-password`` stands in ``$CREDENTIALS_DIRECTORY``, where systemd puts what LoadCredential= names.
    """
    known = os.environ if environment is None else environment
    if known.get(VARIABLE):
        return Secret(value=known[VARIABLE])
    if known.get(f"{VARIABLE}_FILE"):
        return _in_file(Path(known[f"{VARIABLE}_FILE"]), f"{VARIABLE}_FILE")
    folder = known.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / CREDENTIAL).exists():
        return _in_file(Path(folder) / CREDENTIAL, "CREDENTIALS_DIRECTORY")
    return None


def give_database_password(environment: MutableMapping[str, str] | None = None) -> None:
    """Nothing; afterwards the password in the file that ``PGPASSWORD_FILE`` names is where PostgreSQL's library looks.

    It reads ``PGPASSWORD``, ``PGPASSFILE`` and ``~/.pgpass`` by itself. Raises ConfigurationError as ``mail_password``.
    """
    known = os.environ if environment is None else environment
    named = known.get(DATABASE_FILE)
    if named and not known.get(DATABASE):
        known[DATABASE] = _in_file(Path(named), DATABASE_FILE).value


def _in_file(path: Path, named_by: str) -> Secret:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise ConfigurationError(f"{path} ({named_by}): cannot be read: {error.strerror}") from error
    try:
        value = content.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} ({named_by}): is no text") from None  # the cause holds the content
    if not value or len(content) > _LONGEST or "\n" in value:
        raise ConfigurationError(f"{path} ({named_by}): must hold the password on one line, and nothing else")
    return Secret(value=value)
