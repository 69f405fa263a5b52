"""Each reader gets the edition once: whatever the server does, and however often it is tried."""

import datetime
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from briefs.editions.delivery.dispatching import Dispatched, dispatch
from briefs.editions.delivery.round import Progress
from briefs.errors import ConfigurationError, NotAllowed, StoreBusy, StoreError
from briefs.model import Claimed, DeliveryState, InDoubt, MailServer, Rates, Security, Settled, Shipment
from briefs.store import Deliveries, Store
from tests.distribution.faults import FAULTS, Fault, FaultyServer, Point, serving
from tests.editions.delivery.dispatched import Letters, Office
from tests.store.contents import DAY, HOUR, NOON
from tests.store.places import DATABASES
from tests.store.shipping import FIRST, address, commit, replies, ship, states, suppress

D = DeliveryState
MINUTE = datetime.timedelta(minutes=1)
BOTH = pytest.mark.parametrize("database", DATABASES, indirect=True)
OURS = frozenset({"no such sender", "no service"})
FINAL = frozenset({"no such reader", "message refused"})
IN_DOUBT = frozenset(
    {"gone after the message, taken", "gone after the message, not taken", "garbage after the message, taken"}
)


def once(server: FaultyServer, readers: int) -> bool:
    """Whether each of so many readers got it, and nobody twice."""
    return server.count() == Counter(address(number) for number in range(1, readers + 1))


@BOTH
@pytest.mark.parametrize("connections", [1, 4])
def test_each_reader_gets_it_once(store: Store, connections: int) -> None:
    ship(store, 30)
    with serving() as server:
        done = Office(store=store, port=server.port).dispatch(connections=connections)

        assert once(server, 30)
    assert done == Dispatched(sent=30)
    assert states(store) == dict.fromkeys(range(1, 31), D.SENT)


def test_what_was_sent_is_not_sent_again(store: Store) -> None:
    ship(store, 5)
    with serving() as server:
        office = Office(store=store, port=server.port)
        office.dispatch()
        done = office.dispatch()

        assert once(server, 5)
    assert done == Dispatched()


def test_who_took_it_and_what_was_said_is_on_record(store: Store) -> None:
    ship(store, 1)
    with serving() as server:
        Office(store=store, port=server.port).dispatch()
        (row,) = store.deliveries.rows(FIRST)

        assert row.server == f"127.0.0.1:{server.port}"
    assert row.reply == "250 2.0.0 taken"
    assert row.tries == 1


def test_progress_is_told_up_to_the_last_message(store: Store) -> None:
    ship(store, 6)
    with serving(Fault(at=Point.RCPT, says="550 5.1.1 nobody", recipients=frozenset({address(3)}))) as server:
        office = Office(store=store, port=server.port)
        office.dispatch()

    assert office.seen[-1] == Progress(sent=5, refused=1)
    assert [each.sent for each in office.seen] == sorted(each.sent for each in office.seen)


def test_no_more_connections_are_opened_than_there_are_readers(store: Store) -> None:
    ship(store, 2)
    with serving() as server:
        Office(store=store, port=server.port).dispatch(connections=16)

        assert server.connections <= 2


def test_no_thread_is_left(store: Store) -> None:
    before = threading.active_count()
    ship(store, 8)
    with serving() as server:
        Office(store=store, port=server.port).dispatch(connections=8)
    assert threading.active_count() == before


# ---- What servers do -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("connections", [pytest.param(1, marks=pytest.mark.deep), 4])
@pytest.mark.parametrize("name", sorted(FAULTS.keys() - OURS - FINAL - IN_DOUBT))
def test_a_fault_that_passes_delays_a_reader_and_loses_and_doubles_nobody(
    store: Store, name: str, connections: int
) -> None:
    ship(store, 6)
    with serving(FAULTS[name]) as server:
        Office(store=store, port=server.port).until_done(connections=connections)

        assert server.struck == {FAULTS[name]: 1}
        assert once(server, 6)
    assert states(store) == dict.fromkeys(range(1, 7), D.SENT)


@pytest.mark.parametrize("name", sorted(FINAL))
def test_a_final_no_is_that_of_one_reader(store: Store, name: str) -> None:
    ship(store, 6)
    with serving(FAULTS[name]) as server:
        (done,) = Office(store=store, port=server.port).until_done()

        assert server.struck == {FAULTS[name]: 1}
        assert len(server.taken) == 5
    assert (done.sent, done.refused) == (5, 1)
    (said,) = [row.reply for row in store.deliveries.rows(FIRST, {D.FAILED})]
    assert said == FAULTS[name].says


@pytest.mark.parametrize("name", sorted(OURS))
def test_what_is_our_fault_pauses_the_shipment_and_marks_no_reader(store: Store, name: str) -> None:
    ship(store, 6)
    with serving(FAULTS[name]) as server:
        office = Office(store=store, port=server.port)
        paused = office.dispatch(connections=1)
        again = office.dispatch(connections=1)

        assert paused.paused is not None
        assert FAULTS[name].says[:3] in paused.paused
        assert again.paused == paused.paused
        assert server.taken == []
        assert states(store) == dict.fromkeys(range(1, 7), D.PENDING)
        assert {row.tries for row in store.deliveries.rows(FIRST)} == {0}

        store.deliveries.resume(FIRST)
        office.until_done()
        assert once(server, 6)


@pytest.mark.parametrize("name", sorted(IN_DOUBT))
def test_what_may_have_arrived_is_sent_again_with_the_same_message_id(store: Store, name: str) -> None:
    ship(store, 6)
    with serving(FAULTS[name]) as server:
        Office(store=store, port=server.port).until_done(in_doubt=InDoubt.RESEND)

        assert server.struck == {FAULTS[name]: 1}
        assert sorted(server.count()) == [address(number) for number in range(1, 7)]
        assert sorted(server.count_messages().values()) == [1] * 5 + [1 + FAULTS[name].takes]
    assert states(store) == dict.fromkeys(range(1, 7), D.SENT)
    again = [row for row in store.deliveries.rows(FIRST) if row.is_again]
    assert [(row.reply, row.tries) for row in again] == [("250 2.0.0 taken", 2)]
    assert store.deliveries.sent_again(FIRST) == 1


@pytest.mark.parametrize("name", sorted(IN_DOUBT))
def test_what_may_have_arrived_waits_for_a_person_where_the_desk_wants_that(store: Store, name: str) -> None:
    ship(store, 6)
    with serving(FAULTS[name]) as server:
        (done,) = Office(store=store, port=server.port).until_done(in_doubt=InDoubt.HOLD)

        assert server.struck == {FAULTS[name]: 1}
        assert max(server.count().values()) == 1
    assert (done.sent, done.uncertain, done.open) == (5, 1, 0)


def test_mixed_outcomes_of_one_run_are_told_apart(store: Store) -> None:
    ship(store, 40)
    grey = Fault(
        at=Point.RCPT, says="450 4.2.1 greylisted", recipients=frozenset({address(5), address(6)}), times=2
    )
    faults = (*(FAULTS[name] for name in sorted(FAULTS.keys() - OURS - IN_DOUBT)), grey)
    with serving(*faults) as server:
        Office(store=store, port=server.port).until_done()

        assert set(server.struck) == set(faults)
        refused = {row.address for row in store.deliveries.rows(FIRST, {D.FAILED})}
        assert server.count() == Counter({address(number) for number in range(1, 41)} - refused)
    assert len(refused) == 2


def test_a_server_that_takes_one_connection_only_gets_everything_by_one(store: Store) -> None:
    ship(store, 20)
    busy = Fault(at=Point.GREETING, says="421 4.7.0 too many of you", hangs_up=True, after=1, times=6)
    with serving(busy) as server:
        Office(store=store, port=server.port, jitter=0).until_done(connections=4)

        assert once(server, 20)


def test_a_server_that_ends_every_connection_after_some_messages_gets_everything(store: Store) -> None:
    ship(store, 30)
    faults = [
        Fault(at=Point.MAIL, says="421 4.3.2 enough", hangs_up=True, after=5 * n, times=1)
        for n in range(1, 5)
    ]
    with serving(*faults) as server:
        Office(store=store, port=server.port, jitter=0).dispatch(connections=1)

        assert len(server.struck) == 4
        assert once(server, 30)


def test_a_server_that_is_not_there_is_told_and_no_reader_waits_for_it(store: Store) -> None:
    ship(store, 3)
    with serving() as server:
        office = Office(store=store, port=server.port, jitter=0)
    done = office.dispatch()

    assert "cannot be reached" in done.trouble
    assert done.waits_until is not None
    assert MINUTE < done.waits_until - office.clock.now() <= HOUR
    assert (done.sent, done.later, done.open, done.paused) == (0, 0, 3, None)
    assert {(row.state, row.tries) for row in store.deliveries.rows(FIRST)} == {(D.PENDING, 0)}


def test_what_keeps_it_from_the_server_is_told_at_once_and_is_known_until_it_is_over(store: Store) -> None:
    ship(store, 3)
    with serving() as server:
        office = Office(store=store, port=server.port, jitter=0)
    office.dispatch()
    (hindered,) = store.deliveries.shipments()

    told = [progress.trouble for progress in office.seen if progress.trouble]
    assert "cannot be reached" in told[0]
    assert "cannot be reached" in hindered.because
    assert hindered.paused is None

    with serving() as server:
        Office(store=store, port=server.port).dispatch()
    (free,) = store.deliveries.shipments()
    assert free.because == ""


def test_a_server_whose_disk_is_full_is_left_alone_before_everybody_was_tried_in_vain(store: Store) -> None:
    ship(store, 40)
    full = Fault(at=Point.DOT, says="452 4.3.1 disk is full")
    with serving(full) as server:
        office = Office(store=store, port=server.port, jitter=0.002)
        done = office.dispatch(connections=1)

        assert server.struck[full] == 8
    assert (done.later, done.open, done.paused) == (8, 40, None)
    assert "452 4.3.1 disk is full" in done.trouble
    assert done.waits_until is not None
    assert done.waits_until > office.clock.now() + MINUTE


def test_a_server_that_lists_greys_hears_of_every_reader_so_that_all_can_be_taken_next_time(
    store: Store,
) -> None:
    ship(store, 40)
    grey = Fault(at=Point.RCPT, says="450 4.7.1 greylisted", times=40)
    with serving(grey) as server:
        office = Office(store=store, port=server.port)
        done = office.until_done()

        assert server.struck[grey] == 40
        assert once(server, 40)
    assert done[0].later == 40
    assert done[0].trouble == ""


def test_a_server_that_was_passed_over_is_told_though_everything_went_out(store: Store) -> None:
    ship(store, 3)
    with serving() as gone:
        pass
    with serving() as server:
        fallbacks = (MailServer(host="127.0.0.1", port=server.port, security=Security.NONE),)
        done = Office(store=store, port=gone.port).dispatch(fallbacks=fallbacks)

        assert once(server, 3)
    assert done.sent == 3
    assert f"127.0.0.1:{gone.port}: cannot be reached" in done.trouble
    assert done.detour.startswith(f"127.0.0.1:{gone.port} could not be used: cannot be reached")
    assert done.detour.endswith(f"; 3 by 127.0.0.1:{server.port}")


def test_a_password_that_is_missing_is_told_and_nobody_is_marked(store: Store) -> None:
    ship(store, 3)
    with serving() as server:
        office = Office(store=store, port=server.port)
        asking = MailServer(host="127.0.0.1", port=server.port, security=Security.STARTTLS, user="desk")
        with pytest.raises(ConfigurationError, match="no password is there"):
            office.dispatch(server=asking)
    assert office.tally() == {D.PENDING: 3}


def test_a_server_that_drops_starttls_is_sent_nothing_and_a_person_has_to_look(store: Store) -> None:
    ship(store, 3)
    with serving() as server:
        office = Office(store=store, port=server.port)
        secret = MailServer(host="127.0.0.1", port=server.port, security=Security.STARTTLS)
        done = office.dispatch(server=secret)

        assert server.taken == []
        assert "MAIL" not in " ".join(server.commands)
    assert done.paused is not None
    assert "STARTTLS" in done.paused
    assert office.tally() == {D.PENDING: 3}


def test_a_reader_at_whom_the_server_breaks_off_each_time_does_not_keep_it_from_the_others(
    store: Store,
) -> None:
    ship(store, 6)
    poison = Fault(at=Point.RCPT, hangs_up=True, recipients=frozenset({address(1)}))
    with serving(poison) as server:
        office = Office(store=store, port=server.port, jitter=0.01)
        done = office.dispatch(connections=1)

        assert (done.sent, done.later) == (5, 1)
        assert server.struck[poison] == 2
        office.clock.skip(3 * DAY)
        office.until_done(connections=1)
    assert states(store)[1] is D.FAILED
    assert replies(store)[1].startswith("given up after")


def test_a_reader_who_is_put_off_for_two_days_is_given_up(store: Store) -> None:
    ship(store, 2)
    full = Fault(at=Point.RCPT, says="452 4.2.2 mailbox full", recipients=frozenset({address(2)}))
    with serving(full) as server:
        done = Office(store=store, port=server.port, jitter=0.5).until_done()

        assert server.count() == Counter({address(1): 1})
    assert replies(store)[2] == f"given up after {len(done)} tries: 452 4.2.2 mailbox full"
    assert 10 < len(done) < 40


def test_a_server_that_refuses_everybody_is_looked_at_by_a_person_before_it_refuses_them_all(
    store: Store,
) -> None:
    ship(store, 60)
    with serving(Fault(at=Point.RCPT, says="550 relay not permitted")) as server:
        done = Office(store=store, port=server.port).dispatch(connections=1)

    assert done.paused is not None
    assert done.paused.startswith(
        "20 readers in a row were refused for good, the last with: 550 relay not permitted"
    )
    assert (done.refused, done.open) == (20, 40)


@pytest.mark.parametrize(
    ("point", "says"), [(Point.RCPT, "554 5.7.1 not from outside"), (Point.DOT, "550 5.6.0 no attachments")]
)
def test_a_rule_of_one_readers_house_keeps_nobody_else_from_it(store: Store, point: Point, says: str) -> None:
    ship(store, 6)
    rule = Fault(at=point, says=says, recipients=frozenset({address(2), address(3)}))
    with serving(rule) as server:
        office = Office(store=store, port=server.port)
        first = office.dispatch(connections=1)
        (one, other) = store.deliveries.rows(FIRST, {D.PENDING})
        began = office.clock.now()
        office.until_done(connections=1, give_up=DAY)

        assert server.count() == Counter({address(number) for number in (1, 4, 5, 6)})
    assert (first.sent, first.later, first.paused) == (4, 2, None)
    assert (one.tries, one.reply, other.reply) == (0, says, says)
    assert one.not_before is not None
    assert HOUR / 2 < one.not_before - began < 2 * HOUR
    assert states(store)[2] is D.FAILED
    assert replies(store)[2] == f"given up: {says}"


def test_three_readers_in_a_row_who_may_be_refused_for_our_fault_pause_it_and_the_last_is_named(
    store: Store,
) -> None:
    ship(store, 6)
    blocked = Fault(at=Point.RCPT, says="554 5.7.1 relay access denied", after=1)
    with serving(blocked) as server:
        office = Office(store=store, port=server.port)
        done = office.dispatch(connections=1)

        assert server.struck[blocked] == 3
    assert (done.sent, done.refused, done.open) == (1, 0, 5)
    assert done.paused is not None
    assert done.paused.startswith("3 readers in a row were refused for what may be our fault")
    assert f"{address(4)}, by 127.0.0.1:{server.port}: 554 5.7.1 relay access denied" in done.paused


def test_where_one_reader_is_all_there_is_and_may_be_refused_for_our_fault_it_is_paused(store: Store) -> None:
    ship(store, 1)
    with serving(Fault(at=Point.DOT, says="550 5.7.1 looks like spam")) as server:
        done = Office(store=store, port=server.port).dispatch()

    assert done.paused is not None
    assert f"{address(1)}, by 127.0.0.1:{server.port}: 550 5.7.1 looks like spam" in done.paused
    assert "every reader" not in done.paused


def test_readers_who_are_gone_among_others_are_nobody_elses_matter(store: Store) -> None:
    ship(store, 60)
    gone = frozenset(address(number) for number in range(1, 61) if number % 10)
    with serving(Fault(at=Point.RCPT, says="550 5.1.1 nobody", recipients=gone)) as server:
        office = Office(store=store, port=server.port)
        done = office.dispatch(connections=1)

    assert (done.sent, done.refused, done.paused) == (6, 54, None)
    assert sorted(office.gone) == [number for number in range(1, 61) if number % 10]
    assert set(office.gone.values()) == {"550 5.1.1 nobody"}


def test_a_server_that_knows_nobody_is_not_believed_of_anybody(store: Store) -> None:
    ship(store, 60)
    with serving(Fault(at=Point.RCPT, says="550 5.1.2 no such domain")) as server:
        office = Office(store=store, port=server.port)
        done = office.dispatch(connections=1)

    assert done.paused is not None
    assert (done.refused, office.gone) == (20, {})


def test_a_reader_for_whom_no_message_can_be_made_does_not_keep_it_from_the_others(store: Store) -> None:
    ship(store, 4)
    with serving() as server:
        office = Office(store=store, port=server.port, letters=Letters(wrong=frozenset({address(2)})))
        done = office.dispatch()

        assert len(server.taken) == 3
    assert (done.sent, done.refused) == (3, 1)
    assert replies(store)[2] == "no message can be made: an address with a line break"


# ---- When it ends ----------------------------------------------------------------------------------------------------


def test_told_to_stop_it_finishes_what_it_has_in_hand_and_gives_back_the_rest(store: Store) -> None:
    ship(store, 60)
    slow = Fault(at=Point.DOT, waits=0.03)
    with serving(slow) as server:
        office = Office(store=store, port=server.port)

        def stop(progress: Progress) -> None:
            if progress.sent >= 5:
                office.stop.set()

        done = office.dispatch(stop)

        assert done.stopped
        assert 5 <= done.sent < 60
        assert office.tally() == {D.SENT: done.sent, D.PENDING: 60 - done.sent}
        assert len(server.taken) == done.sent

        office.stop.clear()
        office.dispatch()
        assert once(server, 60)


def test_told_to_stop_it_does_not_wait_for_a_server_that_does_not_greet(store: Store) -> None:
    ship(store, 4)
    with serving(Fault(at=Point.GREETING, waits=2)) as server:
        office = Office(store=store, port=server.port)
        began = office.clock.now()
        done = office.dispatch(lambda _: office.stop.set())

        assert office.clock.now() - began < datetime.timedelta(seconds=2)
        assert server.taken == []
    assert (done.stopped, done.open) == (True, 4)
    assert office.tally() == {D.PENDING: 4}


def test_ended_at_once_it_leaves_what_is_in_flight_to_the_next_which_doubles_no_more_than_that(
    store: Store,
) -> None:
    ship(store, 60)
    slow = Fault(at=Point.DOT, waits=0.03)
    with serving(slow) as server:
        office = Office(store=store, port=server.port)

        def end(progress: Progress) -> None:
            if progress.sent >= 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            office.dispatch(end)
        office.dispatch()

        assert sorted(server.count()) == sorted(address(number) for number in range(1, 61))
        assert sum(server.count().values()) <= 60 + 4
    assert office.tally() == {D.SENT: 60}


def test_nothing_is_sent_of_a_shipment_that_is_paused(store: Store) -> None:
    ship(store, 2)
    store.deliveries.pause(FIRST, "somebody is looking at it", NOON)
    with serving() as server:
        done = Office(store=store, port=server.port).dispatch()

        assert server.connections == 0
    assert done == Dispatched(open=2, paused="somebody is looking at it")


def test_a_shipment_that_somebody_pauses_meanwhile_stops(store: Store) -> None:
    ship(store, 200)
    with serving(Fault(at=Point.DOT, waits=0.005)) as server:
        office = Office(store=store, port=server.port)

        def pause(progress: Progress) -> None:
            if progress.sent:
                store.deliveries.pause(FIRST, "somebody is looking at it", NOON)

        done = office.dispatch(pause, connections=1)

        assert 0 < len(server.taken) < 200
    assert done.paused == "somebody is looking at it"
    assert office.tally() == {D.SENT: done.sent, D.PENDING: 200 - done.sent}


def test_a_shipment_that_was_never_planned_is_refused(store: Store) -> None:
    ship(store, 1)
    with serving() as server:
        request = Office(store=store, port=server.port).request()
        with pytest.raises(NotAllowed, match="nothing of this was planned"):
            dispatch(store, Shipment(edition=FIRST.edition, revision=3), request, lambda _: None)


def test_a_reader_who_leaves_after_planning_gets_nothing(store: Store) -> None:
    ship(store, 3)
    suppress(store, 2)
    with serving() as server:
        done = Office(store=store, port=server.port).dispatch()

        assert sorted(server.count()) == [address(1), address(3)]
    assert (done.sent, done.left_out) == (2, 1)


# ---- Rates -----------------------------------------------------------------------------------------------------------


def test_a_rate_by_the_hour_ends_the_dispatch_and_says_when_to_go_on(store: Store) -> None:
    ship(store, 25)
    with serving() as server:
        office = Office(store=store, port=server.port)
        began = office.clock.now()
        done = office.until_done(rates=Rates(per_hour=10))

        assert once(server, 25)
    assert [each.sent for each in done] == [10, 10, 5]
    first = done[0].waits_until
    assert first is not None
    assert began + HOUR < first < began + HOUR + MINUTE


def test_a_rate_by_the_second_is_waited_for(store: Store) -> None:
    ship(store, 12)
    with serving() as server:
        office = Office(store=store, port=server.port)
        began = office.clock.now()
        done = office.dispatch(rates=Rates(per_second=40))
        took = office.clock.now() - began

        assert once(server, 12)
    assert done.sent == 12
    assert took >= datetime.timedelta(seconds=10 / 40)


def test_a_message_that_was_refused_before_it_left_uses_up_no_rate(store: Store) -> None:
    ship(store, 8)
    nobody = Fault(at=Point.RCPT, says="550 5.1.1 nobody", recipients=frozenset(map(address, range(1, 5))))
    with serving(nobody) as server:
        done = Office(store=store, port=server.port).dispatch(rates=Rates(per_day=4), connections=1)

    assert (done.sent, done.refused) == (4, 4)


# ---- More than one sender --------------------------------------------------------------------------------------------


def test_who_refuses_while_claims_wait_gets_nothing_and_a_pause_stops_what_waits(store: Store) -> None:
    ship(store, 12)

    def disturb(progress: Progress) -> None:
        if progress.sent and store.deliveries.standstill(FIRST) is None:
            suppress(store, 10)
            store.deliveries.pause(FIRST, "a wrong figure", NOON)

    with serving(Fault(at=Point.DOT, waits=0.1)) as server:
        office = Office(store=store, port=server.port)
        done = office.dispatch(disturb, connections=1)
        assert done.paused == "a wrong figure"
        assert 0 < done.sent < 9
        store.deliveries.resume(FIRST)
        office.dispatch(connections=1)

        assert server.count() == {address(number): 1 for number in range(1, 13) if number != 10}


@BOTH
def test_two_senders_share_the_work_and_each_reader_gets_it_once(store: Store) -> None:
    ship(store, 120)
    with serving(Fault(at=Point.DOT, waits=0.03)) as server, ThreadPoolExecutor(2) as threads:
        office = Office(store=store, port=server.port)
        done = list(threads.map(lambda _: office.dispatch(connections=2), range(2)))

        assert once(server, 120)
    assert sum(each.sent for each in done) == 120
    assert all(each.sent for each in done)


def test_two_senders_share_a_rate_but_for_what_both_have_in_flight_when_it_is_used_up(store: Store) -> None:
    ship(store, 120)
    with serving(Fault(at=Point.DOT, waits=0.005)) as server, ThreadPoolExecutor(2) as threads:
        office = Office(store=store, port=server.port)
        done = list(threads.map(lambda _: office.dispatch(connections=2, rates=Rates(per_hour=30)), range(2)))

    assert 30 <= sum(each.sent for each in done) <= 30 + 4
    assert all(each.waits_until for each in done)


@pytest.mark.parametrize(("in_doubt", "sent"), [(InDoubt.RESEND, 3), (InDoubt.HOLD, 2)])
def test_what_a_sender_that_ended_had_in_hand_is_gone_on_with(
    store: Store, in_doubt: InDoubt, sent: int
) -> None:
    ship(store, 3)
    with store.deliveries.held("one-sender"):
        claimed = store.deliveries.claim(FIRST, "one-sender", 2, NOON)
        commit(store, claimed[:1])
    with serving() as server:
        done = Office(store=store, port=server.port).dispatch(in_doubt=in_doubt)

        assert len(server.taken) == sent
    assert (done.sent, done.uncertain) == (sent, 3 - sent)


def test_what_another_sender_holds_is_left_to_it(store: Store) -> None:
    ship(store, 3)
    with store.deliveries.held("one-sender"), serving() as server:
        claimed = store.deliveries.claim(FIRST, "one-sender", 2, NOON)
        commit(store, claimed[:1])
        done = Office(store=store, port=server.port).dispatch()

        assert len(server.taken) == 1
    assert (done.sent, done.open, done.waits_until) == (1, 2, None)


def test_what_another_sender_leaves_when_it_ends_meanwhile_is_made_by_this_one(store: Store) -> None:
    ship(store, 3)
    with ExitStack() as another, serving() as server:
        another.enter_context(store.deliveries.held("one-sender"))
        claimed = store.deliveries.claim(FIRST, "one-sender", 2, NOON)
        commit(store, claimed[:1])
        done = Office(store=store, port=server.port).dispatch(lambda _: another.close())

        assert once(server, 3)
    assert (done.sent, done.open) == (3, 0)


class Broken(Deliveries):
    """A ledger in which something happens before groups, of which ``harm`` is told, or at the last of some claims."""

    def __init__(
        self, store: Store, harm: Callable[[Deliveries, str, Sequence[int]], None], claims: int = 1000
    ) -> None:
        super().__init__(store._database)  # noqa: SLF001 - it takes the place of the one that the store gives
        self._harm = harm
        self._claims = claims

    @property
    def deliveries(self) -> "Broken":
        """Itself: it stands for the store."""
        return self

    def claim(
        self, shipment: Shipment, sender: str, limit: int, now: datetime.datetime
    ) -> tuple[Claimed, ...]:
        if self._claims == 1:
            raise StoreBusy("another process is writing")
        self._claims -= 1
        return super().claim(shipment, sender, limit, now)

    def record(
        self, sender: str, settled: Sequence[Settled], committing: Sequence[tuple[int, datetime.datetime]]
    ) -> frozenset[int]:
        self._harm(self, sender, [number for number, _ in committing])
        return super().record(sender, settled, committing)


def test_a_delivery_that_another_has_taken_from_this_sender_is_not_sent(store: Store) -> None:
    ship(store, 5)

    def take_away(deliveries: Deliveries, sender: str, numbers: Sequence[int]) -> None:
        if 3 in numbers:
            deliveries.release(sender, [3], NOON)
            deliveries.claim(FIRST, "another", 1, NOON)

    with serving() as server, store.deliveries.held("another"):
        request = Office(store=store, port=server.port).request(connections=2)
        done = dispatch(Broken(store, take_away), FIRST, request, lambda _: None)  # type: ignore[arg-type]

        assert sorted(server.count()) == [address(number) for number in (1, 2, 4, 5)]
    assert (done.sent, done.lost, done.open) == (4, 1, 1)


def test_where_the_ledger_cannot_be_written_nothing_more_is_sent_and_it_is_told(store: Store) -> None:
    ship(store, 40)
    groups: list[int] = []

    def fill_disk(_deliveries: Deliveries, _sender: str, numbers: Sequence[int]) -> None:
        groups.extend(numbers)
        if len(groups) > 12:
            raise StoreError("the disk is full")

    with serving() as server:
        office = Office(store=store, port=server.port)
        with pytest.raises(StoreError, match="the disk is full"):
            dispatch(Broken(store, fill_disk), FIRST, office.request(), lambda _: None)  # type: ignore[arg-type]
        recorded = {row.address for row in store.deliveries.rows(FIRST, {D.SENT, D.COMMITTING})}

        assert set(server.count()) <= recorded
        assert len(server.taken) <= 12
        office.dispatch()
        assert sorted(server.count()) == sorted(map(address, range(1, 41)))
        assert sum(server.count().values()) <= 40 + 4


def test_where_nothing_more_can_be_claimed_messages_in_hand_are_finished_and_it_is_told(store: Store) -> None:
    ship(store, 40)
    with serving(Fault(at=Point.DOT, waits=0.01)) as server:
        office = Office(store=store, port=server.port)
        broken = Broken(store, lambda *_: None, claims=2)
        with pytest.raises(StoreBusy):
            dispatch(broken, FIRST, office.request(connections=1), lambda _: None)  # type: ignore[arg-type]

        assert office.tally() == {D.SENT: len(server.taken), D.PENDING: 40 - len(server.taken)}
        assert server.taken
