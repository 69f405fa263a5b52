"""A pile in four languages: none crowds another out, and none is passed over."""

import time
from collections import Counter

import pytest

from briefs.model import Document, Selection, Term, Theme
from briefs.summary import select, unsearched
from tests.summary.writing import write

TERMS = {
    "en": ("power grid", "gas", "energy"),
    "ko": ("전력망", "가스", "에너지"),
    "ja": ("送電網", "ガス", "エネルギー"),
    "zh": ("电网", "天然气", "能源"),
}
ENERGY = Theme(
    id="energy",
    title="Energy",
    description="what the two neighbours agree about power, fuel and grids",
    terms=tuple(Term(text=text, language=language) for language, texts in TERMS.items() for text in texts),
    budget=150,
)
TOWNS = {
    "en": ("Northport", "Southport", "Eastham", "Westham", "Oldcastle", "Newcastle"),
    "ko": ("북포", "남포", "동해", "서산", "고성", "신성"),
    "ja": ("北港", "南港", "東浜", "西浜", "古城", "新城"),
    "zh": ("北港", "南港", "东滨", "西滨", "古城", "新城"),
}


def article(language: str, place: int) -> Document:
    """One of six articles that say much the same of one town each, in any of the languages."""
    town, share = TOWNS[language][place], 12 + place
    paragraphs = {
        "en": (
            f"The council of {town} agreed to link its power grid to the coast and to buy {share} ships of gas.",
            f"Engineers in {town} said that energy from {share} turbines would reach the power grid by winter.",
        ),
        "ko": (
            f"{town} 시의회는 전력망을 해안과 연결하고 가스 운반선 {share}척을 사들이기로 합의했다.",
            f"{town}의 기술자들은 발전기 {share}기에서 나오는 에너지가 겨울까지 전력망에 닿는다고 말했다.",
        ),
        "ja": (
            f"{town}市議会は送電網を海岸とつなぎ、ガス運搬船{share}隻を買い入れることで合意した。",
            f"{town}の技術者は発電機{share}基のエネルギーが冬までに送電網へ届くと述べた。",
        ),
        "zh": (
            f"{town}市议会同意把电网与海岸相连，并购买{share}艘天然气运输船。",
            f"{town}的工程师表示，{share}台发电机的能源将在冬季前进入电网。",
        ),
    }
    return write(*paragraphs[language], published="2026-05-20", language=language)


def languages(selection: Selection, documents: list[Document]) -> Counter[str]:
    by_id = {document.id: document.language for document in documents}
    return Counter(by_id[pick.document] for pick in selection.picks)


def test_as_many_articles_in_each_language_get_as_much_of_the_brief() -> None:
    pile = [article(language, place) for language in TERMS for place in range(2)]
    printed = languages(select(pile, [ENERGY]), pile)

    assert set(printed) == set(TERMS)
    assert max(printed.values()) - min(printed.values()) <= 1


@pytest.mark.parametrize("lone", ["ko", "ja", "zh"])
def test_a_lone_article_in_a_language_is_heard_and_does_not_lead(lone: str) -> None:
    pile = [*(article("en", place) for place in range(6)), article(lone, 0)]
    selection = select(pile, [ENERGY])
    printed = languages(selection, pile)

    assert 1 <= printed[lone] <= 2
    assert printed["en"] >= printed[lone]
    assert selection.picks[0].document != pile[-1].id


@pytest.mark.parametrize("most", ["ko", "ja", "zh"])
def test_a_lone_english_article_is_heard_among_many_in_another_language(most: str) -> None:
    pile = [*(article(most, place) for place in range(6)), article("en", 0)]
    printed = languages(select(pile, [ENERGY]), pile)

    assert 1 <= printed["en"] <= printed[most]


def test_the_order_of_a_mixed_pile_changes_nothing() -> None:
    pile = [article(language, place) for language in TERMS for place in range(3)]

    assert select(pile, [ENERGY]) == select(pile[::-1], [ENERGY])


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "ko",
            "북포 시의회는 전력망을 해안과 연결하고 가스 운반선을 사들이기로 20일 합의했다.",
            "북포 시의회가 20일 해안과 전력망을 연결하고 가스 운반선을 사들이기로 했다.",
        ),
        (
            "ja",
            "北港市議会は20日、送電網を海岸とつなぎ、ガス運搬船を買い入れることで合意した。",
            "北港の市議会が20日、海岸と送電網をつなぎ、ガス運搬船の買い入れで合意した。",
        ),
        (
            "zh",
            "北港市议会20日同意把电网与海岸相连，并购买天然气运输船。",
            "北港市议会在20日同意购买天然气运输船，并把电网与海岸相连。",
        ),
    ],
)
def test_what_is_said_in_nearly_the_same_words_is_printed_once(
    language: str, first: str, second: str
) -> None:
    pile = [write(text, published="2026-05-20", language=language) for text in (first, second)]

    assert len(select(pile, [ENERGY]).picks) == 1


@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
def test_a_page_whose_language_has_no_terms_is_told_of(language: str) -> None:
    page = article(language, 0)
    english = Theme(
        id="energy",
        title="Energy",
        description="power and fuel",
        terms=(Term(text="energy"), Term(text="gas")),
    )
    (problem,) = unsearched([page, article("en", 0)], [english])

    assert problem.subject == page.path
    assert problem.stage == "language"
    assert f'language = "{language}"' in problem.message
    assert unsearched([page], [ENERGY]) == ()


@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
@pytest.mark.parametrize(
    "piece", ["가나다라 ", "「", "“", "“。”다", "19일 ", "3日、", "에너지", "(서울=", "이 ", "全国"]
)
def test_a_hostile_page_is_read_in_a_moment(piece: str, language: str) -> None:
    page = write(piece * (100_000 // len(piece)), published="2026-05-20", language=language)
    before = time.process_time()

    assert select([page], [ENERGY]).picks == ()
    assert time.process_time() - before < 5
