"""Page dumps: what is body is kept whole and in order, and what is furniture is not."""

import json
import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import DisclosureKind, PassageKind
from briefs.reading.dateline import dateline_length
from briefs.reading.dates import parse_date
from briefs.reading.disclosures import find_disclosures
from briefs.reading.lines import Line
from briefs.reading.page import Page
from briefs.reading.shapes import Form, shape_of
from briefs.reading.text import read_text
from tests.reading.made_pages import Article, make_page
from tests.reading.page_dumps import DUMPS, KINDS, MAIL, NOBODY, PULL_QUOTES, Dump

PARAGRAPHS: Final = (
    "The port authority will begin to dredge the outer channel in April, two months later than planned.",
    "Pilots will bring ships in by daylight only while the work lasts, and the harbour closes at night.",
    "The oyster farmers had threatened to sue, but their chairwoman says that they have a promise in writing.",
)
BODY: Final = "\n\n".join(PARAGRAPHS)

Rows = list[tuple[str, str]]
each_dump = pytest.mark.parametrize("dump", DUMPS, ids=[dump.name for dump in DUMPS])


def _texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def _kinds(page: Page) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in page.blocks]


def _expected(rows: Rows) -> list[tuple[str, str]]:
    """The kinds and words that must be read of marked rows; a dateline is no part of its paragraph."""
    blocks = Dump(name="", marked="\n".join(f"{sign:1} {text}" for sign, text in rows)).blocks
    return [(kind, text[dateline_length(text) :] if kind == KINDS["p"] else text) for kind, text in blocks]


def _read(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.marker + block.text) for block in read_text(text).blocks]


@each_dump
def test_of_a_page_dump_all_that_is_body_is_kept_and_nothing_else(dump: Dump) -> None:
    assert _read(dump.text) == _expected(dump.rows)


@each_dump
def test_of_a_page_dump_what_it_says_of_itself_is_read_and_nothing_is_guessed(dump: Dump) -> None:
    page = read_text(dump.text)
    stated = (page.title, page.author, page.publisher, page.published and page.published.iso, page.url)
    assert stated == (dump.title, dump.author, dump.publisher, dump.published, dump.url)


# What must not matter: the words of the furniture, blank lines, the width at which a text is wrapped.


def _nonsense(word: str) -> str:
    """The same shape in letters that mean nothing; the same word always becomes the same nonsense."""
    key = sum(ord(letter) * place for place, letter in enumerate(word.lower(), 1))
    sounds = ("bdfghklmnprstvz", "aeiou")
    made = [sounds[place % 2][(key // (place + 1)) % len(sounds[place % 2])] for place in range(len(word))]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, made, strict=True))


def _states_something(text: str) -> bool:
    form = shape_of(Line(text=text, group=1)).form
    return form in (Form.DATED, Form.BYLINE) or re.match(r"[A-Z][a-z]+: |©|This story", text) is not None


def _other_words(rows: Rows) -> Rows:
    return [
        (sign, text if sign != "x" or _states_something(text) else re.sub(r"[A-Za-z]+", _word, text))
        for sign, text in rows
    ]


def _word(match: re.Match[str]) -> str:
    return _nonsense(match.group())


def _without_blank_lines(rows: Rows) -> Rows:
    return [(sign, text) for sign, text in rows if text]


def _with_blank_lines(rows: Rows) -> Rows:
    filled = _without_blank_lines(rows)
    after = [sign for sign, _ in filled[1:]] + [""]
    return [
        row
        for (sign, text), follows in zip(filled, after, strict=True)
        for row in _spaced(sign, text, follows)
    ]


def _spaced(sign: str, text: str, follows: str) -> Rows:
    return [(sign, text)] if follows == "+" else [(sign, text), ("", "")]


def _wrapped(rows: Rows) -> Rows:
    found: Rows = []
    for sign, text in rows:
        parts = textwrap.wrap(text, 72, break_long_words=False, break_on_hyphens=False) or [""]
        is_running = sign in ("p", "n", "q")
        found += [(sign, parts[0]), *(("+", part) for part in parts[1:])] if is_running else [(sign, text)]
    return found


def _share(change: Callable[[Rows], Rows], dumps: tuple[Dump, ...]) -> tuple[float, float]:
    """Words kept that belong, and words kept that do not, as shares of those that belong."""
    belong, kept, foreign = 0, 0, 0
    for dump in dumps:
        rows = change(dump.rows)
        wanted = Counter(word for _, text in _expected(rows) for word in text.split())
        found = Counter(
            word for _, text in _read("\n".join(text for _, text in rows)) for word in text.split()
        )
        belong += wanted.total()
        kept += (wanted & found).total()
        foreign += (found - wanted).total()
    return kept / belong, foreign / belong


@pytest.mark.parametrize(
    ("change", "dumps"),
    [
        (lambda rows: rows, DUMPS),
        (_without_blank_lines, DUMPS),
        (_with_blank_lines, DUMPS),
        (_wrapped, DUMPS),
        (_other_words, tuple(dump for dump in DUMPS if dump not in (NOBODY, PULL_QUOTES))),
    ],
    ids=["as they are", "no blank lines", "blank lines everywhere", "hard-wrapped", "nonsense furniture"],
)
def test_the_words_of_bodies_are_kept_and_others_are_not(
    change: Callable[[Rows], Rows], dumps: tuple[Dump, ...]
) -> None:
    kept, foreign = _share(change, dumps)
    assert kept >= 0.995
    assert foreign <= 0.005


def test_the_body_is_found_by_its_form_even_in_a_language_nobody_speaks() -> None:
    def change(rows: Rows) -> Rows:
        return [
            (
                sign,
                text if sign in ("n", "+") or _states_something(text) else re.sub(r"[A-Za-z]+", _word, text),
            )
            for sign, text in rows
        ]

    kept, foreign = _share(change, tuple(dump for dump in DUMPS if dump not in (NOBODY, PULL_QUOTES, MAIL)))
    assert kept >= 0.97
    assert foreign <= 0.03


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[Article]:
    """A hundred news texts: a headline, and the paragraphs of twelve words and more that end."""
    found = []
    for line in (shared / "eval" / "multiling2011_en.jsonl").read_text(encoding="utf-8").splitlines():
        for document in json.loads(line)["documents"]:
            rows = [" ".join(row.split()) for row in document["text"].split("\n")]
            body = [row for row in rows[1:] if len(row.split()) >= 12 and row[-1] in '.”"' and row[0] != "*"]
            plain = tuple(row for row in body if not re.match(r"[A-Z][a-z]+day, [A-Z]", row))
            if len(plain) >= 3:
                found.append(Article(title=rows[0], paragraphs=plain))
    return found


def test_three_hundred_made_pages_give_back_the_articles_they_were_made_of(articles: list[Article]) -> None:
    belong, kept, foreign, titles, authors, dates = 0, 0, 0, 0, 0, 0
    for seed in range(300):
        made = make_page(seed, articles)
        page = read_text(made.text)
        wanted = Counter(" ".join(made.article.paragraphs).split())
        running = [block.text for block in page.blocks if block.kind is not PassageKind.HEADING]
        found = Counter(" ".join(running).split())
        belong += wanted.total()
        kept += (wanted & found).total()
        foreign += (found - wanted).total()
        titles += page.title == made.article.title
        authors += page.author == ((made.author,) if made.author else ())
        dates += page.published == (parse_date(made.date) if made.date else None)
    assert kept / belong >= 0.985
    assert foreign / belong <= 0.02
    assert (titles, authors, dates) >= (290, 297, 300)


def test_clean_news_texts_lose_next_to_nothing(articles: list[Article]) -> None:
    belong = sum(len(text.split()) for article in articles for text in article.paragraphs)
    kept = 0
    for article in articles:
        page = read_text("\n\n".join((article.title, *article.paragraphs)))
        read = [block.text for block in page.blocks]
        kept += sum(len(text.split()) for text in article.paragraphs if any(part in text for part in read))
        assert page.title == article.title
    assert kept / belong >= 0.99


# The real documents, spoken of by the number of their lines, for no word of theirs is copied here.


@pytest.fixture
def real(shared: Path) -> Callable[[str], list[str]]:
    """The lines of the real document whose name begins so."""
    return lambda start: next((shared / "seeds").glob(f"{start}_*")).read_text(encoding="utf-8").split("\n")


def test_a_text_that_begins_with_prose_has_no_title_and_keeps_its_list_behind_the_colon(
    real: Callable[[str], list[str]],
) -> None:
    page = read_text("\n".join(real("000")))
    kinds = [block.kind for block in page.blocks]
    first = kinds.index(PassageKind.LIST_ITEM)
    assert (page.title, page.published, page.author, page.publisher) == (None, None, (), None)
    assert kinds.count(PassageKind.LIST_ITEM) == 3
    assert kinds[first : first + 3] == [PassageKind.LIST_ITEM] * 3
    assert page.blocks[first - 1].text.endswith(":")
    assert page.words_left_out == 0


def test_deck_caption_reading_time_and_timeline_are_no_paragraphs_and_the_machine_notice_is_kept(
    real: Callable[[str], list[str]],
) -> None:
    lines = real("001")
    page = read_text("\n".join(lines))
    assert (page.title, page.publisher, page.published) == (lines[4], "PRISM News", None)
    assert [notice.kind for notice in find_disclosures(page.blocks)] == [DisclosureKind.AI_GENERATED]
    furniture = [lines[number] for number in (0, 1, 2, 4, 6, 8, 16, 17, 18, 19, -1)]
    assert not set(_texts(page)) & set(furniture)
    assert len(page.blocks) == sum(map(bool, lines)) - len(furniture)


def test_the_provenance_of_an_editorial_is_one_notice_with_both_links(
    real: Callable[[str], list[str]],
) -> None:
    lines = real("002")
    page = read_text("\n".join(lines))
    (notice,) = find_disclosures(page.blocks)
    assert notice.kind is DisclosureKind.SYNTHESISED
    assert list(notice.links) == [line.removeprefix("- ") for line in lines[-2:]]
    assert page.blocks[notice.first].text == lines[11]
    assert notice.last == len(page.blocks) - 1
    assert (page.title, page.published) == (lines[0], None)


def test_nothing_of_a_trending_list_is_read_and_the_dateline_at_the_end_is(
    real: Callable[[str], list[str]],
) -> None:
    lines = real("003")
    page = read_text("\n".join(lines))
    end = next(number for number, line in enumerate(lines) if parse_date(line.rpartition(" ")[0]))
    assert page.published is not None
    assert page.published.iso == "2025-08-18T11:51"
    assert page.author == ("Minna",)
    assert (page.title, lines.count(page.title or "")) == (lines[17], 2)
    assert page.blocks[-1].text == lines[end - 2]
    assert sum(block.kind is PassageKind.HEADING for block in page.blocks) == 6


# Small claims, each with its input.


def test_a_heading_between_paragraphs_is_a_heading_and_a_widget_is_nothing() -> None:
    widget = "January: talks begin\nMarch: talks stall\nMay: the council decides"
    lead = " ".join(PARAGRAPHS[:2])
    page = read_text(f"{lead}\n\n{widget}\n\nWhat the pilots say\n\n{PARAGRAPHS[2]} {PARAGRAPHS[0]}")
    assert _kinds(page)[1] == ("heading", "What the pilots say")
    assert len(page.blocks) == 3


def test_a_numbered_heading_keeps_its_number_and_an_item_has_it_as_its_marker() -> None:
    page = read_text(
        f"{PARAGRAPHS[0]}\n\n1. The channel\n\n{PARAGRAPHS[1]}\n\nThe council has to decide on two points:\n"
        f"1. who pays\n2. who waits\n\n{PARAGRAPHS[2]}"
    )
    assert page.blocks[1].text == "1. The channel"
    assert [(block.marker, block.text) for block in page.blocks if block.kind is PassageKind.LIST_ITEM] == [
        ("1. ", "who pays"),
        ("2. ", "who waits"),
    ]


def test_a_list_that_nothing_introduces_is_kept_when_its_items_are_sentences_only() -> None:
    items = "- The channel will be closed at night until June.\n- The fees will not be raised before winter."
    links = "- Ferry Company Orders Electric Ships\n- Old Cinema Becomes Market Hall"
    kept = read_text(f"{PARAGRAPHS[0]}\n\n{items}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}")
    left = read_text(f"{PARAGRAPHS[0]}\n\n{links}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}")
    assert [kind for kind, _ in _kinds(kept)].count("list-item") == 2
    assert _texts(left) == list(PARAGRAPHS)


def test_a_lone_line_with_a_bullet_is_neither_a_list_nor_a_heading() -> None:
    page = read_text(f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}\n\n* unofficial version\n\n{PARAGRAPHS[2]}")
    assert [kind for kind, _ in _kinds(page)] == ["paragraph", "paragraph"]


def test_a_list_at_the_end_belongs_to_the_body_when_a_colon_introduces_it() -> None:
    page = read_text(
        f"{BODY}\n\nThe letter names three conditions for the work:\n\nnight rest\nlow fees\nclean spoil"
    )
    assert _texts(page)[-3:] == ["night rest", "low fees", "clean spoil"]


def test_a_heading_behind_an_unmarked_list_is_told_by_its_capitals() -> None:
    page = read_text(
        f"{PARAGRAPHS[0]}\nThe letter names three conditions for the work:\nrest at night\nfees as low as now\n"
        f"spoil to the quarry\nWhat The Pilots Say\n{PARAGRAPHS[1]}"
    )
    assert [kind for kind, _ in _kinds(page)][2:6] == ["list-item", "list-item", "list-item", "heading"]


def test_a_quotation_that_is_a_block_of_its_own_is_a_quotation() -> None:
    quoted = "“We were promised quiet nights, and quiet nights are what we expect to get.”"
    page = read_text(f"{PARAGRAPHS[0]}\n\n{quoted}\n\n{PARAGRAPHS[1]}\n\n> {PARAGRAPHS[2]}")
    assert [kind for kind, _ in _kinds(page)] == ["paragraph", "quotation", "paragraph", "quotation"]


def test_an_earlier_mail_quoted_in_broken_lines_is_left_out() -> None:
    earlier = "> and that is why the letter was never\n> sent to the port\n> by anyone"
    answer = "The council will read the letter aloud at its next meeting, if the agenda leaves it the time."
    assert _texts(read_text(f"{BODY}\n\n{earlier}\n\n{answer}")) == [*PARAGRAPHS, answer]


def test_a_caption_with_its_credit_is_left_out_wherever_it_stands() -> None:
    caption = "Dredgers wait outside the bar on Monday morning. (Handout/Port of Ellery)"
    page = read_text(f"{caption}\n\n{PARAGRAPHS[0]}\n\n{caption}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}")
    assert _texts(page) == list(PARAGRAPHS)


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    assert _texts(read_text(f"{BODY}\n\n{PARAGRAPHS[1]}\n\nNo date has been set for the first night.")) == [
        *PARAGRAPHS,
        "No date has been set for the first night.",
    ]


def test_a_closing_paragraph_behind_a_heading_is_kept_when_it_speaks_of_the_same_things() -> None:
    page = read_text(
        f"{BODY}\n\nWhat comes next\n\nThe harbour authority meets the pilots on Friday.\n\nMore news\n\nTea"
    )
    assert _kinds(page)[-2:] == [
        ("heading", "What comes next"),
        ("paragraph", "The harbour authority meets the pilots on Friday."),
    ]


def test_a_deck_that_names_everybody_again_is_kept_beside_the_body() -> None:
    deck = "Mayor Olga Brandt meets the pilots on Friday. On the table: night rest, fees and spoil."
    lead = (
        "Few harbours have had a noisier spring than this one. On Friday the pilots will hear from Mayor Olga Brandt "
        "what the council has decided about the nights, the fees and the quarry, and whether it has decided at all."
    )
    page = read_text(
        f"Pilots and mayor meet over dredging\n\n{deck}\n\n{lead}\n\nBrandt has not said much.\n\n{BODY}"
    )
    assert page.blocks[0].text == lead
    assert page.deck is not None
    assert (page.deck.kind, page.deck.text) == (PassageKind.DECK, deck)


def test_a_deck_above_the_byline_is_left_out() -> None:
    deck = f"{PARAGRAPHS[1]} The oyster farmers may keep their flats, and they have a promise in writing."
    page = read_text(f"Harbour to be dredged from April\n\n{deck}\n\nBy Ilse Brandt\n\n{BODY}")
    assert _texts(page) == list(PARAGRAPHS)


def test_a_headline_that_asks_or_ends_like_a_sentence_is_still_the_headline() -> None:
    asks = "Who will pay for the dredging of the outer channel?"
    assert read_text(f"{asks}\n\n{PARAGRAPHS[0]} {PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}").blocks[0].text != asks
    page = read_text(f"The port says that it will dredge the channel at last.\nBy Ilse Brandt\n\n{BODY}")
    assert _texts(page) == list(PARAGRAPHS)


def test_the_shorter_of_two_headlines_is_taken_when_one_goes_on_with_the_byline() -> None:
    title = "Harbour to be dredged from April on"
    page = read_text(f"{title} by ILSE BRANDT\n\n{title}\nby ILSE BRANDT\n\n{BODY}")
    assert (page.title, page.author) == (title, ("ILSE BRANDT",))


def test_a_headline_with_a_date_in_it_is_a_headline_and_a_line_of_dates_is_none() -> None:
    title = "Port authority will dredge the outer channel 2026-03-02"
    assert read_text(f"Menu\n\n{title}\n\n{BODY}").title == title
    assert read_text(f"Published on 2 March 2026 by the port\n\n{BODY}").title is None


def test_a_headline_may_end_with_a_word_in_brackets() -> None:
    title = "Port Authority to Dredge Outer Channel in April (Comprehensive)"
    assert read_text(f"{title}\n\n{BODY}").title == title


def test_a_site_name_behind_a_bar_is_the_publisher_and_no_part_of_the_title() -> None:
    page = read_text(f"Harbour to be dredged from April | Quay Weekly\n\n{BODY}")
    assert (page.title, page.publisher) == ("Harbour to be dredged from April", "Quay Weekly")


@pytest.mark.parametrize(
    ("above", "below", "published"),
    [
        ("3 May 2026\n\nHarbour to be dredged\n\n", "", "2026-05-03"),
        (
            "Harbour to be dredged\n\nUpdated: 4 May 2026\nPublished: 3 May 2026, 10:15\n\n",
            "",
            "2026-05-03T10:15",
        ),
        ("Harbour to be dredged\n\nUpdated 4 May 2026\n\n", "", None),
        ("Menu\nSearch\n\nMonday, 4 May 2026\n\nHarbour to be dredged\n\n", "", None),
        ("Harbour to be dredged\n\n", "\n\n3 May 2026 10:15  212 views", "2026-05-03T10:15"),
        ("Harbour to be dredged\n\n", "\n\nFerry to run\n3 May 2026\n\nTram to stop\n2 May 2026", None),
        ("Harbour to be dredged\n\n", "\n\n3 May 2026\nFerry to run\n2 May 2026\nTram to stop", None),
        ("Harbour to be dredged\n\n", "\n\nThe best of our other news today\n3 May 2026", None),
        ("Harbour to be dredged\n\nELLERY, 3 May 2026 (Northern Wire) — ", "", "2026-05-03"),
        ("3 May 2026\n\n", "", "2026-05-03"),
        ("Harbour to be dredged\n\nMay 2026\n\n", "", "2026-05"),
        (
            "QUAY WEEKLY\nMonday 4 May 2026\nVol. 12, No. 7\n\nOf ropes\n\nAnd tides\n\nWho asks:\n\n",
            "",
            "2026-05-04",
        ),
        ("Quay Weekly\nAll that floats — No. 7 — 4 May 2026\n\n", "", "2026-05-04"),
        (
            "Harbour to be dredged\n4 May 2026, 3.15 p.m. (as given; check it against the tape)\n\n",
            "",
            "2026-05-04T15:15",
        ),
        ("Harbour to be dredged\n\nThe council meets again on 9 May 2026 at noon\n\n", "", None),
    ],
)
def test_the_date_is_what_the_page_states_of_itself(above: str, below: str, published: str | None) -> None:
    page = read_text(above + BODY + below)
    assert (page.published and page.published.iso) == published


def test_a_dateline_is_cut_from_its_paragraph_and_the_rest_is_verbatim() -> None:
    page = read_text(f"Harbour to be dredged\n\nELLERY (Northern Wire) - {BODY}")
    assert _texts(page) == list(PARAGRAPHS)


def test_a_speaker_keeps_the_label_before_the_words() -> None:
    turns = [f"MODERATOR: {PARAGRAPHS[0]}", f"MS BRANDT: {PARAGRAPHS[1]}", f"MODERATOR: {PARAGRAPHS[2]}"]
    assert _texts(read_text("\n".join(["Talk on the harbour", "", *turns]))) == turns


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("ELLERY HARBOUR GAZETTE", ""),
        ("The Tidal Letter", "© 2026 The Tidal Letter, 3 Quay Street"),
        ("The harbour master was heard on the dredging—", ""),
        ("[The harbour master in the chair]", ""),
        ("The letter on dredging names these conditions for the port:", ""),
    ],
)
def test_a_masthead_and_a_line_that_leads_in_are_no_headlines(head: str, tail: str) -> None:
    page = read_text(f"{head}\n\n{BODY}\n\n{tail}")
    assert page.title is None
    assert [text for text in _texts(page) if text in PARAGRAPHS] == list(PARAGRAPHS)


def test_a_byline_on_two_lines_is_read_and_a_writers_portrait_is_left_out() -> None:
    page = read_text(
        f"Harbour to be dredged from April\n\nBy\nIlse Brandt\n\n{BODY}\n\nIlse Brandt writes about ports and tides."
    )
    assert page.author == ("Ilse Brandt",)
    assert _texts(page) == list(PARAGRAPHS)


def test_a_portrait_of_the_writer_above_the_body_is_left_out_and_of_somebody_else_is_not() -> None:
    writer = "Ilse Brandt is a reporter who has written on harbours and their pilots for eleven years."
    pilot = "Tom Archer is an editor who has sailed into the harbour of Ellery for eleven years."
    page = read_text(
        f"Harbour to be dredged from April\n\nBy Ilse Brandt\n\n{writer}\n\n{PARAGRAPHS[0]}\n\n{pilot}\n\n"
        f"{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"
    )
    assert _texts(page) == [PARAGRAPHS[0], pilot, *PARAGRAPHS[1:]]


@pytest.mark.parametrize(
    "afterword",
    [
        "This article was edited for length.",
        "Disclaimer: nothing here is advice to sail.",
        "The writer is a pilot in Port Ellery.",
        "About the Harbour Forum\nThe Harbour Forum is a club of people who like ships.",
    ],
)
def test_an_afterword_is_no_part_of_the_body(afterword: str) -> None:
    assert _texts(read_text(f"{BODY}\n\n{afterword}")) == list(PARAGRAPHS)


def test_a_label_above_and_a_notice_below_are_kept_and_what_follows_the_notice_is_not() -> None:
    notice = "This page was written with the help of AI tools."
    page = read_text(
        f"Advertorial\n\nHarbour to be dredged from April\n\n{BODY}\n\n{notice}\n\nMore words on our terms follow here."
    )
    assert _texts(page) == ["Advertorial", *PARAGRAPHS, notice]


def test_a_long_subject_is_no_body_and_a_mail_without_one_has_no_blocks() -> None:
    subject = "The port will begin to dredge the outer channel in April after all."
    head = f"From: Ilse Brandt <i@quay.example>\nSubject: {subject}\n\n"
    assert _texts(read_text(head + BODY)) == list(PARAGRAPHS)
    assert read_text(head).blocks == ()


def test_a_portrait_of_the_writer_ends_the_body_even_when_other_pages_follow() -> None:
    other = (
        "Ploughs have cleared the last of the snow from the road over the pass, two weeks early this year."
    )
    page = read_text(
        f"Harbour to be dredged\n\nBy Ilse Brandt\n\n{BODY}\n\nIlse Brandt writes on ports.\n\n{other}"
    )
    assert _texts(page) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "tail", "publisher"),
    [
        ("Harbour to be dredged from April\n\nBy Ilse Brandt for Quay Weekly", "", "Quay Weekly"),
        ("Harbour to be dredged from April\n\nEllery Daily News, 2 May 2026", "", "Ellery Daily News"),
        ("Quay Weekly > Ports > Ellery\n\nHarbour to be dredged from April", "", "Quay Weekly"),
        ("Quay Weekly Home|Ropes & Tides\n\nHarbour to be dredged from April", "", "Ropes & Tides"),
        (
            "Harbour to be dredged from April",
            "© 2026 The Quay Weekly Ltd. All rights reserved.",
            "The Quay Weekly",
        ),
        ("Harbour to be dredged from April", "This story first appeared in Quay Weekly.", "Quay Weekly"),
        ("Harbour to be dredged from April", "Photo © Ilse Brandt", None),
        ("Home | Ports | Tides | Ropes\n\nHarbour to be dredged from April", "", None),
        ("Latest News\n\nHarbour to be dredged from April", "", None),
        ("Press Conferences\n\nHarbour to be dredged from April", "", None),
        ("Ports 24\n\nHarbour to be dredged from April", "", None),
        ("Ilse Brandt\n\nHarbour to be dredged from April\n\nBy Ilse Brandt", "", None),
        ("Tide tables and ropes\n\nHarbour to be dredged from April", "", None),
        ("", "© 2026", None),
    ],
)
def test_the_publisher_is_named_by_the_page_or_not_at_all(
    head: str, tail: str, publisher: str | None
) -> None:
    assert read_text(f"{head}\n\n{BODY}\n\n{tail}").publisher == publisher


def test_an_advertisement_below_the_body_does_not_make_the_page_one() -> None:
    page = read_text(f"Harbour to be dredged from April\n\n{BODY}\n\nSponsored\n\nBuy ropes")
    assert _texts(page) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "box",
    [
        "ADVERTISEMENT: Ropes that never rot. Order by Sunday and save a third of the price.",
        "Promoted — Ropes that never rot are sold at every quay, and cost a third less until Sunday.",
        "[Sponsored] | Ropes that never rot are sold at every quay, and cost a third less until Sunday.",
        "SPONSORED\nRopes that never rot are sold at every quay. Order by Sunday and save a third.",
    ],
)
def test_a_labelled_advertisement_inside_a_page_is_left_out_and_discloses_nothing(box: str) -> None:
    page = read_text(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n{box}\n\n{PARAGRAPHS[2]}")
    assert _texts(page) == list(PARAGRAPHS)
    assert find_disclosures(page.blocks) == ()


def test_a_signature_under_two_hyphens_is_left_out_and_a_paragraph_there_is_not() -> None:
    motto = "Fair winds to all of you! The best ropes are sold at my shop."
    signed = f"{PARAGRAPHS[0]}\n--\n{motto}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"
    divided = f"{PARAGRAPHS[0]}\n\n--\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"
    assert _texts(read_text(signed)) == _texts(read_text(divided)) == list(PARAGRAPHS)


def test_a_label_above_the_headline_speaks_of_the_whole_page() -> None:
    page = read_text(f"Sponsored content\n\nHarbour to be dredged from April\n\n{BODY}")
    assert [notice.kind for notice in find_disclosures(page.blocks)] == [DisclosureKind.SPONSORED]
    assert _texts(page)[1:] == list(PARAGRAPHS)


def test_a_notice_in_the_middle_does_not_end_the_body() -> None:
    notice = "This article was translated by machine."
    page = read_text(f"{PARAGRAPHS[0]}\n\n{notice}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}")
    assert _texts(page) == [PARAGRAPHS[0], notice, *PARAGRAPHS[1:]]


def test_the_one_address_above_the_body_is_the_pages_own_and_two_are_nobodys() -> None:
    one = read_text(f"Harbour to be dredged from April\nhttps://quay.example/dredging\n\n{BODY}")
    two = read_text(f"https://quay.example/a\nhttps://quay.example/b\n\n{BODY}")
    assert (one.url, two.url) == ("https://quay.example/dredging", None)


def test_labelled_fields_at_the_top_are_read_and_are_no_body() -> None:
    page = read_text(
        "Title: Harbour to be dredged\nAuthor: Ilse Brandt and Tom Archer\nPublisher: Quay Weekly\n"
        f"URL: https://quay.example/dredging\nDate: 3 May 2026\n\n{BODY}"
    )
    assert (page.title, page.author) == ("Harbour to be dredged", ("Ilse Brandt", "Tom Archer"))
    assert (page.publisher, page.url) == ("Quay Weekly", "https://quay.example/dredging")
    assert page.published is not None
    assert _texts(page) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\u200b", "***", "Menu\nHome\nLogin", "2026", "?" * 500, "Subject: x"]
)
def test_a_text_without_a_body_has_no_blocks(text: str) -> None:
    assert read_text(text).blocks == ()


def test_words_left_out_and_words_kept_are_all_the_words() -> None:
    text = f"Home\nWorld\n\nHarbour to be dredged from April\n\n{BODY}\n\nTerms"
    assert read_text(text).words_left_out == len(text.split()) - len(BODY.split())


# Laws.

PIECES: Final = (
    *PARAGRAPHS, "Home", "3 May 2026", "By Ilse Brandt", "- item one", "1. Who pays", "", "", "Read more", "10:15",
    "Harbour to be dredged", "> quoted words here", "https://quay.example/a", "* * *", "Why now?", "He agreed.",
    "This article was written by AI.", "The council has to decide on:", "37 comments", "Sponsored",
    "東京で会談が行われた。",
    "SEOUL, May 19 (Northern Wire) — Ministers met.", ">", "> he said so.", "By", "and so it went on",
    "© 2026 Quay Weekly", "“All quiet.”",
)  # fmt: skip


def _in_a_row(texts: list[str], folded: str) -> bool:
    """Whether the texts stand in ``folded`` one after another."""
    place = 0
    for text in texts:
        place = folded.find(text, place)
        if place < 0:
            return False
        place += len(text)
    return True


@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join)))
def test_any_text_gives_a_page_whose_words_stand_in_it_in_order(text: str) -> None:
    page = read_text(text)
    assert _in_a_row([block.marker + block.text for block in page.blocks], " ".join(text.split()))
    assert page.words_left_out >= 0
    assert all(block.text == " ".join(block.text.split()) != "" for block in page.blocks)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_notices_are_found_again_among_the_blocks_that_are_kept(pieces: list[str]) -> None:
    page = read_text("\n".join(pieces))
    for notice in find_disclosures(page.blocks):
        assert 0 <= notice.first <= notice.last < len(page.blocks)


# Speed.


def _seconds(text: str) -> float:
    start = time.perf_counter()
    read_text(text)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "line",
    ["Item {0}", "{0} May 2026", "Headline number {0}\nThe town has had rain since {0} in the morning.", "- item {0}",
     "He agreed to {0}.", "By Ilse Brandt", "https://quay.example/{0}", "Name {0}:", "Why {0}?"],
)  # fmt: skip
def test_four_times_the_lines_take_not_sixteen_times_as_long(line: str) -> None:
    few, many = ("\n\n".join(line.format(number % 977) for number in range(count)) for count in (2500, 10000))
    assert min(_seconds(many) for _ in range(2)) < 12 * max(min(_seconds(few) for _ in range(2)), 0.02)


@pytest.mark.parametrize(
    "text", ["x" * 10**6, "“" * 10**6, "a " * 10**6, "(" * 10**6, ". " * 10**6, "1." * 10**6]
)
def test_one_endless_line_takes_no_time(text: str) -> None:
    assert _seconds(text) < 5


def test_an_ordinary_page_takes_milliseconds() -> None:
    text = "\n\n".join([*PARAGRAPHS] * 12)
    _seconds(text)
    assert min(_seconds(text) for _ in range(5)) < 0.05
