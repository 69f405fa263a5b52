"""Whether two sentences in different languages tell one event."""

import pytest

from briefs.model import Document
from briefs.summary import select
from briefs.summary.candidates import Candidate, read_document
from briefs.summary.echoes import Echoes
from tests.summary.writing import theme, write

ENGLISH = "South Korea and Japan agreed on 19 May 2026 to share gas in winter and to link the power grid."
KOREAN = "한국과 일본은 2026년 5월 19일 서울에서 정상회담을 열고 에너지 분야에서 협력하기로 합의했다."
LATER = "한국 산업부는 2026년 5월 27일 에너지 비축 계획을 일본에 설명하고 의견을 들었다."


def candidates(document: Document) -> list[Candidate]:
    return [candidate for part in read_document(document).parts for candidate in part.candidates]


def lead(text: str, language: str = "en") -> Candidate:
    return candidates(write(text, language=language))[0]


def same(left: Candidate, right: Candidate) -> bool:
    echoes = Echoes([left, right])
    assert (right.key in echoes.of(left)) == (left.key in echoes.of(right))
    return right.key in echoes.of(left)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KOREAN, "ko"),
        ("日本と韓国の首脳は2026年5月19日に会談し、エネルギー分野での協力を確認した。", "ja"),
        ("韩日两国2026年5月19日在首尔举行会谈，同意在能源领域加强合作，并讨论航道安全。", "zh"),
    ],
)
def test_the_first_sentence_of_a_report_tells_the_day_and_the_country_in_another_language(
    text: str, language: str
) -> None:
    assert same(lead(ENGLISH), lead(text, language))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (ENGLISH, LATER),
        ("Planners in Northport agreed on 19 May 2026 to share gas in winter with Southport.", KOREAN),
    ],
)
def test_another_day_or_nothing_else_in_common_is_another_event(left: str, right: str) -> None:
    assert not same(lead(left), lead(right, "ko"))


def test_two_sentences_from_the_midst_of_reports_may_tell_two_things_of_one_day() -> None:
    opening = "The harbour of Northport was closed for a week by a storm from the west."
    korean = "한국 산업부는 에너지 비축 계획을 일본에 설명하고 의견을 들었다."

    assert not same(
        candidates(write(opening, ENGLISH))[-1], candidates(write(korean, KOREAN, language="ko"))[-1]
    )


def test_words_tell_of_sentences_in_one_language_and_not_days() -> None:
    assert not same(
        lead(ENGLISH), lead("Japan sold a cable ship to a harbour company in Vik on 19 May 2026.")
    )


def test_what_is_printed_in_one_language_is_not_printed_again_in_another() -> None:
    documents = [
        write(ENGLISH, published="2026-05-20"),
        write(KOREAN, LATER, published="2026-05-28", language="ko"),
    ]
    by = {document.id: document for document in documents}

    selection = select(documents, [theme("energy", "gas", "power grid", "에너지", "비축")])

    chosen = {by[pick.document].exact(pick.span) for pick in selection.picks}
    assert LATER in chosen
    assert len(chosen & {ENGLISH, KOREAN}) == 1
