"""Fewer connections where a server cannot cope, and more again while all goes well."""

import datetime

from briefs.editions.delivery.lanes import Lanes
from tests.store.contents import NOON

SECOND = datetime.timedelta(seconds=1)


def lanes(most: int = 8) -> Lanes:
    return Lanes(most, lambda: 1.0)


def width(it: Lanes) -> int:
    return sum(it.is_open(number) for number in range(64))


def test_as_many_connections_as_the_desk_allows_may_be_open_at_first() -> None:
    assert width(lanes(most=8)) == 8


def test_each_failure_halves_them_but_one_stays() -> None:
    it = lanes(most=8)
    widths = []
    for _ in range(4):
        it.fail(it.turn, NOON)
        widths.append(width(it))

    assert widths == [4, 2, 1, 1]


def test_connections_that_fail_together_are_one_failure() -> None:
    it = lanes(most=16)
    turn = it.turn
    for _ in range(16):
        it.fail(turn, NOON)

    assert width(it) == 8
    assert it.rest(NOON) == SECOND


def test_after_each_failure_in_a_row_the_server_rests_twice_as_long() -> None:
    it = lanes()
    rests = []
    for _ in range(3):
        it.fail(it.turn, NOON)
        rests.append(it.rest(NOON))

    assert rests == [SECOND, 2 * SECOND, 4 * SECOND]
    assert it.rest(NOON + 3 * SECOND) == SECOND
    assert it.rest(NOON + 9 * SECOND) == 0 * SECOND


def test_a_message_that_is_taken_ends_the_rest_and_the_row_of_failures() -> None:
    it = lanes()
    for _ in range(7):
        it.fail(it.turn, NOON)
    assert not it.is_hopeless
    it.go_well()
    it.fail(it.turn, NOON)

    assert not it.is_hopeless
    assert it.rest(NOON) == SECOND


def test_a_server_that_fails_eight_times_in_a_row_is_not_asked_again() -> None:
    it = lanes()
    for _ in range(8):
        it.fail(it.turn, NOON)

    assert it.is_hopeless


def test_twenty_messages_taken_in_a_row_give_one_connection_back_up_to_what_the_desk_allows() -> None:
    it = lanes(most=4)
    it.narrow()
    for _ in range(19):
        it.go_well()
    assert width(it) == 2
    for _ in range(21):
        it.go_well()
    assert width(it) == 4
    for _ in range(40):
        it.go_well()
    assert width(it) == 4


def test_a_passing_no_in_between_begins_the_row_anew() -> None:
    it = lanes(most=4)
    it.narrow()
    for _ in range(19):
        it.go_well()
    it.narrow()
    it.go_well()

    assert width(it) == 1
