"""A listed document is wanted until it is kept or given up, and never twice."""

import dataclasses
import datetime

import pytest

from briefs.model import Listing, Precision, StatedDate
from briefs.store import Answer, Failure, Search, Store, Wanted
from tests.store.contents import DAY, FEED, HOUR, NOON, SOURCE, address, kept, wanted
from tests.store.places import Place

LATER = NOON + DAY


def _list(store: Store, *listed: Wanted, source: str = SOURCE) -> int:
    return store.note_listing(source, FEED, Answer(), listed, NOON)


def _guids(store: Store, source: str = SOURCE) -> list[str]:
    return [item.guid for item in store.wanted(source, LATER, 100)]


def test_what_is_listed_is_wanted_in_its_order_with_all_that_the_list_said(store: Store) -> None:
    listed = [
        Wanted(
            guid=f"item {number}",
            address=address(number),
            listing=Listing(title="Ferry", author=("Mina Sol",)),
            content=b"<p>whole text</p>" * 50,
        )
        for number in (3, 1, 2)
    ]

    assert _list(store, *listed) == 3
    assert store.wanted(SOURCE, NOON, 100) == tuple(listed)
    assert store.wanted(SOURCE, NOON, 2) == tuple(listed[:2])


def test_what_is_listed_again_is_not_new(store: Store) -> None:
    _list(store, wanted(1))

    assert _list(store, wanted(1), wanted(2)) == 1
    assert _guids(store) == ["item 1", "item 2"]


def test_what_is_listed_twice_at_once_is_wanted_once(store: Store) -> None:
    same_guid = dataclasses.replace(wanted(1), address=address(9))
    same_address = dataclasses.replace(wanted(1), guid="other")

    assert _list(store, wanted(1), same_guid, same_address) == 1
    assert _guids(store) == ["item 1"]


@pytest.mark.parametrize(
    "changed", [{"address": "https://gazette.example/1?from=feed"}, {"guid": "https://gazette.example/1"}]
)
def test_an_item_is_known_by_its_guid_or_its_address(store: Store, changed: dict[str, str]) -> None:
    _list(store, wanted(1))
    store.keep([kept(1)], NOON)

    assert _list(store, dataclasses.replace(wanted(1), **changed)) == 0  # type: ignore[arg-type]
    assert _guids(store) == []


def test_a_list_longer_than_one_query_is_noted_whole(store: Store) -> None:
    listed = [wanted(number) for number in range(2500)]

    assert _list(store, *listed) == 2500
    assert _list(store, *listed) == 0


def test_what_is_kept_is_wanted_no_more(store: Store) -> None:
    _list(store, wanted(1), wanted(2))
    store.keep([kept(1)], NOON)

    assert _guids(store) == ["item 2"]
    assert _list(store, wanted(1)) == 0


def test_what_is_put_off_waits_and_its_tries_are_counted(store: Store) -> None:
    _list(store, wanted(1))
    store.put_off(SOURCE, "item 1", Failure(message="answered 503", not_before=NOON + HOUR))
    store.put_off(SOURCE, "item 1", Failure(message="answered 503", not_before=NOON + 2 * HOUR))

    assert store.wanted(SOURCE, NOON + HOUR, 9) == ()
    (item,) = store.wanted(SOURCE, NOON + 2 * HOUR, 9)
    assert (item.tries, item.not_before) == (2, NOON + 2 * HOUR)


def test_what_is_given_up_is_wanted_no_more_and_counted_as_skipped(store: Store) -> None:
    _list(store, wanted(1), wanted(2))
    store.give_up(SOURCE, "item 1", "answered 404", NOON)

    assert _guids(store) == ["item 2"]
    assert _list(store, wanted(1)) == 0
    (health,) = store.health()
    assert (health.skipped, health.waiting) == (1, 1)


def test_what_was_kept_cannot_be_given_up_afterwards(store: Store) -> None:
    _list(store, wanted(1))
    store.keep([kept(1)], NOON)
    store.give_up(SOURCE, "item 1", "answered 404", NOON)
    store.put_off(SOURCE, "item 1", Failure(message="answered 503"))

    (health,) = store.health()
    assert (health.kept, health.skipped, health.waiting) == (1, 0, 0)


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        ("2026-05-18T10:00", "2026-05-18T10:00", 0),
        ("2026-05-18T10:00", "2026-05-18T10:01", 1),
        ("2026-05-18T10:00", "2026-05-18T09:59", 0),
        (None, "2026-05-18T11:59", 0),
        (None, "2026-05-18T12:01", 1),
        ("2026-05-18T10:00", None, 0),
    ],
)
def test_a_kept_item_is_wanted_again_when_it_was_modified_after_it_was_fetched(
    store: Store, before: str | None, after: str | None, again: int
) -> None:
    _list(store, wanted(1, before))
    store.keep([kept(1)], NOON)

    assert _list(store, wanted(1, after)) == again
    assert len(_guids(store)) == again


def test_dates_of_different_zones_are_compared_as_moments(store: Store) -> None:
    _list(store, _modified("2026-05-18", "10:00", "+00:00"))
    store.keep([kept(1)], NOON)

    assert _list(store, _modified("2026-05-18", "18:59", "+09:00")) == 0
    assert _list(store, _modified("2026-05-18", "19:01", "+09:00")) == 1


def test_a_day_without_a_time_is_later_on_a_later_day_only(store: Store) -> None:
    _list(store, _modified("2026-05-18", None, None))
    store.keep([kept(1)], NOON)

    assert _list(store, _modified("2026-05-18", "23:00", "+00:00")) == 0
    assert _list(store, _modified("2026-05-18", "23:00", "nonsense")) == 0
    assert _list(store, _modified("2026-05-19", None, "nonsense")) == 1


def test_an_item_that_is_fetched_again_says_its_new_listing(store: Store) -> None:
    _list(store, wanted(1))
    store.keep([kept(1)], NOON)
    changed = dataclasses.replace(
        wanted(1, "2026-05-20T08:00"), content=b"corrected", address=address(1) + "?v=2"
    )
    _list(store, changed)

    assert store.wanted(SOURCE, NOON, 9) == (changed,)


def test_a_given_up_item_is_tried_again_once_it_is_modified(store: Store) -> None:
    _list(store, wanted(1))
    store.give_up(SOURCE, "item 1", "answered 404", NOON)

    assert _list(store, wanted(1, "2026-05-20T08:00")) == 1
    (item,) = store.wanted(SOURCE, NOON, 9)
    assert item.tries == 0


@pytest.mark.parametrize(("modified", "again"), [(4, 4), (5, 5), (6, 0), (9, 0)])
def test_a_list_that_dates_most_of_its_items_anew_is_not_believed(
    store: Store, modified: int, again: int
) -> None:
    """Some sitemaps give each page the moment at which they are asked."""
    numbers = range(10) if modified > 4 else range(4)
    _list(store, *map(wanted, numbers))
    store.keep([kept(number) for number in numbers], NOON)
    listed = [wanted(number, "2026-05-20T08:00" if number < modified else None) for number in numbers]

    assert _list(store, *listed, wanted(10)) == again + 1
    assert len(_guids(store)) == again + 1


def test_sources_do_not_know_each_others_guids(store: Store) -> None:
    _list(store, wanted(1))

    assert _list(store, dataclasses.replace(wanted(1), address=address(7)), source="Other") == 1
    assert _guids(store) == _guids(store, "Other") == ["item 1"]


def test_what_another_source_has_kept_is_not_fetched_again(store: Store) -> None:
    _list(store, wanted(1), wanted(2))
    _list(store, wanted(1), wanted(2), source="World desk")
    store.keep([kept(1)], NOON)

    assert _guids(store, "World desk") == ["item 2"]
    assert [source.path for source in store.latest(["World desk"])] == [address(1)]  # type: ignore[union-attr]
    assert [entry.source for entry in store.search(Search(query="ferry"))] == [SOURCE, "World desk"]
    assert store.check() == ()


def test_what_is_wanted_outlives_the_process(place: Place) -> None:
    with place.open() as store:
        _list(store, wanted(1))
    with place.open(create=False) as store:
        assert _guids(store) == ["item 1"]


def _modified(day: str, time: str | None, zone: str | None) -> Wanted:
    date = StatedDate(
        day=datetime.date.fromisoformat(day),
        precision=Precision.MINUTE if time else Precision.DAY,
        time=datetime.time.fromisoformat(time) if time else None,
        zone=zone,
    )
    return dataclasses.replace(wanted(1), listing=Listing(modified=date))
