"""Sources in a citation style: its order and its type, but our numbers, our links, and no markup of a source's."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefs import shipped
from briefs.errors import TemplateError
from briefs.model import Brief
from briefs.publication import Design
from briefs.publication.edition import publish
from briefs.publication.entries import EntryPiece
from briefs.publication.formats.styles import in_style
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.publication.view import Page
from tests.publication.formats.hostile import MARKUP, hostile
from tests.publication.material import sample, sources

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
<info><title>Quay</title><id>https://quay.example/style</id><updated>2026-01-01T00:00:00+00:00</updated></info>
"""
CITATION = '<citation><layout><text variable="citation-number"/></layout></citation>'
NOTES = f"""{HEAD}
<macro name="who"><names variable="author"><name and="text" delimiter=", "/></names></macro>
<macro name="where"><text variable="URL" prefix="at "/></macro>
{CITATION}
<bibliography><layout suffix="."><text variable="citation-number" prefix="[" suffix="] "/>
<group delimiter=", "><text macro="who" font-weight="bold"/><text variable="title" quotes="true"/>
<choose><if variable="container-title"><text variable="container-title" font-style="italic"/></if>
<else><text variable="publisher" font-style="italic"/></else></choose>
<date variable="issued"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/>
<date-part name="year"/></date><text macro="where"/></group></layout></bibliography></style>"""
YEARS = f"""{HEAD}{CITATION}
<bibliography><sort><key variable="title"/></sort><layout>
<names variable="author" suffix=" "><name name-as-sort-order="all"/></names>
<date variable="issued" prefix="(" suffix=") "><date-part name="year"/></date>
<text variable="title" text-case="uppercase" vertical-align="sup"/></layout></bibliography></style>"""


def style(folder: Path, text: str) -> Path:
    (folder / "house.csl").write_text(text, "utf-8")
    return folder / "house.csl"


def styled(folder: Path, text: str, brief: Brief | None = None) -> Page:
    brief = brief or sample()
    return in_style(brief, page_of(brief, with_contents=False), style(folder, text))


def written(page: Page) -> list[str]:
    return ["".join(piece.text for piece in view.entry) for view in page.references]


def test_entries_follow_the_style_in_our_order_without_its_numbers_and_links(tmp_path: Path) -> None:
    found = written(styled(tmp_path, NOTES))
    assert (
        found[0] == "Lee Bora, ‘Ministers agree to meet every second month’, The Haeju Courier, 19 May 2026."
    )
    assert found[1].startswith(
        "‘Joint fog forecast passes its first test’, Strait Weather Wire, 21 May 2026."
    )
    assert found[1].endswith(" (changed 22 May 2026, via Lighthouse Reader)")
    assert found[2] == "Quayside Review. (date not stated)"
    assert found[5].endswith(", Joint Office of the Coast Guards, May 2026.")


def test_another_style_writes_them_otherwise_and_its_own_order_does_not_count(tmp_path: Path) -> None:
    found = written(styled(tmp_path, YEARS))
    assert found[0] == "Lee Bora (2026) MINISTERS AGREE TO MEET EVERY SECOND MONTH"
    assert found[10] == "(2025) WHAT A NIGHT CROSSING COSTS TO INSURE"


def test_types_and_languages_are_told_stretch_by_stretch(tmp_path: Path) -> None:
    page = styled(tmp_path, NOTES)
    assert page.references[4].entry == (
        EntryPiece(text="森田 葵", element="strong", lang=None),
        EntryPiece(text=", ‘", element="span", lang=None),
        EntryPiece(text="霧の共同予報、秋まで継続", element="span", lang="ja"),
        EntryPiece(text="’, ", element="span", lang=None),
        EntryPiece(text="椿新聞", element="em", lang="ja"),
        EntryPiece(text=", 22 May 2026.", element="span", lang=None),
    )


def test_what_a_source_says_is_never_markup(tmp_path: Path) -> None:
    brief = hostile()
    page = styled(tmp_path, NOTES, brief)
    first = page.references[0].entry
    html = render(page, shipped.TEMPLATES)

    assert MARKUP in "".join(piece.text for piece in first)
    assert {piece.element for piece in first} <= {"span", "em", "strong"}
    assert "<b>*bold*</b>" not in html
    assert "&lt;b&gt;*bold*&lt;/b&gt;" in html


def test_words_that_citeproc_would_take_for_its_own_markup_stay(tmp_path: Path) -> None:
    brief = sample()
    title = 'The <span class="nocase">iPort</span> \ue010opened\ue020 at last'
    brief = replace(brief, references=(replace(brief.references[0], title=title), *brief.references[1:]))

    (first, *_) = written(styled(tmp_path, NOTES, brief))
    assert '‘The <span class="nocase">iPort</span> \ufffdopened\ufffd at last’' in first


def test_an_entry_that_the_style_leaves_empty_stays_as_the_house_writes_it(tmp_path: Path) -> None:
    text = YEARS.replace('<text variable="title" text-case="uppercase" vertical-align="sup"/>', "")
    page = styled(tmp_path, text)
    assert page.references[2].entry == ()
    assert "03-freight.txt" in render(page, shipped.TEMPLATES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "house.csl:1: is no citation style, for it is not XML from there on; take"),
        ("<style", "is no citation style"),
        ("<html/>", r"house.csl:1: is no citation style \(CSL 1.0\)"),
        (NOTES.replace("layout", "layuot"), r"house.csl:\d+: is no citation style \(CSL 1.0\)"),
        (HEAD + CITATION + "</style>", "does not say how references are written"),
        (NOTES.replace('macro="where"', 'macro="nowhere"'), "cannot be used as a citation style"),
        (
            NOTES.replace('<text variable="URL" prefix="at "/>', '<text macro="where"/>'),
            "cannot be used as a citation style",
        ),
    ],
)
def test_a_style_that_cannot_be_used_ends_in_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message) as error:
        styled(tmp_path, text)
    assert "\n" not in str(error.value)


def test_a_style_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", "utf-8")
    entity = f'<!DOCTYPE style [<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    text = NOTES.replace("?>\n", f"?>\n{entity}\n", 1).replace('prefix="at "', 'prefix="at "', 1)
    text = text.replace("<title>Quay</title>", "<title>&secret;</title>")
    try:
        found = written(styled(tmp_path, text))
    except TemplateError as error:
        found = [str(error)]
    assert "a secret" not in "".join(found)


def test_a_style_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="is larger than 1 MB"):
        styled(tmp_path, NOTES + " " * 2**20)


def test_an_edition_prints_its_sources_in_the_style(tmp_path: Path) -> None:
    design = Design(templates=shipped.TEMPLATES, citation_style=style(tmp_path, NOTES))
    files = publish(sample(), sources(), design)
    assert "<strong>Lee Bora</strong>" in files["brief.html"].decode()


def test_the_same_style_gives_the_same_entries(tmp_path: Path) -> None:
    assert styled(tmp_path, NOTES) == styled(tmp_path, NOTES)
