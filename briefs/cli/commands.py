"""The commands. Each reads its settings, calls one use case and prints; ``process`` turns errors to codes.

What a command needs is imported when it runs: ``briefs --help`` answers before anyone has noticed the wait.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from briefs import __version__, shipped
from briefs.cli import (
    approving,
    correcting,
    corrections,
    deliveries,
    editing,
    explaining,
    following,
    issuing,
    ledgers,
    mailbox,
    previewing,
    readers,
    rebuilding,
    rehearsing,
    running,
    safekeeping,
    scheduling,
    sending,
    serving,
    signing,
    siting,
    templating,
    themes,
    verifying,
)
from briefs.cli.parameters import PlainCommand, PlainGroup
from briefs.errors import EngineError, MissingRequirement

_EXIT_CODES: Final = """\b
Exit codes:
  0    done
  2    the command line is wrong
  3    what was verified, or made again, does not hold
  65   no document could be read, or what should be a brief or a key is none
  66   a path that was named is not there
  69   something the system must have is missing (run: briefs doctor)
  70   the pages could not be laid out, or a person has to say which mails have arrived
  72   the store cannot be used or is damaged
  73   the result could not be written; what stood there is untouched
  74   the result was written, but standard output cannot be
  75   another process is writing to the store, or some mail is put off; try again
  76   no address that is followed gave anything, or the mail server took no mail
  77   the state of the edition, or who asks, does not allow it
  78   briefs.toml or a template is wrong
  130  interrupted
  143  terminated
"""

app = typer.Typer(
    help="From a folder of sources and a list of themes to a cited, dated, accessible PDF brief.",
    epilog=_EXIT_CODES,
    cls=PlainGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_BUILD_EXAMPLES: Final = """\b
Examples:
  briefs build
  briefs build --since 2026-05-18
  briefs build seeds --as-of 2026-05-25
  briefs build reports notes/minutes.txt --edition visit --out /srv/briefs
"""

Configuration = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Default: briefs.toml here, else the one shipped."),
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")]
Templates = Annotated[
    str | None,
    typer.Option(
        metavar="SET",
        help="Layout: default, executive, manuscript or a folder; default: what briefs.toml says.",
    ),
]


class Contract(StrEnum):
    """What a schema can be printed of."""

    BRIEF = "brief"
    MANIFEST = "manifest"
    CONFIG = "config"


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer's signature
    if wanted:
        print(f"briefs {__version__}")  # noqa: T201 - the result
        raise typer.Exit


@app.callback()
def _briefs(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _edition(value: str | None) -> str | None:
    from briefs.publication.names import SAFE_NAME  # noqa: PLC0415 - see the module

    if value is not None and not SAFE_NAME.fullmatch(value):
        raise typer.BadParameter(f'"{value}" cannot name a folder; use letters, digits, ".", "_" and "-"')
    return value


def _engine(value: str | None) -> str | None:
    from briefs.engine import address  # noqa: PLC0415 - see the module

    try:
        if value is not None:
            address.parse(value)
    except EngineError as error:
        raise typer.BadParameter(str(error)) from error
    return value


@app.command(cls=PlainCommand, epilog=_BUILD_EXAMPLES)
def build(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders and files; default: what the configuration follows."),
    ] = None,
    configuration: Configuration = None,
    edition: Annotated[
        str | None,
        typer.Option(
            callback=_edition, metavar="NAME", help="Default: the ISO week of --as-of, like 2026-W21."
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day the brief speaks from; default: now.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The first day it covers; default: everything there is."),
    ] = None,
    out: Out = Path("out"),
    templates: Templates = None,
    engine: Annotated[
        str | None,
        typer.Option(
            callback=_engine,
            metavar="URL",
            help="Where documents are read: serial:, processes:N or dask://host:port; default: up to four processes.",
        ),
    ] = None,
    no_past: Annotated[
        bool, typer.Option("--no-past", help="Take everything for new, whatever earlier editions said.")
    ] = False,
    archive: Annotated[
        bool, typer.Option("--archive", help="Make the PDF one for an archive: PDF/A-3a beside PDF/UA-1.")
    ] = False,
    formats: issuing.Formats = None,
    citation_style: issuing.CitationStyle = None,
    draft: issuing.Draft = False,
    no_site: siting.NoSite = False,
    correction: issuing.Correction = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Build an edition: a PDF, a web page and JSON.

    brief.pdf, brief.html and brief.json are written to DIR/NAME. An edition that stands there is replaced
    whole or, when anything fails, left as it was. A marked one says so in the names: brief.TLP-AMBER.pdf.
    """
    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli import console, moments, streams  # noqa: PLC0415 - see the module
    from briefs.editions import building  # noqa: PLC0415 - see the module
    from briefs.publication import Design  # noqa: PLC0415 - see the module

    settings = config.load(configuration)
    day, moment = moments.day(since, settings.timezone, "--since"), moments.moment(as_of, settings.timezone)
    if day is not None and day > moment.date():
        raise typer.BadParameter(
            f"{day} is after the day of the edition, {moment.date()}", param_hint="--since"
        )
    request = building.BuildRequest(
        settings=settings,
        paths=tuple(paths or ()),
        since=day,
        as_of=moment,
        edition=edition,
        out=out,
        design=Design(
            templates=shipped.template_set(templates, Path()) if templates else settings.templates,
            brand=settings.brand,
            formats=issuing.formats_of(formats, settings.formats),
            for_archive=archive or settings.archive,
            citation_style=citation_style or settings.citation_style,
        ),
        engine=engine,
        with_past=not no_past,
        draft=draft,
        correction=correction,
    )
    with console.progress(quiet=quiet) as report:
        result = building.build(request, report)
    console.tell(result, as_json=as_json, quiet=quiet)
    siting.after_build(settings, out, request.design.templates, no_site=no_site)
    if not quiet and config.locate(configuration) == shipped.CONFIGURATION != configuration:
        streams.note(
            "no briefs.toml here: these are the sample themes that come with briefs (your own: briefs init DIR)"
        )


@app.command(cls=PlainCommand)
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]) -> None:
    """Make a new workspace.

    DIR gets a commented briefs.toml, sample sources and a README, so that "briefs build" works in it at
    once. In a workspace only missing files are written; nothing that exists is changed.
    """
    from briefs.editions import workspace  # noqa: PLC0415 - see the module

    for path in workspace.create(folder):
        typer.echo(path)


@app.command()
def schema(contract: Annotated[Contract, typer.Argument(help="Of what it is.")]) -> None:
    """Print a JSON Schema: of brief.json, the PDF's manifest, or briefs.toml."""
    import json  # noqa: PLC0415 - see the module

    if contract is Contract.CONFIG:
        from briefs import config  # noqa: PLC0415 - see the module

        typer.echo(json.dumps(config.schema(), indent=2))
    elif contract is Contract.MANIFEST:
        from briefs.publication import manifest  # noqa: PLC0415 - see the module

        typer.echo(json.dumps(json.loads(manifest.schema()), indent=2))
    else:
        from briefs.publication import contract as published  # noqa: PLC0415 - see the module

        typer.echo(json.dumps(json.loads(published.schema()), indent=2))


@app.command(cls=PlainCommand)
def doctor(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Sources to look at, as in build.")
    ] = None,
    configuration: Configuration = None,
    out: Out = Path("out"),
    templates: Templates = None,
) -> None:
    """Tell whether a build would work here, and what to do if not."""
    from briefs.editions.checkup import Status, examine  # noqa: PLC0415 - see the module

    failed = False
    chosen = shipped.template_set(templates, Path()) if templates else None
    for finding in examine(configuration, tuple(paths or ()), out, chosen):
        typer.echo(f"{finding.status:<4}  {finding.subject}: {finding.message}")
        failed = failed or finding.status is Status.FAIL
    if failed:
        raise typer.Exit(MissingRequirement.exit_code)


following.register(app)
themes.register(app)
explaining.register(app)
rehearsing.register(app)
templating.register(app)
previewing.register(app)
siting.register(app)
serving.register(app)
verifying.register(app)
signing.register(app)
running.register(app)
safekeeping.register(app)
rebuilding.register(app)
scheduling.register(app)
approving.register(app)
editing.register(app)
ledgers.register(app)
correcting.register(app)
sending.register(app)
deliveries.register(app)
readers.register(app)
mailbox.register(app)
corrections.register(app)
