"""The untidy pages of ``html/``: no page may score less than it did, and none less than trafilatura's own text."""

import tomllib
from typing import Final

import pytest

from briefs.model import Document, Problem
from briefs.reading import raw_text
from tests.quality.pages import FOLDER, PINS, Expected, expected_pages, our_score, outcome, their_score

PAGES: Final = expected_pages()
PINNED: Final[dict[str, float]] = tomllib.loads(PINS.read_text("utf-8"))

each_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
each_article = pytest.mark.parametrize(
    "page",
    [page for page in PAGES if not page.kept_out],
    ids=[page.name for page in PAGES if not page.kept_out],
)
each_other = pytest.mark.parametrize(
    "page", [page for page in PAGES if page.kept_out], ids=[page.name for page in PAGES if page.kept_out]
)


def test_every_page_has_its_expectation_and_its_pinned_score() -> None:
    names = {page.name for page in PAGES}
    assert len(names) >= 60
    assert {path.stem for path in FOLDER.glob("*.html")} == names == set(PINNED)


@each_page
def test_no_page_scores_less_than_it_did(page: Expected) -> None:
    assert our_score(page).f1 >= PINNED[page.name]


@each_page
def test_no_page_scores_less_than_trafilatura_on_its_own(page: Expected) -> None:
    assert our_score(page).f1 >= their_score(page).f1


def test_the_pages_together_score_better_than_trafilatura_on_its_own() -> None:
    articles = [page for page in PAGES if not page.kept_out]
    ours = sum(our_score(page).f1 for page in articles) / len(articles)
    theirs = sum(their_score(page).f1 for page in articles) / len(articles)
    assert ours > theirs + 0.05


@each_article
def test_the_title_is_the_headline(page: Expected) -> None:
    found = outcome(page)
    assert isinstance(found, Document), found
    assert page.title is None or found.title == page.title


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.left_out], ids=[page.name for page in PAGES if page.left_out]
)
def test_what_is_beside_the_article_is_left_out(page: Expected) -> None:
    found, markup = outcome(page), " ".join(page.content.decode("utf-8").split())
    assert isinstance(found, Document), found
    assert [words for words in page.left_out if words not in markup] == []
    assert [words for words in page.left_out if words in found.text] == []


@each_article
def test_every_passage_stands_in_the_text_of_its_page(page: Expected) -> None:
    found, whole = outcome(page), raw_text(page.source)
    assert isinstance(found, Document), found
    assert [text for p in found.passages if (text := found.exact(p.span)) not in whole] == []


@each_other
def test_what_is_no_article_is_kept_out_with_its_reason(page: Expected) -> None:
    found = outcome(page)
    assert isinstance(found, Problem)
    assert page.kept_out is not None
    assert page.kept_out in found.message
