"""Dates are ranked by where they were found; one that cannot be right is noted and never wins over one that can."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import DateClaim, DateKind, DoubtKind, StatedDate
from briefs.reading.dates import parse_field
from briefs.reading.standing import Standing, rank_of, settle_dates

RETRIEVED = datetime.datetime(2026, 5, 21, 6, 0, tzinfo=datetime.UTC)
FOUND = (
    "json-ld datePublished", "meta article:published_time", "time element", "published line", "text", "feed",
    "meta date", "dateline", "pdf creation date", "title", "address",
)  # fmt: skip


def _claim(found: str, stated: str, kind: DateKind = DateKind.PUBLISHED) -> DateClaim:
    date = parse_field(stated)
    assert date is not None, stated
    return DateClaim(kind=kind, date=date, found=found)


def _published(standing: Standing) -> str | None:
    return standing.published.iso if standing.published else None


def _texts(standing: Standing) -> tuple[str, ...]:
    return tuple(doubt.text for doubt in standing.doubts)


def _kinds(standing: Standing) -> list[DoubtKind]:
    return [doubt.kind for doubt in standing.doubts]


def test_where_a_date_is_found_ranks_it() -> None:
    ranks = [rank_of(found) for found in ("front matter", *FOUND)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(("better", "worse"), [*pairwise(FOUND)])
def test_of_two_days_the_one_found_in_the_better_place_is_taken_and_the_other_noted(
    better: str, worse: str
) -> None:
    standing = settle_dates([_claim(worse, "2026-05-12"), _claim(better, "2026-05-19")], RETRIEVED)
    assert _published(standing) == "2026-05-19"
    assert [claim.found for claim in standing.dates] == [better, worse]
    assert _texts(standing) == (
        f"The date 2026-05-19 ({better}) is taken, though 2026-05-12 ({worse}) is stated as well.",
    )


@pytest.mark.parametrize(
    ("stated", "printed", "best"),
    [
        ("2026-05-19", "2026-05-19T21:40+09:00", "2026-05-19T21:40+09:00"),
        ("2026-05-19T21:40", "2026-05-19T21:40+09:00", "2026-05-19T21:40+09:00"),
        ("2026-05-19T00:00Z", "2026-05-19T14:05", "2026-05-19T14:05"),
        ("2026-05", "2026-05-19", "2026-05-19"),
        ("2026-05-19T12:40Z", "2026-05-19T21:40+09:00", "2026-05-19T12:40+00:00"),
        ("2026-05-19T12:40Z", "2026-05-19", "2026-05-19T12:40+00:00"),
    ],
)
def test_of_one_day_the_more_exact_statement_is_taken_without_a_doubt(
    stated: str, printed: str, best: str
) -> None:
    standing = settle_dates([_claim("json-ld datePublished", stated), _claim("text", printed)], RETRIEVED)
    assert (_published(standing), standing.doubts) == (best, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-05-19T23:30Z", "2026-05-20T08:30+09:00"),
        ("2026-05-19T23:30Z", "2026-05-20"),
        ("2026-05-20T02:00+09:00", "2026-05-19"),
    ],
)
def test_a_day_that_a_time_zone_explains_is_no_contradiction(first: str, second: str) -> None:
    assert settle_dates([_claim("meta x", first), _claim("text", second)], RETRIEVED).doubts == ()


def test_a_dateline_may_be_days_older_and_a_feed_may_state_the_change() -> None:
    claims = [
        _claim("meta x", "2026-05-19"),
        _claim("dateline", "2026-05-17"),
        _claim("feed", "2026-05-20"),
        _claim("json-ld dateModified", "2026-05-20", DateKind.MODIFIED),
    ]
    assert settle_dates(claims, RETRIEVED).doubts == ()


@pytest.mark.parametrize(
    "stated", ["2026-05-23", "2027-01-01", "2026-05-22T06:30Z", "2026-05-22T16:00+09:00"]
)
def test_a_date_in_the_future_loses_to_any_other_and_is_noted(stated: str) -> None:
    claims = [_claim("json-ld datePublished", stated), _claim("address", "2026-05-19")]
    standing = settle_dates(claims, RETRIEVED)
    assert _published(standing) == "2026-05-19"
    assert _texts(standing)[0].endswith("is later than the day the source was retrieved, 2026-05-21.")


@pytest.mark.parametrize("stated", ["2026-05-22", "2026-05-22T05:30Z", "2026-05-22T14:30+09:00"])
def test_a_day_ahead_can_be_right(stated: str) -> None:
    assert settle_dates([_claim("meta x", stated)], RETRIEVED).doubts == ()


def test_a_future_date_that_nothing_contradicts_stays_with_its_doubt() -> None:
    standing = settle_dates([_claim("meta x", "2027-05-19")], RETRIEVED)
    assert (_published(standing), len(standing.doubts)) == ("2027-05-19", 1)


def test_a_page_of_the_web_is_not_older_than_the_web_and_an_old_letter_may_be() -> None:
    claims = [_claim("json-ld datePublished", "1970-01-01"), _claim("text", "2026-05-19")]
    assert _published(settle_dates(claims, RETRIEVED, is_web=True)) == "2026-05-19"
    assert _published(settle_dates(claims, RETRIEVED)) == "1970-01-01"


def test_a_change_before_the_publication_is_noted_and_loses_to_one_after_it() -> None:
    claims = [
        _claim("json-ld datePublished", "2026-05-19"),
        _claim("json-ld dateModified", "2026-05-12", DateKind.MODIFIED),
        _claim("updated line", "2026-05-20", DateKind.MODIFIED),
    ]
    standing = settle_dates(claims, RETRIEVED)
    assert standing.modified is not None
    assert standing.modified.iso == "2026-05-20"
    assert _texts(standing) == (
        "The date of change 2026-05-12 (json-ld dateModified) is earlier than that of publication, 2026-05-19.",
    )


def test_a_date_with_a_weekday_that_is_not_its_own_is_noted_and_loses_to_any_that_can_be_right() -> None:
    slipped = _claim("json-ld datePublished", "Tue, 18 May 2026 09:00:00 GMT")
    alone = settle_dates([slipped], RETRIEVED)
    assert (_published(alone), _kinds(alone)) == ("2026-05-18T09:00+00:00", [DoubtKind.IMPOSSIBLE_DATE])
    assert _texts(alone) == (
        "The date 2026-05-18T09:00+00:00 (json-ld datePublished) is stated as “Tue”, but was a Monday.",
    )
    again = replace(slipped, found="beside the headline")
    assert _texts(settle_dates([slipped, again], RETRIEVED)) == _texts(alone)
    beside = settle_dates([slipped, _claim("address", "2026-05-19")], RETRIEVED)
    assert (_published(beside), _texts(beside)) == ("2026-05-19", _texts(alone))


def test_a_second_day_is_no_fault_and_a_day_that_cannot_be_is_one() -> None:
    stated = _claim("json-ld datePublished", "2026-05-12")
    assert _kinds(settle_dates([stated, _claim("feed", "2026-05-21")], RETRIEVED)) == [DoubtKind.OTHER_DATE]
    assert _kinds(settle_dates([stated, _claim("feed", "2027-05-21")], RETRIEVED)) == [
        DoubtKind.IMPOSSIBLE_DATE
    ]
    early = _claim("feed", "2026-05-02", DateKind.MODIFIED)
    assert _kinds(settle_dates([stated, early], RETRIEVED)) == [DoubtKind.IMPOSSIBLE_DATE]


def test_without_a_moment_of_retrieval_nothing_is_in_the_future() -> None:
    assert settle_dates([_claim("meta x", "2999-01-01")]).doubts == ()


def test_no_claims_have_no_standing() -> None:
    assert settle_dates([]) == Standing()


days = st.dates(datetime.date(1980, 1, 1), datetime.date(2030, 12, 31))


@given(st.lists(st.tuples(st.sampled_from(FOUND), days), max_size=8))
def test_the_future_is_published_only_where_every_claim_lies_in_it(
    stated: list[tuple[str, datetime.date]],
) -> None:
    claims = [
        DateClaim(kind=DateKind.PUBLISHED, date=StatedDate(day=day), found=found) for found, day in stated
    ]
    standing = settle_dates(claims, RETRIEVED)
    limit = RETRIEVED.date() + datetime.timedelta(days=1)
    if any(day <= limit for _, day in stated):
        assert standing.published is not None
        assert standing.published.day <= limit
    assert set(standing.dates) == set(claims)
