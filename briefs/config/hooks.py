"""The table ``[hooks]`` of ``briefs.toml``: what is run when an edition came out, or did not."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_COMMAND: Final = {
    "type": "array",
    "description": 'A program and its arguments, each in quotes, like ["/usr/local/bin/tell", "--loud"].',
    "minItems": 1,
    "items": {
        "type": "string",
        "description": "Text of at least one character, none of them a NUL.",
        "pattern": "^[^\\0]+$",
        "maxLength": 4000,
    },
}

HOOKS: Final = {
    "type": "object",
    "description": "Programs that are told on their standard input, as JSON, how a run ended.",
    "additionalProperties": False,
    "properties": {
        "on_success": _COMMAND,
        "on_failure": _COMMAND,
        "timeout_seconds": {
            "type": "integer",
            "description": "A program that runs longer is ended.",
            "minimum": 1,
            "maximum": 3600,
            "default": 60,
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """The commands, each a program and its arguments, or empty; they are run in ``folder``."""

    folder: Path = Path()
    on_success: tuple[str, ...] = ()
    on_failure: tuple[str, ...] = ()
    timeout: datetime.timedelta = datetime.timedelta(minutes=1)


def hooks_of(table: Mapping[str, Any], folder: Path) -> Hooks:
    """The hooks in a table without mistakes, run beside the file it stands in."""
    return Hooks(
        folder=folder,
        on_success=tuple(table.get("on_success", ())),
        on_failure=tuple(table.get("on_failure", ())),
        timeout=datetime.timedelta(seconds=table["timeout_seconds"]),
    )
