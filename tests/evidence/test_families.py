"""Sixty and more documents in families: no two families are joined, and hardly a family is torn."""

from itertools import combinations

import pytest

from briefs.evidence import trace
from briefs.model import DocumentId, Origin
from tests.evidence.families import Specimen, specimens

FAMILIES = {"연합뉴스": "Yonhap"}


@pytest.fixture(scope="module")
def given() -> list[Specimen]:
    return specimens()


@pytest.fixture(scope="module")
def origins(given: list[Specimen]) -> tuple[Origin, ...]:
    return trace([one.document for one in given], FAMILIES)


def members(origin: Origin) -> set[DocumentId]:
    return {origin.document, *(reprint.document for reprint in origin.reprints)}


def test_no_two_families_are_joined_and_nine_of_ten_pairs_are_found(
    given: list[Specimen], origins: tuple[Origin, ...]
) -> None:
    origin_of = {document: origin.document for origin in origins for document in members(origin)}
    pairs = list(combinations(given, 2))
    joined = [pair for pair in pairs if len({origin_of[one.document.id] for one in pair}) == 1]
    kin = [pair for pair in pairs if len({one.family for one in pair}) == 1]
    false = [f"{a.family}: {a.kind} + {b.family}: {b.kind}" for a, b in joined if a.family != b.family]
    found = [pair for pair in kin if pair in joined]

    assert len(given) >= 60
    assert false == []
    assert len(found) >= 0.9 * len(kin)
