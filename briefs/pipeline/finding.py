"""One document among the sources of an edition, by its shown path or by its id: no other is read."""

from collections.abc import Callable, Iterable, Iterator

from briefs.model import Document, DocumentId, Source, Waiting
from briefs.pipeline.desk import one_after_the_other
from briefs.pipeline.intake import wait_for
from briefs.reading import read, unpack_all

Sources = Iterable[Source | Waiting]


def document_at(sources: Sources, path: str) -> Document | None:
    """The document that is shown under a path, as it is or in a container; None where none is or it is no text."""
    near = (each for each in sources if path == each.path or path.startswith(f"{each.path}/"))
    return next(_read(near, lambda member: member.path == path), None)


def document_of(sources: Sources, wanted: DocumentId) -> Document | None:
    """The document with an id; None where there is none."""
    waiting = [each if isinstance(each, Waiting) else wait_for(each) for each in sources]
    own = [each for each in waiting if f"sha256:{each.digest.hex()}" == wanted]
    held = (each for each in waiting if each.holds_several)
    return next((it for it in _read([*own, *held], lambda _: True) if it.id == wanted), None)


def _read(sources: Sources, is_wanted: Callable[[Source], bool]) -> Iterator[Document]:
    """The documents in some sources, in order and read one at a time."""
    for each in sources:
        source = each.source() if isinstance(each, Waiting) else each
        ((members, _),) = unpack_all([source], lambda found, do: list(one_after_the_other(found, do)))
        for member in filter(is_wanted, members):
            outcome = read(member)
            if isinstance(outcome, Document):
                yield outcome
