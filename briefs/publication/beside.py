"""Our own words that stand beside an extract or in a reference: who says it, when, where, of how many origins.

They are no source's words, so no source holds them letter by letter; but each follows from a fact of the brief. What is
kept of each is how often it is printed in the stretches before and after what it stands beside, up to the next extract
or reference: then it can neither be changed, nor moved to its neighbour, without that being seen.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.model import Brief, Citation, Comment, Reference
from briefs.publication.commenting import printed
from briefs.publication.concordance import Concordance
from briefs.publication.notes import grade_of
from briefs.publication.setting import clean
from briefs.publication.wording import Words, words_of

_LEAST_ANCHOR: Final = 4
"""Letters from which a title or a path tells where a reference stands."""


ANYWHERE: Final = "pages"
"""The place of words that stand beside nothing of their own."""

COMMENT: Final = "comment"
"""The kind of what an analyst says."""

KINDS: Final = frozenset(
    (
        "as of",
        "author",
        "address",
        "comment",
        "date",
        "day",
        "disclosure",
        "grade",
        "origins",
        "passage",
        "path",
    )
) | {"publisher", "title"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words of ours and what they stand beside; without ``anchor`` they stand anywhere on the pages."""

    place: str
    kind: str
    words: str
    anchor: tuple[str, ...] = ()


class _Cuts:
    """The stretches between anchors: where they begin and where they end, in letters of all pages."""

    def __init__(self, spans: Iterable[tuple[int, int]], length: int) -> None:
        starts, ends = {0}, {length}
        for start, end in spans:
            starts.add(end)
            ends.add(start)
        self._starts, self._ends = sorted(starts), sorted(ends)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch before an anchor begins, and where the one after it ends."""
        before = self._starts[max(0, bisect_left(self._starts, start + 1) - 1)]
        return before, self._ends[min(len(self._ends) - 1, bisect_left(self._ends, end))]


class Surroundings:
    """The pages of a brief, cut at its extracts and references; for comments, at its extracts alone.

    A comment stands below a statement and whoever supports that, where the title of a source may serve as its name.
    """

    def __init__(
        self,
        concordance: Concordance,
        extracts: Iterable[tuple[str, ...]],
        references: Iterable[tuple[str, ...]],
    ) -> None:
        self._concordance = concordance
        told = {parts: concordance.spans(parts) for parts in extracts}
        self._spans = told | {parts: concordance.spans(parts) for parts in references if parts not in told}
        length = concordance.length
        self._cuts = _Cuts((span for spans in self._spans.values() for span in spans), length)
        self._cuts_at_extracts = _Cuts((span for spans in told.values() for span in spans), length)
        self._known: dict[str, list[int]] = {}

    def counts(self, note: Note) -> tuple[int, ...]:
        """How often the words stand before and after each print of what they belong to; or on all pages."""
        if note.words not in self._known:
            self._known[note.words] = [
                start for start, _ in self._concordance.spans((note.words,), whole=True)
            ]
        if not note.anchor:
            return (len(self._known[note.words]),)
        cuts = self._cuts_at_extracts if note.kind == COMMENT else self._cuts
        found: list[int] = []
        for start, end in self._spans.get(note.anchor, ()):
            before, after = cuts.around(start, end)
            found += [self._between(note.words, before, start), self._between(note.words, end, after)]
        return tuple(found)

    def _between(self, words: str, start: int, end: int) -> int:
        places = self._known[words]
        return bisect_left(places, end) - bisect_left(places, start)


def reference_anchor(title: str | None, path: str) -> tuple[str, ...]:
    """What tells on the pages where a reference stands: its title or, without one, the path of its file."""
    name = clean(title or "")
    return (name,) if len(name) >= _LEAST_ANCHOR else (clean(path),)


def notes_of(brief: Brief) -> Iterator[Note]:
    """Everything that the pages may say of the extracts and the references, in the order of the brief."""
    words = words_of(brief.edition.language)
    yield Note(place=ANYWHERE, kind="as of", words=words.day(brief.edition.as_of.date()))
    for section in brief.sections:
        yield Note(place=ANYWHERE, kind="title", words=section.title)
        for one in section.statements:
            cited = (*one.citations, *one.corroboration)
            origins = one.origins if one.origins > 1 else 0
            yield from _beside(one.id, one.parts, cited, origins, brief)
    for dispute in brief.disagreements:
        for claim in dispute.claims:
            yield from _beside(dispute.id, (claim.citations[0].exact,), claim.citations, 0, brief)
    for quotation in brief.quotations:
        yield from _beside(quotation.id, (quotation.text,), quotation.citations, 0, brief)
    for event in brief.events:
        anchor = (event.text,)
        yield Note(place=event.id, kind="day", words=words.when(event), anchor=anchor)
        if event.mentions > 1:
            yield Note(place=event.id, kind="origins", words=words.origins(event.mentions), anchor=anchor)
    for reference in brief.references:
        yield from _reference(reference, words)
    for comment in brief.comments:
        yield _commented(comment, brief, words)


def _commented(comment: Comment, brief: Brief, words: Words) -> Note:
    """A comment, where it stands; it is nobody's words but the analyst's."""
    said = printed(comment, words)
    if comment.statement is None:
        return Note(place=ANYWHERE, kind=COMMENT, words=said)
    anchor = brief.statements[comment.statement].parts
    return Note(place=comment.statement, kind=COMMENT, words=said, anchor=anchor)


def _beside(
    place: str, printed: Sequence[str], citations: Sequence[Citation], origins: int, brief: Brief
) -> Iterator[Note]:
    """What stands beside a statement, an answer or a quotation; each of its words once."""
    words, anchor = words_of(brief.edition.language), tuple(printed)
    found = [("origins", words.origins(origins))] if origins else []
    for cited in citations:
        reference = brief.references[cited.reference - 1]
        found += [("publisher", clean(reference.publisher))] if reference.publisher else []
        found.append(("date", words.stated(reference.published) if reference.published else words.undated()))
        found.append(("passage", words.locator(cited.passage, cited.page)))
        found += [("disclosure", words.tag(one.kind)) for one in reference.disclosures]
    for kind, said in dict.fromkeys(found):
        yield Note(place=place, kind=kind, words=said, anchor=anchor)


def _reference(reference: Reference, words: Words) -> Iterator[Note]:
    """What a reference says of its source."""
    anchor = reference_anchor(reference.title if reference.title_stated else None, reference.path)
    grade = grade_of(reference)
    found = [("author", clean(name)) for name in reference.author]
    found += [("publisher", clean(reference.publisher))] if reference.publisher else []
    found.append(("date", words.stated(reference.published) if reference.published else words.undated()))
    found += [("address", reference.url)] if reference.url else []
    found += [("path", clean(reference.path))]
    found += [("grade", grade)] if grade else []
    found += [("disclosure", words.badge(one.kind)) for one in reference.disclosures]
    found += [("passage", words.locator(used.passage, used.page)) for used in reference.locators]
    for kind, said in dict.fromkeys(found):
        yield Note(place=f"r{reference.number}", kind=kind, words=said, anchor=anchor)
    yield Note(place=ANYWHERE, kind="title", words=anchor[0])
