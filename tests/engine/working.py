"""A program that works with two processes until it is ended; it says so when it has begun."""

import signal
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count

from briefs.engine import open_engine
from briefs.model import Source
from tests.engine.deeds import slowly


def _sources() -> Iterator[Source]:
    for n in count():
        yield Source(path=f"{n}.txt", content=b"x")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with open_engine("processes:2") as engine:
        for _ in engine.map(_sources(), partial(slowly, 0.02)):
            sys.stdout.write("working\n")
            sys.stdout.flush()
