"""A process that moves editions which another process moves at the same moment.

    python -m tests.store.rivals FOLDER URL NAME EDITION…

It says ``ready``, waits for a line, and then says of each edition whether it won the move to building.
"""

import sys
from pathlib import Path

from briefs.errors import NotAllowed, StoreBusy
from briefs.model import EditionState
from briefs.store import open_store
from tests.store.contents import NOON


def main() -> None:
    folder, url, name, *editions = sys.argv[1:]
    with open_store(Path(folder), create=False, url=url or None) as store:
        _say("ready")
        sys.stdin.readline()
        for edition in editions:
            try:
                store.ledger.move(edition, 0, EditionState.BUILDING, NOON, name)
            except (NotAllowed, StoreBusy) as error:
                _say(f"lost {type(error).__name__}")
            else:
                _say(f"won {edition}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
