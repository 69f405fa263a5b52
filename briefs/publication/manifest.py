"""A brief, its documents and its printed pages as ``manifest.json``: what travels inside the PDF to prove it.

It tells every extract with its place, its document and its span, the letters of every page, the digests of the
sources, of the texts that offsets count in and of the edition's other files, and the versions that decide bytes.
``manifest.schema.json`` beside this module is its published JSON Schema.
"""

import ctypes
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Final, TypeAlias

from briefs import __version__
from briefs.model import Brief, Citation, Document, DocumentId, Reference, Statement
from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.beside import Note, Surroundings, notes_of, reference_anchor
from briefs.publication.concordance import Concordance
from briefs.publication.lettering import Leaf, leaves_of
from briefs.publication.seal import NAME, WAITING, digest, seal
from briefs.publication.setting import paragraphs_of, settable

VERSION: Final = "briefs/manifest/1"

CITED_ONLY: Final = frozenset(("citation", "corroboration", "earlier"))
"""What an extract is to the brief where it is cited and its words are not printed."""

ROLES: Final = CITED_ONLY | {"statement", "claim", "quotation", "event", "disclosure"}

BESIDE: Final = {
    "statement": frozenset({"context"}),
    "event": frozenset({"context"}),
    "quotation": frozenset({"speaker"}),
    "claim": frozenset({"value"}),
}
"""What may be printed beside an extract, by what that is to the brief."""

_PACKAGES: Final = (
    "font-source-sans-pro",
    "font-source-serif-pro",
    "fonttools",
    "jinja2",
    "pydyf",
    "pypdfium2",
    "weasyprint",
)
_LIBRARIES: Final = (
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
)
"""Libraries of the system, the files that hold them on Linux, and the functions that tell their versions."""

_Object: TypeAlias = dict[str, object]


def waiting(brief: Brief) -> Attachment:
    """The attachment that the PDF is laid out with, to be sealed with the manifest."""
    return Attachment(
        name=NAME,
        media_type="application/json",
        content=WAITING,
        description="What proves this brief: sources, places and exact words. Check it with: briefs verify",
        relationship=Relationship.DATA,
        dated=brief.edition.as_of,
    )


def sealed(pdf: bytes, brief: Brief, documents: Sequence[Document], others: Mapping[str, bytes]) -> bytes:
    """A PDF that was laid out with ``waiting``, its manifest in it; ``others`` are the edition's other files."""
    return seal(pdf, to_json(pdf, brief, documents, others))


def schema() -> str:
    """The JSON Schema (draft 2020-12) that every manifest satisfies."""
    return files("briefs.publication").joinpath("manifest.schema.json").read_text("utf-8")


def to_json(pdf: bytes, brief: Brief, documents: Sequence[Document], others: Mapping[str, bytes]) -> bytes:
    """The manifest of a PDF: UTF-8, one space of indent, a line feed at the end; equal arguments give equal bytes."""
    leaves = leaves_of(pdf)
    by_id = {document.id: document for document in documents}
    concordance = Concordance(leaves)
    edition = brief.edition
    lines = [*_lines(brief)]
    manifest: _Object = {
        "schema": VERSION,
        "edition": {
            "id": edition.id,
            "number": edition.number,
            "revision": edition.revision,
            "title": edition.title,
            "organisation": edition.organisation,
            "language": edition.language,
            "as_of": edition.as_of.isoformat(timespec="seconds"),
            "marking": edition.marking.value if edition.marking else None,
            "draft": edition.draft,
            "correction": edition.correction,
        },
        "configuration": brief.method.configuration,
        "versions": dict(sorted(_versions())),
        "documents": [_document(reference, by_id) for reference in brief.references],
        "extracts": [_extract(line, brief, concordance) for line in lines],
        "beside": [*_beside(brief, lines, concordance)],
        "files": {name: digest(others[name]) for name in sorted(others)},
        "pages": [_page(leaf) for leaf in leaves],
        "seal": {"bytes": len(pdf), "digest": digest(pdf)},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _versions() -> Iterator[tuple[str, str]]:
    yield "briefs", __version__
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield package, version(package)
    for name, library, function in _LIBRARIES:
        with suppress(OSError, AttributeError):
            tell = getattr(ctypes.CDLL(library), function)
            tell.restype = ctypes.c_char_p
            yield name, tell().decode("ascii", "replace")


def _document(reference: Reference, by_id: Mapping[DocumentId, Document]) -> _Object:
    """What tells a cited document and how to read it again; ``text`` is None where its text is not kept."""
    document = by_id.get(reference.document)
    provenance = document.provenance if document else None
    listing = provenance.listing if provenance else None
    hint = (listing.language if listing else None) or (provenance.outlet.language if provenance else None)
    return {
        "reference": reference.number,
        "id": reference.document,
        "path": reference.path,
        "url": reference.url,
        "title": reference.title if reference.title_stated else None,
        "author": list(reference.author),
        "publisher": reference.publisher,
        "published": reference.published.iso if reference.published else None,
        "language": reference.language,
        "format": reference.format.value,
        "retrieved": reference.retrieved is not None,
        "media_type": provenance.media_type if provenance and reference.retrieved else None,
        "language_hint": hint,
        "text": {"digest": digest(document.text.encode()), "characters": len(document.text)}
        if document
        else None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """An extract where the brief has it; ``speaker``, ``value`` and ``context`` are printed beside it.

    ``printed`` are its words as they are set, in parts; empty where it is cited and not printed.
    """

    place: str
    role: str
    cited: Citation
    printed: Sequence[str] = ()
    speaker: str | None = None
    value: str | None = None
    context: str | None = None


def _lines(brief: Brief) -> Iterator[_Line]:
    """Every extract that a brief rests on, in its order."""
    for section in brief.sections:
        for statement in section.statements:
            yield from _statement(statement)
        for change in section.changes:
            if change.earlier:
                yield _Line(place=change.statement or section.theme, role="earlier", cited=change.earlier)
    for dispute in brief.disagreements:
        for claim in dispute.claims:
            first, *others = claim.citations
            yield _Line(
                place=dispute.id, role="claim", cited=first, printed=(first.exact,), value=claim.value
            )
            yield from _cited(dispute.id, others)
    for quotation in brief.quotations:
        first, *others = quotation.citations
        yield _Line(
            place=quotation.id,
            role="quotation",
            cited=first,
            printed=(quotation.text,),
            speaker=quotation.speaker,
        )
        yield from _cited(quotation.id, others)
    for event in brief.events:
        first, *others = event.citations
        yield _Line(place=event.id, role="event", cited=first, printed=(event.text,), context=event.context)
        yield from _cited(event.id, others)
    for reference in brief.references:
        yield from _disclosures(reference)


def _statement(statement: Statement) -> Iterator[_Line]:
    first, *others = statement.citations
    yield _Line(
        place=statement.id, role="statement", cited=first, printed=statement.parts, context=statement.context
    )
    yield from _cited(statement.id, others)
    for cited in statement.corroboration:
        yield _Line(place=statement.id, role="corroboration", cited=cited)


def _cited(place: str, citations: Sequence[Citation]) -> Iterator[_Line]:
    return (_Line(place=place, role="citation", cited=cited) for cited in citations)


def _disclosures(reference: Reference) -> Iterator[_Line]:
    for found in reference.disclosures:
        cited = Citation(
            reference=reference.number, start=found.start, end=found.end, exact=found.exact, passage=1
        )
        parts = tuple(map(settable, paragraphs_of(found)))
        yield _Line(place=f"r{reference.number}", role="disclosure", cited=cited, printed=parts)


def _extract(line: _Line, brief: Brief, concordance: Concordance) -> _Object:
    cited = line.cited
    found = concordance.occurrences(line.printed)
    pages = {one.page for one in found}

    def beside(words: str | None) -> str | None:
        """The words where they are printed on one of those pages: templates need not print all that is known."""
        return words if words and not pages.isdisjoint(concordance.pages([words])) else None

    return {
        "place": line.place,
        "role": line.role,
        "document": brief.references[cited.reference - 1].document,
        "start": cited.start,
        "end": cited.end,
        "exact": cited.exact,
        "printed": list(line.printed),
        "pages": sorted(pages),
        "marked": any(one.mark == cited.reference for one in found),
        "speaker": beside(line.speaker),
        "value": beside(line.value),
        "context": line.context if line.context and beside(f"[{line.context}]") else None,
    }


def _beside(brief: Brief, lines: Sequence[_Line], concordance: Concordance) -> Iterator[_Object]:
    """Our words that are printed beside extracts and in references, and how often in what surrounds these."""
    extracts = {
        (line.place, tuple(line.printed)): number for number, line in enumerate(lines) if line.printed
    }
    references = {f"r{one.number}": one.number for one in brief.references}
    titles = (reference_anchor(one.title if one.title_stated else None, one.path) for one in brief.references)
    surroundings = Surroundings(concordance, (tuple(one.printed) for one in lines if one.printed), titles)
    for note in notes_of(brief):
        counts = surroundings.counts(note)
        if any(counts):
            yield _note(note, counts, extracts.get((note.place, note.anchor)), references.get(note.place))


def _note(note: Note, counts: Sequence[int], extract: int | None, reference: int | None) -> _Object:
    return {
        "place": note.place,
        "kind": note.kind,
        "words": note.words,
        "extract": extract,
        "reference": reference if note.anchor and extract is None else None,
        "counts": list(counts),
    }


def _page(leaf: Leaf) -> _Object:
    return {"body": leaf.body, "running": leaf.running}
