"""The feeds of a page are found by what the page says."""

from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.discovery import find_feeds

PAGE = """<html><head><base href="https://cdn.quay.example/x/"><title>Quay</title>
<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
<link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="ko" href="/ko/">
<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" TITLE=" Quay   Post " HREF="feed.atom">
<link rel="alternate" type="application/rss+xml" href="javascript:void(0)"></head><body></body></html>"""


def test_a_page_names_its_feeds_and_that_of_comments_comes_last() -> None:
    found = find_feeds(PAGE.encode(), "https://quay.example/")

    assert [(link.address, link.title) for link in found] == [
        ("https://cdn.quay.example/x/feed.atom", "Quay Post"),
        ("https://cdn.quay.example/comments/feed/", "Comments Feed"),
    ]


def test_a_page_without_feeds_names_none() -> None:
    assert find_feeds(b"<html><body><p>words</p></body></html>", "https://quay.example/") == ()
    assert find_feeds(b"", "https://quay.example/") == ()


@given(markup=st.binary(max_size=300))
def test_any_bytes_name_feeds_or_none(markup: bytes) -> None:
    assert all(link.address.startswith("http") for link in find_feeds(markup, "https://quay.example/"))
