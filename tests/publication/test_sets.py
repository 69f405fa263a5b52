"""The further sets of templates: a note of two pages, a manuscript, on both papers, in a house's colours."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from briefs.model import Brand, Brief, Document, Paper
from briefs.publication import Design, fonts, publish
from briefs.publication.executive import executive
from briefs.publication.page import page_of
from briefs.shipped import TEMPLATES, template_sets
from tests.publication import paper, pdfua
from tests.publication.material import Said, compose, day, document, sample, section, sources

needs_cjk_fonts = pytest.mark.skipif(
    not fonts.cjk_installed(), reason=f"the package {fonts.CJK_PACKAGE} is not installed"
)
EXECUTIVE = TEMPLATES / "executive"
WORDS = (
    "harbour masters on both shores agreed that the night ferry may carry mail again once the new lamps are lit "
    "and the pilots have been heard by the council of the strait which meets at the turn of the month"
).split()


def piled(themes: int, each: int, words: int, headline: str | None = None) -> tuple[Brief, tuple[Document, ...]]:
    """A brief of so many themes with so many statements of so many words, each from a source of its own."""
    texts = [
        f"Notice {number}: " + " ".join(WORDS[place % len(WORDS)] for place in range(number, number + words)) + "."
        for number in range(themes * each)
    ]
    given = tuple(
        document(
            (text,),
            path=f"notices/{number}.txt",
            title=f"What the harbour office of the northern strait told in its notice {number}",
            publisher="Lantern and Tide Gazette",
            author=("Ada Quill", "Bo Marsh"),
            published=day(2026, 5, 1 + number % 28),
        )
        for number, text in enumerate(texts)
    )
    parts = tuple(
        section(
            theme + 1,
            f"Ferries, freight and fog on quay {theme + 1}",
            tuple(
                Said(source=number + 1, passage=1, parts=(texts[number],))
                for number in range(theme * each, (theme + 1) * each)
            ),
            given,
        )
        for theme in range(themes)
    )
    points = tuple(f"{theme + 1}.1" for theme in range(min(5, themes)))
    return compose(given, parts, key_points=points, headline=headline), given


def pages(brief: Brief, given: tuple[Document, ...], design: Design, folder: Path) -> int:
    path = folder / "brief.pdf"
    path.write_bytes(publish(brief, given, design)["brief.pdf"])
    return len(pypdf.PdfReader(path).pages)


@pytest.mark.parametrize("size", [Paper.A4, Paper.LETTER])
@pytest.mark.parametrize(
    ("themes", "each", "words", "headline"),
    [
        (1, 3, 30, None),
        (4, 6, 30, None),
        (6, 5, 45, None),
        (10, 3, 22, None),
        (10, 6, 40, " ".join(WORDS[:20]).capitalize()),
        (4, 3, 85, " ".join([*WORDS, *WORDS, *WORDS][:90]).capitalize()),
    ],
    ids=["one theme", "a week", "long statements", "ten themes", "ten long themes", "90-word headline"],
)
def test_the_executive_note_never_has_more_than_two_pages(
    tmp_path: Path, themes: int, each: int, words: int, headline: str | None, size: Paper
) -> None:
    brief, given = piled(themes, each, words, headline)
    design = Design(templates=EXECUTIVE, brand=Brand(paper=size))
    assert pages(brief, given, design, tmp_path) <= 2
