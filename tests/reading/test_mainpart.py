"""What an extractor loses of a page is brought back, and what it takes too much is left."""

from briefs.model import PassageKind
from briefs.reading.html import read_html

SENTENCES = [
    f"The {who} told the council on Tuesday that the lock at Upper Dene would be open before the summer."
    for who in ("mayor", "engineer", "builder", "harbour master", "keeper", "auditor", "minister", "deputy")
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:4])
OTHER = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[4:])


def _texts(inside: str) -> list[str]:
    page = read_html(
        f"<html><head><title>The lock</title></head><body><h1>The lock</h1>{inside}</body></html>"
    )
    return [block.text for block in page.blocks]


def test_the_second_article_of_a_page_is_part_of_it() -> None:
    assert _texts(f"<article>{BODY}</article><article>{OTHER}</article>") == SENTENCES


def test_another_story_under_its_own_headline_and_byline_is_none() -> None:
    glued = f"<article><h2>The bus is back</h2><p>By Ada Vale, 3 May 2026</p>{OTHER}</article>"
    assert _texts(f"<article>{BODY}</article>{glued}") == SENTENCES[:4]


def test_a_heading_with_a_date_under_it_is_part_of_the_text() -> None:
    dated = f"<h2>The first lock</h2><p>3 May 1911</p>{OTHER}"
    assert _texts(f"<article>{BODY}{dated}</article>") == [*SENTENCES[:4], "The first lock", *SENTENCES[4:]]


def test_cards_without_headings_are_teasers() -> None:
    cards = "".join(
        f"<div><div><a href=/{n}>A title of another page, number {n}</a></div><div>{SENTENCES[4 + n]}</div></div>"
        for n in range(3)
    )
    assert _texts(f"<div>{BODY}</div><div>{cards}</div>") == SENTENCES[:4]


def test_a_box_is_known_by_its_name_unless_the_text_bears_it() -> None:
    assert _texts(f"<div>{BODY}<div class=newsletter-box><p>{SENTENCES[4]}</p></div></div>") == SENTENCES[:4]
    assert _texts(f"<div class=newsletter-box>{BODY}</div>") == SENTENCES[:4]


def test_paragraphs_of_one_item_are_paragraphs_and_single_items_are_items() -> None:
    items = f"<ol><li><p>{SENTENCES[4]}</p><p>{SENTENCES[5]}</p></li><li>{SENTENCES[6]}</li></ol>"
    page = read_html(f"<html><body><h1>The lock</h1><article>{BODY}{items}</article></body></html>")
    assert [block.kind for block in page.blocks[4:]] == [
        PassageKind.PARAGRAPH,
        PassageKind.PARAGRAPH,
        PassageKind.LIST_ITEM,
    ]


def test_an_appeal_to_the_reader_is_no_text_and_news_of_one_is() -> None:
    news = "The paper has closed its newsletter, which had 400 readers, and will not open another one."
    appeal = "Sign up for our newsletter and get the most important stories in your inbox."
    assert _texts(f"<article>{BODY}<p>{appeal}</p><p>{news}</p></article>") == [*SENTENCES[:4], news]
