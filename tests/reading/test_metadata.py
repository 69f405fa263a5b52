"""What a page states of itself is read in its own order of trust; what it states of others never is."""

import json

import pytest

from briefs.reading.html import read_html
from briefs.reading.linked_data import read_linked_data
from briefs.reading.metadata import web_address
from briefs.reading.page import Page

BODY = (
    "<p>Energy ministers of four countries agreed on Wednesday to publish figures on gas storage.</p>"
    "<p>The figures will come out every month, and the first ones are to be seen in July.</p>"
)


def _page(
    head: str = "", *, header: str = "", after: str = "", title: str = "Ministers agree on figures"
) -> Page:
    article = f"<article><h1>{title}</h1>{header}{BODY}</article>"
    return read_html(f"<html lang=en><head>{head}</head><body>{article}{after}</body></html>")


def _linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def _published(page: Page) -> str | None:
    return page.published.iso if page.published else None


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ministers agree on figures",
    "datePublished": "2026-05-19T21:40:00+09:00",
    "dateModified": "2026-05-20T07:05:00+09:00",
    "author": [{"@type": "Person", "name": "Petra Voss"}, {"@type": "Person", "name": "Kwame Adler"}],
    "publisher": {"@type": "Organization", "name": "Harbour Ledger"},
    "inLanguage": "en",
}


def test_linked_data_is_read_first() -> None:
    page = _page(
        _linked(ARTICLE)
        + "<meta name=author content='Somebody Else'><meta property=og:site_name content='Other Name'>"
        + "<meta property=article:published_time content=2026-01-01>"
    )
    assert page.author == ("Petra Voss", "Kwame Adler")
    assert page.publisher == "Harbour Ledger"
    assert _published(page) == "2026-05-19T21:40+09:00"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Petra Voss", ("Petra Voss",)),
        ("By Petra Voss and Kwame Adler", ("Petra Voss", "Kwame Adler")),
        (["Petra Voss", "Kwame Adler"], ("Petra Voss", "Kwame Adler")),
        ("Staff", ()),
        ({"@type": "Person", "name": ["Petra Voss"]}, ("Petra Voss",)),
        ({"@id": "#voss"}, ("Petra Voss",)),
        ("https://ledger.example/by/voss", ()),
        ("Harbour Ledger", ()),
        (None, ()),
        (12, ()),
        ([[]], ()),
    ],
)
def test_an_author_may_be_stated_in_every_way_that_occurs(author: object, names: tuple[str, ...]) -> None:
    graph = [{**ARTICLE, "author": author}, {"@type": "Person", "@id": "#voss", "name": "Petra Voss"}]
    assert _page(_linked({"@graph": graph})).author == names


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "WebSite", "name": "x"}, ARTICLE],
        {"@graph": [{"@type": "BreadcrumbList"}, {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]}]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": "http://schema.org/BlogPosting"},
        {"@type": "WebPage", "datePublished": "2026-05-19T21:40:00+09:00"},
    ],
)
def test_the_article_is_found_wherever_it_stands_in_linked_data(data: object) -> None:
    assert _published(_page(_linked(data))) == "2026-05-19T21:40+09:00"


def test_other_articles_in_linked_data_say_nothing_of_this_page() -> None:
    other = {**ARTICLE, "headline": "Frost in the valleys", "datePublished": "2026-03-01"}
    assert _published(_page(_linked({"@type": "ItemList", "itemListElement": [other]}))) is None
    assert _published(_page(_linked([other, {**ARTICLE}]))) == "2026-05-19T21:40+09:00"
    assert _published(_page(_linked([other, {**other, "headline": "Bus runs on Sundays"}]))) is None


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 100_000, '{"@type":"NewsArticle"', "null", '"x"', "1e999", "[1,[2]]"]
)
def test_broken_linked_data_says_nothing(script: str) -> None:
    assert read_linked_data([script], []).dates == ()


def test_a_stray_comment_or_line_break_does_not_spoil_linked_data() -> None:
    script = '<!--\n{"@type":"NewsArticle","headline":"A\nb &amp; c","datePublished":"2026-05-19"};\n-->'
    linked = read_linked_data([script], [])
    assert (linked.headline, [claim.date.iso for claim in linked.dates]) == ("A b & c", ["2026-05-19"])


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=article:published_time content=2026-05-19T21:40+09:00>",
        "<meta name=parsely-pub-date content=2026-05-19T21:40+09:00>",
        "<meta itemprop=datePublished content=2026-05-19T21:40+09:00>",
        "<meta name=DC.date.issued content=2026-05-19T21:40+09:00>",
        "<meta name=citation_publication_date content='2026/05/19 21:40 +09:00'>",
    ],
)
def test_the_date_of_publication_is_read_from_meta_tags(head: str) -> None:
    assert _published(_page(head)) == "2026-05-19T21:40+09:00"


def test_a_term_about_another_article_on_the_page_is_not_read() -> None:
    teaser = "<div itemscope><h2>Frost</h2><meta itemprop=datePublished content=2026-03-01></div>"
    own = "<div itemscope><h1>Figures</h1><meta itemprop=datePublished content=2026-05-19></div>"
    assert _published(read_html(f"<html><body>{teaser}{BODY}</body></html>")) is None
    assert _published(read_html(f"<html><body>{teaser}{own}{BODY}</body></html>")) == "2026-05-19"


@pytest.mark.parametrize(
    ("header", "iso"),
    [
        ("<p>By Ada Vale <time datetime=2026-05-19T21:40+09:00>Tuesday</time></p>", "2026-05-19T21:40+09:00"),
        ("<p>Published 19 May 2026 21:40 KST | Updated 20 May 2026</p>", "2026-05-19T21:40+09:00"),
        ("<div>19 May 2026</div>", "2026-05-19"),
        ("<p>Updated: 20 May 2026</p>", None),
        ("<p><span>Updated</span> <time datetime=2026-05-20>20 May 2026</time></p>", None),
        ("<p>03/04/2026</p>", None),
        ("<p>Tuesday, 20 May 2026</p>", None),
        ("<p>The talks of 13 January 2026 had ended without a result, the ministers remembered.</p>", None),
        ("<nav><time datetime=2026-05-19>19 May 2026</time></nav>", None),
        ("<aside><p>12 May 2026</p></aside>", None),
    ],
)
def test_a_visible_date_counts_only_in_a_line_of_its_own_beside_the_headline(
    header: str, iso: str | None
) -> None:
    assert _published(_page(header=header)) == iso


@pytest.mark.parametrize(
    "after",
    [
        "<h2>Related</h2><ul><li>Frost in the valleys <time datetime=2026-05-18>18 May</time></li></ul>",
        "<footer>Printed on 21 May 2026</footer>",
        "<div><p>Jim, 20 May 2026</p><p>I have seen figures like these before, more than once.</p></div>",
    ],
)
def test_a_date_in_a_related_list_a_footer_or_a_comment_is_never_the_date_of_the_page(after: str) -> None:
    assert _published(_page(after=after)) is None


def test_todays_date_in_the_masthead_is_not_the_date_of_publication() -> None:
    page = read_html(f"<html><body><div>Monday, 25 May 2026</div><div>{BODY}</div></body></html>")
    assert page.published is None
    page = read_html(
        f"<html><body><div>Monday, 25 May 2026</div><div><h1>Figures</h1>{BODY}</div></body></html>"
    )
    assert page.published is None


def test_a_time_that_the_article_marks_as_published_counts_at_its_end_too() -> None:
    footer = (
        "<footer><time class='entry-date published' datetime=2026-03-09T08:15+01:00>9 March</time>"
        "<time class=updated datetime=2026-03-10></time><span class=byline>by Ola Penn</span></footer>"
    )
    page = read_html(f"<html><body><article><h1>The ferry talks</h1>{BODY}{footer}</article></body></html>")
    assert (_published(page), page.author) == ("2026-03-09T08:15+01:00", ("Ola Penn",))


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        (
            "<title>Ministers agree on figures - Harbour Ledger</title>",
            "Ministers agree on figures",
            "Harbour Ledger",
        ),
        ("<title>Ministers agree on figures</title>", "Ministers agree on figures", None),
        (
            "<meta property=og:title content='Figures | Ledger'><meta name=dc.publisher content=Ledger>",
            "Figures",
            "Ledger",
        ),
        ("<meta property=og:title content='Ministers agree on …'>", "Ministers agree on figures", None),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(head: str, title: str, publisher: str | None) -> None:
    page = _page(head)
    assert (page.title, page.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Strait News - Ministers agree on figures", "Ministers agree on figures"),
        ("Strait News: Ministers agree on figures", "Ministers agree on figures"),
        ("Print: Ministers agree on figures", "Ministers agree on figures"),
        ("Strait News | Print: Ministers agree on figures", "Ministers agree on figures"),
        ("Gas: Ministers agree on figures", "Gas: Ministers agree on figures"),
        ("Strait News - Ministers meet", "Strait News - Ministers meet"),
    ],
)
def test_what_a_site_sets_before_a_title_is_no_part_of_it_where_the_rest_is_the_headline(
    stated: str, title: str
) -> None:
    page = _page(
        f"<meta property=og:title content='{stated}'><meta property=og:site_name content='Strait News'>"
    )
    assert page.title == title


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("<meta name=citation_author content='Harrow, Tom'>", ("Tom Harrow",)),
        (
            "<meta name=citation_author content='Harrow, Tom'><meta name=citation_author content='Quill, Ada B.'>",
            ("Tom Harrow", "Ada B. Quill"),
        ),
        ("<meta name=citation_author content='de la Cruz, Ana'>", ("Ana de la Cruz",)),
        ("<meta name=citation_author content='Quill, Ada; Harrow, Tom'>", ("Ada Quill", "Tom Harrow")),
        ("<meta name=citation_author content='Ada Quill, Tom Harrow'>", ("Ada Quill", "Tom Harrow")),
        ("<meta name=author content='Vale, Orth'>", ("Vale", "Orth")),
    ],
)
def test_a_family_name_before_a_comma_is_no_person_of_its_own_in_a_catalogue(
    head: str, names: tuple[str, ...]
) -> None:
    assert _page(head).author == names


def test_a_marked_byline_names_who_stands_behind_by_and_not_the_paper_before_it() -> None:
    byline = "<p class=byline>Harbour Ledger · By Ada Quill</p>"
    page = read_html(f"<html><body><main><h1>Figures</h1>{byline}{BODY}</main></body></html>")
    assert page.author == ("Ada Quill",)


def test_the_hour_of_an_entry_in_a_running_report_is_not_the_date_of_the_page() -> None:
    entry = f"<div><time datetime=2026-05-20T17:40+01:00>17.40</time><h3>The doors close</h3>{BODY}</div>"
    assert (
        _published(read_html(f"<html><body><article><h1>Live: figures</h1>{entry}</article></body></html>"))
        is None
    )


def test_the_author_a_page_marks_is_read_where_its_meta_tag_names_nobody() -> None:
    byline = "<p><span>By</span> <a href=/x rel=author>Lena Orth</a><span>Maritime correspondent</span></p>"
    page = read_html(
        "<html><head><meta name=author content=admin></head><body><main><h1>Figures</h1>"
        f"{byline}{BODY}</main></body></html>"
    )
    assert page.author == ("Lena Orth",)


def test_a_headline_without_markup_is_known_by_the_page_title() -> None:
    page = read_html(
        "<html><head><title>The long road to print :: Kettle Review</title></head><body><div>"
        f"<div>The long road to print</div><div>by Ines Park, 4 April 2026</div><div>{BODY}</div></div>"
    )
    assert (page.title, page.publisher, page.author) == (
        "The long road to print",
        "Kettle Review",
        ("Ines Park",),
    )
    assert _published(page) == "2026-04-04"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=https://ledger.example/a>", "https://ledger.example/a"),
        ("<meta property=og:url content=https://ledger.example/b>", "https://ledger.example/b"),
        (
            "<link rel=canonical href=/a><meta property=og:url content=http://l.example/b>",
            "http://l.example/b",
        ),
        ("<link rel=canonical href=javascript:alert(1)>", None),
        ("<link rel=canonical href=file:///etc/passwd>", None),
        ("<link rel=canonical href='https://[broken'>", None),
        ("", None),
    ],
)
def test_only_a_web_address_is_an_address(head: str, url: str | None) -> None:
    assert _page(head).url == url


@pytest.mark.parametrize(
    "address", [None, "", "ledger.example", "ftp://l.example", "https://", "mailto:a@b.example"]
)
def test_what_is_no_whole_web_address_is_none(address: str | None) -> None:
    assert web_address(address) is None


def test_the_language_of_the_page_is_the_declared_one() -> None:
    assert read_html(f"<html lang=pt-BR><body>{BODY}</body></html>").language == "pt-BR"
    locale = "<meta property=og:locale content=en_GB>"
    assert read_html(f"<html><head>{locale}</head><body>{BODY}</body></html>").language == "en_GB"
    assert read_html(f"<html><body>{BODY}</body></html>").language is None
