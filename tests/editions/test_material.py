"""An edition without a named path is made of the folders as they stand, and of what was fetched."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import shipped
from briefs.config import Settings, load
from briefs.editions.building import BuildRequest, build
from briefs.editions.material import followed, material
from briefs.errors import NothingReadable
from briefs.publication import Design
from briefs.store import open_store
from tests.editions.following import NAVIGATION, NOW, Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import answer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Served() as served:
        desk = Desk(tmp_path, served.server)
        desk.server.on("/feed", answer(feed("a", "b")))
        desk.server.on("/a", answer(page("Alder"), Content_Type="text/html; charset=utf-8"))
        desk.server.on("/b", answer(page("Birch")))
        yield desk


def _settings(desk: Desk) -> Settings:
    return load(desk.folder / "briefs.toml")


def _request(desk: Desk, **changes: object) -> BuildRequest:
    request = BuildRequest(
        settings=_settings(desk),
        paths=(),
        as_of=NOW,
        since=None,
        edition="x",
        out=desk.folder / "out",
        design=Design(templates=shipped.TEMPLATES),
    )
    return replace(request, **changes)  # type: ignore[arg-type]


def test_what_was_fetched_carries_its_address_and_what_is_known_of_its_source(desk: Desk) -> None:
    desk.follows_at("/feed", 'publisher = "Quay Post"\nreliability = "B"').fetch()

    sources, problems = material(_settings(desk), None)

    provenance = sources[0].provenance
    assert problems == ()
    assert [source.path for source in sources] == [desk.server.url("/a"), desk.server.url("/b")]
    assert provenance is not None
    assert (provenance.outlet.publisher, provenance.outlet.reliability) == ("Quay Post", "B")
    assert (provenance.retrieved, provenance.media_type) == (NOW, "text/html; charset=utf-8")
    assert provenance.listing is not None


def test_a_folder_is_used_as_it_stands_now_whatever_was_kept_of_it(desk: Desk) -> None:
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "a.html").write_bytes(page("Alder"))
    (desk.folder / "in" / "b.html").write_bytes(page("Birch"))
    desk.follows('name = "Papers"\npath = "in"').fetch()
    (desk.folder / "in" / "a.html").write_bytes(page("Alder mended"))
    (desk.folder / "in" / "b.html").unlink()

    sources, _ = material(_settings(desk), None)

    assert [(source.path, source.content) for source in sources] == [("in/a.html", page("Alder mended"))]


def test_a_source_that_is_no_longer_followed_is_not_used(desk: Desk) -> None:
    desk.follows_at("/feed").fetch()
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "c.html").write_bytes(page("Cedar"))
    desk.follows('name = "Papers"\npath = "in"')

    sources, _ = material(_settings(desk), None)

    assert [source.path for source in sources] == ["in/c.html"]


def test_before_the_first_fetch_it_is_told_what_to_do(desk: Desk) -> None:
    with pytest.raises(NothingReadable, match="nothing was fetched yet: run briefs fetch"):
        material(_settings(desk.follows_at("/feed")), None)


def test_a_build_of_what_was_fetched_needs_no_network_and_is_repeatable(desk: Desk) -> None:
    desk.follows_at("/feed").fetch()
    desk.server.requests.clear()

    first = {path.name: path.read_bytes() for path in build(_request(desk), lambda _: None).files}
    second = {path.name: path.read_bytes() for path in build(_request(desk), lambda _: None).files}

    brief = json.loads(first["brief.json"])
    assert first == second
    assert desk.server.paths() == []
    assert brief["references"][0]["retrieved"].startswith("2026-06-01T")
    assert brief["references"][0]["path"] in {desk.server.url("/a"), desk.server.url("/b")}


def test_what_an_edition_cites_is_never_deleted(desk: Desk) -> None:
    desk.follows_at("/feed").fetch()
    result = build(_request(desk), lambda _: None)
    cited = {
        each["document"] for each in json.loads((result.folder / "brief.json").read_bytes())["references"]
    }

    with open_store(desk.folder / "store", create=False) as store:
        pruned = store.prune(NOW + datetime.timedelta(days=400))
        kept = {each: store.content(each) for each in sorted(cited)}

    assert pruned.documents == 2 - len(cited)
    assert len(kept) == len(cited) >= 1


def test_what_was_kept_out_is_named_with_its_reason(desk: Desk) -> None:
    desk.server.on("/b", answer(NAVIGATION.encode()))
    desk.follows_at("/feed").fetch()

    brief = json.loads((build(_request(desk), lambda _: None).folder / "brief.json").read_bytes())

    (left_out,) = brief["not_included"]
    assert left_out["subject"] == desk.server.url("/b")
    assert left_out["stage"] == "reading"


def test_an_edition_begins_with_its_first_day(desk: Desk) -> None:
    desk.follows_at("/feed").fetch()
    since = datetime.date(2026, 5, 31)

    with pytest.raises(NothingReadable):
        build(_request(desk, since=since), lambda _: None)
    (desk.folder / "new.html").write_bytes(page("Alder").replace(b"2026-05-30", b"2026-06-01"))
    result = build(_request(desk, since=since, paths=(desk.folder / "new.html",)), lambda _: None)

    coverage = json.loads((result.folder / "brief.json").read_bytes())["coverage"]
    assert coverage == {"start": "2026-05-31", "end": "2026-06-02"}


def test_what_was_fetched_in_the_weeks_before_an_edition_is_not_new(desk: Desk) -> None:
    desk.server.on("/c", answer(page("Cedar").replace(b"2026-05-30", b"2026-06-01")))
    desk.server.on("/feed", answer(feed("a", "b", "c")))
    desk.follows_at("/feed").fetch()

    def printed(**changes: object) -> set[tuple[str, bool]]:
        result = build(_request(desk, since=datetime.date(2026, 5, 31), **changes), lambda _: None)
        brief = json.loads((result.folder / "brief.json").read_bytes())
        assert [it["title"] for it in brief["references"]] == ["Cedar"]
        assert brief["not_included"] == []
        return {(it["text"], it["new"]) for section in brief["sections"] for it in section["statements"]}

    assert {new for _, new in printed()} == {False}
    assert {new for _, new in printed(with_past=False)} == {True}


def test_what_is_followed_is_told_with_why_it_fails_at_present(desk: Desk) -> None:
    desk.server.on("/gone", answer(b"", 404))
    desk.follows(
        f'name = "Quay Post"\ncountry = "KR"\naddress = "{desk.server.url("/feed")}"',
        f'name = "Lantern"\naddress = "{desk.server.url("/gone")}"',
    ).fetch()
    quay, lantern = followed(_settings(desk))
    assert (quay.outlet.name, quay.outlet.country, quay.failure) == ("Quay Post", "KR", None)
    assert "404" in (lantern.failure or "")


def test_before_the_first_fetch_nothing_that_is_followed_fails(desk: Desk) -> None:
    desk.follows_at("/feed")
    assert [one.failure for one in followed(_settings(desk))] == [None]


def test_who_was_followed_and_said_nothing_stands_in_the_edition(desk: Desk) -> None:
    (desk.folder / "empty").mkdir()
    (desk.folder / "empty" / "old.txt").write_text(
        "Nothing dated, and nothing on any theme, stands here.", "utf-8"
    )
    desk.follows(
        f'name = "Quay Post"\naddress = "{desk.server.url("/feed")}"',
        'name = "Papers"\npath = "empty"\ninclude = ["nothing-is-named-so"]',
    ).fetch()
    build(_request(desk), lambda _: None)
    brief = json.loads((desk.folder / "out" / "x" / "brief.json").read_text("utf-8"))
    assert (brief["balance"]["followed"], brief["balance"]["silent"]) == (2, ["Papers"])
