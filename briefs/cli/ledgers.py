"""The commands that look at editions: editions, show, log, and audit.

As in ``commands``, what they need is imported when they run.
"""

from pathlib import Path
from typing import Annotated, Final

import typer

from briefs.cli.following import own_settings
from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup
from briefs.errors import NotProven

_EXAMPLES: Final = """\b
Examples:
  briefs show 2026-W21
  briefs show 2026-W21 --revision 0 --json
"""

Out = Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")]
Edition = Annotated[str, typer.Argument(metavar="EDITION", help="Like 2026-W21.")]
Revision = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="0 is what came out first; default: the newest.")
]

audit_app = typer.Typer(cls=PlainGroup, no_args_is_help=True, help="Check that what was issued is as it was.")


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.command(cls=PlainCommand)(editions)
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(show)
    app.command(cls=PlainCommand)(log)
    app.add_typer(audit_app, name="audit")


def editions(configuration: Configuration = None, *, as_json: AsJson = False) -> None:
    """List all editions and their revisions.

    The newest first: number, state, cut-off, statements, and who approved them.
    """
    from briefs.cli import ledger_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    console.tell_rows(showing.rows(settings), settings.timezone, as_json=as_json)


def show(
    *,
    edition: Edition,
    revision: Revision = None,
    configuration: Configuration = None,
    out: Out = Path("out"),
    as_json: AsJson = False,
) -> None:
    """Show all that is known of an edition.

    What it covers, where it stands, approvals, edits, corrections, log, seal, files, and the next command to type.
    """
    from briefs.cli import ledger_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    shown = showing.show(settings, out, edition, number(revision))
    console.tell_shown(shown, settings.timezone, as_json=as_json)


def log(
    edition: Annotated[
        str | None, typer.Argument(metavar="EDITION", help="Of this edition only.", show_default=False)
    ] = None,
    configuration: Configuration = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the log of what was done, when, by whom, and why."""
    from briefs.cli import ledger_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import showing  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    console.tell_moves(showing.log(settings, edition), settings.timezone, as_json=as_json)


@audit_app.command(cls=PlainCommand)
def verify(configuration: Configuration = None, *, out: Out = Path("out"), as_json: AsJson = False) -> None:
    """Check the log, everything it speaks of, and what stands in DIR. Ends with 3 where something does not hold.

    Says what was checked and what could not be. A log that somebody has cut off at its end and made fit again is told
    only by the digest of its last move: note it somewhere else.
    """
    from briefs.cli import ledger_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import auditing, showing  # noqa: PLC0415 - see the module

    with showing.opened(own_settings(configuration)) as store:
        verdict = auditing.audit(store, out)
    console.tell_verdict(verdict, as_json=as_json)
    if not verdict.holds:
        raise NotProven(f"{console.counted(len(verdict.faults), 'thing')} not as issued")


def number(text: str | None) -> int | None:
    """The number of a revision that a text states; None where there is no text."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise typer.BadParameter(f'"{text}" is no number of a revision', param_hint="--revision")
    return int(text)
