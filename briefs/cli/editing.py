"""``briefs edit``: an analyst's decisions on an edition that is not issued yet.

As in ``commands``, what the command needs is imported when it runs.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.parameters import Configuration, PlainCommand

if TYPE_CHECKING:
    from briefs.editions.review.changing import Changes
    from briefs.editions.runs.running import RunRequest

_EXAMPLES: Final = """\b
Examples:
  briefs edit 2026-W21 --to edits.txt          write what is printed and what came near
  briefs edit 2026-W21 --file edits.txt        read it back, with your decisions
  briefs edit 2026-W21 --drop 2.3
  briefs edit 2026-W21 --replace 2.3 --pin "The two ministries" --from "[5]"
  briefs edit 2026-W21 --comment "No source names the port." --on 2.1
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(edit)


def edit(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Like 2026-W21.")],
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read decisions from it; - is standard input.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there; default: print it.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="STATEMENT", help="Leave a statement out, like 2.3.")
    ] = None,
    replace: Annotated[
        str | None, typer.Option(metavar="STATEMENT", help="Leave it out for what --pin names.")
    ] = None,
    pin: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Print the sentence that begins with these words.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="PATH", help='The document of --pin: its path, or "[5]".')
    ] = None,
    under: Annotated[str | None, typer.Option(metavar="THEME", help="The theme of --pin.")] = None,
    bracket: Annotated[
        str,
        typer.Option(metavar="TEXT", help="What a reader of --pin must know, printed in brackets as ours."),
    ] = "",
    comment: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Words of your own, printed as such.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="STATEMENT", help="Where --comment stands: a statement, or a theme.")
    ] = None,
    name: persons.Name = None,
    configuration: Configuration = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
) -> None:
    """Pin, leave out or replace statements of an edition, or comment on them.

    Without an option that changes something, what is printed and what came near is written as a text file to be changed
    in any editor. Decisions are applied all or not at all; the edition is then built again, and approvals of it are
    void. Words of a statement can never be changed.
    """
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.review import changing  # noqa: PLC0415 - see the module
    from briefs.editions.runs import running  # noqa: PLC0415 - see the module

    actor = name or persons.user()
    run = running.RunRequest(
        settings=own_settings(configuration), out=out, now=moments.now, jitter=moments.jitter, actor=actor
    )
    changes = changing.Changes(
        edition=edition,
        drop=(*(drop or ()), *([replace] if replace else ())),
        pin=pin,
        source=source,
        under=under,
        replaced=replace,
        bracket=bracket,
        comment=comment,
        on=on,
        file=None if file is None else _read(file),
    )
    for wrong in changing.incomplete(changes):
        raise typer.BadParameter(wrong)
    if changes.is_empty:
        _write(changing.written(run, edition), to)
    else:
        _apply(run, changes, quiet=quiet)


def _apply(run: "RunRequest", changes: "Changes", *, quiet: bool) -> None:
    from briefs.cli import aftermath, streams  # noqa: PLC0415 - see the module
    from briefs.cli import run_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.review import changing  # noqa: PLC0415 - see the module

    with console.progress(quiet=quiet) as report:
        result = changing.change(run, changes, report)
    for note in result.notes:
        streams.note(note)
    if result.outcome is None:
        if not quiet:
            typer.echo(f"{changes.edition}: nothing is changed")
        return
    if not quiet:
        typer.echo(f"{changes.edition}: edited, seal {result.digits}; {result.outcome.message}")
    aftermath.tell(run.settings, (result.outcome,))


def _read(file: Path) -> str:
    from briefs.editions.review.changing import read_file  # noqa: PLC0415 - see the module

    return read_file(file)


def _write(text: str, to: Path | None) -> None:
    if to is None:
        typer.echo(text, nl=False)
        return
    from briefs.editions.review.changing import write_file  # noqa: PLC0415 - see the module

    write_file(to, text)
    typer.echo(f"{to}: change it, then read it back with --file {to}")
