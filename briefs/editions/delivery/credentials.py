"""What a desk sends with that stands in no file of it: its secret, and the passwords of its mail servers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.config import Settings
from briefs.errors import ConfigurationError
from briefs.model import Mail, Secret

if TYPE_CHECKING:
    from briefs.distribution.dkim import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Each is read when it is first needed: what sends nothing asks for none of them, and makes none.

    ``secret`` gives that of the desk, ``password`` that of the mail server at a place, counted from 1, None where there
    is none, ``key`` that by which mails are signed. Each raises ConfigurationError for what cannot be used.
    """

    secret: Callable[[], Secret]
    password: Callable[[int], Secret | None]
    key: Callable[[], Secret | None] = lambda: None


def signer_of(mail: Mail, credentials: Credentials) -> "Signer | None":
    """What signs mails; None where nobody asks for it.

    Raises ConfigurationError where there is no key, or one of no use, MissingRequirement without what it needs.
    """
    if mail.dkim is None:
        return None
    from briefs.distribution import dkim  # noqa: PLC0415 - few sign themselves

    key = credentials.key()
    if key is None:
        raise ConfigurationError(
            "briefs.toml has a table [mail.dkim], but no key is there; put its file into BRIEFS_DKIM_KEY_FILE"
        )
    return dkim.signer_of(mail.dkim, key)


def mail_of(settings: Settings) -> Mail:
    """How mail leaves. Raises ConfigurationError where nothing is said of it."""
    if settings.mail is None:
        raise ConfigurationError(
            "briefs.toml does not say how mail leaves: add a table [mail] with from, server and owners"
        )
    return settings.mail
