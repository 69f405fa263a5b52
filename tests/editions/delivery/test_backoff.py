"""A reader is left alone for longer each time, and given up after long enough; a server is asked again soon."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.delivery.backoff import is_given_up, reader_rest, server_rest

MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE
DAYS = datetime.timedelta(days=2)


def at_most() -> float:
    return 1.0


def test_a_reader_is_left_alone_for_five_minutes_and_twice_as_long_each_time_but_never_over_four_hours() -> (
    None
):
    rests = [reader_rest(tries, at_most) for tries in range(1, 9)]

    assert rests == [
        5 * MINUTE,
        10 * MINUTE,
        20 * MINUTE,
        40 * MINUTE,
        80 * MINUTE,
        160 * MINUTE,
        4 * HOUR,
        4 * HOUR,
    ]


def test_a_server_is_left_alone_for_a_second_and_twice_as_long_each_time_but_never_over_a_minute() -> None:
    rests = [server_rest(failures, at_most).total_seconds() for failures in range(1, 9)]

    assert rests == [1, 2, 4, 8, 16, 32, 60, 60]


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_whoever_was_put_off_together_comes_back_anywhere_in_the_span(tries: int, share: float) -> None:
    longest = reader_rest(tries, at_most)

    assert abs(reader_rest(tries, lambda: share) - longest * share) <= datetime.timedelta(microseconds=1)
    assert longest <= 4 * HOUR


def test_a_reader_is_given_up_after_two_days() -> None:
    assert is_given_up(9, DAYS, DAYS)
    assert not is_given_up(9, DAYS - MINUTE, DAYS)


def test_nobody_is_given_up_before_five_tries_because_a_shipment_was_paused_for_a_week() -> None:
    assert not is_given_up(4, 7 * DAYS, DAYS)
    assert is_given_up(5, 7 * DAYS, DAYS)
