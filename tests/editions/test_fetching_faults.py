"""A server that fails, lies or asks to be left alone costs nothing that was kept, and stops no other source."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.editions.following.visiting import State
from briefs.model import Problem
from tests.editions.following import Desk, feed, page
from tests.editions.served import Served
from tests.sources.fault_server import FaultServer, answer, conditional, redirect, reset, status, truncated


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with Served() as served:
        yield served.server


@pytest.fixture
def desk(tmp_path: Path, server: FaultServer) -> Desk:
    return Desk(tmp_path, server)


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


def test_a_folder_that_is_missing_is_a_failure_that_is_remembered_until_it_is_back(desk: Desk) -> None:
    desk.follows('name = "Papers"\npath = "in"').fetch()
    missing = desk.health()
    (desk.folder / "in").mkdir()
    desk.fetch()

    assert missing.failures == 1
    assert "no such file or folder" in (missing.last_failure or "")
    assert desk.health().failures == 0


def test_a_problem_names_no_credentials(desk: Desk) -> None:
    address = desk.server.url("/feed").replace("//", "//desk:secret@")

    visit = desk.follows(f'name = "Quay"\naddress = "{address}"').visit()

    told = [visit.message or "", *(problem.message for problem in visit.failed)]
    assert visit.state is State.FAILED
    assert "secret" not in "".join(told)
    assert isinstance(visit.failed, list)
    assert all(isinstance(problem, Problem) for problem in visit.failed)
