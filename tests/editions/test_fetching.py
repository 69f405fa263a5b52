"""What is followed is fetched once, kept, and never lost: against a server that misbehaves."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.config import load
from briefs.editions import library
from briefs.editions.exclusion import alone
from briefs.editions.fetching import FetchRequest, FetchResult, fetch
from briefs.editions.visiting import State, Visit
from briefs.errors import StoreBusy
from briefs.model import Problem
from briefs.store import Search, SourceHealth, open_store
from tests.editions.served import Served
from tests.sources.fault_server import FaultServer, answer, conditional, redirect, reset, status, truncated

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
THEMES = """
[[themes]]
id = "ferries"
title = "Ferries"
description = "Ferries between the islands and the coast and what the harbour offices say of them"
terms = ["ferry", "harbour"]
"""
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2026-05-30T08:00:00+09:00"></head><body><article><h1>{title}</h1>
<p>The harbour office of {title} said on Saturday that a second ferry will sail to the outer islands from June.</p>
<p>Tickets for residents remain free of charge, and freight is to be carried three times a week all year.</p>
<p>A survey among islanders had shown that most of them want an evening ferry more than a faster one.</p>
</article></body></html>"""
NAVIGATION = (
    "<!doctype html><html><head><title>Sections</title></head><body><ul>"
    + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    + "</ul></body></html>"
)


def page(title: str) -> bytes:
    return PAGE.format(title=title).encode()


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title><link>/{name}</link></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Quay Post</title>{items}</channel></rss>".encode()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with Served() as served:
        yield served.server


class Desk:
    """A workspace that follows what a test names, and a clock that the test sets."""

    def __init__(self, folder: Path, server: FaultServer) -> None:
        self.folder, self.server, self.now = folder, server, NOW

    def follows(self, *sources: str) -> "Desk":
        tables = "".join(f"[[sources]]\n{source}\n" for source in sources)
        manners = '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
        (self.folder / "briefs.toml").write_text(f"{manners}{tables}{THEMES}", encoding="utf-8")
        return self

    def follows_at(self, path: str, more: str = "") -> "Desk":
        return self.follows(f'name = "Quay"\naddress = "{self.server.url(path)}"\n{more}')

    def fetch(self, *names: str, since: datetime.date | None = None) -> FetchResult:
        request = FetchRequest(
            settings=load(self.folder / "briefs.toml"),
            names=names,
            since=since,
            now=lambda: self.now,
            jitter=lambda: 0.0,
        )
        return fetch(request, lambda _: None)

    def visit(self) -> Visit:
        (visit,) = self.fetch().visits
        return visit

    def later(self, **span: int) -> "Desk":
        self.now += datetime.timedelta(**span)
        return self

    def kept(self) -> list[str]:
        found = library.search(load(self.folder / "briefs.toml"), Search())
        return sorted(entry.title or entry.locator for entry in found if entry.problem is None)

    def health(self) -> SourceHealth:
        (health,) = library.health(load(self.folder / "briefs.toml"))
        return health

    def is_sound(self) -> bool:
        with open_store(self.folder / "store", create=False) as store:
            return store.check() == ()


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


def test_a_page_that_cannot_be_had_now_is_tried_again_later_and_not_at_once(desk: Desk) -> None:
    desk.server.on("/feed", conditional(feed("a", "b"), '"1"'))
    desk.server.on("/a", reset(), reset(), reset(), answer(page("Alder")))
    desk.server.on("/b", answer(page("Birch")))

    first = desk.follows_at("/feed").visit()
    asked = desk.server.paths().count("/a")
    second = desk.later(minutes=10).visit()
    third = desk.later(hours=2).visit()

    assert desk.server.fired["reset"] == 3
    assert [problem.subject for problem in first.failed] == [desk.server.url("/a")]
    assert (asked, second.kept, second.failed) == (3, 0, [])
    assert (third.kept, desk.kept()) == (1, ["Alder", "Birch"])


def test_a_page_that_is_gone_is_given_up(desk: Desk) -> None:
    desk.server.on("/feed", conditional(feed("a"), '"1"'))
    desk.server.on("/a", status(410))
    desk.follows_at("/feed").visit()
    desk.later(days=9).visit()

    assert desk.server.paths() == ["/feed", "/a", "/feed"]
    assert desk.health().waiting == 0


@pytest.mark.parametrize(
    ("fault", "name", "message"),
    [
        (status(500), "500", "answers with status 500"),
        (answer(b"<html><body>Down for repair</body></html>"), "200", "is no feed or sitemap"),
        (answer(b"  "), "200", "is empty"),
        (truncated(feed("a"), 10_000), "truncated", "broke off"),
        (redirect("http://10.0.0.1/feed"), "302", "10.0.0.1"),
    ],
)
def test_a_broken_answer_replaces_nothing_and_is_told(
    desk: Desk, fault: object, name: str, message: str
) -> None:
    desk.server.on("/feed", conditional(feed("a"), '"1"'))
    desk.server.on("/a", answer(page("Alder")))
    desk.follows_at("/feed").visit()
    fired = desk.server.fired[name]
    desk.server.on("/feed", fault)  # type: ignore[arg-type]
    broken = desk.later(hours=1).visit()
    assert desk.server.fired[name] > fired
    desk.server.on("/feed", conditional(feed("a"), '"1"'))
    again = desk.later(hours=1).visit()

    assert broken.state is State.FAILED
    assert message in (broken.message or "")
    assert again.state is State.UNCHANGED
    assert desk.server.requests[-1].headers["if-none-match"] == '"1"'
    assert desk.kept() == ["Alder"]


def test_a_304_after_a_failure_does_not_clear_the_failure(desk: Desk) -> None:
    desk.server.on("/feed", conditional(feed(), '"1"'))
    desk.follows_at("/feed").visit()
    desk.server.on("/feed", status(404))
    desk.later(hours=1).visit()
    desk.server.on("/feed", conditional(feed(), '"1"'))
    desk.later(hours=1).visit()

    assert desk.server.fired["304"] == 1
    assert (desk.health().failures, desk.health().last_failure) == (1, "answers with status 404 (not found)")


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


def test_a_server_that_asks_to_be_left_alone_is(desk: Desk) -> None:
    desk.server.on("/feed", status(503, Retry_After="7200"), answer(feed()))
    desk.follows_at("/feed").visit()

    early = desk.later(hours=1).visit()
    late = desk.later(hours=2).visit()

    assert (early.state, late.state) == (State.NOT_DUE, State.UNCHANGED)


def test_one_source_that_fails_stops_no_other(desk: Desk) -> None:
    desk.server.on("/feed", answer(feed("a")))
    desk.server.on("/a", answer(page("Alder")))
    desk.follows(
        f'name = "Dead"\naddress = "{desk.server.url("/dead")}"',
        'name = "Nowhere"\npath = "nowhere"',
        f'name = "Quay"\naddress = "{desk.server.url("/feed")}"',
        'name = "Inside"\naddress = "http://192.168.1.1/feed"',
    )

    result = desk.fetch()

    assert [visit.state for visit in result.visits] == [State.FAILED, State.FAILED, State.NEW, State.FAILED]
    assert not result.all_failed
    assert "not a public address" in (result.visits[3].message or "")


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


@pytest.mark.parametrize(
    ("hostile", "state", "kept"),
    [
        (b"<?xml version='1.0' encoding='undefined'?><rss version='2.0'></rss>", State.FAILED, 0),
        (
            b'<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            State.FAILED,
            0,
        ),
        (feed("b", "c").partition(b"c</guid>")[0], State.NEW, 1),
        (feed("b", "b"), State.NEW, 1),
        (feed("b").decode().encode("utf-16"), State.NEW, 1),
        (feed("b").replace(b"<link>", b"<pubDate>Sat, 30 May 2026 08:00:00</pubDate><link>"), State.NEW, 1),
    ],
    ids=["encoding", "entities", "cut", "guid twice", "utf-16", "no zone"],
)
def test_a_hostile_or_broken_feed_is_told_and_stops_no_other(
    desk: Desk, hostile: bytes, state: State, kept: int
) -> None:
    desk.server.on("/hostile", answer(hostile))
    desk.server.on("/good", answer(feed("a")))
    desk.server.on("/a", answer(page("Alder")))
    desk.server.on("/b", answer(page("Birch")))
    desk.follows(
        *(f'name = "{name}"\naddress = "{desk.server.url(f"/{name}")}"' for name in ("hostile", "good"))
    )

    bad, good = desk.fetch().visits

    assert desk.server.paths().count("/hostile") == 1
    assert (bad.state, bad.kept) == (state, kept)
    assert (good.state, good.kept) == (State.NEW, 1)


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


def test_a_folder_that_is_missing_is_a_failure_that_is_remembered_until_it_is_back(desk: Desk) -> None:
    desk.follows('name = "Papers"\npath = "in"').fetch()
    missing = desk.health()
    (desk.folder / "in").mkdir()
    desk.fetch()

    assert missing.failures == 1
    assert "no such file or folder" in (missing.last_failure or "")
    assert desk.health().failures == 0


def test_what_a_sitemap_lists_from_long_ago_is_told_and_not_taken(desk: Desk) -> None:
    old = "<urlset><url><loc>/a</loc><lastmod>2026-05-02</lastmod></url></urlset>"
    desk.server.on("/sitemap.xml", answer(old.encode()))
    desk.server.on("/a", answer(page("Alder")))
    first = desk.follows_at("/sitemap.xml").visit()
    second = desk.fetch("Quay", since=datetime.date(2026, 5, 1)).visits[0]

    assert first.message == "1 from before 2026-05-18 not taken (fetch --since DATE takes them)"
    assert second.kept == 1


def test_a_problem_names_no_credentials(desk: Desk) -> None:
    address = desk.server.url("/feed").replace("//", "//desk:secret@")

    visit = desk.follows(f'name = "Quay"\naddress = "{address}"').visit()

    told = [visit.message or "", *(problem.message for problem in visit.failed)]
    assert visit.state is State.FAILED
    assert "secret" not in "".join(told)
    assert isinstance(visit.failed, list)
    assert all(isinstance(problem, Problem) for problem in visit.failed)
