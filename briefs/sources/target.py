"""An address to ask: parsed once, without its credentials, and never one of another kind than http and https."""

import base64
import re
from dataclasses import dataclass, replace
from typing import Final, Self

import httpx

from briefs.sources.answers import FailureReason, Unanswered

_HOST: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|[0-9a-f]*:[0-9a-f:.]*(?:%.*)?")
"""A name, or an IPv6 address, maybe with a zone; IPv4 in any form passes as a name and is told apart later."""
_LONGEST_HOST: Final = 253
_LONGEST_SHOWN: Final = 2_000
_WEB_PORTS: Final = (80, 443)
_FREE_PORTS: Final = range(1024, 65536)
_PORTS_OF_OTHERS: Final = frozenset({
    1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669,
    6679, 6697, 10080, 11211,
})  # fmt: skip
"""The ports from 1024 on that browsers refuse (Fetch standard, "bad port"), and those of four databases."""
_NOT_AN_ADDRESS: Final = "is not an address of the web (https:// and the name of a host)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What to ask for: ``url`` has neither credentials nor a fragment; ``authorization`` is for its origin only.

    ``own``: a host that the configuration names, and no stranger led to it; it need not be public.
    """

    url: httpx.URL
    authorization: str | None = None
    own: bool = False

    @property
    def host(self) -> str:
        """The host as it is asked for: small letters, IDNA, without brackets and without a last full stop."""
        return self.url.raw_host.decode("ascii").removesuffix(".")

    @property
    def origin(self) -> str:
        """Scheme, host and port: ``https://www.example:8443``."""
        return f"{self.url.scheme}://{self.url.netloc.decode('ascii')}"

    @property
    def has_web_port(self) -> bool:
        """Whether the port is one where web servers are, or may be."""
        port = self.url.port
        return port is None or port in _WEB_PORTS or (port in _FREE_PORTS and port not in _PORTS_OF_OTHERS)

    def named(self) -> Self:
        """The same as a host of the desk's own."""
        return replace(self, own=True)

    def at(self, path: str) -> Self:
        """Another path on the same origin."""
        return replace(self, url=self.url.copy_with(raw_path=path.encode("ascii")))

    def led_to(self, location: str, named: frozenset[str]) -> Self:
        """Where a redirect leads. Raises Unanswered for what is no address, or less safe than this one.

        Credentials go on to the same origin only, and those in ``location`` are never used. Only one of the
        ``named`` hosts leads to another of them.
        """
        try:
            there = parse(str(self.url.join(location)))
        except (httpx.InvalidURL, ValueError) as error:
            message = f"is redirected to what {_NOT_AN_ADDRESS}"
            raise Unanswered(FailureReason.ADDRESS, message, lasting=True) from error
        except Unanswered as error:
            message = f"is redirected to what {error.message}"
            raise Unanswered(error.reason, message, lasting=True) from error
        if self.url.scheme == "https" and there.url.scheme == "http":
            message = (
                f"is redirected from https to http, where anybody on the way can change it ({there.origin})"
            )
            raise Unanswered(FailureReason.SCHEME, message, lasting=True)
        kept = self.authorization if there.origin == self.origin else None
        return replace(self, url=there.url, authorization=kept, own=self.own and there.host in named)


def parse(address: str) -> Target:
    """What an address asks for. Raises Unanswered for one that is none, or not http or https."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise Unanswered(FailureReason.ADDRESS, _NOT_AN_ADDRESS, lasting=True) from error
    if url.scheme not in {"http", "https"}:
        kind = f"an address of the kind {url.scheme}:" if url.scheme else "no web address"
        raise Unanswered(FailureReason.SCHEME, f"is {kind}; only http and https are asked", lasting=True)
    host = url.raw_host.decode("ascii")
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host) or not _is_port(url.port):
        raise Unanswered(FailureReason.ADDRESS, _NOT_AN_ADDRESS, lasting=True)
    bare = url.copy_with(userinfo=b"", fragment=None)
    return Target(url=bare, authorization=_basic(url))


def host_name(text: str) -> str:
    """A host that somebody has written down, as targets call it."""
    text = text.strip().strip("[]")
    try:
        return httpx.URL(scheme="https", host=text).raw_host.decode("ascii").removesuffix(".")
    except (httpx.InvalidURL, ValueError):
        return text


def shown(address: str) -> str:
    """An address as it may be shown and kept: without credentials, whatever else may be wrong with it."""
    try:
        url = httpx.URL(address.strip()).copy_with(userinfo=b"", fragment=None)
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL()
    if url.raw_host:
        return str(url)
    head, at, tail = address.rpartition("@")
    scheme = f"{head.partition('//')[0]}//" if "//" in head else ""
    bare = scheme + tail if at else address
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in bare)[:_LONGEST_SHOWN]


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port < 65536


def _basic(url: httpx.URL) -> str | None:
    """The Authorization header for the credentials in an address."""
    if not url.userinfo:
        return None
    pair = f"{url.username}:{url.password}".encode()
    return f"Basic {base64.b64encode(pair).decode('ascii')}"
