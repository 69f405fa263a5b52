"""Relative dates are resolved where only one reading is possible, and left alone where two are."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.calendar import Moments, day_in_words, resolve_dates
from briefs.model import Precision, StatedDate

FRIDAY = StatedDate(day=datetime.date(2026, 1, 9))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The visit starts next Tuesday.", ["13 January 2026"]),
        ("The ministers met on Monday.", ["5 January 2026"]),
        ("The ministers will meet on Monday.", ["12 January 2026"]),
        ("The ministers met last Wednesday.", []),
        ("On August 18, the cabinet met.", ["18 August 2025"]),
        ("On 3 March the cabinet will meet.", ["3 March 2026"]),
        ("The cabinet met yesterday and meets again tomorrow.", ["8 January 2026", "10 January 2026"]),
        ("Exports rose last month and last year.", ["December 2025", "2025"]),
        ("Work begins next week.", ["week of 12 January 2026"]),
        ("The line closed in November.", ["November 2025"]),
        ("The line is to open in March.", ["March 2026"]),
        ("The line opens in March.", ["March 2026"]),
        ("The cable, due in March, is late.", ["March 2026"]),
        ("The agency said that the law takes effect from March.", ["March 2026"]),
        ("The work did not begin in March.", ["March 2025"]),
        ("The tax had been due in March.", ["March 2025"]),
        ("The pact was signed three days ago.", ["6 January 2026"]),
        ("The pact was signed two weeks ago.", ["week of 22 December 2025"]),
        ("The pact was signed four months ago.", ["September 2025"]),
        ("The pact was signed two years ago.", ["about 2024"]),
        ("The envoy left on Jan. 5.", ["5 January 2026"]),
        ("The agency confirmed on Tuesday that the ship will not sail.", ["6 January 2026"]),
        ("The agency said that it will report by Monday.", ["12 January 2026"]),
        ("On Monday the ship will sail.", ["12 January 2026"]),
        ("Tomorrow's talks concern the envoys.", ["10 January 2026"]),
        ("The envoys meet this Monday.", ["5 January 2026"]),
        ("The envoys met last Friday.", ["2 January 2026"]),
        ("The envoys met last March.", ["March 2025"]),
        ("The envoys meet next January.", ["January 2027"]),
        ("The envoys met this January.", ["January 2026"]),
        ("Boats will leave by the end of the month.", ["January 2026"]),
        ("Boats will leave the fishing ground by the end of the month, it said.", ["January 2026"]),
        ("By the end of the week, boats will leave.", ["week of 5 January 2026"]),
        ("Boats will leave at the end of this month.", ["January 2026"]),
        ("Boats left at the start of this week.", ["week of 5 January 2026"]),
        ("Boats will leave before the end of the year.", ["2026"]),
        ("Boats will leave before year-end.", ["2026"]),
        ("Boats will leave by the end of the quarter.", ["January to March 2026"]),
        ("Exports fell last quarter.", ["October to December 2025"]),
        ("Exports have risen since the beginning of the year.", ["2026"]),
        ("Boats will leave early next month.", ["February 2026"]),
        ("Boats will leave later this year.", ["2026"]),
        ("The port closed its gates until the end of the month.", ["January 2026"]),
        ("Boats left earlier this week.", ["week of 5 January 2026"]),
        ("On March 27 the storm closed the port.", ["27 March 2025"]),
        ("The December 27 storm closed the port.", ["27 December 2025"]),
        ("On October 6, the council will publish its plan.", ["6 October 2026"]),
        ("The council on Saturday, 10 January called a vote.", ["10 January 2026"]),
        ("On Friday, October 6 the council published its plan.", []),
        ("On Monday, 6 October, the council published its plan.", ["6 October 2025"]),
        ("On Monday of this week the envoys met.", ["5 January 2026"]),
        ("The envoys met on Monday of last week.", ["29 December 2025"]),
        ("The envoys met the day before yesterday.", ["7 January 2026"]),
        ("The envoys met last night.", ["8 January 2026"]),
        ("The envoys met yesterday to talk of the pact of 2019.", ["8 January 2026"]),
        ("The envoys will meet on Sunday, January 11 for the victims of 2024.", ["11 January 2026"]),
        ("The storm struck at 1852 UTC on Thursday.", ["8 January 2026"]),
        ("Envoys will meet in the coming weeks.", ["as of 9 January 2026"]),
        ("Envoys will meet over the next few days.", ["as of 9 January 2026"]),
        ("Exports have doubled in the past 24 hours.", ["as of 9 January 2026"]),
        ("The ferry that sank on June 1 last year has been found.", ["1 June 2025"]),
        ("The prize was awarded at today's ceremony in Port Ebba.", ["9 January 2026"]),
        ("He spoke at yesterday's fair.", ["8 January 2026"]),
        ("The storm came eleven days ago.", ["29 December 2025"]),
        ("The ferry that sank on 1 June last year has been found.", ["1 June 2025"]),
        ("Exports have doubled in recent days, the port said on Monday.", ["5 January 2026"]),
    ],
)
def test_a_relative_date_is_resolved_against_the_day_of_publication(text: str, days: list[str]) -> None:
    assert list(resolve_dates(text, FRIDAY).resolved) == days


@pytest.mark.parametrize(
    "text",
    [
        "The cabinet met on 18 August 2025.",
        "The cabinet met on August 18, 2025, in Seoul.",
        "The talks ran from January 13-14, 2026.",
        "The talks ran on January 13 and 14, 2026.",
        "The pact of May 2024 holds.",
        "The ferry sank in the last week of May 2024.",
        "The ferry sank at the end of the year-long war of 2024.",
        "They may go, and march, in today's climate.",
        "On Friday, January 2, 2026, the cabinet met.",
        "The January 2 storm, which came at dawn on January 2, 2026, closed the port.",
    ],
)
def test_a_date_with_its_year_needs_nothing(text: str) -> None:
    assert resolve_dates(text, FRIDAY) == Moments()


@pytest.mark.parametrize(
    "text",
    [
        "The envoy left the following day.",
        "Talks resumed last summer.",
        "The boats left by the end of the month.",  # of publication, or of what was told before
        "The agency said that boats would leave by the end of the month.",
        "The boats left the next month.",
        "The port had closed its gates until the end of the month.",
        "Exports rose over the past year.",
        "It was agreed several years ago.",
        "It was agreed two decades ago.",
        "The quota would be restored if he won the vote on Sunday.",
        "The quota could be cut in March.",
        "The fare rises in March.",  # by a decision of today, or as each year
        "The ship from the north on Tuesday and another will sail.",
        "Guards came on the morning of the 14th.",
        "On February 30 nothing happened.",
        "The harbour opened on 30 February 2026.",
        "The harbour opened on April 31, 2026.",
        "From 30 to 31 April the harbour will close.",
        "“The ban ends tomorrow,” the mayor said.",
        "'The ban ends tomorrow,' the mayor said.",
        "“I waited, and the clerk said 'No boats today' and left,” she said.",
        "The March 27 storm closed the port.",  # of last year, or of another one
        "The September 11 attacks changed the port.",
        "The mayor of the port: on August 18 the sea and the harbour.",
        "The council will keep the promise of 20 December.",
        "Guards searched every ship over the next few days.",
    ],
)
def test_a_date_with_two_readings_or_none_stays_unresolved(text: str) -> None:
    assert resolve_dates(text, FRIDAY) == Moments(unresolved=True)


@pytest.mark.parametrize(
    "text",
    [
        "The strike of May 2 ended on May 9, 2027.",
        "He said in 1974 that ships would be banned next year.",
        "“The ban ends tomorrow,” the mayor said on 3 February.",
        "“The ban ends tomorrow,” the mayor said on 3 February 2025.",
    ],
)
def test_a_date_that_counts_from_another_day_is_not_trusted(text: str) -> None:
    assert resolve_dates(text, FRIDAY).unresolved


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The visit starts next Saturday.", "10 or 17 January 2026"),
        ("The ministers met last Wednesday.", "31 December 2025 or 7 January 2026"),
    ],
)
def test_a_weekday_with_two_readings_is_given_as_one_of_two_days(text: str, days: str) -> None:
    assert resolve_dates(text, FRIDAY) == Moments(either=(days,))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Between 2 and 5 January, the navy held a drill.", "2–5 January 2026"),
        ("The navy held a drill on January 2-5.", "2–5 January 2026"),
        ("The navy held a drill from 2 to 5 January.", "2–5 January 2026"),
        ("The navy held drills on 2 and 5 January.", "2 and 5 January 2026"),
    ],
)
def test_days_that_share_a_month_are_printed_together(text: str, days: str) -> None:
    assert resolve_dates(text, FRIDAY) == Moments(resolved=(days,))


def test_a_month_after_which_ships_are_counted_is_no_range() -> None:
    found = resolve_dates("The navy held a drill on January 2 to 5 ships of the line.", FRIDAY)

    assert found.resolved == ("2 January 2026",)


def test_a_leap_day_that_exists_is_left_alone() -> None:
    assert resolve_dates("The harbour opened on 29 February 2024.", FRIDAY) == Moments()


def test_a_date_that_the_years_of_its_sentence_belie_is_not_shown() -> None:
    assert resolve_dates("The mayor said in 1974 that ships would sail in March.", FRIDAY).resolved == ()


@pytest.mark.parametrize(
    "published", [None, StatedDate(day=datetime.date(2026, 1, 1), precision=Precision.MONTH)]
)
def test_without_a_stated_day_nothing_is_resolved(published: StatedDate | None) -> None:
    assert resolve_dates("The ministers met on Monday.", published) == Moments(unresolved=True)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 1, 1)))
def test_a_weekday_in_the_past_is_at_most_six_days_back(day: datetime.date) -> None:
    (words,) = resolve_dates("The ministers met on Thursday.", StatedDate(day=day)).resolved

    candidates = [day - datetime.timedelta(days=back) for back in range(7)]
    assert words in {day_in_words(found) for found in candidates if found.weekday() == 3}


READ = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
"""The days that reading takes for a date of publication."""


@given(st.text(max_size=80), READ)
def test_any_text_is_read_without_an_error(text: str, day: datetime.date) -> None:
    resolve_dates(f"{text} in March, 5 years ago on May 31", StatedDate(day=day))


def test_what_is_too_long_for_a_sentence_has_no_dates() -> None:
    assert resolve_dates("The cabinet met on Monday. " * 200, FRIDAY) == Moments()


def test_a_day_told_within_two_days_after_the_publication_is_that_day() -> None:
    assert resolve_dates("On January 10 the cabinet met.", FRIDAY).resolved == ("10 January 2026",)


def test_a_day_put_ahead_that_lies_a_little_behind_stays_unresolved() -> None:
    assert resolve_dates("On December 20 the cabinet will meet.", FRIDAY) == Moments(unresolved=True)


def test_the_29th_of_february_of_a_year_without_one_stays_unresolved() -> None:
    day = StatedDate(day=datetime.date(2024, 2, 20))

    assert resolve_dates("On February 29 the cabinet met.", day) == Moments(unresolved=True)
