"""Every kind of page is as it was when it was last looked at: sets, papers, languages, and briefs small and large.

A handful of cells runs each time, the whole matrix with the deep tests. Where a change of the page is meant, remake the
goldens with ``python -m tests.publication.matrix --update`` and look at what differs.
"""

import pytest

from briefs.model import Paper
from briefs.publication import fonts
from briefs.shipped import template_sets
from tests.publication.matrix import LANGUAGES, SHAPES, Cell, cells, golden, headline, measured

needs_cjk_fonts = pytest.mark.skipif(
    not fonts.cjk_installed(), reason=f"the package {fonts.CJK_PACKAGE} is not installed"
)
HANDFUL = (
    Cell(shape="sample", language="ko"),
    Cell(shape="sample", templates="executive", paper=Paper.LETTER, language="ja"),
    Cell(shape="one theme", templates="manuscript"),
    Cell(shape="ten themes", templates="executive"),
    Cell(shape="empty themes", templates="manuscript", paper=Paper.LETTER),
    Cell(shape="90-word headline", paper=Paper.LETTER),
)
OTHERS = tuple(cell for cell in cells() if cell not in HANDFUL)


@needs_cjk_fonts
@pytest.mark.parametrize("cell", HANDFUL, ids=lambda cell: cell.name)
def test_a_page_is_as_it_was(cell: Cell) -> None:
    assert measured(cell) == golden()[cell.name]


@pytest.mark.deep
@needs_cjk_fonts
@pytest.mark.parametrize("cell", OTHERS, ids=lambda cell: cell.name)
def test_any_other_page_is_as_it_was(cell: Cell) -> None:
    assert measured(cell) == golden()[cell.name]


def test_the_goldens_are_those_of_the_matrix() -> None:
    assert list(golden()) == [cell.name for cell in cells()]


def test_the_handful_has_each_set_paper_and_language_once() -> None:
    assert set(HANDFUL) <= set(cells())
    assert {cell.templates for cell in HANDFUL} == set(template_sets())
    assert {cell.paper for cell in HANDFUL} == set(Paper)
    assert {cell.language for cell in HANDFUL} == set(LANGUAGES)
    assert {cell.shape for cell in cells()} == set(SHAPES)


def test_the_headline_has_ninety_words_and_is_printed_as_the_first_heading() -> None:
    assert len(headline().split()) == 90
    long = [one for name, one in golden().items() if name.endswith("90-word headline")]
    assert {one["headings"][0] for one in long} == {f"1 {headline()}"}
    assert {one["pages"] for one in long} <= {1, 2, 3}
