"""How it went with one edition in one run, as hooks and owners are told."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.model import EditionState

SCHEMA: Final = "briefs/outcome/1"
QUIET: Final = "nothing was published on it"
"""What is said of a week that was missed because nothing was new, and of no other."""
_OPEN: Final = frozenset({EditionState.PLANNED, EditionState.BUILDING})
_OUT: Final = frozenset(
    {EditionState.PUBLISHED, EditionState.SENDING, EditionState.SENT, EditionState.WITHDRAWN}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an edition, or of a run that failed before it knew of which: then ``edition`` is None.

    ``exit_code`` is that of the run, ``message`` one or more plain sentences, ``slot`` the moment it was due.
    ``folder`` is where it stands, None as long as nothing was published, and ``files`` are the names in it.
    """

    moment: datetime.datetime
    exit_code: int
    message: str
    edition: str | None = None
    revision: int = 0
    state: EditionState | None = None
    slot: datetime.datetime | None = None
    as_of: datetime.datetime | None = None
    folder: Path | None = None
    files: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether somebody has to know: the run could not go on, or the week was missed."""
        return self.exit_code != 0 or self.state is EditionState.MISSED

    @property
    def is_open(self) -> bool:
        """Whether there is nothing to tell anybody yet: nothing was new, and it is looked at again."""
        return self.exit_code == 0 and self.state in _OPEN

    @property
    def is_out(self) -> bool:
        """Whether readers have the edition, or had it: what fails then is to tell them."""
        return self.state in _OUT


def to_json(outcome: Outcome) -> bytes:
    """One JSON object and a line end. A key that has nothing to say is null, and none is ever left out."""
    told = {
        "schema": SCHEMA,
        "failed": outcome.failed,
        "exit_code": outcome.exit_code,
        "message": outcome.message,
        "moment": _written(outcome.moment),
        "edition": outcome.edition,
        "revision": outcome.revision,
        "state": outcome.state,
        "slot": _written(outcome.slot),
        "as_of": _written(outcome.as_of),
        "folder": str(outcome.folder.absolute()) if outcome.folder else None,
        "files": list(outcome.files),
    }
    return f"{json.dumps(told)}\n".encode()


def _written(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
