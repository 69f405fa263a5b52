"""The log is only added to, and whatever somebody changes behind its back is found: a row, a record, a content."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import StoreError
from briefs.model import MOVES, EditionState
from briefs.store import Store
from tests.store.contents import NOON
from tests.store.lives import WEEK, approve, audited, comment, lead, live, move, planned, seal, tamper

S = EditionState
OTHERS = "edition, revision, state, moment, actor, reason, seal, record, previous, digest"


def _messages(store: Store) -> list[str]:
    return [f"{damage.place}: {damage.message}" for damage in store.ledger.audit()]


# ---- Triggers --------------------------------------------------------------------------------------------------------


REFUSED = (
    "UPDATE log SET reason = 'another' WHERE number = 2",
    "UPDATE log SET number = 90 WHERE number = 2",
    "DELETE FROM log",
    "UPDATE approval SET actor = 'Bo Ek'",
    "DELETE FROM approval",
    f"INSERT INTO log SELECT 90, {OTHERS} FROM log WHERE number = 1",  # noqa: S608 - columns named above
    f"INSERT INTO log SELECT 5, {OTHERS} FROM log WHERE number = 1",  # noqa: S608 - the same
)


def test_the_database_refuses_to_change_the_log(store: Store) -> None:
    approve(store.ledger, lead(store.ledger, S.AWAITING))
    rows = store.ledger.moves()

    for statement in REFUSED:
        with pytest.raises(StoreError, match=r"never changed or deleted|after the last one only"):
            _run(store, statement)
    assert store.ledger.moves() == rows
    assert len(store.ledger.approvals(WEEK, 0)) == 1


def test_a_row_of_the_log_cannot_be_replaced(store: Store, database: str) -> None:
    if database != "sqlite":
        pytest.skip("a way of SQLite")
    lead(store.ledger, S.BUILDING)

    with pytest.raises(StoreError, match="after the last one only"):
        _run(store, "INSERT OR REPLACE INTO log SELECT * FROM log WHERE number = 1")


def test_the_log_cannot_be_emptied(store: Store, database: str) -> None:
    if database != "postgresql":
        pytest.skip("a way of PostgreSQL")
    lead(store.ledger, S.BUILDING)

    with pytest.raises(StoreError, match="never changed or deleted"):
        _run(store, "TRUNCATE log CASCADE")


def _run(store: Store, statement: str) -> None:
    with store._database.writing() as connection:  # noqa: SLF001 - the room has no door for this
        connection.exec_driver_sql(statement)


# ---- What the audit finds --------------------------------------------------------------------------------------------


CHANGES = (
    ("UPDATE log SET reason = 'no reason' WHERE number = 3", "log row 3: is not what was written"),
    ("UPDATE log SET digest = record WHERE number = 3", "log row 4: does not follow the row before"),
    ("DELETE FROM log WHERE number = 3", "log row 4: comes after 1 row that is missing"),
    ("DELETE FROM log WHERE number IN (3, 4)", "log row 5: comes after 2 rows that are missing"),
    ("DELETE FROM log WHERE number = 1", "log row 2: comes after 1 row that is missing"),
    ("DELETE FROM log WHERE number = 3", "moves 2026-W21 from planned to built, which is no move"),
    ("UPDATE log SET moment = 'noon' WHERE number = 3", "log row 3: holds no moment: 'noon'"),
    (
        "DELETE FROM log WHERE number = (SELECT max(number) FROM log)",
        "2026-W22: has moved on after log row",
    ),
    ("DELETE FROM log WHERE edition = '2026-W22'", "2026-W22: is not in the log at all"),
    ("DELETE FROM edition WHERE revision = 1", "2026-W21 revision 1: is in the log, but its record is miss"),
    ("UPDATE edition SET state = 'sent' WHERE moved = 10", "2026-W21: is sent, but published by log row 10"),
    ("UPDATE edition SET moved = 3 WHERE moved = 10", "2026-W21: has not moved with log row 10"),
    (
        "UPDATE edition SET as_of = slot || '.' WHERE moved = 10",
        "2026-W21: is not what it was when it became",
    ),
    (
        "UPDATE edition SET number = 7 WHERE moved = 10",
        "2026-W21: is not what it was when it became published",
    ),
    (
        "UPDATE edition SET number = 7 WHERE state = 'building'",
        "2026-W22: is not what it was when it became b",
    ),
    ("UPDATE edition SET snapshot = seal WHERE moved = 10", "2026-W21: is not what it was when it became"),
    (
        "UPDATE edit SET text = 'In July.'",
        "2026-W21: is not what it was when it became published (log row 10)",
    ),
    ("DELETE FROM edit", "2026-W21: is not what it was when it became published (log row 10)"),
    ("DELETE FROM approval WHERE actor = 'Bo Ek'", "2026-W21: is not what it was when it became published"),
    ("UPDATE approval SET note = 'read'", "2026-W21: is not what it was when it became published"),
    ("UPDATE approval SET typist = 'desk'", "2026-W21: is not what it was when it became published"),
    (
        "UPDATE approval SET person = 'ada' WHERE actor = 'Ada Lind'",
        "2026-W21: the approval of 'Ada Lind' is counted as that of 'ada'",
    ),
    ("DELETE FROM part WHERE whole <> digest", "names brief.json, which is not kept with it"),
    ("DELETE FROM content WHERE size = 54", "is not kept: sha256:"),
    ("UPDATE content SET size = size + 1 WHERE size = 54", "has not the 55 bytes it was kept with; 2026-W21"),
    (
        "UPDATE content SET packed = (SELECT packed FROM content WHERE size = 2) WHERE size = 54",
        "; 2026-W21 needs it",
    ),
)


def test_each_change_behind_its_back_is_told(store: Store) -> None:
    live(store.ledger)

    for statement, found in CHANGES:
        told = audited(store, statement)
        assert [line for line in told if found in line], (statement, told)
    assert _messages(store) == []


def test_a_tail_that_left_no_record_behind_is_found_by_the_seal_that_names_it(store: Store) -> None:
    """The record is put back too, as whoever wants to hide a move would."""
    record = lead(store.ledger, S.BUILDING)
    lead(store.ledger, S.BUILDING, planned(2))
    seal(store.ledger, record)
    assert _messages(store) == []


def test_a_seal_cannot_know_what_came_after_it(store: Store) -> None:
    record = lead(store.ledger, S.PUBLISHED)
    later = store.ledger.head()
    tamper(store, "UPDATE edition SET state = 'building'")
    seal(store.ledger, record, changed={"previous": later})
    tamper(
        store,
        "UPDATE log SET seal = (SELECT seal FROM edition) WHERE number >= 3",
        "UPDATE edition SET state = 'published'",
    )

    assert [line for line in _messages(store) if "was made after log row 5, and log row 3 names it" in line]


def test_a_draft_that_was_made_void_is_not_missed_when_it_is_pruned(store: Store) -> None:
    live(store.ledger)
    tamper(store, "DELETE FROM loose")
    store.prune(NOON)

    assert _messages(store) == []


ODD = (
    ("UPDATE log SET edition = zeroblob(3) WHERE number = 3", "log 3: holds what was never written there"),
    ("UPDATE edition SET moved = 'late' WHERE moved = 10", f"edition {WEEK} 0: holds what was never written"),
    ("UPDATE log SET state = 'odd' WHERE number = 3", "log row 3: moves 2026-W21 from planned to odd"),
    ("UPDATE log SET actor = CAST(x'ff' AS TEXT) WHERE number = 3", "log: cannot be read: "),
    ("UPDATE edition SET state = 'odd' WHERE moved = 10", f"{WEEK}: is odd, but published by log row 10"),
    ("DROP TABLE part", "contents: cannot be read: no such table: part"),
)


def test_what_no_program_writes_is_told_in_plain_words(store: Store, database: str) -> None:
    if database != "sqlite":
        pytest.skip("PostgreSQL keeps what a column can hold, and nothing else")
    live(store.ledger)

    for statement, odd in ODD:
        told = audited(store, statement)
        assert [line for line in told if odd in line], (statement, told)


# ---- Laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("examples", [10, pytest.param(100, marks=pytest.mark.deep)])
def test_whatever_may_be_done_leaves_a_ledger_that_is_sound(store: Store, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(choices=st.lists(st.integers(0, 10_000), max_size=14))
    def law(choices: list[int]) -> None:
        week = len({record.edition for record in store.ledger.records()}) + 1
        lead(store.ledger, S.PLANNED, planned(week, number=_next_number(store)))
        for choice in choices:
            actions = list(_possible(store, week))
            actions[choice % len(actions)]()
        assert _messages(store) == []
        assert store.check() == ()

    law()


def _next_number(store: Store) -> int:
    return 1 + max((record.number for record in store.ledger.records()), default=0)


def _possible(store: Store, week: int) -> Iterator[Callable[[], object]]:
    """All that the newest revision of a week may go through now."""
    ledger = store.ledger
    record = ledger.record(planned(week).edition)
    assert record is not None
    for state in sorted(MOVES[record.state] - {S.PLANNED}):
        yield partial(move, ledger, record, state)
    if record.state is S.MISSED:
        again = replace(record, number=_next_number(store))
        yield partial(ledger.plan, again, NOON, "Bo Ek")
    if record.state in {S.PLANNED, S.BUILDING}:
        yield partial(ledger.keep_edits, record.edition, record.revision, [comment(), comment("Or July.")])
        yield partial(ledger.keep_snapshot, record.edition, record.revision, b"another", ())
    if record.state is S.BUILDING:
        yield partial(seal, ledger, record)
    if record.state in {S.BUILT, S.AWAITING}:
        yield partial(approve, ledger, record)
        yield partial(approve, ledger, record, "Bo Ek")
    if record.state.is_issued or record.state is S.WITHDRAWN:
        correction = replace(record, revision=record.revision + 1, correction="At one.", seal=None)
        yield partial(ledger.plan, correction, NOON, "Ada Lind")
    yield partial(store.prune, NOON)


def test_any_field_of_any_row_of_the_log_that_is_changed_is_found(store: Store) -> None:
    live(store.ledger)
    rows = _rows(store)

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def law(data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(sorted(row)))
        other = data.draw(_unlike(column, row[column]))
        change = f"UPDATE log SET {column} = {_sql(other)} WHERE number = {row['number']}"  # noqa: S608 - drawn
        assert audited(store, change)

    law()


def test_any_row_of_the_log_that_is_missing_is_found_and_so_is_any_tail(store: Store) -> None:
    live(store.ledger)

    for row in _rows(store):
        for which in ("=", ">="):
            assert audited(store, f"DELETE FROM log WHERE number {which} {row['number']}")  # noqa: S608 - a number


def test_any_content_of_an_edition_that_is_damaged_or_missing_is_found(store: Store) -> None:
    lead(store.ledger, S.PUBLISHED)
    lead(store.ledger, S.BUILT, planned(2))
    with store._database.reading() as connection:  # noqa: SLF001 - the room has no door for this
        digests = list(connection.exec_driver_sql("SELECT digest FROM content").scalars())

    assert len(digests) > 5
    for digest in digests:
        for change in ("DELETE FROM content", "UPDATE content SET size = size + 1"):
            told = audited(store, f"{change} WHERE digest = '{digest}'")
            assert [line for line in told if line.startswith(f"sha256:{digest}: ")], (change, told)


def _rows(store: Store) -> list[dict[str, Any]]:
    with store._database.reading() as connection:  # noqa: SLF001 - the room has no door for this
        return [
            dict(row) for row in connection.exec_driver_sql("SELECT * FROM log ORDER BY number").mappings()
        ]


def _unlike(column: str, value: int | str | None) -> st.SearchStrategy[int | str | None]:
    """Other values of a column; of a text such as differ in one sign."""
    if column == "state":
        return st.sampled_from([state.value for state in EditionState if state.value != value])
    if isinstance(value, int):
        return st.integers(20, 90)  # beyond every number there is
    if value is None:
        return st.just("00")
    signs = st.text("0aZ é", max_size=1)
    places = st.integers(0, len(value))
    changed = st.builds(
        lambda at, sign, cut: value[:at] + sign + value[at + cut :], places, signs, st.integers(0, 1)
    )
    return changed.filter(lambda other: other != value)


def _sql(value: int | str | None) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
