"""Which printed words rest on a source that has changed or is gone since: what a desk may have to correct.

cited places (store) ──▶ changed, gone ──┐
issued editions ──brief.json──▶ lines ───┴─▶ recalls: each with the statements it touches, old words and new
"""

import datetime
import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from briefs.editions.aftermath.issued import Issued, Shelf
from briefs.errors import NoInput
from briefs.model import DocumentId
from briefs.store import GONE, Cited, Settlement, Store

_PREFIX: Final = "sha256:"
_FEWEST_DIGITS: Final = 4
_SENTENCE: Final = re.compile(r"(?<=[.!?…。！？])[\"'”’」』)]?\s+|\n+")
_MOST_SENTENCES: Final = 2000
"""Of a new text, in which the likest is looked for; a report has some forty."""
_LONGEST: Final = 1000
"""Signs of a sentence that are compared."""
_ALIKE: Final = 0.5
"""By difflib's ratio of words: below half of them in common two sentences of news rarely say the same thing."""

_NAMED: Final[Mapping[str, str]] = MappingProxyType({"t": "timeline", "d": "dispute", "q": "quotation"})
"""What the ids of lines that are no statements begin with, in words."""

_Object = Mapping[str, Any]


class Fate(StrEnum):
    """What became of a cited source. ``STANDS``: it has changed, but all that is cited of it stands in it still."""

    GONE = "gone"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    STANDS = "stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A line of an edition that rests on the source: ``exact`` are the words cited, ``now`` the likest of the new text.

    ``printed`` says that these are the words that the edition prints; else they support what is printed. ``stands`` is
    None where there is no new text to look in.
    """

    edition: str
    revision: int
    line: str
    exact: str
    printed: bool
    stands: bool | None
    now: str | None = None

    @property
    def is_statement(self) -> bool:
        """Whether the line is a statement, which a correction can leave out."""
        return self.line[:1] not in _NAMED

    @property
    def place(self) -> str:
        """The line as people call it: ``1.2``, ``timeline 9``, ``quotation 3``."""
        return self.line if self.is_statement else f"{_NAMED[self.line[0]]} {self.line[1:]}"

    @property
    def is_wrong(self) -> bool:
        """Whether words are printed that do not stand in the source any more, as far as that can be known."""
        return self.printed and self.stands is not True


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A cited source that is not what it was, and what it touches; ``new_title`` only where the title has changed."""

    document: DocumentId
    source: str
    locator: str
    url: str | None
    title: str | None
    fate: Fate
    noticed: datetime.datetime
    became: str
    message: str | None
    new_title: str | None
    touched: tuple[Touched, ...]
    settled: Settlement | None

    @property
    def is_open(self) -> bool:
        """Whether somebody should look at it: not settled, and not all that is cited stands."""
        return self.settled is None and self.fate is not Fate.STANDS

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions it touches, in order."""
        return tuple(sorted({each.edition for each in self.touched}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Since when all sources were looked at; ``never`` are those that were not."""

    since: datetime.datetime | None
    never: tuple[str, ...]


def looked(store: Store, names: Collection[str]) -> Look:
    """When the source of these that was looked at longest ago was looked at."""
    known = {it.source: it.last_success for it in store.health() if it.last_success is not None}
    return Look(
        since=min((known[name] for name in names if name in known), default=None),
        never=tuple(name for name in names if name not in known),
    )


def recalls(store: Store, issued: Shelf) -> tuple[Recall, ...]:
    """Every cited source that is not what it was and that touches an issued edition, the latest noticed first."""
    shelf = cache(issued)
    places = store.watch.cited()
    known = frozenset(place.locator for place in places)
    found = (_recall(place, shelf, known) for place in places if place.became)
    return tuple(
        sorted(
            (recall for recall in found if recall is not None),
            key=lambda it: (-it.noticed.timestamp(), it.locator, it.document),
        )
    )


def told(store: Store, issued: Shelf) -> tuple[str, ...]:
    """That there are sources somebody should look at, in one line; nothing where there are none."""
    found = sum(it.is_open for it in recalls(store, issued))
    if not found:
        return ()
    sources = "1 source that an edition cites" if found == 1 else f"{found} sources that editions cite"
    return (f"{sources} changed or disappeared since: see briefs recall",)


def settle(store: Store, issued: Shelf, prefix: str, settlement: Settlement) -> tuple[Recall, ...]:
    """The recalls that are settled now: those of the document whose id begins so.

    Raises NoInput where no open recall or more than one document has such an id.
    """
    digits = prefix.strip().lower().removeprefix(_PREFIX)
    if len(digits) < _FEWEST_DIGITS:
        raise NoInput(
            f"“{prefix}” is too short: {_FEWEST_DIGITS} digits of a document at least; see briefs recall"
        )
    found = [it for it in recalls(store, issued) if it.document.removeprefix(_PREFIX).startswith(digits)]
    wanted = [it for it in found if it.is_open]
    if not wanted:
        raise NoInput(_not_open(prefix, found))
    if len({it.document for it in wanted}) > 1:
        listed = ", ".join(sorted({it.document for it in wanted}))
        raise NoInput(f"several recalled documents begin with {prefix}: {listed}; give more digits")
    of = {(place.document, place.source, place.locator): place for place in store.watch.cited()}
    for it in wanted:
        store.watch.settle(of[it.document, it.source, it.locator], settlement)
    return tuple(wanted)


def _not_open(prefix: str, found: Sequence[Recall]) -> str:
    """Why there is nothing to settle."""
    settled = next((it.settled for it in found if it.settled), None)
    if settled is not None:
        return f"{prefix} is settled already, by {settled.actor}: {settled.because}"
    if found:
        return f"{prefix}: all that is cited of it stands; there is nothing to settle"
    return f"{prefix} begins no document that is recalled; see briefs recall"


def _recall(place: Cited, shelf: Shelf, known: frozenset[str]) -> Recall | None:
    """The recall of a place; None where no issued edition rests on it any more."""
    text = _NewText(place.new_text)
    touched = [
        line
        for name in place.editions
        if (edition := shelf(name)) is not None
        for line in _touched(edition, place, known, text)
    ]
    if not touched or place.noticed is None:
        return None
    new_title = place.new_title if text.is_known and place.new_title != place.title else None
    return Recall(
        document=place.document,
        source=place.source,
        locator=place.locator,
        url=place.url,
        title=place.title,
        fate=_fate(place, touched, new_title),
        noticed=place.noticed,
        became=place.became,
        message=place.message,
        new_title=new_title,
        touched=tuple(touched),
        settled=place.settled,
    )


def _fate(place: Cited, touched: Sequence[Touched], new_title: str | None) -> Fate:
    """A title is printed in the list of sources: another one is a change, also where every cited word stands."""
    if place.became == GONE:
        return Fate.GONE
    if any(line.stands is None for line in touched):
        return Fate.UNREADABLE
    changed = new_title is not None or not all(line.stands for line in touched)
    return Fate.CHANGED if changed else Fate.STANDS


class _NewText:
    """What stands at a place now, as far as it can be read."""

    def __init__(self, text: str | None) -> None:
        self.is_known = text is not None
        self._folded = _folded(text or "")
        self._text = text or ""
        self._sentences: list[list[str]] | None = None

    def holds(self, exact: str) -> bool | None:
        """Whether the words stand in it, white space folded; None where it is not known."""
        return _folded(exact) in self._folded if self.is_known else None

    def likest(self, exact: str) -> str | None:
        """The sentence of it that is most like these words; None where none is much like them."""
        if self._sentences is None:
            found = (sentence.split() for sentence in _SENTENCE.split(self._text))
            self._sentences = [words for words in found if words][:_MOST_SENTENCES]
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(_pieces(exact))
        best, likest = _ALIKE, None
        for words in self._sentences:
            matcher.set_seq1(_pieces(" ".join(words)))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                ratio = matcher.ratio()
                if ratio > best:
                    best, likest = ratio, " ".join(words)
        return likest


def _pieces(text: str) -> list[str]:
    """Words, and where there are none between spaces, signs: what two sentences are compared by."""
    words = text[:_LONGEST].split()
    return words if len(words) > 1 else list(text[:_LONGEST])


def _folded(text: str) -> str:
    return " ".join(text.split())


def _touched(edition: Issued, place: Cited, known: frozenset[str], text: _NewText) -> Iterator[Touched]:
    """The lines of an edition that cite a place, in printed order, each passage once."""
    numbers = _references(edition.brief, place, known)
    for line, is_printed, citation in _citations(edition.brief) if numbers else ():
        if citation["reference"] not in numbers:
            continue
        exact = _folded(citation["exact"])
        stands = text.holds(exact)
        yield Touched(
            edition=edition.edition,
            revision=edition.revision,
            line=line,
            exact=exact,
            printed=is_printed,
            stands=stands,
            now=text.likest(exact) if stands is False else None,
        )


def _references(brief: _Object, place: Cited, known: frozenset[str]) -> frozenset[int]:
    """The numbers under which an edition cites what stood at a place.

    The same bytes may have stood at several: the path under which they were read tells which one is meant, unless it
    is none of those that are ``known``, as that of a folder which was followed under another name.
    """
    documents = {place.document, *place.members}
    of = {it["number"]: it["path"] for it in brief["references"] if it["document"] in documents}
    return frozenset(
        number
        for number, path in of.items()
        if _is_at(path, place.locator) or not any(_is_at(path, locator) for locator in known)
    )


def _is_at(path: str, locator: str) -> bool:
    """Whether a path is that of a place, or of a document inside the container that stands there."""
    return path == locator or path.startswith(f"{locator}/")


def _citations(brief: _Object) -> Iterator[tuple[str, bool, _Object]]:
    """Every citation of an edition, with the id of its line, and whether its words are what is printed."""
    for section in brief["sections"]:
        for it in section["statements"]:
            yield from ((it["id"], True, citation) for citation in it["citations"])
            yield from ((it["id"], False, citation) for citation in it["corroboration"])
    for it in (*brief["quotations"], *brief["timeline"]):
        yield from ((it["id"], True, citation) for citation in it["citations"])
    for it in brief["disagreements"]:
        for claim in it["claims"]:
            yield from ((it["id"], True, citation) for citation in claim["citations"])
