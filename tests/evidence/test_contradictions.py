"""Reports that differ in their figures, dates or names are not prints of one another."""

import datetime
import time

import pytest

from briefs.evidence import copied, trace
from briefs.model import Document
from tests.evidence.families import DAY, own_words, write

LATER = DAY + datetime.timedelta(days=1)
PETREL = (
    "The trawler Petrel sank off Cape Rowan on 3 November 2026 with {} crew on board, the coast guard of Kelland said.",
    "A helicopter and two cutters searched the fishing ground through the night, the agency said.",
    "Owners of the boat had caught {} tonnes under its quota.",
)
PORT = (
    "켈란드 해양청은 3일 로완곶 앞바다에서 올해 들어 가장 많은 {}톤의 대구를 실은 어선들이 항구로 돌아왔다고 발표했다.",
    "해양청 관계자는 이번 조업에 참여한 어선이 모두 {}척이며 선원들은 다친 곳 없이 가족을 만났다고 설명했다.",
    "어민들은 겨울 동안 어장을 쉬게 하자는 제안을 두고 다음 달 마을 회관에서 다시 모이기로 뜻을 모았다.",
)
QUAY = (
    "The harbour of Quay{} landed {} tonnes of cod in {} 2026, under a quota that the Board of Landings set in spring.",
    "From here on, the fishing ground {} of Quay{} is closed to trawlers, the Board of Landings announced.",
)


def petrel(crew: object, tonnes: object, publisher: str, day: datetime.date = DAY, **stated: str) -> Document:
    text = (PETREL[0].format(crew), PETREL[1], PETREL[2].format(tonnes))
    return write(*text, publisher=publisher, day=day, **stated)


def origins(*documents: Document) -> int:
    assert trace(documents, {}) == trace(documents[::-1], {})
    return len(trace(documents, {}))


def test_two_outlets_that_state_other_figures_are_two_origins() -> None:
    dawn, noon = petrel(9, 120, "Dawn Post"), petrel(14, 210, "Noon Post", LATER)

    assert origins(dawn, noon) == 2
    assert copied([dawn, noon], trace([dawn, noon], {})) == {}


def test_one_other_figure_is_enough() -> None:
    assert origins(petrel(9, 120, "Dawn Post"), petrel(14, 120, "Noon Post", LATER)) == 2


def test_two_korean_reports_with_other_figures_are_two_origins() -> None:
    def report(tonnes: str, boats: int, publisher: str, day: datetime.date) -> Document:
        text = (PORT[0].format(tonnes), PORT[1].format(boats), PORT[2])
        return write(*text, publisher=publisher, day=day, language="ko")

    assert origins(report("1,200", 34, "새벽신문", DAY), report("1,300", 35, "한낮신문", LATER)) == 2
    assert origins(report("1,200", 34, "새벽신문", DAY), report("1천200", 34, "한낮신문", LATER)) == 1
    assert origins(report("35,000", 34, "새벽신문", DAY), report("3만5천", 34, "한낮신문", LATER)) == 1


def test_the_issues_of_a_newsletter_are_as_many_origins() -> None:
    issues = [
        write(
            QUAY[0].format(letter, tonnes, month),
            QUAY[1].format(side, letter),
            publisher="Quay digest",
            title=f"Quay digest {place}",
            day=DAY + datetime.timedelta(days=30 * place),
        )
        for place, (letter, tonnes, month, side) in enumerate(
            [("A", 100, "August", "north"), ("B", 200, "September", "south"), ("C", 300, "October", "east")]
        )
    ]

    assert origins(*issues) == 3


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("on 3 November", "on 5 November"), ("on 3 November", "on 3 October"), ("Cape Rowan", "Cape Velder")],
)
def test_another_day_month_or_name_makes_two_origins(ours: str, theirs: str) -> None:
    first = petrel(9, 120, "Dawn Post")
    other = [passage.replace(ours, theirs) for passage in first.text.split("\n\n")]

    assert origins(first, write(*other, publisher="Noon Post", day=LATER)) == 2


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (" with 9 crew on board", ""),
        ("on 3 November 2026", "on 3 November"),
        ("on 3 November 2026", "on Tuesday"),
        ("with 9 crew", "with nine crew"),
        ("November", "Nov"),
        ("The trawler", "MARROW, Nov 4 (Northern Wire) - The trawler"),
        ("The trawler", "The 30-metre trawler"),
        ("the agency said", "the agency said on Wednesday"),
        ("The trawler Petrel", "The ageing boat Petrel"),
    ],
)
def test_an_editors_hand_in_a_reprint_makes_no_second_origin(ours: str, theirs: str) -> None:
    first = petrel(9, 120, "Dawn Post")
    other = [passage.replace(ours, theirs) for passage in first.text.split("\n\n")]

    assert origins(first, write(*other, publisher="Noon Post", day=LATER)) == 1


def test_a_figure_in_a_sentence_of_its_own_is_the_reprints_own_word() -> None:
    first = petrel(9, 120, "Dawn Post")
    added = "Insurers put the hull at 40 million marks in spring."
    reprint = write(*first.text.split("\n\n"), added, publisher="Noon Post", day=LATER)

    assert origins(first, reprint) == 1
    assert not any(
        added in reprint.exact(span)
        for span in copied([first, reprint], trace([first, reprint], {}))[reprint.id]
    )


def test_alike_lines_of_one_table_contradict_nobody() -> None:
    lines = [
        f"The harbour of {place} landed {tonnes} tonnes of cod and herring in the month before the ban."
        for place, tonnes in (("Halden", 31), ("Ormes", 54), ("Vik", 17))
    ]
    edited = [line.replace("cod and", "cod, hake and") for line in lines]

    assert (
        origins(write(*lines, publisher="Dawn Post"), write(*edited[1:], publisher="Noon Post", day=LATER))
        == 1
    )


def test_a_cut_that_fits_both_reports_does_not_join_them() -> None:
    rest = own_words("rest", 120)
    nine = write(PETREL[0].format(9), *rest, publisher="Dawn Post")
    fourteen = write(PETREL[0].format(14), *rest, publisher="Noon Post", day=LATER)
    cut = write(*rest, publisher="Evening Bell", day=LATER + datetime.timedelta(days=1))

    found = trace([cut, fourteen, nine], {})

    assert {origin.document: [one.document for one in origin.reprints] for origin in found} == {
        nine.id: [cut.id],
        fourteen.id: [],
    }


def test_an_outlet_that_corrects_its_page_stays_one_origin_and_the_correction_is_cited() -> None:
    address = "https://dawn.example/petrel"
    first = petrel(9, 120, "Dawn Post", url=address)
    later = petrel(14, 120, "Dawn Post", LATER, url=address)
    reprint = petrel(9, 120, "Noon Post", LATER)
    documents = [first, later, reprint]

    (origin,) = trace(documents, {})
    stretches = copied(documents, [origin])

    assert origin.document == later.id
    for old in (first, reprint):
        assert any(span.start <= old.text.index("9 crew") < span.end for span in stretches[old.id]), (
            "the outdated figure must not be printed as the outlet's own word"
        )


def test_what_an_outlet_corrects_in_an_agencys_story_is_its_own_word() -> None:
    address = "https://dawn.example/petrel"
    agency = petrel(9, 120, "Northern Wire")
    first = petrel(9, 120, "Dawn Post", url=address)
    later = petrel(14, 120, "Dawn Post", LATER, url=address)
    documents = [agency, first, later]

    found = trace(documents, {})
    stretches = copied(documents, found).get(later.id, ())

    assert not any(span.start <= later.text.index("14 crew") < span.end for span in stretches)


def test_long_reports_that_differ_throughout_take_little_time() -> None:
    def table(shift: int, publisher: str) -> Document:
        lines = (
            f"The harbour of number {place} landed {place * 7 + shift} tonnes of cod before the ban was announced."
            for place in range(1500)
        )
        return write(*lines, publisher=publisher)

    tables = [table(place, f"Post {place}") for place in range(4)]

    begun = time.process_time()
    trace(tables, {})

    assert time.process_time() - begun < 5
