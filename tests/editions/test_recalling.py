"""A cited source that changes or disappears is noticed at the next fetch, with the printed words that it touches."""

import datetime
import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefs import shipped
from briefs.config import load
from briefs.editions import revisiting
from briefs.editions.building import BuildRequest, build
from briefs.editions.fetching import FetchRequest, fetch
from briefs.editions.issued import Issued
from briefs.editions.recalling import Fate, Recall, recalls, settle
from briefs.errors import NoInput
from briefs.publication import Design
from briefs.store import Settlement, StoredSource, open_store
from tests.editions.served import Served
from tests.sources.fault_server import FaultServer, answer, conditional, reset, status

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
THEMES = """
[[themes]]
id = "ferries"
title = "Ferries"
description = "Ferries between the islands and the coast and what the harbour offices say of them"
terms = ["ferry", "harbour"]
"""
SECOND = "The harbour office of Alder said on Saturday that a second ferry will sail to the outer islands from June."
THIRD = "The harbour office of Alder said on Saturday that a third ferry will sail to the outer islands from July."
FREE = "Tickets of the ferry remain free of charge for residents, and freight is to be carried three times a week."
BIRCH = "The harbour office of Birch has let the ferry quay to a company of the mainland for twelve years."
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2026-05-30T08:00:00+09:00"></head><body><article><h1>{title}</h1>
<p>{first}</p><p>{second}</p>
<p>A survey among islanders had shown that most of them want an evening ferry more than a faster one.</p>
</article><p class="ad">{ad}</p></body></html>"""


def page(first: str = SECOND, title: str = "Alder gets a ferry", ad: str = "") -> bytes:
    return PAGE.format(title=title, first=first, second=FREE, ad=ad).encode()


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title><link>/{name}</link></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Quay Post</title>{items}</channel></rss>".encode()


class Desk:
    """A workspace that follows a feed and a folder, an edition that cites both, and a clock that the test sets."""

    def __init__(self, folder: Path, server: FaultServer) -> None:
        self.folder, self.server, self.now = folder, server, NOW
        (folder / "notes").mkdir()
        (folder / "briefs.toml").write_text(
            '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
            f'[[sources]]\nname = "Quay"\naddress = "{server.url("/feed")}"\nevery_hours = 1\n'
            f'[[sources]]\nname = "Notes"\npath = "notes"\n{THEMES}',
            encoding="utf-8",
        )
        self.brief: dict[str, Any] = {}
        server.on("/feed", answer(feed("a")))
        server.on("/a", answer(page(), Content_Type="text/html"))

    def fetch(self, **later: int) -> None:
        self.now += datetime.timedelta(**later)
        request = FetchRequest(
            settings=load(self.folder / "briefs.toml"),
            names=(),
            since=None,
            now=lambda: self.now,
            jitter=lambda: 0.0,
        )
        fetch(request, lambda _: None)

    def build(self) -> str:
        """A whole edition, as it is made."""
        request = BuildRequest(
            settings=load(self.folder / "briefs.toml"),
            paths=(),
            since=None,
            as_of=self.now,
            edition=None,
            out=self.folder / "out",
            design=Design(templates=shipped.TEMPLATES),
        )
        edition = build(request, lambda _: None).edition
        self.brief = json.loads((self.folder / "out" / edition / "brief.json").read_bytes())
        return edition

    def issue(self) -> None:
        """As much of an edition as a recall looks at: it cites a sentence of each of the two sources."""
        with open_store(self.folder / "store", create=False) as store:
            found = [it for it in store.latest() if isinstance(it, StoredSource)]
            store.cite("2026-W23", [it.document for it in found], self.now)
        references = [
            {"number": number, "document": it.document, "path": it.path} for number, it in enumerate(found)
        ]
        statements = [
            cites(f"1.{number}", exact, number)
            for number, it in enumerate(found)
            for exact in (SECOND, FREE, BIRCH)
            if exact.encode() in it.content
        ]
        self.brief = {
            "references": references,
            "sections": [{"statements": statements}],
            "quotations": [],
            "timeline": [],
            "disagreements": [],
        }

    def issued(self, edition: str) -> Issued | None:
        return Issued(edition=edition, revision=0, brief=self.brief)

    def recalls(self) -> tuple[Recall, ...]:
        with open_store(self.folder / "store", create=False) as store:
            return recalls(store, self.issued)

    def settle(self, prefix: str) -> tuple[Recall, ...]:
        said = Settlement(actor="Mara Lind", because="only the hour has changed", moment=self.now)
        with open_store(self.folder / "store", create=False) as store:
            return settle(store, self.issued, prefix, said)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        yield Desk(tmp_path, served.server)


def printed(recall: Recall) -> dict[str, bool | None]:
    return {line.exact: line.stands for line in recall.touched if line.printed}


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


def minutes(text: str) -> str:
    return f"Title: Minutes of Birch\nDate: 2026-05-29\n\n{text}\n"


def note(folder: Path, text: str) -> Path:
    file = folder / "notes" / "minutes.txt"
    file.write_text(minutes(text), encoding="utf-8")
    return file


def packed(folder: Path, text: str) -> None:
    with zipfile.ZipFile(folder / "notes" / "minutes.zip", "w") as archive:
        archive.writestr("minutes.txt", minutes(text))


def cites(line: str, exact: str, reference: int = 0) -> dict[str, object]:
    return {"id": line, "citations": [{"reference": reference, "exact": exact}], "corroboration": []}


def test_a_file_that_is_taken_out_of_its_folder_is_recalled_until_it_is_back(desk: Desk) -> None:
    file = note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    file.unlink()
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert (recall.fate, recall.source, printed(recall)) == (Fate.GONE, "Notes", {BIRCH: None})

    note(desk.folder, BIRCH)
    desk.fetch(hours=1)
    assert desk.recalls() == ()


def test_a_file_that_merely_has_another_name_is_no_recall(desk: Desk) -> None:
    file = note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    file.rename(file.with_name("old minutes.txt"))
    desk.fetch(hours=1)

    assert desk.recalls() == ()


def test_a_file_that_is_rewritten_is_recalled_with_its_new_words(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert [(line.stands, line.now) for line in recall.touched] == [(False, BIRCH.replace("twelve", "two"))]


def test_what_is_settled_is_told_no_more_until_it_changes_again(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()

    (settled,) = desk.settle(recall.document[:20])
    assert settled.document == recall.document
    (recall,) = desk.recalls()
    assert (recall.is_open, recall.settled and recall.settled.actor) == (False, "Mara Lind")

    note(desk.folder, BIRCH.replace("twelve", "ten"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()
    assert (recall.is_open, recall.settled) == (True, None)


def test_what_is_no_recalled_document_cannot_be_settled(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    for prefix in ("", "sha256:", "abc", "0" * 64):
        with pytest.raises(NoInput, match="briefs recall"):
            desk.settle(prefix)


def test_what_is_settled_already_is_said_to_be(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)
    (recall,) = desk.recalls()
    desk.settle(recall.document)

    with pytest.raises(NoInput, match="is settled already, by "):
        desk.settle(recall.document)


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


def test_a_document_in_a_container_is_recalled_with_what_its_container_says_now(desk: Desk) -> None:
    packed(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    inner = hashlib.sha256(minutes(BIRCH).encode()).hexdigest()
    desk.brief["references"] = [
        {"number": 0, "document": f"sha256:{inner}", "path": "notes/minutes.zip/minutes.txt"}
    ]
    desk.brief["sections"] = [{"statements": [cites("1.1", BIRCH)]}]
    packed(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert (recall.locator, printed(recall)) == ("notes/minutes.zip", {BIRCH: False})


def test_every_line_that_rests_on_a_source_is_told_and_whether_its_words_are_printed(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    (number,) = [it["number"] for it in desk.brief["references"] if it["path"].endswith("minutes.txt")]
    line = {"reference": number, "exact": BIRCH}
    desk.brief |= {
        "sections": [{"statements": [{"id": "1.1", "citations": [], "corroboration": [line]}]}],
        "quotations": [{"id": "q1", "citations": [line]}],
        "timeline": [{"id": "t1", "citations": [line]}],
        "disagreements": [{"id": "d1", "claims": [{"citations": [line]}]}],
    }
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    (recall,) = desk.recalls()
    assert [(it.line, it.printed) for it in recall.touched] == [
        ("1.1", False),
        ("q1", True),
        ("t1", True),
        ("d1", True),
    ]


def test_an_edition_that_is_withdrawn_recalls_nothing(desk: Desk) -> None:
    note(desk.folder, BIRCH)
    desk.fetch()
    desk.issue()
    note(desk.folder, BIRCH.replace("twelve", "two"))
    desk.fetch(hours=1)

    with open_store(desk.folder / "store", create=False) as store:
        assert recalls(store, lambda _: None) == ()
