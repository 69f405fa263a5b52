"""What goes into a row comes back as it was."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Listing, Precision, StatedDate
from briefs.store.encoding import Damaged, listing_of, listing_text, moment_of, pack, stamp, storable, unpack

SEOUL = datetime.timezone(datetime.timedelta(hours=9))
MOMENTS = st.datetimes(
    min_value=datetime.datetime(2, 1, 1),  # noqa: DTZ001 - the zone is drawn
    timezones=st.sampled_from([datetime.UTC, SEOUL]),
)
LINES = st.none() | st.text(max_size=20)
DATES = st.none() | st.builds(
    StatedDate,
    day=st.dates(),
    precision=st.sampled_from(Precision),
    time=st.none() | st.times(),
    zone=st.none() | st.sampled_from(["+00:00", "+09:00", "-05:30"]),
    slip=st.none() | st.sampled_from(["Mon", "월"]),
)
LISTINGS = st.builds(
    Listing,
    url=LINES,
    title=LINES,
    author=st.lists(st.text(max_size=10), max_size=3).map(tuple),
    publisher=LINES,
    published=DATES,
    modified=DATES,
    language=LINES,
)


@given(LISTINGS)
def test_a_listing_comes_back_as_it_was(listing: Listing) -> None:
    assert listing_of(listing_text(listing)) == listing


def test_a_lone_surrogate_of_a_json_feed_comes_back_and_can_be_stored() -> None:
    listing = Listing(title="half \ud83d a sign \\\ud83d")

    text = listing_text(listing)

    assert text is not None
    assert text.encode("utf-8")
    assert listing_of(text) == listing


def test_no_listing_stays_none() -> None:
    assert listing_of(listing_text(None)) is None


@pytest.mark.parametrize("text", ["", "[]", '{"published": 3}', '{"published": {"day": "x"}}', "{"])
def test_what_is_no_listing_is_refused(text: str) -> None:
    with pytest.raises(Damaged, match="holds no listing"):
        listing_of(text)


@given(st.binary(max_size=2000) | st.binary(min_size=1, max_size=4).map(lambda part: part * 500))
def test_content_comes_back_as_it_was_and_never_takes_more_room(content: bytes) -> None:
    packed = pack(content)

    assert len(packed) <= len(content)
    assert unpack(packed, len(content)) == content


@pytest.mark.parametrize("size", [0, 499, 501, 10**9])
def test_content_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(Damaged, match="bytes it was kept with"):
        unpack(pack(b"a" * 500), size)


def test_content_that_was_cut_off_is_refused() -> None:
    with pytest.raises(Damaged, match="bytes"):
        unpack(pack(b"ferry " * 500)[:-4], 3000)


def test_a_moment_is_kept_in_utc_and_to_the_second() -> None:
    moment = datetime.datetime(2026, 5, 18, 6, 30, 15, 999_999, tzinfo=SEOUL)

    assert stamp(moment) == "2026-05-17T21:30:15Z"
    assert moment_of(stamp(moment)) == moment.replace(microsecond=0)


@given(MOMENTS, MOMENTS)
def test_the_order_of_stamps_is_that_of_moments(one: datetime.datetime, other: datetime.datetime) -> None:
    if stamp(one) < stamp(other):
        assert one < other


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        stamp(datetime.datetime(2026, 5, 18))  # noqa: DTZ001 - this is the point


def test_a_lone_surrogate_becomes_its_escape() -> None:
    assert storable("신문 \ud800") == "신문 \\ud800"
