"""A sender that is to be killed: it says what it lets go, where a real one would write to a server.

    python -m tests.store.posting FOLDER URL NAME

Every line is the number of a reader whose message has left: only what is committed does. It then waits for a line, and
records what was answered together with the next.
"""

import sys
from pathlib import Path

from briefs.model import Settled
from briefs.store import open_store
from tests.store.contents import NOON
from tests.store.shipping import FIRST, D, settled

AT_ONCE = 5


def main() -> None:
    folder, url, name = sys.argv[1:]
    with open_store(Path(folder), create=False, url=url or None) as store, store.deliveries.held(name):
        known: list[Settled] = []
        while claimed := store.deliveries.claim(FIRST, name, AT_ONCE, NOON):
            for it in claimed:
                if store.deliveries.record(name, known, [(it.number, NOON)]):
                    sys.stdout.write(f"{it.reader}\n")
                    sys.stdout.flush()
                    sys.stdin.readline()
                known = [settled(it.number, D.SENT)]
        store.deliveries.record(name, known, [])


if __name__ == "__main__":
    main()
