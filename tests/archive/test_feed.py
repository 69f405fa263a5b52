"""The feed of all editions: valid, complete over its pages, and safe whatever a source says."""

import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from briefs.model import Marking
from tests.archive.standing import FERRY, brief, site, stand

ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(out: Path, name: str = "feed.xml") -> Any:
    found = feedparser.parse((out / name).read_bytes())
    assert not found.bozo
    return found


def test_each_edition_is_an_entry_with_its_key_points_the_newest_first(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    stand(tmp_path, brief(21, FERRY))

    site(tmp_path)

    found = _feed(tmp_path)
    assert found.feed.title == "The strait this week"
    assert found.feed.author == "Narrow Sea Desk"
    assert [entry.title for entry in found.entries] == [
        "The strait this week · 2026-W21",
        "The strait this week · 2026-W20",
    ]
    entry = found.entries[0]
    assert FERRY in entry.content[0].value
    assert entry.summary == "11 May 2026 to 17 May 2026. 1 statement, 1 of 3 documents cited."
    assert [(link.rel, link.href) for link in entry.links] == [
        ("alternate", "2026-W21/brief.html"),
        ("related", "2026-W21/brief.json"),
        ("related", "2026-W21/brief.pdf"),
    ]
    assert entry.updated == "2026-05-18T06:00:00+09:00"
    assert entry.tags[0].label == "Ferries"


def test_everything_that_the_standard_asks_of_a_feed_is_there(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))

    site(tmp_path)

    root = etree.fromstring((tmp_path / "feed.xml").read_bytes())
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1, (parent.tag, name)
        moment = parent.findtext(f"{ATOM}updated")
        assert moment is not None
        assert datetime.datetime.fromisoformat(moment).tzinfo is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_an_entry_keeps_its_identity_wherever_the_site_stands(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    site(tmp_path)
    before = [entry.id for entry in _feed(tmp_path).entries]
    stand(tmp_path, brief(21))

    site(tmp_path, "https://desk.example/briefs/", organisation="Another Desk")

    after = [entry.id for entry in _feed(tmp_path).entries]
    assert after[1:] == before
    assert len(set(after)) == 2
    assert all(identity.startswith("tag:briefs.invalid,2026:") for identity in after)


def test_with_an_address_every_link_is_whole(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))

    site(tmp_path, "https://desk.example/briefs/")

    root = etree.fromstring((tmp_path / "feed.xml").read_bytes())
    addresses = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    assert all(address.startswith("https://desk.example/briefs/") for address in addresses)
    assert "https://desk.example/briefs/feed.xml" in addresses


def test_older_editions_stand_on_pages_that_do_not_change(tmp_path: Path) -> None:
    for number in range(120):
        stand(tmp_path, brief(number % 50 + 1, FERRY, year=2020 + number // 50))
    site(tmp_path)
    full = (tmp_path / "site" / "feed-1.xml").read_bytes()
    stand(tmp_path, brief(30, year=2024))

    written = site(tmp_path).written

    assert (tmp_path / "site" / "feed-1.xml").read_bytes() == full
    assert "site/feed-1.xml" not in written
    names, seen = ["feed.xml"], []
    while names[-1:] != [None]:
        found = _feed(tmp_path, names[-1])
        seen += [entry.id for entry in found.entries]
        older = [link.href for link in found.feed.links if link.rel == "prev-archive"]
        names.append(f"site/{older[0].rpartition('/')[2]}" if older else None)  # type: ignore[arg-type]
    assert names == ["feed.xml", "site/feed-2.xml", "site/feed-1.xml", None]
    assert len(set(seen)) == 121
    assert len(_feed(tmp_path).entries) == 50


def test_a_marking_and_a_draft_are_told_before_an_entry_is_opened(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, marking=Marking.AMBER_STRICT, draft=True))

    site(tmp_path)

    found = _feed(tmp_path)
    assert found.entries[0].title.startswith("[TLP:AMBER+STRICT] [Draft] The strait")
    assert found.feed.rights == found.entries[0].rights == "TLP:AMBER+STRICT"


@pytest.mark.parametrize(
    "evil", ["]]></title><script>x</script>", "a\x00b\x0b\x1b\ufffec", "x\u202ey", "&lt;b&gt;"]
)
def test_what_a_source_says_is_text_in_the_feed(tmp_path: Path, evil: str) -> None:
    stand(tmp_path, brief(20, f"A sentence {evil} of a source.", title=f"Title {evil}"))

    site(tmp_path)

    root = etree.fromstring((tmp_path / "feed.xml").read_bytes())
    content = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    inside = etree.fromstring(f"<div>{content}</div>")
    assert {it.tag for it in inside.iter()} == {"div", "ol", "li"}
    assert "A sentence" in etree.tostring(inside, method="text", encoding="unicode")
