"""A process that has loaded everything, and forks a sender for each line it reads, to be killed at a point.

    python -m tests.editions.delivery.trials.driver

A line is a trial as JSON; the answer is the number of the signal that ended the sender, 0 where it came to its end. The
program has no part in this: its functions are wrapped in the fork, before it begins.
"""

import contextlib
import functools
import importlib
import itertools
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefs.model import InDoubt
from tests.editions.delivery.dispatched import Office
from tests.editions.delivery.trials.mutants import MUTANTS
from tests.editions.delivery.trials.points import POINTS, Point
from tests.store.places import Place


def main() -> None:
    """Nothing: ends when there is no line more."""
    with contextlib.suppress(ImportError):
        importlib.import_module("psycopg")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _send(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)}\n")
        sys.stdout.flush()


def _send(trial: dict[str, Any]) -> None:
    """Nothing: dispatches, and ends the process, if nothing else does."""
    try:
        for owner, name, replacement in MUTANTS.get(trial.get("mutant", ""), ()):
            setattr(owner, name, replacement)
        if trial.get("point"):
            arm(POINTS[trial["point"]], trial["hit"], _die)
        place = Place(folder=Path(trial["folder"]), url=trial["url"])
        with place.open(create=False) as store:
            office = Office(store=store, port=trial["port"], name=f"forked-{os.getpid()}")
            if trial.get("after") is not None:
                threading.Timer(trial["after"], _die).start()
            office.until_done(connections=trial["connections"], in_doubt=InDoubt(trial["in_doubt"]))
    except BaseException:  # noqa: BLE001 - it must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def arm(point: Point, hit: int, act: Callable[[], None]) -> None:
    """Nothing; afterwards ``act`` is called when the point is reached that many times."""
    module, _, path = point.target.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    setattr(owner, name, _wrapped(getattr(owner, name), point, hit, act))


def _wrapped(
    original: Callable[..., Any], point: Point, hit: int, act: Callable[[], None]
) -> Callable[..., Any]:
    calls = itertools.count(1)

    @functools.wraps(original)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        # With those of a method its own object comes first; with those of a function its connection.
        strikes = (point.when is None or point.when(arguments)) and next(calls) == hit
        if strikes and point.is_half:
            connection, parts = arguments
            original(connection, parts[:-1])
        if strikes and not point.after:
            act()
        result = original(*arguments, **named)
        if strikes:
            act()
        return result

    return wrapper


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
