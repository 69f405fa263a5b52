"""An edition moves as the moves allow, each move is in the log, and what was decided on is what is kept."""

import datetime

import pytest

from briefs.errors import NotAllowed, StoreError
from briefs.model import MOVES, EditionState
from briefs.store import Store
from tests.store.contents import DAY, HOUR, NOON, kept
from tests.store.lives import PAGES, SEVEN_DAYS, WEEK, comment, lead, live, move, planned, seal

S = EditionState


def test_what_is_planned_is_recorded_and_is_the_first_row_of_the_log(store: Store) -> None:
    record = store.ledger.plan(planned(), NOON, "schedule", "the first one")

    assert record == planned() == store.ledger.record(WEEK) == store.ledger.record(WEEK, 0)
    (row,) = store.ledger.moves()
    assert (row.number, row.edition, row.revision, row.state) == (1, WEEK, 0, S.PLANNED)
    assert (row.moment, row.actor, row.reason, row.seal) == (NOON, "schedule", "the first one", None)
    assert (row.previous, row.digest) == ("", store.ledger.head())


def test_an_empty_ledger_says_so(store: Store) -> None:
    ledger = store.ledger

    assert (ledger.records(), ledger.moves(), ledger.head(), ledger.audit()) == ((), (), "", ())
    assert ledger.record(WEEK) is None
    assert (ledger.approvals(WEEK, 0), ledger.edits(WEEK, 0), ledger.tellings()) == ((), (), ())


def test_moments_are_kept_to_the_second(store: Store) -> None:
    sharp = NOON.astimezone(datetime.timezone(2 * HOUR)) + datetime.timedelta(microseconds=7)

    assert store.ledger.plan(planned(as_of=sharp), sharp, "schedule").as_of == NOON


def test_each_row_of_the_log_names_the_one_before(store: Store) -> None:
    live(store.ledger)
    rows = store.ledger.moves()

    assert [row.number for row in rows] == [*range(1, len(rows) + 1)]
    assert [row.previous for row in rows] == ["", *(row.digest for row in rows[:-1])]
    assert store.ledger.head() == rows[-1].digest
    assert len({row.digest for row in rows}) == len(rows)
    assert store.ledger.audit() == ()
    assert store.check() == ()


@pytest.mark.parametrize("before", EditionState, ids=lambda state: state.name.lower())
def test_a_move_that_there_is_not_is_refused_with_what_is_possible(
    store: Store, before: EditionState
) -> None:
    lead(store.ledger, before)
    head = store.ledger.head()
    possible = MOVES[before]

    for after in set(EditionState) - possible:
        with pytest.raises(NotAllowed, match=f"{WEEK} is {before}: .* become {after}") as refused:
            store.ledger.move(WEEK, 0, after, NOON, "schedule")
        assert all(state in str(refused.value) for state in possible)
    assert store.ledger.head() == head


@pytest.mark.parametrize("before", EditionState, ids=lambda state: state.name.lower())
def test_a_move_that_there_is_is_made(store: Store, before: EditionState) -> None:
    for number, after in enumerate(sorted(MOVES[before] - {S.PLANNED}), 1):
        record = lead(store.ledger, before, planned(number))
        move(store.ledger, record, after)
        assert store.ledger.moves()[-1].state is after
        assert getattr(store.ledger.record(record.edition), "state", None) is after
    assert store.ledger.audit() == ()


def test_any_sign_may_stand_in_a_reason(store: Store) -> None:
    lead(store.ledger, S.PLANNED)
    reason = "zero \0, half \ud800, \N{FERRY}\u202e and a line\n's end"

    told = store.ledger.move(WEEK, 0, S.BUILDING, NOON, "Zoë \0", reason=reason)

    assert store.ledger.moves()[-1] == told
    assert told.reason.endswith("\N{FERRY}\u202e and a line\n's end")
    assert store.ledger.audit() == store.check() == ()


def test_what_is_not_planned_cannot_move(store: Store) -> None:
    with pytest.raises(NotAllowed, match="2026-W30 is not known; `briefs editions`"):
        store.ledger.move("2026-W30", 0, S.BUILDING, NOON, "schedule")
    with pytest.raises(NotAllowed, match="2026-W21 revision 3 is not known"):
        store.ledger.keep_edits(WEEK, 3, [])


def test_an_edition_is_planned_once(store: Store) -> None:
    store.ledger.plan(planned(), NOON, "schedule")

    with pytest.raises(NotAllowed, match="2026-W21 is planned: it cannot become planned"):
        store.ledger.plan(planned(as_of=NOON + HOUR), NOON, "schedule")
    assert store.ledger.record(WEEK) == planned()


def test_no_two_editions_have_one_number(store: Store) -> None:
    store.ledger.plan(planned(), NOON, "schedule")

    with pytest.raises(NotAllowed, match="2026-W22 cannot be number 1: that is 2026-W21"):
        store.ledger.plan(planned(2, number=1), NOON, "schedule")


def test_a_correction_shares_the_number_of_what_it_corrects(store: Store) -> None:
    lead(store.ledger, S.PUBLISHED)
    corrected = lead(store.ledger, S.PUBLISHED, planned(revision=1, correction="At one."))

    assert (corrected.number, corrected.correction) == (1, "At one.")
    assert store.ledger.record(WEEK) == corrected
    assert [record.revision for record in store.ledger.records()] == [1, 0]
    with pytest.raises(NotAllowed, match="2026-W21 revision 3 has no revision before it"):
        store.ledger.plan(planned(revision=3), NOON, "Ada Lind")


def test_what_nobody_has_read_is_edited_and_not_corrected(store: Store) -> None:
    lead(store.ledger, S.AWAITING)

    with pytest.raises(
        NotAllowed, match=r"2026-W21 is awaiting approval: only what was published can be corr"
    ):
        store.ledger.plan(planned(revision=1), NOON, "Ada Lind")


def test_a_correction_may_be_made_from_what_the_first_was_made_from(store: Store) -> None:
    first = lead(store.ledger, S.PUBLISHED)
    again = planned(revision=1, snapshot=first.snapshot)

    assert store.ledger.plan(again, NOON, "Ada Lind").snapshot == first.snapshot
    with pytest.raises(StoreError, match=r"2026-W22 cannot be planned: .* sha256:00, is not kept"):
        store.ledger.plan(planned(2, snapshot="sha256:00"), NOON, "schedule")


def test_records_come_with_the_newest_slot_first(store: Store) -> None:
    for number in (2, 1, 3):
        lead(store.ledger, S.PUBLISHED, planned(number))
    lead(store.ledger, S.PLANNED, planned(1, revision=1))

    found = [(record.edition, record.revision) for record in store.ledger.records()]
    assert found == [("2026-W23", 0), ("2026-W22", 0), (WEEK, 1), (WEEK, 0)]
    assert {row.edition for row in store.ledger.moves("2026-W22")} == {"2026-W22"}


def test_a_week_is_missed_whether_it_was_planned_or_not(store: Store) -> None:
    store.ledger.miss(planned(), NOON, "schedule", "it came too late")
    record = lead(store.ledger, S.AWAITING, planned(2))
    store.ledger.miss(record, NOON, "schedule", "nobody approved it")

    for week in (WEEK, "2026-W22"):
        missed = store.ledger.record(week)
        assert missed is not None
        assert (missed.state, missed.number, missed.seal) == (S.MISSED, 0, None)
    with pytest.raises(NotAllowed, match="2026-W23 is published"):
        store.ledger.miss(lead(store.ledger, S.PUBLISHED, planned(3)), NOON, "schedule", "why not")


def test_a_missed_week_can_be_planned_after_all(store: Store) -> None:
    store.ledger.miss(planned(), NOON, "schedule", "it came too late")
    late = planned(number=4, as_of=NOON + DAY)

    with pytest.raises(NotAllowed, match="was missed: it has to be planned anew"):
        store.ledger.move(WEEK, 0, S.PLANNED, NOON, "Ada Lind")
    assert store.ledger.plan(late, NOON, "Ada Lind", "by hand") == late
    assert [row.state for row in store.ledger.moves()] == [S.MISSED, S.PLANNED]
    assert store.ledger.audit() == ()


def test_nothing_is_built_without_a_seal(store: Store) -> None:
    lead(store.ledger, S.BUILDING)

    with pytest.raises(NotAllowed, match="2026-W21 has no seal yet"):
        store.ledger.move(WEEK, 0, S.BUILT, NOON, "schedule")


def test_what_was_looked_at_is_what_is_moved(store: Store) -> None:
    record = lead(store.ledger, S.AWAITING)
    move(store.ledger, record, S.BUILDING)
    store.ledger.keep_edits(WEEK, 0, [comment()])
    move(store.ledger, record, S.BUILT)

    with pytest.raises(NotAllowed, match="2026-W21 is not what it was when it was looked at"):
        store.ledger.move(WEEK, 0, S.APPROVED, NOON, "Ada Lind", seal=record.seal)
    now = store.ledger.record(WEEK)
    assert now is not None
    assert store.ledger.move(WEEK, 0, S.APPROVED, NOON, "Ada Lind", seal=now.seal).seal == now.seal


def test_what_is_built_stays_as_it_is(store: Store) -> None:
    for number, state in enumerate(sorted(set(EditionState) - {S.PLANNED, S.BUILDING}), 1):
        record = lead(store.ledger, state, planned(number))
        week = record.edition

        with pytest.raises(NotAllowed, match=f"{week} is {state}: it can be edited only while"):
            store.ledger.keep_edits(week, 0, [comment()])
        with pytest.raises(NotAllowed, match=f"{week} is {state}: only while it is planned or building can"):
            store.ledger.keep_snapshot(week, 0, b"another", ())
        with pytest.raises(NotAllowed, match=f"{week} is {state}: only while it is building can it be seal"):
            seal(store.ledger, record)
        assert store.ledger.record(week) == record


def test_an_edit_and_what_it_makes_void_are_one_step(store: Store) -> None:
    for number, state in enumerate((S.BUILDING, S.BUILT, S.AWAITING, S.APPROVED), 1):
        week = lead(store.ledger, state, planned(number)).edition
        store.ledger.edit(week, 0, [comment()], NOON, "Ada Lind")

        record = store.ledger.record(week)
        assert record is not None
        assert (record.state, record.seal) == (S.BUILDING, None)
        assert store.ledger.edits(week, 0) == (comment(),)
    assert store.ledger.moves()[-1].reason == "edited: 1 edit now"
    assert store.ledger.audit() == ()


def test_an_edit_that_is_refused_leaves_the_edition_as_it_is(store: Store) -> None:
    for number, state, edits in ((1, S.PUBLISHED, 1), (2, S.AWAITING, 1_001)):
        record = lead(store.ledger, state, planned(number))
        moves = store.ledger.moves()
        with pytest.raises(NotAllowed):
            store.ledger.edit(record.edition, 0, [comment()] * edits, NOON, "Ada Lind")
        assert (store.ledger.record(record.edition), store.ledger.moves()) == (record, moves)


def test_contents_come_back_as_they_were(store: Store) -> None:
    many = [b"", b"one", b"two" * 1000, b"one"]
    names = store.ledger.keep_contents(many)

    assert [store.ledger.content(name) for name in names] == many
    assert store.ledger.keep_contents(many) == names
    with pytest.raises(StoreError, match="is not kept: sha256:00"):
        store.ledger.content("sha256:00")


def test_more_contents_than_one_query_holds_are_kept_and_named(store: Store) -> None:
    lead(store.ledger, S.BUILDING)
    names = store.ledger.keep_contents([f"{number}".encode() for number in range(2_500)])

    store.ledger.keep_snapshot(WEEK, 0, b"of many", names)

    assert len(set(names)) == 2_500
    assert store.check() == ()


def test_what_a_seal_names_must_be_kept(store: Store) -> None:
    record = lead(store.ledger, S.BUILDING)

    with pytest.raises(
        StoreError, match="2 contents of 2026-W21 are not kept any more, sha256:00 among them; run again"
    ):
        store.ledger.keep_seal(WEEK, 0, b"{}", ["sha256:01", "sha256:00"])
    assert store.ledger.record(WEEK) == record


def test_a_snapshot_and_edits_of_another_kind_make_the_seal_void(store: Store) -> None:
    record = lead(store.ledger, S.BUILDING)
    for change in (
        lambda: store.ledger.keep_edits(WEEK, 0, [comment()]),
        lambda: store.ledger.keep_snapshot(WEEK, 0, b"another", ()),
    ):
        sealed = seal(store.ledger, record)
        assert getattr(store.ledger.record(WEEK), "seal", None) == sealed
        change()
        assert getattr(store.ledger.record(WEEK), "seal", None) is None
    sealed = seal(store.ledger, record)
    store.ledger.keep_edits(WEEK, 0, [comment()])
    store.ledger.keep_snapshot(WEEK, 0, b"another", ())
    assert getattr(store.ledger.record(WEEK), "seal", None) == sealed


# ---- What stays ------------------------------------------------------------------------------------------------------


def test_what_an_edition_is_made_from_and_consists_of_is_never_pruned(store: Store) -> None:
    store.keep([kept(1, content=b"<p>A ferry.</p>"), kept(2)], NOON)
    record = lead(store.ledger, S.PUBLISHED)

    assert store.prune(NOON + SEVEN_DAYS).documents == 2
    assert store.ledger.content(record.snapshot or "") == b"what it is made from"
    (name,) = store.ledger.keep_contents([PAGES["brief.pdf"]])
    assert store.ledger.content(name) == PAGES["brief.pdf"]
    assert store.ledger.audit() == store.check() == ()


def test_the_files_of_what_was_made_void_go_and_its_seal_stays(store: Store) -> None:
    record = lead(store.ledger, S.BUILDING)
    draft = seal(store.ledger, record, {"brief.pdf": b"a draft"})
    (page,) = store.ledger.keep_contents([b"a draft"])
    store.ledger.move(WEEK, 0, S.BUILT, NOON, "schedule")
    for state in (S.BUILDING, S.BUILT, S.APPROVED):
        move(store.ledger, record, state)
    store.prune(NOON)

    assert b'"brief.pdf"' in store.ledger.content(draft)
    with pytest.raises(StoreError, match="is not kept"):
        store.ledger.content(page)
    assert store.ledger.audit() == store.check() == ()


def test_what_is_kept_for_an_edition_that_is_being_made_stays(store: Store) -> None:
    record = lead(store.ledger, S.BUILDING)
    (name,) = store.ledger.keep_contents([b"pages that nothing names yet"])
    store.prune(NOON + DAY)

    assert store.check() == ()
    assert store.ledger.content(name) == b"pages that nothing names yet"
    for state in (S.BUILT, S.APPROVED):
        move(store.ledger, record, state)
    store.prune(NOON + DAY)
    with pytest.raises(StoreError, match="is not kept"):
        store.ledger.content(name)
