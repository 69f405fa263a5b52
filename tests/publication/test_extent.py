"""How many pages a brief fills is foretold from its words, so that it is laid out once."""

from pathlib import Path

import pypdf
import pytest

from briefs.model import Brief
from briefs.publication.extent import pages_of
from briefs.publication.page import page_of
from tests.publication.material import Said, compose, day, document, sample, section, single


def foretold(brief: Brief) -> int:
    return pages_of(page_of(brief, with_contents=True))


def cranes(number: int, *, words: str = "moved in the night and was put back by hand") -> Brief:
    """A brief of so many statements, each from a source of its own."""
    given = tuple(
        document(
            (f"Crane {place} {words}.",),
            path=f"in/{place}.txt",
            title=f"Crane {place}",
            published=day(2026, 5, 1),
        )
        for place in range(number)
    )
    said = tuple(Said(source=place + 1, passage=1, parts=(one.text,)) for place, one in enumerate(given))
    return compose(given, (section(1, "Cranes", said, given),), key_points=())


def test_it_foretells_the_sample_to_the_page(pdf: Path) -> None:
    assert abs(foretold(sample()) - len(pypdf.PdfReader(pdf).pages)) <= 1


def test_one_statement_fits_on_one_page() -> None:
    assert foretold(single()[0]) == 1


@pytest.mark.parametrize("number", [20, 40, 80, 160])
def test_twice_as_many_statements_fill_about_twice_the_pages(number: int) -> None:
    once, twice = foretold(cranes(number)), foretold(cranes(2 * number))
    assert once < twice <= 2 * once


def test_a_letter_of_chinese_or_korean_is_as_wide_as_two() -> None:
    assert foretold(cranes(60, words="閣僚級会合を開催し" * 12)) > foretold(
        cranes(60, words="ministers" * 12)
    )
