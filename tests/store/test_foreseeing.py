"""Who would not get a shipment is known before it is sent, for the reasons for which the ledger leaves them out."""

from briefs.model import InDoubt, Marking
from briefs.store import Store
from briefs.store.glance import deliveries_held
from tests.store.contents import NOON
from tests.store.places import Place
from tests.store.shipping import (
    FIRST,
    ME,
    D,
    add_readers,
    address,
    change,
    commit,
    issue,
    remove,
    replies,
    ship,
    states,
    suppress,
)


def test_who_would_be_left_out_is_whom_the_ledger_then_leaves_out(store: Store) -> None:
    ship(store, 4)
    remove(store, 1)
    suppress(store, 2)
    change(store, 3, clearance=0)
    add_readers(store, [5, 6])
    suppress(store, 5)
    with store._database.writing() as connection:  # noqa: SLF001 - what was planned when it was less open
        connection.exec_driver_sql("UPDATE shipment SET marking = 2")

    foreseen = store.deliveries.withheld(FIRST, ["desk"], Marking.CLEAR)
    claimed = store.deliveries.claim(FIRST, ME, 9, NOON)

    assert [it.is_planned for it in foreseen] == [True, True, True, False]
    assert [it.address for it in foreseen[1:]] == [address(2), address(3), address(5)]
    assert [it.reader for it in claimed] == [4]
    assert [it.why for it in foreseen[:3]] == [replies(store)[number] for number in (1, 2, 3)]
    assert [number for number, state in states(store).items() if state is D.LEFT_OUT] == [1, 2, 3]


def test_who_is_on_no_list_that_is_meant_is_not_told_of(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2], lists=("press",))
    suppress(store, 1)

    assert store.deliveries.withheld(FIRST, ["desk"], Marking.CLEAR) == ()
    assert len(store.deliveries.withheld(FIRST, [], Marking.CLEAR)) == 1


def test_deliveries_are_counted_on_some_lists(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2], lists=("desk", "press"))
    add_readers(store, [3], lists=("board",))
    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)

    assert store.deliveries.tally_on(FIRST, ["press", "desk"]) == {D.PENDING: 2}
    assert store.deliveries.tally_on(FIRST, ["nobody"]) == {}


def test_what_waits_for_a_person_is_seen_at_a_glance(place: Place) -> None:
    def held() -> bool:
        return deliveries_held(place.folder, place.url)

    assert not held()
    with place.open() as store:
        ship(store, 1)
        assert not held()
        store.deliveries.pause(FIRST, "blocked", NOON)
        assert held()
        store.deliveries.resume(FIRST)
        with store.deliveries.held(ME):
            (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
            commit(store, [claimed])
        store.deliveries.recover(InDoubt.HOLD, NOON)
        assert held()
        store.deliveries.resolve(None, FIRST, arrived=True, moment=NOON, actor="Ada")
        assert not held()
