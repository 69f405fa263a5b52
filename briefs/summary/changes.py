"""What changed in each theme since the last edition: figures that moved, statements seen first, silent themes."""

from collections.abc import Iterator, Mapping, Sequence

from briefs.model import (
    ChangeKind,
    Document,
    DocumentId,
    FoundChange,
    Past,
    PastStatement,
    Pick,
    Selection,
    Theme,
)
from briefs.summary.novelty import Told, recall

Documents = Mapping[DocumentId, Document]


def find_changes(
    selection: Selection, documents: Sequence[Document], themes: Sequence[Theme], past: Past
) -> tuple[FoundChange, ...]:
    """What changed in each theme, in the order of themes; nothing where there was no earlier edition.

    In each theme figures that moved come first, then the statements that are seen first, then silence. Linear in the
    picks times the earlier statements that are worded like them.
    """
    if not past.statements:
        return ()
    told = Told(past.statements)
    by_id = {document.id: document for document in documents}
    found: list[FoundChange] = []
    for theme in themes:
        picks = [pick for pick in selection.picks if pick.theme == theme.id]
        moved = [change for pick in picks for change in _moved(pick, by_id, told)]
        places = {change.now for change in moved}
        first = (pick for pick in picks if pick.new and pick.extract not in places)
        found += moved
        found += [FoundChange(kind=ChangeKind.FIRST_SEEN, theme=theme.id, now=pick.extract) for pick in first]
        found += _silence(theme, picks, past.statements)
    return tuple(found)


def _moved(pick: Pick, documents: Documents, told: Told) -> Iterator[FoundChange]:
    for statement, move in told.moved(recall(documents[pick.document], pick.extract)):
        yield FoundChange(
            kind=ChangeKind.MOVED,
            theme=pick.theme,
            now=pick.extract,
            earlier=statement,
            before=move.before,
            after=move.after,
            unit=move.unit,
        )


def _silence(
    theme: Theme, picks: Sequence[Pick], statements: Sequence[PastStatement]
) -> Iterator[FoundChange]:
    """The silence of a theme that the last edition had statements on, told with the first of them."""
    last = statements[0].edition
    said = (it for it in statements if it.edition == last and it.theme == theme.id)
    first = next(said, None)
    if first and not any(pick.new for pick in picks):
        yield FoundChange(kind=ChangeKind.SILENT, theme=theme.id, earlier=first)
