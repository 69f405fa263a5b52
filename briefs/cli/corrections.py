"""``briefs corrections``: what readers say is wrong, and what was answered.

As in ``commands``, what the commands need is imported when they run.
"""

from typing import Annotated, Final

import typer

from briefs.cli import persons
from briefs.cli.following import own_settings
from briefs.cli.parameters import AsJson, Configuration, PlainCommand, PlainGroup

_EXAMPLES: Final = """\b
Examples:
  briefs corrections settle 3 --because "corrected in revision 1"
  briefs corrections settle 4 --because "the source says so; told the reader" --as "Kim Seo-yeon"
"""

corrections_app = typer.Typer(
    cls=PlainGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    help="List what readers say is wrong, or settle it.",
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(corrections_app, name="corrections")


@corrections_app.callback()
def corrections(
    context: typer.Context,
    *,
    everything: Annotated[bool, typer.Option("--all", help="What was settled too.")] = False,
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """List what readers say is wrong with statements, and nobody has answered yet.

    They answer the mail and name a statement, like 1.2; `briefs mailbox poll` finds it. Who wrote it is only as
    certain as the sender of a mail is.
    """
    if context.invoked_subcommand:
        return
    from briefs.cli import incoming_console as console  # noqa: PLC0415 - see ``commands``
    from briefs.editions.delivery import corrections as asked  # noqa: PLC0415 - see ``commands``

    settings = own_settings(configuration)
    console.tell_requests(asked.requests(settings, settled=everything), settings.timezone, as_json=as_json)


@corrections_app.command(cls=PlainCommand, epilog=_EXAMPLES)
def settle(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The number of the request.")],
    *,
    because: Annotated[str, typer.Option(metavar="TEXT", help="What was done, or why nothing is.")],
    name: persons.Name = None,
    configuration: Configuration = None,
    as_json: AsJson = False,
) -> None:
    """Say what became of a request. It is kept with who said so; nothing is sent."""
    from briefs.cli import incoming_console as console  # noqa: PLC0415 - see ``commands``
    from briefs.cli import moments  # noqa: PLC0415 - see ``commands``
    from briefs.editions.delivery import corrections as asked  # noqa: PLC0415 - see ``commands``

    settings = own_settings(configuration)
    done = asked.settle(settings, _number(number), _said(because), moments.now(), name or persons.user())
    console.tell_settled(done, settings.timezone, as_json=as_json)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise typer.BadParameter(f'"{text}" is no number of a request', param_hint="NUMBER")
    return int(text)


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise typer.BadParameter("say what was done", param_hint="--because")
    return said
