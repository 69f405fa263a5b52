"""The commands about what is wrong with what was issued: correct, withdraw, and recall.

As in ``commands``, what they need is imported when they run.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.issuing import stated
from briefs.cli.ledgers import Edition, Out, number
from briefs.cli.parameters import AsJson, Configuration, PlainCommand

if TYPE_CHECKING:
    from briefs.config import Settings
    from briefs.editions.review.changing import Changes
    from briefs.editions.runs.running import RunRequest

_CORRECT_EXAMPLES: Final = """\b
Examples:
  briefs correct 2026-W21 --drop 2.3 --because "The harbour office has taken its figure back."
  briefs correct 2026-W21 --to edits.txt
  briefs correct 2026-W21 --file edits.txt --because "Statement 2.3 named the wrong port."
  briefs correct 2026-W21 --again --because "The Quay Post has corrected its report."
  briefs correct 2026-W21 --notice-only --because "The figure in statement 2.3 is of 2024."
"""
_RECALL_EXAMPLES: Final = """\b
Examples:
  briefs recall
  briefs recall --settle 3f2a9c --because "Only the photograph was changed."
"""

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.command(cls=PlainCommand, epilog=_CORRECT_EXAMPLES)(correct)
    app.command(cls=PlainCommand)(withdraw)
    app.command(cls=PlainCommand, epilog=_RECALL_EXAMPLES)(recall)


def correct(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Edition,
    because: Annotated[
        str | None,
        typer.Option(
            callback=stated, metavar="TEXT", help="What was wrong, in words for readers: printed on page one."
        ),
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="STATEMENT", help="Leave a statement out, like 2.3.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read decisions from it; - is standard input.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only write there what is printed, to be changed and read back."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Gather the sources anew: what was kept of one was wrong.")
    ] = False,
    notice_only: Annotated[
        bool, typer.Option("--notice-only", help="Change nothing of what is printed: only tell readers.")
    ] = False,
    reinstate: Annotated[
        bool, typer.Option("--reinstate", help="Bring a withdrawn edition back; page one says so.")
    ] = False,
    name: persons.Name = None,
    configuration: Configuration = None,
    out: Out = Path("out"),
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Correct an edition that is out, in the open.

    Its next revision says on page one what was wrong. It is made from what the one before was made from, and approved
    as any edition. The one before is kept whole, in the folder r0, r1, … of the edition; who was sent it is to be told.
    Ends with 77, and keeps nothing, where nothing of what is printed would change.
    """
    from briefs.cli import aftermath, correcting_console  # noqa: PLC0415 - see the module
    from briefs.cli import run_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import correcting  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    run = _run(settings, out, name)
    if to is not None:
        _write(correcting.written(run, edition), to)
        return
    if because is None:
        raise typer.BadParameter("say what was wrong: readers are told it", param_hint="--because")
    if notice_only and (again or reinstate or drop or file):
        raise typer.BadParameter(
            "goes with no --drop, --file, --again or --reinstate", param_hint="--notice-only"
        )
    request = correcting.CorrectionRequest(
        run=run,
        edition=edition,
        because=because,
        changes=_changes(edition, drop, file),
        again=again,
        notice_only=notice_only,
        reinstate=reinstate,
    )
    with console.progress(quiet=quiet) as report:
        result = correcting.correct(request, report)
    correcting_console.tell_correction(result, as_json=as_json, quiet=quiet)
    aftermath.tell(settings, (result.outcome,))


def withdraw(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Edition,
    because: Annotated[str, typer.Option(callback=stated, metavar="TEXT", help="Why, in words for readers.")],
    revision: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Only this revision, which is not out: a correction given up."),
    ] = None,
    name: persons.Name = None,
    configuration: Configuration = None,
    out: Out = Path("out"),
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Withdraw an edition, so that it is offered no more.

    A notice says so where it stood. Everything of it stays kept in the store; those who have a copy have it still.
    """
    from briefs.cli import correcting_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import withdrawing  # noqa: PLC0415 - see the module

    request = withdrawing.WithdrawalRequest(
        run=_run(own_settings(configuration), out, name),
        edition=edition,
        because=because,
        revision=number(revision),
    )
    console.tell_withdrawal(withdrawing.withdraw(request), as_json=as_json, quiet=quiet)


def recall(  # noqa: PLR0913 - one parameter for each option
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is settled, and what changed beside what is cited.")
    ] = False,
    settle: Annotated[
        str | None,
        typer.Option(metavar="DOCUMENT", help="Tell of this document no more, until it changes again."),
    ] = None,
    because: Annotated[
        str | None, typer.Option(callback=stated, metavar="TEXT", help="Why nothing is to be corrected.")
    ] = None,
    name: persons.Name = None,
    configuration: Configuration = None,
    out: Out = Path("out"),
    as_json: AsJson = False,
) -> None:
    """List cited sources that have changed or are gone.

    Told are the lines that they touch, with the old words and the new, as of the last briefs fetch, which looks at
    folders, at what is listed as changed, and once a week at every address that an edition of the last eight weeks
    cites. Ends with 0 whether there are any or not; --json is for programs that must know.
    """
    if (settle is None) != (because is None):
        raise typer.BadParameter("--settle and --because go together: what, and why", param_hint="--settle")
    from briefs.cli import correcting_console as console  # noqa: PLC0415 - see the module
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.aftermath import issued, recalling, showing  # noqa: PLC0415 - see the module
    from briefs.store import Settlement  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    with showing.opened(settings) as store:
        shelf = issued.shelf_of(store.ledger, out)
        if settle is not None and because is not None:
            said = Settlement(actor=name or persons.user(), because=because, moment=moments.now())
            console.tell_settled(recalling.settle(store, shelf, settle, said), as_json=as_json)
            return
        found = recalling.recalls(store, shelf)
        look = recalling.looked(store, [followed.outlet.name for followed in settings.sources])
    shown = [it for it in found if everything or it.is_open]
    console.tell_recalls(shown, len(found) - len(shown), settings.timezone, as_json=as_json)
    if not as_json:
        console.tell_look(look, settings.timezone, found=bool(shown))


def _run(settings: "Settings", out: Path, name: str | None) -> "RunRequest":
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.runs.running import RunRequest  # noqa: PLC0415 - see the module

    return RunRequest(
        settings=settings,
        out=out,
        now=moments.now,
        jitter=moments.jitter,
        actor=name or persons.user(),
    )


def _changes(edition: str, drop: list[str] | None, file: Path | None) -> "Changes | None":
    """What is to be changed of what was printed; None for nothing. Raises NoInput and BadEdits."""
    if drop is None and file is None:
        return None
    from briefs.editions.review import changing  # noqa: PLC0415 - see the module

    text = None if file is None else changing.read_file(file)
    changes = changing.Changes(edition=edition, drop=tuple(drop or ()), file=text)
    for wrong in changing.incomplete(changes):
        raise typer.BadParameter(wrong)
    return changes


def _write(text: str, to: Path) -> None:
    from briefs.editions.review.changing import write_file  # noqa: PLC0415 - see the module

    write_file(to, text)
    typer.echo(f"{to}: change it, then give it back with --file {to} --because TEXT")
