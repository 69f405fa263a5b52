"""Which sentences of other origins say the same as a statement, and which only sound like it."""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from briefs import shipped
from briefs.evidence import trace
from briefs.evidence.answers import answer
from briefs.evidence.assertions import assertions
from briefs.evidence.corroboration import corroborate
from briefs.evidence.credibility import rate
from briefs.evidence.voices import voices_of
from briefs.language.sentences import split_document
from briefs.model import (
    CopySignal,
    Corroboration,
    Credibility,
    DisagreementKind,
    Document,
    Extract,
    FoundClaim,
    FoundDisagreement,
    Origin,
    Reprint,
    Source,
)
from briefs.reading import read
from briefs.sources import gather
from tests.evidence.families import DAY, write

STATEMENT = (
    "The harbour board of Skerrow closed the northern ferry terminal on 3 May 2026 after cracks in its quay."
)
SAME = "On 3 May 2026 the northern ferry terminal was closed by the harbour board of Skerrow as its quay had cracks."
FILLERS = (
    "A concert of the school choir drew a large crowd to the old chapel above the bay last weekend.",
    "Prices of mackerel rose at the auction for the fourth week in a row, traders in Tarnby said.",
    "The library will stay open later in summer, and volunteers have painted its reading room blue.",
    "Farmers on the western shore hope for rain before the potatoes are planted in the upper fields.",
)


def pool(*sentences: str, language: str = "en") -> list[Document]:
    """One document of its own voice for each sentence, with more that has nothing to do with it."""
    return [
        write(
            sentence, *(FILLERS if language == "en" else ()), publisher=f"Outlet {place}", language=language
        )
        for place, sentence in enumerate(sentences)
    ]


def first(document: Document) -> Extract:
    sentence = split_document(document)[0]
    return Extract(document=document.id, span=sentence.span, passage=1)


def support(documents: list[Document], origins: tuple[Origin, ...] = ()) -> list[int]:
    """The places of the documents that support the first sentence of the first one, in the order given."""
    found = corroborate([first(documents[0])], documents, origins)
    assert corroborate([first(documents[0])], documents[::-1], origins) == found
    places = {document.id: place for place, document in enumerate(documents)}
    return [places[extract.document] for each in found for extract in each.by]


def test_a_sentence_of_another_voice_that_says_the_same_supports_a_statement() -> None:
    documents = pool(STATEMENT, SAME)

    (found,) = corroborate([first(documents[0])], documents, ())

    assert found.statement == first(documents[0])
    assert [documents[1].exact(extract.span) for extract in found.by] == [SAME]


@pytest.mark.parametrize(
    "sentence",
    [
        SAME.replace("3 May 2026", "5 May 2026"),
        SAME.replace("3 May 2026", "one Sunday in spring"),
        SAME.replace("was closed", "was not closed"),
        SAME.replace("was closed", "will be closed"),
        SAME.replace("northern", "southern"),
        SAME.replace("was closed", "was opened"),
        SAME.replace("harbour board of Skerrow", "Ministry of Works in Tarnby"),
        "The harbour board of Skerrow met on 3 May 2026 to hear of the fares and the timetable of the summer.",
        STATEMENT,
        "It was a cold morning when " + STATEMENT[0].lower() + STATEMENT[1:],
    ],
)
def test_a_sentence_that_differs_in_what_it_states_supports_nothing(sentence: str) -> None:
    assert support(pool(STATEMENT, sentence)) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "Lena Holt, Ebba Lund and Per Dahl opened the new ferry terminal with a speech on fares and mackerel.",
            "The ferry terminal was opened by Odd Vik, Ann Moe and Jan Strand, whose speech was on fares and mackerel.",
        ),
        (
            "A tremor shook the harbour of Skerrow at 06:57 local time, and windows broke along the quay.",
            "At 02:41 local time the harbour of Skerrow was shaken by a tremor, and along the quay windows broke.",
        ),
    ],
)
def test_the_same_done_by_others_or_at_another_hour_supports_nothing(statement: str, sentence: str) -> None:
    assert support(pool(statement, sentence)) == []


def test_a_name_may_be_shorter_where_it_is_said_again() -> None:
    documents = pool(
        "Lena Holt and Ebba Lund opened the northern ferry terminal of Skerrow with speeches on fares and mackerel.",
        "In their speeches on mackerel and fares, Holt and Lund opened the ferry terminal in the north of Skerrow.",
    )

    assert support(documents) == [1]


def test_what_a_statement_tells_beside_it_must_be_said_too() -> None:
    added = STATEMENT.replace(".", ", and angry fishermen burned their nets in the market square.")

    assert support(pool(added, SAME)) == []


def test_a_reprint_supports_nothing() -> None:
    documents = pool(STATEMENT, SAME)
    reprint = Reprint(document=documents[1].id, of=documents[0].id, signal=CopySignal.CREDIT, share=0.4)

    assert support(documents, (Origin(document=documents[0].id, voice="wire", reprints=(reprint,)),)) == []
    assert support(documents, tuple(Origin(document=each.id, voice="wire") for each in documents)) == []


def test_of_one_voice_the_best_sentence_stands_and_the_best_voice_first() -> None:
    looser = (
        "The harbour board of Skerrow, which had been warned twice by an engineer from Tarnby, had the northern "
        "ferry terminal closed on 3 May 2026 because of cracks in its quay."
    )
    documents = [*pool(STATEMENT, looser, SAME), write(f"{looser} {SAME}", *FILLERS, publisher="Outlet 1")]
    origins = tuple(Origin(document=documents[place].id, voice="Outlet 1") for place in (1, 3))

    (found,) = corroborate([first(documents[0])], documents, origins)

    texts = {document.id: document for document in documents}
    assert [texts[extract.document].exact(extract.span) for extract in found.by] == [SAME, SAME]
    assert {extract.document for extract in found.by} == {documents[2].id, documents[3].id}


def test_a_looser_sentence_stands_after_a_closer_one() -> None:
    looser = (
        "Because of old pillars and a quay full of cracks the harbour board of Skerrow had its northern ferry "
        "terminal closed on 3 May 2026."
    )

    assert support(pool(STATEMENT, looser, SAME)) == [2, 1]


PLAN = "Minister Lena Holt has asked her staff to prepare a plan for restoring parts of earlier fishing treaties."
PACT = "Norway and Denmark agreed on 19 May 2026 to deepen their cooperation on ferries and on coastal radar."
MINE = "The sea broke into the Skerrow tin mine in 1942, and 136 miners from Tarnby lost their lives."
RECEIVED = "Ferry crews of Skerrow dismissed the first signals of the harbour board on night fares."


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (PLAN, "Lena Holt told her staff to draw up a phased revival of parts of past fishing accords."),
        (
            PLAN,
            "When Holt ordered her staff to draft a return to parts of older fishing pacts, few took note.",
        ),
        (PACT, "Denmark and Norway undertook to work together more closely on coastal radar and ferries."),
        (
            PACT,
            "In Bergen the two governments agreed that they would coordinate on ferries and coastal radar.",
        ),
        (
            f"{PACT[:-1]}, closing a summit in Bergen that Lena Holt had arranged for her guest Odd Vik.",
            "On 19 May 2026 Norway and Denmark agreed to cooperate on ferries and coastal radar.",
        ),
        (MINE, "In 1942, when the sea flooded the tin mine of Skerrow, 136 miners from Tarnby died."),
        (
            RECEIVED,
            "The harbour board heard that its early gestures on night fares were rejected by ferry crews.",
        ),
        (
            "The Skerrow agreement obliged both fleets to stop certain exercises close to the border.",
            "The agreement required both fleets to end certain exercises near the frontier.",
        ),
        (
            "Talks between Norway and Denmark now concern radar analysis: who pays, who keeps the records.",
            "Officials of both countries have been discussing radar tests, and talks now concern their cost.",
        ),
    ],
)
def test_the_same_in_other_words_supports_a_statement(statement: str, sentence: str) -> None:
    assert support(pool(statement, sentence)) == [1]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (PLAN, "Minister Lena Holt wants to restore parts of past fishing accords and has drawn up a plan."),
        (PLAN, "Minister Lena Holt has restored parts of past fishing accords, as her staff had drafted it."),
        (
            PLAN,
            "Minister Odd Vik told his staff to draw up a phased revival of parts of past fishing accords.",
        ),
        (PLAN, "Lena Holt told her staff not to draw up a phased revival of parts of past fishing accords."),
        (PACT, "Norway and Sweden undertook to work together more closely on coastal radar and ferries."),
        (
            PACT,
            "Denmark and Norway work together more closely on coastal radar and ferries than ever before.",
        ),
        (
            PACT,
            "On 13 January 2026 Denmark and Norway undertook to work together on coastal radar and ferries.",
        ),
        (
            PACT,
            "Denmark and Norway could not agree to work together more closely on coastal radar and ferries.",
        ),
        (MINE, "In 1942, when the sea flooded the tin mine of Skerrow, 163 miners from Tarnby died."),
        (MINE, "In 1924, when the sea flooded the tin mine of Skerrow, 136 miners from Tarnby died."),
        (
            RECEIVED,
            "The harbour board heard that its early gestures on night fares were welcomed by ferry crews.",
        ),
        (
            "Norway beat Denmark in the last race of the coastal regatta and won the silver harbour cup.",
            "Denmark beat Norway in the last race of the coastal regatta and won the silver harbour cup.",
        ),
        (
            "The two ministers held their first summit beside the harbour fair and spoke briefly on radar.",
            "Beside the harbour fair the two ministers held their second summit, speaking briefly on radar.",
        ),
        (
            "The search for the data recorder and the bell of the sunken Skerrow ferry is still underway.",
            "The data recorder and the bell of the sunken Skerrow ferry have been found, its owner said.",
        ),
    ],
)
def test_other_words_that_differ_in_what_they_state_support_nothing(statement: str, sentence: str) -> None:
    assert support(pool(statement, sentence)) == []


def test_a_day_may_be_left_out_by_who_reports_soon_after_it_and_by_nobody_else() -> None:
    said = "Denmark and Norway undertook to work together more closely on coastal radar and ferries."
    soon, late = (write(said, *FILLERS, publisher="Late", day=DAY + timedelta(days=days)) for days in (7, 90))

    assert support([*pool(PACT), soon]) == [1]
    assert support([*pool(PACT), late]) == []


def test_words_of_the_same_meaning_that_are_copied_in_a_row_support_nothing() -> None:
    copied = PLAN.replace("Minister Lena Holt has asked her staff", "Holt told all of her staff")

    assert support(pool(PLAN, copied)) == []


def test_a_reprint_in_other_words_supports_nothing() -> None:
    documents = pool(PACT, "Denmark and Norway undertook to work together on coastal radar and ferries.")

    assert support(documents) == [1]
    assert support(documents, tuple(Origin(document=each.id, voice="wire") for each in documents)) == []


def test_what_somebody_does_is_not_supported_by_who_he_is() -> None:
    documents = pool(
        "Lena Holt, who teaches harbour engineering at the college of Skerrow, finds the new fares unfair and absurd.",
        "At the college of Skerrow harbour engineering has for years been what Lena Holt teaches.",
    )

    assert support(documents) == []


TOLL = "The storm of 3 May 2026 killed 14 fishermen from Skerrow and sank nine boats off Cape Rowan."


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "In a storm on 3 May 2026 nine boats sank off Cape Rowan, and 14 fishermen of Skerrow were killed.",
            True,
        ),
        (
            "In a storm on 3 May 2026 nine boats sank off Cape Rowan, and 41 fishermen of Skerrow were killed.",
            False,
        ),
        (
            "In a storm on 3 May 2026 nine boats sank off Cape Rowan, and about 14 fishermen of Skerrow were killed.",
            False,
        ),
        (
            "In a storm on 3 May 2026 boats sank off Cape Rowan, and 14 fishermen of Skerrow were killed.",
            False,
        ),
    ],
)
def test_every_figure_must_be_confirmed(sentence: str, supports: bool) -> None:  # noqa: FBT001 - a column of the table
    assert support(pool(TOLL, sentence)) == ([1] if supports else [])


def test_what_somebody_says_is_supported_by_nothing_that_he_says_of_something_else() -> None:
    documents = pool(
        "“The quay needs pillars of new stone,” said Lena Holt, who teaches engineering at the college of Skerrow.",
        "Lena Holt, who teaches engineering at the college of Skerrow, spoke about the history of its bridges.",
    )

    assert support(documents) == []


@pytest.mark.parametrize(
    ("language", "statement", "same", "other"),
    [
        (
            "ko",
            "스케로 항만위원회는 5월 3일 북쪽 부두에 균열이 생겨 여객선 터미널을 폐쇄했다고 발표했다.",
            "북쪽 부두 균열로 스케로 항만위원회가 여객선 터미널을 5월 3일 폐쇄했다.",
            "북쪽 부두 균열로 스케로 항만위원회가 여객선 터미널을 5월 7일 폐쇄했다.",
        ),
        (
            "ja",
            "スケロー港湾委員会は5月3日、北岸壁に亀裂が見つかり旅客船の発着場を閉鎖したと発表した。",
            "北岸壁の亀裂を受け、スケロー港湾委員会が旅客船の発着場を5月3日に閉鎖した。",
            "北岸壁の亀裂を受け、スケロー港湾委員会が旅客船の発着場を5月7日に閉鎖した。",
        ),
        (
            "zh",
            "斯凯罗港务委员会5月3日宣布，北码头出现裂缝，客运渡轮码头已经关闭。",
            "由于北码头出现裂缝，斯凯罗港务委员会5月3日关闭了客运渡轮码头。",
            "由于北码头出现裂缝，斯凯罗港务委员会5月7日关闭了客运渡轮码头。",
        ),
    ],
)
def test_korean_japanese_and_chinese_are_compared_by_their_signs_and_figures(
    language: str, statement: str, same: str, other: str
) -> None:
    assert support(pool(statement, same, language=language)) == [1]
    assert support(pool(statement, other, language=language)) == []


def test_languages_are_not_compared_with_one_another() -> None:
    documents = [*pool(STATEMENT), write(SAME, publisher="Other", language="ko")]

    assert support(documents) == []


def test_many_sentences_take_no_long_time() -> None:
    sentence = (
        "The harbour board of Skerrow closed the northern ferry terminal number {} after cracks in its quay. "
    )
    documents = [
        write("".join(sentence.format(7 * place + each) for each in range(200)), publisher=f"P {place}")
        for place in range(10)
    ]
    statements = [first(document) for document in documents]
    started = time.perf_counter()

    corroborate(statements, documents, ())

    assert time.perf_counter() - started < 15


def extract(name: str, start: int = 0) -> Extract:
    document = write(name)
    return Extract(document=document.id, span=document.passages[0].span, passage=start + 1)


ONE, TWO, THREE, FOUR = (extract(name) for name in ("one", "two", "three", "four"))


def digits(
    statements: list[Extract], corroboration: list[Corroboration], disagreements: list[FoundDisagreement]
) -> dict[Extract | str, int]:
    return {
        each.statement or each.document: each.digit for each in rate(statements, corroboration, disagreements)
    }


def disputed(kind: DisagreementKind, *claims: tuple[Extract, ...]) -> FoundDisagreement:
    found = tuple(FoundClaim(value=str(place), extracts=claim) for place, claim in enumerate(claims))
    return FoundDisagreement(kind=kind, question="number of boats", claims=found)


def test_what_nobody_confirms_cannot_be_judged() -> None:
    assert digits([ONE], [], []) == {ONE: 6, ONE.document: 6}


def test_one_other_origin_makes_a_statement_probably_true_and_two_confirm_it() -> None:
    assert digits([ONE], [Corroboration(statement=ONE, by=(TWO,))], [])[ONE] == 2
    assert digits([ONE], [Corroboration(statement=ONE, by=(TWO, THREE))], [])[ONE] == 1


def test_what_is_contradicted_is_possible_where_others_say_it_too_and_else_cannot_be_judged() -> None:
    count = disputed(DisagreementKind.COUNT, (ONE, TWO), (THREE,))

    found = digits([ONE, THREE], [Corroboration(statement=ONE, by=(FOUR,))], [count])

    assert (found[ONE], found[TWO], found[THREE]) == (3, 3, 6)


def test_a_spelling_contradicts_nothing() -> None:
    assert digits([ONE], [], [disputed(DisagreementKind.SPELLING, (ONE,), (TWO,))])[ONE] == 6


def test_a_source_bears_the_least_favourable_digit_of_its_sentences() -> None:
    again = Extract(document=ONE.document, span=ONE.span, passage=2)
    confirmed = [Corroboration(statement=ONE, by=(TWO, THREE))]

    assert digits([ONE, again], confirmed, [])[ONE.document] == 6
    date = disputed(DisagreementKind.DATE, (again, TWO), (FOUR,))
    assert digits([ONE, again], confirmed, [date])[ONE.document] == 3
    assert digits([ONE], confirmed, [])[ONE.document] == 1


def test_digits_stand_in_the_order_of_places() -> None:
    found = rate([TWO, ONE], [], [])

    assert [each for each in found if each.statement] == sorted(
        (Credibility(document=each.document, digit=6, statement=each) for each in (ONE, TWO)),
        key=lambda each: each.document,
    )


def test_the_real_documents_confirm_nothing_that_another_one_denies(shared: Path) -> None:
    outcomes = [
        read(Source(path=file.name, content=file.read_bytes()))
        for file in sorted((shared / "seeds").glob("*.txt"))
    ]
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    statements = [
        Extract(document=document.id, span=sentence.span, passage=sentence.passage.number)
        for document in documents
        for sentence in split_document(document)
    ]

    found = corroborate(statements, documents, trace(documents, {}))

    by_id = {document.id: document for document in documents}
    assert not [
        each for each in found if "Ishiba" in by_id[each.statement.document].exact(each.statement.span)
    ]


def test_the_sample_sources_confirm_one_another_but_no_count_that_they_dispute() -> None:
    outcomes = [read(source) for source in gather([shipped.SEEDS], 1_000_000)[0]]
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    origins = trace(documents, {})
    voices = voices_of(documents, origins)
    by_id = {document.id: document for document in documents}
    statements = [
        Extract(document=document.id, span=sentence.span, passage=sentence.passage.number)
        for document in documents
        for sentence in split_document(document)
    ]

    found = corroborate(statements, documents, origins)

    pairs = [(each.statement, other) for each in found for other in each.by]
    texts = [tuple(by_id[each.document].exact(each.span) for each in pair) for pair in pairs]
    asked = [other for statement, other in texts if "has asked his ministers to prepare a plan" in statement]
    assert len(asked) >= 4
    assert len({statement.document for statement, _ in pairs}) >= 12
    assert not [pair for pair in texts if any("163" in text for text in pair)]
    assert all(voices[statement.document] != voices[other.document] for statement, other in pairs)


def test_a_dispute_prints_a_sentence_without_open_dates_of_a_dated_source_that_discloses_nothing() -> None:
    given = "Prime Minister Ada Holm of Norland opened the {} bridge{}."
    undated = write(given.format("northern", ""), publisher="Outlet 1", day=None)
    open_date = write(given.format("southern", " next Tuesday"), publisher="Outlet 2")
    plain = write(given.format("western", ""), publisher="Outlet 3")
    documents = [undated, open_date, plain]
    told = assertions(documents, voices_of(documents, ()))
    assert [one.extract.document for one in answer("Ada Holm", told).given] == [
        plain.id,
        undated.id,
        open_date.id,
    ]
