"""``python -m tests.benchmarks.deliveries FOLDER URL COUNT``: deliveries to very many readers, in a fresh process.

What it took is printed as JSON: seconds, the memory that planning took beyond that of a process that had done nothing
yet, and the numbers by which a test sees that it was done.
"""

import dataclasses
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import text

from briefs.model import Marking
from briefs.store import Store, open_store
from tests.benchmarks.material import ROOT
from tests.store import postgres
from tests.store.contents import NOON
from tests.store.shipping import FIRST, ME, SECOND_REVISION, D, issue, send

_T = TypeVar("_T")
READERS: Final = 1_000_000
REFUSING: Final = 100
"""Of so many readers, one refuses."""
CLAIMED: Final = 50
_CLAIMS: Final = 20
_FILL: Final = (
    """
    INSERT INTO reader (id, key, address, wire, name, clearance, language, added)
    WITH RECURSIVE numbers (number) AS (
        SELECT CAST(1 AS BIGINT) UNION ALL SELECT number + 1 FROM numbers WHERE number < :count
    )
    SELECT number, 'key ' || number, 'reader' || number || '@desk.example', 'reader' || number || '@desk.example',
    'A reader', 4, '', '2026-05-18T12:00:00Z' FROM numbers
    """,
    "INSERT INTO listed (list, reader) SELECT 'desk', id FROM reader",
    """
    INSERT INTO suppression (key, refusal, because, moment, actor)
    SELECT key, 'unsubscribed', '', '2026-05-18T12:00:00Z', '' FROM reader WHERE id % :refusing = 0
    """,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Seconds of a forecast, of planning an edition and its correction, of a claim; and bytes of memory beyond."""

    planned: int
    corrected: int
    forecast: float
    plan: float
    correction: float
    claim: float
    memory: int


def measured(folder: Path, url: str | None, count: int = READERS) -> Found:
    """What a fresh process found in a store of its own in ``folder``, or at ``url``, with so many readers."""
    command = [sys.executable, "-m", "tests.benchmarks.deliveries", str(folder), url or "", str(count)]
    return Found(**json.loads(subprocess.check_output(command, cwd=ROOT, text=True)))


def everywhere(home: Path) -> Iterator[tuple[str, Found]]:
    """What was found in a file, and on a server where one is installed."""
    yield "a file", measured(home / "store", None)
    server = postgres.server()
    if server is not None:
        yield "PostgreSQL", measured(home / "served", server.url(server.new()))


def main() -> None:
    folder, url, count = sys.argv[1:]
    with open_store(Path(folder), create=True, url=url or None) as store:
        _fill(store, int(count))
        issue(store)
        deliveries = store.deliveries
        before = _memory()
        forecast, _ = _timed(lambda: deliveries.forecast(FIRST, ["desk"], Marking.CLEAR))
        plan, planned = _timed(lambda: deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON))
        claim, _ = _timed(lambda: [send(store, FIRST, CLAIMED) for _ in range(_CLAIMS)])
        issue(store, 1)
        correction, corrected = _timed(
            lambda: deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
        )
        tally = deliveries.tally(FIRST)
        found = Found(
            planned=planned.readers,
            corrected=corrected.readers if tally == _expected(planned.readers) else -1,
            forecast=forecast,
            plan=plan,
            correction=correction,
            claim=claim / _CLAIMS,
            memory=_memory() - before,
        )
        assert deliveries.claim(SECOND_REVISION, ME, 1, NOON)
    print(json.dumps(dataclasses.asdict(found)))


def _expected(planned: int) -> dict[D, int]:
    return {D.SENT: CLAIMED * _CLAIMS, D.LEFT_OUT: planned - CLAIMED * _CLAIMS}


def _fill(store: Store, count: int) -> None:
    with store._database.writing() as connection:  # noqa: SLF001 - a million readers are put in at once
        for statement in _FILL:
            known = {"count": count, "refusing": REFUSING}
            connection.execute(
                text(statement), {name: known[name] for name in known if f":{name}" in statement}
            )


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    begun = time.perf_counter()
    done = work()
    return time.perf_counter() - begun, done


def _memory() -> int:
    """The most memory that the process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
