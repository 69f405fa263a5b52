"""Analysts' comments at their places in a brief."""

from collections.abc import Iterator, Sequence

from briefs.composition.sources import Sources, folded
from briefs.errors import NotAllowed
from briefs.model import Comment, DocumentId, Edit, EditKind, Section


def comments(edits: Sequence[Edit], sections: Sequence[Section], sources: Sources) -> tuple[Comment, ...]:
    """The comments, section by section and within each in the order of its statements; those on all of it last.

    Raises NotAllowed where one stands below a sentence or a section that is not printed.
    """
    wanted = [edit for edit in edits if edit.kind is EditKind.COMMENT]
    if not wanted:
        return ()
    documents = {number: document for document, number in sources.numbers.items()}
    found = [comment for section in sections for comment in _of_section(section, wanted, documents)]
    if len(found) < len(wanted):
        lost = len(wanted) - len(found)
        raise NotAllowed(f"{lost} of {len(wanted)} comments stand below sentences that are not printed")
    return tuple(found)


def _of_section(
    section: Section, edits: Sequence[Edit], documents: dict[int, DocumentId]
) -> Iterator[Comment]:
    for statement in section.statements:
        first = statement.citations[0]
        place = (documents[first.reference], first.start, first.end)
        for edit in edits:
            if (edit.document, edit.start, edit.end) == place:
                yield _comment(edit, section.theme, statement.id)
    for edit in edits:
        if edit.document is None and edit.theme == section.theme:
            yield _comment(edit, section.theme, None)


def _comment(edit: Edit, theme: str, statement: str | None) -> Comment:
    return Comment(theme=theme, author=edit.actor, text=folded(edit.text), statement=statement)
