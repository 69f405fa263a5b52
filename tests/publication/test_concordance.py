"""Words are found on pages over lines, hyphens and ligatures, and only where every letter is theirs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.publication.concordance import Concordance, folded
from briefs.publication.lettering import Leaf


def pages(*bodies: str) -> Concordance:
    return Concordance([Leaf(body=body, running="") for body in bodies])


@pytest.mark.parametrize(
    "printed",
    [
        "The harbour talks will resume on Friday.",
        "The harbour\ntalks will resume\non Friday.",
        "The harbour talks will re-\nsume on Friday.",
        "Theharbourtalks willresumeonFriday.",
        "The harbour talks will resume on Friday.\u20605",
    ],
)
def test_words_are_found_however_their_lines_are_broken(printed: str) -> None:
    assert pages("Nothing here", printed).pages(["The harbour talks will resume on Friday."]) == (2,)


@pytest.mark.parametrize(
    "printed",
    [
        "The harbour talks will resume on Monday.",
        "The harbour talks will re-sume on Friday.",
        "The harbour talks will resume on friday.",
        "The harbour talks resume on Friday.",
        "The harbour talks will resume on Friday",
    ],
)
def test_other_words_are_not(printed: str) -> None:
    assert pages(printed).pages(["The harbour talks will resume on Friday."]) == ()


def test_a_hyphen_of_the_word_may_stand_at_the_end_of_a_line() -> None:
    assert pages("the supply-\nchain accord").pages(["the supply-chain accord"]) == (1,)
    assert pages("the supply-chain accord").pages(["the supplychain accord"]) == ()
    assert pages("the supplychain accord").pages(["the supply-chain accord"]) == ()


def test_ligatures_are_their_letters() -> None:
    assert pages("an of\ufb01ce and a \ufb02eet").pages(["an office and a fleet"]) == (1,)


def test_words_may_run_on_to_the_next_page() -> None:
    assert pages("They met in Andong and", "agreed to meet again.").pages(
        ["in Andong and agreed to meet"]
    ) == (1,)


def test_parts_are_found_one_after_the_other() -> None:
    printed = pages("They will discuss:\n– trade\n– the strait")
    assert printed.pages(["They will discuss:", "trade", "the strait"]) == (1,)
    assert printed.pages(["They will discuss:", "the strait", "trade"]) == ()


def test_the_number_behind_words_is_that_up_to_the_next_space() -> None:
    printed = pages("They met in Nara.12\n19 May 2026")
    assert [one.mark for one in printed.occurrences(["They met in Nara."])] == [12]
    assert [one.mark for one in pages("They met in Nara.").occurrences(["They met in Nara."])] == [None]


def test_what_is_no_extract_is_told_with_its_spaces() -> None:
    printed = pages("Key points\nThey met in Nara.1\nThe step-by-step plan")
    taken = printed.occurrences(["They met in Nara."])
    assert printed.gaps(taken) == ("Key points", "1 The step-by-step plan")


def test_what_is_printed_otherwise_is_shown_beside_what_should_be() -> None:
    printed = pages("They met in the old capital of Nara on Monday.")
    assert printed.nearest("They met in the old capital of Nara on Friday.").endswith("on Monday.")
    assert printed.nearest("Nobody said anything of the kind.") == ""


@settings(max_examples=40)
@given(st.text(), st.text(), st.text(alphabet=" \n\t\u2060\u00ad"))
def test_what_cannot_be_seen_does_not_count(before: str, after: str, unseen: str) -> None:
    assert folded(f"{before}{unseen}{after}") == folded(before + after)


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abcde-\n ", min_size=1), min_size=1, max_size=4), st.data())
def test_whatever_stands_on_a_page_is_found_on_it(bodies: list[str], data: st.DataObject) -> None:
    page = data.draw(st.integers(0, len(bodies) - 1))
    words = bodies[page]
    if folded(words).strip("-"):
        assert page + 1 in pages(*bodies).pages([words])
