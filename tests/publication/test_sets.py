"""The further sets of templates: a note of two pages, a manuscript, on both papers, in a house's colours."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from briefs.model import Brand, Brief, Document, Marking, Paper
from briefs.publication import Design, fonts, publish
from briefs.publication.executive import executive
from briefs.publication.page import page_of
from briefs.publication.pdf import PrintJob, print_pdf
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.publication import pdfua
from tests.publication.material import sample, sources
from tests.publication.matrix import headline, notices

needs_cjk_fonts = pytest.mark.skipif(
    not fonts.cjk_installed(), reason=f"the package {fonts.CJK_PACKAGE} is not installed"
)
EXECUTIVE = TEMPLATES / "executive"


def pages(brief: Brief, given: tuple[Document, ...], design: Design, folder: Path) -> int:
    path = folder / "brief.pdf"
    path.write_bytes(publish(brief, given, design)["brief.pdf"])
    return len(pypdf.PdfReader(path).pages)


@pytest.mark.parametrize("size", [Paper.A4, pytest.param(Paper.LETTER, marks=pytest.mark.deep)])
@pytest.mark.parametrize(
    ("themes", "each", "words", "title"),
    [
        (1, 3, 30, None),
        (4, 6, 30, None),
        (6, 5, 45, None),
        (10, 3, 22, None),
        (10, 6, 40, headline(20)),
        (4, 3, 85, headline()),
    ],
    ids=["one theme", "a week", "long statements", "ten themes", "ten long themes", "90-word headline"],
)
def test_the_executive_note_never_has_more_than_two_pages(
    tmp_path: Path, themes: int, each: int, words: int, title: str | None, size: Paper
) -> None:
    brief, given = notices(themes, each, words=words, headline=title)
    design = Design(templates=EXECUTIVE, brand=Brand(paper=size))
    assert pages(brief, given, design, tmp_path) <= 2


@needs_cjk_fonts
def test_the_note_of_the_sample_fills_two_pages_and_is_pdf_ua(tmp_path: Path) -> None:
    assert pages(sample(), sources(), Design(templates=EXECUTIVE), tmp_path) == 2
    assert pdfua.judged(tmp_path / "brief.pdf") == f"{tmp_path}/brief.pdf: PDF/UA-1\n"


@needs_cjk_fonts
def test_the_manuscript_of_the_sample_is_pdf_ua_and_has_every_statement(tmp_path: Path) -> None:
    brief = sample()
    pages(brief, sources(), Design(templates=TEMPLATES / "manuscript"), tmp_path)
    assert pdfua.judged(tmp_path / "brief.pdf") == f"{tmp_path}/brief.pdf: PDF/UA-1\n"
    made = render(page_of(brief, with_contents=False), TEMPLATES / "manuscript")
    anchors = [f'id="s{one.id.replace(".", "-")}"' for part in brief.sections for one in part.statements]
    assert [anchor for anchor in anchors if anchor not in made] == []


def test_the_note_has_each_statement_whole_and_no_more_than_two_of_a_theme() -> None:
    page = page_of(notices(4, 6, words=30)[0], with_contents=False)
    note = executive(page, Brand())
    every = {statement.id: statement for part in page.sections for statement in part.statements}
    shown = [statement for theme in note.themes for statement in theme.statements]
    assert [one.lead for one in shown] == [every[one.id].lead for one in shown]
    assert {len(theme.statements) for theme in note.themes} == {2}
    assert {one.id for one in shown}.isdisjoint(one.id for one in note.key_points)


def test_a_page_that_runs_over_gives_way_to_shorter_ones_until_it_fits() -> None:
    def job(lines: int) -> PrintJob:
        page = "<!DOCTYPE html><html lang=en><title>t</title>" + "<p style='break-after: page'>x</p>" * lines
        return PrintJob(
            html_of=lambda _: page + f"<p>{lines}</p>",
            most_pages=2,
            shorter=lambda: job(lines - 1),
            screen_of=lambda: str(lines),
        )

    printed = print_pdf(job(4))
    assert printed.screen == "1"
    assert len(pypdf.PdfReader(BytesIO(printed.pdf)).pages) == 2


def test_with_less_room_the_note_keeps_its_key_points_and_drops_what_comes_last() -> None:
    page = page_of(sample(), with_contents=False)
    whole, cut = executive(page, Brand()), executive(page, Brand(), less=500)
    assert cut.key_points[:3] == whole.key_points[:3]
    assert len(cut.quotations) + len(cut.events) < len(whole.quotations) + len(whole.events)


def test_every_link_of_the_note_leads_somewhere() -> None:
    made = render(page_of(sample(), with_contents=False), EXECUTIVE)
    anchors = set(re.findall(r'id="([^"]+)"', made))
    assert [link for link in re.findall(r'href="#([^"]+)"', made) if link not in anchors] == []


def test_a_theme_of_which_nothing_fits_is_named_and_so_is_one_without_a_source() -> None:
    page = page_of(notices(30, 1, words=40)[0], with_contents=False)
    note = executive(page, Brand())
    assert {*note.further, *(theme.section.title for theme in note.themes)} == {
        part.title for part in page.sections
    }
    assert note.further
    assert executive(page_of(sample(), with_contents=False), Brand()).silent == ("Fishing grounds",)


def test_a_marking_a_logo_and_a_correction_take_their_room_on_the_two_pages(tmp_path: Path) -> None:
    brief, given = notices(8, 4, words=34)
    told = "The number of crossings in statement 2.1 was printed as 1,960; its source says 412. " * 2
    marked = replace(brief.edition, marking=Marking.AMBER, draft=True, revision=1, correction=told)
    house = Brand(
        paper=Paper.LETTER, logo=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>', logo_text="H"
    )
    path = tmp_path / "brief.pdf"
    files = publish(replace(brief, edition=marked), given, Design(templates=EXECUTIVE, brand=house))
    path.write_bytes(next(content for name, content in files.items() if name.endswith(".pdf")))
    assert [page.extract_text().count("TLP:AMBER") for page in pypdf.PdfReader(path).pages] == [2, 2]
