"""What is new, what repeats, and what has changed since an earlier edition."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefs.language.sentences import split_document
from briefs.model import (
    ChangeKind,
    Document,
    Extract,
    FoundChange,
    Past,
    PastStatement,
    Pick,
    Selection,
    Theme,
    mark_of,
)
from briefs.summary import concept_hashes, find_changes, select
from tests.summary.writing import theme, write

DIVERS = (
    "Divers recovered 3 sets of remains from the flooded mine at Orrin, the harbour office of Northport said."
)
SHAFT = "Engineer Mara Lin said the divers would enter the western shaft of the Orrin mine before the storms."
SAMPLES = "A laboratory in Southport compares the remains from the mine with samples given by forty families."
MINE = theme("mine", "mine", "remains", "divers")


def statements(document: Document, edition: str = "2026-W20", of: str = "mine") -> tuple[PastStatement, ...]:
    """Every sentence of a document, as an earlier edition printed it."""
    return tuple(
        PastStatement(
            edition=edition,
            id=f"1.{place}",
            theme=of,
            extract=Extract(document=document.id, span=sentence.span, passage=sentence.passage.number),
            document=document,
        )
        for place, sentence in enumerate(split_document(document), start=1)
    )


def said(
    *paragraphs: str, edition: str = "2026-W20", published: str = "2026-05-12", language: str = "en"
) -> Past:
    """What readers were told by one edition, of one document."""
    document = write(*paragraphs, published=published, language=language)
    return Past(statements=statements(document, edition))


def chosen(past: Past, *documents: Document, of: Theme = MINE) -> list[tuple[str, bool]]:
    """The sentences that are chosen, and whether they are new."""
    by_id = {document.id: document for document in documents}
    picks = select(documents, [of], past=past).picks
    return [(by_id[pick.document].exact(pick.span), pick.new) for pick in picks]


def changes(past: Past, *documents: Document, of: Theme = MINE) -> tuple[FoundChange, ...]:
    """What changed in one theme."""
    return find_changes(select(documents, [of], past=past), documents, [of], past)


def moved(then: str, now: str, language: str = "en") -> list[tuple[str | None, str | None]]:
    """The figures of a sentence that moved since another one was printed."""
    return [(it.before, it.after) for it in moves(then, now, language)]


def moves(then: str, now: str, language: str = "en") -> list[FoundChange]:
    """The same, with all that is told of them."""
    document = write(now, published="2026-05-19", language=language)
    pick = Pick(
        theme="mine",
        document=document.id,
        span=document.passages[0].span,
        passage=1,
        context=None,
        scores=select([write(DIVERS, SHAFT)], [MINE]).picks[0].scores,
    )
    found = find_changes(
        Selection(picks=(pick,), sentences_read=1), [document], [MINE], said(then, language=language)
    )
    return [it for it in found if it.kind is ChangeKind.MOVED]


def test_without_a_past_everything_is_new() -> None:
    document = write(DIVERS, SHAFT, SAMPLES)

    assert {new for _, new in chosen(Past(), document)} == {True}
    assert changes(Past(), document) == ()


def test_what_an_earlier_edition_could_have_printed_is_not_printed_beside_what_is_new() -> None:
    old, new = write(DIVERS, SHAFT), write(SAMPLES)
    past = Past(statements=statements(old)[:1])

    assert chosen(past, old, new) == [(SAMPLES, True)]


def test_what_an_earlier_edition_read_and_did_not_cite_is_no_news_either() -> None:
    old, new = write(DIVERS, SHAFT), write(SAMPLES)

    assert chosen(Past(read=frozenset({mark_of(old.id)})), old, new) == [(SAMPLES, True)]


def test_a_repeat_in_another_document_is_a_repeat() -> None:
    again = write(DIVERS.replace("recovered", "have recovered"), SAMPLES, published="2026-05-20")

    assert chosen(said(DIVERS), again) == [(SAMPLES, True)]


def test_other_news_of_the_same_names_is_new() -> None:
    told = "The Northport Harbour Mine Rescue Commission of Orrin is nearing the end of its second meeting on remains."
    news = "The Northport Harbour Mine Rescue Commission of Orrin dismissed two divers over the lost pumps of the mine."
    now = write(news, SHAFT, published="2026-05-20")

    assert (news, True) in chosen(said(told), now)


def test_a_sentence_that_says_more_than_an_earlier_one_is_new() -> None:
    told = "Divers searched the flooded mine at Orrin."
    more = "Divers searched the flooded mine at Orrin on Sunday, and a pump that failed at noon cost a life."
    now = write(more, SAMPLES, published="2026-05-20")

    assert (more, True) in chosen(said(told), now)


def test_where_nothing_else_serves_a_theme_a_repeat_is_printed_and_not_called_new() -> None:
    document = write(DIVERS, SHAFT)

    assert sorted(chosen(Past(statements=statements(document)), document)) == [
        (DIVERS, False),
        (SHAFT, False),
    ]


def test_a_sentence_that_states_another_figure_is_new() -> None:
    now = write(DIVERS.replace("3 sets", "6 sets"), SHAFT, published="2026-05-20")

    assert chosen(said(DIVERS, SHAFT), now) == [(DIVERS.replace("3 sets", "6 sets"), True)]


def test_a_number_in_words_is_a_figure_too() -> None:
    now = write(DIVERS.replace("3 sets", "six sets"), SHAFT, published="2026-05-20")

    assert chosen(said(DIVERS), now)[0][1] is True
    assert changes(said(DIVERS), now)[0].after == "six"


def test_the_same_words_on_another_day_are_no_repeat() -> None:
    words = "The mayors of Northport and Southport met on Tuesday in Orrin to speak about the mine and its remains."
    before, now = write(words, published="2026-05-13"), write(words, SHAFT, published="2026-05-20")

    assert (words, True) in chosen(Past(statements=statements(before)), now)


def test_what_earlier_sources_said_is_not_new() -> None:
    earlier = write(DIVERS, SHAFT, published="2026-05-12")
    now = write(DIVERS.replace("the harbour office of Northport said", "officials there say"), SAMPLES)

    assert chosen(Past(documents=(earlier,)), now) == [(SAMPLES, True)]


def test_hashes_of_earlier_sources_serve_as_well_as_the_sources() -> None:
    earlier, now = write(DIVERS, SHAFT), write(DIVERS, SHAFT, SAMPLES)

    assert chosen(Past(concepts=concept_hashes(earlier)), now) == chosen(Past(documents=(earlier,)), now)
    assert chosen(Past(concepts=concept_hashes(earlier)), now) == [(SAMPLES, True)]


def test_a_figure_that_no_earlier_source_stated_is_new() -> None:
    earlier = write(DIVERS, SHAFT)
    now = write(DIVERS.replace("3 sets", "9 sets"), SHAFT)

    assert chosen(Past(documents=(earlier,)), now) == [(DIVERS.replace("3 sets", "9 sets"), True)]


def test_hashes_of_concepts_are_the_same_in_every_process(root: Path) -> None:
    program = (
        "from briefs.summary import concept_hashes\nfrom tests.summary.writing import write\n"
        f"print(sorted(concept_hashes(write({DIVERS!r}))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1] != b"[]\n"


def test_a_moved_figure_is_told_with_both_places() -> None:
    now, past = write(DIVERS.replace("3 sets", "6 sets"), published="2026-05-20"), said(DIVERS)

    (change,) = changes(past, now)

    assert (change.kind, change.before, change.after) == (ChangeKind.MOVED, "3", "6")
    assert change.earlier == past.statements[0]
    assert change.now is not None
    assert now.exact(change.now.span) == DIVERS.replace("3 sets", "6 sets")


@pytest.mark.parametrize(
    ("then", "now", "before", "after"),
    [
        (
            "The coast guard counted 31 foreign boats off Northport on 12 May.",
            "The coast guard counted 54 foreign boats off Northport on Tuesday, 19 May 2026.",
            "31",
            "54",
        ),
        (
            "Energy imports from Orrin rose to $4 billion, the ministry said.",
            "The ministry said that energy imports from Orrin rose to $4.5 billion.",
            "$4 billion",
            "$4.5 billion",
        ),
        (
            "The ferry of Northport carries 12 per cent of all islanders.",
            "The ferry of Northport carries about 15% of all islanders.",
            "12 per cent",
            "15%",
        ),
        (
            "The death toll of the Orrin mine fire stands at 3.",
            "The death toll of the Orrin mine fire now stands at 6.",
            "3",
            "6",
        ),
        (
            "Of 12 villages on Orrin, three have no link to the power grid.",
            "Of 12 villages on Orrin, six have no link to the power grid.",
            "three",
            "six",
        ),
    ],
)
def test_a_figure_in_the_same_place_has_moved(then: str, now: str, before: str, after: str) -> None:
    assert moved(then, now) == [(before, after)]


@pytest.mark.parametrize(
    ("then", "now", "language"),
    [
        (
            "조사단은 해저 탄광에서 희생자 유골 3구를 수습했다고 밝혔다.",
            "조사단은 해저 탄광에서 희생자 유골 6구를 수습했다고 밝혔다.",
            "ko",
        ),
        (
            "調査団は海底炭鉱で犠牲者の遺骨3体を収容したと発表した。",
            "調査団は海底炭鉱で犠牲者の遺骨6体を収容したと発表した。",
            "ja",
        ),
        ("调查团在海底煤矿发现遇难者遗骨3具。", "调查团在海底煤矿发现遇难者遗骨6具。", "zh"),
    ],
)
def test_a_figure_moves_in_other_writing_too(then: str, now: str, language: str) -> None:
    assert moved(then, now, language) == [("3", "6")]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param(
            "The coast guard counted 31 boats off Northport in April.",
            "The coast guard counted 54 boats off Northport in May.",
            id="another month",
        ),
        pytest.param(
            "In 2024 the yard of Orrin built 3 ferries for Northport.",
            "In 2025 the yard of Orrin built 6 ferries for Northport.",
            id="another year",
        ),
        pytest.param(
            "The coast guard counted 31 boats off Northport.",
            "The coast guard counted 54 boats off Southport.",
            id="another place",
        ),
        pytest.param(
            "The storm injured 3 people in the harbour of Northport.",
            "The storm killed 6 people in the harbour of Northport.",
            id="another thing done",
        ),
        pytest.param(
            "The coast guard counted 31 boats off Northport.",
            "The coast guard counted 54 foreign boats off Northport.",
            id="only some of them",
        ),
        pytest.param(
            "The islanders of Northport agreed to buy 3 ships from Orrin.",
            "The islanders of Northport agreed to buy 6 more ships from Orrin.",
            id="a step",
        ),
        pytest.param(
            "The harbour of Northport received 3 tankers from Orrin.",
            "The harbour of Northport will receive 6 tankers from Orrin.",
            id="only expected",
        ),
        pytest.param(
            "The mayors of both coasts met for the 3rd time in Orrin.",
            "The mayors of both coasts met for the 6th time in Orrin.",
            id="ordinal",
        ),
        pytest.param(
            "Governor Mara Lin, 47, opened the new harbour of Orrin.",
            "Governor Mara Lin, 48, opened the new harbour of Orrin.",
            id="age",
        ),
        pytest.param(
            "The ferry of Northport sails at 6:30 p.m. from Orrin harbour.",
            "The ferry of Northport sails at 7:45 p.m. from Orrin harbour.",
            id="time of day",
        ),
        pytest.param(
            "The court of Northport struck down Article 9 of the harbour law.",
            "The court of Northport struck down Article 7 of the harbour law.",
            id="part of a name",
        ),
        pytest.param(
            "The islanders of Northport paid $3,000 for the Orrin ferry.",
            "The islanders of Northport paid £3,500 for the Orrin ferry.",
            id="another currency",
        ),
        pytest.param(
            "The harbour of Northport holds three tankers from Orrin.",
            "The harbour of Northport holds 3 tankers from Orrin.",
            id="the same number",
        ),
        pytest.param(
            "The harbour of Northport holds $3 billion of Orrin coal.",
            "The harbour of Northport holds $3,000 million of Orrin coal.",
            id="the same sum",
        ),
        pytest.param(
            "Mara Lin of Orrin has won stage 13 of the islands race.",
            "Mara Lin of Orrin has won stage 15 of the islands race.",
            id="one of a series",
        ),
        pytest.param(
            "The tremor off Northport had a magnitude of 4.1, the office said.",
            "The tremor off Northport had a magnitude of 5.2, the office said.",
            id="measure of one event",
        ),
        pytest.param(
            "The tanker that ran aground on Monday held 3 tons of oil off Southport.",
            "The tanker that ran aground on Monday held 6 tons of oil off Northport.",
            id="another coast",
        ),
        pytest.param(
            "Exports of Northport rose 3 per cent in the first quarter.",
            "Exports of Northport rose 6 per cent in the second quarter.",
            id="another quarter",
        ),
    ],
)
def test_a_figure_that_counts_something_else_has_not_moved(then: str, now: str) -> None:
    assert moved(then, now) == []
    assert moved(now, then) == []


def test_the_figure_before_is_that_of_the_latest_edition_that_had_it() -> None:
    may = said(DIVERS.replace("3 sets", "5 sets"), edition="2026-W21", published="2026-05-19")
    april = said(DIVERS, edition="2026-W20")
    past = Past(statements=(*may.statements, *april.statements))

    (change,) = changes(past, write(DIVERS.replace("3 sets", "6 sets"), published="2026-05-26"))

    assert (change.before, change.after) == ("5", "6")
    assert change.earlier == may.statements[0]


def test_a_figure_that_the_latest_edition_had_already_has_not_moved() -> None:
    may = said(DIVERS.replace("3 sets", "6 sets"), edition="2026-W21", published="2026-05-19")
    past = Past(statements=(*may.statements, *said(DIVERS).statements))

    found = changes(past, write(DIVERS.replace("3 sets", "6 sets"), SAMPLES, published="2026-05-26"))

    assert [change.kind for change in found] == [ChangeKind.FIRST_SEEN]


def test_an_older_report_moves_no_figure() -> None:
    late = write(DIVERS.replace("3 sets", "2 sets"), published="2026-05-10")

    assert all(change.kind is not ChangeKind.MOVED for change in changes(said(DIVERS), late))


def test_one_document_does_not_move_its_own_figures() -> None:
    both = write(DIVERS, DIVERS.replace("3 sets", "6 sets"))
    past = Past(statements=statements(both)[:1])

    assert all(change.kind is not ChangeKind.MOVED for change in changes(past, both))


def test_a_statement_that_is_seen_first_is_told() -> None:
    (change,) = changes(said(DIVERS), write(DIVERS, SAMPLES, published="2026-05-20"))

    assert (change.kind, change.theme, change.earlier) == (ChangeKind.FIRST_SEEN, "mine", None)


@pytest.mark.parametrize("now", [(), (DIVERS, SHAFT)])
def test_a_theme_with_nothing_new_has_fallen_silent(now: tuple[str, ...]) -> None:
    past = said(DIVERS, SHAFT)
    documents = [write(*now, published="2026-05-20")] if now else []

    (change,) = changes(past, *documents)

    assert (change.kind, change.now, change.earlier) == (ChangeKind.SILENT, None, past.statements[0])


def test_a_theme_that_the_last_edition_had_nothing_on_does_not_fall_silent() -> None:
    last = Past(statements=statements(write(SAMPLES), edition="2026-W21", of="another"))
    past = Past(statements=(*last.statements, *said(DIVERS, SHAFT).statements))

    assert changes(past) == ()


def test_the_order_of_documents_changes_nothing() -> None:
    one, other = write(DIVERS, SHAFT, published="2026-05-20"), write(SAMPLES, published="2026-05-21")
    past = said(DIVERS)

    assert select([one, other], [MINE], past=past) == select([other, one], [MINE], past=past)
    assert changes(past, one, other) == changes(past, other, one)


SEIZED = "Patrol vessels of Orrin seized {} trawlers from Northport on {} March 2026 near the fishing ground of Vaga."


def test_what_happened_on_two_days_is_two_events_and_no_figure_that_moved() -> None:
    assert moved(SEIZED.format("four", 1), SEIZED.format("six", 8)) == []
    assert moved(SEIZED.format("four", 1), SEIZED.format("six", 1)) == [("four", "six")]


def test_the_day_on_which_somebody_says_so_is_no_day_of_the_event() -> None:
    then = (
        "On 4 March 2026 the coastguard said that 14 people drowned when the ferry Maren sank off Northport."
    )
    now = "19 people drowned when the ferry Maren sank off Northport, the coastguard said on 10 March 2026."

    assert moved(then, now) == [("14", "19")]


def test_a_level_that_is_set_again_on_another_day_has_moved() -> None:
    then = "The fishing quota in the strait of Orrin was raised to 30,000 tonnes a year on 27 February 2026."
    now = "The fishing quota in the strait of Orrin was raised to 32,000 tonnes a year on 9 March 2026."

    assert moved(then, now) == [("30,000", "32,000")]


@pytest.mark.parametrize(
    ("before", "after"), [("another ", ""), ("a further ", ""), ("", "more "), ("", "other ")]
)
def test_figures_that_are_both_steps_are_two_counts(before: str, after: str) -> None:
    sentence = (
        "Patrol vessels of Orrin seized {}{} {}trawlers from Northport near the fishing ground of Vaga."
    )

    assert moved(sentence.format(before, "four", after), sentence.format(before, "six", after)) == []


def test_a_toll_that_has_risen_is_told_wherever_it_stands_in_the_sentence() -> None:
    then = "The ferry Maren sank off Northport on Monday evening, and 14 people drowned, the coastguard of Orrin said."
    now = (
        "The death toll of the ferry Maren has risen: 19 people drowned when the ferry Maren sank off Northport, "
        "the coastguard of Orrin said on Tuesday."
    )

    assert moved(then, now) == [("14", "19")]


@pytest.mark.parametrize(
    ("now", "unit"),
    [
        ("The boats of Northport land 32,000 tonnes of fresh mackerel a year.", "tonnes of fresh mackerel a year"),
        ("The boats of Northport landed 32,000 tonnes in the harbour of Orrin.", "tonnes"),
        ("The boats of Northport landed 32,000 fish crates from Orrin.", "fish crates"),
    ],
)  # fmt: skip
def test_what_a_moved_figure_counts_is_told(now: str, unit: str) -> None:
    (change,) = moves(now.replace("32,000", "30,000"), now)

    assert (change.before, change.after, change.unit) == ("30,000", "32,000", unit)
