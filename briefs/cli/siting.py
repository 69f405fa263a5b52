"""``briefs site``, and what a build does for the site when its edition stands.

As in ``commands``, what the command needs is imported when it runs.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs import shipped
from briefs.cli.parameters import Configuration, PlainCommand
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from briefs.archive import SiteRequest, SiteResult
    from briefs.config import Settings

NoSite = Annotated[
    bool, typer.Option("--no-site", help="Leave the site of all editions (DIR/index.html) as it is.")
]
_NOTES_SHOWN: Final = 10
_EXAMPLES: Final = """\b
Examples:
  briefs site
  briefs site --out /srv/briefs
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(site)


def site(
    *,
    configuration: Configuration = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    templates: Annotated[
        str | None,
        typer.Option(metavar="SET|DIR", show_default=False, help="Default: what the configuration says."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Bring the site of all editions up to date: list, themes, sources, search, feed, calendar.

    DIR/index.html leads to everything; it needs no server and can be read from a disk. Each build does this as well.
    What has not changed is not written again; folders that are no editions are told and left alone.
    """
    from briefs import archive, config  # noqa: PLC0415 - see the module

    settings = config.load(configuration)
    chosen = shipped.template_set(templates, Path()) if templates else settings.templates
    result = archive.make(_request(settings, out, chosen))
    typer.echo(json.dumps(_fields(result)) if as_json else result.index)
    _note(result)


def after_build(settings: "Settings", out: Path, templates: Path, *, no_site: bool) -> None:
    """Nothing: brings the site up to date unless it is not wanted; what goes wrong is told and loses no edition."""
    if no_site or not settings.site.update:
        return
    from briefs import archive  # noqa: PLC0415 - see the module
    from briefs.cli import streams  # noqa: PLC0415 - see the module

    try:
        archive.make(_request(settings, out, templates))
    except BriefsError as error:
        streams.note(f"the edition stands, but the site of all editions is as it was: {error}")


def _request(settings: "Settings", out: Path, templates: Path) -> "SiteRequest":
    from briefs import archive  # noqa: PLC0415 - see the module

    return archive.SiteRequest(
        out=out,
        templates=templates,
        title=settings.title,
        language=settings.language,
        organisation=settings.organisation,
        address=settings.site.address,
        brand=settings.brand,
    )


def _fields(result: "SiteResult") -> dict[str, object]:
    return {
        "index": str(result.index),
        "editions": result.editions,
        "written": list(result.written),
        "removed": list(result.removed),
        "left_out": [{"subject": it.subject, "message": it.message} for it in result.left_out],
    }


def _note(result: "SiteResult") -> None:
    """Nothing: tells what stands beside the editions and is not on the site."""
    from briefs.cli import streams  # noqa: PLC0415 - see the module

    for problem in result.left_out[:_NOTES_SHOWN]:
        streams.note(f"not on the site: {problem.subject}: {problem.message}")
    if len(result.left_out) > _NOTES_SHOWN:
        streams.note(
            f"not on the site: {len(result.left_out) - _NOTES_SHOWN} more folders (--json names all)"
        )
