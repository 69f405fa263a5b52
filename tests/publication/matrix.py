"""What every kind of page is measured by: ``python -m tests.publication.matrix --update`` remakes its goldens.

A cell is a set of templates, a paper, a language of our own words and a shape of the brief. Its golden is small: the
pages, the headings in the order in which they are heard, how often each type of the structure tree stands, and a digest
of the text. What changed in a text is seen by printing it before and after: ``… matrix --text CELL``.
"""

import argparse
import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pypdf
import pypdfium2

from briefs.model import Brand, Brief, Document, Paper
from briefs.publication import Design, publish
from briefs.shipped import template_sets
from tests.publication.material import Said, compose, day, document, sample, section, sources

GOLDEN: Final = Path(__file__).parent / "golden" / "matrix.json"
LANGUAGES: Final = ("en", "ko", "ja")
MANY: Final = 300
_SENTENCE: Final = (
    "harbour masters on both shores agreed that the night ferry may carry mail again once the new lamps are lit "
    "and the pilots have been heard by the council of the strait which meets at the turn of the month"
)
_SAID: Final = _SENTENCE.split()

Material = tuple[Brief, tuple[Document, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind of page."""

    shape: str
    templates: str = "default"
    paper: Paper = Paper.A4
    language: str = "en"

    @property
    def name(self) -> str:
        return f"{self.templates} {self.paper.value} {self.language} {self.shape}"


def notices(
    themes: int, each: int, *, words: int = 24, empty: int = 0, headline: str | None = None
) -> Material:
    """A brief of so many themes with so many statements of so many words, each from a source of its own, and of empty
    themes.
    """
    texts = [
        f"Notice {number}: {' '.join(_SAID[place % len(_SAID)] for place in range(number, number + words))}."
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
    said = [Said(source=number + 1, passage=1, parts=(text,)) for number, text in enumerate(texts)]
    parts = tuple(
        section(
            place + 1,
            f"Fog and freight on quay {place + 1}",
            tuple(said[place * each : (place + 1) * each]),
            given,
        )
        for place in range(themes + empty)
    )
    points = tuple(f"{place + 1}.1" for place in range(min(5, themes)))
    return compose(given, parts, key_points=points, headline=headline), given


def headline(words: int = 90) -> str:
    """A title of so many words."""
    return " ".join(_SAID[place % len(_SAID)] for place in range(words)).capitalize()


SHAPES: Final[dict[str, Callable[[], Material]]] = {
    "sample": lambda: (sample(), sources()),
    "one theme": lambda: notices(1, 6),
    "ten themes": lambda: notices(10, 3),
    "empty themes": lambda: notices(1, 1, empty=5),
    "3 references": lambda: notices(3, 1),
    "90-word headline": lambda: notices(2, 3, headline=headline()),
    "300 references": lambda: notices(10, MANY // 10),
}
_LARGE: Final = "300 references"


def cells() -> tuple[Cell, ...]:
    """Every set, paper and language with the sample, every set and paper with the other shapes, and what is beyond."""
    sets, shapes = tuple(template_sets()), [shape for shape in SHAPES if shape not in ("sample", _LARGE)]
    papers = (Paper.A4, Paper.LETTER)
    return (
        *(
            Cell(shape="sample", templates=name, paper=paper, language=language)
            for name in sets
            for paper in papers
            for language in LANGUAGES
        ),
        *(
            Cell(shape=shape, templates=name, paper=paper)
            for name in sets
            for paper in papers
            for shape in shapes
        ),
        *(Cell(shape="empty themes", language=language) for language in ("ko", "ja")),
        Cell(shape=_LARGE),
    )


def printed(cell: Cell) -> bytes:
    """The PDF of a cell."""
    brief, given = SHAPES[cell.shape]()
    brief = replace(brief, edition=replace(brief.edition, language=cell.language))
    design = Design(templates=template_sets()[cell.templates], brand=Brand(paper=cell.paper))
    return publish(brief, given, design)["brief.pdf"]


def folded(pdf: bytes) -> str:
    """The text of all pages in the order in which it is drawn, a space where lines and pages end."""
    paper = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())
    finally:
        paper.close()


def measured(cell: Cell) -> dict[str, Any]:
    """The golden of a cell."""
    pdf = printed(cell)
    paper = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = paper.trailer["/Root"]
    types = Counter(str(element["/S"])[1:] for element in _elements(root["/StructTreeRoot"]))
    return {
        "pages": len(paper.pages),
        "headings": list(_headings(paper.outline)),
        "structure": " ".join(f"{kind}:{number}" for kind, number in sorted(types.items())),
        "text": sha256(folded(pdf).encode()).hexdigest(),
    }


def _elements(parent: Any) -> Iterator[Any]:
    """Every element below another, in the order in which it is heard."""
    kids = parent.get("/K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _elements(element)


def _headings(entries: list[Any], level: int = 1) -> Iterator[str]:
    """The outline, which is made of the headings, each with its level."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _headings(entry, level + 1)
        else:
            yield f"{level} {entry.title}"


def golden() -> dict[str, dict[str, Any]]:
    """The goldens of all cells by name."""
    known: dict[str, dict[str, Any]] = json.loads(GOLDEN.read_text("utf-8"))
    return known


def update() -> None:
    """Nothing; afterwards the goldens are what is measured now."""
    every = cells()
    with ProcessPoolExecutor() as workers:
        found = dict(zip((cell.name for cell in every), workers.map(measured, every), strict=True))
    GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.publication.matrix", description="The goldens of the pages."
    )
    known = {cell.name: cell for cell in cells()}
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--update", action="store_true", help=f"measure all cells and write {GOLDEN.name}")
    asked.add_argument(
        "--text", metavar="CELL", choices=known, help="print the text that a cell's digest is of"
    )
    asked.add_argument(
        "--pdf", metavar="CELL", choices=known, help="write the PDF of a cell to standard output"
    )
    given = parser.parse_args()
    if given.update:
        update()
    elif given.text:
        print(folded(printed(known[given.text])))  # noqa: T201 - the command's output
    else:
        sys.stdout.buffer.write(printed(known[given.pdf]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
