"""What a snapshot consists of: values that name bytes, and bytes that are read when their turn comes."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from briefs.config import Settings
from briefs.editions.past import read_by
from briefs.model import Followed, Problem, Waiting
from briefs.publication.names import CONTRACT

PREFIX: Final = "sha256:"

TEMPLATES: Final = "templates"
BRAND: Final = "brand"
STYLE: Final = "style"
PAST: Final = "past"
"""How the names of a snapshot's files begin: what each of them is."""


def digest_of(content: bytes) -> str:
    """``sha256:`` and the hexadecimal digest of the content."""
    return f"{PREFIX}{sha256(content).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Bytes by their digest (``sha256:…``), which are read when their turn comes."""

    digest: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that an edition is made of. With the edits of an analyst it decides every byte of it.

    ``settings`` are those that the edition depends on, and no others: no secret is among them, and the paths in them
    are names in ``files``, where the templates, the files of the brand, its logo, the citation style and what is
    remembered of earlier editions stand. ``sources`` are what it is made from, ``earlier`` what was kept of the weeks
    before, which is not cited but no news either. ``covering`` are the names of those earlier editions whose documents
    this one does not cover again, ``given`` the marks of those sources that they had before them. ``as_of`` and
    ``since`` are in the zone of the settings. ``kept`` are digests of contents that a store has already.
    """

    edition: str
    number: int
    revision: int
    correction: str | None
    as_of: datetime.datetime
    since: datetime.datetime | None
    settings: Settings
    files: Mapping[str, Content]
    sources: tuple[Waiting, ...]
    earlier: tuple[Waiting, ...] = ()
    problems: tuple[Problem, ...] = ()
    followed: tuple[Followed, ...] = ()
    covering: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    kept: frozenset[str] = field(default=frozenset(), compare=False)

    def covered(self) -> frozenset[str]:
        """The marks of the documents that are not covered again."""
        briefs = (self.files[f"{PAST}/{name}/{CONTRACT}"].load() for name in self.covering)
        return frozenset[str]().union(*map(read_by, briefs))

    def contents(self) -> Iterator[Content]:
        """Everything that it names, each digest once, in the order in which it is named."""
        told: set[str] = set()
        piles = (*self.sources, *self.earlier)
        named = (Content(digest=f"{PREFIX}{each.digest.hex()}", load=each.load) for each in piles)
        for content in (*self.files.values(), *named):
            if content.digest not in told:
                told.add(content.digest)
                yield content
