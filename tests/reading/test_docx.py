"""Word documents: the text as its author sees it, and nothing from outside of the package."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefs.model import Document, PassageKind, Problem, Source, SourceFormat
from briefs.reading import raw_text, read
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import OTHER, SENTENCE, archive

BODY = paragraph(SENTENCE) + paragraph(OTHER)
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'


def _outcome(body: str, properties: str = "", **parts: str) -> Document | Problem:
    return read(Source(path="a.docx", content=packed(body, properties, **parts)))


def _read(body: str, properties: str = "", **parts: str) -> Document:
    document = _outcome(body, properties, **parts)
    assert isinstance(document, Document)
    return document


def _kept(body: str) -> list[str]:
    document = _read(body)
    return [document.exact(passage.span) for passage in document.passages]


def _run(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r>{inside}</w:r></w:p>"


def test_paragraphs_are_the_body() -> None:
    document = _read(BODY)
    assert (document.text, document.format) == (f"{SENTENCE}\n\n{OTHER}", SourceFormat.DOCX)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            "<w:t>They met</w:t><w:tab/><w:t>in the capital on Monday.</w:t>",
            "They met in the capital on Monday.",
        ),
        (
            "<w:t>They met in the</w:t><w:br/><w:t>capital on Monday.</w:t>",
            "They met in the capital on Monday.",
        ),
        ("<w:t>They met in the cap</w:t><w:softHyphen/><w:t>ital.</w:t>", "They met in the capital."),
        (
            "<w:t>They met at the well</w:t><w:noBreakHyphen/><w:t>known inn.</w:t>",
            "They met at the well-known inn.",
        ),
        (
            "<w:ruby><w:rt><w:t>x</w:t></w:rt><w:rubyBase><w:t>They met in the capital.</w:t></w:rubyBase></w:ruby>",
            "They met in the capital.",
        ),
        (
            "<w:instrText>HYPERLINK x</w:instrText><w:t>They met in the capital.</w:t>",
            "They met in the capital.",
        ),
    ],
)
def test_what_stands_in_a_run_is_read_as_it_is_shown(inside: str, text: str) -> None:
    assert _kept(BODY + _run(inside))[-1] == text


@pytest.mark.parametrize(
    "inside",
    [
        "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>not </w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r>",
        "<w:r><w:footnoteReference/></w:r>",
        "<mc:AlternateContent><mc:Fallback><w:r><w:t>not </w:t></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_what_is_not_shown_is_not_read(inside: str) -> None:
    both = f"<w:p><w:r><w:t>They did </w:t></w:r>{inside}<w:r><w:t>agree on the figures.</w:t></w:r></w:p>"
    assert _kept(BODY + both)[-1] == "They did agree on the figures."


@pytest.mark.parametrize("tag", ["ins", "moveTo", "hyperlink", "smartTag", "sdt", "fldSimple"])
def test_what_is_inserted_or_wrapped_is_read(tag: str) -> None:
    both = f"<w:p><w:r><w:t>They did </w:t></w:r><w:{tag}><w:r><w:t>agree on the figures.</w:t></w:r></w:{tag}></w:p>"
    assert _kept(BODY + both)[-1] == "They did agree on the figures."


def test_vanish_that_is_switched_off_hides_nothing() -> None:
    shown = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>They met in the capital.</w:t></w:r></w:p>'
    assert _kept(BODY + shown)[-1] == "They met in the capital."


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>They met </w:t></w:r></w:p>"
    assert (
        _kept(BODY + first + paragraph("in the capital on Monday."))[-1]
        == "They met in the capital on Monday."
    )
    assert _kept(BODY + first.replace("met ", "met in the capital on Monday."))[-1].endswith("on Monday.")


def test_bullets_and_numbers_are_items_and_a_heading_with_a_number_is_none() -> None:
    items = "".join(
        f"<w:p>{NUMBERED.format(key)}<w:r><w:t>{SENTENCE} ({place})</w:t></w:r></w:p>"
        for place, key in enumerate((1, 2, 2))
    )
    headed = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    document = _read(f"{headed}<w:r><w:t>What was said</w:t></w:r></w:p>{paragraph(OTHER)}{items}")
    assert [passage.kind for passage in document.passages][1:] == [PassageKind.LIST_ITEM] * 3
    assert document.title == "What was said"
    assert document.text.endswith(f"- {SENTENCE} (0)\n\n1. {SENTENCE} (1)\n\n2. {SENTENCE} (2)")


def test_sentences_in_a_table_are_read_and_figures_are_not() -> None:
    cells = "".join(
        f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Hartmoor", "410", "They met in the capital.")
    )
    assert _kept(f"{BODY}<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == [
        SENTENCE,
        OTHER,
        "They met in the capital.",
    ]


def test_a_text_box_is_read_once_and_one_that_repeats_the_text_not_at_all() -> None:
    box = "<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>"
    boxes = box.format(paragraph(SENTENCE)) + box.format(paragraph("They met in the capital."))
    assert _kept(BODY + boxes) == [SENTENCE, OTHER, "They met in the capital."]


@pytest.mark.parametrize(
    ("properties", "title", "author"),
    [
        ("<dc:title>Talks on gas</dc:title><dc:creator>Ada Vale</dc:creator>", "Talks on gas", ("Ada Vale",)),
        (
            "<dc:title>Microsoft Word - a.docx</dc:title><dc:creator>Microsoft Office User</dc:creator>",
            None,
            (),
        ),
        ("<dc:title>Document1</dc:title><dc:creator>admin</dc:creator>", None, ()),
        ("<dc:title>talks_v2.doc</dc:title><dc:creator>python-docx</dc:creator>", None, ()),
        ("<dc:title>문서 1</dc:title><dc:creator>김하늘</dc:creator>", None, ("김하늘",)),
        ("<dc:title/><dc:creator/>", None, ()),
        ("<dc:title>broken", None, ()),
    ],
)
def test_what_a_template_or_a_machine_filled_in_is_not_stated(
    properties: str, title: str | None, author: tuple[str, ...]
) -> None:
    document = _read(BODY, properties)
    assert (document.title, document.author) == (title, author)


def test_the_properties_never_date_a_document() -> None:
    moments = (
        "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
        "<dcterms:modified>2026-05-20T06:12:00Z</dcterms:modified>"
    )
    document = _read(BODY, moments)
    assert document.published is None
    assert document.modified is not None
    assert [(claim.date.iso, claim.found) for claim in document.dates] == [
        ("2026-05-20T06:12+00:00", "properties modified")
    ]


def test_a_memo_names_its_writer_day_and_subject_in_lines() -> None:
    lines = "".join(map(paragraph, ("To: All", "From: Ada Vale", "Date: 19 May 2026", "Re: Talks on gas")))
    document = _read(lines + BODY)
    assert (document.title, document.author, document.text) == (
        "Talks on gas",
        ("Ada Vale",),
        f"{SENTENCE}\n\n{OTHER}",
    )
    assert document.published is not None
    assert document.published.iso == "2026-05-19"


def test_fields_below_the_first_paragraph_of_prose_are_none_of_a_memo() -> None:
    fields = paragraph("Date: 19 May 2026") + paragraph("Reference: the file of the section")
    assert _kept(BODY + fields + paragraph("They met in the capital.")) == [
        SENTENCE,
        OTHER,
        "They met in the capital.",
    ]


def test_one_line_with_a_label_is_no_memo() -> None:
    assert _kept(paragraph("From: here on, the ministers met in the capital.") + BODY)[0].startswith("From:")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _bare(markup: str, before: str = "") -> Source:
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{markup}</w:body></w:document>'
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    return Source(path="a.docx", content=archive(parts))


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret that must not be read", encoding="utf-8")
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    for stated in (f'<!ENTITY a SYSTEM "{secret.as_uri()}">', f'<!ENTITY a "aaaaaaaaaa">{bomb}'):
        source = _bare(
            f"{BODY}{paragraph('Then they said &m; and &a; as well.')}", f"<!DOCTYPE x [{stated}]>"
        )
        read(source)
        assert "secret that" not in raw_text(source)
        assert len(raw_text(source)) < 1_000


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<w:tbl><w:tr><w:tc>" * 5_000, "damaged Word document"),
        ("<w:p><w:r><w:t>open", "damaged Word document"),
        ("", "no running text"),
        (BODY * 9, None),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_says_why(markup: str, words: str | None) -> None:
    outcome = read(_bare(markup))
    assert isinstance(outcome, Problem) is (words is not None)
    assert words is None or words in getattr(outcome, "message", "")


def test_a_document_longer_than_a_book_is_refused() -> None:
    many = "".join(
        paragraph(f"{number:06} {SENTENCE} {hash(number) % 999_983} {number * 7_919}")
        for number in range(11_000)
    )
    outcome = _outcome(many)
    assert isinstance(outcome, Problem)
    assert "has more than 1,000,000 characters" in outcome.message


def test_a_hostile_document_costs_seconds_at_most() -> None:
    bombs = (
        _bare(BODY + "<w:tbl><w:tr><w:tc>" * 60 + paragraph(SENTENCE) * 300 + "</w:tc></w:tr></w:tbl>" * 60),
        _bare(BODY + "<w:p><w:r/></w:p>" * 40_000),
        _bare(BODY + _run(f"<w:txbxContent>{paragraph('ab')}</w:txbxContent>") * 3_000),
        _bare(BODY + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 9_000),
    )
    started = time.process_time()
    for bomb in bombs:
        read(bomb)
        raw_text(bomb)
    assert time.process_time() - started < 20


PIECES = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", f"<w:t>{SENTENCE}</w:t>", "<w:t>Hartmoor</w:t>", "<w:del>", "</w:del>",
    "<w:ins>", "</w:ins>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:br/>", "<w:tab/>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", NUMBERED.format(1), NUMBERED.format("x"),
    "<w:pPr><w:pStyle w:val='berschrift1'/></w:pPr>", "<w:txbxContent>", "</w:txbxContent>", "&x;", "<w:t/>",
    "<w:rPr><w:b/></w:rPr>", "<!-- x -->", "<?pi x?>", "<w:t>&#x202e;a&#xad;b\u200b</w:t>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_is_a_document_whose_words_stand_in_it_or_a_problem(pieces: list[str]) -> None:
    broken = f'<w:body xmlns:w="{WORD}">{"".join(pieces)}</w:body>'
    mended = etree.fromstring(broken, etree.XMLParser(recover=True, resolve_entities=False))
    inside = "".join(etree.tostring(element, encoding="unicode") for element in mended)
    for markup in (inside, "".join(pieces)):
        source = _bare(f"{BODY}{markup}")
        outcome = read(source)
        whole = raw_text(source)
        if isinstance(outcome, Document):
            assert all(outcome.exact(passage.span) in whole for passage in outcome.passages)
