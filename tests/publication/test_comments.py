"""Analysts' comments on the page and in every file: labelled, set apart, bound, and nobody's words but their own."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pypdf
import pytest
from lxml import html as markup

from briefs.errors import MissingRequirement
from briefs.model import Brief, Comment
from briefs.proof.paper import read_paper
from briefs.publication import Design, Format, publish
from briefs.publication.contract import schema
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.publication.material import sample, sources

SAID = "No source names the port, & none says “when”."
ON_ALL = "Every statement of this section goes back to one agency."


def commented(language: str = "en") -> Brief:
    brief = sample()
    section = brief.sections[0]
    comments = (
        Comment(theme=section.theme, author="Mina Sol", text=SAID, statement=section.statements[0].id),
        Comment(theme=section.theme, author="Jo <Desk>", text=ON_ALL),
    )
    return replace(brief, comments=comments, edition=replace(brief.edition, language=language))


@cache
def made() -> dict[str, bytes]:
    design = Design(templates=TEMPLATES, formats=(Format.DOCX, Format.MARKDOWN))
    return publish(commented(), sources(), design)


def page(language: str = "en", templates: Path = TEMPLATES) -> markup.HtmlElement:
    return markup.document_fromstring(render(page_of(commented(language), with_contents=True), templates))


def of_class(element: markup.HtmlElement, *names: str) -> list[markup.HtmlElement]:
    """The elements of a class within those of another, and so on."""
    path = "".join(f'//*[contains(concat(" ", @class, " "), " {name} ")]' for name in names)
    return list(element.xpath(f".{path}"))


def words(element: markup.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("language", "label", "section"),
    [
        ("en", "Comment", "Comment on this section"),
        ("ko", "의견", "이 주제에 대한 의견"),
        ("ja", "コメント", "この主題へのコメント"),
    ],
)
def test_a_comment_is_labelled_in_the_language_of_the_page(language: str, label: str, section: str) -> None:
    found = [words(it) for it in of_class(page(language), "comment")]
    assert found == [f"{label} · Mina Sol {SAID}", f"{section} · Jo <Desk> {ON_ALL}"]


def test_it_stands_below_its_statement_and_its_source_and_never_in_a_sources_words() -> None:
    statement = of_class(page(), "theme", "statement")[0]
    assert [it.get("class") for it in statement][-2:] == ["sources", "comment"]
    assert not any(SAID[:20] in words(it) for it in of_class(page(), "words"))
    last = of_class(page(), "theme")[0][-1]
    assert (last.get("class"), ON_ALL in words(last)) == ("comment", True)


@pytest.mark.parametrize(
    ("text", "language", "lang"),
    [
        ("No source names 부산.", "en", None),
        ("No source names 부산.", "ko", "en"),
        ("부산 항구는 어느 출처에도 없다.", "en", "ko"),
        ("부산 항구는 어느 출처에도 없다.", "ko", None),
        ("港の名はどこにもない。", "en", "ja"),
        ("没有来源提到港口。", "en", "zh"),
        ("12 – 30.", "en", None),
    ],
)
def test_a_comment_in_another_language_than_the_page_says_which(
    text: str, language: str, lang: str | None
) -> None:
    brief = commented(language)
    brief = replace(brief, comments=(replace(brief.comments[0], text=text),))
    found = markup.document_fromstring(render(page_of(brief, with_contents=True), TEMPLATES))
    assert of_class(found, "comment")[0][-1].get("lang") == lang


def test_a_key_point_leads_to_the_comment_on_it() -> None:
    point = next(it for it in of_class(page(), "key-points")[0].iter("li") if "Mina Sol" in words(it))
    assert [(words(it), it.get("href")) for it in of_class(point, "basis")[0].iter("a")][-1] == (
        "Comment · Mina Sol",
        "#s1-1",
    )


@pytest.mark.parametrize("name", ["manuscript", "executive"])
def test_every_set_of_templates_prints_it_below_its_statement(name: str) -> None:
    assert f"Comment · Mina Sol {SAID}" in [
        words(it) for it in of_class(page(templates=TEMPLATES / name), "comment")
    ]


def test_a_brief_without_comments_says_nothing_of_any() -> None:
    plain = render(page_of(sample(), with_contents=True), TEMPLATES)
    assert 'class="comment"' not in plain


def test_it_stands_in_word_and_markdown_in_a_paragraph_of_its_own_kind() -> None:
    with zipfile.ZipFile(io.BytesIO(made()["brief.docx"])) as archive:
        body = archive.read("word/document.xml").decode()
        assert '<w:name w:val="Comment"/>' in archive.read("word/styles.xml").decode()
    paragraphs = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Comment"/>.*?</w:p>', body)
    assert len(paragraphs) == 2
    text = made()["brief.md"].decode()
    assert f"\n> **Comment · Mina Sol** {SAID}\n" in text


def test_brief_json_tells_whose_it_is_and_where_and_satisfies_its_schema() -> None:
    brief = json.loads(made()["brief.json"])
    section = commented().sections[0]
    assert brief["comments"] == [
        {"theme": section.theme, "statement": section.statements[0].id, "author": "Mina Sol", "text": SAID},
        {"theme": section.theme, "statement": None, "author": "Jo <Desk>", "text": ON_ALL},
    ]
    assert [*jsonschema.Draft202012Validator(json.loads(schema())).iter_errors(brief)] == []


def test_the_manifest_binds_it_where_it_stands_and_to_no_source() -> None:
    manifest = json.loads(read_paper(made()["brief.pdf"]).manifest or b"")
    told = [it for it in manifest["beside"] if it["kind"] == "comment"]
    assert [(it["words"], it["place"], sum(it["counts"])) for it in told] == [
        (f"Comment · Mina Sol {SAID}", "1.1", 1),
        (f"Comment on this section · Jo <Desk> {ON_ALL}", "pages", 1),
    ]
    assert not any(SAID in it["exact"] for it in manifest["extracts"])


def test_it_is_a_part_of_its_own_in_the_tree_of_the_pdf() -> None:
    plain = publish(sample(), sources(), Design(templates=TEMPLATES))["brief.pdf"]
    assert kinds(made()["brief.pdf"]).count("/Sect") == kinds(plain).count("/Sect") + 2


def kinds(pdf: bytes) -> list[str]:
    """The kinds of all structure elements of a PDF, in order."""

    def below(element: Any) -> Iterator[str]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            child = kid.get_object()
            if isinstance(child, dict) and "/S" in child:
                yield str(child["/S"])
                yield from below(child)

    trailer: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer
    return [*below(trailer["/Root"]["/StructTreeRoot"])]


def test_a_character_that_no_font_has_is_told_with_whose_comment_it_is_in() -> None:
    brief = commented()
    spoiled = replace(brief, comments=(replace(brief.comments[0], text="A \U0001f600 face."),))
    with pytest.raises(MissingRequirement, match="in a comment of Mina Sol"):
        publish(spoiled, sources(), Design(templates=TEMPLATES))
