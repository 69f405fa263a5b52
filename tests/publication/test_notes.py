"""What the page says of a source beyond its entry: only what is known, and in few words."""

from dataclasses import replace

import pytest

from briefs.model import Credit, Reference, Reliability
from briefs.publication.notes import grade_of, notes_on, standing_of
from tests.publication.material import sample


def notes(reference: Reference) -> dict[str, list[str]]:
    """The labels, with their items."""
    given = notes_on(reference, sample())
    return {note.label: [item.text for item in note.items] for note in given}


def test_a_source_of_which_nothing_more_is_known_has_no_notes() -> None:
    plain = sample().references[2]
    assert (notes(plain), standing_of(plain), grade_of(plain)) == ({}, None, None)


def test_its_standing_is_what_the_house_says_of_it() -> None:
    first = sample().references[0]
    assert standing_of(first) == "privately owned, close to the ferry companies · KR"
    assert standing_of(replace(first, descriptor=None)) == "KR"


@pytest.mark.parametrize(
    ("reliability", "credibility", "grade"),
    [("B", 2, "B2"), ("B", 6, "B6"), ("F", 2, "F2"), ("F", 6, None)],
)
def test_its_grade_is_letter_and_digit_and_none_where_neither_is_assessed(
    reliability: str, credibility: int, grade: str | None
) -> None:
    given = replace(sample().references[2], reliability=Reliability(reliability), credibility=credibility)
    assert grade_of(given) == grade


def test_a_reprint_names_its_origin_and_leaves_the_others_to_the_tree() -> None:
    ninth = notes_on(sample().references[8], sample())

    assert notes(sample().references[8]) == {
        "Text credited to": ["Strait Wire"],
        "Reprint of": ["The Haeju Courier"],
    }
    assert [item.anchor for note in ninth if note.label == "Reprint of" for item in note.items] == ["r1"]


def test_a_reprint_whose_origin_is_not_cited_leads_to_the_tree_of_its_story() -> None:
    brief = sample()
    without = replace(brief, references=brief.references[1:])
    (reprint,) = (note for note in notes_on(brief.references[8], without) if note.label == "Reprint of")
    assert [item.anchor for item in reprint.items] == ["prints-9"]


def test_whom_a_source_credits_is_named_once() -> None:
    credited = (Credit(agency="Yonhap", exact="(Yonhap)"), Credit(agency="Yonhap", exact="Yonhap News"))
    given = replace(sample().references[2], credits=credited, agency="Yonhap")

    assert notes(given) == {"Text credited to": ["Yonhap"]}


def test_what_is_in_doubt_is_said() -> None:
    assert notes(sample().references[1]) == {
        "In doubt": ["its page says Friday, 21 May 2026, which was a Thursday"]
    }
