"""Who said what in the documents."""

import datetime
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.config import load
from briefs.evidence import trace
from briefs.evidence.marks import find_quoted
from briefs.evidence.quotations import find_quotations
from briefs.model import Document, FoundQuotation, Origin, PassageKind, Source, Topic
from briefs.reading import read
from briefs.summary import select
from tests.evidence.families import DAY, own_words, write


def topics(*documents: Document, weight: float = 2.0) -> tuple[Topic, ...]:
    return tuple(
        Topic(document=document.id, passage=passage.number, theme="harbour", weight=weight)
        for document in documents
        for passage in document.passages
    )


def quoted(*documents: Document) -> tuple[FoundQuotation, ...]:
    origins = [Origin(document=document.id, voice=document.id) for document in documents]
    return find_quotations(documents, origins, topics(*documents))


def words(found: FoundQuotation, *documents: Document) -> str:
    return next(each.exact(found.words.span) for each in documents if each.id == found.words.document)


def told(*paragraphs: str, **stated: Any) -> list[tuple[str | None, str]]:
    document = write(*paragraphs, **stated)
    return [(found.speaker, words(found, document)) for found in quoted(document)]


def speakers(*paragraphs: str, **stated: Any) -> list[str | None]:
    return [speaker for speaker, _ in told(*paragraphs, **stated)]


SPEECH = "We shall need a wider channel before the winter"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{SPEECH},” said Lena Holt.", "Lena Holt"),
        (f"“{SPEECH},” said Lena Holt, a pilot at Skerrow for thirty years.",
         "Lena Holt, a pilot at Skerrow for thirty years"),
        (f"“{SPEECH},” said Lena Holt of the Pilots’ Guild, who saw two.", "Lena Holt of the Pilots’ Guild"),
        (f"“{SPEECH},” Lena Holt said on Monday.", "Lena Holt"),
        (f"“{SPEECH},” Lena Holt, a pilot at Skerrow, told reporters.", "Lena Holt, a pilot at Skerrow"),
        (f"Lena Holt said: “{SPEECH}.”", "Lena Holt"),
        (f"Lena Holt, a pilot, told the Inland Post, “{SPEECH}.”", "Lena Holt, a pilot"),
        (f"On Monday, Lena Holt warned: “{SPEECH}.”", "Lena Holt"),
        (f"“{SPEECH},” according to Lena Holt.", "Lena Holt"),
        (f"According to Lena Holt, “{SPEECH}.”", "Lena Holt"),
        (f"“{SPEECH},” one regional analyst said.", "one regional analyst"),
        (f"“{SPEECH},” said an official of the port office in Vik, who was not to be named.",
         "an official of the port office in Vik"),
        (f"“{SPEECH},” said Prime Minister Odd Vik.", "Prime Minister Odd Vik"),
        (f"“{SPEECH},” the Port Office said.", "the Port Office"),
        (f'"{SPEECH}," said Lena Holt.', "Lena Holt"),
        (f"‘{SPEECH},’ said Lena Holt.", "Lena Holt"),
        (f"«{SPEECH}», said Lena Holt.", "Lena Holt"),
    ],
)  # fmt: skip
def test_the_speaker_is_who_the_text_names(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Lena Holt, a fisheries adviser, came to Vik.", "Lena Holt, a fisheries adviser"),
        (
            "Lena Holt, a former diplomat who teaches in Vik, came.",
            "Lena Holt, a former diplomat who teaches in Vik",
        ),
        ("Lena Holt, who teaches navigation in Vik, came.", "Lena Holt, who teaches navigation in Vik"),
        ("Lena Holt, who came to Vik on Monday, was late.", "Lena Holt"),
        ("Nobody asked the harbour master, Lena Holt.", "the harbour master, Lena Holt"),
        ("Nobody asked the economist Lena Holt about it.", "the economist Lena Holt"),
        ("Lena Holt, one of the pilots, came to Vik.", "Lena Holt"),
        ("At the end of the meeting, Lena Holt, Odd Vik and Kai Brand left.", "Lena Holt"),
        ("After the war with the sister, Lena Holt came to Vik.", "Lena Holt"),
        ("Nobody listened to Lena Holt, a reminder that the war is over.", "Lena Holt"),
        ("Nobody met Lena Holt, an hour after the fire.", "Lena Holt"),
        ("On the quay stood Lena Holt, a pilot and Odd Vik.", "Lena Holt"),
        ("Lena Holt came to Vik with a pilot, a cook and a clerk.", "Lena Holt"),
    ],
)
def test_a_speaker_is_printed_with_the_introduction_that_stands_beside_the_name(
    introduction: str, speaker: str
) -> None:
    assert speakers(introduction, f"“{SPEECH},” said Lena Holt.") == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        f"“{SPEECH},” he said.",
        f"“{SPEECH},” the official said.",
        f"“{SPEECH},” the minister said.",
        f"“{SPEECH},” they said.",
        f"“{SPEECH},” the report said.",
        f"“{SPEECH},” said the sign at the gate of the yard.",
        f"Nobody in the yard of Vik slept. “{SPEECH}.”",
        f"“{SPEECH},” the president said.",
        f"Lena Holt met Odd Vik and Kai Brand at the quay. “{SPEECH},” he said.",
    ],
)
def test_who_is_not_named_without_doubt_is_nobody(text: str) -> None:
    assert speakers(text) == [None]


def test_a_surname_is_given_in_full_where_one_person_has_it() -> None:
    assert speakers(f"The pilot is Captain Lena Holt. “{SPEECH},” Holt said.") == ["Captain Lena Holt"]


def test_a_surname_that_two_people_have_is_nobodys() -> None:
    brothers = "Judge Lena Holt and Judge Odd Holt came to Vik."

    assert speakers(f"{brothers} “{SPEECH},” Holt said.") == [None]


def test_he_is_the_only_person_and_subject_of_the_sentence_before() -> None:
    assert speakers(f"President Odd Vik came to the yard in the rain. “{SPEECH},” he said.") == [
        "President Odd Vik"
    ]


def test_she_is_who_spoke_in_the_sentence_before() -> None:
    reported = "Lena Holt, a pilot who teaches in Skerrow, said the channel was narrow."

    assert speakers(f"{reported} “{SPEECH},” she said.") == ["Lena Holt, a pilot who teaches in Skerrow"]


def test_she_is_not_a_man() -> None:
    assert speakers(f"Mr Odd Vik came to the yard in the rain. “{SPEECH},” she said.") == [None]


def test_he_added_is_who_spoke_just_before() -> None:
    later = "It was wide enough for sail and is too narrow for steel"

    assert speakers(f"“{SPEECH},” said Odd Vik. “{later},” he added.") == ["Odd Vik", "Odd Vik"]


def test_the_president_is_the_only_one_whom_the_document_names() -> None:
    assert speakers("President Odd Vik came to Skerrow.", f"“{SPEECH},” the president said.") == [
        "President Odd Vik"
    ]


def test_a_mark_that_is_never_closed_makes_no_quotation() -> None:
    assert told(f"“{SPEECH}, said Lena Holt.", "Nobody answered her.") == []
    assert told(f'"{SPEECH}, said Lena Holt.', '"Nobody answered her.') == []


def test_an_inner_mark_that_is_never_closed_does_not_cost_the_quotation() -> None:
    assert speakers(f"“They call it ‘first aid. {SPEECH},” said Lena Holt.") == ["Lena Holt"]


def test_a_document_in_marks_is_not_quoted() -> None:
    assert told(f"“{f'{SPEECH} and the summer. ' * 20}” said Lena Holt.") == []


def test_a_speech_without_words_around_it_has_no_speaker() -> None:
    assert speakers("“It was late when the pilots came home, and nobody was there.”") == [None]


def test_the_official_is_the_one_who_was_introduced() -> None:
    introduced = "A Vik port official explained the plan over tea."

    assert speakers(f"{introduced} “{SPEECH},” the official said.") == ["A Vik port official"]


@pytest.mark.parametrize(
    "text",
    [
        f"“{SPEECH},” said Lena Holt. “The pilots have waited since the war.”",
        f"“{SPEECH},” said Lena Holt, a pilot, “and the pilots have waited since the war.”",
        f"“{SPEECH}: that is ‘first aid’, and no more,” said Lena Holt.",
        f"“{SPEECH}. The pilots have waited. So have I!” said Lena Holt.",
    ],
)
def test_a_quotation_is_kept_whole_from_its_first_mark_to_its_last(text: str) -> None:
    ((speaker, found),) = told(text)

    assert (speaker or "").startswith("Lena Holt")
    assert text.startswith(found)
    assert "war" in found or "first aid" in found or "So have I" in found


def test_a_quotation_over_paragraphs_ends_where_its_last_one_closes() -> None:
    ((speaker, found),) = told(
        f"Lena Holt said: “{SPEECH}.",
        "“The pilots have waited since the war.",
        "“So have I.” Nobody answered her.",
    )

    assert speaker == "Lena Holt"
    assert found.startswith("“We shall")
    assert found.endswith("“So have I.”")


def test_who_goes_on_in_a_new_sentence_begins_a_new_quotation() -> None:
    found = told(
        f"“{SPEECH},” said Odd Vik. “It is late.” He continued, “The pilots have waited since the old war.”"
    )

    assert [speaker for speaker, _ in found] == ["Odd Vik", "Odd Vik"]
    assert "He continued" not in " ".join(text for _, text in found)


@pytest.mark.parametrize(
    "text",
    [
        "The “long wait” at the lock is over, said Lena Holt.",
        "She sang “The Boats of Vik at Night” to the pilots, said Lena Holt.",
        "The order of steps had “taken longer than the science itself”, said Lena Holt.",
        "The pilots of Vik shouted “No more fees!” at the mayor.",
        'The lock is 12" wide and the pilots of Vik call that a joke.',
    ],
)
def test_titles_slogans_and_single_notions_are_no_quotations(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ko", "항만청 관계자는 12일 “겨울이 오기 전에 수로를 더 넓혀야 한다”고 말했다.", "항만청 관계자"),
        ("ko", "이 관계자는 “겨울이 오기 전에 수로를 더 넓혀야 한다”고 말했다.", None),
        ("ja", "港湾局の幹部は12日、記者団に「冬が来る前に航路を広げる必要がある」と述べた。", "港湾局の幹部"),
        ("ja", "水先人の大槻はる子さん（61）は「冬の前に航路を広げたいものだ」と話す。", "水先人の大槻はる子さん"),
        ("ja", "同氏は「冬が来る前に航路を広げる必要がある」と述べた。", None),
        ("zh", "港务局发言人顾明渊表示：“入冬之前必须拓宽航道，否则船只无法通行。”", "港务局发言人顾明渊"),
        ("zh", "“入冬之前必须拓宽航道，否则船只无法通行。”引水员顾明渊说。", "引水员顾明渊"),
        ("zh", "他说：“入冬之前必须拓宽航道，否则船只无法通行。”", None),
    ],
)  # fmt: skip
def test_speakers_are_found_in_signs(language: str, text: str, speaker: str | None) -> None:
    assert speakers(text, language=language) == [speaker]


def test_two_parts_in_one_korean_sentence_are_one_quotation() -> None:
    text = "항만청 관계자는 “겨울이 오기 전에 수로를 더 넓혀야 한다”며 “예산은 이미 마련돼 있다”고 밝혔다."

    ((_, found),) = told(text, language="ko")

    assert found == text[text.index("“") : text.rindex("”") + 1]


def test_what_goes_on_after_its_chinese_speaker_is_one_quotation() -> None:
    text = "“入冬之前必须拓宽航道才行。”引水员顾明渊说，“否则船只在夜间无法安全通行。”"

    assert told(text, language="zh") == [("引水员顾明渊", text)]


def test_two_japanese_quotations_are_two() -> None:
    first, second = "「冬が来る前に航路を広げる必要がある」", "「予算はすでに用意されているはずだ」"

    found = told(f"港湾局の幹部は{first}と述べた。水先人の大槻はる子さんは{second}と話す。", language="ja")

    assert {text for _, text in found} == {first, second}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "비크의 부두에는 “겨울이 오기 전에 수로를 더 넓혀야 한다” 라는 말이 돌았다."),
        ("ja", "岸壁には「冬が来る前に航路を広げる必要がある」の文字が並んだ。"),
        ("zh", "码头上写着“入冬之前必须拓宽航道，否则船只无法通行”的字样。"),
    ],
)
def test_what_nobody_says_in_signs_is_no_quotation(language: str, text: str) -> None:
    assert [speaker for speaker, _ in told(text, language=language) if speaker] == []


def test_what_is_on_no_theme_is_not_quoted() -> None:
    document = write(f"“{SPEECH},” said Lena Holt.")

    assert find_quotations([document], [], ()) == ()


def test_a_quotation_beside_a_passage_on_a_theme_is_on_it_and_one_under_another_heading_is_not() -> None:
    texts = ["The port of Vik is to be dredged from April.", f"“{SPEECH},” said Lena Holt."]
    beside = write(*texts)
    apart = write(texts[0], "Another matter", texts[1])
    heading = replace(apart.passages[1], kind=PassageKind.HEADING)
    apart = replace(apart, passages=(apart.passages[0], heading, apart.passages[2]))

    found = [find_quotations([document], [], topics(document)[:1]) for document in (beside, apart)]

    assert [len(each) for each in found] == [1, 0]


def test_a_quotation_of_several_reports_is_printed_once_and_is_the_origins() -> None:
    later = DAY + datetime.timedelta(days=1)
    first = write(f"“{SPEECH},” said Lena Holt.", publisher="Inland Post")
    again = write(f"At the quay. “{SPEECH},” Holt told the crowd.", publisher="Ledger", day=later)

    (found,) = quoted(again, first)

    assert found.words.document == first.id


def test_few_are_chosen_and_not_all_of_one_speaker() -> None:
    strange = " ".join(own_words("cranes", 160)).replace(".", "").lower().split()
    parts = [" ".join(strange[start : start + 8]) for start in range(0, len(strange), 8)]
    many = write(*(f"“The {part} of Vik,” said Lena Holt." for part in parts))
    other = write("“Nobody has asked the fishermen of Skerrow about it,” said Odd Vik.")

    found = quoted(many, other)

    assert len(found) == 12
    assert "Odd Vik" in {each.speaker for each in found[:2]}


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = [write(f"“{SPEECH} number {place},” said Lena Holt.") for place in "abcd"]

    assert quoted(*documents) == quoted(*reversed(documents))


@given(st.text(alphabet='“”"‘’「」«» Ab,.', max_size=200))
def test_marks_are_paired_in_order_and_never_overlap(text: str) -> None:
    found = find_quoted(text)

    assert all(0 <= start < end - 1 < len(text) for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


def test_the_analyst_and_the_president_of_the_real_documents_are_named(shared: Path) -> None:
    outcomes = [
        read(Source(path=path.name, content=path.read_bytes()))
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    themes = load(Path(__file__).parents[2] / "briefs.toml").themes

    found = find_quotations(documents, trace(documents, {}), select(documents, themes).topics)

    assert {each.speaker for each in found} == {"President Lee Jae-myung", "one regional analyst"}
