"""Why a theme has its sentences, and what came near."""

import math

import pytest

from briefs.model import Account, Document, NearMiss, Past, PastStatement, Theme, Weighing
from briefs.summary import select
from tests.summary.writing import theme, write

ACCORD = write(
    "Planners in Northport agreed to link the power grid of both coasts by 2030, and to share gas in winter.",
    "Harbour Energy said the cable would carry a tenth of the power grid load that Northport needs.",
    "However, the energy ministry of Southport wants the gas price of 2019 in Northport and Southport.",
    published="2026-05-19",
)
COPY = write(
    "Planners in Northport have agreed to link the power grid of both coasts by 2030 and share gas in winter.",
    published="2026-05-21",
)
VOUCHERS = write(
    "Fishing crews in Eastport asked for energy vouchers, because gas cost 40 marks in the winter of 2024.",
    published="2026-05-25",
)
UNDATED = write(
    "Planners in Northport meet next Tuesday to settle the energy tariff and the price of gas in Southport.",
    "Planners in Southport asked in the spring of 2019 for a gas tariff of 4 marks for each crew.",
)


def account(*documents: Document, of: Theme | None = None, past: Past | None = None) -> Account:
    return select(documents, [of or theme()], past=past or Past()).accounts[0]


def missed(found: Account, words: str) -> NearMiss:
    return next(it for it in found.near_misses if words in it.sentence.text)


def test_every_pick_has_its_reasons_in_the_order_of_choice() -> None:
    selection = select([ACCORD, COPY], [theme()])

    (found,) = selection.accounts

    assert [choice.extract for choice in found.choices] == [pick.extract for pick in selection.picks]
    assert [choice.matched for choice in found.choices] == [pick.matched for pick in selection.picks]
    assert found.choices[0].weighing.gain == 1.0


def test_the_gain_is_the_product_of_its_parts() -> None:
    first, *others = account(ACCORD, UNDATED).choices

    def product(of: Weighing) -> float:
        raised = of.coverage * of.lead * of.names * of.looseness * of.standing * of.spread * of.language
        return raised * (0.25 + of.fit) / math.pow(of.words, 0.6)

    for other in others:
        expected = product(other.weighing) / product(first.weighing)
        assert other.weighing.gain == pytest.approx(expected, abs=0.002)


def test_a_pick_names_the_next_best_sentence_it_beat() -> None:
    first, second = account(ACCORD).choices

    assert first.beaten is not None
    assert first.beaten.extract == second.extract
    assert first.beaten_gain <= first.weighing.gain
    assert second.beaten is None


def test_a_near_copy_is_a_near_miss_that_names_the_sentence_it_is_too_like() -> None:
    found = account(ACCORD, COPY)

    near = next(it for it in found.near_misses if it.like)

    assert near.like in {choice.extract for choice in found.choices}
    assert near.reason == "says much the same as a sentence that is printed"


def test_a_sentence_that_leans_on_another_is_a_near_miss_with_what_it_leans_by() -> None:
    near = missed(account(ACCORD), "the gas price of 2019")

    assert near.reason == "does not stand alone: opens with “However”"
    assert near.sentence.path == ACCORD.path
    assert near.matched == ("energy", "gas")


def test_what_no_longer_fits_the_budget_is_told_with_the_words_that_were_left() -> None:
    found = account(ACCORD, of=theme(budget=25))

    assert missed(found, "Harbour Energy").reason == "needs 17 words, and 5 of 25 were left"


def test_a_date_that_cannot_be_resolved_is_a_reason() -> None:
    found = missed(account(ACCORD, UNDATED), "next Tuesday")

    assert found.reason == "does not stand alone: a date in it cannot be resolved"


def test_what_readers_were_told_before_is_a_reason() -> None:
    told = PastStatement(
        edition="2026-W20",
        id="1.1",
        theme="energy",
        extract=select([ACCORD], [theme()]).picks[0].extract,
        document=ACCORD,
    )

    near = missed(account(ACCORD, VOUCHERS, past=Past(statements=(told,))), "link the power grid")

    assert near.reason == "says what readers were told before"


def test_a_sentence_that_another_theme_has_names_that_theme() -> None:
    themes = [theme(), theme("coast", "Northport", "Southport", "sea floor")]
    survey = write(
        "Engineers from Southport measured the sea floor off Northport in two weeks and found two wrecks."
    )

    _, coast = select([ACCORD, survey], themes).accounts

    assert missed(coast, "link the power grid").reason == "belongs to “Energy” more"


def test_there_are_ten_near_misses_at_most_the_strongest_first() -> None:
    pages = [
        write(
            f"However, the ministry of energy in {place} denied the report on gas and the power grid of {year}."
        )
        for year, place in enumerate(("Northport", "Southport", "Eastport", "Westport") * 4, start=2001)
    ]

    found = account(*(write(*(page.text, ACCORD.exact(ACCORD.passages[0].span))) for page in pages))

    gains = [it.weighing.gain for it in found.near_misses]
    assert len(gains) == 10
    assert gains == sorted(gains, reverse=True)


def test_the_order_of_the_documents_changes_no_account() -> None:
    assert account(ACCORD, COPY, UNDATED) == account(UNDATED, COPY, ACCORD)


def test_a_theme_that_nothing_serves_has_an_empty_account() -> None:
    found = account(
        write("The mayor of Northport opened a bakery on the square, and the band played until night.")
    )

    assert found == Account(theme="energy", choices=(), near_misses=())
