"""The whole story on one page: the only place where the stages meet.

    sources ──take_in──▶ waiting ──digest──▶ cards ──trace──▶ origins ──choose──▶ selection ──compose──▶ brief
       │                    │                  ┊                 ├──find_evidence──▶ evidence ─┤
       │                    │                  ┊       past ─────┴──find_changes───▶ changes ──┤
       │                    │              documents (of those that serve a theme, and their other prints)
       └────────────────────┴──────────▶ problems ─────────────────────────────────────────────┘

What an analyst decided (``decisions``) is applied to the selection before anything is looked for in it.

Every document is held as its card; the few that come into question are fetched in full. Nothing here reads a clock, a
disk, a network or an environment: the same sources and plan give the same brief, whatever the order they come in.
"""

import datetime
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from briefs.composition import Findings, Plan, compose
from briefs.errors import NothingNew, NothingReadable
from briefs.evidence import Copies, find_evidence, trace_fingerprints
from briefs.model import (
    GLYPHS,
    Brief,
    Document,
    DocumentId,
    Earlier,
    Edit,
    FoundChange,
    Marking,
    Origin,
    Outlet,
    Past,
    Problem,
    Selection,
    Source,
    Theme,
    Waiting,
    mark_of,
)
from briefs.pipeline.cards import Asked, Card, Digest, digest, hashes_in
from briefs.pipeline.coverage import EARLIER, FOUND_WITHIN, LATE, is_earlier, is_later, is_told, outside
from briefs.pipeline.decisions import Ground, decided, without_dropped
from briefs.pipeline.desk import Desk, OwnDesk
from briefs.pipeline.intake import take_in, wait_for
from briefs.summary import (
    Pile,
    Reading,
    Search,
    choose_from,
    find_changes,
    make_query,
    read_document,
    unsearched,
)

__all__ = [
    "EARLIER",
    "FOUND_WITHIN",
    "LATE",
    "Asked",
    "Card",
    "Desk",
    "Digest",
    "OwnDesk",
    "build",
    "digest",
    "said_in",
    "wait_for",
]

_REASONS_SHOWN: Final = 3
_CHARACTERS_SHOWN: Final = 3

_NO_PAST: Final = Past()

Uncovered = Callable[[str], tuple[str, ...]]
"""The characters of a text that no font has, each once."""


def _all_covered(_text: str) -> tuple[str, ...]:
    return ()


def build(  # noqa: PLR0913, PLR0917 - what an edition is made of, each with a default but for the first three
    sources: Iterable[Source | Waiting],
    problems: Sequence[Problem],
    plan: Plan,
    uncovered: Uncovered = _all_covered,
    past: Past | None = _NO_PAST,
    desk: Desk | None = None,
    edits: Sequence[Edit] = (),
) -> tuple[Brief, tuple[Document, ...]]:
    """The brief, and the documents that its offsets refer to, in the order of their shown paths.

    A sentence with an ``uncovered`` character is passed over, and its document named with the reason; the
    document's other sentences stay. What documents of the weeks before its first day say is not new, unless ``past``
    is None: then everything is. ``edits`` are an analyst's decisions. Raises ``NothingReadable`` when no document came
    out of the sources; one that did is enough. Raises ``NotAllowed`` where a pinned sentence cannot be printed.
    """
    desk = desk or OwnDesk()
    # Before anything is read: what this imports and works out, the workers that are begun for reading then have.
    search = Search([make_query(theme) for theme in plan.themes])
    taken = _read(sources, plan, desk)
    failed = [*problems, *taken.problems]
    if not taken.cards:
        raise _nothing(failed, plan)
    missing = _missing(taken.cards, uncovered)
    unprintable = frozenset[str]().union(*missing.values())
    known = replace(past, concepts=past.concepts | taken.said) if past else _NO_PAST
    files = _Files(taken.cards, desk)
    fingerprints = (card.fingerprint for card in taken.cards)
    origins, memory = trace_fingerprints(fingerprints, plan.families, files.document, desk.recall())
    desk.remember(memory)
    load = _loading(files, Copies(origins, files.document), unprintable)
    chosen = choose_from(Pile((card.outline for card in taken.cards), search, load), known)
    ground = Ground(document=files.document, themes=plan.themes, unprintable=unprintable, past=known)
    selection = decided(chosen, edits, ground)
    pool = files.documents(_in_question(selection, origins))
    findings = Findings(
        selection=selection,
        documents_read=len(taken.cards),
        read=tuple(sorted(mark_of(card.id) for card in taken.cards)),
        origins_read=len(origins),
        origins=origins,
        evidence=without_dropped(
            find_evidence(selection, pool, origins, plan.edition.as_of.date(), unprintable), edits
        ),
        changes=find_changes(selection, pool, plan.themes, known),
        outlets=tuple(taken.outlets),
        earlier=_earlier(known),
        marked=taken.marked,
        edits=tuple(edits),
    )
    cited = {pick.document for pick in selection.picks}
    unsaid = unsearched([card for card in taken.cards if card.id not in cited], plan.themes)
    unset = [_unset(path, characters) for path, characters in missing.items()]
    brief = compose(findings, pool, [*failed, *unset, *unsaid], plan)
    return brief, _with_earlier(pool, findings.changes)


@dataclass(slots=True)
class _Taken:
    """What was taken from the sources. ``said`` are the hashes of what those of the weeks before say.

    ``outlets`` are those of the cards, as far as they are known; ``marked`` the markings by path, of the outlets of
    all sources and of the documents that were read.
    """

    cards: list[Card] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: set[int] = field(default_factory=set)
    marked: dict[str, Marking] = field(default_factory=dict)


def _read(sources: Iterable[Source | Waiting], plan: Plan, desk: Desk) -> _Taken:
    """The cards of the documents that the edition covers, in the order of their paths."""
    given = [*sources]
    waiting, lost = take_in(given, desk.work)
    taken = _Taken(problems=lost, marked=_marked_by_outlet(given))
    outcomes = desk.read(waiting, Asked.of(plan.themes))
    for each, outcome in zip(waiting, outcomes, strict=True):
        if isinstance(outcome, Problem):
            taken.problems.append(outcome)
            continue
        card, said = outcome
        if mark_of(card.id) in plan.covered:
            taken.said.update(hashes_in(said))
            continue
        if is_later(card, plan, _seen(each)):
            continue
        if card.marking:
            taken.marked[card.path] = card.marking
        if problem := outside(card, plan, _seen(each)):
            taken.problems.extend([] if is_told(card, plan, _seen(each)) else [problem])
            taken.said.update(hashes_in(said) if is_earlier(card, plan) else ())
        else:
            taken.cards.append(card)
            taken.outlets.extend([each.provenance.outlet] if each.provenance else [])
    return taken


def _seen(waiting: Waiting) -> datetime.datetime | None:
    """When a source was first seen: for one that was retrieved, then."""
    return waiting.seen or (waiting.provenance.retrieved if waiting.provenance else None)


def _marked_by_outlet(sources: Iterable[Source | Waiting]) -> dict[str, Marking]:
    outlets = ((each.path, each.provenance.outlet) for each in sources if each.provenance)
    return {path: outlet.marking for path, outlet in outlets if outlet.marking}


def _missing(cards: Iterable[Card], uncovered: Uncovered) -> Mapping[str, tuple[str, ...]]:
    """The characters of each document that no font has, by its path. Most documents use characters of others."""
    lacking = frozenset(uncovered("".join(sorted(set().union(*(card.characters for card in cards))))))
    doubtful = (card for card in cards if not lacking.isdisjoint(card.characters))
    return {card.path: found for card in doubtful if (found := uncovered(card.characters))}


class _Files:
    """The documents of an edition, fetched one by one when somebody asks for them."""

    def __init__(self, cards: Iterable[Card], desk: Desk) -> None:
        self._cards = {card.id: card for card in cards}
        self._desk = desk

    def document(self, document: DocumentId) -> Document:
        """One of them."""
        return self._desk.document(self._cards[document])

    def documents(self, wanted: Iterable[DocumentId]) -> tuple[Document, ...]:
        """Some of them, in the order of their shown paths."""
        found = map(self.document, set(wanted))
        return tuple(sorted(found, key=lambda document: (document.path, document.id)))


def _loading(files: _Files, copies: Copies, unprintable: frozenset[str]) -> Callable[[DocumentId], Reading]:
    def load(document: DocumentId) -> Reading:
        return read_document(files.document(document), unprintable, copies.of(document))

    return load


def _in_question(selection: Selection, origins: Iterable[Origin]) -> set[DocumentId]:
    """The documents that may be cited, with the other prints of their stories."""
    serving = {topic.document for topic in selection.topics} | {pick.document for pick in selection.picks}
    stories = ({origin.document, *(reprint.document for reprint in origin.reprints)} for origin in origins)
    return serving.union(*(story for story in stories if not story.isdisjoint(serving)))


def said_in(sources: Iterable[Source | Waiting], themes: tuple[Theme, ...], desk: Desk) -> frozenset[int]:
    """What sources of an earlier time say, as ``Past`` has it: of those that cannot be read, nothing."""
    waiting, _ = take_in(sources, desk.work)
    outcomes = desk.read(waiting, Asked.of(themes))
    said = (hashes_in(outcome[1]) for outcome in outcomes if not isinstance(outcome, Problem))
    return frozenset[int]().union(*said)


def _with_earlier(documents: Sequence[Document], changes: Sequence[FoundChange]) -> tuple[Document, ...]:
    """The documents, and those that only an earlier edition was made of and whose figures have moved since."""
    at_hand = {document.id for document in documents}
    earlier = {change.earlier.document.id: change.earlier.document for change in changes if change.earlier}
    return (*documents, *(document for document in earlier.values() if document.id not in at_hand))


def _earlier(past: Past) -> tuple[Earlier, ...]:
    """The editions of a past, the latest first."""
    told: dict[str, Counter[str]] = {}
    for statement in past.statements:
        told.setdefault(statement.edition, Counter())[statement.theme] += 1
    return tuple(
        Earlier(edition=edition, statements=tuple(sorted(counted.items())))
        for edition, counted in told.items()
    )


def _unset(path: str, characters: Sequence[str]) -> Problem:
    """The problem of a document some of whose sentences cannot be set; it names characters, and holds none of them."""
    shown = ", ".join(
        f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
        for character in characters[:_CHARACTERS_SHOWN]
    )
    rest = len(characters) - _CHARACTERS_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    pronoun = "it" if len(characters) == 1 else "them"
    return Problem(
        subject=path,
        stage=GLYPHS,
        message=f"sentences with {shown}{more} are left out: no font has {pronoun}",
    )


def _nothing(problems: Sequence[Problem], plan: Plan) -> NothingReadable:
    """Why there is nothing to make a brief of."""
    if not problems and plan.coverage.cut_off:
        return NothingNew("nothing new: every document is of an earlier edition, or waits for the next")
    if not problems:
        return NothingReadable(
            "no document to read: name a folder or file of documents, like .txt, .html or .pdf"
        )
    shown = "; ".join(
        f"{problem.subject}: {problem.message}" for problem in sorted(problems)[:_REASONS_SHOWN]
    )
    more = f"; and {len(problems) - _REASONS_SHOWN} more" if len(problems) > _REASONS_SHOWN else ""
    return NothingReadable(f"no document could be read: {shown}{more}")
