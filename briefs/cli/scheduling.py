"""The commands around the schedule: when editions are due, and what looks whether they are.

As in ``commands``, what a command needs is imported when it runs.
"""

import datetime
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup

if TYPE_CHECKING:
    from briefs.config import Settings
    from briefs.editions.runs.emitting import Caller, Installation

_MOST: Final = 530
"""Ten years of weeks, and a few more."""

_JOB: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")

schedule_app = typer.Typer(
    cls=PlainGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tell when editions are due, and look every hour whether one is.",
)

Out = Annotated[Path, typer.Option(metavar="DIR", help="Where editions are written.")]

_EMIT_EXAMPLES: Final = """\b
Examples:
  briefs schedule emit systemd --to units
  briefs schedule emit cron
  briefs schedule emit github --to .
"""


def _job(name: str) -> str:
    if not _JOB.fullmatch(name):
        raise typer.BadParameter(f'"{name}" cannot name a job; use small letters, digits and "-"')
    return name


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands are the application's."""
    app.add_typer(schedule_app, name="schedule")


@schedule_app.command("next", cls=PlainCommand)
def next_(
    *,
    number: Annotated[str, typer.Option("-n", metavar="N", help="How many of the coming slots.")] = "3",
    configuration: Configuration = None,
    out: Out = Path("out"),
    as_json: AsJson = False,
) -> None:
    """Say when the last edition was due, what is due now, and when the next ones are."""
    from briefs.cli import moments, schedule_console  # noqa: PLC0415 - see the module
    from briefs.editions.runs import timetable  # noqa: PLC0415 - see the module

    if not number.isascii() or not number.isdigit() or not 0 < int(number) <= _MOST:
        raise typer.BadParameter(f'"{number}" is no number from 1 to {_MOST}', param_hint="-n")
    table = timetable.look(_settings(configuration), out, moments.now(), int(number))
    schedule_console.tell(table, as_json=as_json)


@schedule_app.command(cls=PlainCommand)
def run(*, configuration: Configuration = None, out: Out = Path("out")) -> None:
    """Look again and again whether an edition is due, and make it: a loop for containers, where nothing else calls.

    It sleeps until the next slot, but never more than an hour. SIGTERM or Ctrl-C ends it with 0 once the edition in
    hand is done; a second one ends that too, with 143, and the next run goes on with it. A second loop does no harm.
    """
    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli.looping import Looping  # noqa: PLC0415 - see the module
    from briefs.editions.runs.duties import schedule_of  # noqa: PLC0415 - see the module

    settings = _settings(configuration)
    schedule_of(settings)
    raise typer.Exit(Looping(settings, config.locate(configuration).absolute(), out.absolute()).run())


@schedule_app.command(cls=PlainCommand, epilog=_EMIT_EXAMPLES)
def emit(
    *,
    caller: Annotated[str, typer.Argument(metavar="CALLER", help="systemd, cron, github or launchd.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Write the files there; default: print them.")
    ] = None,
    name: Annotated[
        str, typer.Option(callback=_job, metavar="NAME", help="What the job is called.")
    ] = "briefs",
    configuration: Configuration = None,
    out: Out = Path("out"),
) -> None:
    """Print what makes systemd, cron, GitHub or launchd call "briefs run --due" every hour."""
    from briefs.editions.runs import emitting  # noqa: PLC0415 - see the module

    chosen = _caller(caller)
    files = emitting.emit(chosen, _installation(name, configuration, out))
    if to is None:
        typer.echo("\n".join(files.values()), nl=False)
    else:
        for path in emitting.write(files, to):
            typer.echo(path)


@schedule_app.command("test-notice", cls=PlainCommand)
def trial(configuration: Configuration = None) -> None:
    """Write to the owners of [mail], to see that they would hear of an edition that does not come out."""
    from briefs.cli import moments, passwords, streams  # noqa: PLC0415 - see the module
    from briefs.editions.runs import notifying  # noqa: PLC0415 - see the module

    settings = _settings(configuration)
    refused = notifying.try_out(settings, moments.now(), passwords.mail_password)
    for owner in settings.mail.owners if settings.mail else ():
        if owner in refused:
            streams.note(f"{owner}: the mail server refused this one of mail.owners")
        else:
            typer.echo(owner)


def _settings(configuration: Path | None) -> "Settings":
    from briefs.cli.following import own_settings  # noqa: PLC0415 - see the module

    return own_settings(configuration)


def _caller(name: str) -> "Caller":
    from briefs.editions.runs.emitting import Caller  # noqa: PLC0415 - see the module

    try:
        return Caller(name)
    except ValueError as error:
        known = ", ".join(Caller)
        raise typer.BadParameter(f'"{name}" is none; there are {known}', param_hint="CALLER") from error


def _installation(name: str, configuration: Path | None, out: Path) -> "Installation":
    """This program, this configuration and this user, by their full names."""
    import getpass  # noqa: PLC0415 - see the module

    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli import moments  # noqa: PLC0415 - see the module
    from briefs.editions.runs.duties import schedule_of  # noqa: PLC0415 - see the module
    from briefs.editions.runs.emitting import Installation  # noqa: PLC0415 - see the module
    from briefs.schedule import next_slot  # noqa: PLC0415 - see the module

    settings = _settings(configuration)
    return Installation(
        name=name,
        interpreter=Path(sys.executable),
        configuration=_full(config.locate(configuration)),
        state=_full(settings.store),
        out=_full(out),
        minute=next_slot(schedule_of(settings), moments.now()).moment.astimezone(datetime.UTC).minute,
        user=getpass.getuser() if os.getuid() else None,
    )


def _full(path: Path) -> Path:
    """A path from the root. A link in it stays one: where it leads to may change."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - pathlib's own follows links
