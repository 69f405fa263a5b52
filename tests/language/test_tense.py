"""The verb that governs a date says whether it lies behind or ahead; where two may govern it, neither does."""

import datetime

import pytest

from briefs.language.calendar import Moments, resolve_dates
from briefs.model import StatedDate

WEDNESDAY = StatedDate(day=datetime.date(2026, 11, 11))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "The guild will fight the pact signed in Port Ebba on Tuesday, its head said.",
            ["10 November 2026"],
        ),
        ("Ports will lose money under the pact signed in Port Ebba on Tuesday.", ["10 November 2026"]),
        ("Ports will lose money under the pact agreed on Monday.", ["9 November 2026"]),
        ("The guild would fight the pact signed in Port Ebba on Tuesday.", ["10 November 2026"]),
        ("The pact struck by both states on Tuesday will cost jobs.", ["10 November 2026"]),
        ("The talks held on Monday will go on.", ["9 November 2026"]),
        ("The ship sunk off Port Ebba on Tuesday will be raised.", ["10 November 2026"]),
        ("She is to meet the envoy who arrived on Sunday.", ["8 November 2026"]),
        ("She will meet the envoy who rejected the plan in Port Ebba on Sunday.", ["8 November 2026"]),
        ("The ministers will explain why the ferries were stopped on Monday.", ["9 November 2026"]),
        ("The guard may have seen the ship on Tuesday.", ["10 November 2026"]),
        ("The crew was told to stay, and three of them left on Tuesday.", ["10 November 2026"]),
        ("The ferry that will carry the pilgrims sank on Tuesday.", ["10 November 2026"]),
        ("On Tuesday the ministers agreed on the quota.", ["10 November 2026"]),
        ("On Tuesday the guild said it will fight the quota.", ["10 November 2026"]),
        ("On Tuesday, crews hung nets from the quay.", ["10 November 2026"]),
        ("The guild on Tuesday rejected the quota.", ["10 November 2026"]),
        ("Ferries have been idle since Tuesday.", ["10 November 2026"]),
        ("Ferries will stay idle as they have since Tuesday.", ["10 November 2026"]),
        ("Talks that began on Monday and Tuesday ended well.", ["9 November 2026", "10 November 2026"]),
        ("On 3 May 2026 a guild that had met took a vote on Tuesday.", ["10 November 2026"]),
        ("The council chose it by ten votes to nine on Tuesday.", ["10 November 2026"]),
        ("Norvia cut the quota on Monday.", ["9 November 2026"]),
        ("The crew failed to reach the port on Monday.", ["9 November 2026"]),
        ("The ships returned to port on Monday.", ["9 November 2026"]),
        ("He is believed to have left on Monday.", ["9 November 2026"]),
    ],
)
def test_a_date_of_what_has_happened_lies_behind(text: str, days: list[str]) -> None:
    assert list(resolve_dates(text, WEDNESDAY).resolved) == days


@pytest.mark.parametrize(
    "text",
    [
        "The ministers will meet on Tuesday.",
        "The pact will be signed in Port Ebba on Tuesday.",
        "The pact is to be signed in Port Ebba on Tuesday.",
        "The pact, agreed in Port Ebba, will be signed on Tuesday.",
        "The guild plans to hold a march in Port Ebba on Tuesday.",
        "The guild is expected to reject the pact on Tuesday.",
        "The envoy, expected in Port Ebba on Tuesday, is ill.",
        "The vote set for Tuesday is in doubt.",
        "The vote is on Tuesday.",
        "The envoys will visit the United Isles on Tuesday.",
        "The ministers will hold expanded talks on Tuesday.",
        "The ministers will set the quota on Tuesday.",
        "The ministers are going to cut the quota on Tuesday.",
        "The guild said that it will march on Tuesday.",
        "Boats must leave by Tuesday.",
        "On Tuesday the guild will march.",
    ],
)
def test_a_date_of_what_is_planned_lies_ahead(text: str) -> None:
    assert resolve_dates(text, WEDNESDAY).resolved == ("17 November 2026",)


def test_each_verb_takes_the_date_next_to_it() -> None:
    days = resolve_dates("They will sign the accord agreed on Tuesday on Friday.", WEDNESDAY).resolved

    assert days == ("10 November 2026", "13 November 2026")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers agreed to meet on Tuesday.",  # the meeting, or the agreement
        "The cabinet was to meet on Tuesday.",  # and did so, or will
        "The vote was scheduled for Tuesday.",
        "The ministers extended the truce until Tuesday.",
        "The ministers extended the truce until March.",
        "The ministers moved the vote to Tuesday.",
        "The parties marched ahead of the vote on Tuesday.",
        "The guild will speak to crews employed at the yard on Tuesday.",
        "The ministers will open the bridge built by Norvia on Tuesday.",
        "The envoy will visit the crew held in Port Ebba on Tuesday.",
        "The court will see the pact signed on Tuesday.",
        "The firm will pay for the blast in Port Ebba on Tuesday.",
        "The ministers will meet again after talks in Port Ebba on Tuesday.",
        "The storm on Tuesday will cost the port a month of trade.",
        "The guild will fight Tuesday's pact.",
        "Tuesday's pact will cost the port a month of trade.",
        "The minister meets the envoy on Tuesday.",
        "The guild rejected plans to close the port on Tuesday.",
        "He said that the guild would march on Tuesday.",
        "On Tuesday the pact signed in Port Ebba will take effect.",
        "Envoys in Port Ebba on Tuesday.",
    ],
)
def test_a_date_that_two_verbs_may_claim_stays_unresolved(text: str) -> None:
    found = resolve_dates(text, WEDNESDAY)

    assert found.resolved == ()
    assert found.unresolved


def test_a_day_that_comes_back_each_week_is_no_date() -> None:
    assert resolve_dates("The guild meets every Tuesday.", WEDNESDAY) == Moments()
