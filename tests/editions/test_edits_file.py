"""The file of edits: what is written is read back, and every mistake is told at once with its line."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.review.edits_file import Line, Mark, Part, Place, Remarked, Sheet, Wish, to_text
from briefs.editions.review.edits_reader import wishes_in
from briefs.model import DocumentId

PAPER = DocumentId(f"sha256:{'ab' * 32}")
OTHER = DocumentId(f"sha256:{'cd' * 32}")


def line(
    mark: str,
    start: int,
    words: str,
    number: str | None = None,
    *,
    bracket: str = "",
    comments: tuple[Remarked, ...] = (),
) -> Line:
    place = Place(PAPER, start, start + len(words))
    return Line(mark=Mark(mark), place=place, words=words, id=number, bracket=bracket, comments=comments)


SHEET = Sheet(
    edition="2026-W21",
    revision=0,
    base="0123456789ab",
    title="Islands",
    parts=(
        Part(
            theme="mine",
            title="The mine",
            comments=(Remarked(author="Bo", text="All of one paper."),),
            lines=(
                line("=", 0, "Divers found three.", "1.1", comments=(Remarked(author="Ada", text="When?"),)),
                line("+", 30, "He said so.", "1.2", bracket="Ada Weaver"),
                line("-", 60, "It was closed."),
                line("?", 90, "They were tired."),
            ),
        ),
        Part(theme="ferry", title="The ferry", lines=(line("=", 200, "Fares rose.", "2.1"),)),
    ),
)
WRITTEN = to_text(SHEET)


def read(text: str, actor: str = "Ada") -> tuple[tuple[Wish, ...], list[str]]:
    wishes, mistakes = wishes_in(text, SHEET, actor)
    return wishes, [str(mistake) for mistake in mistakes]


def wrong(old: str, new: str, actor: str = "Ada") -> list[str]:
    """What is wrong in the file once something in it is changed."""
    assert old in WRITTEN
    return read(WRITTEN.replace(old, new, 1), actor)[1]


def line_of(start: str) -> int:
    return next(number for number, text in enumerate(WRITTEN.splitlines(), 1) if text.startswith(start))


def test_what_is_written_is_read_back_as_it_is() -> None:
    wishes, mistakes = read(WRITTEN)
    assert mistakes == []
    assert [(it.theme, it.mark, it.place, it.bracket) for it in wishes if it.mark] == [
        (part.theme, line.mark, line.place, line.bracket) for part in SHEET.parts for line in part.lines
    ]
    assert [comment for it in wishes for _, comment in it.comments] == [
        Remarked(author="Bo", text="All of one paper."),
        Remarked(author="Ada", text="When?"),
    ]


def test_each_line_says_what_it_is_where_it_stands_and_its_words() -> None:
    assert "= 1.1 abababababab:0-19 Divers found three.\n> (Ada) When?" in WRITTEN
    assert "+ 1.2 abababababab:30-41 He said so.\n[Ada Weaver]" in WRITTEN
    assert "\n? abababababab:90-106 They were tired." in WRITTEN


def test_white_space_line_ends_and_a_byte_order_mark_of_an_editor_change_nothing() -> None:
    assert read("\ufeff" + WRITTEN.replace("\n", "\r\n").replace("= 1.1", "  = 1.1")) == read(WRITTEN)


def test_a_changed_word_is_refused_and_shown_beside_the_source() -> None:
    (message,) = wrong("Divers found three.", "Divers found four.")
    assert message == (
        f"line {line_of('= 1.1')}: statements are verbatim; write a comment instead. "
        "Here: “Divers found four.”, in the source: “Divers found three.”"
    )


def test_a_statement_that_is_gone_is_missed() -> None:
    (message,) = wrong("= 2.1 abababababab:200-211 Fares rose.\n", "")
    assert message == (
        f"line {line_of('== ferry')}: statement 2.1 of == ferry is missing; put it back below this line, "
        "with - before it to leave it out"
    )


def test_a_statement_that_is_gone_is_missed_at_the_line_after_which_it_stood() -> None:
    (message,) = wrong("- abababababab:60-74 It was closed.\n", "")
    assert message.startswith(f"line {line_of('[Ada Weaver]')}: “It was closed.…” of == mine is missing")
    (message,) = wrong("= 1.1 abababababab:0-19 Divers found three.\n> (Ada) When?\n", "")
    assert message.startswith(f"line {line_of('> (Bo)')}: statement 1.1 of == mine is missing")


def test_statements_that_are_gone_from_one_place_are_one_mistake() -> None:
    first, last = WRITTEN.index("= 1.1"), WRITTEN.index("? abab")
    (message,) = read(WRITTEN[:first] + WRITTEN[last:])[1]
    assert message == (
        f"line {line_of('> (Bo)')}: statement 1.1, statement 1.2 and “It was closed.…” of == mine are missing; "
        "put them back below this line, with - before each to leave it out"
    )


def test_a_file_without_its_first_line_is_one_mistake() -> None:
    (message,) = read(WRITTEN.partition("\n")[2])[1]
    assert message.endswith("the file does not begin as it was written; write it again: briefs edit 2026-W21")


def test_a_wrong_heading_is_one_mistake_and_nothing_below_it_is_taken_for_wanted() -> None:
    wishes, messages = read(WRITTEN.replace("== mine", "== mien"))
    assert messages == [f"line {line_of('== mine')}: no section is “mien”; there are ferry, mine"]
    assert [wish.place.start for wish in wishes if wish.place] == [200]


def test_what_is_wrong_with_a_sentence_below_a_wrong_heading_is_told_too() -> None:
    messages = read(WRITTEN.replace("== mine", "== mien").replace("three.", "four."))[1]
    assert [message.partition(": ")[2][:24] for message in messages] == [
        "no section is “mien”; th",
        "statements are verbatim;",
    ]


def test_a_heading_that_is_gone_is_one_mistake_at_the_first_line_that_lacks_it() -> None:
    below = "= 2.1 abababababab:200-211 Fares rose.\n"
    more = (line("=", 300, "They fell.", "2.2"), line("+", 400, "They rose again.", "2.3"))
    ferry = replace(SHEET.parts[1], lines=(*SHEET.parts[1].lines, *more))
    sheet = replace(SHEET, parts=(SHEET.parts[0], ferry))
    text = to_text(sheet).replace("== ferry The ferry\n", "")
    (mistake,) = wishes_in(text, sheet, "Ada")[1]
    assert mistake.line == text[: text.index(below)].count("\n") + 1
    assert mistake.message == "the heading == ferry is missing above this line; put it back"


def test_a_pin_does_not_change_its_section_because_its_heading_is_gone() -> None:
    part = Part(theme="b", title="B", lines=(line("+", 300, "They slept.", "2.1"),))
    sheet = replace(SHEET, parts=(SHEET.parts[0], part))
    assert len(wishes_in(to_text(sheet).replace("== b B\n", ""), sheet, "Ada")[1]) == 1


def test_a_statement_below_another_heading_is_told_where_it_belongs() -> None:
    text = WRITTEN.replace("= 2.1 abababababab:200-211 Fares rose.\n", "")
    moved = text.replace("= 1.1", "= 2.1 abababababab:200-211 Fares rose.\n= 1.1")
    (message,) = read(moved)[1]
    assert message.endswith("belongs under == ferry; to print it here, put + before it")
    assert read(moved.replace("= 2.1", "+ 2.1"))[1] == []


def test_a_line_that_cannot_be_read_is_not_missed_besides() -> None:
    for old, new in ((":200-211", ":200-212"), ("= 2.1", "2.1"), ("= 1.1", "oh 1.1"), ("+ 1.2", "1.2")):
        assert len(wrong(old, new)) == 1, new


def test_a_sentence_that_came_near_may_go() -> None:
    assert wrong("? abababababab:90-106 They were tired.\n", "") == []


def test_what_cannot_be_done_is_said_with_what_can() -> None:
    assert "was chosen: put - before it" in wrong("= 1.1", "? 1.1")[0]
    assert "was not chosen: put + before it" in wrong("? ab", "= ab")[0]
    assert "leave + before it, or put ?" in wrong("+ 1.2", "= 1.2")[0]
    assert "no section is “fery”; there are ferry, mine" in wrong("== ferry", "== fery")[0]
    assert "is no line of this file" in wrong("= 1.1", "1.1")[0]
    assert "has another place than it was written with" in wrong(":200-211", ":200-212")[0]
    assert "this is not" in wrong("They were tired.\n", "They were tired.\n> Why?\n")[0]
    assert "brackets stand right below a line that begins with +" in wrong("three.\n", "three.\n[who]\n")[0]
    assert "brackets hold words" in wrong("[Ada Weaver]", "[]")[0]
    assert (
        "is decided on twice"
        in wrong("Fares rose.\n", "Fares rose.\n- abababababab:200-211 Fares rose.\n")[0]
    )


def test_every_mistake_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = WRITTEN.replace("three.", "four.").replace("= 2.1", "oh 2.1").replace("[Ada Weaver]", "[]")
    messages = read(text)[1]
    numbers = [int(message.split()[1].rstrip(":")) for message in messages]
    assert len(messages) == 3
    assert numbers == sorted(numbers)


def test_a_file_of_another_edition_or_of_an_earlier_time_is_refused() -> None:
    assert "the file is of 2026-W20 revision 0" in wrong("edition 2026-W21", "edition 2026-W20")[0]
    assert "was edited since this file was written" in wrong("0123456789ab", "ba9876543210")[0]
    assert "does not begin as it was written" in wrong("edition 2026-W21", "Edition 2026-W21")[0]
    assert read("")[1] == ["line 1: the file is empty"]


def test_a_comment_goes_on_over_lines_and_a_name_begins_another() -> None:
    wishes, mistakes = read(WRITTEN.replace("Fares rose.\n", "Fares rose.\n> By how\n> much?\n> (Bo) Ten.\n"))
    assert mistakes == []
    assert [it for _, it in wishes[-1].comments] == [
        Remarked(author="Ada", text="By how much?"),
        Remarked(author="Bo", text="Ten."),
    ]


def test_a_sentence_is_wanted_by_its_first_words() -> None:
    wishes, mistakes = read(f"{WRITTEN}+ “Crews of” from seeds/a b.txt\n[of the ferry]\n")
    assert mistakes == []
    assert (wishes[-1].opening, wishes[-1].source, wishes[-1].bracket) == (
        "Crews of",
        "seeds/a b.txt",
        "of the ferry",
    )


def test_one_sentence_may_have_come_near_in_two_sections() -> None:
    near = line("?", 90, "They were tired.")
    both = Sheet(
        edition="2026-W21",
        revision=0,
        base="0123456789ab",
        title="Islands",
        parts=(Part(theme="a", title="A", lines=(near,)), Part(theme="b", title="B", lines=(near,))),
    )
    assert wishes_in(to_text(both), both, "Ada")[1] == ()


PRINTED = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60)


@given(PRINTED, st.sampled_from("=-+?"), PRINTED)
def test_whatever_a_source_says_is_read_back_unchanged(words: str, mark: str, comment: str) -> None:
    words, comment = " ".join(words.split()), " ".join(comment.split())
    if not words or not comment:
        return
    remarks = (Remarked(author="Ada", text=comment),) if mark in "=+" else ()
    one = Line(mark=Mark(mark), place=Place(OTHER, 5, 9), words=words, comments=remarks)
    sheet = Sheet(
        edition="x", revision=1, base="0" * 12, title="", parts=(Part(theme="t", title="T", lines=(one,)),)
    )
    wishes, mistakes = wishes_in(to_text(sheet), sheet, "Bo")
    assert mistakes == ()
    assert (wishes[-1].mark, wishes[-1].place) == (one.mark, one.place)
    assert [it for _, it in wishes[-1].comments] == list(remarks)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    wishes, mistakes = wishes_in(WRITTEN.replace("Fares", text), SHEET, "Ada")
    assert mistakes or wishes
