"""``briefs mailbox``: reads what comes back: bounces, complaints, refusals, and what readers ask for.

As in ``commands``, what the command needs is imported when it runs.
"""

import os
from typing import Annotated

import typer

from briefs.cli.following import own_settings
from briefs.cli.parameters import Configuration, PlainCommand, PlainGroup

mailbox_app = typer.Typer(
    cls=PlainGroup, no_args_is_help=True, help="Look after what comes back from readers and mail servers."
)


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.add_typer(mailbox_app, name="mailbox")


@mailbox_app.callback()
def _mailbox() -> None:
    """A callback keeps the name of the only command of the group."""


@mailbox_app.command(cls=PlainCommand)
def poll(
    *,
    configuration: Configuration = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")] = False,
) -> None:
    """Read the mailbox once, and do what follows.

    Whose address is no more, who complains and who unsubscribes gets nothing from now on. What readers say is wrong
    is kept: briefs corrections. What is nothing of this is left unread for a person, and named by each poll until it
    is read. [mail.mailbox] in briefs.toml says where the mailbox is; the password comes from BRIEFS_MAILBOX_PASSWORD or
    its file.
    """
    from briefs.cli import incoming_console as console  # noqa: PLC0415 - see ``commands``
    from briefs.cli import moments, passwords  # noqa: PLC0415 - see ``commands``
    from briefs.editions.delivery import mailbox, secret  # noqa: PLC0415 - see ``commands``

    settings = own_settings(configuration)
    request = mailbox.Poll(
        settings=settings,
        secret=lambda: secret.secret_of(settings.store, os.environ),
        password=passwords.mailbox_password,
        now=moments.now,
        looks=as_json or not quiet,
    )
    console.tell_polled(mailbox.poll(request), as_json=as_json, quiet=quiet)
