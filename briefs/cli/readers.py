"""The commands around readers: import, add, list, export, remove, and who refuses.

As in ``commands``, what they need is imported when they run.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.following import own_settings
from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup

if TYPE_CHECKING:
    from briefs.distribution.addresses import Address
    from briefs.editions.delivery.readers import Desk

_IMPORT_EXAMPLES: Final = """\b
The first line names the columns, in any order; only the address is needed:
  address,name,lists,clearance,language,themes
  ada@ministry.example,Ada Lind,desk press,TLP:AMBER,en,ports ferries
\b
Examples:
  briefs readers import desk.csv --dry-run
  briefs readers import press.csv --list press
"""

readers_app = typer.Typer(
    help="Look after those who get the brief by mail, and those who do not want it.",
    cls=PlainGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
)

Who = Annotated[str, typer.Argument(metavar="ADDRESS", help="A mail address.")]
OfList = Annotated[str | None, typer.Option("--list", metavar="NAME", help="Of this list only.")]
Lists = Annotated[
    list[str] | None, typer.Option("--list", metavar="NAME", help="Put them on this list; may be repeated.")
]


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(readers_app, name="readers")


@readers_app.command("import", cls=PlainCommand, epilog=_IMPORT_EXAMPLES)
def import_(
    *,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="A table, as a spreadsheet saves it (UTF-8).")
    ],
    lists: Lists = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Import what has no mistake.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    configuration: Configuration = None,
) -> None:
    """Put everybody in a table among the readers.

    Who is known already is changed; what the table has no column for stays. Every mistake is told with its line, and
    nobody is imported then. Who does not want to be written to is left out.
    """
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.cli import readers_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    request = readers.ImportRequest(
        desk=_desk(configuration),
        path=file,
        moment=moments.now(),
        lists=tuple(map(_list, lists or ())),
        skip_bad=skip_bad,
        dry_run=dry_run,
    )
    console.tell_import(readers.import_(request), dry_run=dry_run)


@readers_app.command(cls=PlainCommand)
def add(  # noqa: PLR0913 - one parameter for each option
    *,
    address: Who,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Who reads there.")] = None,
    lists: Lists = None,
    clearance: Annotated[
        str | None,
        typer.Option(metavar="TLP", help="The strictest marking they may see; default: TLP:CLEAR."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help='Language of our own words in the mail, like "ko".')
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help='Write to them of this theme only; may be repeated; "" for all.'),
    ] = None,
    configuration: Configuration = None,
) -> None:
    """Put one reader among the others, or change one: what is not said here stays as it is."""
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    said = {"name": name, "clearance": clearance, "language": language} | {
        field: None if words is None else " ".join(words)
        for field, words in (("lists", lists), ("themes", theme))
    }
    cells = {field: text for field, text in said.items() if text is not None}
    where = _address(address)
    try:
        done = readers.add(_desk(configuration), where, cells, moments.now())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"{where.address}: {done}")


@readers_app.command("list", cls=PlainCommand)
def list_(*, of: OfList = None, configuration: Configuration = None, as_json: AsJson = False) -> None:
    """List the readers: name, lists, clearance, language, themes, and whether they refuse."""
    from briefs.cli import readers_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    found = readers.everyone(_desk(configuration), _list(of) if of else None)
    console.tell_readers(found, as_json=as_json)


@readers_app.command(cls=PlainCommand)
def export(
    *,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.csv", help="Where to; without it, to standard output.")
    ] = None,
    of: OfList = None,
    configuration: Configuration = None,
) -> None:
    """Write the readers as a table, which "briefs readers import" takes back.

    A cell that a spreadsheet would take for a formula has an apostrophe before it. Refusals are no part of it.
    """
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    for line in readers.export(_desk(configuration), _list(of) if of else None, file):
        typer.echo(line, nl=False)


@readers_app.command(cls=PlainCommand)
def remove(
    *,
    address: Who,
    of: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="Take them off this list only.")
    ] = None,
    configuration: Configuration = None,
) -> None:
    """Erase the address and all that is known of a reader.

    Only a hash of the address stays, by which a refusal is known again, and what was delivered. Backups that were made
    before still hold it.
    """
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    where, desk = _address(address), _desk(configuration)
    if of:
        known = readers.take_off(desk, where, _list(of), moments.now())
    else:
        known = readers.remove(desk, where, moments.now())
    if not known:
        place = f" on the list {_list(of)}" if of else ""
        raise typer.BadParameter(f"{where.address} is no reader{place}; see: briefs readers list")
    typer.echo(
        f"{where.address}: " + (f"no longer on {_list(of)}" if of else "removed, and the address erased")
    )


@readers_app.command(cls=PlainCommand)
def suppress(
    *,
    address: Who,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why, for whoever asks later.")],
    configuration: Configuration = None,
) -> None:
    """Send nothing to an address any more, on whatever list it is or comes to be."""
    from briefs.cli import moments, persons  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    where = _address(address)
    new = readers.suppress(_desk(configuration), where, because, moments.now(), persons.user())
    typer.echo(
        f"{where.address}: "
        + ("nothing is sent there any more" if new else "refused before; that word stays")
    )


@readers_app.command(cls=PlainCommand)
def unsuppress(
    *,
    address: Who,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Who has agreed, how and when: it is kept.")],
    configuration: Configuration = None,
) -> None:
    """Send to an address again: whoever is there has said so."""
    from briefs.cli import moments, persons  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    where, desk = _address(address), _desk(configuration)
    if not readers.unsuppress(desk, where, because, moments.now(), persons.user()):
        raise typer.BadParameter(f"{where.address} does not refuse; see: briefs readers suppressions")
    typer.echo(f"{where.address}: may be written to again")


@readers_app.command(cls=PlainCommand)
def suppressions(
    *,
    lifted: Annotated[
        bool, typer.Option("--lifted", help="Those that are over, and who has lifted them.")
    ] = False,
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """List who does not want to be written to, since when, and why."""
    from briefs.cli import readers_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    desk = _desk(configuration)
    if lifted:
        console.tell_lifted(readers.liftings(desk), desk.settings.timezone, as_json=as_json)
    else:
        console.tell_suppressions(readers.suppressions(desk), desk.settings.timezone, as_json=as_json)


@readers_app.command(cls=PlainCommand)
def rekey(
    *,
    lose_refusals: Annotated[
        bool,
        typer.Option("--lose-refusals", help="Also where refusals of erased addresses are lost with it."),
    ] = False,
    configuration: Configuration = None,
) -> None:
    """Know the readers by another secret: the one that was used is lost for good, or others know it.

    First put the new one in the place of the old, or take secret.key away: another is made then. Links to unsubscribe
    in mails that were sent before lead nowhere afterwards.
    """
    from briefs.editions.delivery import readers  # noqa: PLC0415 - see the module

    lost = readers.rekey(_desk(configuration), sys.maxsize if lose_refusals else 0)
    typer.echo(f"the readers are known by the new secret; refusals that are lost: {lost}")


def _desk(configuration: Path | None) -> "Desk":
    from briefs.editions.delivery.readers import Desk  # noqa: PLC0415 - see the module

    return Desk(settings=own_settings(configuration), environment=os.environ)


def _address(text: str) -> "Address":
    from briefs.distribution.addresses import address_of  # noqa: PLC0415 - see the module

    try:
        return address_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="ADDRESS") from error


def _list(text: str) -> str:
    from briefs.distribution.readers_file import list_of  # noqa: PLC0415 - see the module

    try:
        return list_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--list") from error
