"""At any time the store says who got it, who did not, and why; and what it says cannot contradict itself."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from briefs.model import Marking
from briefs.store import Store
from briefs.store.database import NAME
from briefs.store.glance import deliveries_due
from tests.store.contents import DAY, HOUR, NOON
from tests.store.places import Place
from tests.store.shipping import (
    FIRST,
    ME,
    SECOND,
    SECOND_REVISION,
    D,
    change,
    commit,
    issue,
    remove,
    replies,
    send,
    settled,
    ship,
    states,
)

HERE = Path(__file__).parent


def with_every_outcome(store: Store) -> dict[D, int]:
    """The number of a delivery in each state."""
    ship(store, len(D))
    remove(store, 1)
    claimed = store.deliveries.claim(FIRST, ME, len(D) - 2, NOON)
    begun, doubt, sent, returned, refused = claimed[:5]
    commit(store, [begun, doubt, sent, returned])
    outcomes = [(doubt, D.UNCERTAIN), (sent, D.SENT), (returned, D.SENT), (refused, D.FAILED)]
    store.deliveries.record(ME, [settled(it.number, state) for it, state in outcomes], [])
    store.deliveries.returned(returned.number, NOON, "550 no such user")
    return {it.state: it.number for it in store.deliveries.rows(FIRST)}


def test_deliveries_are_counted_and_listed_by_their_state(store: Store) -> None:
    numbers = with_every_outcome(store)

    assert store.deliveries.tally(FIRST) == dict.fromkeys(D, 1)
    assert [*numbers] == [it.state for it in sorted(store.deliveries.rows(FIRST), key=lambda it: it.number)]
    assert {it.state for it in store.deliveries.rows(FIRST, [D.SENT, D.FAILED])} == {D.SENT, D.FAILED}
    assert [*store.deliveries.rows(FIRST, [])] == []
    assert store.deliveries.tally(SECOND_REVISION) == {}
    assert store.check() == ()


def test_what_is_not_known_has_nothing(store: Store) -> None:
    deliveries = store.deliveries

    assert (deliveries.tally(FIRST), [*deliveries.rows(FIRST)], deliveries.shipments()) == ({}, [], ())
    assert not deliveries.is_due(NOON)
    assert not deliveries.returned(1, NOON, "550")
    for refused in (
        lambda: deliveries.pause(FIRST, "", NOON),
        lambda: deliveries.resume(FIRST),
        lambda: deliveries.finish(FIRST, NOON),
        lambda: deliveries.claim(FIRST, ME, 1, NOON),
        lambda: deliveries.next_due(FIRST, NOON),
        lambda: deliveries.resolve(None, FIRST, arrived=True, moment=NOON, actor="Ada Lind"),
    ):
        with pytest.raises(Exception, match="2026-W21 is not known: nothing of it was planned yet"):
            refused()


def test_a_shipment_is_finished_once_nothing_of_it_is_open(store: Store) -> None:
    ship(store, 2)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    assert not store.deliveries.finish(FIRST, NOON)
    commit(store, [claimed])
    store.deliveries.record(ME, [settled(claimed.number, D.UNCERTAIN)], [])
    assert not store.deliveries.finish(FIRST, NOON)
    send(store, FIRST, 1)

    assert store.deliveries.finish(FIRST, NOON)
    assert store.deliveries.finish(FIRST, NOON + DAY)
    assert store.deliveries.shipments()[0].finished == NOON
    store.deliveries.resolve(None, FIRST, arrived=False, moment=NOON, actor="Ada Lind")
    assert store.deliveries.shipments()[0].finished is None


def test_a_person_says_what_became_of_what_nobody_could_know(store: Store) -> None:
    ship(store, 4)
    claimed = store.deliveries.claim(FIRST, ME, 4, NOON)
    commit(store, claimed)
    doubts = [settled(it.number, D.UNCERTAIN) for it in claimed[:3]]
    store.deliveries.record(ME, [*doubts, settled(claimed[3].number, D.FAILED)], [])
    first, second, _, refused = [it.number for it in claimed]

    def resolve(numbers: list[int] | None, *, arrived: bool) -> int:
        return store.deliveries.resolve(numbers, FIRST, arrived=arrived, moment=NOON + HOUR, actor="Ada Lind")

    assert resolve([first, refused, 999], arrived=True) == 1
    assert resolve([second], arrived=False) == 1
    assert states(store) == {1: D.SENT, 2: D.PENDING, 3: D.UNCERTAIN, 4: D.FAILED}
    assert replies(store) == {1: "Ada Lind says that it arrived", 2: "Ada Lind says that it did not arrive"}
    assert [resolve(None, arrived=False), resolve(None, arrived=False)] == [1, 0]
    assert resolve([refused], arrived=False) == 1
    assert states(store) == {1: D.SENT, 2: D.PENDING, 3: D.PENDING, 4: D.PENDING}
    assert [it.tries for it in store.deliveries.claim(FIRST, ME, 9, NOON)] == [0, 0, 0]


def test_what_came_back_is_sent_again_where_somebody_asks_for_that_one(store: Store) -> None:
    ship(store, 2)
    send(store, FIRST, 2)
    numbers = [it.number for it in store.deliveries.rows(FIRST)]
    for number in numbers:
        assert store.deliveries.returned(number, NOON, "452 4.2.2 mailbox full")
    before = store.deliveries.taken(FIRST)

    def resolve(some: list[int] | None, *, arrived: bool) -> int:
        return store.deliveries.resolve(some, FIRST, arrived=arrived, moment=NOON, actor="Ada Lind")

    assert [resolve(None, arrived=False), resolve(numbers, arrived=True)] == [0, 0]
    assert resolve(numbers[:1], arrived=False) == 1
    (claimed,) = store.deliveries.claim(FIRST, ME, 9, NOON)
    assert store.deliveries.record(ME, [], [(claimed.number, NOON + HOUR)]) == {claimed.number}
    store.deliveries.record(ME, [settled(claimed.number, D.SENT)], [])

    assert states(store) == {1: D.SENT, 2: D.BOUNCED}
    assert store.deliveries.taken(FIRST) == before


def test_what_did_not_arrive_is_not_sent_again_where_a_correction_is_planned(store: Store) -> None:
    ship(store, 1)
    claimed = store.deliveries.claim(FIRST, ME, 1, NOON)
    commit(store, claimed)
    store.deliveries.record(ME, [settled(claimed[0].number, D.UNCERTAIN)], [])
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    store.deliveries.resolve(None, FIRST, arrived=False, moment=NOON, actor="Ada Lind")

    assert states(store) == {1: D.LEFT_OUT}
    assert states(store, SECOND_REVISION) == {1: D.PENDING}


def test_only_what_was_sent_comes_back(store: Store) -> None:
    numbers = with_every_outcome(store)

    came_back = {
        state for state, number in numbers.items() if store.deliveries.returned(number, NOON, "550 \0")
    }

    assert came_back == {D.SENT, D.UNCERTAIN}
    assert store.deliveries.tally(FIRST)[D.BOUNCED] == 3
    assert r"550 \x00" in replies(store).values()


def test_what_was_taken_stays_so_whatever_becomes_of_it(store: Store) -> None:
    ship(store, 3)
    nothing = store.deliveries.taken(FIRST)
    claimed = store.deliveries.claim(FIRST, ME, 3, NOON)
    for late, each in enumerate(reversed(claimed)):
        store.deliveries.record(ME, [], [(each.number, NOON + late * SECOND)])
    store.deliveries.record(ME, [settled(each.number, D.SENT) for each in claimed[1:]], [])
    two = store.deliveries.taken(FIRST)

    store.deliveries.returned(claimed[1].number, NOON, "550 gone")
    store.deliveries.record(ME, [settled(claimed[0].number, D.SENT)], [])
    change(store, 1, address="", name="")

    assert (nothing.count, two.count) == (0, 2)
    assert store.deliveries.taken(FIRST, 2) == two
    assert store.deliveries.taken(FIRST).count == 3
    assert store.deliveries.taken(FIRST, 1).digest != two.digest


# ---- At a glance -----------------------------------------------------------------------------------------------------


def test_what_is_due_is_seen_at_a_glance(place: Place) -> None:
    def due(moment: object = NOON) -> bool:
        seen = deliveries_due(place.folder, place.url, moment)  # type: ignore[arg-type]
        with place.open() as store:
            assert store.deliveries.is_due(moment) is seen  # type: ignore[arg-type]
        return seen

    with place.open() as store:
        ship(store, 1)
        assert due()
        store.deliveries.pause(FIRST, "", NOON)
        assert not due()
        store.deliveries.resume(FIRST)
        (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
        assert due()
        commit(store, [claimed])
        assert due()
        store.deliveries.record(ME, [settled(claimed.number, D.PENDING, not_before=NOON + HOUR)], [])
        assert not due()
        assert due(NOON + HOUR)
        assert store.deliveries.claim(FIRST, ME, 1, NOON + HOUR) != ()
        store.deliveries.record(ME, [settled(claimed.number, D.FAILED)], [])
        assert due(NOON + HOUR)  # nothing is to be sent, but nobody has said that it is over
        store.deliveries.finish(FIRST, NOON + HOUR)
        assert not due(NOON + HOUR)


def test_where_a_look_does_not_do_the_store_is_asked_what_is_due(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.open() as store:
        ship(store, 1)
    monkeypatch.setattr("briefs.store.glance._DUE", "SELECT what_no_table_has, {} FROM shipment")

    assert deliveries_due(place.folder, place.url, NOON)


def test_nothing_is_due_where_nothing_was_ever_sent(place: Place, tmp_path: Path) -> None:
    assert not deliveries_due(place.folder, place.url, NOON)
    place.open().close()
    assert not deliveries_due(place.folder, place.url, NOON)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.executescript((HERE / "schema_2.sql").read_text("utf-8"))
    assert not deliveries_due(tmp_path, None, NOON)


# ---- Damage ----------------------------------------------------------------------------------------------------------

CONTRADICTIONS = (
    ("UPDATE delivery SET attempted = NULL WHERE state = 'sent'", "is sent, but was never let go"),
    ("UPDATE delivery SET attempted = NULL WHERE state = 'bounced'", "is bounced, but was never let go"),
    ("UPDATE delivery SET taken = NULL WHERE state = 'sent'", "is sent, but no server took it"),
    ("UPDATE delivery SET sender = NULL WHERE state = 'committing'", "is committing, but nobody has it"),
    ("UPDATE delivery SET tries = -1 WHERE state = 'failed'", "is failed, and was tried less than never"),
    ("UPDATE delivery SET reader = 99 WHERE state = 'failed'", "refers to what is not in reader"),
    ("UPDATE delivery SET changed = 'odd' WHERE state = 'failed'", "holds no moment: 'odd'"),
    ("UPDATE delivery SET attempted = 'odd' WHERE state = 'sent'", "holds no moment: 'odd'"),
    ("UPDATE shipment SET finished = planned", "is finished, but not every delivery of it is"),
    ("UPDATE shipment SET lists = 'odd'", "holds no lists: 'odd'"),
    ("UPDATE shipment SET lists = '[1]'", "holds no lists: '[1]'"),
)


def test_a_store_that_contradicts_itself_says_where(place: Place) -> None:
    with place.open() as store:
        with_every_outcome(store)
        told = store.check()
        for statement, message in CONTRADICTIONS:
            place.change(statement)
            found = store.check()
            (fresh,) = {*found} - {*told}

            assert fresh.message == message
            assert fresh.place.split()[0] in {"delivery", "shipment"}
            told = found
