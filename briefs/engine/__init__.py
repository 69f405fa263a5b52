"""Work on sources in processes of their own, here or on other machines: one that overruns harms no other.

    sources ──▶ batches ──▶ executor ─┬─▶ worker ─┐
                                      └─▶ worker ─┴─▶ outcomes, in the order of the sources

A source that takes too long, needs too much memory or brings its worker down becomes a ``Problem``; the worker is
replaced and the rest goes on. Which engine it is, and how many workers it has, changes nothing but the time, and
neither does a busy machine: what counts is the time of the processor.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from briefs.engine.address import FORMS, parse
from briefs.engine.crew import Crew, processors
from briefs.engine.limits import LIMITS, Limits
from briefs.engine.mapping import Engine
from briefs.model import Problem, Source

__all__ = ["FORMS", "LIMITS", "Engine", "Limits", "open_engine", "parse", "read_all", "stand_ready"]

T = TypeVar("T")

_MOST_WORKERS: Final = 4
"""Workers that nobody asked for: what is left of a larger machine belongs to its other users."""


@contextlib.contextmanager
def open_engine(url: str | None = None, limits: Limits = LIMITS) -> Iterator[Engine]:
    """The engine at ``url``: ``serial:``, ``processes:N`` (without N: one for each processor), ``dask://host:port``.

    None is up to four processes, begun one by one as there is work for them: for a few documents it is one. Raises
    EngineError where the url names no engine or nothing answers there, MissingRequirement where Dask is not
    installed.
    """
    if url is None:
        number = min(_MOST_WORKERS, processors())
        with Crew(number, limits) as crew:
            yield Engine(crew, number, limits)
        return
    address = parse(url)
    if address.scheduler:
        from briefs.engine.cluster import connect  # noqa: PLC0415 - Dask is an extra, and costs 0.5 s

        with connect(address.scheduler, limits) as engine:
            yield engine
        return
    number = address.processes or processors()
    with Crew(number, limits, ready=True) as crew:
        yield Engine(crew, number, limits)


def read_all(
    sources: Sequence[Source], read: Callable[[Source], T], limits: Limits = LIMITS
) -> list[T | Problem]:
    """What ``read`` makes of each source, in their order; a ``Problem`` for one that overruns a limit."""
    with open_engine(None, limits) as engine:
        return engine.read_all(sources, read)


@contextlib.contextmanager
def stand_ready(number: int = 2, limits: Limits = LIMITS) -> Iterator[Engine]:
    """An engine whose workers are begun when the context is entered: before the program starts threads."""
    with Crew(number, limits, ready=True) as crew:
        yield Engine(crew, number, limits)
