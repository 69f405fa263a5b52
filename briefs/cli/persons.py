"""Who is at the keyboard, by the name this machine knows them under: no variable of their shell can change that."""

import os
import pwd
from typing import Annotated, Final

import typer

_LONGEST: Final = 120
_NOT_IN_NAMES: Final = frozenset("()[]<>")
"""What would be read as something else where a name stands beside a comment."""


def user() -> str:
    """The name of the user that runs this process, or its number where nobody has given it a name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"


def named(value: str | None) -> str | None:
    """A name that somebody gives for --as, in one line."""
    if value is None:
        return None
    name = " ".join(value.split())
    if not name or len(name) > _LONGEST or not name.isprintable() or not _NOT_IN_NAMES.isdisjoint(name):
        raise typer.BadParameter(f"“{value}” is no name of a person; give letters, at most {_LONGEST}")
    return name


Name = Annotated[
    str | None,
    typer.Option(
        "--as",
        callback=named,
        metavar="NAME",
        help="In whose name; default: your user name on this machine.",
    ),
]
