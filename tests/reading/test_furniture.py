"""Furniture: cycles are found by their shape, and the body is the stretch that weighs most."""

from typing import Final

import pytest

from briefs.reading.cycles import Cycle, Weave, find_cycles, repeated_marks
from briefs.reading.furniture import Body, Survey, find_body, survey
from briefs.reading.headline import find_headline
from briefs.reading.lines import read_lines
from briefs.reading.shapes import Form

HEADS: Final = (
    "Ferry company orders two boats",
    "Old cinema becomes a market",
    "Harbour swim draws a crowd",
    "Bakers meet",
)
LEAD: Final = (
    "The water board of the upper valley has agreed to open the second weir in the autumn. Farmers below the weir "
    "had asked for two more weeks, and they were given one."
)
NEXT: Final = (
    "The weir was built in 1931 to drive a mill that no longer stands. Fish have not passed it since, and the "
    "anglers of the valley have asked for a gap in the weir for forty years."
)
LAST: Final = (
    "The board will look at the water of the valley again in May. It did not say what it expects to see."
)
ARTICLE: Final = f"{LEAD}\n\n{NEXT}\n\n{LAST}"
EMPTY: Final = (
    "Nothing yet. Your articles, together with all the notes that you have made on them over the years, will "
    "appear in this place as soon as you save the first one."
)
COMMENT: Final = (
    "I have fished below that weir since I was a boy, and there is nothing to catch. Open it, and be done."
)


def _page(text: str) -> Survey:
    return survey(read_lines(text))


def _cycles(text: str) -> list[tuple[str, str, Weave]]:
    """The first and last line and the weave of each cycle."""
    page = _page(text)
    return [
        (page.lines[cycle.start].text, page.lines[cycle.end - 1].text, cycle.weave)
        for cycle in find_cycles(page.shapes)
    ]


def _body(text: str) -> tuple[str, str] | None:
    """The first and last line of the body."""
    page = _page(text)
    body = find_body(page)
    return (page.lines[body.first].text, page.lines[body.last].text) if body else None


def _entries(pattern: str, count: int = 4) -> str:
    return "\n".join(
        pattern.format(head=HEADS[number % 4], number=number + 11, name=f"{'abcdefgh'[number]}nna")
        for number in range(count)
    )


TEASER: Final = "Nine hundred swimmers have entered number {number} of the race."


@pytest.mark.parametrize(
    "pattern",
    [
        "{head}\n{number} May 2026\n" + TEASER + "\nGo on",
        "{head}\n{number} May 2026\n" + TEASER,
        "{number} May 2026\n{head}\n" + TEASER,
        "{head}\n" + TEASER + "\nGo on",
        "{head}\n{number} hours ago",
        "{head}\n{number} May 2026",
    ],
)
def test_a_list_of_other_pages_is_one_cycle_from_its_first_line_to_its_last(pattern: str) -> None:
    listed = _entries(pattern)
    first, last = listed.split("\n")[0], listed.split("\n")[-1]
    assert _cycles(f"{ARTICLE}\n\nMore news\n\n{listed}") == [(first, last, Weave.TEASERS)]


def test_headlines_with_one_sentence_each_are_pairs() -> None:
    listed = _entries("{head}\n" + TEASER)
    assert [weave for _, _, weave in _cycles(f"{ARTICLE}\n\nMore news\n\n{listed}")] == [Weave.PAIRS]


def test_headings_with_paragraphs_under_them_are_no_cycle() -> None:
    body = "\n\n".join(
        f"{heading}\n\n{LEAD}" for heading in ("The weir", "The farmers", "The fish", "The mill")
    )
    assert _cycles(body) == []


def test_a_line_that_comes_again_between_paragraphs_is_no_cycle() -> None:
    assert (
        _cycles(f"{LEAD}\n\nAdvertisement\n\n{NEXT}\n\nAdvertisement\n\n{LAST}\n\nAdvertisement\n\n{LEAD}")
        == []
    )


def test_comments_are_entries_beside_an_article_and_the_body_where_there_is_none() -> None:
    thread = _entries("{name}\n{number} hours ago\n" + f"{COMMENT} {COMMENT}" + "\nLike\nReply")
    assert [weave for _, _, weave in _cycles(f"{ARTICLE}\n\n{thread}")] == [Weave.ENTRIES]
    assert _body(f"{ARTICLE}\n\n{thread}") == (LEAD, LAST)
    assert _body(thread) == (f"{COMMENT} {COMMENT}", f"{COMMENT} {COMMENT}")


def test_reports_under_times_of_day_and_a_chronicle_under_dates_are_a_body() -> None:
    live = "\n".join(f"1{hour}:30\n{LEAD}" for hour in range(5))
    years = "\n".join(
        f"{day} May 2026\nThe board met for the {day}th time and agreed on the weir." for day in range(11, 16)
    )
    assert [weave for _, _, weave in _cycles(live)] == [Weave.CLOCK]
    assert _body(live) == (LEAD, LEAD)
    assert _body(years) is not None


def test_the_date_of_an_article_is_no_part_of_a_list_that_writes_dates_alike() -> None:
    listed = _entries("{head}\n{number} May 2026\n" + TEASER)
    above = _cycles(f"Weir to be opened\n9 May 2026\n{ARTICLE}\n\nMore\n\n{listed}")
    below = _cycles(f"{listed}\n\nWeir to be opened at last\n19 May 2026\n{ARTICLE}")
    assert above[0][0] == "Ferry company orders two boats"
    assert below[0][1] == TEASER.format(number=14)


def test_two_traces_of_one_list_are_one_cycle() -> None:
    page = _page(_entries("{head}\n{number} May 2026\n" + TEASER + "\nGo on"))
    assert find_cycles(page.shapes) == (Cycle(start=0, end=16, weave=Weave.TEASERS),)


def test_a_short_line_is_known_again_whatever_its_digits() -> None:
    page = _page("Advertisement 1\n\nAdvertisement 2\n\nAdvertisement 3\n\n10:15\n\n11:20\n\n12:25")
    assert repeated_marks(page.shapes) == {"key advertisement 9", "time"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (LEAD, Form.PROSE),
        ("He agreed.", Form.SENTENCE),
        ("Weir to be opened", Form.LINE),
        ("Weir to Be Opened in the U.S.", Form.LINE),
        ("Mr Kim, 22, from Leeds.", Form.SENTENCE),
        ("The board names three conditions:", Form.SENTENCE),
        ("19 May 2026, 10:15", Form.DATED),
        ("May 2026", Form.DATED),
        ("10:15 p.m.", Form.DATED),
        ("37 comments", Form.METER),
        ("1.2k", Form.METER),
        ("https://a.example/b", Form.LINK),
        ("desk@a.example", Form.LINK),
        ("By Jane Doe", Form.BYLINE),
        ("© 2026 Quay Weekly. All rights reserved.", Form.LINE),
        ("* * *", Form.RULE),
        ("회의는 다음 달에 열린다고 정부 관계자가 밝혔다.", Form.PROSE),
    ],
)
def test_a_line_has_one_form(text: str, form: Form) -> None:
    assert _page(text).shapes[0].form is form


def test_a_box_before_the_headline_and_a_list_behind_the_end_are_outside() -> None:
    box = "Search\n\nOur letter\n\nTwice a week, with tips and the odd recipe.\n\nNo junk, promised!"
    listed = _entries("{head}\n{number} May 2026\n" + TEASER + "\nGo on")
    assert _body(f"{box}\n\nWeir to be opened\n\nWeir to be opened\n\n{ARTICLE}\n\n{listed}") == (LEAD, LAST)


def test_a_headline_printed_twice_ends_what_stands_before_it() -> None:
    before = f"{NEXT}\n\nWeir to be opened\n\nWeir to be opened"
    assert _body(f"{before}\n\n{LEAD}\n\n{LAST}\n\n{LEAD[:60]} and so on, they said.") == (
        LEAD,
        f"{LEAD[:60]} and so on, they said.",
    )


def test_an_edge_that_speaks_of_other_things_is_cut_off() -> None:
    notice = (
        "Our partners store cookies on your device, and you can change your choices in the settings menu whenever "
        "you please. Some of them measure which advertisements you see; others do it without any permission."
    )
    appeal = (
        "Quality journalism costs money: become a member today, enjoy unlimited access to your favourite authors "
        "and cancel whenever you like."
    )
    long = f"{LEAD}\n\n{NEXT}\n\n{LEAD} {NEXT}\n\n{LAST}"
    assert _body(f"{notice}\n\nAccept\n\n{long}\n\nBecome a member\n\n{appeal}") == (LEAD, LAST)


def test_closing_paragraphs_behind_a_heading_are_kept_together() -> None:
    closing = "The board meets the anglers in May.\n\nIt stays shut."
    assert _body(f"{ARTICLE}\n\nWhat comes next\n\n{closing}\n\nHome") == (LEAD, "It stays shut.")


@pytest.mark.parametrize(
    "text",
    [
        "Menu\n\nSign in\n\nPlease enter your name, and we will send you a new password by mail.",
        "Home\n\nNothing here.\n\nTerms",
        f"Saved\n\n{EMPTY}",
        _entries("{head}\n{number} May 2026\n" + TEASER + "\nGo on"),
        _entries("{head}\n" + TEASER, 8),
        "Home\nWorld\nSport",
        "",
    ],
)
def test_a_page_of_menus_forms_and_teasers_has_no_body(text: str) -> None:
    assert _body(text) is None


def test_a_lone_short_note_is_a_body() -> None:
    assert _body("The meeting is off.") == ("The meeting is off.", "The meeting is off.")


def test_the_headline_is_the_line_that_speaks_of_the_body_and_no_text_without_one_gets_one() -> None:
    page = _page(
        f"Quay Weekly\n\nLocal\n\nWater board opens the second weir\n\nA gap for the fish\n\n{ARTICLE}"
    )
    bare = _page(ARTICLE)
    found = find_headline(page, Body(first=4, last=6))
    assert found.place is not None
    assert page.lines[found.place].text == "Water board opens the second weir"
    assert find_headline(bare, Body(first=0, last=2)).place is None


def test_first_lines_without_an_end_are_decks_where_all_others_end() -> None:
    deck = (
        "the board has agreed on the weir after forty years, and the anglers of the valley can hardly believe what "
        "they have read in the papers"
    )
    page = _page(f"Water board opens the second weir\n\n{deck}\n\n{ARTICLE}")
    body = find_body(page)
    assert body is not None
    assert page.lines[find_headline(page, body).body.first].text == LEAD
