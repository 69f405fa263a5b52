"""Pages: the body in the page's own words, and nothing that is not body."""

import time

import pytest

from briefs.model import PassageKind
from briefs.reading.blocks import page_text
from briefs.reading.html import read_html
from briefs.reading.page import Page
from briefs.reading.unreadable import Unreadable

FIRST = (
    "Energy ministers of four countries agreed on Wednesday to publish figures on gas storage every month."
)
SECOND = (
    "The figures will be published on the tenth day of each month, starting in July, the ministries said."
)
THIRD = "“Nobody wants another winter of rumours,” said an official who had read the draft of the agreement."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def _page(inside: str = "", *, head: str = "", before: str = "", after: str = "") -> Page:
    """Return what is read of an article with ``inside`` between its first and its second paragraph."""
    body = BODY.replace("</p>", f"</p>{inside}", 1)
    return read_html(
        f"<!doctype html><html lang=en><head><title>Ministers agree</title>{head}</head><body>{before}"
        f"<article><h1>Ministers agree on figures</h1>{body}</article>{after}</body></html>"
    )


def _texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def test_the_paragraphs_of_an_article_are_its_body() -> None:
    page = _page()
    assert _texts(page) == [FIRST, SECOND, THIRD]
    assert {block.kind for block in page.blocks} == {PassageKind.PARAGRAPH}


@pytest.mark.parametrize(
    "inside",
    [
        "<script>document.write('Ministers denied everything on Thursday.')</script>",
        "<style>p:after{content:'Ministers denied everything on Thursday.'}</style>",
        "<template><p>Ministers denied everything on Thursday.</p></template>",
        "<noscript><p>Ministers denied everything on Thursday.</p></noscript>",
        "<p hidden>Ministers denied everything on Thursday.</p>",
        "<p style='color:red; DISPLAY : none'>Ministers denied everything on Thursday.</p>",
        "<div style=visibility:hidden><p>Ministers denied everything on Thursday.</p></div>",
        "<p aria-hidden=true>Ministers denied everything on Thursday.</p>",
        "<p class='note sr-only'>Ministers denied everything on Thursday.</p>",
        "<!-- <p>Ministers denied everything on Thursday.</p> -->",
        "<svg><text>Ministers denied everything on Thursday.</text></svg>",
        "<iframe srcdoc='<p>Ministers denied everything on Thursday.</p>'></iframe>",
        "<img src=http://tracker.example/a.png alt='Ministers denied everything on Thursday.'>",
        "<object data=file:///etc/passwd>Ministers denied everything on Thursday.</object>",
        "<textarea>Ministers denied everything on Thursday.</textarea>",
    ],
)
def test_what_a_page_does_not_show_is_never_text(inside: str) -> None:
    assert _texts(_page(inside)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Read also: <a href=/x>What the ministers did not say about the pipeline</a></p>",
        "<p><a href=/x>Ten things to know about storage before the winter begins this year</a></p>",
        "<ul><li><a href=/1>Grid warns of a tight winter</a></li><li><a href=/2>Oil falls</a></li></ul>",
        "<ul class=share><li>Share</li><li>Print</li><li>Send</li></ul>",
        "<p>Tags: <a href=/g>gas</a> <a href=/e>energy</a></p>",
        "<p>(Northern Wire)</p>",
        "<p>Sign up for our letter here.</p>",
        "<aside><h3>In numbers</h3><p>The four countries store a third of the gas of the region.</p></aside>",
        "<figure><img src=a.jpg><figcaption>The ministers on the stairs of the palace.</figcaption></figure>",
        "<table><tr><th>Country</th><th>Store</th></tr><tr><td>Aland</td><td>12</td></tr></table>",
        "<form><p>Leave your address and we will write to you every Monday.</p><input></form>",
        "<nav><p>You are here: the front page and then the world and then energy.</p></nav>",
        "<h2>Ministers agree on figures</h2>",
        "<pre><code>SELECT total FROM storage;</code></pre>",
        "<p>© 2026 The Slow Review. All rights reserved by the people who own it.</p>",
    ],
)
def test_furniture_inside_an_article_is_left_out(inside: str) -> None:
    assert _texts(_page(inside)) == [FIRST, SECOND, THIRD]


def test_a_byline_and_a_date_above_the_body_are_no_body() -> None:
    page = read_html(
        "<html><body><article><h1>Ministers agree on figures</h1><p>By Ada Vale and Bo Lind</p>"
        f"<p>20 May 2026, 18:40</p>{BODY}</article></body></html>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]
    assert page.author == ("Ada Vale", "Bo Lind")


def test_menus_cookie_notices_and_related_lists_around_an_article_are_left_out_and_counted() -> None:
    before = (
        "<div id=cookie role=dialog>We use cookies to count visits. <button>Agree</button></div>"
        "<nav><ul><li><a href=/w>World</a></li><li><a href=/e>Economy</a></li></ul></nav>"
    )
    after = (
        "<section><h2>Most read</h2><ol><li><a href=/1>Frost in the valleys</a></li>"
        "<li><a href=/2>Bus runs on Sundays</a></li></ol></section><footer>Imprint. Write to us.</footer>"
    )
    page = _page(before=before, after=after)
    assert _texts(page) == [FIRST, SECOND, THIRD]
    assert page.words_left_out == len(
        page_text(f"{before}<h1>Ministers agree on figures</h1>{after}").split()
    )


def test_headings_lists_and_quotations_keep_their_kind() -> None:
    inside = (
        "<h2>What is inside</h2><p>Three things were agreed:</p>"
        "<ul><li>figures every month;</li><li>one table for all;</li></ul>"
        "<ol><li>first the ministries count;</li><li>then they compare.</li></ol>"
        "<blockquote><p>We count the same molecules.</p><cite>An official</cite></blockquote>"
    )
    page = _page(inside)
    assert [(block.kind, block.marker, block.text) for block in page.blocks[1:-2]] == [
        (PassageKind.HEADING, "", "What is inside"),
        (PassageKind.PARAGRAPH, "", "Three things were agreed:"),
        (PassageKind.LIST_ITEM, "- ", "figures every month;"),
        (PassageKind.LIST_ITEM, "- ", "one table for all;"),
        (PassageKind.LIST_ITEM, "1. ", "first the ministries count;"),
        (PassageKind.LIST_ITEM, "2. ", "then they compare."),
        (PassageKind.QUOTATION, "", "We count the same molecules."),
        (PassageKind.CAPTION, "", "An official"),
    ]


def test_a_heading_with_nothing_under_it_is_left_out() -> None:
    assert _texts(_page("<h2>Related</h2><ul><li><a href=/1>Another story</a></li></ul>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_inline_elements_neither_add_nor_take_away_spaces() -> None:
    inside = (
        "<p>The <b>four</b>-party <a href=/t>agree</a>ment was <em>not </em>signed<span>,</span> but "
        "initialled, in&nbsp;two lan&shy;guages, by<br>all <i>ministers</i>.</p>"
    )
    expected = "The four-party agreement was not signed, but initialled, in two languages, by all ministers."
    assert _texts(_page(inside))[1] == expected


def test_a_sentence_that_is_half_a_link_is_kept() -> None:
    sentence = (
        "In a long interview about the tables and the counting of gas she said that it was all quite simple."
    )
    inside = f"<p>{sentence.replace('about', '<a href=/i>about').replace(' it was', '</a> it was')}</p>"
    assert _texts(_page(inside)) == [FIRST, sentence, SECOND, THIRD]


def test_the_raised_sign_of_a_note_is_not_glued_to_its_word_but_a_power_stays() -> None:
    inside = (
        "<p>The store holds 10<sup>9</sup> cubic metres of gas<sup><a href=#n1>[1]</a></sup>, it was said"
        "<a href=#n2><sup>2</sup></a>.</p>"
    )
    assert _texts(_page(inside))[1] == "The store holds 109 cubic metres of gas, it was said."


def test_breaks_divide_paragraphs_and_a_wrapped_sentence_stays_whole() -> None:
    page = read_html(
        f"<html><body><h1>Ministers agree on figures</h1><div>{FIRST}<br><br>{SECOND}<br>{THIRD}<br>"
        "A last sentence was wrapped by hand and goes on in the<br>next line of the page.</div></body></html>"
    )
    last = "A last sentence was wrapped by hand and goes on in the next line of the page."
    assert _texts(page) == [FIRST, SECOND, THIRD, last]


def test_an_article_laid_out_in_tables_is_read_without_its_side_columns() -> None:
    page = read_html(
        "<html><body><table><tr><td><a href=/h>Home</a><br><a href=/a>Archive</a></td>"
        f"<td><h1>Ministers agree on figures</h1>{BODY}</td><td><b>Most read</b><br><a href=/1>Frost</a></td>"
        "</tr></table></body></html>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]


def test_a_table_for_presentation_is_read_although_it_has_headers() -> None:
    page = read_html(
        f"<html><body><table role=presentation><tr><th>News</th></tr><tr><td>{BODY}</td></tr></table></body>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]


def test_preformatted_text_keeps_its_paragraphs() -> None:
    wrapped = "and then a line that was\nwrapped at its end, as mail is."
    page = read_html(f"<html><body><pre>{FIRST}\n  \n{wrapped}\n\n{THIRD}</pre></body></html>")
    assert _texts(page) == [FIRST, wrapped.replace("\n", " "), THIRD]


def test_a_page_that_is_hidden_as_a_whole_is_read() -> None:
    assert _texts(read_html(f"<html hidden><body><article>{BODY}</article></body></html>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_markup_without_an_element_is_refused() -> None:
    with pytest.raises(Unreadable, match="no element"):
        read_html("<!doctype html><!-- nothing -->")


def test_a_form_around_the_whole_page_does_not_hide_it() -> None:
    page = read_html(
        f"<html><body><form id=aspnetForm><h1>Ministers agree</h1><div>{BODY}</div></form></body></html>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]


def test_an_editors_note_in_emphasis_at_either_edge_is_left_out() -> None:
    page = read_html(
        f"<html><body><article><h1>Figures</h1><p><em>This is the first of two parts.</em></p>{BODY}"
        "<p><i>Ada Vale is a fellow of the Slow Institute and has written books.</i></p></article>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]


def test_what_stands_before_the_byline_is_no_body() -> None:
    page = read_html(
        "<html><body><article><p>Energy</p><h1>Ministers agree on figures</h1>"
        "<p>Four countries want to know what the others store, and agree on how to tell.</p>"
        f"<p>By Ada Vale, 20 May 2026</p>{BODY}</article></body></html>"
    )
    assert _texts(page) == [FIRST, SECOND, THIRD]
    assert page.author == ("Ada Vale",)
    assert page.published is not None
    assert page.published.iso == "2026-05-20"


@pytest.mark.parametrize(
    ("inside", "after", "is_kept"),
    [
        ("<p class=note>This article was generated by AI and checked by nobody.</p>", "", True),
        ("", "<footer><p>This article was generated by AI and checked by nobody.</p></footer>", True),
        (
            "",
            "<aside><p>Sponsored content</p><p><a href=/k>Kestrel: room for your cargo</a></p></aside>",
            False,
        ),
        ("", "<nav><p>This article was generated by AI and checked by nobody.</p></nav>", False),
    ],
)
def test_a_disclosure_is_kept_wherever_the_page_speaks_of_itself(
    inside: str, after: str, *, is_kept: bool
) -> None:
    texts = _texts(_page(inside, after=after))
    notice = "This article was generated by AI and checked by nobody."
    assert texts == (
        [FIRST, notice, SECOND, THIRD] if inside else [FIRST, SECOND, THIRD, *[notice] * is_kept]
    )


def test_a_page_of_teasers_has_no_body() -> None:
    teasers = "".join(
        f"<section><h2><a href=/{n}>Story {n}</a></h2><p>The port found money for channel {n}.</p></section>"
        for n in range(4)
    )
    with pytest.raises(Unreadable, match="list of other pages"):
        read_html(f"<html><body><h1>Ledger</h1><main>{teasers}</main></body></html>")
    assert _texts(_page(teasers)) == [FIRST, SECOND, THIRD]


def test_a_heading_that_links_to_itself_is_a_heading() -> None:
    inside = "".join(
        f"<h2 id=h{n}><a href=#h{n}>Part {n}</a></h2><p>Part {n} says more than this.</p>" for n in range(3)
    )
    assert _texts(_page(inside))[1:-2] == [
        text for n in range(3) for text in (f"Part {n}", f"Part {n} says more than this.")
    ]


def test_template_syntax_is_just_text() -> None:
    words = "The page said {{ secret }} and {% raw %} in the middle of its second sentence about gas."
    assert words in _texts(_page(f"<p>{words}</p>"))


def test_entities_are_read_and_forbidden_characters_are_gone() -> None:
    inside = (
        "<p>A &lt;b&gt; of AT&amp;T &ldquo;said&rdquo; &#x202e;no&#0;thing&#x200b; of &bogus; on Friday.</p>"
    )
    assert "A <b> of AT&T “said” no\ufffdthing of &bogus; on Friday." in _texts(_page(inside))


def test_an_unclosed_page_is_read_to_its_end() -> None:
    page = read_html(f"<html><body><h1>Ministers agree on figures</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}")
    assert _texts(page) == [FIRST, SECOND, THIRD]


def test_a_korean_page_without_paragraph_tags_is_read() -> None:
    first = "한국과 일본의 정상은 19일 안동에서 회담을 열고 에너지 협력을 강화하기로 합의했다."
    second = "두 정상은 공급망 문제도 함께 논의했으며, 다음 달 실무 회의를 열기로 했다고 밝혔다."
    page = read_html(
        "<html lang=ko><head><meta property=og:title content='한일 정상, 에너지 협력 합의'></head><body>"
        "<ul class=gnb><li><a href=/p>정치</a></li><li><a href=/e>경제</a></li></ul>"
        "<h1>한일 정상, 에너지 협력 합의</h1><div class=info>입력 2026-05-19 18:40</div>"
        f"<div>{first}<br><br>{second}"
        "<br><br>sky@garam.example</div>"
        "<div><h2>많이 본 뉴스</h2><ul><li><a href=1>첫 장마 시작</a></li></ul></div>"
    )
    assert _texts(page) == [first, second]
    assert page.published is not None
    assert page.published.iso == "2026-05-19T18:40"


@pytest.mark.parametrize(
    "inside",
    [
        f"<div class='{'x' * 1_000_000}'>{BODY}</div>",
        f"<div class='{' '.join(f'newsletter{n}' for n in range(50_000))}'>{BODY * 10}</div>",
        ("".join(f"<div class='c{n}'>" for n in range(200)) + BODY + "</div>" * 200) * 40,
        "<table>" + ("<tr>" + "<td>12</td>" * 10 + "</tr>") * 1_500 + "</table>",
        "<h2>The lock</h2><p>By Ada Vale</p>" * 4_000,
        "".join(f"<div><h3><a href=/{n}>Another page {n}</a></h3><p>{FIRST}</p></div>" for n in range(4_000)),
    ],
    ids=["attribute", "labels", "nested labels", "table", "bylines", "cards"],
)
def test_a_hostile_page_is_read_in_seconds(inside: str) -> None:
    started = time.process_time()
    texts = _texts(_page(after=inside))
    assert texts[:3] == [FIRST, SECOND, THIRD]
    assert time.process_time() - started < 12
