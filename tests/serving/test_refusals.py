"""Tokens that come back: whose they are, and what they do to the store."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.distribution.tokens import sign
from briefs.errors import NoInput, NotAllowed
from briefs.model import Reader, Refusal, Secret
from briefs.model.readers import Put
from briefs.serving.refusals import Outcome, Refusals
from tests.store.contents import HOUR, NOON
from tests.store.places import DATABASES, Place, a_place

SECRET = Secret(value="a secret of the desk that is long enough")
OTHER = Secret(value="a secret of another desk, long enough too")
ADA = Reader(address="ada@quay.example", ascii="ada@quay.example", name="Ada Lind")
BO = Reader(address="bo@quay.example", ascii="bo@quay.example")


def later() -> datetime.datetime:
    return NOON + HOUR


def filled(place: Place) -> Refusals:
    """The refusals of a desk with two readers."""
    with place.open() as store:
        store.readers(SECRET).put([ADA, BO], NOON)
    return Refusals(folder=place.folder, url=place.url, secret=SECRET, now=later)


def number(place: Place, reader: Reader) -> int:
    with place.open() as store:
        found = store.readers(SECRET).find(reader.folded)
    assert found
    return found[0]


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return Place(folder=tmp_path / "store")


@pytest.mark.parametrize("database", DATABASES)
def test_a_reader_whose_token_comes_back_is_written_to_no_more(tmp_path: Path, database: str) -> None:
    place = a_place(database, tmp_path / "store")
    refusals = filled(place)

    refusals.expect()
    outcome = refusals.refuse(sign("unsubscribe", number(place, ADA), SECRET))

    with place.open() as store:
        (suppression,) = store.readers(SECRET).suppressions()
        again = store.readers(SECRET).put([ADA], NOON)
    assert outcome is Outcome.LEFT
    assert (suppression.address, suppression.refusal) == (ADA.address, Refusal.UNSUBSCRIBED)
    assert (suppression.moment, suppression.actor) == (NOON + HOUR, "the reader")
    assert again == (Put.REFUSED,)


def test_a_token_that_comes_back_again_changes_nothing(here: Place) -> None:
    refusals = filled(here)
    token = sign("unsubscribe", number(here, ADA), SECRET)
    refusals.refuse(token)

    again = replace(refusals, now=lambda: NOON + 9 * HOUR).refuse(token.upper())

    with here.open() as store:
        assert [it.moment for it in store.readers(SECRET).suppressions()] == [NOON + HOUR]
    assert again is Outcome.LEFT


def test_a_reader_who_was_removed_meanwhile_is_refused_for_good(here: Place) -> None:
    refusals = filled(here)
    token = sign("unsubscribe", number(here, ADA), SECRET)
    with here.open() as store:
        store.readers(SECRET).remove(ADA.folded, NOON)

    outcome = refusals.refuse(token)

    with here.open() as store:
        assert store.readers(SECRET).put([ADA], NOON) == (Put.REFUSED,)
    assert outcome is Outcome.LEFT


def test_no_other_token_takes_anybody_off(here: Place) -> None:
    refusals = filled(here)
    ours = sign("unsubscribe", number(here, ADA), SECRET)
    others = [
        "",
        ours[:-1],
        f"{ours}a",
        f"{ours[:-1]}{'a' if ours[-1] != 'a' else 'b'}",
        f"{'a' if ours[0] != 'a' else 'b'}{ours[1:]}",
        sign("delivery", number(here, ADA), SECRET),
        sign("unsubscribe", number(here, ADA), OTHER),
        "{{ config }}",
        "\0",
        "ä" * 32,
        "a" * 10_000,
    ]

    assert [refusals.is_ours(it) for it in others] == [False] * len(others)
    assert [refusals.refuse(it) for it in others] == [Outcome.UNKNOWN] * len(others)
    assert refusals.is_ours(ours)
    with here.open() as store:
        assert store.readers(SECRET).suppressions() == ()


def test_a_reader_who_is_not_known_is_not_told_to_be_off(here: Place) -> None:
    assert filled(here).refuse(sign("unsubscribe", 4_711, SECRET)) is Outcome.UNKNOWN


def test_a_server_that_could_keep_no_refusal_does_not_begin(here: Place) -> None:
    with pytest.raises(NoInput):
        Refusals(folder=here.folder, url=None, secret=SECRET, now=later).expect()
    refusals = filled(here)
    with pytest.raises(NotAllowed):
        replace(refusals, secret=OTHER).expect()


def test_whoever_serves_a_copy_is_told_that_it_is_one(here: Place, tmp_path: Path) -> None:
    refusals = filled(here)
    with here.open() as store:
        store.claim()
    shutil.copytree(here.folder, tmp_path / "copy")

    (remark,) = replace(refusals, folder=tmp_path / "copy").expect()

    assert "was copied or moved" in remark
    assert refusals.expect() == ()
