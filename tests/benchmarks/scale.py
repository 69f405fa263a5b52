"""How a build grows with the pile: ``python -m tests.benchmarks.scale [documents ...]``.

Of each size a made corpus (``tests.corpus``) is built with nothing kept, then once more with one report in a hundred
added, each in a process of its own. Counted is the processor time of that process and all its workers, and the most
memory that process alone has held.
"""

import datetime
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefs import shipped
from briefs.editions.building import BuildRequest, build
from briefs.publication import Design
from tests import corpus
from tests.benchmarks import material

SIZES: Final = (1_000, 10_000, 100_000)
ADDED: Final = 100
"""One report in so many is new in the second build."""
AS_OF: Final = datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC)
_MEBIBYTE: Final = 1024
"""What the kernel counts memory in is kibibytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build: seconds of the processor and of the clock, and mebibytes that the coordinating process held."""

    documents: int
    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A corpus, built with nothing kept and again with a hundredth added."""

    cold: Run
    warm: Run

    @property
    def share(self) -> float:
        """What the second build cost of the first."""
        return self.warm.cpu / self.cold.cpu


def measure(documents: int, engine: str = "serial:") -> Size:
    """The two builds of a corpus of so many documents."""
    with tempfile.TemporaryDirectory(prefix="briefs-scale-") as folder:
        home = Path(folder)
        corpus.write(home / "sources", documents)
        cold = _run(home, engine)
        corpus.write(home / "sources", documents + documents // ADDED, start=documents)
        return Size(cold=cold, warm=_run(home, engine))


def two_by_one(documents: int) -> float:
    """How many times as fast two processes are as one, by the clock, with nothing kept."""
    with tempfile.TemporaryDirectory(prefix="briefs-scale-") as folder:
        corpus.write(Path(folder) / "sources", documents)
        clocks = []
        for number in (1, 2):
            clocks.append(_run(Path(folder), f"processes:{number}").wall)
            for kept in (Path(folder) / "store").glob("*"):
                kept.unlink()
    return clocks[0] / clocks[1]


def exponent(runs: Sequence[Run]) -> float:
    """The slope of the straight line through the logarithms: 1 is linear, 2 quadratic."""
    sizes, costs = zip(*((math.log(run.documents), math.log(run.cpu)) for run in runs), strict=True)
    return statistics.linear_regression(sizes, costs).slope


def _run(home: Path, engine: str) -> Run:
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--one", str(home), engine]
    environment = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
    found = subprocess.check_output(command, cwd=material.ROOT, env=environment, text=True)
    return Run(**json.loads(found))


def one(home: Path, engine: str) -> Run:
    """One build in this process, and what it cost."""
    begun = time.perf_counter()
    settings = replace(material.settings(), themes=corpus.themes(), store=home / "store")
    result = build(
        BuildRequest(
            settings=settings,
            paths=(home / "sources",),
            since=None,
            as_of=AS_OF,
            edition="scale",
            out=home / "out",
            design=Design(templates=shipped.TEMPLATES),
            engine=engine,
            with_past=False,
        ),
        lambda _progress: None,
    )
    wall = time.perf_counter() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Run(
        documents=result.documents,
        cpu=sum(each.ru_utime + each.ru_stime for each in used),
        wall=wall,
        memory=_most_held() / _MEBIBYTE,
    )


def _most_held() -> int:
    """Kibibytes: what ``getrusage`` tells is that of the program that began this one, where it was more."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


def table(sizes: Sequence[Size]) -> Iterator[str]:
    """What was measured, line by line."""
    for size in sizes:
        for name, run in (("nothing kept", size.cold), ("1 % added", size.warm)):
            each = run.cpu / run.documents * 1000
            yield (
                f"{run.documents:>8,} documents, {name:<12}  {run.cpu:8.1f} s of the processor  {each:5.2f} ms each"
                f"  {run.wall:8.1f} s  {run.memory:6.0f} MiB"
            )
        yield f"{'':>8}  the second by the first: {size.share:.1%}"
    if len(sizes) > 1:
        yield f"exponent {exponent([size.cold for size in sizes]):.3f}"


def main(words: Sequence[str]) -> None:
    """Measure the sizes that are named, else all; or with ``--one`` a single build, told as JSON."""
    if words[:1] == ["--one"]:
        run = one(Path(words[1]), words[2])
        print(json.dumps({name: getattr(run, name) for name in ("documents", "cpu", "wall", "memory")}))
        return
    sizes = [measure(int(word)) for word in words] or [measure(size) for size in SIZES]
    print("\n".join(table(sizes)))


if __name__ == "__main__":
    main(sys.argv[1:])
