"""How often a client may ask."""

from hypothesis import given
from hypothesis import strategies as st

from briefs.serving.rates import Rates


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 4)), max_size=60))
def test_nobody_has_more_than_the_burst_and_what_came_since(steps: list[tuple[float, int]]) -> None:
    clock, allowed = Clock(), 0
    rates = Rates(clock, burst=5, per_second=2)
    for wait, cost in steps:
        clock.now += wait
        allowed += rates.take("192.0.2.1", cost)
    assert allowed <= 5 + 2 * clock.now


def test_who_waits_may_ask_again() -> None:
    clock = Clock()
    rates = Rates(clock, burst=2, per_second=0.5)
    first = [rates.take("192.0.2.1") for _ in range(3)]
    clock.now += 2

    assert [*first, rates.take("192.0.2.1"), rates.take("192.0.2.1")] == [True, True, False, True, False]


def test_all_addresses_of_a_network_are_one_client() -> None:
    rates = Rates(Clock(), burst=1)

    assert rates.take("2001:db8:1:2::1")
    assert not rates.take("2001:db8:1:2:ffff::9")
    assert rates.take("2001:db8:1:3::1")


def test_an_address_is_the_same_client_however_it_is_written() -> None:
    rates = Rates(Clock(), burst=1)

    assert rates.take("192.0.2.1")
    assert not rates.take("::ffff:192.0.2.1")


def test_no_more_clients_are_remembered_than_there_is_room_for() -> None:
    rates = Rates(Clock(), burst=1, most=100)
    for number in range(1_000):
        assert rates.take(f"198.51.{number // 256}.{number % 256}")

    assert not rates.take("198.51.3.231")
    assert rates.take("198.51.0.1")
    assert rates.take("x" * 10_000)
