"""What is followed is fetched once, kept, and never lost: against a server that misbehaves."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.config import load
from briefs.editions.exclusion import alone
from briefs.editions.following import library
from briefs.editions.following.visiting import State
from briefs.errors import StoreBusy
from tests.editions.following import NAVIGATION, NOW, Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import FaultServer, answer, conditional


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with Served() as served:
        yield served.server


@pytest.fixture
def desk(tmp_path: Path, server: FaultServer) -> Desk:
    return Desk(tmp_path, server)


def test_a_feed_is_followed_to_its_pages_and_they_are_kept(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("a", "b")))
    desk.server.on("/a", answer(page("Alder"), Content_Type="text/html"))
    desk.server.on("/b", answer(page("Birch"), Content_Type="text/html"))

    visit = desk.follows_at("/feed").visit()

    assert (visit.state, visit.kept, visit.failed) == (State.NEW, 2, [])
    assert desk.kept() == ["Alder", "Birch"]
    assert desk.is_sound()


def test_a_second_fetch_with_nothing_new_costs_one_conditional_request(desk: Desk) -> None:
    desk.server.on("/feed", conditional(feed("a"), '"1"'))
    desk.server.on("/a", answer(page("Alder")))
    desk.follows_at("/feed").visit()
    desk.server.requests.clear()

    visit = desk.later(hours=1).visit()

    assert [asked.path for asked in desk.server.requests] == ["/feed"]
    assert (visit.state, desk.server.fired["304"]) == (State.UNCHANGED, 1)


def test_what_a_site_asks_of_programs_is_read_once_a_day(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("a")))
    desk.server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /a\n"))
    first = desk.follows_at("/feed").visit()
    desk.later(hours=23).visit()
    desk.later(hours=2).visit()

    assert [problem.subject for problem in first.failed] == [desk.server.url("/a")]
    assert [asked.path for asked in desk.server.requests].count("/robots.txt") == 2
    assert "/a" not in desk.server.paths()


def test_what_was_fetched_is_not_fetched_again_though_the_feed_has_changed(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("a")), answer(feed("b", "a")))
    desk.server.on("/a", answer(page("Alder")))
    desk.server.on("/b", answer(page("Birch")))
    desk.follows_at("/feed").visit()
    desk.later(hours=1).visit()

    assert desk.server.paths() == ["/feed", "/a", "/feed", "/b"]
    assert desk.kept() == ["Alder", "Birch"]


def test_an_item_that_brings_its_whole_text_needs_no_page(desk: Desk) -> None:
    text = (
        "<p>"
        + "The second ferry to the outer islands sails from June, the harbour office said. " * 30
        + "</p>"
    )
    item = f"<item><link>/a</link><title>Alder</title><description><![CDATA[{text}]]></description></item>"
    desk.server.on("/feed", answer(f"<rss version='2.0'><channel>{item}</channel></rss>".encode()))

    desk.follows_at("/feed").visit()

    assert desk.server.paths() == ["/feed"]
    assert desk.kept() == ["Alder"]


def test_a_feed_that_lists_nothing_is_a_success(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed()))

    assert desk.follows_at("/feed").visit().state is State.UNCHANGED
    assert desk.health().last_success == NOW


def test_a_page_names_its_feed_and_the_feed_is_followed_from_then_on(desk: Desk) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    desk.server.on("/", answer(NAVIGATION.replace("<title>", f"{link}<title>").encode()))
    desk.server.on("/feed", conditional(feed("a"), '"1"'))
    desk.server.on("/a", answer(page("Alder")))
    desk.follows_at("/").visit()
    desk.server.requests.clear()

    desk.later(hours=1).visit()

    assert desk.kept() == ["Alder"]
    assert desk.server.paths() == ["/feed"]


def test_a_feed_that_names_a_page_that_names_itself_ends(desk: Desk) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    for path, other in (("/", "/feed"), ("/feed", "/")):
        desk.server.on(path, answer(NAVIGATION.replace("<title>", f"{link.format(other)}<title>").encode()))

    visit = desk.follows_at("/").visit()

    assert visit.state is State.FAILED
    assert desk.server.paths() == ["/", "/feed"]


def test_an_article_is_followed_as_a_page_and_kept_again_when_it_changes(desk: Desk) -> None:
    desk.server.on("/a", answer(page("Alder")), answer(page("Alder mended")))
    first = desk.follows_at("/a").visit()
    second = desk.later(hours=1).visit()
    third = desk.later(hours=1).visit()

    assert (first.kept, second.kept) == (1, 1)
    assert third.state is not State.FAILED
    assert desk.kept() == ["Alder mended"]


def test_a_sitemap_leads_to_its_latest_documents(desk: Desk) -> None:
    index = "<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    news = (
        "<urlset><url><loc>/a</loc><lastmod>2026-05-30</lastmod></url>"
        "<url><loc>/b</loc><lastmod>2024-05-30</lastmod></url></urlset>"
    )
    desk.server.on("/sitemap.xml", answer(index.encode()))
    desk.server.on("/news.xml", answer(news.encode()))
    desk.server.on("/a", answer(page("Alder")))

    desk.follows_at("/sitemap.xml").visit()

    assert desk.server.paths() == ["/sitemap.xml", "/news.xml", "/a"]
    assert desk.kept() == ["Alder"]


def test_what_is_only_navigation_is_kept_out_with_its_reason(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("a")))
    desk.server.on("/a", answer(NAVIGATION.encode()))

    visit = desk.follows_at("/feed").visit()

    assert [problem.subject for problem in visit.skipped] == [desk.server.url("/a")]
    assert (desk.kept(), desk.health().skipped) == ([], 1)


def test_patterns_and_days_decide_what_is_fetched(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("north-a", "south-a", "north-b")))
    desk.server.on("/north-a", answer(page("Alder")))
    desk.follows_at("/feed", 'include = ["north"]\nexclude = ["*-b"]').visit()

    assert desk.server.paths() == ["/feed", "/north-a"]


def test_a_source_is_not_asked_before_it_is_due_unless_it_is_named(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed()))
    desk.follows_at("/feed", "every_hours = 6").visit()

    early = desk.later(hours=2).visit()
    named = desk.fetch("Quay").visits[0]

    assert (early.state, named.state) == (State.NOT_DUE, State.UNCHANGED)
    assert desk.server.paths() == ["/feed", "/feed"]


def test_a_folder_is_kept_once_and_read_again_only_where_it_has_changed(desk: Desk) -> None:
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "a.html").write_bytes(page("Alder"))
    (desk.folder / "in" / "b.html").write_bytes(page("Birch"))
    desk.follows('name = "Papers"\npath = "in"')
    first = desk.visit()
    (desk.folder / "in" / "b.html").write_bytes(page("Birch mended"))
    (desk.folder / "in" / "a.html").unlink()

    second = desk.later(hours=1).visit()

    assert (first.kept, second.kept) == (2, 1)
    assert desk.kept() == ["Alder", "Birch mended"]


def test_two_sources_that_list_one_page_fetch_it_once(desk: Desk) -> None:
    for path in ("/one", "/two"):
        desk.server.on(path, answer(feed("a")))
    desk.server.on("/a", answer(page("Alder")))
    desk.follows(*(f'name = "{name}"\naddress = "{desk.server.url(f"/{name}")}"' for name in ("one", "two")))
    desk.fetch()
    desk.later(hours=1).fetch()

    healths = library.health(load(desk.folder / "briefs.toml"))
    assert desk.server.paths().count("/a") == 1
    assert [(health.kept, health.waiting) for health in healths] == [(1, 0), (1, 0)]
    assert desk.is_sound()


def test_an_unchanged_page_is_no_news_though_its_server_does_not_say_so(desk: Desk) -> None:
    desk.server.on("/a", answer(page("Alder")))
    first = desk.follows_at("/a").visit()
    second = desk.later(hours=1).visit()

    assert (first.state, first.kept) == (State.NEW, 1)
    assert (second.state, second.kept, desk.health().last_new) == (State.UNCHANGED, 0, NOW)


def test_only_one_fetch_is_at_work_at_a_time(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed()))
    desk.follows_at("/feed").fetch()

    with alone(desk.folder / "store"), pytest.raises(StoreBusy, match="another briefs fetch is at work"):
        desk.fetch()
    assert desk.visit().state is State.UNCHANGED


def test_what_a_sitemap_lists_from_long_ago_is_told_and_not_taken(desk: Desk) -> None:
    old = "<urlset><url><loc>/a</loc><lastmod>2026-05-02</lastmod></url></urlset>"
    desk.server.on("/sitemap.xml", answer(old.encode()))
    desk.server.on("/a", answer(page("Alder")))
    first = desk.follows_at("/sitemap.xml").visit()
    second = desk.fetch("Quay", since=datetime.date(2026, 5, 1)).visits[0]

    assert first.message == "1 from before 2026-05-18 not taken (fetch --since DATE takes them)"
    assert second.kept == 1
