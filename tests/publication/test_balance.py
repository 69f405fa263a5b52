"""Silence and balance on the page: who is followed and silent, what failed, whose documents are read."""

import re
from dataclasses import replace

from briefs.model import Balance, Problem, Share
from briefs.publication.balance import FAILING_SHOWN, NAMES_SHOWN, SHARES_SHOWN, balance_view
from briefs.publication.hearing import BalanceView
from tests.publication.material import sample
from tests.publication.test_page import body


def view(balance: Balance | None) -> BalanceView | None:
    return balance_view(replace(sample(), balance=balance))


def test_nothing_is_printed_where_nothing_is_followed_and_no_outlet_is_known() -> None:
    assert view(None) is None
    assert 'id="balance"' not in body(replace(sample(), balance=None))


def test_one_followed_folder_that_has_documents_is_no_news() -> None:
    assert view(Balance(followed=1)) is None


def test_the_silent_are_named_and_counted() -> None:
    told = view(Balance(followed=7, silent=("Harbour Ledger", "한바다 신문")))
    assert told is not None
    assert told.silence == (
        "2 of 7 sources that are followed had no document in these days: Harbour Ledger, 한바다 신문."
    )


def test_where_all_spoke_it_says_so() -> None:
    told = view(Balance(followed=7, failing=(Problem(subject="Quay", stage="fetching", message="503"),)))
    assert told is not None
    assert told.silence == (
        "All sources that are followed and could be read had documents in these days (6)."
    )


def test_hundreds_of_silent_and_failing_sources_are_counted_and_not_all_listed() -> None:
    names = tuple(f"Outlet {place}" for place in range(300))
    failing = tuple(Problem(subject=name, stage="fetching", message="no answer") for name in names)
    told = view(Balance(followed=600, silent=names, failing=failing))
    assert told is not None
    assert (told.silence or "").count("Outlet") == NAMES_SHOWN
    assert len(told.failing) == FAILING_SHOWN
    assert told.more_failing == f"and {300 - FAILING_SHOWN} more, all in brief.json"


def test_shares_are_a_table_with_numbers_and_per_cent() -> None:
    shares = (Share(value="KR", read=6, cited=4), Share(value=None, read=2, cited=0))
    told = view(Balance(followed=0, countries=shares))
    assert told is not None
    (table,) = told.shares
    rows = [(row.value, row.read, row.cited) for row in table.rows]
    assert [[text.replace("\u00a0", " ").replace("\u202f", " ") for text in row] for row in rows] == [
        ["KR", "6 (75 %)", "4 (100 %)"],
        ["not stated", "2 (25 %)", "0 (0 %)"],
    ]


def test_many_countries_are_cut_to_the_largest() -> None:
    shares = tuple(Share(value=f"C{place}", read=20 - place, cited=0) for place in range(20))
    told = view(Balance(followed=0, countries=shares))
    assert told is not None
    assert [row.value for row in told.shares[0].rows] == [f"C{place}" for place in range(SHARES_SHOWN)]
    assert told.shares[0].more == f"and {20 - SHARES_SHOWN} more, all in brief.json"


def test_the_part_stands_on_the_page_with_table_headers_and_in_the_contents() -> None:
    html = body(sample())
    part = html[html.index('<section class="balance"') :].partition("</section>")[0]
    assert "Quay Post</b>: its feed answered with status 503</li>" in part
    assert len(re.findall(r'<th scope="row">', part)) == 5
    assert '<a href="#balance">Silence and balance</a>' in html
