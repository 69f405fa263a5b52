"""Editions at any point of their life, and a hand that changes what nobody should; all of it is invented."""

import contextlib
import datetime
import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from briefs.model import Approval, Edit, EditionState, EditKind, Record
from briefs.store import Ledger, Store, Telling, TellingKind
from briefs.store.auditing import audit
from tests.store.contents import NOON

WEEK = "2026-W21"
SEVEN_DAYS = datetime.timedelta(days=7)
PAGES: Mapping[str, bytes] = {"brief.pdf": b"pages " * 9, "brief.json": b"{}"}

_FILE_RIGHTS = (
    ("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"),
    ("PRAGMA foreign_keys = ON",),
)
_SERVER_RIGHTS = (("SET session_replication_role = replica",), ("SET session_replication_role = DEFAULT",))
_PATHS: Mapping[EditionState, str] = {
    EditionState.PLANNED: "",
    EditionState.BUILDING: "building",
    EditionState.BUILT: "building built",
    EditionState.AWAITING: "building built awaiting",
    EditionState.APPROVED: "building built approved",
    EditionState.PUBLISHED: "building built approved published",
    EditionState.SENDING: "building built approved published sending",
    EditionState.SENT: "building built approved published sending sent",
    EditionState.MISSED: "missed",
    EditionState.WITHDRAWN: "building built approved published withdrawn",
}


def planned(week: int = 1, **other: object) -> Record:
    """The record of the edition of a week; the first is that of ``WEEK``."""
    slot = NOON + (week - 1) * SEVEN_DAYS
    values: dict[str, object] = {
        "edition": f"{slot:%G-W%V}",
        "revision": 0,
        "number": week,
        "state": EditionState.PLANNED,
        "slot": slot,
        "as_of": slot,
        "since": slot - SEVEN_DAYS if week > 1 else None,
    }
    return Record(**(values | other))  # type: ignore[arg-type]


def lead(ledger: Ledger, state: EditionState, record: Record | None = None) -> Record:
    """The record of an edition that was planned and has come to a state."""
    record = ledger.plan(record or planned(), NOON, "schedule")
    for step in _PATHS[state].split():
        move(ledger, record, EditionState[step.upper()])
    found = ledger.record(record.edition, record.revision)
    assert found is not None
    assert found.state is state
    return found


def move(ledger: Ledger, record: Record, state: EditionState, actor: str = "schedule") -> None:
    """One move; what becomes built is given what it is made from and a seal before."""
    if state is EditionState.BUILT:
        source = ledger.keep_contents([b"<p>A ferry.</p>"])
        ledger.keep_snapshot(record.edition, record.revision, b"what it is made from", source)
        seal(ledger, record)
    ledger.move(record.edition, record.revision, state, NOON, actor)


def seal(
    ledger: Ledger,
    record: Record,
    files: Mapping[str, bytes] = PAGES,
    changed: Mapping[str, object] | None = None,
) -> str:
    """The digest of the seal of these files, which is kept with them; ``changed`` is what it says else."""
    names = ledger.keep_contents(list(files.values()))
    table = {
        "schema": "briefs/seal/1",
        "edition": record.edition,
        "revision": record.revision,
        "number": record.number,
        "as_of": record.as_of.isoformat(),
        "previous": ledger.head(),
        "files": dict(zip(files, names, strict=True)),
    }
    return ledger.keep_seal(
        record.edition,
        record.revision,
        json.dumps(table | dict(changed or {}), sort_keys=True).encode(),
        names,
    )


def approve(
    ledger: Ledger, record: Record, actor: str = "Ada Lind", typist: str = ""
) -> tuple[Approval, ...]:
    """All approvals of an edition as it is now, one more among them."""
    found = ledger.record(record.edition, record.revision)
    assert found is not None
    assert found.seal is not None
    given = Approval(
        edition=record.edition,
        revision=record.revision,
        seal=found.seal,
        actor=actor,
        moment=NOON,
        typist=typist,
    )
    return ledger.approve(given)


def comment(text: str = "The timetable changes in June.") -> Edit:
    return Edit(kind=EditKind.COMMENT, theme="ferries", actor="Ada Lind", text=text)


def live(ledger: Ledger) -> None:
    """A life of editions with something of everything, in some twenty rows of the log."""
    ledger.miss(planned(1, number=0, edition="2026-W20"), NOON, "schedule", "it came too late")
    record = lead(ledger, EditionState.AWAITING)
    approve(ledger, record)
    move(ledger, record, EditionState.BUILDING, "Bo Ek")
    ledger.keep_edits(WEEK, 0, [comment()])
    for state in (EditionState.BUILT, EditionState.AWAITING):
        move(ledger, record, state, "Bo Ek")
    approve(ledger, record)
    approve(ledger, record, "Bo Ek")
    for state in (EditionState.APPROVED, EditionState.PUBLISHED):
        move(ledger, record, state, "Bo Ek")
    ledger.must_tell(
        Telling(edition=WEEK, revision=0, kind=TellingKind.CORRECTION, cause=1, because="At one.", noted=NOON)
    )
    correction = planned(1, revision=1, correction="At one.")
    lead(ledger, EditionState.BUILT, correction)
    lead(ledger, EditionState.BUILDING, planned(2))
    ledger.keep_contents([b"pages that are being made"])


def tamper(store: Store, *statements: str) -> None:
    """Change rows for good as somebody does who has all rights: nothing of the database stands in the way."""
    with _all_rights(store) as connection:
        _change(connection, statements)
        connection.exec_driver_sql("COMMIT")


def audited(store: Store, *statements: str) -> list[str]:
    """What the audit tells, a line for each damage, where rows were changed so; they are as they were afterwards."""
    with _all_rights(store) as connection:
        _change(connection, statements)
        found = [f"{damage.place}: {damage.message}" for damage in audit(connection)]
        connection.exec_driver_sql("ROLLBACK")
    return found


@contextlib.contextmanager
def _all_rights(store: Store) -> Iterator[Connection]:
    """A connection in a transaction that no trigger and no reference holds up."""
    with store._database.bare() as connection:  # noqa: SLF001 - the room has no door for this
        is_file = connection.dialect.name == "sqlite"
        free, bound = _FILE_RIGHTS if is_file else _SERVER_RIGHTS
        for statement in free:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("BEGIN")
        if is_file:
            triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            for name in connection.exec_driver_sql(triggers).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        try:
            yield connection
        finally:
            for statement in bound:
                connection.exec_driver_sql(statement)


def _change(connection: Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        changed = connection.exec_driver_sql(statement).rowcount
        assert changed != 0, f"changes nothing: {statement}"
