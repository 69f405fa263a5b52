"""What is chosen for a theme, and what never is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model import DisclosureKind, Document, Doubt, DoubtKind, Pick, Selection, Term, Theme
from briefs.summary import select
from tests.summary.writing import theme, write

GRID = write(
    "Planners in Northport agreed to link the power grid of both coasts by 2030, and to share gas in winter.",
    "Harbour Energy said the cable would carry a tenth of the power grid load that Northport needs.",
    "The mayor of Northport opened a bakery on the square, and the band played until nightfall.",
    published="2026-05-19",
)
COAST = write(
    "Engineers from Southport measured the sea floor for a gas line to Northport and found two wrecks.",
    "Fishing crews in Southport asked for energy vouchers, because diesel costs twice what it did in 2024.",
    published="2026-05-20",
)
CRICKET = write(
    "Southport beat Northport by three wickets on a pitch that had been under water for most of the spring.",
    "Captain Ines Roth scored ninety runs before lunch and thanked the groundsman of Southport for his work.",
)


def texts(selection: Selection, *documents: Document) -> list[str]:
    by_id = {document.id: document for document in documents}
    return [by_id[pick.document].exact(pick.span) for pick in selection.picks]


def test_a_sentence_without_any_of_the_terms_is_never_picked() -> None:
    chosen = texts(select([GRID, COAST], [theme()]), GRID, COAST)

    assert chosen
    assert not any("bakery" in text for text in chosen)


def test_an_off_topic_document_serves_no_theme() -> None:
    assert select([CRICKET], [theme()]).picks == ()
    assert not any("wickets" in text for text in texts(select([GRID, CRICKET], [theme()]), GRID, CRICKET))


def test_one_term_by_chance_does_not_make_a_document_serve_a_theme() -> None:
    chance = write(
        "The players of Southport were full of energy and ran the length of the pitch all afternoon."
    )

    assert select([chance], [theme()]).picks == ()


def test_an_article_that_is_all_about_one_strong_term_serves_its_theme() -> None:
    ferry = write(
        "The ferry operator of Northport raised its fares by ten per cent on 3 March 2026 for all islanders.",
        "Engineers from Southport inspected each ferry after two engines had failed within a week in the storm.",
    )
    strong = Theme(
        id="ferry",
        title="Ferry",
        description="d",
        terms=(Term(text="ferry", weight=2.0), Term(text="sailing")),
    )

    assert len(select([ferry], [strong]).picks) == 2


def test_an_excluded_term_keeps_its_sentence_out() -> None:
    chosen = texts(select([GRID, COAST], [theme(exclude=("vouchers",))]), GRID, COAST)

    assert not any("vouchers" in text for text in chosen)


def test_a_sentence_serves_one_theme_only() -> None:
    themes = [theme("energy"), theme("coast", "Northport", "Southport", "sea floor")]

    selection = select([GRID, COAST], themes)

    places = [(pick.document, pick.span) for pick in selection.picks]
    assert len(places) == len(set(places))
    assert {pick.theme for pick in selection.picks} == {"energy", "coast"}


def test_the_budget_is_kept_once_something_stands() -> None:
    selection = select([GRID, COAST], [theme(budget=40)])

    assert 0 < sum(len(text.split()) for text in texts(selection, GRID, COAST)) <= 40


def test_the_best_sentence_stands_even_when_it_is_longer_than_the_budget() -> None:
    assert len(select([GRID, COAST], [theme(budget=5)]).picks) == 1


def test_a_near_copy_of_what_is_printed_is_not_printed() -> None:
    copy = write(
        "Planners in Northport have agreed to link the power grid of both coasts by 2030 and share gas in winter.",
        published="2026-05-21",
    )

    chosen = texts(select([GRID, copy], [theme()]), GRID, copy)

    assert sum("link the power grid" in text for text in chosen) == 1


def test_an_advertisement_is_printed_only_where_nothing_else_serves_the_theme() -> None:
    paid = write(
        "Harbour Terminals keeps enough gas and energy in its tanks for the coldest winter in Northport, it said.",
        notice="This article was paid for by Harbour Terminals.",
    )
    paid = replace(paid, disclosures=(replace(paid.disclosures[0], kind=DisclosureKind.SPONSORED),))

    assert {pick.document for pick in select([paid, GRID], [theme()]).picks} == {GRID.id}
    assert {pick.document for pick in select([paid], [theme()]).picks} == {paid.id}


def test_a_source_that_states_an_impossible_date_stands_behind_one_that_does_not() -> None:
    first = write("The harbour office says that gas and energy in Northport cost 40 marks in spring.")
    second = write("The farmers of Eastport want that energy for villages and gas for 30 farms stay cheap.")
    doubt = Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text="published 2031-01-01, after it was retrieved")
    doubted = [replace(it, doubts=(doubt,)) for it in (first, second)]

    by_first = select([doubted[0], second], [theme()]).picks
    by_second = select([first, doubted[1]], [theme()]).picks

    assert by_first[0].document == second.id
    assert by_second[0].document == first.id


def test_a_source_for_which_two_days_are_stated_stands_where_it_stood() -> None:
    first = write("The harbour office says that gas and energy in Northport cost 40 marks in spring.")
    second = write("The farmers of Eastport want that energy for villages and gas for 30 farms stay cheap.")
    doubt = Doubt(kind=DoubtKind.OTHER_DATE, text="2026-05-12 is taken, though the feed states 2026-05-21.")

    plain = select([first, second], [theme()]).picks
    doubted = [replace(it, doubts=(doubt,) if it.id == plain[0].document else ()) for it in (first, second)]

    assert select(doubted, [theme()]).picks == plain


def test_a_story_is_cited_where_it_stands_first_and_a_reprint_for_what_it_adds() -> None:
    story = [GRID.exact(passage.span) for passage in GRID.passages]
    added = (
        "A tenth of the gas in Northport comes by ship from Eastport, said Ines Roth of the harbour office."
    )
    reprint = write(*story, added, published="2026-05-23")
    spans = [passage.span for passage in reprint.passages[: len(story)]]

    picks = select([GRID, reprint], [theme()], copied={reprint.id: spans}).picks

    printed = [reprint.exact(pick.span) for pick in picks if pick.document == reprint.id]
    assert GRID.id in {pick.document for pick in picks}
    assert printed == [added]


def test_a_sentence_with_a_date_that_cannot_be_resolved_is_passed_over() -> None:
    undated = write(
        "Planners in Northport meet next Tuesday to settle the energy tariff and the price of gas in Southport.",
        "Northport and Southport share one power grid and buy their gas from the same two companies abroad.",
    )

    assert texts(select([undated], [theme()]), undated) == [undated.exact(undated.passages[1].span)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Planners in Northport met the same day to settle the energy tariff and the price of gas in Southport.",
        "Planners in Northport will settle the energy tariff and the price of gas on 30 February 2026.",
        "“We settle the energy tariff and the price of gas tomorrow,” Nell Varga of Northport said.",
    ],
)
def test_where_nothing_else_serves_the_theme_it_is_not_printed_either(sentence: str) -> None:
    assert select([write(sentence, published="2026-01-09")], [theme()]).picks == ()


def test_of_two_days_that_may_be_meant_both_stand_in_the_context() -> None:
    dated = write(
        "Planners in Northport meet next Thursday to settle the energy tariff and the price of gas in Southport.",
        published="2026-03-02",
    )

    (pick,) = select([dated], [theme()]).picks

    assert pick.context == "5 or 12 March 2026"


def test_a_resolved_date_stands_in_the_context() -> None:
    dated = write(
        "Planners in Northport meet next Tuesday to settle the energy tariff and the price of gas in Southport.",
        published="2026-01-09",
    )

    (pick,) = select([dated], [theme()]).picks

    assert pick.context == "13 January 2026"


def test_the_later_sentences_of_a_turn_of_an_interview_name_their_speaker() -> None:
    interview = write(
        "Tomas Aldane: Less than it seems. Northport and Southport share one power grid and buy the same gas.",
        "Planners in Northport agreed to link the power grid of both coasts by 2030, and to share gas.",
    )

    contexts = {pick.passage: pick.context for pick in select([interview], [theme()]).picks}

    assert contexts == {1: "Tomas Aldane speaking", 2: None}


def test_a_pick_says_which_terms_matched() -> None:
    assert all(pick.matched for pick in select([GRID, COAST], [theme()]).picks)


def test_junk_of_a_page_is_never_picked() -> None:
    junk = write(
        "Energy News Gas Power Grid Markets Opinion Video Newsletter Sign In Northport Southport Today.",
        "ENERGY: GAS UP 3.2, POWER GRID DOWN 1.1, COAL 4.4, OIL 88.1, URANIUM 70.2, CARBON 61.9.",
        "Northport gas power grid deal energy agreement signed Southport harbour cable 2030 plan",
    )

    assert select([junk], [theme()]).picks == ()


def test_no_documents_and_no_themes_are_no_error() -> None:
    assert (select([], [theme()]).picks, select([], [theme()]).sentences_read) == ((), 0)
    assert select([GRID], []).picks == ()


def test_scores_lie_between_nought_and_one() -> None:
    for pick in select([GRID, COAST, CRICKET], [theme(), theme("coast", "Northport", "Southport")]).picks:
        scores = pick.scores
        assert all(0 <= score <= 1 for score in (scores.relevance, scores.salience, scores.redundancy))


@given(st.permutations([GRID, COAST, CRICKET]))
@settings(max_examples=6)
def test_the_order_of_the_documents_changes_nothing(documents: list[Document]) -> None:
    assert select(documents, [theme()]) == select([GRID, COAST, CRICKET], [theme()])


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Planners in Northport agreed to link the power grid by 2030.",
            "He said the gas was cheap and the winter long in Northport.",
            "“Energy is a promise,” one planner in Northport said. “It can be broken.”",
            "However, the ministry of energy in Southport denied the gas report.",
            "Read more about energy and gas",
            "The two governments agreed to share gas next Tuesday and after.",
            "Ties between Japan and South Korea on energy and gas have grown since 2020.",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(st.lists(SENTENCES, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_pick_is_a_slice_of_its_document_and_no_two_overlap(pages: list[list[str]]) -> None:
    documents = {document.id: document for document in (write(*page) for page in pages)}

    picks: tuple[Pick, ...] = select(list(documents.values()), [theme()]).picks

    for pick in picks:
        document = documents[pick.document]
        passage = document.passages[pick.passage - 1]
        assert passage.span.start <= pick.span.start < pick.span.end <= passage.span.end
        assert not any(
            other is not pick and other.document == pick.document and other.span.overlaps(pick.span)
            for other in picks
        )


WORDS = st.lists(
    st.sampled_from(
        ["gas", "energy", "winter", "harbour", "cable", "tariff", "coast", "price", "ship", "storm"]
    ),
    min_size=8,
    max_size=14,
)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=12, max_size=14))
@settings(max_examples=20, deadline=None)
def test_a_large_pool_is_chosen_from_without_repeating(pool: list[list[list[str]]]) -> None:
    pages = [
        write(*(f"The planners of Northport {' '.join(words)} by 2030." for words in page)) for page in pool
    ]

    picks = select(pages, [theme(budget=120)]).picks

    assert len({(pick.document, pick.span) for pick in picks}) == len(picks)


STOPPED = (
    "In {} 2026, the coast guard of Kelland stopped {} foreign boats on the fishing ground off Cape Rowan, "
    "according to the Kelland Statistics Office."
)
MONTHS = (("August", 31, "2026-09-05"), ("September", 54, "2026-10-05"), ("October", 17, "2026-11-05"))
SERIES = [write(STOPPED.format(month, boats), published=day) for month, boats, day in MONTHS]
FISHING = theme("fishing", "fishing ground", "coast guard", "foreign boats")


def test_alike_sentences_with_other_figures_are_all_printed() -> None:
    assert len(select(SERIES, [FISHING]).picks) == 3


@given(st.permutations(MONTHS))
def test_of_alike_sentences_with_other_figures_the_newest_stand_where_the_budget_ends(
    months: list[tuple[str, int, str]],
) -> None:
    series = [
        write(STOPPED.format(month, boats), published=day)
        for (month, boats, _), (*_, day) in zip(months, MONTHS, strict=True)
    ]
    for budget, expected in ((25, series[2:]), (50, series[1:])):
        cited = {pick.document for pick in select(series, [replace(FISHING, budget=budget)]).picks}

        assert cited == {document.id for document in expected}


def test_two_reports_that_contradict_each_other_are_both_printed() -> None:
    same = "A helicopter and two cutters of the coast guard searched the fishing ground near Cape Rowan by night."
    reports = [
        write(
            f"The trawler Petrel sank on the fishing ground off Cape Rowan "
            f"with {crew} crew on board, the coast guard of Kelland said.",
            same,
            published=day,
        )
        for crew, day in ((9, "2026-11-04"), (14, "2026-11-05"))
    ]

    printed = texts(select(reports, [FISHING]), *reports)

    assert sum("9 crew" in text for text in printed) == 1
    assert sum("14 crew" in text for text in printed) == 1
    assert printed.count(same) == 1


def test_a_figure_more_or_less_does_not_make_a_repeat_another_statement() -> None:
    first = write(STOPPED.format("August", 31), published="2026-09-05")
    repeat = write(
        STOPPED.format("August", "some").replace(" off Cape", " 12 miles off Cape"), published="2026-09-06"
    )

    assert len(select([first, repeat], [FISHING]).picks) == 1


def test_a_doubted_date_makes_no_document_the_newest() -> None:
    doubt = Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text="published 2031-01-01, after it was retrieved")
    doubted = replace(SERIES[2], doubts=(doubt,))

    (pick,) = select([*SERIES[:2], doubted], [replace(FISHING, budget=25)]).picks

    assert pick.document == SERIES[1].id


def test_korean_sentences_with_other_figures_are_all_printed() -> None:
    series = [
        write(
            f"해양경찰은 2026년 {month}월 로완곶 어장에서 외국 어선 {boats}척을 단속했다고 켈란드 통계청이 밝혔다.",
            published=f"2026-{month + 1:02}-05",
            language="ko",
        )
        for month, boats in ((8, 31), (9, 54))
    ]
    korean = replace(
        FISHING, terms=tuple(Term(text=text, language="ko") for text in ("어장", "외국 어선", "해양경찰"))
    )

    assert len(select(series, [korean]).picks) == 2


def test_what_only_one_source_says_is_told_where_the_budget_leaves_room() -> None:
    shared = (
        "Northport and Southport agreed to link the power grid of both coasts and to save energy.",
        "The regents of Aldane sold their energy company and its gas to the harbour town of Corrie.",
        "Fishing crews of Dunmore asked for energy vouchers and for cheaper gas before the winter.",
    )
    pairs = [
        write(text, f"A clerk of {name} counted lamps.") for text in shared for name in ("Vik", "Elsmere")
    ]
    lone = write("Tariffs of energy and gas fees will be published by Ana Ruiz in Farrow on 3 March 2027.")

    chosen = texts(select([*pairs, lone], [theme()]), *pairs, lone)

    assert any("Tariffs" in text for text in chosen)


def test_a_sentence_with_two_full_terms_is_of_the_theme_however_often_they_stand_in_the_pile() -> None:
    everywhere = "The energy talks of Northport dealt with gas from the north and with gas from the south."
    several = write(
        *(f"{everywhere} Pipes of {size} inches carry it." for size in range(2, 9)),
        "A power grid, a power grid and a power grid: the power grid plan of Corrie names energy only once.",
        "In remarks that were released in Vik, Ana Ruiz argued that energy and gas must be kept apart by law, whatever "
        "the regents of the old harbour towns may have written to the contrary in their letters of the last century.",
    )

    chosen = texts(select([several], [theme(budget=400)]), several)

    assert any("Ana Ruiz" in text for text in chosen)
