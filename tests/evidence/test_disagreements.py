"""Which questions the sources answer differently, and which only seem to be."""

import datetime
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefs.evidence import trace
from briefs.evidence.disagreements import find_disagreements
from briefs.model import (
    DisagreementKind,
    Document,
    FoundDisagreement,
    Origin,
    Source,
)
from briefs.reading import read
from tests.evidence.families import DAY, write

WEEK = datetime.timedelta(weeks=1)


def found(*documents: Document) -> tuple[FoundDisagreement, ...]:
    origins = [
        Origin(document=document.id, voice=document.publisher or document.id) for document in documents
    ]
    disagreements = find_disagreements(documents, origins)
    assert find_disagreements(documents[::-1], origins[::-1]) == disagreements
    return disagreements


def answers(disagreements: Sequence[FoundDisagreement]) -> list[tuple[str, list[str]]]:
    return [(one.question, [claim.value for claim in one.claims]) for one in disagreements]


def told(*sentences: str, day: datetime.date | None = DAY) -> list[Document]:
    """One document of its own voice for each sentence."""
    return [write(sentence, publisher=f"Outlet {place}", day=day) for place, sentence in enumerate(sentences)]


NORWAY = (
    "The ferry line was reopened on Monday by Norway's prime minister, Lena Holt, in the port of Skerrow.",
    "On the quay of Skerrow the Norwegian Prime Minister Lena Holt promised a second ferry for the islands.",
)
OTHER = (
    "Prime Minister Odd Vik of Norway opened the ferry line to the islands with a short speech at the quay."
)


def test_another_holder_of_an_office_is_told_with_all_who_name_one() -> None:
    (disagreement,) = found(*told(*NORWAY, OTHER))

    assert disagreement.kind is DisagreementKind.OFFICE
    assert disagreement.question == "Prime Minister of Norway"
    assert [(claim.value, len(claim.extracts)) for claim in disagreement.claims] == [
        ("Lena Holt", 2),
        ("Odd Vik", 1),
    ]


def test_every_extract_of_an_answer_is_a_sentence_that_gives_it() -> None:
    documents = told(*NORWAY, OTHER)
    (disagreement,) = found(*documents)
    texts = {document.id: document for document in documents}

    for claim in disagreement.claims:
        for extract in claim.extracts:
            assert claim.value in texts[extract.document].exact(extract.span)
            assert extract.passage == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Takahashi Mariko", "Mariko Takahashi"),
        ("Seo Min-jun", "Seo Min Jun"),
        ("Seo Min-jun", "Suh Minjoon"),
        ("Lee Jae-hyung", "I Jae-hyeong"),
        ("Volodar Zelenko", "Volodar Zelenkо"),
        ("Ahmed Qaddari", "Ahmad Kadhari"),
        ("Lena Holt", "Holt"),
        ("Oumarou Diarra", "Umaru Jarra"),
        ("Xi Yun", "Xi"),
        ("Seo Minjun", "Min-jun Seo"),
        ("Jörg Söderén", "Jorg Soderen"),
    ],
)
def test_a_spelling_is_never_another_person(one: str, other: str) -> None:
    documents = told(
        f"Japan's prime minister, {one}, opened the new ferry line to the islands on Tuesday morning.",
        f"The ferry line was opened in the morning by Prime Minister {other} of Japan, who took the first boat.",
    )

    assert not [each for each in found(*documents) if each.kind is DisagreementKind.OFFICE]


def test_a_successor_is_no_disagreement() -> None:
    before = told(*NORWAY, day=DAY - 8 * WEEK)
    after = write(OTHER, publisher="Dawn Post", day=DAY)

    assert not found(*before, after)


def test_who_is_still_named_weeks_after_another_one_is_disputed() -> None:
    documents = [
        *told(*NORWAY, day=DAY),
        write(OTHER, publisher="Dawn Post", day=DAY - WEEK),
        write(NORWAY[0], publisher="Noon Post", day=DAY - 2 * WEEK),
    ]

    assert answers(found(*documents)) == [("Prime Minister of Norway", ["Lena Holt", "Odd Vik"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Former Norwegian Prime Minister Odd Vik said on Monday that the ferry line had come ten years too late.",
        "The ferry line was planned by then Prime Minister Odd Vik of Norway, who wanted it for the fishing fleet.",
        "The late Prime Minister Odd Vik of Norway had asked for the ferry line in his last speech in parliament.",
        "Norway's acting prime minister, Odd Vik, wrote that the ferry line would be paid for by the fishing fleet.",
        "Norway's deputy prime minister, Odd Vik, took the first boat of the ferry line to the outer islands.",
        "In 2018 the Norwegian Prime Minister Odd Vik had promised the islands a ferry line of their own.",
        "Odd Vik, the prime minister of Norway until last year, had planned the ferry line for the fishing fleet.",
        "The ferry line is the last trace of Odd Vik, Norway's prime minister from 2016 to 2021, in the port.",
        "Norway's prime minister, Odd Vik, resigned over the price of the ferry line to the outer islands.",
        "Norwegian Coast Bank President Odd Vik paid for the ferry line, as the prime minister's office has said.",
        "The ferry line was paid for by President Odd Vik of the Coast Bank, which has its seat in Norway.",
        "Norway's opposition leader, Odd Vik, called the ferry line a present to the voters of the islands.",
    ],
)
def test_who_does_not_hold_the_office_is_no_answer(sentence: str) -> None:
    assert not found(*told(*NORWAY, sentence))


def test_times_that_lie_apart_may_be_those_of_a_successor() -> None:
    spring = (
        "Finance Minister {} of Norway told parliament in {} that the ferry line would cost 3 million crowns."
    )

    assert not found(*told(spring.format("Lena Holt", "January 2026"), spring.format("Odd Vik", "May 2026")))
    assert found(*told(spring.format("Lena Holt", "May 2026"), spring.format("Odd Vik", "May 2026")))
    assert found(*told(spring.format("Lena Holt", "a speech"), spring.format("Odd Vik", "May 2026")))


@pytest.mark.parametrize(
    "sentence",
    [
        "In a novel published on Monday, Prime Minister Odd Vik of Norway sells the ferry to the gulls of Skerrow.",
        "The new comedy follows the fictional Prime Minister Odd Vik of Norway on the ferry line to the islands.",
        "If Prime Minister Odd Vik of Norway had come to the quay, the ferry line would not have been reopened.",
        "Imagine that Prime Minister Odd Vik of Norway had reopened the ferry line to the islands on Monday.",
    ],
)
def test_who_holds_an_office_in_a_tale_or_a_condition_is_no_answer(sentence: str) -> None:
    assert not found(*told(*NORWAY, sentence))


def test_a_country_is_named_with_its_article() -> None:
    documents = told(
        *(
            sentence.replace("Norwegian", "British").replace("Norway", "Britain")
            for sentence in (*NORWAY, OTHER)
        )
    )

    assert [one.question for one in found(*documents)] == ["Prime Minister of the United Kingdom"]


def test_a_source_that_names_both_knows_of_a_change_and_answers_nothing() -> None:
    both = (
        "Prime Minister Odd Vik of Norway had planned the ferry line for years before the vote of last autumn. "
        "Norway's prime minister, Lena Holt, opened the ferry line to the islands on Monday morning."
    )

    assert not found(*told(NORWAY[0], both))


def test_a_source_that_knows_the_other_one_may_tell_of_the_past() -> None:
    history = (
        "Prime Minister Odd Vik of Norway laid the first stone of the quay and took the first boat to the islands. "
        "His niece Lena Holt was among the guests who watched the ceremony from the harbour wall."
    )

    assert not found(*told(*NORWAY, history))


def test_the_same_office_of_two_countries_is_two_questions() -> None:
    sentence = "The ferry line was also praised by Sweden's prime minister, Odd Vik, who came to the port of Skerrow."

    assert not found(*told(*NORWAY, sentence))


def test_a_change_that_is_told_does_not_hide_a_source_that_came_after_it() -> None:
    documents = [
        *told(*NORWAY, day=DAY),
        write(OTHER, publisher="Dawn Post", day=DAY + WEEK),
        write(NORWAY[1], publisher="Noon Post", day=DAY + 2 * WEEK),
        write(
            "Former Norwegian Prime Minister Odd Vik came to the quay of Skerrow as a guest.",
            publisher="Weekly",
        ),
    ]

    assert answers(found(*documents)) == [("Prime Minister of Norway", ["Lena Holt", "Odd Vik"])]


def test_an_office_of_too_many_people_is_no_office() -> None:
    given = (
        "Ada",
        "Bert",
        "Carla",
        "Doris",
        "Egon",
        "Frida",
        "Gustav",
        "Hilde",
        "Ivar",
        "Johan",
        "Knut",
        "Lotte",
        "Max",
    )
    family = (
        "Aas",
        "Berg",
        "Cramer",
        "Dunker",
        "Eng",
        "Foss",
        "Gran",
        "Hov",
        "Iversen",
        "Jul",
        "Krog",
        "Lie",
        "Moe",
    )
    sentences = [OTHER.replace("Odd Vik", " ".join(name)) for name in zip(given, family, strict=True)]

    assert not found(*told(*sentences))


def test_a_reprint_is_no_second_voice() -> None:
    documents = told(NORWAY[0], OTHER)
    origin = Origin(document=documents[0].id, voice="agency")
    same = Origin(document=documents[1].id, voice="agency")

    assert not find_disagreements(documents, (origin, same))
    assert len(find_disagreements(documents, ())) == 1


def test_a_leader_without_a_country_is_placed_beside_the_other_leader() -> None:
    pair = (
        "The accord binds Norway and Sweden to keep the ferry line open in winter, and both parliaments backed it. "
        "Sweden's prime minister, Ebba Lund, signed for her government in the morning of the same day. "
        "Prime Minister Vik's coalition in Norway leans on the votes of the islands, where the ferry lands."
    )

    assert answers(found(*told(NORWAY[0], pair))) == [("Prime Minister of Norway", ["Lena Holt", "Vik"])]


def test_a_leader_without_a_country_beside_nobody_is_not_guessed() -> None:
    sentence = (
        "Prime Minister Odd Vik also said that his country was ready to help Norway with a ferry of its own."
    )

    assert not found(*told(*NORWAY, sentence))


MINE = (
    "Divers found the remains of 136 miners from Skerrow in the flooded galleries of the pit that drowned in 1931.",
    "The pit of Skerrow took the lives of 136 miners in 1931, and their families have waited for the bones since.",
    "Officials in Skerrow said that the remains of 163 miners who died in the pit in 1931 would be brought up.",
)


def test_another_count_of_one_thing_is_told() -> None:
    (disagreement,) = found(*told(*MINE))

    assert disagreement.kind is DisagreementKind.COUNT
    assert [(claim.value, len(claim.extracts)) for claim in disagreement.claims] == [("136", 2), ("163", 1)]
    assert disagreement.question.startswith("number of miners")


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials in Skerrow said that the remains of about 130 miners who died in the pit in 1931 were still below.",
        "Officials in Skerrow said that the remains of more than 100 miners who died in the pit in 1931 were below.",
        "Officials in Skerrow said that between 120 and 150 miners who died in the pit in 1931 were still below.",
        "Officials in Skerrow said that the remains of 24 children who died in the pit in 1931 would be brought up.",
        "Officials in Skerrow said that the remains of 24 young miners who died in the pit in 1931 would be raised.",
        "Officials in Skerrow said that 24 of the miners who died in the pit in 1931 were still below.",
        "Officials in Skerrow said that another 24 miners who died in the pit in 1931 would be brought up in summer.",
        "Officials in Skerrow said that 212 miners were injured in the pit in 1931, and that some lost their sight.",
        "Officials in Skerrow said that the remains of 24 miners who died in the pit in 1956 would be brought up.",
        "Officials in Skerrow said that the remains of up to 200 miners who died in the pit in 1931 had been seen.",
        "Officials in Skerrow said that 24% of the miners who died in the pit in 1931 had lived on the islands.",
        "Officials in Skerrow said that 24 were arrested for the theft of copper from the pit of 1931 last night.",
        "Officials in Skerrow said that 24 coal dust samples were taken in the pit in which miners died in 1931.",
        "Officials in Skerrow said that 24 fine copper alloy dust probe boxes from the pit of 1931 had been examined.",
        "Officials said that the remains of 24 miners who died in the pit in 1931 would be brought up in summer.",
        "People in Skerrow remember the year 1931, for the pit killed 24 miners from Tarnby Cape in 1931 and drowned.",
        "Officials in Tarnby said that the remains of 24 miners who died in the pit in 1931 would be brought up.",
    ],
)
def test_a_count_that_agrees_or_counts_something_else_is_none(sentence: str) -> None:
    assert not found(*told(*MINE[:2], sentence))


FIRE = (
    "The fire in the ferry terminal of Skerrow killed {} passengers and drove hundreds from the quay on Monday.",
    "On the quay of Skerrow {} passengers were killed by the fire in the ferry terminal, the harbour police said.",
)


def test_a_toll_that_rises_from_day_to_day_is_a_development() -> None:
    monday = write(FIRE[0].format(3), publisher="Dawn Post", day=datetime.date(2026, 5, 18))
    friday = write(FIRE[1].format(6), publisher="Noon Post", day=datetime.date(2026, 5, 22))

    assert not found(monday, friday)


def test_a_toll_that_two_sources_of_one_day_tell_differently_is_disputed() -> None:
    (disagreement,) = found(*told(FIRE[0].format(3), FIRE[1].format(6)))

    assert [claim.value for claim in disagreement.claims] == ["3", "6"]


def test_three_answers_stand_side_by_side() -> None:
    (disagreement,) = found(*told(FIRE[0].format(3), FIRE[1].format(6), FIRE[0].format(9)))

    assert [claim.value for claim in disagreement.claims] == ["3", "6", "9"]


def test_a_toll_that_is_told_again_after_another_one_is_disputed() -> None:
    monday = write(FIRE[0].format(3), publisher="Dawn Post", day=DAY)
    friday = write(FIRE[1].format(6), publisher="Noon Post", day=DAY + WEEK)
    sunday = write(FIRE[0].format(3), publisher="Evening Post", day=DAY + 2 * WEEK)

    assert answers(found(monday, friday, sunday)) != []


def test_only_the_latest_word_of_a_voice_counts() -> None:
    sentence = "{} people drowned when the passenger ferry Maren sank off Skerrow, the {} of Norway said{}."
    first = {
        "Dawn Post": sentence.format("14", "coastguard", " on Monday"),
        "Noon Post": sentence.format("Sixteen", "interior ministry", " on Monday"),
    }
    later = {
        "Dawn Post": "The death toll of the ferry Maren has risen: "
        + sentence.format("19", "coastguard", " on Tuesday"),
        "Noon Post": sentence.format("Nineteen", "interior ministry", " on Wednesday"),
    }
    told_first = [write(text, publisher=name, day=DAY) for name, text in first.items()]
    told_later = [write(text, publisher=name, day=DAY + WEEK) for name, text in later.items()]

    assert [values for _, values in answers(found(*told_first))] == [["14", "Sixteen"]]
    assert answers(found(*told_first, *told_later)) == []
    assert answers(found(*told_first, told_later[0])) == []


def test_another_event_of_the_same_voice_takes_nothing_back() -> None:
    sentence = "Patrol boats from Bergen detained {} sailors off the ferry port of Skerrow on {} May 2026."
    monday = [
        write(sentence.format(number, 18), publisher=name, day=DAY)
        for name, number in (("Dawn Post", "four"), ("Noon Post", "seven"))
    ]
    sunday = write(sentence.format("six", 24), publisher="Dawn Post", day=DAY + WEEK)

    assert [values for _, values in answers(found(*monday, sunday))] == [["four", "seven"]]


def test_a_toll_of_one_day_is_disputed_by_sources_without_a_date_of_their_own() -> None:
    first = FIRE[0].replace("on Monday", "on 18 May 2026").format(3)
    second = FIRE[1].replace("police said", "police said of 18 May 2026").format(6)

    assert answers(found(*told(first, second, day=None))) != []
    assert answers(found(*told(FIRE[0].format(3), FIRE[1].format(6), day=None))) == []


def test_people_are_counted_where_no_noun_stands() -> None:
    documents = told(
        "At the ferry terminal of Skerrow 3 were killed by the fire in the ferry terminal on Monday morning.",
        "On Monday the fire in the terminal broke out, and 6 were killed by the fire at the ferry of Skerrow.",
    )

    ((question, values),) = answers(found(*documents))

    assert question.startswith("number of people who were killed by the fire")
    assert values == ["3", "6"]


def test_two_counts_of_a_people_at_two_places_are_no_disagreement() -> None:
    documents = told(
        "Divers found the remains of 136 Swedes in the flooded galleries of the old pit near the river last week.",
        "Divers found the remains of 163 Swedes in the flooded galleries of a steamer off the coast last week.",
    )

    assert not found(*documents)


def test_things_are_counted_as_people_are() -> None:
    documents = told(
        "The ferry company of Skerrow owns 14 boats, and on 18 May 2026 all of them lay idle at the quay.",
        "On 18 May 2026 the ferry company of Skerrow owned 17 boats, all of which lay idle at the quay.",
    )

    assert [values for _, values in answers(found(*documents))] == [["14", "17"]]


def test_one_source_that_states_both_counts_disputes_nothing() -> None:
    both = f"{FIRE[0].format(3)} {FIRE[1].format(6)}"

    assert not found(*told(both, FIRE[1].format(6)))


def test_a_name_that_is_spelt_differently_is_told_as_a_spelling() -> None:
    documents = told(
        "President Seo Min-jun of South Korea took the first boat of the ferry line on Monday morning.",
        "South Korea's president, Seo Min Jun, left the ferry at the port of Skerrow and walked to the quay.",
        "The South Korean President Seo Min-Jun thanked the crew of the ferry for a calm passage to Skerrow.",
    )

    (disagreement,) = found(*documents)

    assert disagreement.kind is DisagreementKind.SPELLING
    assert disagreement.question == "spelling of the name of the President of South Korea"
    assert [len(claim.extracts) for claim in disagreement.claims] == [2, 1]


def test_another_romanisation_of_a_holder_of_one_office_is_a_spelling() -> None:
    documents = told(
        "President Jae-hyung Lee of South Korea took the first boat of the ferry line on Monday morning.",
        "South Korea's president, Jae-hyeong Lee, left the ferry at the port of Skerrow and walked to the quay.",
    )

    assert [each.kind for each in found(*documents)] == [DisagreementKind.SPELLING]


def test_a_source_that_spells_a_name_in_two_ways_disputes_nothing() -> None:
    one = "President Seo Min-jun of South Korea took the first boat of the ferry line on Monday morning."

    assert not found(*told(one, f"{one} {one.replace('Min-jun', 'Min Jun')}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seo Min-jun", "Seo Min‑jun"),
        ("Seo Min-jun", "Seo Min-Jun"),
        ("René Dévail", "Rene Devail"),
        ("May Ryan", "Amy Ryan"),
    ],
)
def test_capitals_marks_and_kinds_of_hyphens_are_no_other_spelling(one: str, other: str) -> None:
    documents = told(
        f"Harbour chief {one} said that the ferry line had been full on every day of its first week.",
        f"The ferry line had been full all week, according to {other}, the chief of the harbour of Skerrow.",
    )

    assert not found(*documents)


def test_the_same_event_dated_differently_is_told() -> None:
    documents = told(
        "Lena Holt took office in June 2025 and has since made the ferry line her first concern.",
        "The islands have had her ear since Lena Holt took office in July 2025, her critics in Skerrow say.",
    )

    (disagreement,) = found(*documents)

    assert disagreement.kind is DisagreementKind.DATE
    assert sorted(claim.value for claim in disagreement.claims) == ["July 2025", "June 2025"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Rockets hit the quay of Skerrow on 3 May 2026, and the ferry line to the islands was closed.",
            "Rockets hit the quay of Skerrow on 5 May 2026, and the ferry line to the islands was closed.",
        ),
        (
            "Lena Holt was elected mayor of Skerrow in May 2021 with the votes of the outer islands.",
            "Lena Holt was elected mayor of Skerrow in May 2025 with the votes of the outer islands.",
        ),
        (
            "The leaders of both islands held the Skerrow summit on 13 and 14 January 2026 in the old town hall.",
            "The leaders of both islands held the Skerrow summit on 14 January 2026 in the old town hall.",
        ),
        (
            "The trawler Petrel sank off Cape Rowan on 31 February 2026 with nine people on board.",
            "The trawler Petrel sank off Cape Rowan on 45 March 2026 with nine people on board.",
        ),
        (
            "The trawler Petrel sank off Cape Rowan in 1931 with nine people on board.",
            "The trawler Petrel sank off Cape Rowan in March 1932 with nine people on board.",
        ),
        (
            "Lena Holt took office in June 2025 and has since made the ferry line her first concern.",
            "Lena Holt took office in 2025 and has since made the ferry line her first concern.",
        ),
    ],
)
def test_events_that_come_again_and_dates_that_agree_are_not_disputed(one: str, other: str) -> None:
    assert not found(*told(one, other))


def test_a_year_long_ago_is_disputed_where_it_is_near() -> None:
    sentence = "The trawler Petrel sank off Cape Rowan in {} with all who were on board."

    (near,) = answers(found(*told(sentence.format(1931), sentence.format(1932))))

    assert near == ("date on which the trawler Petrel sank off Cape Rowan", ["1931", "1932"])
    assert not found(*told(sentence.format(1931), sentence.format(1956)))


def test_days_without_a_year_are_not_disputed_where_no_document_tells_it() -> None:
    sentence = "The trawler Petrel sank off Cape Rowan on {} March with all who were on board."

    assert not found(*told(sentence.format(3), sentence.format(7), day=None))


def test_a_source_that_gives_both_dates_disputes_nothing() -> None:
    sentence = "The trawler Petrel sank off Cape Rowan in {} with all who were on board."

    assert not found(*told(sentence.format(1931), f"{sentence.format(1931)} {sentence.format(1932)}"))


def test_korean_japanese_and_chinese_are_left_alone() -> None:
    documents = [
        write(
            "다카하시 일본 총리는 5월 3일 스케로 항구에서 광부 136명의 유골을 맞았다고 발표했다.",
            language="ko",
        ),
        write(
            "이시다 일본 총리는 5월 3일 스케로 항구에서 광부 163명의 유골을 맞았다고 발표했다.", language="ko"
        ),
    ]

    assert not found(*documents)


def test_an_event_counted_differently_is_told() -> None:
    documents = told(
        "Lena Holt and Ebba Lund sat down in Skerrow on 19 May 2026 for their third meeting.",
        "When Ebba Lund came to Skerrow on 19 May 2026 it was her fourth meeting with Lena Holt.",
        "On 19 May 2026 Ebba Lund and Lena Holt held their third meeting, behind closed doors.",
    )
    documents[1] = write(
        "Ebba Lund came to Skerrow on 19 May 2026 for her fourth meeting.", publisher="Noon Post"
    )

    (disagreement,) = found(*documents)

    assert disagreement.question == "which meeting it was: third or fourth"
    assert [claim.value for claim in disagreement.claims] == ["third", "fourth"]


def test_events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = told(
        "Lena Holt and Ebba Lund sat down in Skerrow on 19 May 2026 for their second meeting in six months.",
        "Lena Holt and Ebba Lund sat down in Skerrow on 19 May 2026 for their fourth meeting since the vote.",
    )

    assert not found(*documents)


def test_a_meeting_put_in_two_places_is_told() -> None:
    documents = told(
        "Lena Holt met Ebba Lund on 19 May 2026 in Skerrow to settle the fares of the ferry line.",
        "Lena Holt met Ebba Lund on 19 May 2026 in Tarnby and spoke about the fares of the ferry line.",
    )

    (disagreement,) = found(*documents)

    assert disagreement.kind is DisagreementKind.PLACE
    assert sorted(claim.value for claim in disagreement.claims) == ["Skerrow", "Tarnby"]


def test_two_meetings_on_two_days_are_two_meetings() -> None:
    documents = told(
        "Lena Holt met Ebba Lund on 19 May 2026 in Skerrow to settle the fares of the ferry line.",
        "Lena Holt met Ebba Lund on 20 May 2026 in Tarnby and spoke about the fares of the ferry line.",
    )

    assert not found(*documents)


def test_the_number_reported_is_bounded() -> None:
    countries = (
        "Norway",
        "Sweden",
        "Denmark",
        "Finland",
        "Poland",
        "Spain",
        "Italy",
        "Greece",
        "France",
        "Ireland",
    )
    offices = ("prime minister", "president", "foreign minister")
    one = " ".join(
        f"The ferry was welcomed on Monday by {country}'s {office}, Ann Vik, at the quay of Skerrow."
        for country in countries
        for office in offices
    )

    assert 20 < len(found(*told(one, one.replace("Ann Vik", "Lena Holt")))) < 30


def test_hostile_sources_take_no_long_time() -> None:
    sentence = (
        "The fire of Skerrow killed {} passengers of the ferry and Prime Minister Ann{} Vik of Norway came. "
    )
    documents = [
        write("".join(sentence.format(9 * place + each, each) for each in range(200)), publisher=f"P {place}")
        for place in range(8)
    ]
    started = time.perf_counter()

    found(*documents)

    assert time.perf_counter() - started < 15


def real(shared: Path) -> list[Document]:
    outcomes = [
        read(Source(path=file.name, content=file.read_bytes()))
        for file in sorted((shared / "seeds").glob("*.txt"))
    ]
    return [outcome for outcome in outcomes if isinstance(outcome, Document)]


def test_of_the_real_documents_one_names_another_prime_minister(shared: Path) -> None:
    documents = real(shared)

    disagreements = find_disagreements(documents, trace(documents, {}))

    (office,) = [each for each in disagreements if each.kind is DisagreementKind.OFFICE]
    names = {document.id: document.path[:3] for document in documents}
    assert office.question == "Prime Minister of Japan"
    assert [
        (claim.value, sorted(names[one.document] for one in claim.extracts)) for claim in office.claims
    ] == [
        ("Sanae Takaichi", ["000", "001"]),
        ("Ishiba", ["002"]),
    ]
    assert [each.kind for each in disagreements if each is not office] == []
