"""The application: refusals by one click (RFC 8058), the site of the offered editions, and whether all is well.

/unsubscribe/<token>   GET shows a button, POST takes the reader off        /archive/…   the site
/health                200 or 503 and what is known                         /            leads to the site
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from briefs.archive.names import INDEX
from briefs.errors import BriefsError
from briefs.serving.condition import Condition, to_json
from briefs.serving.files import FileAnswer
from briefs.serving.guard import Guard
from briefs.serving.mirror import Mirror
from briefs.serving.offered import Offered
from briefs.serving.pages import Pages, Saying
from briefs.serving.rates import Rates
from briefs.serving.refusals import Outcome

_MOST_BODY: Final = 8_192
"""Bytes of what is sent to unsubscribe; the whole of it is 26, as a form of several parts some hundreds."""
_PATIENCE: Final = 10
"""Seconds in which that has arrived."""
_RENEWED: Final = 10
"""Seconds between two looks at the editions; a look at five hundred takes some hundredths."""
_NAMED: Final = 10
"""Editions that are named where many are not shown."""
_LONGEST_PATH: Final = 300
_WRONG: Final = 20
"""What a token that is none of ours costs: twelve at once, then one in two or three seconds."""
_RETRY: Final = {"Retry-After": "60"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The editions that are offered, and the site of them."""

    offered: Offered
    mirror: Mirror


class Keeper(Protocol):
    """What keeps refusals; it may be called from any thread."""

    def is_ours(self, token: str) -> bool:
        """Whether a token was made for a reader of this desk."""

    def refuse(self, token: str) -> Outcome:
        """What became of the wish of a reader. Raises BriefsError where it could not be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is answered with. ``library`` is None where no site is offered, ``refusals`` where nobody is written to.

    ``told`` hears what goes wrong; like ``condition``, it may be called from any thread.
    """

    pages: Pages
    condition: Callable[[], Condition]
    told: Callable[[str], None]
    library: Library | None = None
    refusals: Keeper | None = None


def application(desk: Desk, rates: Rates) -> ASGIApp:
    """What a server is given to run."""
    answers = _Answers(desk, rates)
    routes = [
        Route("/health", answers.health),
        Route("/unsubscribe/{token}", answers.leave, methods=["GET"]),
        Route("/unsubscribe/{token}", answers.left, methods=["POST"]),
        Route("/archive", answers.entrance),
        Route("/archive/{path:path}", answers.archive),
        Route("/", answers.entrance),
    ]
    inner = Starlette(
        routes=routes,
        exception_handlers={HTTPException: answers.refused, BriefsError: answers.failed},
        lifespan=answers.lifespan,
        max_body_size=_MOST_BODY,
    )
    inner.router.redirect_slashes = False  # a mail provider follows no redirection, and need not
    return Guard(inner, rates)


class _Answers:
    """One method for each thing that can be asked."""

    def __init__(self, desk: Desk, rates: Rates) -> None:
        self._desk = desk
        self._rates = rates

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        """Bring the site up to date for as long as the server runs."""
        if self._desk.library is None:
            yield
            return
        task = asyncio.create_task(self._renew(self._desk.library.mirror))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _renew(self, mirror: Mirror) -> None:
        """Renew the site again and again; what is wrong, and what is not shown, is told when it changes."""
        said, hidden = "", tuple[str, ...]()
        while True:
            try:
                await run_in_threadpool(mirror.renew)
                said = ""
            except (BriefsError, OSError) as error:
                if str(error) != said:
                    said = str(error)
                    self._desk.told(f"the site is as it was: {said}")
            if mirror.hidden != hidden:
                hidden = mirror.hidden
                self._desk.told(_not_shown(hidden))
            await asyncio.sleep(_RENEWED)

    async def health(self, _request: Request) -> Response:
        """Whether all is well."""
        condition = await run_in_threadpool(self._desk.condition)
        code = 200 if condition.wrong is None else 503
        return Response(to_json(condition), code, media_type="application/json")

    async def leave(self, request: Request) -> Response:
        """A page with a button: what follows links without being asked has asked for nothing."""
        if self._desk.refusals is None:
            return self._said(request, Saying.MISSING, 404)
        if not self._desk.refusals.is_ours(_token(request)):
            return self._unknown(request)
        return self._said(request, Saying.LEAVE)

    async def left(self, request: Request) -> Response:
        """The reader of the token is taken off, whatever else was sent: to ask for it is enough."""
        if self._desk.refusals is None:
            return self._said(request, Saying.MISSING, 404)
        await _drained(request)
        outcome = await run_in_threadpool(self._desk.refusals.refuse, _token(request))
        return self._unknown(request) if outcome is Outcome.UNKNOWN else self._said(request, Saying.LEFT)

    async def entrance(self, request: Request) -> Response:
        """The way to the site, told so that it holds below any address."""
        if self._desk.library is None:
            return self._said(request, Saying.MISSING, 404)
        return RedirectResponse("archive/", 307)

    async def archive(self, request: Request) -> Response:
        """A file of the site or of an edition."""
        path = str(request.path_params["path"]) or INDEX
        library = self._desk.library
        if library is None or len(path) > _LONGEST_PATH:
            return self._said(request, Saying.MISSING, 404)
        if not library.mirror.is_made:
            return self._said(request, Saying.BUSY, 503)
        edition, _, inside = path.partition("/")
        of_the_site = library.mirror.open(path)
        file = of_the_site or await run_in_threadpool(library.offered.open, edition, inside.split("/"))
        if file is None:
            return self._said(request, Saying.MISSING, 404)
        return FileAnswer(file, path.rpartition("/")[2], request)

    async def refused(self, request: Request, error: Exception) -> Response:
        """What there is no answer for."""
        code = error.status_code if isinstance(error, HTTPException) else 400
        headers = error.headers if isinstance(error, HTTPException) else None
        if code == 404:
            return self._said(request, Saying.MISSING, 404)
        return Response(f"{code}\n", code, headers, "text/plain")

    async def failed(self, request: Request, error: Exception) -> Response:
        """What cannot be done now: the desk hears why, the reader only that it is so."""
        self._desk.told(str(error))
        return self._said(request, Saying.BUSY, 503)

    def _unknown(self, request: Request) -> Response:
        self._rates.take(request.client.host if request.client else "", _WRONG)
        return self._said(request, Saying.UNKNOWN, 404)

    def _said(self, request: Request, saying: Saying, code: int = 200) -> Response:
        page, language = self._desk.pages.page(saying, request.headers.get("accept-language"))
        headers = {
            "Content-Security-Policy": self._desk.pages.policy,
            "Content-Language": language,
            "Vary": "Accept-Language",
            "X-Robots-Tag": "noindex",
            **(_RETRY if saying is Saying.BUSY else {}),
        }
        return HTMLResponse(page, code, headers)


def _not_shown(hidden: tuple[str, ...]) -> str:
    if not hidden:
        return "all editions are shown"
    more = f" and {len(hidden) - _NAMED} more" if len(hidden) > _NAMED else ""
    return (
        f"not shown, for they are marked higher, drafts, or no editions: {', '.join(hidden[:_NAMED])}{more}"
    )


def _token(request: Request) -> str:
    return str(request.path_params["token"])[:_LONGEST_PATH]


async def _drained(request: Request) -> None:
    """Nothing; what was sent has arrived, and is not looked at. Raises HTTPException where it takes too long."""
    try:
        async with asyncio.timeout(_PATIENCE):
            async for _ in request.stream():
                pass
    except (TimeoutError, ClientDisconnect):
        raise HTTPException(408) from None
