"""The commands for copies of the store: backup, restore, and which copy is the one that sends.

As in ``commands``, what a command needs is imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from briefs.cli.following import own_settings, store_app
from briefs.cli.parameters import Configuration, PlainCommand


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.command(cls=PlainCommand)(backup)
    app.command(cls=PlainCommand)(restore)
    store_app.command(cls=PlainCommand)(adopt)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; an earlier backup is replaced.")],
    configuration: Configuration = None,
) -> None:
    """Copy the whole store into one file.

    Others may go on with it meanwhile. The file can be restored into a folder or into PostgreSQL,
    whichever it came from.
    """
    from briefs.cli import streams  # noqa: PLC0415 - see the module
    from briefs.editions import safekeeping  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    size = safekeeping.back_up(settings, file)
    typer.echo(f"{file}: all of {settings.store_name}, {size / 1_000_000:.1f} MB")
    secret = safekeeping.secret_beside(settings)
    if secret is not None:
        streams.note(f"keep a copy of {secret} too, in another place: without it no refusal is known again")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What briefs backup made.")],
    configuration: Configuration = None,
) -> None:
    """Put a backup in the place of the store.

    It is examined first. What stood there is kept beside it. Editions are made from it and published as before, but
    nothing is sent: no hook is run and no owner told until "briefs store adopt" says that no other copy sends.
    What came out after the backup was made is not replaced.
    """
    from briefs.editions import safekeeping  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    before = safekeeping.restore(settings, file)
    typer.echo(f"{settings.store_name}: is now what {file} holds")
    if before is not None:
        typer.echo(f"{before}: what stood there before")
    typer.echo(
        "no hook is run and no owner told from here until you say that no other copy of it sends: briefs store adopt"
    )


def adopt(configuration: Configuration = None) -> None:
    """Say that this store is the only one that sends: after it was restored, copied or moved."""
    from briefs.editions import safekeeping  # noqa: PLC0415 - see the module

    settings = own_settings(configuration)
    safekeeping.adopt(settings)
    typer.echo(f"{settings.store_name}: is the one that sends; any copy of it is not")
