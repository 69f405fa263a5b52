"""Who gets an edition, a correction or word of a withdrawal: everybody who must, once, and nobody who must not."""

import dataclasses

import pytest
from sqlalchemy import delete, update

from briefs.errors import NotAllowed
from briefs.model import DeliveryKind, EditionState, InDoubt, Marking, Shipment
from briefs.store import Forecast, Store
from briefs.store.delivery_tables import delivery, listed
from tests.store.contents import DAY, NOON
from tests.store.lives import WEEK, lead, planned
from tests.store.shipping import (
    FIRST,
    ME,
    SECOND_REVISION,
    D,
    add_readers,
    address,
    change,
    commit,
    issue,
    remove,
    replies,
    send,
    settled,
    ship,
    states,
    suppress,
    withdraw,
)

WITHDRAWAL = Shipment(edition=WEEK, revision=0, kind=DeliveryKind.WITHDRAWAL)


def test_every_reader_on_the_lists_gets_one_delivery(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2], lists=("desk", "press"))
    add_readers(store, [3], lists=("press",))
    add_readers(store, [4], lists=("board",))

    assert store.deliveries.plan(FIRST, ["press", "desk"], Marking.CLEAR, NOON) == Forecast(readers=3)
    assert states(store) == {1: D.PENDING, 2: D.PENDING, 3: D.PENDING}
    (shipped,) = store.deliveries.shipments(WEEK)
    assert (shipped.shipment, shipped.lists) == (FIRST, ("desk", "press"))
    assert (shipped.marking, shipped.planned, shipped.finished) == (Marking.CLEAR, NOON, None)


def test_without_lists_every_reader_gets_it(store: Store) -> None:
    issue(store)
    add_readers(store, [1], lists=("desk",))
    add_readers(store, [2], lists=())

    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)

    assert states(store) == {1: D.PENDING, 2: D.PENDING}
    assert store.deliveries.shipments()[0].lists == ()


def test_planned_again_only_who_is_new_is_added(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2])
    store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON)
    send(store, FIRST, 1)
    add_readers(store, [3])

    again = store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON + DAY)

    assert again == Forecast(readers=1, already=2)
    assert states(store) == {1: D.SENT, 2: D.PENDING, 3: D.PENDING}


def test_lists_add_up_and_everybody_and_a_list_are_everybody(store: Store) -> None:
    issue(store)
    store.deliveries.plan(FIRST, ["press"], Marking.CLEAR, NOON)
    store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON + DAY)
    assert store.deliveries.shipments()[0].lists == ("desk", "press")

    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)
    store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON)
    assert store.deliveries.shipments()[0].lists == ()
    assert store.deliveries.shipments()[0].planned == NOON


def test_who_refuses_or_was_removed_is_not_planned(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2, 3])
    suppress(store, 1)
    remove(store, 2)

    assert store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON) == Forecast(readers=1, suppressed=1)
    assert states(store) == {3: D.PENDING}


def test_nobody_is_planned_where_one_may_not_see_it(store: Store) -> None:
    issue(store)
    add_readers(store, range(1, 16), clearance=1)
    add_readers(store, [20], clearance=2)

    with pytest.raises(NotAllowed) as refused:
        store.deliveries.plan(FIRST, ["desk"], Marking.AMBER, NOON)

    told = str(refused.value)
    assert told.startswith(f"{WEEK} is TLP:AMBER, and 15 readers are not cleared for it: {address(1)}, ")
    assert f"{address(10)} and 5 more; nothing is sent; raise their clearance" in told
    assert address(11) not in told
    assert store.deliveries.shipments() == ()


def test_who_refuses_needs_no_clearance(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2], clearance=0)
    suppress(store, 1)
    remove(store, 2)

    assert store.deliveries.plan(FIRST, ["desk"], Marking.RED, NOON) == Forecast(suppressed=1)


def test_a_forecast_says_what_planning_does_and_does_nothing(store: Store) -> None:
    issue(store)
    add_readers(store, [1, 2, 3])
    add_readers(store, [4], clearance=0)
    suppress(store, 3)

    foreseen = store.deliveries.forecast(FIRST, ["desk"], Marking.GREEN)

    uncleared = Forecast(readers=2, suppressed=1, uncleared=1, some_uncleared=(address(4),))
    assert foreseen == uncleared
    assert store.deliveries.shipments() == ()
    change(store, 4, clearance=1)
    done = store.deliveries.plan(FIRST, ["desk"], Marking.GREEN, NOON)
    assert done == dataclasses.replace(uncleared, readers=3, uncleared=0, some_uncleared=())


def test_who_was_left_out_is_asked_again_once_the_reason_is_over(store: Store) -> None:
    ship(store, 2)
    remove(store, 1)
    assert send(store, FIRST, 2) == [2]
    assert states(store) == {1: D.LEFT_OUT, 2: D.SENT}

    change(store, 1, removed=None)
    assert store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON) == Forecast(readers=1, already=1)
    assert states(store) == {1: D.PENDING, 2: D.SENT}
    assert 1 not in replies(store)


def test_what_was_not_published_is_not_sent(store: Store) -> None:
    for week, state in enumerate((state for state in EditionState if not state.is_issued), 1):
        record = lead(store.ledger, state, planned(week))
        unpublished = Shipment(edition=record.edition, revision=0)

        with pytest.raises(NotAllowed, match=f"{record.edition} is {state}: only what was published is sent"):
            store.deliveries.plan(unpublished, [], Marking.CLEAR, NOON)


def test_what_is_not_known_is_not_sent(store: Store) -> None:
    with pytest.raises(NotAllowed, match="2026-W21 is not known"):
        store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)


# ---- Corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_goes_to_those_whom_the_wrong_one_reached_or_was_still_to_reach(store: Store) -> None:
    ship(store, 8)
    taken, doubt, refused, returned, begun, claimed = store.deliveries.claim(FIRST, ME, 6, NOON)
    commit(store, [taken, doubt, returned, begun])
    outcomes = [(taken, D.SENT), (doubt, D.UNCERTAIN), (refused, D.FAILED), (returned, D.SENT)]
    store.deliveries.record(ME, [settled(it.number, state) for it, state in outcomes], [])
    store.deliveries.returned(returned.number, NOON, "550 no such user")
    add_readers(store, [9])
    issue(store, 1)

    foreseen = store.deliveries.forecast_correction(SECOND_REVISION, Marking.CLEAR)
    done = store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    assert foreseen == done == Forecast(readers=6, corrected=3)
    assert set(states(store, SECOND_REVISION)) == {1, 2, 5, 6, 7, 8}
    assert states(store) == {
        1: D.SENT,
        2: D.UNCERTAIN,
        3: D.FAILED,
        4: D.BOUNCED,
        5: D.COMMITTING,
        6: D.LEFT_OUT,
        7: D.LEFT_OUT,
        8: D.LEFT_OUT,
    }
    assert replies(store)[8] == "2026-W21 revision 1 goes out in its place"
    assert store.deliveries.record(ME, [], [(claimed.number, NOON)]) == frozenset()


def test_what_was_being_committed_is_not_sent_again_once_a_correction_is_planned(store: Store) -> None:
    ship(store, 2)
    first, second = store.deliveries.claim(FIRST, ME, 2, NOON)
    commit(store, [first, second])
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    later = settled(first.number, D.PENDING, not_before=NOON + DAY, reply="451 later")
    store.deliveries.record(ME, [later, settled(second.number, D.SENT)], [])

    assert states(store) == {1: D.LEFT_OUT, 2: D.SENT}
    assert states(store, SECOND_REVISION) == {1: D.PENDING, 2: D.PENDING}
    assert store.deliveries.finish(FIRST, NOON)


def test_what_a_sender_gives_back_late_keeps_no_shipment_open(store: Store) -> None:
    ship(store, 1)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    commit(store, [claimed])
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
    assert not store.deliveries.finish(FIRST, NOON)

    store.deliveries.recover(InDoubt.RESEND, NOON)
    assert states(store) == {1: D.LEFT_OUT}
    with store._database.writing() as connection:  # noqa: SLF001 - given back while the correction was planned
        connection.execute(update(delivery).where(delivery.c.revision == 0).values(state=D.PENDING.value))

    assert store.deliveries.finish(FIRST, NOON)
    assert states(store) == {1: D.LEFT_OUT}


def test_whoever_missed_the_first_correction_gets_the_second(store: Store) -> None:
    ship(store, 2)
    send(store, FIRST, 2)
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
    (claimed,) = store.deliveries.claim(SECOND_REVISION, ME, 1, NOON)
    store.deliveries.record(ME, [settled(claimed.number, D.FAILED)], [])
    issue(store, 2)

    third = Shipment(edition=WEEK, revision=2)
    assert store.deliveries.plan_correction(third, Marking.CLEAR, NOON).readers == 2
    assert states(store, SECOND_REVISION) == {1: D.FAILED, 2: D.LEFT_OUT}
    assert states(store, third) == {1: D.PENDING, 2: D.PENDING}


def test_who_refused_meanwhile_gets_no_correction(store: Store) -> None:
    ship(store, 3)
    send(store, FIRST, 3)
    suppress(store, 1)
    remove(store, 2)
    issue(store, 1)

    done = store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    assert done == Forecast(readers=1, suppressed=1, corrected=1)
    assert states(store, SECOND_REVISION) == {3: D.PENDING}


def test_a_correction_that_is_marked_more_strictly_is_refused_as_an_edition_is(store: Store) -> None:
    ship(store, 1)
    change(store, 1, clearance=0)
    send(store, FIRST, 1)
    issue(store, 1)

    with pytest.raises(NotAllowed, match="2026-W21 revision 1 is TLP:RED, and 1 reader is not cleared"):
        store.deliveries.plan_correction(SECOND_REVISION, Marking.RED, NOON)
    assert [shipped.shipment for shipped in store.deliveries.shipments()] == [FIRST]


def test_one_reader_who_may_not_see_a_correction_stops_it_until_a_person_says_what_becomes_of_him(
    store: Store,
) -> None:
    ship(store, 3)
    send(store, FIRST, 3)
    change(store, 2, clearance=0)
    with store._database.writing() as connection:  # noqa: SLF001 - the advice for an edition is of no help here
        connection.execute(delete(listed))
    issue(store, 1)

    with pytest.raises(NotAllowed, match=r"reader2@desk\.example; nothing is sent; who was") as no:
        store.deliveries.plan_correction(SECOND_REVISION, Marking.AMBER, NOON)

    assert "off the lists" not in str(no.value)
    assert "briefs readers suppress ADDRESS --because" in str(no.value)
    suppress(store, 2)
    assert store.deliveries.plan_correction(SECOND_REVISION, Marking.AMBER, NOON).readers == 2


def test_a_revision_that_goes_to_lists_forgets_nobody_who_was_still_to_get_the_first(store: Store) -> None:
    ship(store, 1)
    add_readers(store, [2], lists=("press",))
    issue(store, 1)

    store.deliveries.plan(SECOND_REVISION, ["press"], Marking.CLEAR, NOON)

    assert states(store) == {1: D.LEFT_OUT}
    assert states(store, SECOND_REVISION) == {1: D.PENDING, 2: D.PENDING}


def test_who_makes_a_correction_knows_who_was_sent_what_it_corrects(store: Store) -> None:
    ship(store, 2)
    send(store, FIRST, 1)
    issue(store, 1)

    assert store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON).corrected == 1
    claimed = store.deliveries.claim(SECOND_REVISION, ME, 9, NOON)

    assert [it.had_earlier for it in claimed] == [True, False]


def test_who_was_put_off_after_the_last_byte_had_nothing_yet(store: Store) -> None:
    ship(store, 1)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    commit(store, [claimed])
    later = settled(claimed.number, D.PENDING, not_before=NOON + DAY, reply="451 4.7.1 greylisted")
    store.deliveries.record(ME, [later], [])
    issue(store, 1)

    assert store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON).corrected == 0
    (again,) = store.deliveries.claim(SECOND_REVISION, ME, 1, NOON)
    assert not again.had_earlier


def test_what_may_have_arrived_before_a_kill_counts_as_sent_whatever_its_row_says_now(store: Store) -> None:
    ship(store, 1)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    commit(store, [claimed])
    store.deliveries.recover(InDoubt.RESEND, NOON)
    issue(store, 1)

    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    assert states(store) == {1: D.LEFT_OUT}
    (again,) = store.deliveries.claim(SECOND_REVISION, ME, 1, NOON)
    assert again.had_earlier


def test_what_was_given_up_in_doubt_may_have_arrived_and_is_corrected(store: Store) -> None:
    ship(store, 3)
    claimed = store.deliveries.claim(FIRST, ME, 3, NOON)
    commit(store, claimed)
    doubtful, refused, back = (it.number for it in claimed)
    store.deliveries.record(
        ME,
        [
            settled(doubtful, D.FAILED, is_doubtful=True),
            settled(refused, D.FAILED),
            settled(back, D.PENDING, is_doubtful=True),
        ],
        [],
    )
    # A no that is said to the next message takes nothing back of the first.
    send(store, FIRST, 1)
    store.deliveries.returned(back, NOON, "550 nobody of that name")
    issue(store, 1)

    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    assert states(store) == {1: D.FAILED, 2: D.FAILED, 3: D.BOUNCED}
    assert states(store, SECOND_REVISION) == {1: D.PENDING}


# ---- Withdrawals -----------------------------------------------------------------------------------------------------


def test_word_of_a_withdrawal_goes_to_those_who_have_any_revision(store: Store) -> None:
    ship(store, 4)
    send(store, FIRST, 2)
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
    assert send(store, SECOND_REVISION, 3) == [1, 2, 3]
    withdraw(store, 1)
    word = dataclasses.replace(WITHDRAWAL, revision=1)

    assert store.deliveries.forecast_withdrawal(word) == Forecast(readers=3)
    assert store.deliveries.plan_withdrawal(word, NOON) == Forecast(readers=3)

    assert states(store, word) == {1: D.PENDING, 2: D.PENDING, 3: D.PENDING}
    assert states(store, SECOND_REVISION)[4] is D.LEFT_OUT
    assert (
        replies(store, SECOND_REVISION)[4]
        == "word that 2026-W21 revision 1 was withdrawn goes out in its place"
    )
    assert store.deliveries.claim(word, ME, 9, NOON) != ()


def test_word_of_a_withdrawal_goes_to_those_who_may_have_a_revision_whatever_followed(store: Store) -> None:
    ship(store, 3)
    commit(store, store.deliveries.claim(FIRST, ME, 2, NOON))
    store.deliveries.recover(InDoubt.RESEND, NOON)
    (again, _, _) = store.deliveries.claim(FIRST, ME, 3, NOON)
    store.deliveries.record(ME, [settled(again.number, D.FAILED, reply="550 nobody of that name")], [])
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
    assert states(store) == {1: D.FAILED, 2: D.LEFT_OUT, 3: D.LEFT_OUT}
    withdraw(store, 1)
    word = dataclasses.replace(WITHDRAWAL, revision=1)

    assert store.deliveries.plan_withdrawal(word, NOON) == Forecast(readers=2)

    assert states(store, word) == {1: D.PENDING, 2: D.PENDING}


def test_who_says_that_it_did_not_arrive_ends_the_doubt(store: Store) -> None:
    ship(store, 1)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    commit(store, [claimed])
    store.deliveries.record(ME, [settled(claimed.number, D.FAILED, is_doubtful=True)], [])
    store.deliveries.resolve([claimed.number], FIRST, arrived=False, moment=NOON, actor="Bo Ek")
    withdraw(store)

    assert store.deliveries.forecast_withdrawal(WITHDRAWAL) == Forecast()


def test_nobody_is_told_of_a_withdrawal_of_what_stands(store: Store) -> None:
    ship(store, 1)

    with pytest.raises(NotAllowed, match="2026-W21 is published: readers are told that it was withdrawn"):
        store.deliveries.plan_withdrawal(WITHDRAWAL, NOON)


def test_a_revision_after_a_withdrawal_goes_out_in_the_place_of_the_word(store: Store) -> None:
    ship(store, 1)
    send(store, FIRST, 1)
    withdraw(store)
    store.deliveries.plan_withdrawal(WITHDRAWAL, NOON)
    issue(store, 1)

    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    assert states(store, WITHDRAWAL) == {1: D.LEFT_OUT}
    assert send(store, SECOND_REVISION, 1) == [1]
    with pytest.raises(NotAllowed, match="is not sent any more: 2026-W21 revision 1 goes out in its place"):
        store.deliveries.plan_withdrawal(WITHDRAWAL, NOON)


@pytest.mark.parametrize("what", ["corrected", "withdrawn"])
def test_nothing_leaves_of_what_was_overtaken_before_readers_are_told_so(store: Store, what: str) -> None:
    ship(store, 2)
    send(store, FIRST, 1)
    if what == "corrected":
        issue(store, 1)
    else:
        withdraw(store)

    assert store.deliveries.claim(FIRST, ME, 2, NOON) == ()
    assert store.deliveries.next_due(FIRST, NOON) is None
    assert states(store) == {1: D.SENT, 2: D.PENDING}
    expected = "2026-W21 revision 1 goes out in its place" if what == "corrected" else "2026-W21 is withdrawn"
    assert store.deliveries.standstill(FIRST) == expected


def test_what_is_left_of_what_was_withdrawn_is_left_out_and_waits_for_what_comes_out_instead(
    store: Store,
) -> None:
    ship(store, 3)
    send(store, FIRST, 1)
    remove(store, 3)
    assert store.deliveries.withdrawn(FIRST, NOON) == 0
    assert states(store)[2] is D.PENDING
    withdraw(store)

    assert store.deliveries.withdrawn(FIRST, NOON) == 1
    assert store.deliveries.withdrawn(FIRST, NOON) == 1

    assert states(store) == {1: D.SENT, 2: D.LEFT_OUT, 3: D.LEFT_OUT}
    assert (replies(store)[2], replies(store)[3]) == ("it was withdrawn", "its reader was removed")
    issue(store, 1)
    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)
    assert states(store, SECOND_REVISION) == {1: D.PENDING, 2: D.PENDING}


def test_why_a_delivery_is_left_out_is_in_our_words_and_follows_no_servers_name(store: Store) -> None:
    ship(store, 3)
    put_off, gone, _ = store.deliveries.claim(FIRST, ME, 3, NOON)
    later = [settled(it.number, D.PENDING, reply="451 later") for it in (put_off, gone)]
    store.deliveries.record(ME, later, [])
    remove(store, 2)
    issue(store, 1)

    store.deliveries.plan_correction(SECOND_REVISION, Marking.CLEAR, NOON)

    rows = list(store.deliveries.rows(FIRST))
    place = "2026-W21 revision 1 goes out in its place"
    assert [(row.server, row.reply) for row in rows] == [
        ("", place),
        ("", "its reader was removed"),
        ("", place),
    ]
