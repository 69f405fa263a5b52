"""The page speaks first; a feed and the configuration fill what it leaves open, and a carrier publishes nothing."""

import datetime

import pytest

from briefs.model import (
    DisclosureKind,
    Document,
    DoubtKind,
    Listing,
    Outlet,
    Precision,
    Provenance,
    Source,
    StatedDate,
)
from briefs.reading import read
from briefs.reading.attribution import address_date
from briefs.reading.dates import parse_field
from tests.quality.metadata.heads import EN, H1, KO, RETRIEVED, linked, page

DAY = StatedDate(day=datetime.date(2026, 5, 18), precision=Precision.DAY)


def _document(
    markup: str, *, url: str | None = None, outlet: Outlet | None = None, listing: Listing | None = None
) -> Document:
    provenance = Provenance(
        outlet=outlet or Outlet(name="desk"), url=url, retrieved=RETRIEVED, listing=listing
    )
    document = read(Source(path="x.html", content=markup.encode(), provenance=provenance))
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://ledger.example/2026/05/19/ministers", "2026-05-19"),
        ("https://ledger.example/world/2026/may/19/ministers", "2026-05-19"),
        ("https://ledger.example/news/2026-05-19/x.html", "2026-05-19"),
        ("https://ledger.example/article-2026-05-19", "2026-05-19"),
        ("https://ledger.example/20260519/x", "2026-05-19"),
        ("https://ledger.example/view/AEN20260519001200325", "2026-05-19"),
        ("https://ledger.example/news/20260519500123", "2026-05-19"),
        ("https://ledger.example/2026/13/19/x", None),
        ("https://ledger.example/2026/05/19/x-2026-05-20", None),
        ("https://ledger.example/x?date=2026-05-19", None),
        ("https://ledger.example/1066/10/14/hastings", None),
        ("https://web.archive.org/web/20260520101010/https://ledger.example/x", None),
        ("https://ledger.example/", None),
    ],
)
def test_an_address_states_a_day_by_its_path_alone(address: str, day: str | None) -> None:
    found = address_date(address)
    assert (found.iso if found else None) == day


def test_what_a_feed_says_fills_what_the_page_leaves_open() -> None:
    listing = Listing(title=H1, author=("Kwame Adler",), publisher="Harbour Ledger", published=DAY)
    document = _document(page("<title>Harbour Ledger</title>"), listing=listing)
    assert (document.title, document.author) == (H1, ("Kwame Adler",))
    assert (document.publisher, document.published) == ("Harbour Ledger", DAY)
    assert [claim.found for claim in document.dates] == ["feed"]


def test_what_the_page_says_comes_before_the_feed() -> None:
    head = linked(
        headline=H1, datePublished="2026-05-19", author="Petra Voss", publisher={"name": "Quay Tribune"}
    )
    listing = Listing(title="Other", author=("Kwame Adler",), publisher="Harbour Ledger", published=DAY)
    document = _document(page(head, top=f"<h1>{H1}</h1>"), listing=listing)
    assert (document.title, document.author, document.publisher) == (H1, ("Petra Voss",), "Quay Tribune")
    assert [claim.found for claim in document.dates] == ["json-ld datePublished", "feed"]
    assert tuple(doubt.text for doubt in document.doubts) == (
        "The date 2026-05-19 (json-ld datePublished) is taken, though 2026-05-18 (feed) is stated as well.",
    )


SLIP = "Mon, 16 May 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("head", "lead", "listed", "found"),
    [
        (linked(headline=H1, datePublished=SLIP), "", None, "json-ld datePublished"),
        (
            f'<meta property="article:published_time" content="{SLIP}">',
            "",
            None,
            "meta article:published_time",
        ),
        ("", "HALDEN, Monday, May 16, 2026 — ", None, "dateline"),
        ("", "", SLIP, "feed"),
    ],
)
def test_a_date_stated_with_a_wrong_weekday_dates_a_page_only_with_a_doubt(
    head: str, lead: str, listed: str | None, found: str
) -> None:
    markup = page(head, top=f"<h1>{H1}</h1>", body=(lead + EN[0], *EN[1:]))
    listing = Listing(published=parse_field(listed)) if listed else None
    document = _document(markup, listing=listing)
    assert document.published is not None
    assert (document.published.day.isoformat(), [claim.found for claim in document.dates]) == (
        "2026-05-16",
        [found],
    )
    assert [doubt.kind for doubt in document.doubts] == [DoubtKind.IMPOSSIBLE_DATE]
    addressed = _document(markup, url="https://ledger.example/2026/05/18/x", listing=listing)
    assert addressed.published == DAY
    assert [doubt.kind for doubt in addressed.doubts] == [DoubtKind.IMPOSSIBLE_DATE]


def test_the_configured_publisher_is_taken_where_the_page_names_none_and_never_an_aggregator() -> None:
    markup = page(f"<title>{H1}</title>", top=f"<h1>{H1}</h1>")
    ledger = _document(markup, outlet=Outlet(name="ledger", publisher="Harbour Ledger"))
    assert (ledger.publisher, ledger.carrier) == ("Harbour Ledger", None)
    portal = _document(markup, outlet=Outlet(name="Google News", publisher="Google News"))
    assert (portal.publisher, portal.carrier) == (None, "Google News")
    followed = _document(
        markup, url="https://ledger.example/x", outlet=Outlet(name="Google News", publisher="Google News")
    )
    assert (followed.publisher, followed.carrier) == (None, None)


def test_the_publisher_that_a_configured_portal_carries_is_the_one_the_feed_names() -> None:
    markup = page(f"<title>{H1} - MSN</title>", top=f"<h1>{H1}</h1>")
    document = _document(
        markup,
        url="https://www.msn.com/x",
        outlet=Outlet(name="MSN", publisher="MSN"),
        listing=Listing(publisher="Harbour Ledger", title=f"{H1} - Harbour Ledger"),
    )
    assert (document.title, document.publisher, document.carrier) == (H1, "Harbour Ledger", "MSN")


def test_the_language_of_a_feed_is_asked_only_where_the_text_does_not_tell() -> None:
    short = page(f"<title>{H1}</title>", body=("Ministrar möttes igår i hamnen för att tala.",), lang="")
    assert _document(short, listing=Listing(language="sv")).language == "sv"
    assert (
        _document(page("<title>x</title>", body=KO, lang=""), listing=Listing(language="en")).language == "ko"
    )


def test_where_it_was_fetched_is_the_address_of_a_page_that_states_none() -> None:
    markup = page(f"<title>{H1}</title>", top=f"<h1>{H1}</h1>", body=EN)
    assert _document(markup, url="https://ledger.example/x").url == "https://ledger.example/x"
    canonical = markup.replace("</head>", "<link rel=canonical href=https://ledger.example/y></head>")
    assert _document(canonical, url="https://ledger.example/x?utm=1").url == "https://ledger.example/y"


def test_a_passage_in_another_language_says_so() -> None:
    document = _document(page("<title>x</title>", body=(*EN, KO[0])))
    assert [passage.language for passage in document.passages] == [None, None, None, "ko"]


HEADLINE = f"<h1>{H1}</h1>"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in EN)


@pytest.mark.parametrize(
    "article",
    [
        f"<p class=tag>広告</p>{HEADLINE}{PARAGRAPHS}",
        f"<header><span>PR</span>{HEADLINE}</header>{PARAGRAPHS}",
        f"{HEADLINE}<div><span>광고</span></div>{PARAGRAPHS}",
        f"{HEADLINE}<p>PR</p><p class=byline>By Petra Voss</p>{PARAGRAPHS}",
    ],
)
def test_a_mark_of_advertising_space_beside_the_headline_discloses_the_article(article: str) -> None:
    document = _document(page(f"<title>{H1}</title>", top=article, body=()))
    assert [notice.kind for notice in document.disclosures] == [DisclosureKind.SPONSORED]
    assert document.exact(document.disclosures[0].span) in ("広告", "PR", "광고")


@pytest.mark.parametrize(
    "article",
    [
        f"{HEADLINE}<div class=ad-slot>広告</div>{PARAGRAPHS}",
        f"<div id=banner><p>広告</p>{HEADLINE}</div>{PARAGRAPHS}",
        f"<aside>광고</aside>{HEADLINE}{PARAGRAPHS}",
        f"{HEADLINE}<p>{EN[0]}</p><p>広告</p><p>{EN[1]}</p><p>{EN[2]}</p>",
        f"{HEADLINE}<p class=byline>By Petra Voss</p><p>広告</p>{PARAGRAPHS}",
        f"{HEADLINE}{PARAGRAPHS}<p>PR</p>",
    ],
)
def test_a_mark_of_advertising_space_elsewhere_says_nothing_of_the_article(article: str) -> None:
    document = _document(page(f"<title>{H1}</title>", top=article, body=()))
    assert document.disclosures == ()


@pytest.mark.parametrize(
    "notice", ["本文根据微博帖子整理", "この記事はAIが作成", "This page was automatically generated."]
)
def test_a_short_sentence_on_the_page_itself_counts_below_the_article_too(notice: str) -> None:
    document = _document(page("<title>x</title>", below=f"<p>{notice}</p>"))
    assert [document.exact(found.span) for found in document.disclosures] == [notice]


def test_links_under_the_words_of_a_notice_are_its_links() -> None:
    below = (
        "<p>This report was compiled from <a href='https://social.example/1'>wire posts</a> and"
        " <a href='https://social.example/2'>reports of an agency</a>.</p>"
    )
    (notice,) = _document(page("<title>x</title>", below=below)).disclosures
    assert notice.links == ("https://social.example/1", "https://social.example/2")
