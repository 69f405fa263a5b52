"""No span of time has more messages than the rates allow, whoever sent them and whenever the sender began."""

import datetime
import itertools
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.delivery.pace import Pace, limits_of
from briefs.model import Rates
from tests.store.contents import DAY, HOUR, NOON

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


@dataclass
class Book:
    """Attempts as the ledger has them, a clock, and how often it was asked."""

    moments: list[datetime.datetime] = field(default_factory=list)
    now: datetime.datetime = NOON
    asked: int = 0

    def attempts_since(self, moment: datetime.datetime) -> int:
        self.asked += 1
        return sum(each > moment for each in self.moments)

    def oldest_attempt_since(self, moment: datetime.datetime) -> datetime.datetime | None:
        return min((each for each in self.moments if each > moment), default=None)

    def pace(self, **rates: int) -> Pace:
        return Pace(Rates(**{f"per_{span}": most for span, most in rates.items()}), self, lambda: self.now)

    def send(self, pace: Pace, number: int) -> None:
        """Nothing; afterwards so many were sent, each as soon as it was permitted."""
        for _ in range(number):
            while (until := pace.permit()) is not None:
                assert until > self.now
                self.now = until
            self.moments.append(self.now)
            pace.done()

    def most_within(self, span: datetime.timedelta) -> int:
        """The most that were sent in any span so long."""
        return max(sum(start <= each < start + span for each in self.moments) for start in self.moments)


def test_without_rates_everything_may_leave_and_the_ledger_is_not_asked() -> None:
    book = Book()
    pace = book.pace()

    assert [pace.permit() for _ in range(1000)] == [None] * 1000
    assert book.asked == 0


def test_limits_are_those_that_the_desk_has_stated() -> None:
    limits = limits_of(Rates(per_minute=30, per_day=2000))

    assert [(limit.most, limit.span) for limit in limits] == [(30, MINUTE), (2000, DAY)]


def test_ten_a_second_leave_evenly() -> None:
    book = Book()
    book.send(book.pace(second=10), 21)

    assert book.moments[-1] - book.moments[0] >= 19 * SECOND / 10
    assert max(later - early for early, later in itertools.pairwise(book.moments)) < 3 * SECOND / 10


@given(st.integers(1, 12), st.integers(1, 40), st.integers(1, 80))
def test_no_span_has_more_than_its_rate(second: int, minute: int, number: int) -> None:
    book = Book()
    book.send(book.pace(second=second, minute=minute), number)

    assert book.most_within(SECOND) <= second
    assert book.most_within(MINUTE) <= minute


def test_what_was_sent_before_a_restart_counts() -> None:
    book = Book()
    book.send(book.pace(hour=5), 5)
    began = book.now

    until = book.pace(hour=5).permit()

    assert until is not None
    assert began + HOUR - MINUTE < until <= began + HOUR + SECOND


def test_what_others_send_counts_at_once_where_little_is_left() -> None:
    book = Book()
    pace = book.pace(minute=50)
    book.send(pace, 1)
    book.moments += [book.now] * 49

    assert pace.permit() is not None


def test_what_others_send_counts_a_second_later_where_much_is_left() -> None:
    book = Book()
    pace = book.pace(hour=1000)
    book.send(pace, 1)
    book.moments += [book.now] * 999
    book.now += SECOND

    assert pace.permit() is not None


def test_the_ledger_is_asked_once_a_second_while_much_is_left() -> None:
    book = Book()
    pace = book.pace(day=100_000)
    for _ in range(1000):
        book.send(pace, 1)
        book.now += SECOND / 1000

    assert book.asked <= 2


def test_what_is_leaving_counts_before_it_is_on_record() -> None:
    book = Book()
    pace = book.pace(hour=2)

    assert pace.permit() is None
    assert pace.permit() is None
    assert pace.permit() is not None


def test_a_permit_that_was_not_used_is_there_again_soon_and_not_in_an_hour() -> None:
    book = Book()
    pace = book.pace(hour=1)
    assert pace.permit() is None
    until = pace.permit()
    assert until is not None
    assert until - book.now < SECOND

    pace.done()
    book.now = until

    assert pace.permit() is None
