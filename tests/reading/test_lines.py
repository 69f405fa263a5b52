"""Logical lines: wrapped paragraphs are joined, and what stands on lines of its own stays there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.lines import read_lines


def _texts(text: str) -> list[str]:
    return [line.text for line in read_lines(text)]


WRAPPED = """The port authority of Ellery will begin to dredge the outer channel in
the second week of April, two months later than it had promised to the
shipping lines.
   The delay was explained to us by the harbour master this morning, and
confirmed in a short letter which reached us in the course of the day."""


def test_a_wrapped_paragraph_is_one_line_and_an_indent_begins_the_next() -> None:
    first, second = _texts(WRAPPED)
    assert first.endswith("promised to the shipping lines.")
    assert second.startswith("The delay was explained")


def test_items_of_a_wrapped_list_keep_their_second_lines_and_give_up_their_markers() -> None:
    lines = read_lines(
        WRAPPED
        + "\n\n- the channel will be closed at night for six weeks, and pilots will\n"
        + "  bring ships in by daylight only;\n2. no fee will be raised.\n(a) none at all"
    )
    assert [(line.marker, line.text[:12]) for line in lines[2:]] == [
        ("- ", "the channel "),
        ("2. ", "no fee will "),
        ("(a) ", "none at all"),
    ]


def test_one_paragraph_per_line_is_the_other_way_and_menus_are_never_joined() -> None:
    text = f"{'A long paragraph that is not wrapped at all. ' * 5}\n{'Another one like it. ' * 9}\nHome\nWorld\nSport"
    assert len(_texts(text)) == 5


def test_lists_of_headlines_of_like_length_are_not_taken_for_a_wrapped_text() -> None:
    heads = [
        f"Ferry Company Number {number} Orders Two Electric Ships for the Sound" for number in range(10, 22)
    ]
    assert _texts("\n".join(heads)) == heads


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The ministry of\nForeign Affairs\nsaid so on Tuesday after the meeting.", 1),
        ("The delegates came from the\nForeign Ministry in Seoul\nand stayed for the whole of the week.", 1),
        ("Lay a pipe between the two lakes\nreplace the pumps at the mill", 1),
        ("lay a pipe between the two lakes\nreplace the pumps at the mill", 2),
        ("The ferry is going to run again\nby ANA SILVA", 2),
        ("The ferry is going to run again\nquarry77", 2),
        ("* * *\nand so on it went for the whole of the day", 2),
        ("19. Mai 2026, 18:40 Uhr", 1),
    ],
)
def test_a_sentence_broken_around_a_link_is_joined_and_lists_are_not(text: str, lines: int) -> None:
    assert len(_texts(text)) == lines


def test_a_label_begins_a_line_of_its_own_in_a_wrapped_text() -> None:
    header = "From: Ilse Brandt <ilse.brandt@portwatch.example> in the name of the desk\nDate: Wed, 4 March 2026\n\n"
    assert _texts(header + WRAPPED)[1] == "Date: Wed, 4 March 2026"


def test_a_short_line_behind_a_full_one_that_ends_is_no_part_of_it() -> None:
    assert _texts(WRAPPED + "\nReply\nQuote")[-2:] == ["Reply", "Quote"]


def test_quoted_lines_lose_their_sign_and_are_never_joined() -> None:
    lines = read_lines("> > a line that somebody had written long before\n> another line of theirs")
    assert [(line.quoted, line.text[:9]) for line in lines] == [(True, "a line th"), (True, "another l")]


def test_the_sign_of_a_heading_is_no_word_of_it() -> None:
    assert _texts("# Weir to be opened\n\n#weir is no heading") == [
        "Weir to be opened",
        "#weir is no heading",
    ]


def test_lines_between_blank_lines_share_their_group() -> None:
    groups = [line.group for line in read_lines("a b\nc d\n\n\ne f\n \ng h")]
    assert [before == after for before, after in pairwise(groups)] == [True, False, False]


def test_a_wrapped_text_in_a_script_without_case_is_joined() -> None:
    text = (
        "한국과 일본의 정상은 나라에서 만나 양국 관계를 미래 지향적으로 발전시키기로 하고 실무\n"
        "협의를 시작하기로 했다고 밝혔다."
    )
    assert len(_texts("\n\n".join([text] * 3))) == 3


WRAPPED_AT_SIGNS = """The council of the lower town heard on Thursday that the tram depot has room
for 40 trams, while the line to the hospital alone will need a fleet of
52, and that the second hall of the depot would cost the council more than
3.6 million crowns, which the mayor called a sum that nobody had foreseen
- the plans were drawn up in 2017 - when the line was voted on by the town in
June. Work on the hall will begin when the loan is signed, at the latest in
4. The council did not vote."""


def test_a_wrapped_line_that_begins_with_a_number_or_a_dash_is_no_item_and_no_paragraph() -> None:
    (line,) = read_lines(WRAPPED_AT_SIGNS)
    assert (line.text, line.marker) == (" ".join(WRAPPED_AT_SIGNS.split()), "")


def test_a_short_wrapped_line_goes_on_with_a_quantity() -> None:
    text = (
        WRAPPED + "\n\nThe pilots of the port asked for\n2.5 crowns more for every ship that they bring in."
    )
    assert _texts(text)[-1].startswith("The pilots of the port asked for 2.5 crowns")


def test_a_headline_does_not_go_on_with_a_count_or_a_date_below_it() -> None:
    text = WRAPPED + "\n\nHarbour to be dredged from the second week of April\n14 comments"
    assert _texts(text)[-1] == "14 comments"
    assert _texts(WRAPPED + "\n\nHarbour to be dredged in spring\n14 April 2026")[-1] == "14 April 2026"


def test_a_paragraph_wrapped_at_a_column_of_its_own_is_joined_at_capitals_too() -> None:
    narrow = (
        "The chairman of the pilots, Anders\nLindqvist, had asked the minister,\nKerstin Holm, to come to the\n"
        "harbour and see the state of it."
    ).replace("\n", " on the day\n")
    long = "The channel is closed. " * 9
    assert len(_texts(f"{long}\n{long}\n\n{narrow}\n\n{long}\n{long}")) == 5


def test_the_items_of_a_list_keep_their_markers_behind_a_full_line() -> None:
    text = WRAPPED.replace("the day.", "the day, and so did the others") + "\n- the pilots\n- the tug masters"
    assert [line.marker for line in read_lines(text)[-2:]] == ["- ", "- "]


@given(st.text(max_size=300))
def test_every_line_stands_in_the_text_in_a_row(text: str) -> None:
    folded = " ".join(text.split())
    for line in read_lines(text):
        assert line.text in folded
        assert line.marker.strip() in folded
