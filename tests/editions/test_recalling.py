"""A cited source that changes or disappears is noticed at the next fetch, with the printed words that it touches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.editions.aftermath.recalling import Fate
from briefs.editions.following import revisiting
from briefs.store import open_store
from tests.editions.citing import FREE, SECOND, THIRD, Desk, page, printed
from tests.editions.following import feed
from tests.editions.served import Served
from tests.sources.fault_server import answer, conditional, reset, status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        yield Desk(tmp_path, served.server)


def test_what_stands_as_it_stood_is_no_recall(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.fetch(days=8)

    assert desk.server.paths().count("/a") == 2
    assert desk.recalls() == ()


def test_a_cited_page_that_says_something_else_is_recalled_with_the_words_that_no_longer_stand(
    desk: Desk,
) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", answer(page(first=THIRD), Content_Type="text/html"))
    desk.fetch(days=8)

    (recall,) = desk.recalls()

    assert (recall.fate, recall.is_open, recall.editions) == (Fate.CHANGED, True, ("2026-W23",))
    assert recall.noticed == desk.now
    assert printed(recall) == {SECOND: False, FREE: True}
    assert {line.exact: line.now for line in recall.touched} == {SECOND: THIRD, FREE: None}


def test_a_whole_edition_is_recalled_by_the_lines_that_it_prints(desk: Desk) -> None:
    desk.fetch()
    edition = desk.build()
    desk.server.on("/a", answer(page(first=THIRD), Content_Type="text/html"))
    desk.fetch(days=8)

    (recall,) = desk.recalls()

    assert (recall.fate, recall.editions) == (Fate.CHANGED, (edition,))
    (line,) = [line for line in recall.touched if line.exact == SECOND]
    statements = {it["id"]: it["text"] for it in desk.brief["sections"][0]["statements"]}
    assert (statements[line.line], line.stands, line.now) == (SECOND, False, THIRD)


@pytest.mark.parametrize(
    "code", [404, pytest.param(410, marks=pytest.mark.deep), pytest.param(451, marks=pytest.mark.deep)]
)
def test_a_cited_page_that_is_taken_down_is_recalled_as_gone(desk: Desk, code: int) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", status(code))
    desk.fetch(days=8)

    (recall,) = desk.recalls()

    assert (recall.fate, recall.is_open) == (Fate.GONE, True)
    assert str(code) in str(recall.message)
    assert printed(recall)[SECOND] is None


def test_a_page_that_was_gone_and_is_back_is_no_recall_any_more(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", status(404), answer(page(), Content_Type="text/html"))
    desk.fetch(days=8)
    assert len(desk.recalls()) == 1
    desk.fetch(days=8)

    assert desk.recalls() == ()


FAULTS = {"busy": status(503), "forbidden": status(403), "broken": status(500), "reset": reset()}


@pytest.mark.parametrize(
    "fault",
    ["busy", *(pytest.param(fault, marks=pytest.mark.deep) for fault in ("forbidden", "broken", "reset"))],
)
def test_a_page_that_does_not_answer_is_no_news(desk: Desk, fault: str) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", FAULTS[fault])
    desk.fetch(days=8)

    assert desk.server.paths().count("/a") > 1
    assert desk.recalls() == ()


def test_a_cited_address_is_asked_once_a_week_at_most_and_by_what_it_said_last(desk: Desk) -> None:
    desk.server.on("/a", conditional(page(), etag='"one"'))
    desk.fetch()
    desk.issue()
    for _ in range(4):
        desk.fetch(days=4)

    asked = [it for it in desk.server.requests if it.path == "/a"]
    assert [it.headers.get("if-none-match") for it in asked] == [None, None, '"one"']


def test_nothing_is_asked_again_for_editions_of_more_than_eight_weeks_ago(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.fetch(weeks=9)

    assert desk.server.paths().count("/a") == 1


def test_what_only_changes_around_the_text_is_no_new_version(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", answer(page(ad="Buy a boat"), Content_Type="text/html"))
    desk.fetch(days=8)

    with open_store(desk.folder / "store", create=False) as store:
        (place,) = [it for it in store.watch.cited() if it.locator.endswith("/a")]
    assert place.became == ""


def test_a_page_that_is_longer_and_keeps_all_that_is_cited_is_told_on_demand_only(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    longer = page().replace(
        b"</article>", b"<p>The timetable hangs in the harbour office of Alder.</p></article>"
    )
    desk.server.on("/a", answer(longer, Content_Type="text/html"))
    desk.fetch(days=8)

    (recall,) = desk.recalls()
    assert (recall.fate, recall.is_open) == (Fate.STANDS, False)


def test_a_new_title_is_a_change_though_every_cited_word_stands(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/a", answer(page(title="Retracted: Alder gets a ferry"), Content_Type="text/html"))
    desk.fetch(days=8)

    (recall,) = desk.recalls()
    assert (recall.fate, recall.title, recall.new_title) == (
        Fate.CHANGED,
        "Alder gets a ferry",
        "Retracted: Alder gets a ferry",
    )


def test_a_page_that_gives_way_to_a_notice_is_recalled_as_unreadable(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    notice = b"<!doctype html><html><head><title>Removed</title></head><body><p>Not here.</p></body></html>"
    desk.server.on("/a", answer(notice, Content_Type="text/html"))
    desk.fetch(days=8)

    (recall,) = desk.recalls()
    assert (recall.fate, recall.is_open) == (Fate.UNREADABLE, True)
    assert recall.message


def test_an_item_that_is_listed_as_modified_is_compared_when_it_is_fetched(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    dated = feed("a").replace(
        b"<link>", b"<a:updated xmlns:a='http://www.w3.org/2005/Atom'>2026-06-02T10:00:00Z</a:updated><link>"
    )
    desk.server.on("/feed", answer(dated))
    desk.server.on("/a", answer(page(first=THIRD), Content_Type="text/html"))
    desk.fetch(days=2)

    (recall,) = desk.recalls()
    assert recall.fate is Fate.CHANGED


def test_no_more_of_a_host_is_asked_in_a_round_than_its_patience_is_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisiting, "_MOST_OF_A_HOST", 1)
    desk.server.on("/feed", answer(feed("a", "b")))
    desk.server.on("/b", answer(page(title="Birch gets a ferry"), Content_Type="text/html"))
    desk.fetch()
    desk.issue()
    asked = []
    for _ in range(3):
        desk.fetch(days=8)
        asked.append(sum(path in {"/a", "/b"} for path in desk.server.paths()))

    assert asked == [3, 4, 5]
    assert desk.server.paths().count("/a") in {2, 3}


def test_an_address_that_robots_may_not_ask_any_more_is_left_alone(desk: Desk) -> None:
    desk.fetch()
    desk.issue()
    desk.server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /a\n", Content_Type="text/plain"))
    desk.fetch(days=8)

    assert desk.server.paths().count("/a") == 1
    assert desk.recalls() == ()


def test_what_a_feed_brought_itself_is_not_compared_with_the_page_it_leads_to(desk: Desk) -> None:
    ports = (
        "Cedar",
        "Dogwood",
        "Elder",
        "Fir",
        "Gorse",
        "Hazel",
        "Ivy",
        "Juniper",
        "Larch",
        "Maple",
        "Oak",
        "Pine",
    )
    text = "".join(f"<p>{SECOND.replace('Alder', port)}</p>" for port in ("Alder", *ports))
    entry = f"<content:encoded><![CDATA[{text}]]></content:encoded></item>".encode()
    head = b"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    desk.server.on("/feed", answer(feed("a").replace(b"</item>", entry).replace(b"<rss ", head)))
    desk.fetch()
    desk.issue()
    before = desk.server.paths().count("/a")
    desk.server.on("/a", answer(page(first=THIRD), Content_Type="text/html"))
    desk.fetch(days=8)

    assert (before, desk.server.paths().count("/a"), desk.recalls()) == (0, 1, ())
