"""``briefs serve``: what readers reach by the web.

As in ``commands``, what the command needs is imported when it runs.
"""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.parameters import Configuration, PlainCommand
from briefs.errors import MissingRequirement

if TYPE_CHECKING:
    from briefs.config import Settings
    from briefs.model import Marking
    from briefs.serving.application import Desk, Library
    from briefs.serving.pages import House
    from briefs.serving.refusals import Refusals

_EXAMPLES: Final = """\b
Examples:
  briefs serve
  briefs serve --proxy 127.0.0.1 --out /srv/briefs
  briefs serve --host 0.0.0.0 --proxy 10.0.0.0/8 --no-archive
"""
_PORTS: Final = range(65536)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(serve)


def serve(  # noqa: PLR0913 - one parameter for each option
    *,
    configuration: Configuration = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Who can reach it; 0.0.0.0: every machine.")
    ] = "127.0.0.1",
    port: Annotated[str, typer.Option(metavar="NUMBER", help="0: any that is free.")] = "8025",
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A proxy before it that tells who asks, or a network of such; several times.",
        ),
    ] = None,
    marking: Annotated[
        str,
        typer.Option(metavar="TLP", help="The highest marking of editions that everybody who asks is shown."),
    ] = "CLEAR",
    no_archive: Annotated[bool, typer.Option("--no-archive", help="Show no editions at all.")] = False,
) -> None:
    """Answer on the web: unsubscribing by one click, the site of all editions, and /health.

    Drafts, and editions that are marked higher than --marking, are neither shown nor told of. It speaks plain HTTP:
    put a proxy with a certificate before it, and its address in mail.address. Ctrl-C ends it.
    """
    import tempfile  # noqa: PLC0415 - see the module

    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.cli.following import own_settings  # noqa: PLC0415 - see the module

    highest, number, trusted = _marking(marking), _port(port), _proxies(proxy or [])
    try:
        from briefs.serving import application, rates, server  # noqa: PLC0415 - see the module
    except ModuleNotFoundError as error:
        if error.name not in {"starlette", "uvicorn"}:
            raise
        raise MissingRequirement(
            "briefs serve needs Starlette and uvicorn: pip install 'briefs[serve]'"
        ) from error
    settings = own_settings(configuration)
    listening = server.bound(host, number)
    with listening, tempfile.TemporaryDirectory(prefix="briefs-serve-") as folder:
        library = None if no_archive else _library(settings, out, highest, Path(folder))
        desk = _desk(settings, library)
        name, found = listening.getsockname()[:2]
        address = f"http://{f'[{name}]' if ':' in name else name}:{found}/"
        answering = application.application(desk, rates.Rates(time.monotonic))
        server.serve(answering, listening, trusted, lambda: streams.note(f"{address}; Ctrl-C ends"))


def _library(settings: "Settings", out: Path, highest: "Marking", folder: Path) -> "Library":
    from briefs.archive import SiteRequest  # noqa: PLC0415 - see the module
    from briefs.errors import NoInput  # noqa: PLC0415 - see the module
    from briefs.serving.application import Library  # noqa: PLC0415 - see the module
    from briefs.serving.mirror import Mirror  # noqa: PLC0415 - see the module
    from briefs.serving.offered import Offered  # noqa: PLC0415 - see the module

    if not out.is_dir():
        raise NoInput(
            f"{out}: no such folder; build an edition first, name its folder with --out, or --no-archive"
        )
    offered = Offered(out, highest)
    request = SiteRequest(
        out=folder,
        templates=settings.templates,
        title=settings.title,
        language=settings.language,
        organisation=settings.organisation,
        address=f"{settings.mail.address}archive/" if settings.mail and settings.mail.address else "",
        brand=settings.brand,
    )
    return Library(offered=offered, mirror=Mirror(offered, request, folder))


def _desk(settings: "Settings", library: "Library | None") -> "Desk":
    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.serving.application import Desk  # noqa: PLC0415 - see the module
    from briefs.serving.condition import Watch  # noqa: PLC0415 - see the module
    from briefs.serving.pages import Pages  # noqa: PLC0415 - see the module

    refusals = _refusals(settings)
    watch = Watch(
        settings.store,
        settings.database,
        time.monotonic,
        streams.note,
        must_exist=settings.mail is not None,
    )
    return Desk(
        pages=Pages(_house(settings, has_archive=library is not None)),
        condition=watch.condition,
        told=streams.note,
        library=library,
        refusals=refusals,
    )


def _refusals(settings: "Settings") -> "Refusals | None":
    """What keeps refusals, None where nobody is written to. Raises where they could not be kept."""
    from briefs.cli import moments, streams  # noqa: PLC0415 - see the module
    from briefs.editions.delivery.secret import secret_of  # noqa: PLC0415 - see the module
    from briefs.serving.refusals import Refusals  # noqa: PLC0415 - see the module

    if settings.mail is None:
        streams.note(
            "briefs.toml has no [mail]: nobody is written to, and there is nothing to unsubscribe from"
        )
        return None
    refusals = Refusals(
        folder=settings.store,
        url=settings.database,
        secret=secret_of(settings.store, os.environ),
        now=moments.now,
    )
    for remark in refusals.expect():
        streams.note(remark)
    return refusals


def _house(settings: "Settings", *, has_archive: bool) -> "House":
    from urllib.parse import urlsplit  # noqa: PLC0415 - see the module

    from briefs.serving.pages import House  # noqa: PLC0415 - see the module

    mail = settings.mail
    below = urlsplit(mail.address).path if mail and mail.address else "/"
    return House(
        title=settings.title,
        organisation=settings.organisation,
        language=settings.language,
        templates=settings.templates,
        brand=settings.brand,
        write_to=(mail.unsubscribe or mail.sender) if mail else "",
        archive=f"{below}archive/" if has_archive else "",
    )


def _marking(text: str) -> "Marking":
    from briefs.model import Marking  # noqa: PLC0415 - see the module

    name = text.strip().upper()
    try:
        return Marking(name if name.startswith("TLP:") else f"TLP:{name}")
    except ValueError as error:
        known = ", ".join(it.removeprefix("TLP:") for it in Marking)
        raise typer.BadParameter(
            f'"{text}" is no marking; there are {known}', param_hint="--marking"
        ) from error


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in _PORTS:
        raise typer.BadParameter(f'"{text}" is no port from 0 to 65535', param_hint="--port")
    return int(text)


def _proxies(texts: list[str]) -> tuple[str, ...]:
    import ipaddress  # noqa: PLC0415 - see the module

    for text in texts:
        try:
            ipaddress.ip_network(text)
        except ValueError as error:
            raise typer.BadParameter(
                f'"{text}" is neither an address like 127.0.0.1 nor a network like 10.0.0.0/8',
                param_hint="--proxy",
            ) from error
    return tuple(texts)
