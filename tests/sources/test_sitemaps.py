"""A sitemap becomes the documents, or the further sitemaps, it lists."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.listings import Sitemap
from briefs.sources.sitemaps import parse_sitemap

BASE = "https://quay-post.example/sitemap.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<!-- made at night -->
<url><loc> https://quay-post.example/ferries </loc><lastmod>2026-05-20</lastmod>
<news:news><news:publication><news:name>Quay Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-05-19T21:40:00+09:00</news:publication_date><news:title>Ferries sail twice</news:title>
</news:news><image:image><image:loc>https://quay-post.example/boat.jpg</image:loc><image:title>A boat</image:title>
</image:image></url>
<url><loc>https://quay-post.example/ferries</loc></url><url><loc>mailto:desk@quay-post.example</loc></url><url/>
</urlset>"""


def test_a_news_sitemap_lists_documents_with_title_and_dates() -> None:
    found = parse_sitemap(NEWS.encode(), BASE)

    assert found is not None
    (item,) = found.items
    listing = item.listing
    assert item.address == "https://quay-post.example/ferries"
    assert (listing.title, listing.publisher, listing.language) == ("Ferries sail twice", "Quay Post", "en")
    assert listing.published is not None
    assert listing.modified is not None
    assert (listing.published.iso, listing.modified.iso) == ("2026-05-19T21:40+09:00", "2026-05-20")


def test_a_gzipped_sitemap_is_the_same() -> None:
    assert parse_sitemap(gzip.compress(NEWS.encode(), mtime=0), BASE) == parse_sitemap(NEWS.encode(), BASE)


def test_an_index_lists_further_sitemaps() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/news.xml</loc>
    <lastmod>2026-05-20T00:00:00Z</lastmod></sitemap><sitemap><loc>/old.xml</loc></sitemap></sitemapindex>"""

    found = parse_sitemap(index.encode(), BASE)

    assert found is not None
    assert [it.url for it in found.sitemaps] == [
        "https://quay-post.example/news.xml",
        "https://quay-post.example/old.xml",
    ]
    assert found.items == ()


def test_a_sitemap_that_lists_nothing_is_still_one() -> None:
    assert parse_sitemap(b"<urlset/>", BASE) is None
    assert parse_sitemap(b"<urlset></urlset>", BASE) == Sitemap()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<rss></rss>",
        b"\x1f\x8bbroken",
        gzip.compress(bytes(60_000_000), mtime=0),
        b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>https://a.example/&a;</loc></url></urlset>',
    ],
    ids=["nothing", "feed", "broken gzip", "gzip bomb", "entities"],
)
def test_what_is_no_sitemap_is_none(content: bytes) -> None:
    assert parse_sitemap(content, BASE) is None


def test_a_sitemap_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    found = parse_sitemap(
        NEWS.encode()[: NEWS.index("<url><loc>https://quay-post.example/ferries</loc>")], BASE
    )

    assert found is not None
    assert len(found.items) == 1


@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_sitemap_or_none(content: bytes) -> None:
    found = parse_sitemap(b"<urlset >" + content, BASE)

    assert found is None or isinstance(found, Sitemap)
