"""The PDF: what it says, how it is built, and what laying it out may cost."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from briefs.errors import LayoutError, TemplateError
from briefs.model import Brand, Brief, Document, Paper, SourceFormat, Span
from briefs.publication import Design, publish
from briefs.publication.fragments import fragment, linked
from briefs.publication.pdf import LIMITS, PrintJob, print_pdf
from briefs.shipped import TEMPLATES
from tests.publication import paper
from tests.publication.material import Said, compose, day, document, sample, section, single, sources

DESIGN = Design(templates=TEMPLATES)
GOLDEN = Path(__file__).with_name("golden")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="9"/></svg>'
PAGE = "<!DOCTYPE html><html lang=en><title>t</title><style>%s</style><body>%s"


def printed(body: str, style: str = "") -> bytes:
    """The PDF of one page of HTML, without any template."""
    return print_pdf(PrintJob(html_of=lambda _: PAGE % (style, body))).pdf


def judged(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What the validators say, in a process of their own: one of them starts a Java."""
    command = [sys.executable, "-m", "tests.publication.pdfua", *map(str, arguments)]
    return subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)


def test_it_is_pdf_ua_1_by_two_validators(pdf: Path) -> None:
    verdict = judged(pdf)
    assert (verdict.returncode, verdict.stdout) == (0, f"{pdf}: PDF/UA-1\n")


@pytest.mark.deep
@pytest.mark.parametrize("set_of_templates", ["", "executive", "manuscript"])
@pytest.mark.parametrize("paper_size", list(Paper))
def test_every_template_is_fit_for_an_archive(
    set_of_templates: str, paper_size: Paper, tmp_path: Path
) -> None:
    design = Design(
        templates=TEMPLATES / set_of_templates,
        for_archive=True,
        brand=Brand(paper=paper_size, logo=LOGO, logo_text="D"),
    )
    path = tmp_path / "brief.pdf"
    path.write_bytes(publish(sample(), sources(), design)["brief.pdf"])
    assert judged("--archive", path).stdout == f"{path}: PDF/UA-1\n{path}: PDF/A-3a\n"


def test_the_validators_both_find_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)
    verdict = judged(path)
    assert verdict.returncode == 1
    assert {line.split()[0] for line in verdict.stdout.splitlines()[1:]} == {"page-validation", "veraPDF"}


def test_its_text_is_as_it_was(pdf: Path) -> None:
    assert paper.text(pdf) == (GOLDEN / "brief.txt").read_text("utf-8")


def test_every_statement_can_be_copied_from_it_word_for_word(pdf: Path) -> None:
    text = paper.text(pdf)
    parts = [part for statement in sample().statements.values() for part in statement.parts]
    assert [part for part in parts if not paper.holds(text, part)] == []


def test_a_statement_with_one_letter_changed_is_not_found_in_it(pdf: Path) -> None:
    text = paper.text(pdf)
    sentence = sample().statements["1.1"].text
    assert paper.holds(text, sentence)
    assert not paper.holds(text, sentence.replace("Tsubaki", "Tsubakj"))


def test_a_hyphenated_statement_is_its_words_and_has_no_soft_hyphen(tmp_path: Path) -> None:
    words = ("internationalisation", "counter-revolutionary", "disproportionateness", "Jae-myung")
    sentence = " ".join(word for _ in range(12) for word in words) + "."
    given = (document((sentence,), path="long.txt", title="Long words"),)
    said = (Said(source=1, passage=1, parts=(sentence,)),)
    brief = compose(given, (section(1, "Words", said, given),), key_points=())
    path = tmp_path / "brief.pdf"
    path.write_bytes(publish(brief, given, DESIGN)["brief.pdf"])
    text = paper.text(path)
    assert re.search(r"disproportion\w*-\n", text)
    assert "\N{SOFT HYPHEN}" not in text
    assert paper.holds(text, sentence)


def test_its_outline_is_its_headings(pdf: Path) -> None:
    brief = sample()
    found = paper.outline(pdf)
    themes = [section.title for section in brief.sections]
    assert found[:2] == [brief.edition.title, "Key points"]
    assert [title for title in found if title in themes] == themes
    for title in (
        "Where sources disagree",
        "1 Return of the ferry",
        "Who said what",
        "Timeline",
        "Sources",
        "Method",
    ):
        assert found.count(title) == 1


def test_every_link_inside_it_leads_somewhere_and_both_ways(pdf: Path) -> None:
    inside, _ = paper.links(pdf)
    assert set(inside) <= paper.destinations(pdf)
    references = {f"r{reference.number}" for reference in sample().references}
    statements = {f"s{name.replace('.', '-')}" for name in sample().statements}
    assert references | statements <= set(inside)


def test_it_leads_out_only_to_the_addresses_of_its_sources(pdf: Path) -> None:
    _, outside = paper.links(pdf)
    cited = {reference.url for reference in sample().references if reference.url}
    disclosed = {
        link
        for reference in sample().references
        for disclosure in reference.disclosures
        for link in disclosure.links
    }
    assert {address.partition("#:~:")[0] for address in outside} == cited | disclosed


def test_it_leads_to_the_very_words_where_its_source_is_a_page_of_the_web(pdf: Path) -> None:
    _, outside = paper.links(pdf)
    by_id = {document.id: document for document in sources()}
    marked = {address for address in outside if ":~:text=" in address}
    wanted = {
        linked(document.url, directive)
        for statement in sample().statements.values()
        for cited in statement.citations[:2]
        if (document := by_id[sample().references[cited.reference - 1].document]).url
        and document.format is SourceFormat.HTML
        and (directive := fragment(document.text, Span(start=cited.start, end=cited.end)))
    }
    assert wanted
    assert wanted <= marked


def test_its_metadata_say_what_it_is_and_no_clock_was_read(pdf: Path) -> None:
    document = pypdf.PdfReader(pdf)
    assert document.metadata is not None
    assert document.metadata.title == f"{sample().edition.title} – Narrow Sea Desk, Weekly brief 2026-W22"
    assert document.metadata.author == "Narrow Sea Desk"
    assert str(document.metadata["/CreationDate"]) == "D:20260525060000+09'00"
    assert document.metadata["/ModDate"] == document.metadata["/CreationDate"]
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "en"


def test_passages_in_another_language_say_so(pdf: Path) -> None:
    root: Any = pypdf.PdfReader(pdf).trailer["/Root"]
    found: set[str] = set()
    pending = [root["/StructTreeRoot"]]
    while pending:
        element = pending.pop().get_object()
        if isinstance(element, list):
            pending.extend(element)
        elif isinstance(element, dict):
            found.add(str(element.get("/Lang", "")))
            pending.extend([element["/K"]] if "/K" in element and not isinstance(element["/K"], int) else [])
    assert {"ko", "ja"} <= found


def test_only_the_fonts_of_the_page_are_in_it(pdf: Path) -> None:
    names = {
        re.sub(r"^/\w{6}\+", "", str(font.get_object()["/BaseFont"]))
        for page in pypdf.PdfReader(pdf).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert {name.rsplit("-Pro", 1)[0].rsplit("-CJK", 1)[0] for name in names} == {
        *("Source-Serif", "Source-Sans", "Noto-Serif", "Noto-Sans"),
    }


def test_page_one_has_no_running_head_and_every_page_says_which_of_how_many_it_is(pdf: Path) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    running = "Ferries, ministers and a shared forecast: the strait in the last week…"
    assert [running in page for page in pages] == [False, *(True for _ in pages[1:])]
    assert [f"page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1)] == [
        True for _ in pages
    ]


def test_contents_with_page_numbers_are_printed_only_when_it_is_longer_than_four_pages(
    tmp_path: Path,
) -> None:
    short = tmp_path / "short.pdf"
    brief, cited = single()
    short.write_bytes(publish(brief, cited, DESIGN)["brief.pdf"])
    assert len(pypdf.PdfReader(short).pages) <= 4
    assert "In this brief" not in paper.text(short)
    texts = tuple(f"Crane {number} moved in the night and was put back by hand." for number in range(90))
    given = (document(texts, path="cranes.txt", title="Cranes", published=day(2026, 5, 1)),)
    parts = [
        section(
            number,
            f"Quay {number}",
            tuple(
                Said(source=1, passage=place + 1, parts=(texts[place],))
                for place in range((number - 1) * 45, number * 45)
            ),
            given,
        )
        for number in (1, 2)
    ]
    path = tmp_path / "long.pdf"
    path.write_bytes(publish(compose(given, tuple(parts), key_points=()), given, DESIGN)["brief.pdf"])
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    starts = next(
        number for number, page in enumerate(pages, 1) if number > 1 and "\n2 Quay 2" in f"\n{page}"
    )
    assert len(pages) > 4
    assert "In this brief" in pages[0]
    assert re.search(rf"Quay 2\s*{starts}\b", pages[0])


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="https://tracker.example/pixel.png">',
        '<img alt="" src="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://tracker.example/style.css">',
        '<object data="file:///etc/hostname"></object>',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import url(https://tracker.example/style.css);</style>",
        '<p style="background: url(file:///etc/hostname)">x',
    ],
    ids=["remote image", "local image", "remote style", "object", "attachment", "import", "background"],
)
def test_nothing_is_fetched(body: str) -> None:
    with pytest.raises(TemplateError, match=r"fetches nothing.*(tracker\.example|/etc/hostname)"):
        printed(body)


def test_a_complaint_of_the_layout_is_an_error_with_its_words() -> None:
    with pytest.raises(TemplateError, match="unknown property"):
        printed("<p>x", "p { colour: red }")


def test_a_page_that_weasyprint_gives_up_on_is_an_error_that_says_so() -> None:
    style = "@page { size: 100pt 60pt; margin: 5pt } div { display: grid; grid-template-columns: 40pt 40pt }"
    style += "div { break-inside: avoid } p { grid-column: 1 / -1 }"
    with pytest.raises(
        LayoutError, match=r"cannot lay this page out \(AssertionError at page\.py:\d+\); take back"
    ):
        printed(f"<div><b>a</b><p>{'b ' * 300}</p></div>", style)


def test_a_layout_that_takes_too_much_computing_ends_in_an_error() -> None:
    with pytest.raises(LayoutError, match="within 1 seconds of computing"):
        publish(*many_pages(60), limits=replace(LIMITS, cpu_seconds=1))


def test_a_layout_that_takes_too_long_ends_in_an_error() -> None:
    with pytest.raises(LayoutError, match=r"not laid out within 0\.01 seconds"):
        publish(*single(), DESIGN, limits=replace(LIMITS, wall_seconds=0.01))


def test_a_layout_that_takes_too_much_memory_ends_in_an_error() -> None:
    levels = "".join(f"--v{level}: {f'var(--v{level - 1}) ' * 10};" for level in range(1, 9))
    bomb = f":root {{ --v0: a; {levels} }} p {{ font-family: var(--v8) }}"
    with pytest.raises(LayoutError, match="256 MiB"):
        print_pdf(
            PrintJob(html_of=lambda _: PAGE % (bomb, "<p>x")),
            limits=replace(LIMITS, memory_bytes=256 * 2**20),
        )


def test_a_template_that_nests_without_end_ends_in_an_error() -> None:
    with pytest.raises(LayoutError):
        printed("<div>" * 3000)


@pytest.mark.parametrize(
    ("loop", "error"),
    [
        ("{% for a in range(10 ** 12) %}{% endfor %}", LayoutError),
        ("{% set a = namespace(b='x') %}{% for _ in range(99) %}{% set a.b = a.b ~ a.b %}{% endfor %}", TemplateError),
    ],
    ids=["time", "memory"],
)  # fmt: skip
def test_a_template_without_end_ends_in_an_error(loop: str, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "brief.html.j2").write_text(f"<!DOCTYPE html><title>t</title>{loop}", "utf-8")
    limits = replace(LIMITS, cpu_seconds=1, memory_bytes=2**28)
    with pytest.raises(error, match=r"of computing|MemoryError"):
        publish(*single(), Design(templates=tmp_path), limits=limits)


def many_pages(pages: int) -> tuple[Brief, tuple[Document, ...], Design]:
    texts = tuple(
        f"Crane {number} moved in the night and was put back by hand." for number in range(pages * 15)
    )
    given = (document(texts, path="cranes.txt", title="Cranes"),)
    said = tuple(Said(source=1, passage=place, parts=(text,)) for place, text in enumerate(texts, 1))
    return compose(given, (section(1, "Cranes", said, given),), key_points=()), given, DESIGN


def test_what_is_published_beside_it_are_the_texts_that_offsets_count_in(published: dict[str, bytes]) -> None:
    texts = {f"sources/{one.id.removeprefix('sha256:')}.txt": one.text.encode() for one in sources()}
    assert {name: text for name, text in published.items() if "/" in name} == texts
    assert list(published)[:3] == ["brief.pdf", "brief.html", "brief.json"]


def test_a_machine_without_pango_is_told_what_to_install(tmp_path: Path) -> None:
    absent = "cannot load library 'libpango-1.0-0'"
    (tmp_path / "weasyprint.py").write_text(f'raise OSError("{absent}")\n', "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/note.txt").write_text(
        "Planners in Northport agreed to share North Korea maps. " * 3, "utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "briefs.cli",
        "build",
        str(tmp_path / "folder"),
        "--out",
        str(tmp_path / "out"),
    ]

    done = subprocess.run(
        command, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 69
    assert absent in done.stderr
    assert "apt-get install" in done.stderr
    assert "Traceback" not in done.stderr
