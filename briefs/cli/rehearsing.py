"""``briefs rehearse``: what another configuration would have printed in past weeks.

As in ``commands``, what the command needs is imported when it runs.
"""

from pathlib import Path
from typing import Annotated, Final

import typer

from briefs.cli.parameters import Configuration, PlainCommand
from briefs.errors import NoInput

_MOST_WEEKS: Final = 53
_EXAMPLES: Final = """\b
Examples:
  briefs rehearse other.toml
  briefs rehearse other.toml --weeks 8
  briefs rehearse other.toml reports --as-of 2026-05-25
"""


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the command is the application's."""
    app.command(cls=PlainCommand, epilog=_EXAMPLES)(rehearse)


def rehearse(
    *,
    other: Annotated[Path, typer.Argument(metavar="OTHER.toml", help="The configuration to compare with.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders and files; default: what each configuration follows."),
    ] = None,
    configuration: Configuration = None,
    weeks: Annotated[str, typer.Option(metavar="NUMBER", help="How many weeks.")] = "4",
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day from which to look back; default: now.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Compare what two configurations would have printed in past weeks.

    Each week is the edition of a Monday morning, made of the documents dated in the seven days before, and is told what
    the editions before it printed. Nothing is written. Themes are compared by their id.
    """
    from briefs import config  # noqa: PLC0415 - see the module
    from briefs.cli import moments, rehearse_console  # noqa: PLC0415 - see the module
    from briefs.editions import rehearsal  # noqa: PLC0415 - see the module

    if not other.is_file():
        raise NoInput(f"{other}: there is no such file; name a configuration like briefs.toml")
    first, second = config.load(configuration), config.load(other)
    result = rehearsal.rehearse(
        rehearsal.RehearsalRequest(
            first=first,
            second=second,
            paths=tuple(paths or ()),
            weeks=_number(weeks),
            as_of=moments.moment(as_of, first.timezone),
        )
    )
    rehearse_console.tell(result, (config.locate(configuration), other), as_json=as_json)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= _MOST_WEEKS):
        raise typer.BadParameter(f'"{text}" is no number from 1 to {_MOST_WEEKS}', param_hint="--weeks")
    return int(text)
