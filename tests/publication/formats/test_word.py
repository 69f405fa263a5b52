"""An editable copy in Word: its styles, notes, links, languages and properties are real, its bytes always the same."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from briefs.model import Brand, Brief, Document, Marking, Paper, Source
from briefs.publication.formats.chapters import manuscript_of
from briefs.publication.formats.word import to_word
from briefs.publication.page import page_of
from briefs.reading import read
from tests.publication.formats.hostile import FORMULA, MARKUP, hostile
from tests.publication.material import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": ("pStyle", "keepNext", "keepLines", "numPr", "pBdr", "tabs", "spacing", "ind", "outlineLvl"),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "shd", "vertAlign", "rtl"),
        "lang",
    ),
    "sectPr": ("headerReference", "footerReference", "pgSz", "pgMar"),
    "style": ("name", "basedOn", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"),
    "settings": ("zoom", "defaultTabStop", "footnotePr", "compat", "themeFontLang"),
    "lvl": ("start", "numFmt", "lvlText", "lvlJc", "pPr"),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tc": ("tcPr", "p"),
}
"""The order in which the schema of the format wants what we write; Word refuses a file that has another."""


def written(brief: Brief | None = None, brand: Brand | None = None) -> bytes:
    brief = brief or sample()
    return to_word(manuscript_of(brief, page_of(brief, with_contents=False)), brand or Brand())


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def said(element: etree._Element) -> str:
    return "".join(str(text.text) for text in element.iter(f"{W}t"))


def test_every_part_is_well_formed_and_in_the_order_of_the_schema() -> None:
    content = written(replace(sample(), edition=replace(sample().edition, marking=Marking.RED, draft=True)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    for name, root in parts.items():
        for element in root.iter():
            order = ORDER.get(etree.QName(element).localname)
            if order and element.tag.startswith(W):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), (name, element.tag)


def test_every_relation_leads_to_a_part_that_has_a_type() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        for relations, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            for relation in etree.fromstring(archive.read(relations)):
                if relation.get("TargetMode") != "External":
                    assert f"{folder}{relation.get('Target')}" in names
                    assert f'PartName="/{folder}{relation.get("Target")}"' in types


def test_its_headings_lists_and_entries_have_words_own_styles() -> None:
    paragraphs = opened(written()).paragraphs
    styles = {paragraph.style.name for paragraph in paragraphs if paragraph.style}
    headings = [it.text for it in paragraphs if it.style and it.style.name == "Heading 1"]

    assert styles >= {
        "Title",
        "Heading 1",
        "Heading 2",
        "List Number",
        "List Bullet",
        "Bibliography",
        "Statement",
    }
    assert headings[:2] == ["Key points", "Since edition 2026-W21"]
    assert "1 Meetings of ministers" in headings
    assert headings[-1] == "Method"


def test_every_statement_is_there_word_for_word_with_its_number() -> None:
    brief = sample()
    texts = [paragraph.text for paragraph in opened(written(brief)).paragraphs]
    for statement in brief.statements.values():
        assert any(text.startswith(f"{statement.id}\t{statement.parts[0]}") for text in texts)
        assert all(any(text.startswith(part) for text in texts) for part in statement.parts[1:])


def test_citations_are_footnotes_that_lead_to_the_entries() -> None:
    content = written()
    document, notes = part(content, "word/document.xml"), part(content, "word/footnotes.xml")
    calls = [it.get(f"{W}id") for it in document.iter(f"{W}footnoteReference")]
    told = {it.get(f"{W}id"): it for it in notes if it.get(f"{W}type") is None}
    marks = {it.get(f"{W}name") for it in document.iter(f"{W}bookmarkStart")}
    links = [it.get(f"{W}anchor") for root in (document, notes) for it in root.iter(f"{W}hyperlink")]

    assert calls == [str(number) for number in range(1, len(calls) + 1)]
    assert list(told) == calls
    assert said(told["1"]).startswith(" [1] The Haeju Courier, 19 May 2026, ¶")
    assert {link for link in links if link} <= marks
    assert {f"r{number}" for number in range(1, 13)} <= marks


def test_bookmarks_have_one_name_and_one_number_each() -> None:
    document = part(written(), "word/document.xml")
    starts = list(document.iter(f"{W}bookmarkStart"))
    names, numbers = ([it.get(f"{W}{key}") for it in starts] for key in ("name", "id"))
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert [it.get(f"{W}id") for it in document.iter(f"{W}bookmarkEnd")] == numbers
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", str(name)) for name in names)


def test_words_of_another_language_say_so_and_have_a_face_for_it() -> None:
    runs = [run for run in part(written(), "word/document.xml").iter(f"{W}r") if "여객선 운항은" in said(run)]
    assert runs
    for run in runs:
        assert [it.get(f"{W}eastAsia") for it in run.iter(f"{W}rFonts")] == ["Malgun Gothic"]
        assert [dict(it.attrib) for it in run.iter(f"{W}lang")] == [
            {f"{W}val": "ko-KR", f"{W}eastAsia": "ko-KR"}
        ]


def test_our_additions_have_a_style_of_their_own() -> None:
    runs = list(part(written(), "word/document.xml").iter(f"{W}r"))
    added = [
        said(run)
        for run in runs
        if (style := run.find(f".//{W}rStyle")) is not None and style.get(f"{W}val") == "OurAddition"
    ]
    assert "January to March 2026" in "".join(added)


@pytest.mark.parametrize("marking", [None, *Marking])
def test_the_marking_stands_in_header_footer_and_properties(marking: Marking | None) -> None:
    brief = sample()
    document = opened(written(replace(brief, edition=replace(brief.edition, marking=marking))))
    header = "".join(it.text for it in document.sections[0].header.paragraphs)
    footer = "".join(it.text for it in document.sections[0].footer.paragraphs)

    assert document.core_properties.category == (marking or "")
    assert (str(marking) in header and str(marking) in footer) if marking else "TLP" not in header + footer


def test_our_own_reader_reads_it_with_its_marking_title_and_words() -> None:
    brief = sample()
    content = written(replace(brief, edition=replace(brief.edition, marking=Marking.AMBER_STRICT)))
    document = read(Source(path="brief.docx", content=content))

    assert isinstance(document, Document)
    assert (document.marking, document.title) == (Marking.AMBER_STRICT, brief.edition.title)
    assert brief.statements["2.3"].text in document.text


def test_its_properties_are_those_of_the_brief() -> None:
    brief = sample()
    edition = replace(brief.edition, draft=True, revision=2)
    properties = opened(written(replace(brief, edition=edition))).core_properties

    assert properties.title == f"{edition.title} – Narrow Sea Desk, Weekly brief 2026-W22"
    assert (properties.author, properties.language) == ("Narrow Sea Desk", "en")
    assert (properties.revision, properties.content_status) == (3, "Draft")
    assert properties.created == properties.modified == edition.as_of


@pytest.mark.parametrize(("language", "heading"), [("ko", "핵심 요점"), ("ja", "要点")])
def test_our_own_words_are_in_the_language_of_the_brief(language: str, heading: str) -> None:
    brief = sample()
    content = written(replace(brief, edition=replace(brief.edition, language=language)))
    headings = [it.text for it in opened(content).paragraphs if it.style and it.style.name == "Heading 1"]

    assert headings[0] == heading
    assert (
        next(part(content, "word/styles.xml").iter(f"{W}lang")).get(f"{W}eastAsia", "").startswith(language)
    )


def test_the_pages_count_themselves() -> None:
    fields = [it.get(f"{W}instr") for it in part(written(), "word/footer.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_paper_and_faces_are_the_houses() -> None:
    content = written(brand=Brand(paper=Paper.LETTER, text_font="Quay Text", colours=(("navy", "#112233"),)))
    styles = part(content, "word/styles.xml")

    assert [it.get(f"{W}w") for it in part(content, "word/document.xml").iter(f"{W}pgSz")] == ["12240"]
    assert next(styles.iter(f"{W}rFonts")).get(f"{W}ascii") == "Quay Text"
    assert {it.get(f"{W}val") for it in styles.iter(f"{W}color")} >= {"112233"}


def test_the_same_brief_gives_the_same_bytes_without_any_date_of_today() -> None:
    content = written()
    assert content == written()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_what_a_source_says_is_never_markup_field_or_control() -> None:
    content = written(hostile())
    document = opened(content)
    texts = "\n".join(paragraph.text for paragraph in document.paragraphs)
    whole = etree.tostring(part(content, "word/document.xml")).decode()

    assert f"- 1. # {MARKUP}" in texts
    assert FORMULA in texts
    assert "\\u{202E}" in texts
    assert "\\u{0000}" in texts
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", whole)
    assert not list(part(content, "word/document.xml").iter(f"{W}fldSimple", f"{W}instrText"))


def test_an_address_outside_is_one_that_word_takes() -> None:
    content = written(hostile())
    targets = [
        it.get("Target", "") for it in part(content, "word/_rels/document.xml.rels") if it.get("TargetMode")
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9!#$%&'()*+,/:;=?@\[\]~._-]+", target) for target in targets)
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in targets)
