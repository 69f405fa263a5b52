"""Where the work on each source is done, and what came of it is fetched again: here, in the memory of one process.

A desk that hands the work to other processes and keeps what came of it on disk is that of ``briefs.editions``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from briefs.evidence import Memory
from briefs.model import Document, DocumentId, Problem, Source, Waiting
from briefs.pipeline.cards import Asked, Card, digest

T = TypeVar("T")


class Work(Protocol):
    """What does the same for each of many sources, in their order, and takes them as it needs them."""

    def __call__(self, items: Iterable[Source], do: Callable[[Source], T], /) -> Iterable[T | Problem]:
        """What ``do`` makes of each source; a ``Problem`` for one that is given up."""
        ...


class Desk(Protocol):
    """What the pipeline asks of whoever reads for it."""

    @property
    def work(self) -> Work:
        """What opens those sources that hold several."""
        ...

    def read(self, waiting: Iterable[Waiting], asked: Asked) -> Iterator[tuple[Card, bytes] | Problem]:
        """The card of each source and the packed hashes of what it says, or why it has none, in their order."""
        ...

    def document(self, card: Card) -> Document:
        """The document of a card that was handed out."""
        ...

    def recall(self) -> Memory:
        """What was remembered of an earlier edition."""
        ...

    def remember(self, memory: Memory) -> None:
        """Nothing; afterwards a later edition may recall it."""
        ...


def one_after_the_other(items: Iterable[Source], do: Callable[[Source], T], /) -> Iterable[T | Problem]:
    """What ``do`` makes of each source, made when it is asked for."""
    return map(do, items)


class OwnDesk:
    """Documents held in memory; ``work`` reads them."""

    def __init__(self, work: Work = one_after_the_other) -> None:
        self.work = work
        self._documents: dict[DocumentId, Document] = {}

    def read(self, waiting: Iterable[Waiting], asked: Asked) -> Iterator[tuple[Card, bytes] | Problem]:
        """The card of each source and the packed hashes of what it says, or why it has none, in their order."""
        for outcome in self.work((each.source() for each in waiting), partial(digest, asked)):
            if isinstance(outcome, Problem):
                yield outcome
            else:
                self._documents[outcome.card.id] = outcome.document
                yield outcome.card, outcome.said

    def document(self, card: Card) -> Document:
        """The document of a card that was handed out."""
        return self._documents[card.id]

    def recall(self) -> Memory:
        """Nothing: there was no edition before."""
        return Memory()

    def remember(self, memory: Memory) -> None:
        """Nothing."""
