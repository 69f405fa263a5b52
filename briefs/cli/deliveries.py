"""``briefs deliveries``: who got an edition, who did not, and why; and the word of a person on what is in doubt.

As in ``commands``, what a command needs is imported when it runs.
"""

from typing import Annotated, Any, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.ledgers import Edition
from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup

_EXAMPLES: Final = """\b
Examples:
  briefs deliveries
  briefs deliveries 2026-W21
  briefs deliveries 2026-W21 --state failed --csv
  briefs deliveries resolve 2026-W21 ada@office.example --arrived
  briefs deliveries resolve 2026-W21 --all --not-arrived
"""
_HELP: Final = frozenset({"-h", "--help"})


class _OrEdition(PlainGroup):
    """A group whose first word may be an edition: then it is to be shown."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As ever, with the command that is left out put where it belongs."""
        if not args or (args[0] not in self.commands and args[0] not in _HELP):
            args = ["show", *args]
        return super().parse_args(ctx, args)


deliveries_app = typer.Typer(
    cls=_OrEdition,
    help="Tell who got an edition, who did not, and why.",
    epilog=_EXAMPLES,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(deliveries_app, name="deliveries")


@deliveries_app.command(cls=PlainCommand)
def show(
    *,
    edition: Annotated[
        str | None,
        typer.Argument(metavar="EDITION", help="Like 2026-W21; default: a line for each that was sent."),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="Only what is in this state, like failed; may be repeated."),
    ] = None,
    configuration: Configuration = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the deliveries as CSV.")] = False,
) -> None:
    """Tell who got an edition, who did not, and why. The word show may be left out."""
    if as_json and as_csv:
        raise typer.BadParameter("give one of --json and --csv", param_hint="--csv")
    if edition is None and (as_csv or state):
        hint = "--csv" if as_csv else "--state"
        raise typer.BadParameter(
            "name the edition whose deliveries are meant, like 2026-W21", param_hint=hint
        )
    from briefs.cli import deliveries_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import accounts  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    form = console.form(as_json=as_json, as_csv=as_csv)
    states = console.states_of(state or ())
    with showing.opened(settings) as store:
        if edition is None:
            console.tell_accounts(accounts.accounts(store)[::-1], settings.timezone, form)
        else:
            console.tell_account(store, accounts.account(store, edition), states, settings.timezone, form)


@deliveries_app.command(cls=PlainCommand)
def resolve(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Edition,
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="ADDRESS", help="Whose; without one, say --all."),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="All that are in doubt.")] = False,
    arrived: Annotated[bool, typer.Option("--arrived", help="They have it.")] = False,
    not_arrived: Annotated[
        bool, typer.Option("--not-arrived", help="They have not: it is sent again.")
    ] = False,
    name: persons.Name = None,
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """Say what became of deliveries in doubt.

    In doubt is what was being handed over when its sender was killed, where briefs.toml says in_doubt = "hold".
    What was refused or came back, and should not have, is sent again with --not-arrived and its address.
    """
    if arrived == not_arrived:
        raise typer.BadParameter("say --arrived or --not-arrived", param_hint="--arrived")
    if everyone and addresses:
        raise typer.BadParameter("name addresses, or say --all", param_hint="--all")
    from briefs.cli import deliveries_console as console  # noqa: PLC0415 - see the module
    from briefs.cli import moments, streams  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module
    from briefs.editions.delivery import accounts, closing  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    deed = closing.Deed(moment=moments.now(), actor=name or persons.user())
    with showing.opened(settings) as store:
        if not (addresses or everyone) and not _all_are_meant(accounts.in_doubt(store, edition), arrived):
            streams.note("nothing was settled")
            return
        count = accounts.resolve(store, edition, tuple(addresses or ()), deed, arrived=arrived)
    console.tell_resolved(edition, count, deed.actor, arrived=arrived, as_json=as_json)


def _all_are_meant(count: int, arrived: bool) -> bool:  # noqa: FBT001 - one answer of a person, about another
    """Whether a person means all that are in doubt. Raises BadParameter where nobody can be asked."""
    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.cli.deliveries_console import deliveries  # noqa: PLC0415 - see the module

    if not count:
        return True
    if not streams.watched():
        raise typer.BadParameter(
            f"name the addresses, or say --all: {deliveries(count)} in doubt", param_hint="ADDRESS"
        )
    what = "arrived" if arrived else "did not arrive, and send again"
    return typer.confirm(f"Take it that all {deliveries(count)} in doubt {what}?", err=True)
