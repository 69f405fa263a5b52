"""Whose approvals count, as either database gives them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.config.approval import Approving
from briefs.editions.review.approvers import counting, named
from briefs.model import ApprovalRule, EditionState
from briefs.store import Store
from tests.store.lives import WEEK, approve, lead
from tests.store.places import DATABASES, an_empty_place

TWO = Approving(rule=ApprovalRule.TWO)
NAMED = Approving(rule=ApprovalRule.TWO, approvers=("Ada Lind", "Bo Ek"))


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with an_empty_place(request.param, tmp_path / "store").open() as opened:
        yield opened


def given(store: Store, *pairs: tuple[str, str], approving: Approving = TWO) -> list[str]:
    """Those whose approvals count, of names and the users who gave them."""
    record = lead(store.ledger, EditionState.AWAITING)
    for name, user in pairs:
        approve(store.ledger, record, name, user)
    return sorted(it.actor for it in counting(store.ledger.approvals(WEEK, 0), approving))


def test_two_names_of_one_user_are_one_person(store: Store) -> None:
    assert given(store, ("Ada Lind", "desk"), ("Bo Ek", " DESK ")) in (["Ada Lind"], ["Bo Ek"])


def test_a_user_who_approves_in_their_own_name_gives_no_second_one_in_anothers(store: Store) -> None:
    assert len(given(store, ("Ada Lind", ""), ("Bo Ek", "ada lind"))) == 1


def test_two_names_of_two_users_are_two_people(store: Store) -> None:
    assert given(store, ("Ada Lind", "ada"), ("Bo Ek", "bo")) == ["Ada Lind", "Bo Ek"]


def test_those_who_are_named_are_different_people_whoever_types(store: Store) -> None:
    pairs = (("Ada Lind", "desk"), ("Bo Ek", "desk"), ("Cy Orr", "cy"))
    assert given(store, *pairs, approving=NAMED) == ["Ada Lind", "Bo Ek"]


def test_it_is_told_who_gave_it_in_anothers_name(store: Store) -> None:
    given(store, ("Ada Lind", "desk"), ("Bo Ek", "BO ek"), ("Cy Orr", ""))
    told = sorted(map(named, store.ledger.approvals(WEEK, 0)))
    assert told == ["Ada Lind (given by the user desk)", "Bo Ek", "Cy Orr"]
