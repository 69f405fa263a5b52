"""The secret of a desk: it keys the hashes of addresses, and signs the tokens that come back in answers.

Whoever has it can tell whether an address once refused, and unsubscribe readers. A store that was used with it is of
no use without it: no refusal of a removed reader would be known again.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefs.errors import BadKey, ConfigurationError, StoreError
from briefs.model import Secret

VARIABLE: Final = "BRIEFS_SECRET"
CREDENTIAL: Final = "briefs-secret"
FILE: Final = "secret.key"
_BYTES: Final = 32
"""As many as the hash has that it keys."""
_FEWEST: Final = 32
"""Characters of a secret that somebody else has made: half of what is made here, and no password."""
_MOST: Final = 4_096
_ADVICE: Final = "make one with: openssl rand -hex 32"


def secret_of(folder: Path, environment: Mapping[str, str]) -> Secret:
    """The secret of the desk whose store stands in ``folder``; its file is made where there is none at all.

    ``BRIEFS_SECRET`` holds it, or ``BRIEFS_SECRET_FILE`` names its file, or the file ``briefs-secret`` stands in
    ``$CREDENTIALS_DIRECTORY``, where systemd puts what LoadCredential= names; else it is in ``secret.key`` in the
    folder, for its owner alone. Raises ConfigurationError for what is no secret, BadKey for a file of the folder that
    others can read, StoreError where none can be made.
    """
    if environment.get(VARIABLE):
        return _fit(environment[VARIABLE], VARIABLE)
    if environment.get(f"{VARIABLE}_FILE"):
        return _inside(Path(environment[f"{VARIABLE}_FILE"]), f" ({VARIABLE}_FILE)")
    given = environment.get("CREDENTIALS_DIRECTORY")
    if given and (Path(given) / CREDENTIAL).exists():
        return _inside(Path(given) / CREDENTIAL, " (CREDENTIALS_DIRECTORY)")
    return _own(folder / FILE)


def _own(path: Path) -> Secret:
    """The secret in the folder of the store."""
    if not os.path.lexists(path):
        _make(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if mode & 0o077:
        raise BadKey(
            f"{path}: others than its owner may use it, and it is the secret of the desk: chmod 600 {path}"
        )
    return _inside(path)


def _make(path: Path) -> None:
    """Nothing; afterwards the file is there as a whole, ours or that of another process that was quicker."""
    new = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with os.fdopen(
            os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(os.urandom(_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
        _sync(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: the secret of the desk cannot be made: {error.strerror}") from error


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _inside(path: Path, named_by: str = "") -> Secret:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
    except OSError as error:
        raise ConfigurationError(f"{path}{named_by}: cannot be read: {error.strerror}") from error
    # What is not ASCII becomes what no secret holds: an error of decoding would carry the content.
    text = content.decode("ascii", "replace").removesuffix("\n").removesuffix("\r")
    return _fit(text, f"{path}{named_by}")


def _fit(value: str, place: str) -> Secret:
    if not (_FEWEST <= len(value) <= _MOST and value.isascii() and value.isprintable() and " " not in value):
        raise ConfigurationError(
            f"{place}: must hold {_FEWEST} characters or more on one line, without a space, and nothing else; {_ADVICE}"
        )
    return Secret(value=value)
