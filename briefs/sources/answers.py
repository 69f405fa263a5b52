"""What comes back when an address is asked for: its content, word that nothing changed, or why there is neither."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to tell one state of an address from the next, as it came. Only a 200 replaces them."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The content of an address, decoded and whole. ``url`` is the address that gave it, without credentials.

    ``moved_to`` is the address to ask from now on: set when every redirect on the way was a lasting one.
    ``media_type`` is what the server declared, as it came.
    """

    url: str
    content: bytes
    media_type: str | None
    validators: Validators
    retrieved: datetime.datetime
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The content is what it was when the validators were given (304)."""

    url: str
    retrieved: datetime.datetime
    moved_to: str | None = None


class FailureReason(StrEnum):
    """What kept an address from being read."""

    ADDRESS = "address"
    SCHEME = "scheme"
    NOT_PUBLIC = "not-public"
    ROBOTS = "robots"
    NAME = "name"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    STATUS = "status"
    GONE = "gone"
    BUSY = "busy"
    REDIRECTS = "redirects"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an address gave nothing. ``message`` goes on from the address in plain words and holds no credentials.

    ``url`` is the address that was asked for, without credentials. ``retry_after`` is when the server wants to
    be asked again. ``lasting``: asking again soon gives the same.
    """

    url: str
    reason: FailureReason
    message: str
    status: int | None = None
    retry_after: datetime.datetime | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """The robots.txt of an origin (``https://www.example``) as it was read, empty where there was none."""

    origin: str
    content: bytes
    read: datetime.datetime


class Unanswered(Exception):
    """One request came to nothing. Stays inside this room: ``Web.get`` makes a Failure of it.

    ``again``: the same request may well succeed in a moment. ``redirected``: the way to it led over another address.
    """

    def __init__(
        self,
        reason: FailureReason,
        message: str,
        *,
        status: int | None = None,
        lasting: bool = False,
        again: bool = False,
        retry_after: datetime.datetime | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.status = status
        self.lasting = lasting
        self.again = again
        self.retry_after = retry_after
        self.redirected = False

    def after_redirect(self, origin: str) -> None:
        """Tell of this as of something that happened at ``origin``."""
        self.redirected = True
        self.message = f"is redirected to {origin}, which {self.message}"

    def failure(self, url: str) -> Failure:
        """The same as a value."""
        return Failure(
            url=url,
            reason=self.reason,
            message=self.message,
            status=self.status,
            retry_after=self.retry_after,
            lasting=self.lasting,
        )
