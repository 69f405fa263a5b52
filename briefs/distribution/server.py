"""The connection to the mail server: secret and certain, or none at all."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from typing import Final

from briefs.distribution.echoes import without
from briefs.distribution.replies import folded
from briefs.errors import ConfigurationError, NotSent
from briefs.model import MailServer, Secret, Security

_PATIENCE: Final = 60.0
"""Seconds to wait for each of the server's answers: whoever waits stands at the end of a run."""


@contextlib.contextmanager
def connected(server: MailServer, name: str, password: Secret | None) -> Iterator[smtplib.SMTP]:
    """A server that is ready to take mail. ``name`` is what it is told we are: never the name of this machine.

    Raises NotSent, also for what goes wrong inside, and ConfigurationError where a password is asked for and missing.
    """
    must_know(server, password)
    try:
        client = _opened(server, name)
        try:
            if server.user and password:
                log_in(client, server.user, password)
            yield client
            with contextlib.suppress(OSError):  # smtplib's own errors are among them: what was taken is taken
                client.quit()
        finally:
            client.close()
    except OSError as error:
        raise NotSent(f"mail server {server.host}:{server.port}: {told(error)}") from error


def must_know(server: MailServer, password: Secret | None, variable: str = "BRIEFS_MAIL_PASSWORD") -> None:
    """Nothing. Raises ConfigurationError where a server asks for a password, and none is there."""
    if server.user and not password:
        raise ConfigurationError(
            f"mail.user is {server.user}, but no password is there; put it into {variable}, "
            f"or its file into {variable}_FILE"
        )


def log_in(client: smtplib.SMTP, user: str, password: Secret) -> None:
    """Nothing; afterwards the server knows us. Raises OSError, and ConfigurationError for what cannot be sent."""
    try:
        client.login(user, password.value)
    except smtplib.SMTPAuthenticationError as error:
        said = without(error.smtp_error, user, password)
        raise smtplib.SMTPAuthenticationError(
            error.smtp_code, said
        ) from None  # what it said is told nowhere else
    except UnicodeError:
        raise ConfigurationError(
            "the password of mail.user has a letter beyond ASCII, which cannot be sent; take another password"
        ) from None  # the cause holds the password


def told(error: OSError) -> str:
    """What went wrong and what to do: all that smtplib and ssl raise are OSErrors."""
    if isinstance(error, smtplib.SMTPException):
        return _refused(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"its certificate cannot be trusted ({error.verify_message}); nothing was sent to it. "
            "Check mail.server, or name the authority that signed it as mail.authority"
        )
    if isinstance(error, ssl.SSLError):
        return f"TLS fails ({error.reason}); check mail.security and mail.port"
    return f"cannot be reached: {error.strerror or error}"


def _refused(error: smtplib.SMTPException) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"refuses mail.user or the password: {_reply(error.smtp_code, error.smtp_error)}"
        case smtplib.SMTPRecipientsRefused():
            return f"refuses every one of mail.owners: {_reply(*next(iter(error.recipients.values())))}"
        case smtplib.SMTPResponseException():
            return f"answers {_reply(error.smtp_code, error.smtp_error)}"
        case smtplib.SMTPNotSupportedError():
            return f"{folded(str(error))} Nothing was sent to it; check mail.security and mail.user"
        case _:
            return folded(str(error))


def _reply(code: int, said: bytes | str) -> str:
    return f"{code} {folded(said)}"


def _opened(server: MailServer, name: str) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=_PATIENCE, context=trust(server.authority)
        )
    client = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=_PATIENCE)
    if server.security is Security.STARTTLS:
        try:
            client.starttls(context=trust(server.authority))
        except BaseException:
            client.close()
            raise
    return client


def trust(authority: str | None, key: str = "mail.authority") -> ssl.SSLContext:
    """Certificates are checked against the system's authorities and the one that ``key`` names, names always."""
    context = ssl.create_default_context()
    if authority:
        try:
            context.load_verify_locations(authority)
        except OSError as error:
            raise ConfigurationError(
                f"{authority}: cannot be used as {key} ({error.strerror}); it must be PEM"
            ) from error
    return context
