"""Of what a list names, that is wanted which the desk asks for."""

import datetime

import pytest

from briefs.model import Listing, Source, StatedDate
from briefs.sources.listed import MOST_UNDATED, NoList, Wish, recognise_list
from briefs.sources.listings import Feed, Item, Sitemap


def _item(name: str, title: str | None = None, day: int | None = None) -> Item:
    address = f"https://quay-post.example/{name}"
    published = StatedDate(day=datetime.date(2026, 5, day)) if day else None
    return Item(key=name, address=address, listing=Listing(url=address, title=title, published=published))


def _names(wish: Wish, *items: Item) -> list[str]:
    return [item.key for item in wish.chosen(Feed(title=None, items=items))]


@pytest.mark.parametrize(
    ("include", "exclude", "chosen"),
    [
        ((), (), ["politics/a", "sport/b"]),
        (("*/politics/*",), (), ["politics/a"]),
        (("POLITICS",), (), ["politics/a"]),
        (("ferries",), (), ["politics/a"]),
        (("post*sport",), (), ["sport/b"]),
        ((), ("sport",), ["politics/a"]),
        (("quay",), ("cup",), ["politics/a"]),
        (("a+",), (), []),
    ],
)
def test_patterns_are_looked_for_in_address_and_title(
    include: tuple[str, ...], exclude: tuple[str, ...], chosen: list[str]
) -> None:
    items = (_item("politics/a", "More Ferries"), _item("sport/b", "Cup final"))

    assert _names(Wish(include=include, exclude=exclude), *items) == chosen


def test_what_is_dated_before_the_day_is_not_wanted_and_what_is_undated_is() -> None:
    items = (_item("old", day=1), _item("new", day=9), _item("undated"))

    assert _names(Wish(since=datetime.date(2026, 5, 9)), *items) == ["new", "undated"]


def test_a_sitemap_is_not_emptied_by_one_visit() -> None:
    undated = tuple(_item(str(number)) for number in range(MOST_UNDATED + 50))
    dated = tuple(_item(f"d{number}", day=9) for number in range(MOST_UNDATED + 50))

    chosen = Wish(since=datetime.date(2026, 5, 1)).chosen(Sitemap(items=(*undated, *dated)))

    assert chosen == (*undated[:MOST_UNDATED], *dated)


def test_of_an_index_the_sitemaps_that_changed_are_looked_into_the_latest_first() -> None:
    def sitemap(name: str, day: int | None) -> Listing:
        modified = StatedDate(day=datetime.date(2026, 5, day)) if day else None
        return Listing(url=f"https://quay-post.example/{name}.xml", modified=modified)

    index = Sitemap(sitemaps=(sitemap("a", 3), sitemap("b", 20), sitemap("c", None), sitemap("d", 21)))

    found = Wish(since=datetime.date(2026, 5, 10)).sitemaps(index, 3)

    assert [address[-5:-4] for address in found] == ["c", "d", "b"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<rss version='2.0'><channel></channel></rss>", Feed(title=None, items=())),
        (b"<urlset></urlset>", Sitemap()),
        (b"<html><head></head></html>", NoList()),
        (b"<?xml version='1.0' encoding='undefined'?><rss version='2.0'></rss>", NoList(is_broken=True)),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"></rss>', NoList(is_broken=True)),
        (b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset></urlset>', NoList(is_broken=True)),
        (b'{"version": "https://jsonfeed.org/version/1", "items": "no"}', NoList(is_broken=True)),
    ],
)
def test_a_list_is_told_by_its_content_and_a_broken_one_from_none(
    content: bytes, found: Feed | Sitemap | NoList
) -> None:
    assert recognise_list(Source(path="https://a.example/", content=content)) == found
