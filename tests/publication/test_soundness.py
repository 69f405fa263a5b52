"""The checks of what no validator sees: a sound edition passes them, and each of them finds its own kind of fault."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ByteStringObject, NameObject, NumberObject, TextStringObject

from briefs.publication import Design, publish
from briefs.publication.attachments import Attachment, Relationship
from briefs.publication.pdf import Printed, PrintJob, print_pdfs
from briefs.shipped import TEMPLATES
from tests.publication import soundness
from tests.publication.material import sample, sources

STYLE = """@page { size: A5; margin: 20mm; @bottom-right { content: counter(page) ' of ' counter(pages) } }
@page :nth(n+2) { @top-left { content: string(running) } }
html { font: 10pt/14pt 'Source Serif Pro' } h1 { string-set: running attr(data-running); bookmark-level: 1 }
h2 { bookmark-level: 2; break-before: page } ol { list-style: none }"""
FILLER = "It rained on the quay and nobody came to see the crane. " * 6
BODY = f"""<h1 data-running="Ferries">Ferries and cranes</h1>
<nav role="doc-toc"><ol><li><a href="#section-1">Cranes</a> 2</li></ol></nav><p><a href="#s1-1">Statement</a></p>
<p>{FILLER}</p>
<h2 id="section-1">Cranes</h2><p id="s1-1">The crane was lifted.<a href="#r1">1</a></p><p>{FILLER}</p>
<h2 id="sources">Sources</h2><div id="r1"><p>A source, see <a href="#s1-1">1.1</a></p></div><p>{FILLER}</p>"""
BRIEF = {
    "sections": [
        {"statements": [{"id": "1.1", "text": "The crane was lifted.", "citations": [{"reference": 1}]}]}
    ],
    "references": [{"number": 1}],
}
MANIFEST = Attachment(
    name="manifest.json",
    media_type="application/json",
    content=b"{}",
    description="",
    relationship=Relationship.SOURCE,
    dated=datetime.datetime(2026, 5, 25, tzinfo=datetime.UTC),
)


FAULTS = {
    "no citation": ('<a href="#r1">1</a>', "", "", "citations: nothing leads to r1"),
    "no reference": ('<a href="#r1">1</a>', "", "", "citations: r1 is no destination"),
    "a level is passed over": (
        *("<h2 id=", "<h4 id=", "h4 { bookmark-level: 2; break-before: page }"),
        "headings: H4 follows H1",
    ),
    "another outline": ("", "", "h2 { bookmark-label: 'Other' }", "headings: the outline is"),
    "a heading alone": ("", "", "h2 { break-after: page }", "stranded: “Cranes” is the last on page 2"),
    "a wrong page": ("</a> 2", "</a> 7", "", "contents: “Cranes” is said to be on page 7 and is on 2"),
    "a letter": ("lifted.<", "lifteb.<", "", "statements: statement 1.1 stands 0 times"),
    "a statement twice": (
        *("1</a></p><p>", "1</a></p><p>The crane was lifted. ", ""),
        "statements: statement 1.1 stands 2 times",
    ),
    "no running head": ("", "", "@page :nth(n+2) { @top-left { content: none } }", "running_lines: page 2 has no"),
    "no number": ("", "", "@page { @bottom-right { content: none } }", "running_lines: page 1 does not say"),
    "cut off": ("", "", "#s1-1 { margin-left: -40mm }", "letters: text is cut off on page 2"),
    "printed over": ("", "", "#s1-1 { margin-bottom: -24pt }", "letters: text is printed over text on page 2"),
}  # fmt: skip


def page(name: str) -> str:
    before, after, style, _ = FAULTS.get(name, ("", "", "", ""))
    body = BODY.replace(before, after) if before else BODY
    if name == "no reference":
        body = body.replace('<div id="r1">', "<div>")
    return f"<!DOCTYPE html><html lang=en><title>t</title><style>{STYLE}{style}</style><body>{body}"


@pytest.fixture(scope="module")
def printed() -> dict[str, Printed]:
    """The plain page, and each page with a fault of its own."""
    names = ["plain", *FAULTS]
    jobs = [PrintJob(html_of=lambda _, name=name: page(name), attachments=(MANIFEST,)) for name in names]  # type: ignore[misc]
    return dict(zip(names, print_pdfs(jobs), strict=True))


def edition(folder: Path, printed: Printed) -> soundness.Edition:
    (folder / "brief.pdf").write_bytes(printed.pdf)
    (folder / "brief.html").write_text(printed.html, "utf-8")
    (folder / "brief.json").write_text(json.dumps(BRIEF), "utf-8")
    return soundness.load(folder)


@pytest.mark.parametrize("for_archive", [False, True], ids=["for readers", "for an archive"])
def test_the_sample_is_sound(for_archive: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of pytest
    files = publish(sample(), sources(), Design(templates=TEMPLATES, for_archive=for_archive))
    for name in files:
        if name.endswith((".pdf", ".html", ".json")) and "/" not in name:
            (tmp_path / name).write_bytes(files[name])
    assert soundness.faults(soundness.load(tmp_path)) == ()


def test_a_plain_page_is_sound(printed: dict[str, Printed], tmp_path: Path) -> None:
    assert soundness.faults(edition(tmp_path, printed["plain"])) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_the_page_is_found(name: str, printed: dict[str, Printed], tmp_path: Path) -> None:
    found = soundness.faults(edition(tmp_path, printed[name]))
    assert any(line.startswith(FAULTS[name][-1]) for line in found), found


def _other_digest(root: Any) -> None:
    given = root["/AF"][0].get_object()["/EF"]["/F"].get_object()["/Params"]
    given[NameObject("/CheckSum")] = ByteStringObject(b"0" * 16)


def _other_size(root: Any) -> None:
    root["/AF"][0].get_object()["/EF"]["/F"].get_object()["/Params"][NameObject("/Size")] = NumberObject(9)


def _unassociated(root: Any) -> None:
    root["/AF"].clear()


def _silent_link(root: Any) -> None:
    root["/Pages"]["/Kids"][0].get_object()["/Annots"][0].get_object()[NameObject("/Contents")] = (
        TextStringObject("")
    )


def _link_nowhere(root: Any) -> None:
    root["/Pages"]["/Kids"][0].get_object()["/Annots"][0].get_object()[NameObject("/Dest")] = (
        TextStringObject("r9")
    )


def _untold_link(root: Any) -> None:
    del root["/Pages"]["/Kids"][0].get_object()["/Annots"][0].get_object()["/StructParent"]


def _foreign_font(root: Any) -> None:
    fonts = root["/Pages"]["/Kids"][0].get_object()["/Resources"]["/Font"]
    next(iter(fonts.values())).get_object()[NameObject("/BaseFont")] = NameObject("/Arial")


def _font_outside(root: Any) -> None:
    fonts = root["/Pages"]["/Kids"][0].get_object()["/Resources"]["/Font"]
    inner = next(iter(fonts.values())).get_object()["/DescendantFonts"][0].get_object()
    for key in ("/FontFile2", "/FontFile3"):
        inner["/FontDescriptor"].get_object().pop(key, None)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_other_digest, "attachments: manifest.json has another digest"),
        (_other_size, "attachments: manifest.json has another size"),
        (_unassociated, "attachments: manifest.json is not associated"),
        (_silent_link, "links: page 1, '' says nothing"),
        (_link_nowhere, "links: page 1, 'Cranes' leads to r9"),
        (_untold_link, "links: page 1, 'Cranes' is in no Link element"),
        (_foreign_font, "fonts: Arial is none of ours"),
        (_font_outside, "fonts: Source"),
    ],
)
def test_each_fault_of_the_file_is_found(
    change: Callable[[Any], None], fault: str, printed: dict[str, Printed], tmp_path: Path
) -> None:
    path = edition(tmp_path, printed["plain"]).pdf
    writer = pypdf.PdfWriter(clone_from=path)
    change(writer._root_object)  # noqa: SLF001 - there is no other way to the catalogue of what is written
    writer.write(path)
    found = soundness.faults(soundness.load(tmp_path))
    assert any(line.startswith(fault) for line in found), found
