"""Correcting an edition in the open: its next revision says on page one what was wrong; the one before stays whole.

    revision r (snapshot, edits) ──order──▶ revision r+1, planned ──advance──▶ approved as ever, published

Only what has come out is corrected; until then it is edited. The order is complete when its snapshot is kept: one that
was cut off before is given up by the next run, and can be given again.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from briefs.archive.revisions import Correction
from briefs.config import Settings
from briefs.editions.aftermath.issued import brief_of
from briefs.editions.aftermath.recorded import unknown
from briefs.editions.aftermath.revisions import corrections
from briefs.editions.review.changing import Changes, drawing, wishes_for
from briefs.editions.review.editing import session_of, sheet_of
from briefs.editions.review.edits_file import to_text
from briefs.editions.review.judging import judge
from briefs.editions.runs.advancing import RunRequest, advance
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.projecting import refuse_stranger
from briefs.editions.runs.running import opened
from briefs.editions.snapshots import snapshot
from briefs.errors import NotAllowed
from briefs.model import Edit, EditionState, Record
from briefs.pipeline.finding import document_of
from briefs.publication import notices
from briefs.publication.wording import words_of
from briefs.store import Ledger, Store

_PRINTED: Final = ("sections", "quotations", "timeline", "disagreements", "references", "comments")
"""What of a brief.json a correction may change: all that is printed but the notice."""
_DRAWN: Final = ("sections", "quotations", "events", "disagreements", "references", "comments")
"""The same of a brief that is drawn and not made yet."""
_TO_CHANGE: Final = (
    "--drop 1.1 leaves a statement out, --file applies decisions (--to writes them), --again gathers the sources anew; "
    "--notice-only prints the notice alone"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequest:
    """What to correct, and why, in words for readers.

    ``changes`` are those to what readers have; without any its edits stay as they are. ``again``: sources are gathered
    anew, because what was kept of one was wrong. ``notice_only``: nothing is to be changed, readers are only told.
    ``reinstate``: the edition was withdrawn, and is to come out again.
    """

    run: RunRequest
    edition: str
    because: str
    changes: Changes | None = None
    again: bool = False
    notice_only: bool = False
    reinstate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The new revision and how it went. ``changed`` is False where it prints nothing else than the one before.

    None where it is not made yet. ``corrects`` is the revision that readers had. ``notes`` are what an analyst should
    think over.
    """

    outcome: Outcome
    corrects: int
    changed: bool | None
    notes: tuple[str, ...] = ()


def correct(request: CorrectionRequest, report: Callable[[str], None]) -> Corrected:
    """What became of the correction: published, or waiting for approval as any edition.

    Raises NoInput for an edition that is not known, NotAllowed for one that is not out or is being corrected already,
    for a correction that would change nothing of what is printed, and what making an edition raises.
    """
    with opened(request.run) as store:
        ledger = store.ledger
        before = corrigible(ledger, request.edition, request.run.out)
        _expect_meant(request, before)
        edits, notes = _decided(ledger, request, before)
        record = _ordered(store, request, before, edits)
        outcome = advance(store, record, request.run, report)
        made = ledger.record(record.edition, record.revision)
        return Corrected(
            outcome=outcome,
            corrects=before.revision,
            changed=_differs(ledger, before, made) if made is not None and made.seal else None,
            notes=notes,
        )


def written(run: RunRequest, edition: str) -> str:
    """The file of edits of what readers have, to be changed and given back. Raises as ``correct`` does."""
    with opened(run) as store:
        session = session_of(store.ledger, corrigible(store.ledger, edition, run.out), drawing(run))
        return to_text(sheet_of(session))


def corrigible(ledger: Ledger, edition: str, out: Path) -> Record:
    """The revision that readers have, or had before it was withdrawn. Raises NoInput and NotAllowed."""
    refuse_stranger(ledger, out / edition)
    newest = ledger.record(edition)
    if newest is None:
        raise unknown(ledger, edition, out=out)
    if newest.state is EditionState.MISSED:
        raise NotAllowed(f"{edition} was missed: there is nothing to correct; briefs run {edition} makes it")
    if not newest.state.is_issued and newest.state is not EditionState.WITHDRAWN:
        raise NotAllowed(_under_way(newest))
    revisions = [it for it in ledger.records() if it.edition == edition]
    issued = {it.revision for it in ledger.moves(edition) if it.state.is_issued}
    found = [it for it in revisions if it.revision in issued and it.snapshot is not None]
    if not found:
        raise NotAllowed(f"{edition} never came out: there is nothing to correct")
    return max(found, key=lambda it: it.revision)


def notice(told: Sequence[Correction], settings: Settings) -> str:
    """What page one says: a line for each correction with its revision and day, the latest first, as many as fit."""
    words = words_of(settings.language)
    in_order = sorted(told, key=lambda it: it.revision)
    revisions = [0, *(it.revision for it in in_order)]
    lines = [
        notices.correction((before, it.revision), _day(it.moment, settings), it.text, words)
        for before, it in zip(revisions, in_order, strict=False)
    ]
    return notices.together(lines[::-1])


def _day(moment: datetime.datetime, settings: Settings) -> str:
    return words_of(settings.language).day(moment.astimezone(settings.timezone))


def _expect_meant(request: CorrectionRequest, before: Record) -> None:
    """Nothing. Raises NotAllowed for what would bring out again, or leave as it is, what nobody asked for by name."""
    edition = before.edition
    is_withdrawn = before.state is EditionState.WITHDRAWN
    if is_withdrawn and not request.reinstate:
        raise NotAllowed(
            f"{edition} was withdrawn: a correction would publish it again. Where that is wanted: "
            f"briefs correct {edition} --reinstate --because TEXT, with --drop, --file or --again for what is wrong"
        )
    if request.reinstate and not is_withdrawn:
        raise NotAllowed(f"{edition} is {before.state}, not withdrawn: correct it without --reinstate")
    if request.notice_only or request.reinstate:
        return
    if request.changes is None and not request.again:
        raise NotAllowed(f"{edition}: nothing of what is printed would change: {_TO_CHANGE}")


def _under_way(record: Record) -> str:
    edition = record.edition
    if record.revision == 0:
        return f"{edition} is {record.state}, and not out yet: edit it (briefs edit {edition}) rather than correct it"
    return (
        f"{edition} is being corrected already: revision {record.revision} is {record.state}; "
        f"go on with it (briefs show {edition}), "
        f"or give it up (briefs withdraw {edition} --revision {record.revision} --because TEXT)"
    )


def _decided(
    ledger: Ledger, request: CorrectionRequest, before: Record
) -> tuple[Sequence[Edit], tuple[str, ...]]:
    """The edits of the new revision. Raises BadEdits with every mistake."""
    if request.changes is None:
        return ledger.edits(before.edition, before.revision), ()
    if request.notice_only:
        raise NotAllowed("--notice-only changes nothing of what is printed: give no edits with it")
    if request.again:
        raise NotAllowed(
            "edits speak of what was printed: give them without --again, or edit the new revision then"
        )
    session = session_of(ledger, before, drawing(request.run))
    wishes, wrong = wishes_for(request.changes, sheet_of(session), request.run.actor)
    decision = judge(session, wishes, request.run.actor, wrong)
    if not decision.is_new and not request.reinstate:
        raise NotAllowed(f"{before.edition}: these decisions are what is printed already: {_TO_CHANGE}")
    return decision.edits, decision.notes


def _ordered(store: Store, request: CorrectionRequest, before: Record, edits: Sequence[Edit]) -> Record:
    """The record of the new revision, with all that it is to be made from."""
    run, ledger = request.run, store.ledger
    now = run.now()
    newest = ledger.record(before.edition) or before
    text = _reinstating(ledger, request, before) if request.reinstate else request.because
    this = Correction(revision=newest.revision + 1, moment=now, text=text)
    told = notice([*corrections(ledger, before.edition), this], run.settings)
    record = replace(
        before,
        revision=this.revision,
        state=EditionState.PLANNED,
        correction=told,
        snapshot=None,
        seal=None,
    )
    made_from = _made_from(store, request, record, before)
    if request.again:
        edits = [edit for edit in edits if _speaks_of(edit, made_from)]
        _expect_other(ledger, request, before, made_from, edits)
    ledger.plan(record, now, run.actor, text)
    ledger.keep_edits(record.edition, record.revision, edits)
    # The last step: from here on the order stands, whatever happens to this process.
    snapshot.keep(ledger, made_from)
    return ledger.record(record.edition, record.revision) or record


def _reinstating(ledger: Ledger, request: CorrectionRequest, before: Record) -> str:
    """What readers are told of an edition that comes out again: when and why it was withdrawn, and why it is back."""
    settings = request.run.settings
    pulled = [
        it
        for it in ledger.moves(before.edition)
        if it.revision == before.revision and it.state is EditionState.WITHDRAWN
    ][-1]
    words = words_of(settings.language)
    return notices.brought_back(_day(pulled.moment, settings), pulled.reason, request.because, words)


def _expect_other(
    ledger: Ledger,
    request: CorrectionRequest,
    before: Record,
    taken: snapshot.Snapshot,
    edits: Sequence[Edit],
) -> None:
    """Nothing. Raises NotAllowed where sources that were gathered anew give what is printed already."""
    if request.reinstate:
        return
    draw = drawing(request.run)
    old, _ = draw(
        snapshot.from_ledger(ledger, before.snapshot or ""), ledger.edits(before.edition, before.revision)
    )
    new, _ = draw(taken, edits)
    if all(getattr(old, name) == getattr(new, name) for name in _DRAWN):
        raise NotAllowed(
            f"{before.edition}: its sources give the same again. What has changed since is had by briefs fetch; "
            f"else: {_TO_CHANGE}"
        )


def _made_from(store: Store, request: CorrectionRequest, record: Record, before: Record) -> snapshot.Snapshot:
    """What the new revision is made from: what the one before was, or what there is now."""
    if request.again:
        taken = snapshot.take(request.run.settings, record, request.run.out, store)
    elif before.snapshot is None:
        raise NotAllowed(
            f"{before.edition}: what it was made from is not kept; --again gathers its sources anew"
        )
    else:
        taken = snapshot.from_ledger(store.ledger, before.snapshot)
    return replace(taken, revision=record.revision, correction=record.correction)


def _speaks_of(edit: Edit, made_from: snapshot.Snapshot) -> bool:
    """Whether the document of an edit is there still: of another version the sentence may be another one."""
    return edit.document is None or document_of(made_from.sources, edit.document) is not None


def _differs(ledger: Ledger, before: Record, after: Record) -> bool:
    """Whether two revisions print anything that is not the same but for the notice."""
    one, other = brief_of(ledger, before), brief_of(ledger, after)
    return any(_told(one, name) != _told(other, name) for name in _PRINTED)


def _told(brief: Any, name: str) -> object:
    return brief.get(name)
