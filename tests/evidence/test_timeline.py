"""Which dated events the documents report."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.config import load
from briefs.evidence import trace
from briefs.evidence.timeline import find_events
from briefs.model import (
    Document,
    Doubt,
    DoubtKind,
    FoundEvent,
    Origin,
    PassageKind,
    Precision,
    Source,
    StatedDate,
    Theme,
    Topic,
)
from briefs.reading import read
from briefs.summary import select
from tests.evidence.families import DAY, write

TODAY = datetime.date(2026, 6, 1)


def topics(*documents: Document, theme: str = "harbour") -> tuple[Topic, ...]:
    return tuple(
        Topic(document=document.id, passage=passage.number, theme=theme, weight=2.0)
        for document in documents
        for passage in document.passages
    )


def events(*documents: Document, on_theme: bool = True) -> tuple[FoundEvent, ...]:
    origins = [Origin(document=document.id, voice=document.id) for document in documents]
    return find_events(documents, origins, topics(*documents) if on_theme else (), TODAY)


def page(*paragraphs: str, **stated: Any) -> Document:
    return write(*paragraphs, **stated)


def dates(found: tuple[FoundEvent, ...]) -> list[str]:
    return [StatedDate(day=event.day, precision=event.precision).iso for event in found]


def printed(event: FoundEvent, *documents: Document) -> list[str]:
    by_id = {document.id: document for document in documents}
    return [by_id[extract.document].exact(extract.span) for extract in event.extracts]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The port of Vik opened its second lock on 12 May 2026.", "2026-05-12"),
        ("On Monday the port of Vik opened its second lock to barges.", "2026-05-18"),
        ("Mayor Olga Brandt took office in June 2025.", "2025-06"),
        ("12 May 2026 — The port of Vik opens its second lock to barges.", "2026-05-12"),
        ("The council of Vik announced on 12 May that it would buy a second dredger.", "2026-05-12"),
        ("The pilots of Vik will vote on the new fees on 9 June 2026.", "2026-06-09"),
        ("The vote on the new fees of Vik is scheduled for 9 June 2026.", "2026-06-09"),
        ("Mayor Olga Brandt said on Monday that the fees of the port would fall.", "2026-05-18"),
        ("From 9 June 2026 the pilots of Vik will bring in ships by daylight only.", "2026-06-09"),
        ("The council of Vik will hold its first hearing on 9 June 2026.", "2026-06-09"),
        ("The council of Vik held a meeting about the fees on 12 May 2026.", "2026-05-12"),
        ("The mayors of both ports held a meeting in Skerrow on 12 May 2026.", "2026-05-12"),
        ("The council of Vik will hold a public hearing on 9 June 2026.", "2026-06-09"),
        ("The council of Vik approved dredging on 12 May 2026.", "2026-05-12"),
        ("The council of Vik approved the new pricing on 12 May 2026.", "2026-05-12"),
        ("The council of Vik plans to vote on the new fees on 10 June 2026.", "2026-06-10"),
        ("The mayors of both ports are to sign the pilots’ accord on 20 June 2026.", "2026-06-20"),
        ("The council of Vik will choose among three new dredgers in June 2026.", "2026-06"),
    ],
)
def test_a_sentence_that_tells_what_happened_on_a_date_is_an_event(sentence: str, date: str) -> None:
    document = page(sentence)

    (event,) = events(document)

    assert dates((event,)) == [date]
    assert printed(event, document) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pilots of Vik have asked for a night rest since 12 May 2026.",
        "The mayor, who took office on 12 May 2026, has not said a word about the fees.",
        "The agreement reached on 12 May 2026 commits both ports to share their pilots.",
        "The 12 May 2026 agreement commits both ports of the bay to share their pilots.",
        "At the meeting in Vik on 12 May 2026, the fees were the last of nine subjects.",
        "“We signed on 12 May 2026 and nobody has paid us,” said Odd Vik, a pilot.",
        "Nobody was hurt when the crane fell on 12 May 2026.",
        "The fees will fall if the council of Vik agrees on 9 June 2026.",
        "The channel had silted up again, the harbour master said on Monday.",
        "Tuesday, 12 May 2026 The council of Vik has bought a second dredger.",
        "It was signed there on 12 May 2026 after a long night of talks.",
        "The council of Vik will meet again about the fees on 31 June 2026.",
        "The council of Vik met about the fees on Monday, 12 May 2026.",
        "The council of Vik met about the fees and the dredger on 9 June 2026.",
        "They opened the second lock of the port of Vik on 12 May 2026 in the rain.",
        "It opened its second lock to barges in the port of Vik on 12 May 2026.",
        "We opened the second lock of the port of Vik on 12 May 2026 in the rain.",
        "The council of Vik took that decision on 12 May 2026 after a long night.",
        "When did the council of Vik buy its second dredger, was it on 12 May 2026?",
        "The council of Vik has bought dredgers with loans as old as the lock of 12 May 2026.",
        "The vote of Vik is meant for 9 June 2026 and nobody has been asked yet.",
        "The council that met on 12 May 2026 has not been paid for the night since.",
        "The skipper was fined for leaving the port of Vik in the fog on 12 May 2026.",
        "The plan proposed by the council of Vik on 12 May 2026 no longer names a price.",
    ],
)
def test_a_date_that_is_not_that_of_what_the_sentence_tells_is_no_event(sentence: str) -> None:
    assert events(page(sentence)) == ()


def test_a_month_is_told_by_its_first_day_and_a_range_by_its_last() -> None:
    month, days = events(
        page(
            "Mayor Olga Brandt took office in June 2025.",
            "The fair of Vik ran on May 18–19, 2026 in the rain.",
        )
    )

    assert (month.day, month.precision) == (datetime.date(2025, 6, 1), Precision.MONTH)
    assert (days.day, days.last) == (datetime.date(2026, 5, 18), datetime.date(2026, 5, 19))


def test_words_counted_from_the_publication_are_marked_and_their_day_stands_beside() -> None:
    (event,) = events(page("The port of Vik opened its second lock last Friday."))

    assert event.resolved == "last Friday"
    assert event.context == "15 May 2026"


def test_a_date_that_says_all_itself_is_not_marked() -> None:
    (event,) = events(page("The port of Vik opened its second lock on 12 May 2026."))

    assert (event.resolved, event.context) == (None, None)


def test_a_relative_date_of_an_undated_document_is_no_event() -> None:
    assert events(page("The port of Vik opened its second lock on Monday.", day=None)) == ()


@pytest.mark.parametrize(
    "stated",
    [
        {"day": datetime.date(2026, 7, 1)},
        {"published": StatedDate(day=DAY, slip="Monday")},
        {"doubts": (Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text="dated on a day that has not come"),)},
    ],
)
def test_nothing_is_counted_from_a_publication_that_cannot_be_right(stated: dict[str, Any]) -> None:
    assert events(page("The port of Vik opened its second lock on Monday.", **stated)) == ()


def test_a_source_east_of_the_reader_may_be_dated_tomorrow() -> None:
    tomorrow = TODAY + datetime.timedelta(days=1)

    (event,) = events(page("The port of Vik opened its second lock on Monday.", day=tomorrow))

    assert event.day == TODAY


def test_a_day_without_its_year_does_not_count_from_a_passage_about_another_year() -> None:
    told = "In 1974 the pilots of Vik went on strike. On 12 May the council of Vik gave in to them."

    assert "2026-05-12" not in dates(events(page(told)))


def test_reports_of_one_event_are_one_entry_with_all_citations() -> None:
    documents = (
        page("The port of Vik opened its second lock on 12 May 2026.", publisher="Inland Post"),
        page("The second lock of the port of Vik was opened on 12 May 2026.", publisher="Ledger"),
        page("On 12 May the second lock at the port of Vik opened to barges.", publisher="Coastal Gazette"),
    )

    (event,) = events(*documents)

    assert event.mentions == 3
    assert {extract.document for extract in event.extracts} == {document.id for document in documents}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("About 400 pilots of Vik went on strike on 12 May 2026.",
         "Some 300 pilots of Vik went on strike on 12 May 2026."),
        ("Two mayors visited the lighthouse of Skerrow on 12 May 2026.",
         "Three mayors visited the lighthouse of Skerrow on 12 May 2026."),
        ("Two mayors of Vik visited the lighthouse on 12 May 2026.",
         "Three mayors of Vik visited the lighthouse on 12 May 2026."),
        ("The accord was signed by 12 harbour masters in Vik on 12 May 2026.",
         "The accord was signed by 12 harbour masters in Skerrow on 12 May 2026."),
        ("The accord was signed by the harbour masters in Geneva on 12 May 2026.",
         "The accord was signed by the harbour masters in Japan on 12 May 2026."),
        ("Ambassador Odd Holt of Austria left Vik after a reception on 12 May 2026.",
         "Ambassador Lena Holt of Austria left Skerrow after a reception on 12 May 2026."),
        ("Mayor Odd Holt arrived in Vik for the lock ceremony on 12 May 2026.",
         "Mayor Odd Holt left Vik after the lock ceremony on 12 May 2026."),
        ("The council of Vik opened its third session of the year on 12 May 2026.",
         "The council of Vik opened its fourth session of the year on 12 May 2026."),
        ("The coastguard seized a trawler off Skerrow on 12 May 2026.",
         "The navy seized a trawler off Skerrow on 12 May 2026."),
        ("Olga Brandt accused Lena Holt of a breach of the lock rules on 12 May 2026.",
         "Lena Holt accused Olga Brandt of a breach of the lock rules on 12 May 2026."),
        ("The council of Vik passed the dredger bill by 18 votes to 9 on 12 May 2026.",
         "The council of Vik passed the dredger bill by 19 votes to 9 on 12 May 2026."),
        ("The council of Vik approved the budget for the port on 12 May 2026.",
         "The council of Vik approved the plan for the school on 12 May 2026."),
        ("Mayor Olga Brandt met the pilots in Vik on 12 May 2026.",
         "Mayor Olga Brandt met the fishermen in Vik on 12 May 2026."),
        ("A dozen pilots of Vik went on strike on 12 May 2026.", "Twenty pilots of Vik went on strike on 12 May 2026."),
        ("The old bridge of Vik was closed after a flood on 12 May 2026.",
         "The new bridge of Vik was closed after a flood on 12 May 2026."),
        ("The former mayor of Vik, Odd Holt, attended the lock ceremony in Skerrow on 12 May 2026.",
         "The trial of the former mayor of Vik, Kai Brand, opened in Skerrow on 12 May 2026."),
        ("The pilots of Vik voted for the new fees on 12 May 2026.",
         "The pilots of Vik did not vote for the new fees on 12 May 2026."),
    ],
)  # fmt: skip
def test_no_source_is_cited_for_another_number_place_actor_or_deed(left: str, right: str) -> None:
    found = events(page(left), page(right))

    assert all(len(event.extracts) == event.mentions == 1 for event in found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Patrol boats of Skerrow seized four trawlers from Vik on 12 May 2026.",
         "Four trawlers from Vik were seized by patrol boats of Skerrow on 12 May 2026, the coastguard said."),
        ("Three people were killed in a fire in Vik on 12 May 2026, the ministry said.",
         "Three people were killed and nine injured in a fire in Vik on 12 May 2026, according to the police."),
        ("President Lee Dal-ho met Olga Brandt in Vik on 12 May 2026.",
         "President Lee Dal Ho and Mayor Brandt met in Vik on 12 May 2026."),
        ("About 400 pilots of Vik went on strike on 12 May 2026.",
         "A total of 400 pilots went on strike in Vik on 12 May 2026."),
    ],
)  # fmt: skip
def test_one_event_in_other_words_has_both_citations(left: str, right: str) -> None:
    (event,) = events(page(left), page(right))

    assert len(event.extracts) == event.mentions == 2


def test_all_citations_of_an_entry_agree_with_one_another() -> None:
    documents = [
        page("Pilots of the port of Vik went on strike over the fees on 12 May 2026."),
        page("About 400 pilots of the port of Vik went on strike on 12 May 2026."),
        page("About 300 pilots of the port of Vik went on strike on 12 May 2026."),
    ]

    cited = [set(printed(event, *documents)) for event in events(*documents)]

    assert not any("400" in " ".join(each) and "300" in " ".join(each) for each in cited)


def test_one_report_with_two_figures_is_two_entries() -> None:
    found = events(
        page("Some 30 members of the council of Vik left the fair on 12 May 2026."),
        page("Some 33 members of the council of Vik left the fair on 12 May 2026."),
    )

    assert dates(found) == ["2026-05-12", "2026-05-12"]


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("ko", "비크 항만청은 12일 바지선 4척의 두 번째 갑문 통행을 허용하는 행사를 부두에서 열었다.",
         "비크 항만청은 12일 바지선 7척의 두 번째 갑문 통행을 허용하는 행사를 부두에서 열었다."),
        ("zh", "维克港务局5月12日启用第二座船闸，允许30艘驳船通行，并在码头举行了启用仪式。",
         "维克港务局5月12日启用第二座船闸，允许50艘驳船通行，并在码头举行了启用仪式。"),
    ],
)  # fmt: skip
def test_other_figures_are_not_merged_in_signs(language: str, left: str, right: str) -> None:
    found = events(page(left, language=language), page(right, language=language))

    assert all(len(event.extracts) == 1 for event in found)


def test_a_reprint_is_not_cited_again_and_does_not_count() -> None:
    report = "The port of Vik opened its second lock on 12 May 2026."
    first, again = page(report, publisher="Inland Post"), page(report, publisher="Ledger")
    origins = trace([first, again], {})

    (event,) = find_events([first, again], origins, topics(first, again), TODAY)

    assert len(event.extracts) == 1


def test_two_events_of_one_day_are_two_entries() -> None:
    found = events(
        page("The port of Vik opened its second lock on 12 May 2026."),
        page("On 12 May 2026 a fire destroyed the boat sheds of Skerrow."),
    )

    assert dates(found) == ["2026-05-12", "2026-05-12"]


def test_the_sentence_that_stands_alone_is_printed_first() -> None:
    leaning = page("However, on 12 May 2026 the port of Vik opened its second lock to barges.")
    firm = page("The port of Vik opened its second lock to barges on 12 May 2026.")

    (event,) = events(leaning, firm)

    assert printed(event, leaning, firm)[0].startswith("The port")


def test_what_happened_is_printed_before_what_was_planned() -> None:
    planned = page("The port of Vik will open its second lock on 12 May 2026.", day=datetime.date(2026, 5, 2))
    done = page("The port of Vik opened its second lock on 12 May 2026.")

    (event,) = events(planned, done)

    assert printed(event, planned, done)[0].startswith("The port of Vik opened")
    assert not event.announced


def test_he_is_named_beside_the_sentence() -> None:
    (event,) = events(
        page(
            "Mayor Olga Brandt has begun to speak with the pilots. On 12 May 2026 she asked the council of Vik to wait."
        )
    )

    assert event.context == "Mayor Olga Brandt"


def test_he_after_the_only_holder_of_an_office_is_named_too() -> None:
    (event,) = events(
        page(
            "President Odd Holt has begun to speak with the pilots.",
            "The president did not say what he would offer. However, on 12 May 2026, he mentioned that fees may fall.",
        )
    )

    assert event.context == "President Odd Holt"


def test_what_lies_ahead_is_announced() -> None:
    held, ahead = events(
        page(
            "The pilots of Vik met on 12 May 2026.", "The pilots of Vik will vote on the fees on 9 June 2026."
        )
    )

    assert (held.announced, ahead.announced) == (False, True)


def test_mentions_count_the_voices_that_report_the_event_and_not_its_date() -> None:
    documents = [
        page("The port of Vik opened its second lock on 12 May 2026.", publisher="Ledger"),
        page("On 12 May 2026 the second lock of the port of Vik was opened.", publisher="Inland Post"),
        page("The port of Vik opened the second lock to barges on 12 May 2026.", publisher="Inland Post"),
        page("Since 12 May 2026 barges have had a lock of their own at Vik.", publisher="Coastal Gazette"),
    ]
    origins = [Origin(document=each.id, voice=each.publisher or each.id) for each in documents]

    (event,) = find_events(documents, origins, topics(*documents), TODAY)

    assert (len(event.extracts), event.mentions) == (3, 2)


def test_off_the_themes_a_date_needs_two_voices() -> None:
    report = page("The port of Vik opened its second lock on 12 May 2026.")
    other = page("Barges passed the second lock of Vik on 12 May 2026.")

    assert events(report, on_theme=False) == ()
    assert len(events(report, other, on_theme=False)) == 1


def test_background_counts_only_where_many_name_it() -> None:
    reports = [
        page(f"In 1942 the sea broke into the mine of Vik, and {men} men died.") for men in (12, 13, 14)
    ]

    assert events(*reports[:2]) == ()
    assert set(dates(events(*reports))) == {"1942"}


def test_a_timeline_is_bounded_and_keeps_what_most_name() -> None:
    named = page("On 31 March 2026 the port of Vik opened its second lock.")
    again = page("Barges passed the second lock of Vik on 31 March 2026.")
    many = page(
        *(f"On {day} April 2026 crane {day} of the port of Vik was painted red." for day in range(1, 30))
    )

    found = events(named, again, many)

    assert len(found) == 15
    assert dates(found)[0] == "2026-03-31"


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = [
        page("The port of Vik opened its second lock on 12 May 2026."),
        page("Barges passed the second lock of Vik on 12 May 2026."),
        page("On 12 May 2026 a fire destroyed the boat sheds of Skerrow."),
    ]

    assert events(*documents) == events(*reversed(documents))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ko",
            "비크 항만청은 12일 두 번째 갑문을 열고 바지선 통행을 허용했다고 주민들이 모인 자리에서 선언했다.",
        ),
        ("ja", "ビク港湾局は5月12日、二番目の閘門を開き、はしけの通行を認める式典を岸壁で開いた。"),
        ("zh", "维克港务局5月12日启用第二座船闸，允许驳船通行，并在码头举行了启用仪式。"),
    ],
)
def test_events_are_found_in_signs(language: str, sentence: str) -> None:
    assert dates(events(page(sentence, language=language))) == ["2026-05-12"]


def test_the_deck_tells_the_day_that_the_article_leaves_to_its_reader() -> None:
    deck = "Mayor Olga Brandt meets the pilots of Vik on 12 May 2026."
    document = page(deck, "Next Tuesday Brandt will hear what the pilots of Vik have to say.", day=None)
    above = replace(document.passages[0], kind=PassageKind.DECK)
    document = replace(document, passages=(above, document.passages[1]))
    origin = Origin(document=document.id, voice=document.id)

    (event,) = find_events([document], [origin], topics(document)[1:], TODAY)

    assert printed(event, document) == [deck]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "비크 항만청은 12일부터 바지선 통행을 막고 있다고 주민들이 모인 자리에서 선언했다."),
        ("ko", "비크 항만청은 지난 12일 열린 회의에서 합의한 갑문 계획을 주민들에게 알리기로 했다."),
        ("ja", "ビク港湾局は、2024年に結ばれた協定の見直しを始め、はしけの通行料を検討している。"),
        ("zh", "维克港务局重新审查5月12日签署的协议，并允许驳船在夜间通行以减少等待时间。"),
        ("zh", "他5月12日启用第二座船闸，允许驳船通行，并在码头举行了启用仪式。"),
    ],
)
def test_a_date_in_signs_that_belongs_to_a_noun_or_a_span_is_no_event(language: str, sentence: str) -> None:
    assert events(page(sentence, language=language)) == ()


def test_what_was_only_said_that_day_gives_way_to_what_happened() -> None:
    said = page(
        "비크 항만청 관계자는 12일 “갑문을 더 넓혀야 하고 예산은 이미 마련돼 있다”고 말했다.", language="ko"
    )
    done = page(
        "비크 항만청은 12일 두 번째 갑문을 열고 바지선 통행을 허용하는 행사를 부두에서 열었다.", language="ko"
    )

    (*_, first) = sorted(
        events(said, done), key=lambda event: event.extracts[0].document != done.id, reverse=True
    )

    assert printed(first, said, done)[0].startswith("비크 항만청은")


def test_reports_in_two_languages_are_not_merged_and_one_is_printed() -> None:
    english = page("The port of Vik opened its second lock to barges on 12 May 2026.")
    korean = page(
        "비크 항만청은 12일 두 번째 갑문을 열고 바지선 통행을 허용하는 행사를 부두에서 열었다.", language="ko"
    )

    (event,) = events(english, korean)

    assert (event.mentions, len(event.extracts)) == (1, 1)


@pytest.mark.parametrize(
    ("sentence", "context"),
    [
        ("The port of Vik opened its second lock to barges last month.", "April 2026"),
        ("The fair of Vik drew thousands to the quay on 10–11 May.", "10–11 May 2026"),
        ("The pilots of Vik were on strike from 28 April to 3 May.", "28 April 2026 – 3 May 2026"),
    ],
)
def test_the_days_that_were_counted_stand_beside(sentence: str, context: str) -> None:
    (event,) = events(page(sentence))

    assert event.context == context


def test_a_whole_year_is_an_event_where_several_name_it() -> None:
    one = page("In 2025 the port of Vik bought its second dredger for the channel.")
    other = page("The port of Vik bought a dredger in 2025 and has used it ever since.")

    assert events(one) == ()
    assert dates(events(one, other)) == ["2025"]


def test_he_after_several_people_is_nobody_and_his_day_no_event() -> None:
    people = "President Odd Holt and Mayor Olga Brandt spoke with the pilots."

    assert events(page(f"{people} On 12 May 2026 he asked the council of Vik to wait.")) == ()


def real(shared: Path) -> tuple[list[Document], tuple[Theme, ...]]:
    outcomes = [
        read(Source(path=path.name, content=path.read_bytes()))
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    settings = load(Path(__file__).parents[2] / "briefs.toml")
    return [outcome for outcome in outcomes if isinstance(outcome, Document)], tuple(settings.themes)


def test_the_dates_of_the_real_documents_are_found_and_those_of_related_links_are_not(shared: Path) -> None:
    documents, themes = real(shared)

    found = find_events(documents, trace(documents, {}), select(documents, themes).topics, TODAY)

    assert {"2025-06", "2025-08-15", "2025-08-18", "2026-01-13", "2026-05-19"} <= set(dates(found))
    assert not any(date.startswith("2025-10") for date in dates(found))
    assert not any(event.announced for event in found)


def test_a_corrected_publication_day_moves_what_counts_from_it() -> None:
    document = page("The port of Vik opened its second lock on Monday.")
    later = replace(document, published=StatedDate(day=datetime.date(2026, 5, 28)))

    assert [event.day.day for event in (*events(document), *events(later))] == [18, 25]
