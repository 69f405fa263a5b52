"""What stands before everything that answers: how often a client may ask, and what every answer bears."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefs.serving.rates import Rates

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What a browser may do with an answer that says nothing else: nothing at all."""
_TRANSPORT: Final = "max-age=31536000"
"""A year of https alone (RFC 6797), for this name: names below it are not ours to speak for."""
_WAIT: Final = "10"


class Guard:
    """The application behind its limits; only what went through here is answered."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app = app
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), is_secret=scope["scheme"] == "https")
            await send(message)

        client = scope["client"][0] if scope.get("client") else ""
        if self._rates.take(client):
            await self._app(scope, receive, dressed)
        else:
            refusal = PlainTextResponse("Too many requests\n", 429, {"Retry-After": _WAIT})
            await refusal(scope, receive, dressed)


def _dress(headers: MutableHeaders, *, is_secret: bool) -> None:
    for name, value in _ALWAYS.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", STRICT)
    headers.setdefault("Cache-Control", "no-store")
    if is_secret:
        headers["Strict-Transport-Security"] = _TRANSPORT
