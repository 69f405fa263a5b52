"""Documents → their origins: every story once, with those that reprint it as a tree.

documents ─fingerprints─▶ parties, boilerplate ─▶ texts ─neighbours, pages, wires─▶ pairs ─resemblance─▶ kinship
kinship ─trees─▶ origins ─copies─▶ the stretches of a reprint that are not its own

A fingerprint is of one document alone. What is left to do for all of them together is little, and of that the longest
part, the reading of two texts side by side, is remembered (``Memory``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Final

from briefs.evidence.boilerplate import boilerplate
from briefs.evidence.contradictions import Account, account, contradicts
from briefs.evidence.fingerprints import Fingerprint, Wordmark, take_fingerprint, take_wordmark, words_of
from briefs.evidence.kinship import Kinship, Pair, apart, collections, components, without
from briefs.evidence.neighbours import neighbours
from briefs.evidence.numbers import unpack
from briefs.evidence.pages import Page, same_pages
from briefs.evidence.parties import Families, Parties
from briefs.evidence.precedence import day_of, precedence
from briefs.evidence.prints import sentences
from briefs.evidence.resemblance import Text, is_copy, is_one_page, is_same, numbers_agree, resembles
from briefs.evidence.trees import Member, tree
from briefs.evidence.verdicts import Bench, Findings, Verdicts
from briefs.evidence.wires import Story, candidates, of_one_time, retold, story
from briefs.model import CopySignal, Document, DocumentId, Origin, Span

Fetch = Callable[[DocumentId], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was found out about the same documents before, and holds for ever.

    ``wordmarks`` are those of texts without their outlet's boilerplate, by the names of the texts.
    """

    verdicts: Verdicts = field(default_factory=dict)
    retellings: Findings = field(default_factory=dict)
    wordmarks: Mapping[str, Wordmark] = field(default_factory=dict)


NOTHING: Final = Memory()
_HELD: Final = 512
"""Accounts that are held at a time: pairs are asked for in order of place, and those of one story stand close."""
_ALL_KEPT: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """All documents, the first print before the others, and what was taken from each.

    ``left_out`` are the places of the sentences that are boilerplate.
    """

    documents: tuple[Fingerprint, ...]
    parties: tuple[Parties, ...]
    texts: tuple[Text, ...]
    left_out: Mapping[int, frozenset[int]]
    fetch: Fetch
    bench: Bench

    def name(self, place: int) -> str:
        """What tells a text from all others: its document, and its print, which hangs on what was left out."""
        return f"{self.documents[place].id} {self.texts[place].print.digest}"


def trace(documents: Sequence[Document], families: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins of the documents, in the order of their ids; every document is in exactly one of them.

    ``families`` maps the name of a publisher or an agency to that of the family it belongs to. The order of the
    documents changes nothing.
    """
    by_id = {document.id: document for document in documents}
    return trace_fingerprints(
        [take_fingerprint(document) for document in by_id.values()], families, by_id.__getitem__
    )[0]


def trace_fingerprints(
    fingerprints: Iterable[Fingerprint],
    families: Mapping[str, str],
    fetch: Fetch,
    memory: Memory = NOTHING,
) -> tuple[tuple[Origin, ...], Memory]:
    """The origins as ``trace`` tells them, and what is worth remembering; ``fetch`` gives a document by its id.

    Near-linear: documents are compared where they share marks, an address, or a credit and rare words, and with a few
    of those that do.
    """
    wordmarks: dict[str, Wordmark] = {}
    reading = _read(fingerprints, Families(families), fetch, memory, wordmarks)
    origins = _origins(reading)
    return origins, Memory(verdicts=reading.bench.given, retellings=reading.bench.found, wordmarks=wordmarks)


def _origins(reading: _Reading) -> tuple[Origin, ...]:
    near = neighbours([text.print for text in reading.texts])
    alike, retelling = _alike(reading, near), _retellings(reading)
    contradicting = _contradicting(reading, {*alike, *retelling})
    paired = Kinship(_pairs(reading, alike - contradicting, retelling - contradicting))
    pages = collections(paired, [pair for pair in near if pair not in contradicting], reading.texts)
    kinship = apart(without(paired, pages), contradicting)
    grouped = list(components(kinship))
    alone = set(range(len(reading.documents))).difference(*grouped)
    members = [
        Member(document=document, parties=parties, text=text)
        for document, parties, text in zip(reading.documents, reading.parties, reading.texts, strict=True)
    ]
    origins = [
        replace(tree(members, places, kinship), collected=_collected(reading, places, pages))
        for places in (*grouped, *([place] for place in alone))
    ]
    return tuple(sorted(origins, key=lambda origin: origin.document))


def _collected(
    reading: _Reading, places: Iterable[int], pages: Mapping[int, set[int]]
) -> tuple[DocumentId, ...]:
    """The documents whose stories a page collects: those that came before it, for a wire may be cut in many ways."""
    held = {other for place in places for other in pages.get(place, ()) if other < place}
    return tuple(sorted(reading.documents[other].id for other in held.difference(places)))


def _read(
    fingerprints: Iterable[Fingerprint],
    families: Families,
    fetch: Fetch,
    memory: Memory,
    wordmarks: dict[str, Wordmark],
) -> _Reading:
    """The documents in order; afterwards ``wordmarks`` has those of the texts with boilerplate."""
    once = {one.id: one for one in fingerprints}
    parties = {one.id: families.parties(one.publisher, one.credits, one.feed) for one in once.values()}
    ordered = tuple(sorted(once.values(), key=lambda one: precedence(one, parties[one.id])))
    ranked = tuple(parties[one.id] for one in ordered)
    left_out = boilerplate(
        [(unpack(one.keys), unpack(one.lengths)) for one in ordered], [party.owner for party in ranked]
    )
    texts: list[Text] = []
    for place, one in enumerate(ordered):
        without = left_out.get(place, _ALL_KEPT)
        words = partial(_words, fetch, one.id, without)
        mark = one.mark
        if without:
            name = f"{one.id} {one.mark.print.digest} {sorted(without)}"
            mark = wordmarks[name] = memory.wordmarks.get(name) or take_wordmark(words())
        texts.append(Text(print=mark.print, numbers=mark.numbers, words=words))
    return _Reading(
        documents=ordered,
        parties=ranked,
        texts=tuple(texts),
        left_out=left_out,
        fetch=fetch,
        bench=Bench(memory.verdicts, memory.retellings),
    )


def _words(fetch: Fetch, document: DocumentId, left_out: frozenset[int]) -> str:
    found = fetch(document)
    return words_of(found, _kept(found, left_out))


def _kept(document: Document, left_out: frozenset[int]) -> list[Span]:
    return [span for place, span in enumerate(sentences(document)) if place not in left_out]


def _alike(reading: _Reading, near: Iterable[Pair]) -> set[Pair]:
    return {(left, right) for left, right in near if resembles(reading.texts[left], reading.texts[right])}


def _contradicting(reading: _Reading, alike: Iterable[Pair]) -> set[Pair]:
    """The pairs of those that have much in common and state different things."""

    @lru_cache(maxsize=_HELD)
    def told(place: int) -> Account:
        document = reading.fetch(reading.documents[place].id)
        return account(document, _kept(document, reading.left_out.get(place, _ALL_KEPT)))

    def differ(left: int, right: int) -> bool:
        return contradicts(told(left), told(right))

    return {
        (left, right)
        for left, right in sorted(alike)
        if not is_same(reading.texts[left], reading.texts[right])
        and reading.bench.ask(
            "contradict", reading.name(left), reading.name(right), partial(differ, left, right)
        )
    }


def _pairs(reading: _Reading, alike: Iterable[Pair], retelling: Iterable[Pair]) -> dict[Pair, CopySignal]:
    """The verified pairs; where several signals tell of one, the address first, then the text."""
    texts = reading.texts
    credited = dict.fromkeys(sorted(retelling), CopySignal.CREDIT)
    copies = {
        (left, right): CopySignal.NEAR_COPY
        for left, right in sorted(alike)
        if reading.bench.ask(
            "copy", reading.name(left), reading.name(right), partial(is_copy, texts[left], texts[right])
        )
    }
    pages = {
        (left, right): CopySignal.ADDRESS
        for left, right in same_pages(_pages(reading))
        if is_one_page(texts[left], texts[right])
    }
    return credited | copies | pages


def _pages(reading: _Reading) -> Iterable[Page]:
    return (
        Page(addresses=one.addresses, outlet=parties.owner, title=one.title, day=day_of(one.published))
        for one, parties in zip(reading.documents, reading.parties, strict=True)
    )


def _retellings(reading: _Reading) -> set[Pair]:
    """Pairs that credit one agency, or are the agency's own, and say the same in other words."""
    credited = frozenset[str]().union(*(parties.credited for parties in reading.parties))
    by_agency: defaultdict[str, list[int]] = defaultdict(list)
    for place, parties in enumerate(reading.parties):
        for agency in {*parties.credited, *credited.intersection({parties.owner})}:
            by_agency[agency].append(place)
    days = [day_of(one.published) for one in reading.documents]
    return {
        (left, right)
        for held in by_agency.values()
        for places in (of_one_time({place: days[place] for place in held}) if len(held) > 1 else ())
        for left, right in _retold_among(places, reading)
        if _are_two_outlets(reading.parties[left], reading.parties[right])
    }


def _retold_among(places: Sequence[int], reading: _Reading) -> Iterator[Pair]:
    """The pairs of these documents of one time and agency of which one retells the other."""

    def search() -> Iterator[Pair]:
        stories = {at: _story(reading, place) for at, place in enumerate(places)}
        for left, right in candidates(stories):
            if retold(stories[left], stories[right]) and numbers_agree(
                reading.texts[places[left]], reading.texts[places[right]]
            ):
                yield left, right

    names = [f"{reading.name(place)} {reading.documents[place].published}" for place in places]
    found = reading.bench.find(names, search)
    return ((places[left], places[right]) for left, right in found)


def _are_two_outlets(left: Parties, right: Parties) -> bool:
    """Whether one can have retold the other: what an outlet has of one agency twice a day are two stories."""
    return left.owner is None or left.owner != right.owner


def _story(reading: _Reading, place: int) -> Story:
    one = reading.documents[place]
    return story(one.told.said(reading.left_out.get(place, _ALL_KEPT)), day_of(one.published))
