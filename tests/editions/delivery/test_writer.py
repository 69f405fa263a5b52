"""The ledger is written by one thread: in groups, in order, and nobody sends what is not on record."""

import datetime
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from briefs.editions.delivery.writer import Writer
from briefs.errors import StoreBusy, StoreError
from briefs.model import DeliveryState, Settled
from tests.store.contents import NOON

ME = "me"


@dataclass
class Ledger:
    """Groups as they were recorded. ``gate`` holds up the next one; ``faults`` are raised first, one for each call."""

    others: frozenset[int] = frozenset()
    groups: list[tuple[list[int], list[int]]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def record(
        self, sender: str, settled: Sequence[Settled], committing: Sequence[tuple[int, datetime.datetime]]
    ) -> frozenset[int]:
        assert sender == ME
        self.begun.set()
        assert self.gate.wait(10)
        if self.faults:
            raise self.faults.pop(0)
        asked = [number for number, _ in committing]
        self.groups.append(([each.number for each in settled], asked))
        return frozenset(asked) - self.others


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger()
    made.gate.set()
    return made


def settled(number: int) -> Settled:
    return Settled(number=number, state=DeliveryState.SENT, moment=NOON)


def writer(ledger: Ledger) -> Writer:
    return Writer(ledger, ME, lambda: NOON)


def test_a_message_may_go_out_once_it_is_on_record(ledger: Ledger) -> None:
    it = writer(ledger)

    assert it.commit(7)
    assert ledger.groups == [([], [7])]
    it.close()


def test_what_another_sender_has_taken_must_not_go_out(ledger: Ledger) -> None:
    ledger.others = frozenset({7})
    it = writer(ledger)

    assert not it.commit(7)
    it.close()


def test_what_comes_while_a_group_is_written_is_written_together(ledger: Ledger) -> None:
    ledger.gate.clear()
    it = writer(ledger)
    with ThreadPoolExecutor(5) as threads:
        first = threads.submit(it.commit, 0)
        assert ledger.begun.wait(10)
        it.settle(settled(9))
        others = [threads.submit(it.commit, number) for number in range(1, 5)]
        while len(it._group.asked) < 4:  # noqa: SLF001 - no door shows what waits
            threading.Event().wait(0.001)
        ledger.gate.set()
        assert all(each.result() for each in [first, *others])

    assert [(known, sorted(asked)) for known, asked in ledger.groups] == [([], [0]), ([9], [1, 2, 3, 4])]
    it.close()


def test_what_became_of_a_message_is_never_recorded_after_the_next_one_of_its_connection(
    ledger: Ledger,
) -> None:
    it = writer(ledger)
    with ThreadPoolExecutor(4) as threads:

        def connection(first: int) -> None:
            for number in range(first, first + 50):
                assert it.commit(number)
                it.settle(settled(number))

        list(threads.map(connection, (0, 100, 200, 300)))
    it.close()

    settled_in = {number: at for at, (known, _) in enumerate(ledger.groups) for number in known}
    committed_in = {number: at for at, (_, asked) in enumerate(ledger.groups) for number in asked}
    assert len(settled_in) == len(committed_in) == 200
    assert all(
        settled_in[number] <= committed_in.get(number + 1, len(ledger.groups)) for number in settled_in
    )
    assert all(committed_in[number] < settled_in[number] for number in settled_in)


def test_what_became_of_the_last_messages_is_on_record_when_it_is_closed(ledger: Ledger) -> None:
    it = writer(ledger)
    for number in range(3):
        it.settle(settled(number))
    it.close()

    assert [number for known, _ in ledger.groups for number in known] == [0, 1, 2]


def test_a_call_finds_what_was_settled_before_it_on_record(ledger: Ledger) -> None:
    it = writer(ledger)
    it.settle(settled(1))

    assert it.call(lambda: [known for known, _ in ledger.groups]) == [[1]]
    it.close()


def test_a_call_raises_where_it_was_asked_for_and_the_ledger_is_written_on(ledger: Ledger) -> None:
    it = writer(ledger)

    def fail() -> None:
        raise StoreBusy("another process writes")

    with pytest.raises(StoreBusy):
        it.call(fail)
    assert it.commit(1)
    it.close()


def test_a_busy_store_is_waited_for(ledger: Ledger) -> None:
    ledger.faults = [StoreBusy("busy"), StoreBusy("busy")]
    it = writer(ledger)

    assert it.commit(1)
    assert it.failure is None
    it.close()


def test_where_the_store_fails_nothing_goes_out_and_it_is_told_at_the_end(ledger: Ledger) -> None:
    ledger.faults = [StoreError("the disk is full")]
    it = writer(ledger)

    assert not it.commit(1)
    assert not it.commit(2)
    with pytest.raises(StoreError, match="the disk is full"):
        it.close()


def test_what_became_of_messages_is_written_once_the_store_can_be_written_again(ledger: Ledger) -> None:
    ledger.faults = [StoreError("the disk is full")]
    it = writer(ledger)
    it.settle(settled(1))
    assert not it.commit(2)
    it.settle(settled(3))
    with pytest.raises(StoreError):
        it.close()

    assert [number for known, _ in ledger.groups for number in known] == [1, 3]


def test_a_mistake_of_the_program_ends_sending_as_a_full_disk_does(ledger: Ledger) -> None:
    ledger.faults = [KeyError("a row")]
    it = writer(ledger)

    assert not it.commit(1)
    with pytest.raises(KeyError):
        it.close()


def test_who_waits_for_the_ledger_when_it_is_abandoned_does_not_send(ledger: Ledger) -> None:
    ledger.gate.clear()
    it = writer(ledger)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(it.commit, 1)
        assert ledger.begun.wait(10)
        second = threads.submit(it.commit, 2)
        while not it._group.asked:  # noqa: SLF001 - no door shows what waits
            threading.Event().wait(0.001)
        it.abandon()
        ledger.gate.set()

        assert first.result()
        assert not second.result()


def test_once_abandoned_nothing_goes_out_and_nothing_is_written(ledger: Ledger) -> None:
    it = writer(ledger)
    it.abandon()
    it.settle(settled(1))

    assert not it.commit(2)
    with pytest.raises(CancelledError):
        it.call(lambda: None)
    it.close()
    assert ledger.groups == []
