"""When a server is asked again, and what the program says of itself."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.manners import Manners, backoff, retry_after

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 0 ", 0), ("Mon, 01 Jun 2026 08:00:30 GMT", 30), ("Mon, 01 Jun 2026 17:00:30 +0900", 30),
     ("Monday, 01-Jun-26 08:01:00 GMT", 60), ("Mon Jun  1 08:01:00 2026", 60)],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: int) -> None:
    assert retry_after(value, NOW) == NOW + datetime.timedelta(seconds=seconds)


def test_a_moment_that_has_passed_is_now() -> None:
    assert retry_after("Mon, 01 Jun 2020 08:00:00 GMT", NOW) == NOW


@pytest.mark.parametrize("value", ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT",
                                   "Fri, 31 Dec 9999 23:59:59 -2359"])  # fmt: skip
def test_nobody_is_left_alone_for_more_than_a_day(value: str) -> None:
    assert retry_after(value, NOW) == NOW + DAY


@pytest.mark.parametrize("value", ["", "soon", "-1", "1.5", "1e9", "٣", "Mon, 32 Jun 2026 08:00:00 GMT"])
def test_what_names_no_moment_is_none(value: str) -> None:
    assert retry_after(value, NOW) is None


@given(st.text(max_size=60) | st.from_regex(r"[A-Z][a-z]{2}, \d{2} Jun \d{4} \d\d:\d\d:\d\d [-+]\d{4}"))
def test_any_retry_after_is_a_moment_of_the_next_day_or_none(value: str) -> None:
    moment = retry_after(value, NOW)
    assert moment is None or NOW <= moment <= NOW + DAY


@given(st.integers(0, 2_000), st.floats(0, 1))
def test_the_pause_grows_to_ten_seconds_at_most(attempt: int, jitter: float) -> None:
    assert 0 <= backoff(attempt, jitter) <= min(10, 2 ** min(attempt, 10))


def test_the_program_says_its_name_and_whom_to_ask() -> None:
    assert Manners(version="1.0").user_agent == "briefs/1.0"
    told = Manners(version="1.0", contact="https://desk.example/reader").user_agent
    assert told == "briefs/1.0 (+https://desk.example/reader)"
