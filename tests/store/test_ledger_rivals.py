"""Of two processes that make the same move, one makes it, and the other is told."""

import subprocess
import sys
from pathlib import Path

from briefs.model import EditionState
from tests.store.contents import NOON
from tests.store.lives import planned
from tests.store.places import Place

ROOT = Path(__file__).parents[2]
ROUNDS = 12
NAMES = ("Ada Lind", "Bo Ek")


def test_of_two_processes_one_moves_an_edition_and_the_other_is_told(place: Place) -> None:
    records = [planned(number) for number in range(1, ROUNDS + 1)]
    with place.open() as store:
        for record in records:
            store.ledger.plan(record, NOON, "schedule")

    rivals = [_rival(place, name, [record.edition for record in records]) for name in NAMES]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    for rival in rivals:
        _begin(rival)
    said = [rival.communicate(timeout=60)[0].splitlines() for rival in rivals]

    assert [rival.returncode for rival in rivals] == [0, 0]
    for record, *outcomes in zip(records, *said, strict=True):
        assert sorted(outcomes) == ["lost NotAllowed", f"won {record.edition}"]
    with place.open() as store:
        building = [move for move in store.ledger.moves() if move.state is EditionState.BUILDING]
        assert len(building) == ROUNDS
        assert store.ledger.audit() == ()


def _rival(place: Place, name: str, editions: list[str]) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.store.rivals",
        str(place.folder),
        place.url or "",
        name,
        *editions,
    ]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _begin(rival: subprocess.Popen[str]) -> None:
    assert rival.stdin is not None
    rival.stdin.write("go\n")
    rival.stdin.flush()
