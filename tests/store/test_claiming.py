"""Deliveries in the hands of senders: nothing is let go that is not committed, and nothing is taken from who has it."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from briefs.errors import StoreBusy
from briefs.model import DELIVERY_MOVES, InDoubt, Marking
from briefs.store import Recovered, Store, claiming
from briefs.store.delivery_tables import reader
from briefs.store.encoding import stamp
from tests.store.contents import DAY, HOUR, NOON
from tests.store.places import Place, a_place
from tests.store.shipping import (
    FIRST,
    ME,
    SECOND,
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
    subscribe,
    suppress,
    withdraw,
)

OTHER = "another-sender"
DROPPED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_what_is_due_is_claimed_in_order_and_once(store: Store) -> None:
    ship(store, 5)

    mine = store.deliveries.claim(FIRST, ME, 2, NOON)
    others = store.deliveries.claim(FIRST, OTHER, 9, NOON)

    assert [it.reader for it in (*mine, *others)] == [1, 2, 3, 4, 5]
    assert store.deliveries.claim(FIRST, ME, 9, NOON) == ()
    assert set(states(store).values()) == {D.CLAIMED}


def test_a_claim_says_all_that_a_message_needs_to_know_of_its_reader(store: Store) -> None:
    issue(store)
    add_readers(store, [7], name="Zoë \N{FERRY}", language="ko")
    subscribe(store, 7, "tides", "ferries")
    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)

    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)

    assert (claimed.shipment, claimed.reader, claimed.ascii) == (FIRST, 7, address(7))
    assert (claimed.name, claimed.language, claimed.tries) == ("Zoë \N{FERRY}", "ko", 0)
    assert claimed.themes == ("ferries", "tides")
    found = store.deliveries.delivery(claimed.number)
    assert found is not None
    assert (found.address, found.name, found.key) == (address(7), "Zoë \N{FERRY}", "key 0000007")
    assert (found.state, found.changed, found.shipment) == (D.CLAIMED, NOON, FIRST)
    assert store.deliveries.delivery(claimed.number + 1) is None


def test_who_must_not_get_it_any_more_is_left_out_with_the_reason(store: Store) -> None:
    ship(store, 4)
    suppress(store, 1)
    remove(store, 2)
    store.deliveries.plan(FIRST, [], Marking.AMBER, NOON)
    change(store, 3, clearance=1)

    claimed = store.deliveries.claim(FIRST, ME, 1, NOON)

    assert [it.reader for it in claimed] == [4]
    assert replies(store) == {
        1: "its reader is not to be written to: unsubscribed",
        2: "its reader was removed",
        3: "its reader is not cleared for TLP:AMBER",
    }
    assert states(store) == {1: D.LEFT_OUT, 2: D.LEFT_OUT, 3: D.LEFT_OUT, 4: D.CLAIMED}


def test_a_claim_looks_past_many_who_must_not_get_it(store: Store) -> None:
    ship(store, 1_200)
    with store._database.writing() as connection:  # noqa: SLF001 - there is no quicker way for so many
        connection.execute(update(reader).where(reader.c.id % 600 != 0).values(removed=stamp(NOON)))

    assert [it.reader for it in store.deliveries.claim(FIRST, ME, 1, NOON)] == [600]
    assert [it.reader for it in store.deliveries.claim(FIRST, ME, 5, NOON)] == [1_200]
    assert store.deliveries.tally(FIRST) == {D.CLAIMED: 2, D.LEFT_OUT: 1_198}


def test_a_claim_ends_for_no_number_of_readers_who_must_not_get_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "AT_ONCE", 3)
    monkeypatch.setattr(claiming, "MOST_ROUNDS", 2)
    ship(store, 40)
    with store._database.writing() as connection:  # noqa: SLF001 - as above
        connection.execute(update(reader).where(reader.c.id < 40).values(removed=stamp(NOON)))

    assert [it.reader for it in store.deliveries.claim(FIRST, ME, 9, NOON)] == [40]
    assert store.deliveries.claim(FIRST, ME, 9, NOON) == ()


def test_nothing_of_what_is_paused_is_claimed_until_it_goes_on(store: Store) -> None:
    ship(store, 1)

    store.deliveries.pause(FIRST, "535 the password is refused", NOON)
    store.deliveries.pause(FIRST, "something else", NOON + HOUR)

    assert store.deliveries.claim(FIRST, ME, 1, NOON) == ()
    assert store.deliveries.next_due(FIRST, NOON) is None
    assert store.deliveries.standstill(FIRST) == "2026-W21 is paused: 535 the password is refused"
    (shipped,) = store.deliveries.shipments()
    assert (shipped.paused, shipped.because) == (NOON, "535 the password is refused")
    store.deliveries.resume(FIRST)
    assert store.deliveries.standstill(FIRST) is None
    assert (store.deliveries.shipments()[0].paused, store.deliveries.shipments()[0].because) == (None, "")
    assert send(store, FIRST, 1) == [1]


def test_a_message_is_let_go_only_by_who_holds_it(store: Store) -> None:
    ship(store, 3)
    first, second = store.deliveries.claim(FIRST, ME, 2, NOON)
    numbers = [first.number, second.number, second.number + 1, 999]

    assert store.deliveries.record(OTHER, [], [(number, NOON) for number in numbers]) == frozenset()
    assert set(states(store).values()) == {D.CLAIMED, D.PENDING}
    found = store.deliveries.record(ME, [], [(number, NOON) for number in numbers])
    assert found == {first.number, second.number}
    assert states(store) == {1: D.COMMITTING, 2: D.COMMITTING, 3: D.PENDING}


def test_who_refuses_after_the_claim_is_left_out_before_the_message_is_let_go(store: Store) -> None:
    ship(store, 4)
    store.deliveries.plan(FIRST, [], Marking.AMBER, NOON)
    numbers = [it.number for it in store.deliveries.claim(FIRST, ME, 4, NOON)]
    suppress(store, 1)
    remove(store, 2)
    change(store, 3, clearance=1)

    mine = store.deliveries.record(ME, [], [(number, NOON) for number in numbers])

    assert mine == {numbers[3]}
    assert replies(store) == {
        1: "its reader is not to be written to: unsubscribed",
        2: "its reader was removed",
        3: "its reader is not cleared for TLP:AMBER",
    }
    assert states(store) == {1: D.LEFT_OUT, 2: D.LEFT_OUT, 3: D.LEFT_OUT, 4: D.COMMITTING}
    assert store.deliveries.attempts_since(NOON - SECOND) == 1


def test_nothing_that_was_claimed_is_let_go_once_it_is_paused(store: Store) -> None:
    ship(store, 2)
    begun, waiting = (it.number for it in store.deliveries.claim(FIRST, ME, 2, NOON))
    store.deliveries.record(ME, [], [(begun, NOON)])
    store.deliveries.pause(FIRST, "a wrong figure", NOON)

    mine = store.deliveries.record(ME, [settled(begun, D.SENT)], [(waiting, NOON)])

    assert mine == frozenset()
    assert states(store) == {1: D.SENT, 2: D.PENDING}
    store.deliveries.resume(FIRST)
    assert send(store, FIRST, 2) == [2]


def test_nothing_that_was_claimed_is_let_go_once_its_edition_is_withdrawn(store: Store) -> None:
    ship(store, 2)
    (waiting, _) = store.deliveries.claim(FIRST, ME, 2, NOON)
    withdraw(store)

    assert store.deliveries.record(ME, [], [(waiting.number, NOON)]) == frozenset()
    assert states(store) == {1: D.LEFT_OUT, 2: D.CLAIMED}


def test_nothing_that_was_claimed_is_let_go_once_a_correction_is_issued(store: Store) -> None:
    ship(store, 1)
    (waiting,) = store.deliveries.claim(FIRST, ME, 1, NOON)
    issue(store, 1)

    assert store.deliveries.record(ME, [], [(waiting.number, NOON)]) == frozenset()
    assert states(store) == {1: D.PENDING}


def test_what_is_recorded_twice_is_recorded_once(store: Store) -> None:
    ship(store, 2)
    first, second = store.deliveries.claim(FIRST, ME, 2, NOON)
    commit(store, [first])
    group = [settled(first.number, D.PENDING, reply="451 later")], [(second.number, NOON)]

    assert store.deliveries.record(ME, *group) == store.deliveries.record(ME, *group) == {second.number}

    row = store.deliveries.delivery(first.number)
    assert row is not None
    assert (row.state, row.tries, row.server, row.reply) == (D.PENDING, 1, "mail.example", "451 later")


def test_what_was_put_off_is_due_later_and_counts_as_a_try_where_it_was_the_readers(store: Store) -> None:
    ship(store, 2)
    first, second = store.deliveries.claim(FIRST, ME, 2, NOON)
    theirs = settled(first.number, D.PENDING, not_before=NOON + HOUR)
    ours = settled(second.number, D.PENDING, not_before=NOON + DAY, is_try=False)
    store.deliveries.record(ME, [theirs, ours], [])

    assert store.deliveries.claim(FIRST, ME, 9, NOON + HOUR - SECOND) == ()
    assert store.deliveries.next_due(FIRST, NOON) == NOON + HOUR
    assert store.deliveries.next_due(FIRST, NOON + 2 * HOUR) == NOON + 2 * HOUR
    again = store.deliveries.claim(FIRST, ME, 9, NOON + HOUR)
    assert [(it.number, it.tries) for it in again] == [(first.number, 1)]
    commit(store, again)
    store.deliveries.record(ME, [settled(first.number, D.SENT, reply="250 ok")], [])
    row = store.deliveries.delivery(first.number)
    assert row is not None
    assert (row.state, row.tries, row.not_before) == (D.SENT, 2, None)
    assert [it.tries for it in store.deliveries.claim(FIRST, ME, 9, NOON + DAY)] == [0]
    assert store.deliveries.next_due(FIRST, NOON) is None


@pytest.mark.parametrize("begun", [False, True], ids=["claimed", "committing"])
def test_a_sender_settles_what_the_moves_allow(store: Store, *, begun: bool) -> None:
    ship(store, len(D))
    claimed = store.deliveries.claim(FIRST, ME, len(D), NOON)
    before = D.COMMITTING if begun else D.CLAIMED
    if begun:
        commit(store, claimed)

    store.deliveries.record(ME, [settled(it.number, state) for it, state in zip(claimed, D, strict=True)], [])

    possible = DELIVERY_MOVES[before] - {D.COMMITTING}
    assert [*states(store).values()] == [state if state in possible else before for state in D]


def test_what_was_not_begun_is_given_back(store: Store) -> None:
    ship(store, 4)
    first, second, third = store.deliveries.claim(FIRST, ME, 3, NOON)
    store.deliveries.claim(FIRST, OTHER, 1, NOON)
    commit(store, [first])

    assert store.deliveries.release(ME, [first.number, second.number], NOON) == 1
    assert states(store) == {1: D.COMMITTING, 2: D.PENDING, 3: D.CLAIMED, 4: D.CLAIMED}
    assert store.deliveries.release(ME, None, NOON) == 1
    assert states(store) == {1: D.COMMITTING, 2: D.PENDING, 3: D.PENDING, 4: D.CLAIMED}
    assert store.deliveries.record(ME, [], [(third.number, NOON)]) == frozenset()


def test_a_reply_is_kept_whatever_signs_it_has_and_not_without_end(store: Store) -> None:
    ship(store, 1)
    (claimed,) = store.deliveries.claim(FIRST, ME, 1, NOON)

    store.deliveries.record(ME, [settled(claimed.number, D.FAILED, reply="550 \0\ud800" + "x" * 9_999)], [])

    assert replies(store)[1].startswith(r"550 \x00\ud800xxx")
    assert len(replies(store)[1]) < 1_100


# ---- Senders that are no more ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_doubt", "after", "recovered"),
    [
        (InDoubt.RESEND, D.PENDING, Recovered(released=1, resent=1)),
        (InDoubt.HOLD, D.UNCERTAIN, Recovered(released=1, held=1)),
    ],
)
def test_what_a_dead_sender_had_in_hand_is_anybodys_and_what_may_have_arrived_is_told(
    store: Store, in_doubt: InDoubt, after: D, recovered: Recovered
) -> None:
    ship(store, 4)
    first, second = store.deliveries.claim(FIRST, ME, 2, NOON)
    commit(store, [first])
    with store.deliveries.held(OTHER):
        store.deliveries.claim(FIRST, OTHER, 1, NOON)

        assert store.deliveries.recover(in_doubt, NOON) == recovered
        assert states(store) == {1: after, 2: D.PENDING, 3: D.CLAIMED, 4: D.PENDING}
        assert store.deliveries.recover(in_doubt, NOON) == Recovered()
    assert [it.tries for it in store.deliveries.rows(FIRST)] == [1, 0, 0, 0]
    assert replies(store)[1].startswith("its sender ended before it knew the answer; ")
    assert store.deliveries.record(ME, [], [(first.number, NOON), (second.number, NOON)]) == frozenset()
    assert store.deliveries.recover(in_doubt, NOON) == Recovered(released=1)


@pytest.mark.parametrize("in_doubt", InDoubt)
def test_a_sender_that_was_taken_for_dead_is_believed_what_was_answered(
    store: Store, in_doubt: InDoubt
) -> None:
    ship(store, 2)
    claimed = store.deliveries.claim(FIRST, ME, 2, NOON)
    commit(store, claimed)
    store.deliveries.recover(in_doubt, NOON)
    if in_doubt is InDoubt.RESEND:
        assert len(store.deliveries.claim(FIRST, OTHER, 1, NOON)) == 1

    store.deliveries.record(ME, [settled(it.number, D.SENT) for it in claimed], [])

    taken = D.CLAIMED if in_doubt is InDoubt.RESEND else D.SENT
    assert states(store) == {1: taken, 2: D.SENT}


def test_a_sender_has_its_name_for_itself_and_gives_it_back(place: Place) -> None:
    with place.open() as store, place.open() as other:
        for _ in range(2):
            with store.deliveries.held(ME):
                with (
                    pytest.raises(StoreBusy, match=f"another process sends as {ME}"),
                    other.deliveries.held(ME),
                ):
                    pass
                with other.deliveries.held(OTHER):
                    pass


def test_a_sender_is_called_what_can_be_the_name_of_a_file(store: Store) -> None:
    for name in ("", "../instance.json", ".hidden", "a/b", "a b", "x" * 101, "ä", "a\n"):
        with pytest.raises(ValueError, match="no name for a sender"), store.deliveries.held(name):
            pass


def test_a_sender_whose_server_was_restarted_keeps_what_it_has_and_its_name(tmp_path: Path) -> None:
    place = a_place("postgresql", tmp_path)
    with place.open() as store, place.open() as other, store.deliveries.held(ME):
        ship(store, 2)
        (mine,) = store.deliveries.claim(FIRST, ME, 1, NOON)
        for go_on in (
            lambda: store.deliveries.recover(InDoubt.RESEND, NOON),
            lambda: store.deliveries.claim(FIRST, ME, 1, NOON + DAY),
        ):
            with place.raw() as connection:
                connection.execute(DROPPED)
            go_on()

            assert other.deliveries.recover(InDoubt.RESEND, NOON) == Recovered()
            with pytest.raises(StoreBusy, match="another process sends as"), other.deliveries.held(ME):
                pass
        commit(store, [mine])
        assert states(store) == {1: D.COMMITTING, 2: D.CLAIMED}


# ---- Rates, and what is due ------------------------------------------------------------------------------------------


def test_every_attempt_counts_and_is_forgotten_when_no_rate_can_ask_for_it(store: Store) -> None:
    ship(store, 1)
    for minute in range(5):
        now = NOON + datetime.timedelta(minutes=minute)
        (claimed,) = store.deliveries.claim(FIRST, ME, 1, now)
        store.deliveries.record(ME, [], [(claimed.number, now)])
        # Told twice, because it was not heard that it was done, it is one.
        store.deliveries.record(ME, [], [(claimed.number, now)])
        store.deliveries.record(ME, [settled(claimed.number, D.PENDING)], [])

    assert store.deliveries.attempts_since(NOON - HOUR) == 5
    assert store.deliveries.oldest_attempt_since(NOON - HOUR) == NOON
    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON + DAY)
    assert store.deliveries.attempts_since(NOON - HOUR) == 5
    store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON + 3 * DAY)
    assert store.deliveries.attempts_since(NOON - HOUR) == 0


def test_attempts_are_counted_from_when_they_were_let_go(store: Store) -> None:
    ship(store, 4)
    claimed = store.deliveries.claim(FIRST, ME, 3, NOON)
    moments = [NOON + number * datetime.timedelta(milliseconds=100) for number in range(3)]
    let_go = [(it.number, moment) for it, moment in zip(claimed, moments, strict=True)]
    store.deliveries.record(ME, [], let_go)

    deliveries = store.deliveries
    assert [deliveries.attempts_since(moment) for moment in (NOON - SECOND, *moments)] == [3, 2, 1, 0]
    assert deliveries.oldest_attempt_since(NOON - SECOND) == NOON
    assert deliveries.oldest_attempt_since(moments[0]) == moments[1]
    assert deliveries.oldest_attempt_since(moments[2]) is None


# ---- Side by side ----------------------------------------------------------------------------------------------------


def test_senders_side_by_side_take_every_delivery_once(place: Place) -> None:
    readers, senders = 120, 4
    with place.open() as store:
        ship(store, readers)
    begin = threading.Barrier(senders)

    def work(name: str) -> list[int]:
        taken: list[int] = []
        with place.open() as store, store.deliveries.held(name):
            begin.wait()
            while some := send(store, FIRST, 7, sender=name):
                taken += some
        return taken

    with ThreadPoolExecutor(senders) as pool:
        taken = [number for found in pool.map(work, "abcd") for number in found]

    assert sorted(taken) == [*range(1, readers + 1)]
    with place.open() as store:
        assert store.deliveries.tally(FIRST) == {D.SENT: readers}
        assert store.deliveries.finish(FIRST, NOON)


def test_gone_on_with_after_a_pause_what_was_put_aside_is_due_at_once_and_what_was_put_off_is_not(
    store: Store,
) -> None:
    ship(store, 3)
    aside, off, _ = store.deliveries.claim(FIRST, ME, 3, NOON)
    later = NOON + 3600 * SECOND
    waits = [
        settled(aside.number, D.PENDING, reply="554 5.7.1 blocked", not_before=later),
        settled(off.number, D.PENDING, reply="451 4.2.1 later", not_before=later),
    ]
    store.deliveries.record(ME, waits, [])
    store.deliveries.release(ME, None, NOON)
    store.deliveries.pause(FIRST, "blocked", NOON)

    store.deliveries.resume(FIRST)

    assert [it.reader for it in store.deliveries.claim(FIRST, ME, 3, NOON)] == [1, 3]
