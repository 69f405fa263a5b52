"""A feed in any of its formats becomes the documents it lists."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.feeds import MOST_ITEMS, parse_feed
from briefs.sources.listings import Feed, Item

BASE = "https://quay-post.example/news/feed.xml"
ARTICLE = "<p>" + "The ferry to the outer islands will sail twice a day from June. " * 30 + "</p>"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Post</title><link>https://quay-post.example/</link><language>ko</language>
{}
</channel></rss>"""


def _feed(*items: str) -> Feed:
    feed = parse_feed(RSS.format("\n".join(items)).encode(), BASE)
    assert feed is not None
    return feed


def _only(feed: Feed | None) -> Item:
    assert feed is not None
    (item,) = feed.items
    return item


def test_an_rss_item_is_listed_with_all_that_it_states() -> None:
    item = _only(
        _feed("""<item><title>Ferries &amp;amp; &lt;b&gt;quays&lt;/b&gt;</title>
        <link>/2026/ferries?a=1&amp;b=2#top</link>
        <guid isPermaLink="false">quay-77</guid><pubDate>Tue, 19 May 2026 21:40:00 +0900</pubDate>
        <dc:creator>Ana Holt</dc:creator><source url="https://wire.example/rss">Coastal Wire</source>
        <description>Two more sailings a day.</description></item>""")
    )

    listing = item.listing
    assert (item.key, item.address) == ("quay-77", "https://quay-post.example/2026/ferries?a=1&b=2")
    assert (listing.title, listing.author, listing.publisher) == (
        "Ferries & quays",
        ("Ana Holt",),
        "Coastal Wire",
    )
    assert listing.published is not None
    assert (listing.published.iso, listing.language) == ("2026-05-19T21:40+09:00", "ko")
    assert item.content is None


def test_an_atom_entry_is_listed_with_all_that_it_states() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>Quay</title>
    <entry><id>tag:quay,2026:1</id><title type="html">Ferries</title>
    <link rel="edit" href="https://quay-post.example/edit/1"/><link href="https://quay-post.example/1"/>
    <published>2026-05-19T21:40:00+09:00</published><updated>2026-05-20T08:00:00+09:00</updated>
    <author><name>Ana Holt</name></author></entry></feed>"""

    item = _only(parse_feed(atom.encode(), BASE))

    assert item.address == "https://quay-post.example/1"
    assert item.listing.modified is not None
    assert item.listing.modified.iso == "2026-05-20T08:00+09:00"
    assert (item.listing.author, item.listing.language) == (("Ana Holt",), "ja")


def test_a_json_feed_is_listed_with_all_that_it_states() -> None:
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "language": "en", "items": [
    {"id": 7, "url": "https://quay-post.example/7", "title": "Ferries", "date_published": "2026-05-19T21:40:00Z",
     "authors": [{"name": "Ana Holt"}, "nobody"], "content_text": "Short."}, 12, {"id": "without-address"}]}"""

    item = _only(parse_feed(feed.encode(), BASE))

    assert (item.key, item.listing.author, item.content) == ("7", ("Ana Holt",), None)
    assert item.listing.published is not None
    assert item.listing.published.iso == "2026-05-19T21:40+00:00"


def test_a_feed_that_lists_nothing_is_still_a_feed() -> None:
    assert _feed() == Feed(title="Quay Post", items=())
    assert parse_feed(b'<feed xmlns="http://www.w3.org/2005/Atom"/>', BASE) == Feed(title=None, items=())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"version": "https://jsonfeed.org/version/1"',
        b"<!doctype html><html><body><p>Not here</p></body></html>",
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>",
        b"plain words",
        b"\x00\xff" * 500,
    ],
)
def test_what_is_no_feed_is_told_from_an_empty_one(content: bytes) -> None:
    assert parse_feed(content, BASE) is None


def test_an_entry_that_brings_its_whole_text_needs_no_page() -> None:
    item = _only(
        _feed(f"<item><link>/a</link><content:encoded><![CDATA[{ARTICLE}]]></content:encoded></item>")
    )

    assert item.content == ARTICLE.encode()


@pytest.mark.parametrize("ending", ["…", "[…]", "[...]", "<a href='/a'>Continue reading</a>", "Read more »"])
def test_an_entry_that_breaks_off_is_a_teaser_however_long(ending: str) -> None:
    item = _only(
        _feed(f"<item><link>/a</link><description><![CDATA[{ARTICLE}{ending}]]></description></item>")
    )

    assert item.content is None


def test_items_that_share_one_guid_are_told_apart_by_their_addresses() -> None:
    feed = _feed(
        *(f"<item><guid isPermaLink='false'>same</guid><link>/{n}</link></item>" for n in (1, 2)),
        "<item><guid isPermaLink='false'>own</guid><link>/3</link></item>",
        "<item><guid isPermaLink='false'>own</guid><link>/3</link></item>",
    )

    assert [item.key for item in feed.items] == [
        "https://quay-post.example/1",
        "https://quay-post.example/2",
        "own",
    ]


def test_an_item_without_a_link_is_found_by_its_guid() -> None:
    assert _only(_feed("<item><guid>https://quay-post.example/9</guid></item>")).address.endswith("/9")
    assert _feed("<item><guid>77</guid><title>nowhere</title></item>").items == ()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "http://["]
)
def test_a_link_that_is_no_web_address_is_no_item(link: str) -> None:
    assert _feed(f"<item><link>{link}</link></item>").items == ()


def test_a_date_without_a_zone_is_taken_without_one() -> None:
    item = _only(_feed("<item><link>/a</link><pubDate>Tue, 19 May 2026 21:40:00</pubDate></item>"))

    assert item.listing.published is not None
    assert item.listing.published.iso == "2026-05-19T21:40"


def test_a_date_with_a_weekday_that_is_not_its_own_is_taken_with_its_slip() -> None:
    item = _only(_feed("<item><link>/a</link><pubDate>Mon, 30 May 2026 10:00:00 +0900</pubDate></item>"))

    assert item.listing.published is not None
    assert (item.listing.published.iso, item.listing.published.slip) == ("2026-05-30T10:00+09:00", "Mon")


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    broken = RSS.format("<item><link>/a</link><title>Fish & chips</title></item><item><link>/b</li").encode()

    feed = parse_feed(broken, BASE)

    assert feed is not None
    assert [item.address for item in feed.items][:1] == ["https://quay-post.example/a"]


def test_a_feed_in_another_encoding_is_read() -> None:
    text = RSS.replace("UTF-8", "EUC-KR").format("<item><link>/a</link><title>연락선 증편</title></item>")

    assert _only(parse_feed(text.encode("euc-kr"), BASE)).listing.title == "연락선 증편"


def test_entities_that_grow_without_end_are_refused_at_once() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
    )
    start = time.process_time()

    assert parse_feed(f"{bomb}]><rss><channel><title>&u;</title></channel></rss>".encode(), BASE) is None
    assert parse_feed(f"{bomb}]><rss><channel/></rss>".encode("utf-16"), BASE) is None
    assert time.process_time() - start < 5


def test_no_more_than_so_many_items_are_looked_at() -> None:
    feed = _feed(*(f"<item><link>/{n}</link></item>" for n in range(MOST_ITEMS + 5)))

    assert len(feed.items) == MOST_ITEMS


@given(content=st.binary(max_size=400), around=st.sampled_from(["{}", "<rss><channel>{}", "<feed>{}</feed>"]))
def test_any_bytes_are_a_feed_or_none(content: bytes, around: str) -> None:
    before, _, after = around.partition("{}")

    found = parse_feed(before.encode() + content + after.encode(), BASE)

    assert found is None or isinstance(found, Feed)
