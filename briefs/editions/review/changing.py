"""Editing an edition from beginning to end: what is there is written out; what is wanted is judged, kept, and built.

edition ──written──▶ text          Changes ──change──▶ kept, built again, waiting for approval again
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from briefs.editions.aftermath import showing
from briefs.editions.review.approving import digits_of
from briefs.editions.review.editing import (
    begin,
    commenting,
    keep,
    leaving_out,
    sheet_of,
    theme_of,
    wishes_of,
)
from briefs.editions.review.edits_file import MOST_CHARACTERS, Mark, Remarked, Sheet, Wish, to_text
from briefs.editions.review.edits_reader import wishes_in
from briefs.editions.review.judging import judge
from briefs.editions.runs.advancing import RunRequest, advance
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.running import opened
from briefs.editions.snapshots.making import brief_of
from briefs.editions.snapshots.snapshot import Snapshot
from briefs.errors import BadEdits, NoInput, OutputError
from briefs.model import Brief, Document, Edit

_STANDARD: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is wanted: a whole ``file`` of edits, or single changes by the numbers and words of the options."""

    edition: str
    drop: tuple[str, ...] = ()
    pin: str | None = None
    source: str | None = None
    under: str | None = None
    replaced: str | None = None
    bracket: str = ""
    comment: str | None = None
    on: str | None = None
    file: str | None = None

    @property
    def is_single(self) -> bool:
        """Whether single changes are wanted."""
        return bool(self.drop or self.pin or self.comment)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return self.file is None and not self.is_single


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of changes: ``outcome`` is None where they change nothing; ``digits`` begin the seal they have now."""

    notes: tuple[str, ...]
    outcome: Outcome | None = None
    digits: str = ""


def incomplete(changes: Changes) -> Iterator[str]:
    """What options lack, or what does not go together."""
    if changes.file is not None and changes.is_single:
        yield "--file holds all decisions; give no others beside it"
    if changes.replaced and not changes.pin:
        yield "--replace needs --pin: what is to be printed instead"
    if changes.pin and not changes.source:
        yield "--pin needs --from: the document in which the sentence stands"
    if changes.pin and not (changes.under or changes.replaced):
        yield "--pin needs --under: the theme to print it under"
    if (changes.source or changes.under or changes.bracket) and not changes.pin:
        yield "--from, --under and --bracket are for --pin"
    if bool(changes.comment) != bool(changes.on):
        yield "--comment and --on go together: what is said, and where"


def written(request: RunRequest, edition: str) -> str:
    """The file of edits. Raises NoInput and NotAllowed, StoreError, and what reading an edition's sources raises."""
    with showing.opened(request.settings) as store:
        return to_text(sheet_of(begin(store.ledger, edition, drawing(request))))


def change(request: RunRequest, changes: Changes, report: Callable[[str], None]) -> Changed:
    """What came of changes: all of them are kept and the edition is built again, or none is.

    Raises BadEdits with every mistake, NoInput, NotAllowed, and what building raises: the edits are kept then, and
    editing again or the next run goes on.
    """
    report(f"{changes.edition}: reading and choosing sentences")
    with opened(request) as store:
        session = begin(store.ledger, changes.edition, drawing(request))
        sheet = sheet_of(session)
        wishes, wrong = wishes_for(changes, sheet, request.actor)
        decision = judge(session, wishes, request.actor, wrong)
        if not decision.is_new:
            return Changed(notes=decision.notes)
        record = keep(store.ledger, session, decision.edits, request.now(), request.actor)
        outcome = advance(store, record, request, report)
        built = store.ledger.record(record.edition, record.revision) or record
    return Changed(notes=decision.notes, outcome=outcome, digits=digits_of(built))


def read_file(file: Path) -> str:
    """The text of a file of edits; ``-`` is standard input. Raises NoInput, and BadEdits for what is no text."""
    try:
        if str(file) == _STANDARD:
            content = sys.stdin.buffer.read(4 * MOST_CHARACTERS + 1)
        else:
            with file.open("rb") as opened_file:
                content = opened_file.read(4 * MOST_CHARACTERS + 1)
    except OSError as error:
        raise NoInput(f"{file}: cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadEdits(f"{file}: line {line} is not UTF-8; save the file with the encoding UTF-8") from error


def write_file(file: Path, text: str) -> None:
    """Nothing; afterwards the file holds the text, or what stood there is as it was. Raises OutputError."""
    temporary = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        temporary.write_text(text, "utf-8")
        temporary.replace(file)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def drawing(
    request: RunRequest,
) -> Callable[[Snapshot, Sequence[Edit]], tuple[Brief, tuple[Document, ...]]]:
    """How the brief of an edition is drawn, with the readers of a run."""
    settings = request.settings
    return partial(brief_of, engine_at=request.engine or settings.engine, kept_in=settings.store)


def wishes_for(changes: Changes, sheet: Sheet, actor: str) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
    """What is wanted of every sentence, and what cannot be read of it."""
    if changes.file is not None:
        wishes, mistakes = wishes_in(changes.file, sheet, actor)
        return wishes, tuple(map(str, mistakes))
    wishes = wishes_of(sheet)
    theme = changes.under or (theme_of(sheet, changes.replaced) if changes.replaced else "")
    for statement in changes.drop:
        wishes = leaving_out(wishes, sheet, statement)
    if changes.comment and changes.on:
        wishes = commenting(
            wishes, sheet, changes.on, Remarked(author=actor, text=" ".join(changes.comment.split()))
        )
    if changes.pin:
        pinned = Wish(
            where="--pin",
            theme=theme,
            mark=Mark.PINNED,
            opening=changes.pin,
            source=changes.source,
            bracket=changes.bracket,
        )
        wishes = (*wishes, pinned)
    return wishes, ()
