"""What the page says of a source beyond its entry: only what is known, and in few words."""

from dataclasses import replace

from briefs.model import Brief, CopySignal, Credit, DocumentId, Print, Reference, Reliability
from briefs.publication.notes import PRINTS_SHOWN, notes_on
from tests.publication.material import sample


def notes(reference: Reference, brief: Brief | None = None) -> dict[str, list[str]]:
    """The labels, with their items and what is said of each."""
    given = notes_on(reference, brief or sample())
    return {
        note.label: [f"{item.text}{f' ({item.how})' if item.how else ''}" for item in note.items]
        for note in given
    }


def carried(place: int, signal: CopySignal, share: float) -> Print:
    given = sample().references[0]
    return Print(
        document=DocumentId(f"sha256:{place:064}"), path=f"seeds/{place}.txt", url=None, title=None,
        publisher=f"Outlet {place}", published=None, language="en", credits=(), of=given.document,
        signal=signal, share=share,
    )  # fmt: skip


def test_a_source_of_which_nothing_more_is_known_has_no_notes() -> None:
    assert notes(sample().references[2]) == {}


def test_an_origin_lists_who_else_carries_it_and_how() -> None:
    assert notes(sample().references[0]) == {
        "Standing": ["privately owned, close to the ferry companies · KR · reliability B (Admiralty)"],
        "Text credited to": ["Strait Wire"],
        "Also carried by": [
            "Inland Post (same text)",
            "椿新聞 (near copy, credit: Strait Wire)",
            "Coastal Gazette (retold)",
            "Evening Pilot (with words of its own)",
        ],
    }


def test_a_reprint_names_its_origin_and_leaves_the_others_to_it() -> None:
    ninth = notes_on(sample().references[8], sample())

    assert notes(sample().references[8]) == {
        "Text credited to": ["Strait Wire"],
        "Reprint of": ["The Haeju Courier (with words of its own)"],
    }
    assert [item.anchor for note in ninth if note.label == "Reprint of" for item in note.items] == ["r1"]


def test_a_reprint_whose_origin_is_not_cited_lists_the_others_itself() -> None:
    brief = sample()
    without = replace(brief, references=brief.references[1:])

    assert [text.partition(" (")[0] for text in notes(brief.references[8], without)["Also carried by"]] == [
        "Inland Post",
        "椿新聞",
        "Coastal Gazette",
    ]


def test_the_name_of_a_foreign_print_has_its_language() -> None:
    items = [item for note in notes_on(sample().references[0], sample()) for item in note.items]

    assert {item.text: item.lang for item in items if item.lang} == {"椿新聞": "ja"}


def test_a_story_that_hundreds_carry_fills_two_lines() -> None:
    reference = sample().references[2]
    many = (carried(place, CopySignal.SAME_TEXT, 1.0) for place in range(300))
    (note,) = notes_on(replace(reference, prints=tuple(many)), sample())

    assert len(note.items) == PRINTS_SHOWN
    assert note.more == f"and {300 - PRINTS_SHOWN} more, all in brief.json"


def test_a_print_without_a_publisher_is_shown_by_its_title_then_by_its_file() -> None:
    titled = replace(carried(1, CopySignal.CONTAINED, 0.9), publisher=None, title="On the quay")
    prints = (titled, replace(carried(2, CopySignal.ADDRESS, 0.3), publisher=None))

    assert notes(replace(sample().references[2], prints=prints))["Also carried by"] == [
        "On the quay (cut)",
        "2.txt (another version)",
    ]


def test_a_grade_is_shown_and_none_where_there_is_none() -> None:
    reference = sample().references[2]

    assert notes(replace(reference, reliability=Reliability.F)) == {}
    assert notes(replace(reference, reliability=Reliability.A)) == {"Standing": ["reliability A (Admiralty)"]}


def test_whom_a_source_credits_is_named_once() -> None:
    credited = (Credit(agency="Yonhap", exact="(Yonhap)"), Credit(agency="Yonhap", exact="Yonhap News"))
    given = replace(sample().references[2], credits=credited, agency="Yonhap")

    assert notes(given) == {"Text credited to": ["Yonhap"]}


def test_what_is_in_doubt_is_said() -> None:
    assert notes(sample().references[1]) == {
        "In doubt": ["its page says Friday, 21 May 2026, which was a Thursday"]
    }
