"""``briefs preview``: the page while it is being designed.

As in ``commands``, what the command needs is imported when it runs.
"""

import json
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from briefs.cli.parameters import Configuration, PlainCommand
from briefs.errors import OutputError

_EXAMPLES: Final = """\b
Examples:
  briefs preview
  briefs preview seeds --templates executive
  briefs preview 2026-W21
"""
_PORTS: Final = range(65536)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(preview)


def preview(
    *,
    what: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH…|EDITION]",
            help="Folders and files; or the name of an edition in --out, to be made again as of its day; "
            "default: what the configuration follows.",
        ),
    ] = None,
    configuration: Configuration = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day the brief speaks from; default: now.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    templates: Annotated[
        str | None, typer.Option(metavar="SET", help="A layout; default: what briefs.toml says.")
    ] = None,
    port: Annotated[
        str, typer.Option(metavar="NUMBER", help="Where on this machine; 0: any that is free.")
    ] = "8640",
) -> None:
    """Show the page in a browser, and anew whenever a template, a style sheet or briefs.toml is saved.

    Only this machine can see it. The PDF is at /brief.pdf. Nothing is written. Ctrl-C ends it.
    """
    from briefs import config, shipped  # noqa: PLC0415 - see the module
    from briefs.cli import moments, streams  # noqa: PLC0415 - see the module
    from briefs.cli.preview_server import serve  # noqa: PLC0415 - see the module
    from briefs.editions.building import BuildRequest  # noqa: PLC0415 - see the module
    from briefs.editions.preview import Preview  # noqa: PLC0415 - see the module
    from briefs.publication import Design  # noqa: PLC0415 - see the module
    from briefs.publication.sets import chain  # noqa: PLC0415 - see the module

    settings = config.load(configuration)
    paths = tuple(what or ())
    edition, moment, since = None, as_of, None
    if (found := _edition(paths, out)) is not None:
        edition, paths = paths[0].name, ()
        moment, since = as_of or found["as_of"], found["coverage"]["start"]
    chosen = shipped.template_set(templates, Path()) if templates else None
    chain(chosen or settings.templates)  # one that is not there would be a page of its own
    request = BuildRequest(
        settings=settings,
        paths=paths,
        since=moments.day(since, settings.timezone, "--since"),
        as_of=moments.moment(moment, settings.timezone),
        edition=edition,
        out=out,
        design=Design(templates=chosen or settings.templates, brand=settings.brand),
    )
    shown = Preview(request, configuration, chosen)
    try:
        serve(
            shown,
            _port(port),
            lambda address: streams.note(f"{address} (PDF: {address}brief.pdf); Ctrl-C ends"),
        )
    except OSError as error:
        message = f"port {port} of this machine cannot be used ({error.strerror}); choose another with --port"
        raise OutputError(message) from error


def _edition(paths: tuple[Path, ...], out: Path) -> dict[str, Any] | None:
    """What is known of the edition that is named, where one is and no path."""
    from briefs.publication.names import CONTRACT  # noqa: PLC0415 - see the module

    if len(paths) != 1 or paths[0].exists() or paths[0].name != str(paths[0]):
        return None
    contract = out / paths[0] / CONTRACT
    if not contract.is_file():
        return None
    found: dict[str, Any] = json.loads(contract.read_text("utf-8"))
    return found


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in _PORTS:
        raise typer.BadParameter(f'"{text}" is no port from 0 to 65535', param_hint="--port")
    return int(text)
