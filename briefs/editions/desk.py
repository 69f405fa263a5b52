"""The desk of an edition of many documents: an engine does the work, a shelf keeps what came of it.

waiting ──look up──┬─ kept ───────────────────────▶ card
                   └─ not ──engine──▶ shelf ──────▶ card      document: from the shelf, else read again
"""

import contextlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from briefs import shipped
from briefs.config import Settings
from briefs.editions import worked
from briefs.editions.keys import key_of, memory_key
from briefs.editions.pickling import Foreign, dump, load
from briefs.editions.worked import Item, Shelf
from briefs.engine import Engine
from briefs.errors import NothingReadable
from briefs.evidence import Memory
from briefs.model import Document, DocumentId, Problem, Source, Waiting
from briefs.pipeline import Asked, Card, Desk, OwnDesk, digest
from briefs.pipeline.desk import Work
from briefs.reading import read

Outcome = tuple[Card, bytes] | Problem
Parts = tuple[bytes, bytes]

_WORTH: Final = 200
"""Documents from which what was done is kept: below, to read them again takes a second or two."""
_AT_ONCE: Final = 2_000
"""Sources that are looked up together: the engine waits for the last of them, a hundredth of their work."""
_WRITTEN: Final = 200
"""Outcomes that are kept together."""
_HELD: Final = 256
"""Documents that are held: the same few are asked for several times."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A source, its key, and what is kept of it."""

    waiting: Waiting
    key: bytes
    outcome: Outcome | None


@contextlib.contextmanager
def open_desk(settings: Settings, engine: Engine, documents: int) -> Iterator[Desk]:
    """The desk for an edition of so many documents: one that keeps what it did, where that is worth its while."""
    place = settings.store / worked.NAME
    if not place.exists() and (documents < _WORTH or not _may_stand_in(settings.store)):
        yield OwnDesk(engine.map)
        return
    with worked.open_shelf(place) as shelf:
        yield KeptDesk(engine.map, shelf)
        shelf.prune()


def _may_stand_in(store: Path) -> bool:
    """Whether a file of SQLite may be made there: not beside what is shipped, nor on a network file system."""
    from briefs.store.mounts import network_file_system  # noqa: PLC0415 - its room costs 0.2 s; it is asked once

    is_own = store.is_dir() or store.parent.resolve() != shipped.CONFIGURATION.parent.resolve()
    return is_own and network_file_system(store) is None


def work_out(asked: Asked, source: Source) -> Parts:
    """What is kept of a source, in two parts: its card, with what it says, or its problem; and the document."""
    made = digest(asked, source)
    if isinstance(made, Problem):
        return dump(made), b""
    return dump((made.card, made.said)), dump(made.document)


class KeptDesk:
    """Does what ``pipeline.Desk`` asks for. Nothing is wrong where the shelf keeps nothing: the work is done again."""

    def __init__(self, work: Work, shelf: Shelf) -> None:
        self.work = work
        self._shelf = shelf
        self._sources: dict[DocumentId, tuple[Waiting, bytes]] = {}
        self._held: dict[DocumentId, Document] = {}
        self._changed: set[bytes] = set()

    def read(self, waiting: Iterable[Waiting], asked: Asked) -> Iterator[Outcome]:
        """The card of each source and the packed hashes of what it says, or why it has none, in their order."""
        remaining = iter(waiting)
        while some := list(islice(remaining, _AT_ONCE)):
            yield from self._read(some, asked)

    def document(self, card: Card) -> Document:
        """The document of a card that was handed out."""
        held = self._held.pop(card.id, None) or self._fetched(card)
        self._held[card.id] = held
        if len(self._held) > _HELD:
            del self._held[next(iter(self._held))]
        return held

    def recall(self) -> Memory:
        """What was remembered of an earlier edition; nothing where it is not kept."""
        kept = _loaded(self._shelf.detail(memory_key()))
        return kept if isinstance(kept, Memory) else Memory()

    def remember(self, memory: Memory) -> None:
        """Nothing; afterwards a later edition may recall it."""
        self._shelf.put([(memory_key(), b"", dump(memory))])

    def _read(self, waiting: Sequence[Waiting], asked: Asked) -> Iterator[Outcome]:
        found = self._look_up(waiting, asked)
        missing = (self._source(each) for each in found if each.outcome is None)
        worked_out = iter(self.work(missing, partial(work_out, asked)))
        new: deque[Item] = deque()
        for each in found:
            outcome = each.outcome
            if outcome is None:
                outcome = self._taken(each, next(worked_out), new)
            if not isinstance(outcome, Problem):
                self._sources[outcome[0].id] = each.waiting, each.key
            yield outcome
        self._shelf.put(new)

    def _source(self, found: _Found) -> Source:
        """A source with its bytes; where they are others than were found, what comes of them is not kept."""
        source = found.waiting.source()
        if sha256(source.content).digest() != found.waiting.digest:
            self._changed.add(found.key)
        return source

    def _look_up(self, waiting: Sequence[Waiting], asked: Asked) -> list[_Found]:
        keys = [key_of(each, asked.digest) for each in waiting]
        cards = self._shelf.cards(keys)
        return [_Found(each, key, _outcome(cards.get(key))) for each, key in zip(waiting, keys, strict=True)]

    def _taken(self, found: _Found, made: Parts | Problem, new: "deque[Item]") -> Outcome:
        """What was worked out; it is kept, unless the engine gave it up: with more time it may succeed."""
        if isinstance(made, Problem):
            return made
        card, detail = made
        if found.key not in self._changed:
            new.append((found.key, card, detail))
        if len(new) >= _WRITTEN:
            self._shelf.put(new)
            new.clear()
        outcome = _outcome(card)
        if outcome is None:
            raise TypeError(f"{found.waiting.path}: what was worked out cannot be kept")
        return outcome

    def _fetched(self, card: Card) -> Document:
        waiting, key = self._sources[card.id]
        kept = _loaded(self._shelf.detail(key))
        if isinstance(kept, Document):
            return kept
        (again,) = self.work([waiting.source()], read)
        if isinstance(again, Problem):
            raise NothingReadable(f"{again.subject}: was read and cannot be read again: {again.message}")
        return again


def _outcome(card: bytes | None) -> Outcome | None:
    """What is kept as the card of a source, if it is anything."""
    match _loaded(card):
        case Problem() as problem:
            return problem
        case (Card() as drawn, bytes() as said):
            return drawn, said
        case _:
            return None


def _loaded(content: bytes | None) -> object:
    try:
        return None if content is None else load(content)
    except Foreign:
        return None
