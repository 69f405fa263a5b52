"""Addresses that lead to the very sentence: what is named, what is encoded, and when nothing is promised."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from urllib.parse import unquote

import pytest

from briefs.model import Span
from briefs.publication.fragments import LONGEST, fragment, linked
from tests.publication.browser import chromium

SHORT = "Ferries between the two ports stopped on Monday."
LONG = (
    "The harbour office of Northport said that the crane which fell in the storm of last week will be lifted by a "
    "salvage crew from Eastmouth before the end of the month, and that the second quay stays shut until its piles "
    "have been looked at by divers, which nobody expects to happen before the spring tides are over in late April."
)
KOREAN = "두 나라의 산업 부처는 배터리와 반도체 소재의 공급망을 함께 점검하고 데이터센터의 전력 수요를 조사하기로 했다."
JAPANESE = (
    "両国の産業担当省は、電池と半導体素材の供給網を共同で点検し、データセンターの電力需要を調べることにした。"
)


def directive(text: str, sentence: str, *, nth: int = 0) -> str | None:
    start = -1
    for _ in range(nth + 1):
        start = text.index(sentence, start + 1)
    return fragment(text, Span(start=start, end=start + len(sentence)))


def test_a_sentence_that_stands_once_is_named_whole() -> None:
    assert directive(f"Rain fell. {SHORT} It rained.", SHORT) == (
        ":~:text=Ferries%20between%20the%20two%20ports%20stopped%20on%20Monday."
    )


def test_what_would_end_the_words_of_a_directive_is_encoded() -> None:
    found = directive("A – B-C, “D” & E: 5 % #f?", "A – B-C, “D” & E: 5 % #f?")
    assert found == ":~:text=A%20%E2%80%93%20B%2DC%2C%20%E2%80%9CD%E2%80%9D%20%26%20E%3A%205%20%25%20%23f%3F"


def test_a_long_sentence_is_named_by_its_first_and_last_words() -> None:
    assert directive(f"Rain. {LONG} More rain.", LONG) == (
        ":~:text=The%20harbour%20office%20of,over%20in%20late%20April."
    )


def test_the_ends_grow_until_they_stand_nowhere_else() -> None:
    text = f"The harbour office of Northport said nothing. {LONG}"
    assert directive(text, LONG) == (
        ":~:text=The%20harbour%20office%20of%20Northport%20said%20that,"
        "spring%20tides%20are%20over%20in%20late%20April."
    )


def test_a_sentence_that_stands_twice_is_told_apart_by_what_is_before_or_after_it() -> None:
    text = f"On the second day: {SHORT}\n\nOn the third day: {SHORT} Nobody knew why."
    encoded = "Ferries%20between%20the%20two%20ports%20stopped%20on%20Monday."
    assert directive(text, SHORT, nth=0) == f":~:text=the%20second%20day%3A-,{encoded}"
    assert directive(text, SHORT, nth=1) == f":~:text=the%20third%20day%3A-,{encoded}"


def test_a_sentence_that_cannot_be_told_from_its_like_has_none() -> None:
    assert directive(f"{SHORT}\n\n{SHORT}", SHORT) is None


@pytest.mark.parametrize("alike", [SHORT.upper(), SHORT.replace("e", "é")])
def test_what_differs_by_case_or_accents_alone_is_the_same_to_a_browser(alike: str) -> None:
    assert directive(f"{alike}\n\n{SHORT}", SHORT) is None


def test_a_list_is_named_from_its_first_words_to_its_last_across_its_blocks() -> None:
    text = "Rain.\n\nThey agreed on:\n\n- more ships\n\n- fewer cranes\n\nMore rain."
    start, end = text.index("They"), text.index("cranes") + len("cranes")
    found = fragment(text, Span(start=start, end=end))
    assert found == ":~:text=They%20agreed%20on%3A,%2D%20fewer%20cranes"


def test_korean_is_cut_between_words() -> None:
    found = directive(f"비가 왔다. {KOREAN} 끝.", KOREAN)
    assert found is not None
    start, end = unquote(found.removeprefix(":~:text=")).split(",")
    assert (start, end) == ("두 나라의", "조사하기로 했다.")


def test_japanese_and_chinese_are_cut_after_commas_alone() -> None:
    found = directive(f"雨が降った。{JAPANESE}終わり。", JAPANESE)
    assert found is not None
    start, end = map(unquote, found.removeprefix(":~:text=").split(","))
    assert JAPANESE.startswith(start)
    assert start.endswith("、")
    assert JAPANESE[: -len(end)].endswith("、")


def test_a_stretch_that_begins_or_ends_inside_a_word_has_none() -> None:
    assert fragment("Ferries stopped.", Span(start=1, end=16)) is None
    assert fragment("Ferries stopped.", Span(start=0, end=10)) is None


def test_no_fragment_is_longer_than_what_readers_follow() -> None:
    words = "가" * 400
    assert fragment(words, Span(start=0, end=400)) is None
    many = " ".join(f"word{number}" for number in range(5000))
    found = fragment(many, Span(start=0, end=len(many)))
    assert found is not None
    assert len(found) < LONGEST


def test_only_pages_of_the_web_without_a_directive_are_linked() -> None:
    assert linked("https://a.example/x", ":~:text=y") == "https://a.example/x#:~:text=y"
    assert linked("https://a.example/x#top", ":~:text=y") == "https://a.example/x#top:~:text=y"
    assert linked("https://a.example/x#:~:text=z", ":~:text=y") is None
    assert linked("mailto:a@a.example", ":~:text=y") is None
    assert linked("http://[", ":~:text=y") is None


@pytest.mark.deep
@pytest.mark.parametrize("sentence", [SHORT, LONG, KOREAN, JAPANESE, "5 % – “A-B”, & C?"])
def test_a_browser_goes_to_the_sentence(sentence: str) -> None:
    paragraphs = (
        ["Rain fell on the quay."] * 200 + [f"Before it. {sentence} After it."] + ["It rained on."] * 200
    )
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    found = directive("\n\n".join(paragraphs), sentence)
    assert found is not None
    with served(f"<!DOCTYPE html><meta charset=utf-8>{body}") as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/#:~:text=Nobody%20said%20so")
        assert page.evaluate("scrollY") == 0
        target = linked(f"{address}/page", found)
        assert target is not None
        page.goto(target)
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") > 1000


@contextmanager
def served(html: str) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        log_message = functools.partialmethod(lambda *_: None)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
