"""The commands that say who made a brief: sign and keygen.

As in ``commands``, what they need is imported when they run.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from briefs.cli.parameters import PlainCommand
from briefs.errors import BadKey

_SIGN_EXAMPLES: Final = """\b
Examples:
  briefs sign out/2026-W21/brief.pdf --key desk.key
  briefs sign out/2026-W21/brief.pdf --key desk.p12
"""
_ENTROPY: Final = 72

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file", metavar="FILE", help="Its first line opens the key; else it is asked for."
    ),
]


def register(app: typer.Typer) -> None:
    """Nothing; afterwards the commands of this module are the application's."""
    app.command(cls=PlainCommand, epilog=_SIGN_EXAMPLES)(sign)
    app.command(cls=PlainCommand)(keygen)


def sign(
    *,
    path: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A brief.")],
    key: Annotated[
        Path,
        typer.Option(
            "--key", metavar="FILE", help="A secret key of minisign, or a .p12 with its certificate."
        ),
    ],
    password_file: PasswordFile = None,
) -> None:
    """Sign a brief.

    With a key of minisign the signature is written beside it (FILE.pdf.minisig), with a certificate into the PDF
    itself (PAdES). What does not agree with its own manifest is not signed.
    """
    from briefs.proof import signing  # noqa: PLC0415 - see the module

    typer.echo(signing.sign(path, key, _asking(password_file)))


def keygen(
    *,
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The secret key; the public one beside it."),
    ],
    password_file: PasswordFile = None,
    unlocked: Annotated[
        bool, typer.Option("--no-password", help="Write the key without a password.")
    ] = False,
) -> None:
    """Make a key to sign briefs with, as minisign makes them.

    FILE.pub is for those who verify: pass it on by another way than the briefs.
    """
    import os  # noqa: PLC0415 - see the module

    from briefs.proof import keys  # noqa: PLC0415 - see the module

    password = None if unlocked else _asking(password_file)()
    if password == "":
        raise BadKey("an empty password protects nothing: give one, or --no-password")
    if password is not None and password_file is None and password != _ask("The same again: "):
        raise BadKey("the two passwords are not the same; no key was made")
    typer.echo(keys.make_pair(path, os.urandom(_ENTROPY), password).text)


def _asking(file: Path | None) -> Callable[[], str]:
    """What asks for a password: the first line of a file, or who sits at the terminal."""
    if file is None:
        return _ask

    def read() -> str:
        from briefs.proof import keys, material  # noqa: PLC0415 - see the module

        keys.refuse_shared(file)
        return material.content_of(file).decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")

    return read


def _ask(prompt: str = "Password of the key: ") -> str:
    import getpass  # noqa: PLC0415 - see the module
    import sys  # noqa: PLC0415 - see the module

    if sys.stdin is None or not sys.stdin.isatty():
        raise BadKey("the key needs a password, and nobody can be asked for it here: give --password-file")
    return getpass.getpass(prompt)
