"""A key changes with everything that what is kept under it hangs on."""

import datetime
from dataclasses import replace

import pytest

from briefs.editions.keys import key_of, memory_key
from briefs.model import Listing, Outlet, Provenance, Source, Waiting
from briefs.pipeline import wait_for

FERRY = wait_for(
    Source(
        path="in/ferry.txt",
        content=b"The ferry sails.",
        provenance=Provenance(
            outlet=Outlet(name="Quayside Mirror"),
            url="https://mirror.example/ferry",
            retrieved=datetime.datetime(2026, 5, 21, 12, tzinfo=datetime.UTC),
            listing=Listing(title="The ferry"),
        ),
    )
)


def test_the_same_source_has_the_same_key() -> None:
    again = replace(FERRY, load=lambda: b"")

    assert key_of(again, "themes") == key_of(FERRY, "themes")
    assert len(key_of(FERRY, "themes")) == 32


@pytest.mark.parametrize(
    "other",
    [
        replace(FERRY, digest=bytes(32)),
        replace(FERRY, path="in/ferry2.txt"),
        replace(FERRY, path="in/\udcff.txt"),
        replace(FERRY, provenance=None),
        replace(
            FERRY, provenance=Provenance(outlet=Outlet(name="Quayside Mirror", publisher="Mirror House"))
        ),
    ],
)
def test_a_source_that_differs_in_anything_has_another_key(other: Waiting) -> None:
    assert key_of(other, "themes") != key_of(FERRY, "themes")


def test_with_other_themes_it_has_another_key() -> None:
    assert key_of(FERRY, "themes") != key_of(FERRY, "other themes")


def test_no_source_has_the_key_of_what_is_remembered() -> None:
    assert memory_key() != key_of(FERRY, "memory")
