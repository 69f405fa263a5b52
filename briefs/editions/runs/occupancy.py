"""One run at a time on one state: a lock of the kernel, and where machines share a database one of that too.

Both are given back however a process ends. What the lock file says tells people who holds it, and locks nothing.
"""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from briefs.editions.exclusion import held
from briefs.errors import StoreBusy
from briefs.store import Store

_NAME: Final = "run.lock"


@contextmanager
def occupied(folder: Path, store: Store, moment: datetime.datetime) -> Iterator[None]:
    """Nobody else runs on this state meanwhile. Raises StoreBusy, which says who does already."""
    with held(folder / _NAME, _called(moment)) as holder:
        if holder is not None:
            raise StoreBusy(
                f"{folder}: another run is at work: {holder or 'it has just begun'}; try again later"
            )
        with store.alone() as is_alone:
            if not is_alone:
                raise StoreBusy(
                    f"{folder}: a run on another machine is at work on this database; try again later"
                )
            yield


def _called(moment: datetime.datetime) -> str:
    """What others are told of this process."""
    since = f"{moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M} UTC"
    return f"process {os.getpid()} on {os.uname().nodename}, since {since}\n"
