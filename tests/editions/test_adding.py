"""An address is tried before it is followed, and the file it is written to keeps all that stood in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.config import Kind, load
from briefs.editions.following.adding import Addition, AddRequest, add
from briefs.errors import ConfigurationError, Unreachable
from tests.editions.following import NAVIGATION, NOW, Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer, redirect, status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        desk = Desk(tmp_path, served.server)
        desk.server.on("/feed", answer(feed("Alder", "Birch")))
        yield desk.follows('name = "Papers"\npath = "in"  # our own')


def _add(desk: Desk, path: str, name: str | None = None) -> Addition:
    file = desk.folder / "briefs.toml"
    request = AddRequest(
        settings=load(file),
        file=file,
        address=desk.server.url(path),
        name=name,
        now=lambda: NOW,
        jitter=lambda: 0.0,
    )
    return add(request)


def test_a_feed_is_followed_under_the_name_it_gives_itself(desk: Desk) -> None:
    before = (desk.folder / "briefs.toml").read_text("utf-8")

    addition = _add(desk, "/feed")

    after = (desk.folder / "briefs.toml").read_text("utf-8")
    followed = load(desk.folder / "briefs.toml").sources[-1]
    assert (addition.name, addition.kind, addition.documents) == ("Quay Post", Kind.FEED, 2)
    assert addition.titles == ("Alder", "Birch")
    assert (followed.address, followed.kind) == (desk.server.url("/feed"), Kind.FEED)
    assert after.replace(f"\n{addition.entry}", "") == before
    assert after.index("our own") < after.index("Quay Post") < after.index("[[themes]]")


def test_the_feed_of_a_front_page_is_found(desk: Desk) -> None:
    link = '<link rel="alternate" type="application/atom+xml" href="/feed"><title>'
    desk.server.on("/", answer(NAVIGATION.replace("<title>", link).encode()))

    assert _add(desk, "/").address == desk.server.url("/feed")


def test_an_article_is_followed_as_a_page(desk: Desk) -> None:
    desk.server.on("/a", answer(page("Alder")))

    addition = _add(desk, "/a", "The ferry page")

    assert (addition.name, addition.kind, addition.titles) == ("The ferry page", Kind.PAGE, ("Alder",))


def test_an_address_that_moved_for_good_is_followed_where_it_is_now(desk: Desk) -> None:
    desk.server.on("/old", redirect("/feed", 301))

    assert _add(desk, "/old").address == desk.server.url("/feed")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/gone", "answers with status 410"),
        ("/sections", "is no feed, no sitemap and no article"),
        ("/none", "404"),
    ],
)
def test_what_gives_nothing_to_follow_is_not_written(desk: Desk, path: str, told: str) -> None:
    desk.server.on("/gone", status(410))
    desk.server.on("/sections", answer(NAVIGATION.encode()))
    before = (desk.folder / "briefs.toml").read_bytes()

    with pytest.raises(Unreachable, match=told):
        _add(desk, path)
    assert (desk.folder / "briefs.toml").read_bytes() == before


def test_an_address_or_a_name_is_followed_once(desk: Desk) -> None:
    _add(desk, "/feed")

    with pytest.raises(ConfigurationError, match="is followed already"):
        _add(desk, "/feed", "Another name")
    desk.server.on("/second", answer(feed("Cedar")))
    with pytest.raises(ConfigurationError, match="is the name of a source already"):
        _add(desk, "/second", "quay post")
    assert _add(desk, "/second").name == "Quay Post (127.0.0.1)"


def test_no_address_inside_the_network_is_asked(desk: Desk) -> None:
    file = desk.folder / "briefs.toml"
    file.write_text(file.read_text("utf-8").replace('"127.0.0.1"', ""), "utf-8")

    with pytest.raises(Unreachable, match="not a public address"):
        _add(desk, "/feed")
    assert desk.server.requests == []


def test_a_name_with_quotes_and_signs_is_written_as_it_is(desk: Desk) -> None:
    desk.server.on("/odd", answer(feed("Alder").replace(b"Quay Post", '「부두」 "Post" \\ \t[[x]]'.encode())))

    _add(desk, "/odd")

    assert load(desk.folder / "briefs.toml").sources[-1].outlet.name == '「부두」 "Post" \\ [[x]]'
