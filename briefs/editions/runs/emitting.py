"""What calls ``briefs run --due`` every hour: units for systemd, a line for cron, a workflow, a job for launchd.

Each of them only ticks; ``briefs`` checks what is due. So none of their calendars decides whether a week comes out.
"""

import json
import plistlib
import re
import shlex
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefs.editions.runs.callers import CRON, SERVICE, TIMER, WORKFLOW
from briefs.errors import NotAllowed, OutputError

_LONGEST_COMMAND: Final = 990
"""Bytes. Debian's cron takes commands of less than 1,000; a longer one makes the whole table bad."""
_OFF_THE_HOUR: Final = 7
"""Minutes after the slot at which GitHub is asked: at full hours its runs come late, or not at all."""
_UNWRITABLE: Final = frozenset({"Cc", "Cn", "Cs", "Zl", "Zp"})
"""Kinds of signs that no format takes: controls and line ends, and what is no sign at all."""
_TEMPORARY: Final = ("/tmp", "/var/tmp")  # noqa: S108 - no file is made there
_PLAIN: Final = re.compile(r"[A-Za-z0-9/._=:%+,@-]+")


class Caller(StrEnum):
    """What can call, every hour."""

    SYSTEMD = "systemd"
    CRON = "cron"
    GITHUB = "github"
    LAUNCHD = "launchd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What is to be called, and where it reads and writes; every path is absolute. ``name`` is that of the job.

    ``minute`` is the minute of the hour at which editions are due, by UTC; ``user`` is None for the superuser.
    """

    name: str
    interpreter: Path
    configuration: Path
    state: Path
    out: Path
    minute: int
    user: str | None = None

    @property
    def command(self) -> tuple[str, ...]:
        """The program and its arguments; ``-P`` keeps a folder named briefs from being taken for the program."""
        python = (str(self.interpreter), "-P", "-m", "briefs.cli")
        return (*python, "run", "--due", "--config", str(self.configuration), "--out", str(self.out))


def emit(caller: Caller, installation: Installation) -> dict[str, str]:
    """The files for a caller by name, in the order in which they are to be read.

    Raises NotAllowed for a path that the caller's format cannot hold.
    """
    for word in (*installation.command, str(installation.state)):
        if any(unicodedata.category(sign) in _UNWRITABLE for sign in word):
            raise NotAllowed(
                f"{word!r}: has a sign that cannot be written into files for {caller}; rename it"
            )
    return _EMITTERS[caller](installation)


def write(files: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """The files that were written into a folder; those of the same names are replaced. Raises OutputError."""
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}; name another folder") from error
    return tuple(folder / name for name in files)


def _systemd(it: Installation) -> dict[str, str]:
    command = it.command
    if any("$" in word for word in command):  # the colon keeps systemd from looking for variables
        command = (f":{command[0]}", *command[1:])
    service = SERVICE.format(
        name=it.name,
        user=f"User={it.user}" if it.user else "# User=briefs",
        command=" ".join(map(_quoted, command)),
        written=" ".join(_quoted(str(folder)) for folder in _written(it)),
        private_tmp="no" if _lies_in_tmp(it) else "yes",
    )
    return {
        f"{it.name}.service": service,
        f"{it.name}.timer": TIMER.format(minute=f"{it.minute:02}"),
    }


def _quoted(word: str) -> str:
    """A word that systemd reads back as it was: a backslash begins an escape, a per cent sign a specifier."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return escaped if _PLAIN.fullmatch(escaped) else f'"{escaped}"'


def _written(it: Installation) -> tuple[Path, ...]:
    """The folders that must be writable: those of state and editions, or where they are yet to be made."""
    there = {
        next(folder for folder in (path, *path.parents) if folder.is_dir()) for path in (it.state, it.out)
    }
    return tuple(sorted(folder for folder in there if there.isdisjoint(folder.parents)))


def _lies_in_tmp(it: Installation) -> bool:
    """Whether anything lies where a private folder for temporary files would hide it."""
    paths = (it.interpreter, it.configuration, it.state, it.out)
    return any(path.is_relative_to(folder) for path in paths for folder in _TEMPORARY)


def _cron(it: Installation) -> dict[str, str]:
    command = shlex.join(it.command)
    if "\\" in command:
        raise NotAllowed(f"{command}: cron takes no backslash in a path; rename it")
    escaped = command.replace("%", "\\%")  # a plain one would end the line
    if len(escaped.encode()) > _LONGEST_COMMAND:
        raise NotAllowed(f"{command}: is too long for cron; move the workspace to a shorter path")
    return {f"{it.name}.cron": CRON.format(name=it.name, minute=it.minute, command=escaped)}


def _github(it: Installation) -> dict[str, str]:
    folder = it.configuration.parent
    state, out = _inside(it.state, folder), _inside(it.out, folder)
    command = shlex.join(["briefs", "run", "--due", "--config", it.configuration.name, "--out", out])
    if "${{" in command + state:
        raise NotAllowed(f"{command}: a workflow would take ${{{{ for an expression; rename it")
    workflow = WORKFLOW.format(
        name=it.name,
        minute=(it.minute + _OFF_THE_HOUR) % 60,
        command=_said(f"{command} || [ $? -eq 75 ]"),
        kept=_said(f"{state}\n{out}"),
        out=_said(out),
    )
    return {f".github/workflows/{it.name}.yml": workflow}


def _inside(path: Path, folder: Path) -> str:
    if not path.is_relative_to(folder):
        raise NotAllowed(
            f"{path}: a workflow keeps only what lies in its repository; name a place inside {folder}"
        )
    return str(path.relative_to(folder))


def _said(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _launchd(it: Installation) -> dict[str, str]:
    label = f"local.{it.name}"
    job = {
        "Label": label,
        "ProgramArguments": list(it.command),
        "StartCalendarInterval": {"Minute": it.minute},
        "RunAtLoad": True,
        "ProcessType": "Background",
        "StandardErrorPath": str(it.configuration.with_name(f"{it.name}.log")),
    }
    return {f"{label}.plist": plistlib.dumps(job, sort_keys=False).decode()}


_EMITTERS: Final[Mapping[Caller, Callable[[Installation], dict[str, str]]]] = MappingProxyType(
    {Caller.SYSTEMD: _systemd, Caller.CRON: _cron, Caller.GITHUB: _github, Caller.LAUNCHD: _launchd}
)
