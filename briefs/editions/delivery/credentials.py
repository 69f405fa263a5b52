"""What a desk sends with that stands in no file of it: its secret, and the passwords of its mail servers."""

from collections.abc import Callable
from dataclasses import dataclass

from briefs.config import Settings
from briefs.errors import ConfigurationError
from briefs.model import Mail, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Each is read when it is first needed: what sends nothing asks for none of them, and makes none.

    ``secret`` gives that of the desk, ``password`` that of the mail server at a place, counted from 1, None where there
    is none. Both raise ConfigurationError for what cannot be used.
    """

    secret: Callable[[], Secret]
    password: Callable[[int], Secret | None]


def mail_of(settings: Settings) -> Mail:
    """How mail leaves. Raises ConfigurationError where nothing is said of it."""
    if settings.mail is None:
        raise ConfigurationError(
            "briefs.toml does not say how mail leaves: add a table [mail] with from, server and owners"
        )
    return settings.mail
