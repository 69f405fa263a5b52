"""The web as the rest of the program sees it: an address in, a value out, never an exception.

    address ─▶ target ─▶ robots ─▶ the host's turn ─▶ request ─▶ status ─▶ body, decoded
                  ▲                                                │
                  └────────────── a redirect, five at most ────────┘

This is the only place that opens an outgoing connection; ``guard`` decides where to.
"""

import datetime
import re
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self

import httpx

from briefs.sources import decoding, robots
from briefs.sources.answers import (
    Answer,
    Failure,
    FailureReason,
    SiteRules,
    Unanswered,
    Unchanged,
    Validators,
)
from briefs.sources.budget import Budget
from briefs.sources.guard import Guard, Resolve, resolve
from briefs.sources.hosts import Hosts
from briefs.sources.manners import MAX_REDIRECTS, Manners, backoff, retry_after
from briefs.sources.target import Target, host_name, parse, shown
from briefs.sources.transport import Transport, trusted_authorities

PAGES: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
_HOW_TO_NAME: Final = (
    "; if it is a server of your own, name its host under private_hosts in the configuration"
)
_NO_VALIDATORS: Final = Validators()
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LASTING_REDIRECTS: Final = frozenset({301, 308})
_CONTENT: Final = frozenset({200, 203})
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_BUSY: Final = frozenset({429, 503})
_DRAINED: Final = 65_536
"""Up to that much of an answer that is not wanted is read, so that its connection can be used again."""
_LENGTH: Final = re.compile(r"[0-9]{1,18}")
_HEADER_VALUE: Final = re.compile(r"[\x20-\x7e\xa0-\xff]{1,2000}")
"""What can be sent, or sent back as it came; HTTP/2 lets a server put anything into a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What one fetch asks, at every address on its way. ``cut``: content over ``limit`` is left, not refused."""

    accept: str
    budget: Budget
    limit: int
    validators: Validators = _NO_VALIDATORS
    robots: bool = True
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """A complete answer to one request."""

    status: int
    headers: httpx.Headers
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """The reply at the end of the way. ``moved`` says whether to come here directly from now on."""

    target: Target
    reply: _Reply
    moved: bool


class Web:
    """Asks addresses, politely and safely. An async context manager; inside it, any number of tasks may ``get``.

    ``now`` is the clock, ``jitter`` gives numbers from 0 to 1. ``rules`` are what earlier runs have read of sites.
    ``resolve`` and ``tls`` stand for the system's resolver and authorities where a caller has others.
    """

    def __init__(
        self,
        manners: Manners,
        now: Callable[[], datetime.datetime],
        jitter: Callable[[], float],
        *,
        rules: Iterable[SiteRules] = (),
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._manners = manners
        self._named = frozenset(host_name(host) for host in manners.allowed_hosts)
        self._now = now
        self._jitter = jitter
        self._hosts = Hosts(manners, now)
        self._robots = robots.Robots(self._robots_txt, now, rules)
        tls = tls or trusted_authorities()
        self._public = Transport(Guard(frozenset(), resolve), tls)
        self._own = Transport(Guard(self._named, resolve), tls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._public.aclose()
        await self._own.aclose()

    @property
    def rules_read(self) -> tuple[SiteRules, ...]:
        """What this run has read of sites; kept for the next one, it saves a request for each site and day."""
        return tuple(self._robots.read)

    async def get(
        self,
        address: str,
        validators: Validators | None = None,
        *,
        accept: str = PAGES,
        found_on: str | None = None,
    ) -> Answer | Unchanged | Failure:
        """What stands at ``address``; with validators, Unchanged when it is what it was.

        ``found_on`` is the address of the page or feed that names this one, None when the configuration does: a
        page of a stranger never leads to a host of the desk's own network.
        """
        question = _Question(
            accept=accept,
            budget=Budget(self._manners.deadline),
            limit=self._manners.max_bytes,
            validators=validators or _NO_VALIDATORS,
        )
        try:
            arrival = await self._way(self._start(address, found_on), question)
            return self._outcome(arrival)
        except Unanswered as setback:
            # Said of the desk's own entries only: nobody should open a way that a stranger's page asks for.
            if setback.reason is FailureReason.NOT_PUBLIC and not setback.redirected and found_on is None:
                setback.message += _HOW_TO_NAME
            return setback.failure(shown(address))

    def _start(self, address: str, found_on: str | None) -> Target:
        target = parse(address)
        trusted = found_on is None or self._is_named(found_on)
        return target.named() if trusted and target.host in self._named else target

    def _is_named(self, address: str) -> bool:
        try:
            return parse(address).host in self._named
        except Unanswered:  # links are also found in mails and files
            return False

    def _outcome(self, arrival: _Arrival) -> Answer | Unchanged:
        url, reply = str(arrival.target.url), arrival.reply
        moved_to = url if arrival.moved else None
        if reply.status == HTTPStatus.NOT_MODIFIED:
            return Unchanged(url=url, retrieved=self._now(), moved_to=moved_to)
        if not reply.content or reply.content.isspace():
            raise Unanswered(FailureReason.EMPTY, "is empty", status=reply.status)
        return Answer(
            url=url,
            content=reply.content,
            media_type=_header(reply.headers, "content-type"),
            validators=Validators(
                etag=_header(reply.headers, "etag"), last_modified=_header(reply.headers, "last-modified")
            ),
            retrieved=self._now(),
            moved_to=moved_to,
        )

    async def _way(self, target: Target, question: _Question) -> _Arrival:
        """Ask ``target`` and wherever it leads, until there is an answer that leads nowhere else."""
        passed: set[str] = set()
        lasting = True
        while True:
            try:
                reply = await self._ask(target, question)
            except Unanswered as setback:
                if passed:
                    setback.after_redirect(target.origin)
                raise
            if reply.status not in _REDIRECTS:
                return _Arrival(target=target, reply=reply, moved=lasting and bool(passed))
            passed.add(str(target.url))
            lasting = lasting and reply.status in _LASTING_REDIRECTS
            target = target.led_to(reply.headers["location"], self._named)
            _check_way(target, passed)

    async def _ask(self, target: Target, question: _Question) -> _Reply:
        """The reply of one address, asked for again when it is worth it and there is time."""
        if not (target.own or target.has_web_port):
            message = "names a port where no web server is"
            raise Unanswered(FailureReason.ADDRESS, message, lasting=True)
        pause = 0.0
        if question.robots:
            pause = max(self._manners.per_host_delay, await self._robots.delay(target))
        attempt = 0
        while True:
            try:
                reply = await self._exchange(target, question, pause)
            except Unanswered as setback:
                if not self._is_asked_again(target, question, setback, attempt):
                    raise
                attempt += 1
            else:
                self._hosts.heard(target.host, failed=False)
                return reply

    def _is_asked_again(self, target: Target, question: _Question, setback: Unanswered, attempt: int) -> bool:
        """Whether to try once more; the host has its rest before anybody does."""
        wait = self._wait(setback, attempt)
        self._hosts.rest(target.host, wait)
        question.budget.left -= wait
        if setback.again and attempt < self._manners.retries and question.budget.left > 0:
            return True
        failed = setback.again or setback.reason is FailureReason.TIMEOUT
        if failed or setback.status is not None:
            self._hosts.heard(target.host, failed=failed)
        return False

    def _wait(self, setback: Unanswered, attempt: int) -> float:
        """Seconds before anybody asks the host again."""
        if setback.retry_after is not None:
            return (setback.retry_after - self._now()).total_seconds()
        return backoff(attempt, self._jitter()) if setback.again else 0.0

    async def _exchange(self, target: Target, question: _Question, pause: float) -> _Reply:
        """One request and its whole reply, in the host's turn and within the time that is left."""
        transport = self._own if target.own else self._public
        async with self._hosts.turn(target.host, pause), question.budget:
            response = await transport.handle_async_request(self._request(target, question))
            try:
                return await self._reply(response, question)
            finally:
                await response.aclose()

    def _request(self, target: Target, question: _Question) -> httpx.Request:
        headers = (
            (b"User-Agent", self._manners.user_agent),
            (b"Accept", question.accept),
            (b"Accept-Encoding", decoding.ACCEPTED),
            (b"If-None-Match", question.validators.etag),
            (b"If-Modified-Since", question.validators.last_modified),
            (b"Authorization", target.authorization),
        )
        timeouts = {
            "connect": self._manners.connect_timeout,
            "read": self._manners.read_timeout,
            "write": self._manners.read_timeout,
        }
        sent = [
            (name, value.encode("latin-1"))
            for name, value in headers
            if value is not None and _HEADER_VALUE.fullmatch(value)
        ]
        return httpx.Request("GET", target.url, headers=sent, extensions={"timeout": timeouts})

    async def _reply(self, response: httpx.Response, question: _Question) -> _Reply:
        status, headers = response.status_code, response.headers
        if status in _CONTENT:
            return _Reply(status=status, headers=headers, content=await _content(response, question))
        await _drain(response)
        leads_on = status in _REDIRECTS and "location" in headers
        if leads_on or (status == HTTPStatus.NOT_MODIFIED and question.validators):
            return _Reply(status=status, headers=headers)
        raise self._refusal(status, headers)

    def _refusal(self, status: int, headers: Mapping[str, str]) -> Unanswered:
        reason = FailureReason.BUSY if status in _BUSY else FailureReason.STATUS
        if status == HTTPStatus.GONE:
            reason = FailureReason.GONE
        moment = retry_after(headers.get("retry-after", ""), self._now()) if status in _AGAIN else None
        return Unanswered(
            reason,
            f"answers with status {status}{_phrase(status)}",
            status=status,
            lasting=400 <= status < 500 and status not in _AGAIN,
            again=status in _AGAIN,
            retry_after=moment,
        )

    async def _robots_txt(self, target: Target) -> bytes:
        """A site's robots.txt, empty where it has none. Raises Unanswered where that cannot be known now."""
        question = _Question(
            accept="text/plain, */*;q=0.5",
            budget=Budget(self._manners.deadline),
            limit=robots.MAX_BYTES,
            robots=False,
            cut=True,
        )
        try:
            return (await self._way(target, question)).reply.content
        except Unanswered as setback:
            if _says_no_rules(setback):
                return b""
            raise


async def _content(response: httpx.Response, question: _Question) -> bytes:
    body = decoding.Body(response.headers.get("content-encoding", ""), question.limit, cut=question.cut)
    stated = response.headers.get("content-length", "")
    length = int(stated) if _LENGTH.fullmatch(stated) else 0
    if length > question.limit and not question.cut:
        raise decoding.too_large(question.limit)
    async for data in response.aiter_raw():
        body.feed(data)
        if body.full:
            break
    if response.num_bytes_downloaded < length and not body.full:
        raise decoding.broken_off()
    return body.content()


async def _drain(response: httpx.Response) -> None:
    """Read an answer that is not wanted to its end, unless it is long; that it breaks off does not matter."""
    with suppress(Unanswered):
        async for _ in response.aiter_raw():
            if response.num_bytes_downloaded > _DRAINED:
                break


def _check_way(target: Target, passed: set[str]) -> None:
    if str(target.url) in passed:
        message = "is redirected in a circle (sites that insist on cookies do this)"
        raise Unanswered(FailureReason.REDIRECTS, message, lasting=True)
    if len(passed) > MAX_REDIRECTS:
        message = f"is redirected more than {MAX_REDIRECTS} times"
        raise Unanswered(FailureReason.REDIRECTS, message, lasting=True)


def _says_no_rules(setback: Unanswered) -> bool:
    """Whether a robots.txt that was not got is one that is not there (RFC 9309, 2.3.1): all may be asked for."""
    if setback.status is not None:
        return 300 <= setback.status < 500 and setback.reason is not FailureReason.BUSY
    astray = {FailureReason.REDIRECTS, FailureReason.SCHEME, FailureReason.ADDRESS, FailureReason.NOT_PUBLIC}
    return setback.reason in astray and (setback.redirected or setback.reason is not FailureReason.NOT_PUBLIC)


def _header(headers: httpx.Headers, name: str) -> str | None:
    """A header as it came, None where there is none that could be sent back."""
    value = next((raw for key, raw in headers.raw if key.lower() == name.encode()), b"").decode("latin-1")
    return value if _HEADER_VALUE.fullmatch(value) else None


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return ""
