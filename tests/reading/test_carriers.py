"""Who passes on what others publish is known by name and host, and never mistaken for a publisher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.agencies import agencies_in, usual_name
from briefs.reading.carriers import (
    carrier_at,
    carrier_named,
    original_address,
    parted,
    release_wire,
)


@pytest.mark.parametrize(
    ("name", "carrier"),
    [
        ("Yahoo!ニュース", "Yahoo News"),
        ("yahoo news", "Yahoo News"),
        ("네이버 뉴스", "Naver"),
        ("MSN", "MSN"),
        ("PR Newswire", "PR Newswire"),
        ("X (formerly Twitter)", "X"),
        ("Harbour Ledger", None),
        ("Google Trends Weekly", None),
        ("", None),
        (None, None),
    ],
)
def test_a_carrier_is_known_by_its_name(name: str | None, carrier: str | None) -> None:
    assert carrier_named(name) == carrier


@pytest.mark.parametrize(
    ("address", "carrier"),
    [
        ("https://n.news.naver.com/article/1", "Naver"),
        ("https://www.msn.com/en-us/news", "MSN"),
        ("https://x.com/ministry/status/1", "X"),
        ("https://netflix.com/x", None),
        ("https://notyahoo.com/x", None),
        ("https://ledger.example/msn.com", None),
        ("https://[::1", None),
        (None, None),
    ],
)
def test_a_carrier_is_known_by_its_host(address: str | None, carrier: str | None) -> None:
    assert carrier_at(address) == carrier


def test_a_name_of_both_is_parted() -> None:
    assert parted("다음 - 한빛일보") == ("한빛일보", "Daum")
    assert parted("한빛일보 | 네이버") == ("한빛일보", "Naver")
    assert parted("Flipboard") == (None, "Flipboard")
    assert parted("Harbour Ledger - World") == ("Harbour Ledger - World", None)
    assert parted(None) == (None, None)


@pytest.mark.parametrize(
    ("opening", "wire"),
    [
        ("SEOUL, May 19, 2026 /PRNewswire/ -- Harbour Gas said", "PR Newswire"),
        ("SEOUL--(BUSINESS WIRE)--Harbour Gas said", "Business Wire"),
        ("SEOUL, May 19, 2026 (GLOBE NEWSWIRE) -- Harbour Gas said", "GlobeNewswire"),
        ("SEOUL, May 19 (Yonhap) -- Harbour Gas said", None),
    ],
)
def test_the_dateline_of_a_release_names_its_wire(opening: str, wire: str | None) -> None:
    assert release_wire(opening) == wire


def test_an_archived_copy_has_an_original() -> None:
    kept = "https://web.archive.org/web/20260520101010/https://ledger.example/2026/05/19/x"
    assert original_address(kept) == "https://ledger.example/2026/05/19/x"
    assert original_address("https://ledger.example/x") == "https://ledger.example/x"


@pytest.mark.parametrize(
    ("stated", "usual"),
    [
        ("The Associated Press", "AP"),
        ("연합뉴스", "Yonhap"),
        ("YONHAP", "Yonhap"),
        ("共同通信社", "Kyodo"),
        ("dpa", "dpa"),
        ("ap", None),
        ("Harbour Ledger", None),
    ],
)
def test_an_agency_has_one_usual_name(stated: str, usual: str | None) -> None:
    assert usual_name(stated) == usual


def test_agencies_are_found_as_whole_words() -> None:
    assert agencies_in("AFP=時事, Reuters") == ("AFP", "Jiji", "Reuters")
    assert agencies_in("CAPITAL GAP, Reutersberg and ANIMALS") == ()


@given(st.text(max_size=80))
def test_any_name_and_address_is_taken(name: str) -> None:
    publisher, carrier = parted(name)
    assert carrier is None or carrier_named(carrier) == carrier
    assert publisher is None or publisher in name
    assert carrier_at(name) is None or "." in name
