"""A sender that is killed loses nobody, and at most the message in flight is sent twice, or held."""

import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import IO

import pytest

from briefs.model import InDoubt
from briefs.store import Recovered, Store
from tests.store.contents import NOON
from tests.store.places import Place
from tests.store.posting import AT_ONCE
from tests.store.shipping import FIRST, D, send, ship, states

ROOT = Path(__file__).parents[2]
MOST = 12
"""Messages that leave before a kill."""
PATIENCE = 20.0
"""Seconds in which a server has noticed that a process is gone."""


@pytest.mark.parametrize(
    ("in_doubt", "kills"),
    [
        (InDoubt.RESEND, 1),
        (InDoubt.HOLD, 1),
        *(pytest.param(in_doubt, 25, marks=pytest.mark.deep) for in_doubt in InDoubt),
    ],
)
def test_a_killed_sender_loses_nobody_and_doubles_only_what_was_in_flight(
    place: Place, in_doubt: InDoubt, kills: int
) -> None:
    left: list[int] = []
    doubts = 0
    with place.open() as store:
        ship(store, kills * (MOST + 1))
        for number in range(kills):
            left += _killed(store, place, number)
            found = _recovered(store, in_doubt)
            assert 0 < found.released + found.resent + found.held <= AT_ONCE
            assert found.resent + found.held <= 1
            doubts += found.resent + found.held
        left += send(store, FIRST, kills * (MOST + 1))

        assert doubts > 0
        assert set(left) == {*range(1, kills * (MOST + 1) + 1)}
        if in_doubt is InDoubt.RESEND:
            assert len(left) - len({*left}) <= doubts
            assert set(states(store).values()) == {D.SENT}
        else:
            assert len(left) == len({*left})
            assert [*states(store).values()].count(D.UNCERTAIN) == doubts
        assert store.check() == ()
    assert [*(place.folder / "senders").glob("*")] == []


def _killed(store: Store, place: Place, number: int) -> list[int]:
    """The readers whose message had left when the sender was killed: waiting for an answer, or somewhere after it."""
    command = [
        sys.executable,
        "-m",
        "tests.store.posting",
        str(place.folder),
        place.url or "",
        f"sender-{number}",
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        said = [child.stdout.readline()]
        for _ in range(sha256(b"%d" % number).digest()[0] % MOST):
            _answer(child.stdin)
            said.append(child.stdout.readline())
        assert store.deliveries.recover(InDoubt.RESEND, NOON) == Recovered(), "who lives keeps its own"
        if number % 2:
            _answer(child.stdin)
        child.kill()
        said += child.stdout.readlines()
    return [int(line) for line in said if line.endswith("\n")]


def _answer(stdin: IO[str]) -> None:
    stdin.write("\n")
    stdin.flush()


def _recovered(store: Store, in_doubt: InDoubt) -> Recovered:
    """What is anybody's now: a file's lock is free at once, a server notices soon that a session has ended."""
    end = time.monotonic() + PATIENCE
    while (found := store.deliveries.recover(in_doubt, NOON)) == Recovered() and time.monotonic() < end:
        time.sleep(0.01)
    return found
