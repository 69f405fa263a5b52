"""A PDF document comes out as it is read: in order, whole, with nothing that only its pages say."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from briefs.model import DateKind, Document, PassageKind, Problem, Source, SourceFormat
from briefs.reading import raw_text, read
from briefs.reading.page import Page
from briefs.reading.pdf import pdf_text, read_pdf
from briefs.reading.unreadable import Unreadable
from tests.reading.made_pdfs import Leaf, filled, joined, pdf

FIRST = (
    "The harbour ministers of both countries agreed on Thursday to publish a common timetable for all crossings of "
    "the strait, and to review it twice a year."
)
SECOND = (
    "Officials said the timetable would take effect in July and would at first cover eleven harbours, six of them on "
    "the western shore."
)
THIRD = (
    "The fishing cooperatives welcomed the decision but asked for a second night on which the customs sheds are open "
    "to their vessels."
)
FOURTH = (
    "A joint committee of four officials will report to the ministers in December on what the first six months have "
    "brought."
)


def _leaf(*paragraphs: str, top: float = 120, left: float = 70, width: float = 450, size: float = 10) -> Leaf:
    leaf = Leaf()
    _set(leaf, paragraphs, top=top, left=left, width=width, size=size)
    return leaf


def _set(
    leaf: Leaf,
    paragraphs: tuple[str, ...],
    *,
    top: float,
    left: float = 70,
    width: float = 450,
    size: float = 10,
) -> float:
    """Write paragraphs in justified lines, with a blank half line between them; return where the next goes."""
    for paragraph in paragraphs:
        lines = filled(paragraph, size, width)
        for place, line in enumerate(lines, 1):
            leaf.words(left, top, line, size, width=width if place < len(lines) and " " in line else None)
            top += 1.2 * size
        top += 0.6 * size
    return top


def _texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def test_paragraphs_without_any_space_character_are_read_with_their_spaces() -> None:
    page = read_pdf(pdf([_leaf(FIRST, SECOND)]))
    assert _texts(page) == [FIRST, SECOND]
    assert [block.kind for block in page.blocks] == [PassageKind.PARAGRAPH] * 2


def test_two_columns_written_line_by_line_across_are_read_one_after_the_other() -> None:
    leaf = Leaf()
    left = [line for text in (FIRST, SECOND) for line in filled(text, 9, 220)]
    right = [line for text in (THIRD, FOURTH) for line in filled(text, 9, 220)]
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        leaf.text(60, 100 + 11 * place, one, 9)
        leaf.text(290, 100 + 11 * place, other, 9)
    assert " ".join(_texts(read_pdf(pdf([leaf])))) == f"{FIRST} {SECOND} {THIRD} {FOURTH}"


def test_columns_ten_points_apart_and_on_different_lines_stay_apart() -> None:
    leaf = Leaf()
    _set(leaf, (FIRST, SECOND), top=100, left=60, width=230, size=10)
    _set(leaf, (THIRD, FOURTH), top=104, left=300, width=230, size=9)
    assert _texts(read_pdf(pdf([leaf]))) == [FIRST, SECOND, THIRD, FOURTH]


def test_three_columns_under_a_headline_are_read_in_order() -> None:
    leaf = Leaf()
    leaf.text(50, 70, "Harbours open at night again", 20, font="F2")
    for place, text in enumerate((FIRST, SECOND, THIRD)):
        _set(leaf, (text,), top=110, left=50 + 170 * place, width=155, size=9)
    page = read_pdf(pdf([leaf]))
    assert page.title == "Harbours open at night again"
    assert _texts(page) == [FIRST, SECOND, THIRD]


def _lines(leaf: Leaf, lines: list[str], top: float) -> None:
    """Write lines of justified text, the last of them full too unless it ends a sentence."""
    for place, line in enumerate(lines):
        leaf.words(70, top + 12 * place, line, width=None if line.endswith(".") else 450)


def test_a_sentence_runs_on_over_pages_under_its_first_page() -> None:
    whole = f"{FIRST} {SECOND} {THIRD}"
    lines = filled(whole, 10, 450)
    one, other = Leaf(), Leaf()
    _set(one, (FOURTH,), top=100)
    _lines(one, lines[:2], 700)
    _lines(other, lines[2:], 100)
    _set(other, (FOURTH,), top=170)
    blocks = read_pdf(pdf([one, other])).blocks
    assert [(block.page, block.text) for block in blocks] == [(1, FOURTH), (1, whole), (2, FOURTH)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The govern-", "ment of the islands agreed on it."), "The government of the islands agreed on it."),
        (
            ("They spoke of inter-", "Korean trade at the meeting."),
            "They spoke of inter-Korean trade at the meeting.",
        ),
        (
            ("It was a two-", "day visit to the northern port."),
            "It was a two-day visit to the northern port.",
        ),
        (
            ("The well-known two-", "thirds rule was kept by them."),
            "The well-known two-thirds rule was kept by them.",
        ),
        (
            ("A policy-maker met a policy-", "maker from the other side."),
            "A policy-maker met a policy-maker from the other side.",
        ),
        (
            ("The statement and the state-", "ment of May were the same."),
            "The statement and the statement of May were the same.",
        ),
        (
            ("The harbour was short-", "ened by the storm of June."),
            "The harbour was shortened by the storm of June.",
        ),
        (
            ("Ships carry COVID-", "19 tests on every crossing."),
            "Ships carry COVID-19 tests on every crossing.",
        ),
        (
            ("He spoke of give-and-", "take among all neighbours."),
            "He spoke of give-and-take among all neighbours.",
        ),
        (
            ("It lasts from 2024–", "2026 in both of the ports."),
            "It lasts from 2024–2026 in both of the ports.",
        ),
    ],
)
def test_a_hyphen_at_a_line_end_goes_unless_it_is_the_words_own(
    lines: tuple[str, ...], expected: str
) -> None:
    leaf = Leaf()
    for place, line in enumerate(lines):
        leaf.text(70, 100 + 12 * place, line)
    assert _texts(read_pdf(pdf([leaf]))) == [expected]


def test_heads_on_left_and_right_pages_and_page_numbers_are_left_out_and_counted() -> None:
    leaves = []
    for number in range(1, 7):
        leaf = _leaf(FIRST.replace("Thursday", f"day {number}"), SECOND.replace("July", f"month {number}"))
        head = f"{number} | Policy Note" if number % 2 else f"The Strait Timetable | {number}"
        leaf.text(70 if number % 2 else 430, 40, head, 8)
        leaf.text(250, 810, f"Page {number} of 6", 8)
        leaves.append(leaf)
    page = read_pdf(pdf(leaves))
    assert len(page.blocks) == 12
    assert page.words_left_out == 6 * 4 + 3 * 4 + 3 * 5
    assert not any("Policy" in text or "Page" in text for text in _texts(page))


def test_a_bare_number_at_the_foot_goes_only_where_it_counts_the_pages() -> None:
    leaves = [_leaf(text) for text in (FIRST, SECOND, THIRD)]
    for number, leaf in enumerate(leaves, 14):
        leaf.text(295, 800, str(number), 9)
    assert _texts(read_pdf(pdf(leaves))) == [FIRST, SECOND, THIRD]


def test_a_note_at_the_foot_is_not_read_into_the_sentence_above_it() -> None:
    lines = filled(SECOND, 10, 450)
    one, other = Leaf(), Leaf()
    _set(one, (FIRST,), top=100)
    _lines(one, lines[:1], 700)
    one.text(521, 696.5, "3", 6.5)
    one.text(70, 780, "3", 6)
    one.text(75, 782, "See the notice of both coast guards, Strait Gazette no. 41.", 8)
    _lines(other, lines[1:], 100)
    _set(other, (THIRD,), top=150)
    assert _texts(read_pdf(pdf([one, other]))) == [FIRST, SECOND, THIRD]


def test_a_power_stays_with_its_unit() -> None:
    leaf = Leaf()
    leaf.text(70, 100, "The joint zone measures 400 km", 10)
    leaf.text(214, 96.5, "2", 6.5)
    leaf.text(222, 100, "and lies between both of the shores.", 10)
    assert _texts(read_pdf(pdf([leaf]))) == [
        "The joint zone measures 400 km2 and lies between both of the shores."
    ]


def test_headings_items_and_captions_keep_their_kind() -> None:
    leaf = Leaf()
    leaf.text(70, 60, "What the timetable has changed", 18, font="F2")
    leaf.text(70, 100, "1. Freight", 12, font="F2")
    below = _set(leaf, (FIRST, "The ministers will:"), top=120)
    leaf.text(82, below, "•  open the sheds on two nights of every week;", 10)
    leaf.text(82, below + 14, "•  publish the registers of all the harbours.", 10)
    leaf.text(70, below + 50, "Figure 2: Crossings by month.", 8)
    _set(leaf, (SECOND,), top=below + 80)
    page = read_pdf(pdf([leaf]))
    assert page.title == "What the timetable has changed"
    assert [(block.kind.value, block.marker, block.text[:20]) for block in page.blocks] == [
        ("heading", "", "1. Freight"),
        ("paragraph", "", FIRST[:20]),
        ("paragraph", "", "The ministers will:"),
        ("list-item", "- ", "open the sheds on tw"),
        ("list-item", "- ", "publish the register"),
        ("caption", "", "Figure 2: Crossings "),
        ("paragraph", "", SECOND[:20]),
    ]


def test_contents_tables_and_references_are_no_body() -> None:
    cover, leaf = Leaf(), _leaf(FIRST, SECOND, top=100)
    cover.text(70, 80, "Contents", 14, font="F2")
    for place, entry in enumerate(("Foreword", "The year in crossings", "Outlook")):
        cover.text(70, 110 + 14 * place, f"{entry} {'. ' * 40}{place + 3}", 10)
    for place, row in enumerate(
        (("Mipo", "1,204", "1,377"), ("Hagi-ura", "612", "655"), ("Namhang", "480", "533"))
    ):
        for column, cell in enumerate(row):
            leaf.text(80 + 110 * column, 300 + 14 * place, cell, 9)
    leaf.text(70, 420, "References", 12, font="F2")
    leaf.words(
        70, 440, "Calder, I. (2025). Night work in small harbours. Journal of Coastal Administration 12, 201."
    )
    assert _texts(read_pdf(pdf([cover, leaf]))) == [FIRST, SECOND]


def test_what_no_reader_sees_is_not_read() -> None:
    leaf = _leaf(FIRST, SECOND)
    leaf.text(70, 400, "white words for machines that nobody can see here", extra="1 1 1 rg")
    leaf.text(70, 420, "tiny words for machines that nobody can see here", 1)
    leaf.text(900, 440, "words beside the page that nobody can see here")
    leaf.text(70, 460, "words that are not drawn and nobody can see here", extra="3 Tr")
    leaf.turned(30, 500, "arXiv 2605.01234 stamped in the margin")
    leaf.operators.append("q BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT COPY) Tj ET Q")
    content = pdf([leaf])
    assert _texts(read_pdf(content)) == [FIRST, SECOND]
    assert pdf_text(content) == f"{FIRST} {SECOND}"


def test_white_words_on_a_dark_ground_are_seen() -> None:
    leaf = _leaf(FIRST)
    leaf.box(60, 300, 480, 60)
    leaf.text(70, 330, "The sheds will be open on two nights of every week.", extra="1 1 1 rg")
    assert _texts(read_pdf(pdf([leaf])))[1] == "The sheds will be open on two nights of every week."


def test_words_drawn_twice_for_their_weight_are_read_once() -> None:
    leaf = _leaf(FIRST)
    for shift in (0, 0.3, 0.6):
        leaf.words(70 + shift, 300, SECOND[:80])
    assert _texts(read_pdf(pdf([leaf])))[1] == SECOND[:80].strip()


def test_ligatures_are_read_as_their_letters() -> None:
    leaf = Leaf()
    leaf.text(70, 100, "The \x01rst of\x02cers signed the brie\x03ng in the harbour of\x02ce.")
    fonts = "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /f_f_i /fi] >>"
    text = _texts(read_pdf(pdf([leaf], fonts=fonts)))[0]
    assert text.startswith("The first of")
    assert "briefing" in text


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_turned_for_its_reader_is_read_as_he_holds_it(rotate: int) -> None:
    leaf = _leaf(FIRST, SECOND, top=400)
    turns = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}
    leaf.operators = [f"q {turns[rotate]} cm", *leaf.operators, "Q"]
    leaf.rotate = rotate
    assert _texts(read_pdf(pdf([leaf]))) == [FIRST, SECOND]


def test_pictures_of_pages_are_told_as_such() -> None:
    leaf = Leaf()
    leaf.picture()
    with pytest.raises(
        Unreadable, match="holds pictures of pages and no text: run it through text recognition"
    ):
        read_pdf(pdf([leaf, leaf]))


def test_the_text_laid_under_a_scan_is_read() -> None:
    leaf = Leaf()
    leaf.picture()
    for place, line in enumerate(filled(f"{FIRST} {SECOND}", 10, 450)):
        leaf.text(70, 100 + 12 * place, line, extra="3 Tr")
    assert _texts(read_pdf(pdf([leaf]))) == [f"{FIRST} {SECOND}"]


def test_pages_that_are_pictures_among_others_are_told_as_a_doubt() -> None:
    scan = Leaf()
    scan.picture()
    page = read_pdf(pdf([_leaf(FIRST, SECOND), scan]))
    assert tuple(doubt.text for doubt in page.doubts) == (
        "1 of its 2 pages are pictures without text, which could not be read",
    )


def _locked(content: bytes, tmp_path: Path, user: str) -> bytes:
    writer = PdfWriter()
    (tmp_path / "open.pdf").write_bytes(content)
    writer.append(str(tmp_path / "open.pdf"))
    writer.encrypt(user_password=user, owner_password=user or "owner", algorithm="RC4-128")
    writer.write(str(tmp_path / "locked.pdf"))
    return (tmp_path / "locked.pdf").read_bytes()


def test_a_locked_document_says_so_and_one_without_a_users_password_opens(tmp_path: Path) -> None:
    content = pdf([_leaf(FIRST, SECOND)])
    assert _texts(read_pdf(_locked(content, tmp_path, ""))) == [FIRST, SECOND]
    with pytest.raises(Unreadable, match="is locked with a password"):
        read_pdf(_locked(content, tmp_path, "secret"))


TITLE_PACKET = (
    "<x:xmpmeta><rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{0}</rdf:li></rdf:Alt>"
    "</dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF>"
    "</x:xmpmeta>"
)


def test_the_page_is_believed_before_the_file() -> None:
    leaf = _leaf(FIRST, SECOND, top=160)
    leaf.text(70, 70, "The strait timetable and its first year", 20, font="F2")
    leaf.text(70, 100, "By Mara Lindt and Jon Ahlberg", 10)
    leaf.text(70, 116, "Policy Note 12 | 14 March 2026", 10)
    info = "/Title (Microsoft Word - draft3.docx) /Author (jsmith) /CreationDate (D:20260401093000+09'00')"
    page = read_pdf(pdf([leaf], info=info))
    assert page.title == "The strait timetable and its first year"
    assert page.author == ("Mara Lindt", "Jon Ahlberg")
    assert page.published is not None
    assert page.published.iso == "2026-03-14"
    assert [(claim.kind, claim.date.iso, claim.found) for claim in page.dates] == [
        (DateKind.PUBLISHED, "2026-03-14", "first page"),
    ]
    assert _texts(page) == [FIRST, SECOND]


def test_the_day_a_file_was_made_is_no_day_of_publication() -> None:
    page = read_pdf(pdf([_leaf(FIRST, SECOND)], info="/CreationDate (D:20260401093000+09'00')"))
    assert page.published is None
    assert [(claim.kind, claim.date.iso, claim.found) for claim in page.dates] == [
        (DateKind.MODIFIED, "2026-04-01T09:30+09:00", "pdf creation date"),
    ]
    assert read_pdf(pdf([_leaf(FIRST)], info="/CreationDate (D:20261399)")).dates == ()


def test_the_files_title_stands_in_where_the_page_has_none() -> None:
    content = pdf([_leaf(FIRST, SECOND)], xmp=TITLE_PACKET.format("Crossings &amp; harbours in 2026"))
    page = read_pdf(content)
    assert (page.title, page.language) == ("Crossings & harbours in 2026", "en-GB")
    assert read_pdf(pdf([_leaf(FIRST)], xmp=TITLE_PACKET.format("brief_final3.indd"))).title is None


def test_the_title_that_page_and_file_share_is_taken_as_the_file_writes_it() -> None:
    leaf = _leaf(FIRST, SECOND, top=160)
    leaf.text(70, 60, "INLAND STRAIT INSTITUTE", 24, font="F2")
    leaf.text(70, 100, "THE STRAIT TIMETABLE", 16, font="F2")
    page = read_pdf(pdf([leaf], info="/Title (The Strait Timetable)"))
    assert page.title == "The Strait Timetable"


def test_an_initial_over_several_lines_heads_its_word() -> None:
    leaf = Leaf()
    lines = filled(FIRST[1:], 10, 300)
    leaf.text(70, 124, "T", 43)
    for place, line in enumerate(lines):
        leaf.words(98 if place < 3 else 70, 100 + 12 * place, line, 10)
    assert _texts(read_pdf(pdf([leaf]))) == [FIRST]


def test_a_box_beside_the_text_does_not_break_into_its_sentences() -> None:
    leaf = Leaf()
    _set(leaf, (FIRST, SECOND), top=100, left=60, width=300)
    _set(leaf, (FOURTH,), top=108, left=390, width=150, size=8)
    _set(leaf, (THIRD,), top=240, left=60, width=480)
    assert sorted(_texts(read_pdf(pdf([leaf])))) == sorted((FIRST, SECOND, FOURTH, THIRD))


BROKEN = {
    "header only": b"%PDF-1.4\n",
    "noise": b"%PDF-1.4\n" + bytes(range(256)) * 40,
    "cut in half": pdf([_leaf(FIRST)])[:600],
    "a page tree that is its own page": joined(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]
    ),
    "page trees in a ring": joined(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
        ]
    ),
    "two thousand million pages": joined(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
            b"<< /Type /Page /Parent 2 0 R >>",
        ]
    ),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_a_problem_with_a_reason(content: bytes) -> None:
    outcome = read(Source(path="a.pdf", content=content))
    assert isinstance(outcome, Problem)
    assert outcome.message.startswith(("is damaged", "holds no text", "has "))
    assert raw_text(Source(path="a.pdf", content=content)) == ""


def test_a_document_of_too_many_pages_or_characters_is_refused() -> None:
    with pytest.raises(Unreadable, match="has 601 pages, more than 600"):
        read_pdf(pdf([Leaf()] * 601))
    leaf = Leaf()
    for place in range(200):
        leaf.text(20, 20 + 4 * place, "words " * 900, 4)
    with pytest.raises(Unreadable, match="more than 1,000,000 characters"):
        read_pdf(pdf([leaf], flate=True))


def test_three_hundred_pages_are_read_in_a_few_seconds() -> None:
    leaves = [
        _leaf(FIRST.replace("both", str(number)), SECOND.replace("July", f"{number}"))
        for number in range(300)
    ]
    started = time.process_time()
    page = read_pdf(pdf(leaves))
    assert (len(page.blocks), page.blocks[-1].page) == (600, 300)
    assert time.process_time() - started < 10


def test_a_page_of_tens_of_thousands_of_runs_costs_time_in_proportion() -> None:
    leaf = _leaf(FIRST, SECOND)
    for place in range(20_000):
        leaf.text(20 + place * 7 % 560, 20 + place * 13 % 800, "ab", 5)
    started = time.process_time()
    read(Source(path="a.pdf", content=pdf([leaf], flate=True)))
    assert time.process_time() - started < 10


def test_every_passage_stands_in_the_raw_text_with_its_page() -> None:
    leaves = [_leaf(FIRST, SECOND), _leaf(THIRD, FOURTH)]
    source = Source(path="a.pdf", content=pdf(leaves))
    document = read(source)
    assert isinstance(document, Document)
    assert document.format is SourceFormat.PDF
    assert [passage.page for passage in document.passages] == [1, 1, 2, 2]
    assert all(document.exact(passage.span) in raw_text(source) for passage in document.passages)
    assert read(source) == document


GOOD = pdf([_leaf(FIRST, SECOND), _leaf(THIRD)], info="/Title (x)", xmp=TITLE_PACKET)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=30),
    st.integers(0, len(GOOD)),
)
def test_any_damage_leaves_a_document_or_a_problem(changes: list[tuple[int, int]], end: int) -> None:
    content = bytearray(GOOD)
    for place, byte in changes:
        content[place] = byte
    source = Source(path="a.pdf", content=bytes(b"%PDF-" + content[5 : max(5, end)]))
    outcome = read(source)
    if isinstance(outcome, Document):
        assert all(outcome.exact(passage.span) in raw_text(source) for passage in outcome.passages)
    else:
        assert outcome.message


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(-20, 620),
            st.integers(-20, 860),
            st.sampled_from((1, 6, 8, 10, 10, 12, 24)),
            st.sampled_from(
                ("•", "3", "A", "Contents . . . . . . . 4", "two-", "- x", "Page 3", "References", FIRST, "—")
            ),
        ),
        max_size=40,
    )
)
def test_any_words_at_any_places_obey_the_first_law(placed: list[tuple[int, int, int, str]]) -> None:
    leaf = _leaf(FIRST, top=400)
    for x, y, size, text in placed:
        leaf.text(
            x,
            y,
            text.replace("•", "\x95").replace("—", "\x97").encode("cp1252", "replace").decode("cp1252"),
            size,
        )
    source = Source(path="a.pdf", content=pdf([leaf, leaf]))
    outcome = read(source)
    if isinstance(outcome, Document):
        assert all(outcome.exact(passage.span) in raw_text(source) for passage in outcome.passages)
        assert read(source) == outcome


def test_a_large_number_beside_two_lines_never_mixes_their_words() -> None:
    leaf = _leaf(FIRST)
    leaf.text(70, 306, "2", 26, font="F2")
    for place, line in enumerate(filled(SECOND, 10, 300)):
        leaf.words(100, 294 + 13 * place, line)
    text = " ".join(_texts(read_pdf(pdf([leaf]))))
    assert SECOND in text


def test_text_on_the_lines_of_another_text_is_not_read_between_its_words() -> None:
    leaf = Leaf()
    for place, (one, other) in enumerate(zip(filled(FIRST, 10, 400), filled(THIRD, 10, 400), strict=True)):
        leaf.words(70, 100 + 12 * place, one)
        leaf.words(75, 103 + 12 * place, other)
    words = pdf_text(pdf([leaf]))
    assert "harbour ministers of both countries" in words
    assert "fishing cooperatives welcomed the decision" in words


CODES = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    "{0} endcmap end end"
)


def test_fonts_that_do_not_tell_their_letters_are_told_as_such() -> None:
    codes = CODES.format("1 beginbfrange <21> <7E> <E021> endbfrange")
    content = pdf([_leaf(FIRST, SECOND)], fonts="/Encoding /WinAnsiEncoding /ToUnicode 7 0 R", xmp=codes)
    with pytest.raises(Unreadable, match="has fonts that do not tell which letters they draw"):
        read_pdf(content)


def test_letters_are_composed_and_radicals_and_bullets_are_what_they_look_like() -> None:
    codes = CODES.format(
        "6 beginbfchar <61> <1112> <62> <1161> <63> <11AB> <64> <2F47> <65> <672C> <66> <F0B7> endbfchar"
    )
    leaf = Leaf()
    leaf.text(70, 100, "abc de f")
    assert (
        pdf_text(pdf([leaf], fonts="/Encoding /WinAnsiEncoding /ToUnicode 7 0 R", xmp=codes)) == "한 日本 •"
    )


def test_pages_that_cannot_be_opened_are_told_as_a_doubt() -> None:
    content = pdf([_leaf(FIRST, SECOND), _leaf(THIRD), _leaf(FOURTH)])
    page = read_pdf(
        content.replace(b"10 0 obj\n<< /Type /Page ", b"10 0 obj\n<< /Type /Pag_ ").replace(
            b"[8 0 R 10", b"[8 0 R 99"
        )
    )
    assert tuple(doubt.text for doubt in page.doubts) == (
        "1 of its 3 pages are damaged and could not be read",
    )
    assert _texts(page)[:2] == [FIRST, SECOND]


def test_a_pull_quote_is_left_out_and_a_standfirst_stays() -> None:
    leaf = Leaf()
    leaf.text(70, 60, "Harbours open at night again", 22, font="F2")
    below = _set(leaf, (THIRD,), top=90, size=13)
    below = _set(leaf, (FIRST, SECOND), top=below + 10)
    below = _set(leaf, (SECOND,), top=below + 10, left=100, width=390, size=15)
    _set(leaf, (FOURTH,), top=below + 10)
    assert _texts(read_pdf(pdf([leaf]))) == [THIRD, FIRST, SECOND, FOURTH]


def test_the_body_goes_on_behind_notes_under_a_heading_of_the_same_rank() -> None:
    leaf = Leaf()
    leaf.text(70, 60, "What has changed at night", 18, font="F2")
    _set(leaf, (FIRST,), top=90)
    leaf.text(70, 160, "Notes", 12, font="F2")
    _set(
        leaf,
        ("Figures are those of the harbour offices and were not checked by anybody else before.",),
        top=180,
    )
    leaf.text(70, 240, "Outlook", 12, font="F2")
    _set(leaf, (SECOND,), top=260)
    assert _texts(read_pdf(pdf([leaf]))) == [FIRST, "Outlook", SECOND]


def test_a_dateline_dates_a_document_whose_first_page_has_no_other_day() -> None:
    text = f"ELLERY, 19 May 2026 (Inland Wire) — {FIRST}"
    page = read_pdf(pdf([_leaf(text, SECOND)]))
    assert page.published is not None
    assert page.published.iso == "2026-05-19"
    assert page.dates[0].found == "dateline"


def test_a_landscape_page_without_a_turn_of_its_own_is_read() -> None:
    leaf = _leaf(FIRST, SECOND, top=400)
    leaf.operators = ["q 0 1 -1 0 595 0 cm", *leaf.operators, "Q"]
    assert _texts(read_pdf(pdf([leaf]))) == [FIRST, SECOND]


def test_an_item_over_two_lines_ends_where_its_indent_does() -> None:
    leaf = Leaf()
    below = _set(leaf, (FIRST, "The ministers will:"), top=100)
    leaf.text(82, below, "•", 10)
    leaf.words(94, below, "open the sheds on two nights of every week, as the cooperatives have asked,")
    leaf.words(94, below + 12, "and publish the registers.")
    leaf.words(70, below + 24, "Nobody objected to any of this, neither the ministers nor their officials.")
    texts = [(block.kind.value, block.text[-26:]) for block in read_pdf(pdf([leaf])).blocks]
    assert texts[-2:] == [
        ("list-item", "and publish the registers."),
        ("paragraph", "sters nor their officials."),
    ]


def test_names_and_labels_right_above_a_paragraph_are_not_read_into_it() -> None:
    leaf = _leaf(FIRST)
    leaf.text(70, 300, "Mara Lindt", 10)
    leaf.text(70, 312, "Head of the Harbour Office", 10)
    _set(leaf, (SECOND,), top=324)
    assert _texts(read_pdf(pdf([leaf])))[-1] == SECOND


def test_a_line_that_breaks_before_a_long_name_goes_on() -> None:
    leaf = Leaf()
    for place, line in enumerate(
        (
            "The agreement on the new timetable was signed on Thursday by",
            "Kwon-Ahlberg-Lindthausen and four others.",
        )
    ):
        leaf.words(70, 100 + 12 * place, line)
    leaf.words(70, 130, SECOND[:70])
    assert _texts(read_pdf(pdf([leaf])))[0].endswith("by Kwon-Ahlberg-Lindthausen and four others.")


def test_a_list_without_stops_is_not_glued_to_what_goes_on_in_the_next_column() -> None:
    one, other = Leaf(), Leaf()
    below = _set(one, (FIRST, "The desk follows:"), top=100)
    one.text(82, below, "•  harbours", 10)
    one.text(82, below + 14, "•  fisheries", 10)
    _set(
        other, ("and so the ministers agreed to meet again in the autumn of the same year.", SECOND), top=100
    )
    assert "fisheries" in _texts(read_pdf(pdf([one, other])))
