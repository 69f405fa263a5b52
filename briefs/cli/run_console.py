"""What ``briefs run`` says: progress to a terminal, one line for each edition, JSON for programs."""

import contextlib
import datetime
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from briefs.cli.streams import note, watched
from briefs.schedule import next_slot, on_the_wall

if TYPE_CHECKING:
    from briefs.editions.runs.outcome import Outcome
    from briefs.editions.runs.running import RunResult
    from briefs.model import Schedule


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function that shows what is done on stderr; it does nothing unless stderr is a terminal."""
    if quiet or not watched():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - 0.07 s, and only a terminal needs it

    console = Console(stderr=True, highlight=False)
    yield lambda text: console.print(text, style="dim", markup=False)


def tell(result: "RunResult", *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints a line for each edition, or one JSON object; what went wrong is told on stderr, always."""
    from briefs.editions.runs.outcome import to_json  # noqa: PLC0415 - see ``commands``

    if as_json:
        editions = [json.loads(to_json(outcome)) for outcome in result.outcomes]
        print(json.dumps({"exit_code": result.exit_code, "editions": editions, "notes": result.notes}))  # noqa: T201
    for outcome in result.outcomes:
        if outcome.failed:
            note(_line(outcome))
        elif not as_json and not quiet:
            print(_line(outcome))  # noqa: T201 - the result
    for text in result.notes:
        if not quiet:
            note(text)


def waits(editions: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of editions that wait for approval."""
    return tuple(f"{edition} waits for approval: briefs approve {edition}" for edition in editions)


def tell_idle(
    schedule: "Schedule",
    now: datetime.datetime,
    *,
    waiting: tuple[str, ...] = (),
    as_json: bool,
    quiet: bool,
) -> None:
    """Nothing: says that nothing is due, and which editions wait, to a program that asks or to whoever watches."""
    notes = waits(waiting)
    if as_json:
        print(json.dumps({"exit_code": 0, "editions": [], "notes": notes}))  # noqa: T201 - the result
    elif not quiet and watched():
        coming = next_slot(schedule, now)
        for text in notes:
            note(text)
        note(f"nothing is due; {coming.week} is next, on {on_the_wall(coming.moment, schedule.zone)}")


def _line(outcome: "Outcome") -> str:
    place = f": {outcome.folder}" if outcome.folder else ""
    return f"{outcome.edition}: {outcome.message}{place}"
