"""``briefs run``: what is due is done, once. Anything may call it, as often as it likes.

As in ``commands``, what the command needs is imported when it runs; one that finds nothing to do needs very little.
"""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.following import own_settings
from briefs.cli.parameters import Configuration, PlainCommand

if TYPE_CHECKING:
    from briefs.config import Settings
    from briefs.editions.runs.running import RunResult

_EXAMPLES: Final = """\b
Examples:
  briefs run --due                  what is due now; call it every hour, by anything
  briefs run 2026-W21               the edition of one week, like one that was missed
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(run)


def run(  # noqa: PLR0913 - one parameter for each option
    *,
    edition: Annotated[
        str | None, typer.Argument(metavar="WEEK", help="The week to make by hand, like 2026-W21.")
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Make what is due, and go on with what was begun.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="Take this for the present moment; default: now.")
    ] = None,
    configuration: Configuration = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")] = Path("out"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Make the edition of a week: fetch, build, have it approved where that is asked for, publish, send.

    Each week's edition is made exactly once, when its moment has come as [schedule] in briefs.toml says. A run that was
    cut off is gone on with by the next. With --due it is also sent to mail.lists, and deliveries that were put off are
    tried again. Ends with 75 where the next run should try again.
    """
    if due == (edition is not None):
        raise typer.BadParameter("name a week, or say --due", param_hint="WEEK")
    from briefs.cli import aftermath, mailing  # noqa: PLC0415 - see the module
    from briefs.cli import run_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.runs import duties  # noqa: PLC0415 - see the module

    with aftermath.mistakes_told(configuration):
        settings = own_settings(configuration)
    clock = _clock(as_of, settings)
    with aftermath.failures_told(settings):
        waiting = duties.idle(settings, out, clock()) if due else None
        sends = due and mailing.is_due(settings, clock())
    if waiting is not None and not sends:
        schedule = duties.schedule_of(settings)
        console.tell_idle(schedule, clock(), waiting=waiting, as_json=as_json, quiet=quiet)
        aftermath.tell(settings)
        return
    with _interruption_told(), aftermath.failures_told(settings), console.progress(quiet=quiet) as report:
        result = _waited(waiting) if waiting is not None else _done(settings, out, clock, edition, report)
        # Before mail leaves, which may take hours.
        said = aftermath.tell(settings, result.outcomes)
        mailed = mailing.send_due(settings, clock(), report) if due else mailing.Mailed()
    if due and not (result.outcomes or result.notes or mailed.all):
        console.tell_idle(duties.schedule_of(settings), clock(), as_json=as_json, quiet=quiet)
    else:
        console.tell(mailed.after(result), as_json=as_json, quiet=quiet)
    if mailed.all:
        aftermath.tell(settings, mailed.all, hooked=mailed.failed, said=said)
    raise typer.Exit(result.exit_code or mailed.exit_code)


@contextlib.contextmanager
def _interruption_told() -> Iterator[None]:
    """An interruption, or the end that a signal asks for, is said: whoever comes back knows that nothing is lost."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        from briefs.cli.streams import note  # noqa: PLC0415 - see the module

        note("interrupted; the next run goes on with it")
        raise


def _waited(editions: tuple[str, ...]) -> "RunResult":
    """The result of a run that only sends: nothing is made, and some editions wait."""
    from briefs.cli import run_console as console  # noqa: PLC0415 - see the module
    from briefs.editions.runs import running  # noqa: PLC0415 - see the module

    return running.RunResult(notes=console.waits(editions))


def _done(
    settings: "Settings",
    out: Path,
    clock: Callable[[], datetime.datetime],
    week: str | None,
    report: Callable[[str], None],
) -> "RunResult":
    from briefs.cli import moments, persons  # noqa: PLC0415 - see the module
    from briefs.editions.runs import running  # noqa: PLC0415 - see the module

    actor = running.SCHEDULE if week is None else persons.user()
    request = running.RunRequest(settings=settings, out=out, now=clock, jitter=moments.jitter, actor=actor)
    return running.run_due(request, report) if week is None else running.run_week(request, week, report)


def _clock(as_of: str | None, settings: "Settings") -> Callable[[], datetime.datetime]:
    from briefs.cli import moments  # noqa: PLC0415 - see the module

    if as_of is None:
        return moments.now
    moment = moments.moment(as_of, settings.timezone).astimezone(datetime.UTC).replace(microsecond=0)
    return lambda: moment
