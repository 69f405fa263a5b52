"""``briefs`` in a process that ends itself, or waits, at one named point: as where the power fails.

    python -m tests.editions.trials.driver kill POINT MARK WORDS…

``MARK`` is written first, so that a test can tell that the point was reached. A point that waits goes on when the
file ``MARK.go`` is there. The program has no part in this: its functions are wrapped here, before it begins.
"""

import functools
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.editions.trials.points import POINTS, Point

PATIENCE: Final = 60.0
"""Seconds that a process waits for its test at most."""


def main() -> None:
    """Nothing: ends as ``briefs`` ends, or is killed."""
    action, name, mark, *words = sys.argv[1:]
    act = {"kill": _die, "wait": _wait}[action]
    arm(POINTS[name], lambda: act(Path(mark)))
    sys.argv[1:] = words
    from briefs.cli import main as briefs  # noqa: PLC0415 - what it imports is wrapped first

    briefs()


def arm(point: Point, act: Callable[[], None]) -> None:
    """Nothing; afterwards ``act`` is called where the point is reached, in whichever process that is."""
    module, _, path = point.target.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    original = getattr(owner, name)
    replaced = _wrapped(original, point, act)
    setattr(owner, name, replaced)
    for other in [it for key, it in sys.modules.items() if key.startswith("briefs")]:
        for attribute, value in [*vars(other).items()]:
            if value is original:
                setattr(other, attribute, replaced)


def _wrapped(original: Callable[..., Any], point: Point, act: Callable[[], None]) -> Callable[..., Any]:
    calls = 0

    @functools.wraps(original)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        fits = point.only is None or point.only in [*arguments, *named.values()]
        calls += fits
        if fits and calls == point.call and not point.after:
            act()
        result = original(*arguments, **named)
        if fits and calls == point.call and point.after:
            act()
        return result

    return wrapper


def _die(mark: Path) -> None:
    """Nothing goes on: the whole group of processes is killed, workers and layout among them."""
    _write(mark)
    os.killpg(0, signal.SIGKILL)


def _wait(mark: Path) -> None:
    _write(mark)
    until = time.monotonic() + PATIENCE
    while not mark.with_name(f"{mark.name}.go").exists():
        if time.monotonic() > until:
            raise TimeoutError(f"nobody said that {mark} may go on")
        time.sleep(0.01)


def _write(mark: Path) -> None:
    with mark.open("x") as file:
        file.write(f"{os.getpid()}\n")


if __name__ == "__main__":
    main()
