"""What was retrieved is read once and kept, so that lists, searches and health can tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.engine import Engine
from briefs.model import Document, Problem, Source
from briefs.store import Kept

Outcome = Document | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """A source that carries its provenance, and the key of the listed item that it was fetched for."""

    source: Source
    guid: str | None = None


def take(retrieved: Sequence[Retrieved], readers: Engine) -> list[Kept]:
    """What the store keeps of each source, in order."""
    from briefs.reading import read, unpack_all  # noqa: PLC0415 - 0.3 s that a round without news does not cost

    unpacked = unpack_all([each.source for each in retrieved], readers.read_all)
    outcomes = iter(readers.read_all([member for members, _ in unpacked for member in members], read))
    return [
        _kept(each, [next(outcomes) for _ in members], problems)
        for each, (members, problems) in zip(retrieved, unpacked, strict=True)
    ]


def _kept(retrieved: Retrieved, outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> Kept:
    """What is kept of one source; of a container one document that can be read is enough."""
    source, provenance = retrieved.source, retrieved.source.provenance
    if provenance is None or provenance.retrieved is None:
        raise ValueError(f"not retrieved: {source.path}")
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    lost = [*(outcome for outcome in outcomes if isinstance(outcome, Problem)), *problems]
    first = documents[0] if documents else None
    is_container = len(outcomes) != 1 or (first is not None and first.path != source.path)
    listed = provenance.listing.title if provenance.listing else None
    return Kept(
        source=provenance.outlet.name,
        locator=source.path,
        content=source.content,
        retrieved=provenance.retrieved,
        guid=retrieved.guid,
        media_type=provenance.media_type,
        url=provenance.url,
        listing=provenance.listing,
        problem=None if first else (lost[0].message if lost else "holds no document"),
        title=_title_of_container(source, len(documents))
        if is_container
        else (first and first.title) or listed,
        published=first.published.iso if first and first.published else None,
        language=first.language if first else None,
        text="\n\n".join(document.text for document in documents) or None,
        words=sum(document.words for document in documents),
        members=tuple(document.id for document in documents) if is_container else (),
    )


def _title_of_container(source: Source, documents: int) -> str:
    counted = "1 document" if documents == 1 else f"{documents} documents"
    return f"{source.path.rpartition('/')[2]} ({counted})"
