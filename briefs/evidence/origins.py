"""Documents → their origins: every story once, with those that reprint it as a tree.

documents ─parties, boilerplate, prints─▶ texts ─neighbours, pages, wires─▶ pairs ─resemblance─▶ kinship
kinship ─trees─▶ origins ─copies─▶ the stretches of a reprint that are not its own
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefs.evidence.boilerplate import without_boilerplate
from briefs.evidence.contradictions import Account, account, contradicts
from briefs.evidence.kinship import Kinship, Pair, apart, collections, components, without
from briefs.evidence.neighbours import neighbours
from briefs.evidence.pages import same_pages
from briefs.evidence.parties import Families, Parties
from briefs.evidence.precedence import day_of, precedence
from briefs.evidence.prints import sentences, take_print
from briefs.evidence.resemblance import Text, is_copy, is_one_page, is_same, numbers_agree, resembles
from briefs.evidence.trees import Member, tree
from briefs.evidence.wires import Story, candidates, retold, tell
from briefs.model import CopySignal, Document, DocumentId, Origin, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """All documents, the first print before the others, and what was taken from each."""

    documents: tuple[Document, ...]
    parties: tuple[Parties, ...]
    texts: tuple[Text, ...]
    spans: tuple[Sequence[Span], ...]


def trace(documents: Sequence[Document], families: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins of the documents, in the order of their ids; every document is in exactly one of them.

    ``families`` maps the name of a publisher or an agency to that of the family it belongs to. The order of the
    documents changes nothing. Near-linear: documents are compared where they share marks, an address, or a
    credit and rare words, and with a few of those that do.
    """
    reading = _read(documents, Families(families))
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


def _read(documents: Sequence[Document], families: Families) -> _Reading:
    parties = {document.id: families.parties(document) for document in documents}
    once = {document.id: document for document in documents}
    ordered = sorted(once.values(), key=lambda document: precedence(document, parties[document.id]))
    ranked = tuple(parties[document.id] for document in ordered)
    spans = without_boilerplate(
        ordered, [sentences(document) for document in ordered], [party.owner for party in ranked]
    )
    words = (" ".join(map(document.exact, kept)) for document, kept in zip(ordered, spans, strict=True))
    return _Reading(
        documents=tuple(ordered),
        parties=ranked,
        texts=tuple(Text(words=text, print=take_print(text)) for text in words),
        spans=tuple(spans),
    )


def _alike(reading: _Reading, near: Iterable[Pair]) -> set[Pair]:
    return {(left, right) for left, right in near if resembles(reading.texts[left], reading.texts[right])}


def _contradicting(reading: _Reading, alike: Iterable[Pair]) -> set[Pair]:
    """The pairs of those that have much in common and state different things."""
    accounts: dict[int, Account] = {}

    def told(place: int) -> Account:
        if place not in accounts:
            accounts[place] = account(reading.documents[place], reading.spans[place])
        return accounts[place]

    return {
        (left, right)
        for left, right in sorted(alike)
        if not is_same(reading.texts[left], reading.texts[right]) and contradicts(told(left), told(right))
    }


def _pairs(reading: _Reading, alike: Iterable[Pair], retelling: Iterable[Pair]) -> dict[Pair, CopySignal]:
    """The verified pairs; where several signals tell of one, the address first, then the text."""
    texts = reading.texts
    credited = dict.fromkeys(sorted(retelling), CopySignal.CREDIT)
    copies = {
        (left, right): CopySignal.NEAR_COPY
        for left, right in sorted(alike)
        if is_copy(texts[left], texts[right])
    }
    pages = {
        (left, right): CopySignal.ADDRESS
        for left, right in same_pages(reading.documents, [parties.owner for parties in reading.parties])
        if is_one_page(texts[left], texts[right])
    }
    return credited | copies | pages


def _retellings(reading: _Reading) -> set[Pair]:
    """Pairs that credit one agency, or are the agency's own, and say the same in other words."""
    credited = frozenset[str]().union(*(parties.credited for parties in reading.parties))
    by_agency: defaultdict[str, list[int]] = defaultdict(list)
    for place, parties in enumerate(reading.parties):
        for agency in {*parties.credited, *credited.intersection({parties.owner})}:
            by_agency[agency].append(place)
    pairs: set[Pair] = set()
    for places in by_agency.values():
        if len(places) < 2:
            continue
        stories = {place: _story(reading, place) for place in places}
        pairs.update(
            (left, right)
            for left, right in candidates(stories)
            if _are_two_outlets(reading.parties[left], reading.parties[right])
            and retold(stories[left], stories[right])
            and numbers_agree(reading.texts[left], reading.texts[right])
        )
    return pairs


def _are_two_outlets(left: Parties, right: Parties) -> bool:
    """Whether one can have retold the other: what an outlet has of one agency twice a day are two stories."""
    return left.owner is None or left.owner != right.owner


def _story(reading: _Reading, place: int) -> Story:
    document = reading.documents[place]
    return tell(document, reading.spans[place], day_of(document.published))
