"""The commands around what is followed: fetch, sources, documents, store.

As in ``commands``, what a command needs is imported when it runs.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs import shipped
from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup
from briefs.errors import ConfigurationError, StoreError, Unreachable

if TYPE_CHECKING:
    from briefs.config import Settings

Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Leave out what is dated earlier, like 2026-05-18.")
]

_FETCH_EXAMPLES: Final = """\b
Examples:
  briefs fetch
  briefs fetch --source "Harbour Ledger"
  briefs fetch --since 2026-05-18
"""

sources_app = typer.Typer(
    help="List the sources that are followed, and how they are doing; or add one.",
    cls=PlainGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
)
documents_app = typer.Typer(
    help="List and search the documents that are kept, or show one.",
    cls=PlainGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
)
store_app = typer.Typer(
    help="Look after the store of what was fetched.",
    cls=PlainGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.command(cls=PlainCommand, epilog=_FETCH_EXAMPLES)(fetch)
    app.add_typer(sources_app, name="sources")
    app.add_typer(documents_app, name="documents")
    app.add_typer(store_app, name="store")


def fetch(
    *,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Ask this source only, due or not; may be repeated."),
    ] = None,
    since: Since = None,
    configuration: Configuration = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ask all sources what is new, and keep it.

    What was fetched before is not fetched again, and a run that was interrupted is gone on with.
    """
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.cli import moments, streams  # noqa: PLC0415 - see the module
    from briefs.editions.following import fetching  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    request = fetching.FetchRequest(
        settings=settings,
        names=_known(tuple(source or ()), settings),
        since=moments.day(since, settings.timezone, "--since"),
        now=moments.now,
        jitter=moments.jitter,
    )
    with console.progress(len(request.chosen), quiet=quiet) as report:
        result = fetching.fetch(request, report)
    console.tell_visits(result, as_json=as_json)
    for line in () if quiet else fetching.recalled(settings, Path("out")):
        streams.note(line)
    if result.all_failed:
        raise Unreachable("no source could be reached; see briefs sources")


@sources_app.callback()
def sources(context: typer.Context, configuration: Configuration = None, *, as_json: AsJson = False) -> None:
    """List the sources that are followed, with the health of each."""
    if context.invoked_subcommand:
        return
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    console.tell_sources(settings.sources, library.health(settings), as_json=as_json)


@sources_app.command(cls=PlainCommand)
def add(
    address: Annotated[str, typer.Argument(metavar="URL", help="A feed, a sitemap or a page.")],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Default: what the feed calls itself.")
    ] = None,
    configuration: Configuration = None,
) -> None:
    """Try an address and follow it: an entry is added to briefs.toml.

    A page's feed is found. Nothing is written when the address gives nothing to follow.
    """
    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.following import adding  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    request = adding.AddRequest(
        settings=settings,
        file=config.locate(configuration),
        address=address,
        name=name,
        now=moments.now,
        jitter=moments.jitter,
    )
    console.tell_addition(adding.add(request))


@sources_app.command(cls=PlainCommand)
def problems(
    *,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of this source only.")] = None,
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """List what was not had and what is kept out, with the reasons."""
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    name = _known((source,), settings)[0] if source else None
    console.tell_problems(library.problems(settings, name), as_json=as_json)


@documents_app.callback()
def documents(  # noqa: PLR0913 - one parameter for each option
    context: typer.Context,
    *,
    search: Annotated[str, typer.Option(metavar="WORDS", help='All of these words; "…" for a phrase.')] = "",
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of this source only.")] = None,
    language: Annotated[str | None, typer.Option(metavar="TAG", help='In this language, like "ko".')] = None,
    since: Since = None,
    limit: Annotated[str, typer.Option(metavar="NUMBER", help="At most so many.")] = "50",
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """List the documents that are kept, the newest first, or those that match, the best first."""
    if context.invoked_subcommand:
        return
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    wanted = library.Search(
        query=search,
        source=_known((source,), settings)[0] if source else None,
        language=language,
        since=moments.day(since, settings.timezone, "--since"),
        limit=_number(limit),
    )
    console.tell_documents(library.search(settings, wanted), as_json=as_json)


@documents_app.command(cls=PlainCommand)
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The first digits of a document's id.")],
    configuration: Configuration = None,
) -> None:
    """Print a document: what it states of itself, its paragraphs with numbers, and what was left out."""
    from briefs.cli import follow_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    for shown in library.show(own_settings(configuration), identifier):
        console.tell_document(shown)


@store_app.command(cls=PlainCommand)
def check(configuration: Configuration = None) -> None:
    """Verify every digest and every reference."""
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    damages = library.check(settings)
    for damage in damages:
        typer.echo(f"{damage.place}: {damage.message}")
    if damages:
        raise StoreError(
            f"{settings.store_name}: is damaged in {len(damages)} places; "
            "put back a copy from a backup, or move it away and fetch again"
        )
    typer.echo(f"{settings.store_name}: every digest and reference is right")


@store_app.command(cls=PlainCommand)
def prune(
    *,
    before: Annotated[str, typer.Option(metavar="DATE", help="Delete what was last seen before this day.")],
    configuration: Configuration = None,
) -> None:
    """Delete old documents that no edition cites; they are not fetched again."""
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.following import library  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    pruned = library.prune(settings, moments.moment(before, settings.timezone, "--before"))
    typer.echo(f"{pruned.documents} documents deleted, {pruned.bytes / 1_000_000:.1f} MB freed")


def own_settings(configuration: Path | None) -> "Settings":
    """The settings of this desk: what is shipped follows nothing and keeps nothing."""
    from briefs import config  # noqa: PLC0415 - see the module

    if config.locate(configuration) == shipped.CONFIGURATION != configuration:
        raise ConfigurationError(
            "no briefs.toml here: go to your workspace, make one (briefs init DIR), or name one with --config"
        )
    return config.load(configuration)


def _known(names: tuple[str, ...], settings: "Settings") -> tuple[str, ...]:
    """The names as the configuration has them; capitals do not matter."""
    known = {followed.outlet.name.casefold(): followed.outlet.name for followed in settings.sources}
    for name in names:
        if name.casefold() not in known:
            listed = ", ".join(known.values()) or "none"
            raise typer.BadParameter(
                f'"{name}" is no source of briefs.toml; known are: {listed}', param_hint="--source"
            )
    return tuple(known[name.casefold()] for name in names)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_000_000:
        raise typer.BadParameter(f'"{text}" is no number from 1 to 1000000', param_hint="--limit")
    return int(text)
