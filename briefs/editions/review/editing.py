"""An analyst's own decisions on an edition that is not issued yet: what is pinned, left out, and commented on.

    ledger ──begin──▶ Session ──sheet_of──▶ Sheet (edits_file) ──▶ wishes ──judge──▶ Decision ──keep──▶ ledger
                                               └──wishes_of, with──▶ wishes

Nothing is kept unless all of it can be printed. What is kept makes what was built void, and every approval of it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Final

from briefs.editions.aftermath.recorded import unknown
from briefs.editions.review.edits_file import Line, Mark, Part, Place, Remarked, Sheet, Wish
from briefs.editions.snapshots.form import canonical
from briefs.editions.snapshots.making import brief_of
from briefs.editions.snapshots.snapshot import Snapshot, from_ledger
from briefs.errors import NoInput, NotAllowed
from briefs.model import (
    Brief,
    Document,
    DocumentId,
    Edit,
    EditionState,
    EditKind,
    Record,
    Section,
    Span,
    Statement,
)
from briefs.pipeline.finding import document_of
from briefs.store import Ledger

_BASE: Final = 12
_SHOWN: Final = 40
_OPEN: Final = frozenset(
    {EditionState.BUILDING, EditionState.BUILT, EditionState.AWAITING, EditionState.APPROVED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An edition as it is edited: its record, what it is made of, the edits so far, and the brief that they make."""

    record: Record
    snapshot: Snapshot
    edits: tuple[Edit, ...]
    brief: Brief
    documents: tuple[Document, ...]
    draw: Callable[[Sequence[Edit]], tuple[Brief, tuple[Document, ...]]]

    @property
    def base(self) -> str:
        """Digits that stand for what is edited and the edits so far."""
        return base_of(self.record, self.edits)

    def document(self, wanted: DocumentId) -> Document | None:
        """A document of the edition by its id, whether it is cited or not."""
        known = (document for document in self.documents if document.id == wanted)
        return next(known, None) or document_of(self.snapshot.sources, wanted)


def base_of(record: Record, edits: Sequence[Edit]) -> str:
    """Digits that stand for what an edition is made of and the edits so far."""
    said = [record.edition, record.revision, record.snapshot, *(asdict(edit) for edit in edits)]
    return sha256(canonical(said)).hexdigest()[:_BASE]


def begin(
    ledger: Ledger,
    edition: str,
    draw: Callable[[Snapshot, Sequence[Edit]], tuple[Brief, tuple[Document, ...]]] = brief_of,
) -> Session:
    """The edition ready to be edited. Raises NoInput for one that is not known, NotAllowed for one that is issued."""
    return session_of(ledger, editable(ledger, edition), draw)


def session_of(
    ledger: Ledger,
    record: Record,
    draw: Callable[[Snapshot, Sequence[Edit]], tuple[Brief, tuple[Document, ...]]] = brief_of,
) -> Session:
    """A revision as it is edited, also one that is issued: what is decided then is for the one that corrects it."""
    snapshot = from_ledger(ledger, record.snapshot or "")
    edits = ledger.edits(record.edition, record.revision)
    brief, documents = draw(snapshot, edits)
    return Session(
        record=record,
        snapshot=snapshot,
        edits=edits,
        brief=brief,
        documents=documents,
        draw=lambda wanted: draw(snapshot, wanted),
    )


def editable(ledger: Ledger, edition: str) -> Record:
    """The record of an edition that may be edited. Raises NoInput and NotAllowed."""
    record = ledger.record(edition)
    if record is None:
        raise unknown(ledger, edition)
    if record.state.is_issued:
        raise NotAllowed(
            f"{edition} is {record.state}: readers have it as it is; what is wrong in it is corrected in the open: "
            f"briefs correct {edition} --drop 1.1 --because TEXT, or first briefs correct {edition} --to edits.txt"
        )
    if record.state not in _OPEN or record.snapshot is None:
        raise NotAllowed(
            f"{edition} is {record.state}: there is nothing yet that could be edited; see: briefs run --due"
        )
    return record


def keep(
    ledger: Ledger, session: Session, edits: Sequence[Edit], moment: datetime.datetime, actor: str
) -> Record:
    """The record, which is to be built again: these are its edits from now on, and every approval of it is void.

    Raises NotAllowed where it was edited, made anew or issued since the session began.
    """
    record = editable(ledger, session.record.edition)
    known = ledger.edits(record.edition, record.revision)
    if base_of(record, known) != session.base:
        raise NotAllowed(
            f"{record.edition} was edited meanwhile by somebody else; nothing was changed: look at it again"
        )
    ledger.edit(record.edition, record.revision, edits, moment, actor)
    return ledger.record(record.edition, record.revision) or record


# ---- What is written -------------------------------------------------------------------------------------------------


def sheet_of(session: Session) -> Sheet:
    """What the file of edits tells."""
    edition = session.brief.edition
    return Sheet(
        edition=session.record.edition,
        revision=session.record.revision,
        base=session.base,
        title=f"{edition.title}, as of {edition.as_of:%Y-%m-%d %H:%M %Z}",
        parts=tuple(_part(section, session) for section in session.brief.sections),
    )


def _part(section: Section, session: Session) -> Part:
    printed = [_printed(statement, session) for statement in section.statements]
    gone = [*_dropped(section.theme, session)]
    known = {place_of(statement, session.brief) for statement in session.brief.statements.values()}
    known |= {placed(edit) for edit in session.edits if edit.kind is EditKind.DROP}
    near = [line for line in _near(section.theme, session) if line.place not in known]
    return Part(
        theme=section.theme,
        title=section.title,
        lines=(*printed, *gone, *near),
        comments=tuple(remarks_at(session.edits, None, section.theme)),
    )


def _printed(statement: Statement, session: Session) -> Line:
    place = place_of(statement, session.brief)
    pinned = [edit for edit in session.edits if edit.kind is EditKind.PIN and place_in(edit) == place]
    return Line(
        mark=Mark.PINNED if pinned else Mark.KEPT,
        place=place,
        words=statement.text,
        id=statement.id,
        told=tuple(_told(statement, session.brief)),
        bracket=pinned[0].text if pinned else "",
        comments=tuple(remarks_at(session.edits, place, "")),
    )


def _told(statement: Statement, brief: Brief) -> Iterator[str]:
    """Who says it, and what is printed beside it."""
    cited = statement.citations[0]
    reference = brief.references[cited.reference - 1]
    published = reference.published.iso if reference.published else "undated"
    name = reference.publisher or reference.title
    yield f"[{cited.reference}] {name}, {published}, {reference.path} ¶{cited.passage}"
    if statement.context:
        yield f"printed with [{statement.context}]"
    if statement.pinned_by:
        yield f"{statement.pinned_by} pinned it"


def _dropped(theme: str, session: Session) -> Iterator[Line]:
    for edit in session.edits:
        if edit.kind is not EditKind.DROP or edit.theme != theme or edit.document is None:
            continue
        document = session.document(edit.document)
        words = document.exact(Span(start=edit.start, end=edit.end)) if document else ""
        told = (f"{edit.actor} dropped it", *((document.path,) if document else ()))
        yield Line(mark=Mark.DROPPED, place=placed(edit), words=" ".join(words.split()), told=told)


def _near(theme: str, session: Session) -> Iterator[Line]:
    accounts = (account for account in session.brief.accounts if account.theme == theme)
    for near in (near for account in accounts for near in account.near_misses):
        extract = near.sentence.extract
        yield Line(
            mark=Mark.NEAR,
            place=Place(extract.document, extract.span.start, extract.span.end),
            words=" ".join(near.sentence.text.split()),
            told=(f"{near.sentence.path} ¶{extract.passage}: {near.reason}",),
        )


def remarks_at(edits: Iterable[Edit], place: Place | None, theme: str) -> Iterator[Remarked]:
    """The comments below a sentence, or below the section of a theme where ``place`` is None."""
    for edit in edits:
        on_it = place_in(edit) == place if place else edit.document is None and edit.theme == theme
        if edit.kind is EditKind.COMMENT and on_it:
            yield Remarked(author=edit.actor, text=edit.text)


def place_of(statement: Statement, brief: Brief) -> Place:
    """Where a statement stands."""
    cited = statement.citations[0]
    return Place(brief.references[cited.reference - 1].document, cited.start, cited.end)


def place_in(edit: Edit) -> Place | None:
    """The sentence that an edit is of; None for a comment on a section."""
    return Place(edit.document, edit.start, edit.end) if edit.document else None


def placed(edit: Edit) -> Place:
    """The same of one that is of a sentence for certain."""
    return Place(DocumentId(edit.document or ""), edit.start, edit.end)


# ---- What single options want ----------------------------------------------------------------------------------------


def wishes_of(sheet: Sheet) -> tuple[Wish, ...]:
    """What keeps everything as it is."""
    found: list[Wish] = []
    for part in sheet.parts:
        where = f"== {part.theme}"
        found.append(Wish(where=where, theme=part.theme, comments=_as_said(where, part.comments)))
        for line in part.lines:
            where = f"statement {line.id}" if line.id else f"“{line.words[:_SHOWN]}”"
            found.append(
                Wish(
                    where=where,
                    theme=part.theme,
                    mark=line.mark,
                    place=line.place,
                    bracket=line.bracket,
                    comments=_as_said(where, line.comments),
                )
            )
    return tuple(found)


def leaving_out(wishes: Sequence[Wish], sheet: Sheet, statement: str) -> tuple[Wish, ...]:
    """The same without a statement. Raises NoInput where there is none of that number."""
    place = _numbered(sheet, statement)
    return tuple(replace(it, mark=Mark.DROPPED) if it.place == place else it for it in wishes)


def commenting(wishes: Sequence[Wish], sheet: Sheet, at: str, comment: Remarked) -> tuple[Wish, ...]:
    """The same with a comment on a statement by its number, or on the section of a theme. Raises NoInput."""
    is_theme = any(part.theme == at for part in sheet.parts)
    place = None if is_theme else _numbered(sheet, at)
    said = (("--comment", comment),)
    return tuple(
        replace(it, comments=(*it.comments, *said))
        if it.place == place and it.opening is None and (place or it.theme == at)
        else it
        for it in wishes
    )


def theme_of(sheet: Sheet, statement: str) -> str:
    """The theme that a statement is printed under. Raises NoInput."""
    return next(iter(sheet.lines[_numbered(sheet, statement)]))


def _numbered(sheet: Sheet, statement: str) -> Place:
    numbered = {line.id: line.place for part in sheet.parts for line in part.lines if line.id}
    if statement not in numbered:
        listed = f"there are {', '.join(numbered)}" if numbered else "nothing is printed"
        raise NoInput(f"{sheet.edition} has no statement {statement}; {listed}")
    return numbered[statement]


def _as_said(where: str, comments: Iterable[Remarked]) -> tuple[tuple[str, Remarked], ...]:
    return tuple((where, comment) for comment in comments)
