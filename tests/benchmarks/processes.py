"""Cold processes, measured from outside: what they and all their children cost."""

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of processor time, children included, and of waiting."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program by its path, its arguments, and the whole of its environment."""

    words: tuple[str, ...]
    environment: Mapping[str, str]


def in_turn(commands: Sequence[Command], rounds: int) -> list[list[Cost]]:
    """The costs of each command, run A B A B, so that a busy minute falls on all of them alike."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, found in zip(commands, costs, strict=True):
            found.append(cost(command))
    return costs


def cost(command: Command) -> Cost:
    """The cost of one run, whose output goes nowhere. Raises ChildProcessError when it fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    begun = time.perf_counter()
    process = os.posix_spawn(command.words[0], command.words, dict(command.environment), file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    if status != 0:
        raise ChildProcessError(f"it failed, run it by hand to see why: {' '.join(command.words)}")
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall)


def median_cpu(costs: Sequence[Cost]) -> float:
    """The median processor time."""
    return statistics.median(cost.cpu for cost in costs)


def median_ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """The median, over the rounds, of our processor time by theirs in the same round."""
    return statistics.median(one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True))


def environment(home: Path, **more: str) -> dict[str, str]:
    """A plain environment, the same for every program that is compared."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", **more}
