"""What no validator of PDF sees: ``python -m tests.publication.soundness FOLDER…``, exit code 0 or 1.

A folder is an edition: its PDF is compared with the web page and the JSON beside it. Every link leads somewhere and is
told to a listener; the outline is the headings; page numbers are right; each statement stands once in its section;
nothing is cut off, printed over or left alone at the foot of a page; fonts and attachments are whole.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import md5
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pypdf
import pypdfium2
from lxml import html as markup

from tests.publication import paper

_OURS: Final = ("Source-Serif", "Source-Sans", "Noto-Serif-CJK", "Noto-Sans-CJK")
_OTHERS: Final = ("choices.json", "references.csl.json")
"""JSON beside that of the brief."""
_HEADINGS: Final = ("h1", "h2", "h3", "h4")
_OVER: Final = 0.3
"""The share of the smaller of two stretches of text that may lie under the other: accents and descenders do."""
_HUGE: Final = 60
"""Points from which letters are a watermark, which is printed over what it marks."""
_SLACK: Final = 1.0
"""Points by which the box of a letter may be larger than its ink."""
_BELOW: Final = 24
"""Characters that must follow a heading on its page: less than one line of any column."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A stretch of text on a page, in points from its foot."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def shared(self, other: "Box") -> float:
        """The area that both cover."""
        return Box(
            left=max(self.left, other.left),
            bottom=max(self.bottom, other.bottom),
            right=min(self.right, other.right),
            top=min(self.top, other.top),
        ).area


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a destination is: the page, from 0, and the height on it."""

    page: int
    top: float


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition as its readers have it."""

    pdf: Path
    html: Any
    brief: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.pdf)

    @cached_property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def drawn(self) -> Any:
        return pypdfium2.PdfDocument(self.pdf)

    @cached_property
    def pages(self) -> list[Any]:
        """The text of each page, to be asked by place."""
        return [page.get_textpage() for page in self.drawn]

    @cached_property
    def boxes(self) -> list[list[Box]]:
        """The stretches of text of each page."""
        return [
            [
                Box(left=left, bottom=bottom, right=right, top=top)
                for left, bottom, right, top in (page.get_rect(n) for n in range(page.count_rects()))
            ]
            for page in self.pages
        ]

    @cached_property
    def annotations(self) -> list[tuple[int, Any]]:
        """The links, each with the number of its page."""
        return [
            (number, one.get_object())
            for number, page in enumerate(self.reader.pages)
            for one in page.get("/Annots", ())
        ]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each name leads."""
        return {
            name: Place(page=self.reader.get_destination_page_number(found) or 0, top=float(found.top or 0))
            for name, found in self.reader.named_destinations.items()
        }

    @cached_property
    def elements(self) -> list[Any]:
        """The structure elements, in reading order."""
        return list(_walk(self.root["/StructTreeRoot"]["/K"][0].get_object()))

    def between(self, start: Place, end: Place | None) -> str:
        """The text from one place to another, page by page."""
        last = len(self.pages) - 1 if end is None else end.page
        return "\n\f".join(
            self.on(
                number,
                top=start.top if number == start.page else None,
                bottom=end.top if end and number == end.page else 0,
            )
            for number in range(start.page, last + 1)
        )

    def next_heading(self, place: Place) -> Place | None:
        """Where the next heading is; the outline is in the order of the page."""
        starts = [
            Place(page=self.reader.get_destination_page_number(entry) or 0, top=float(entry["/Top"]))
            for entry in _flat(self.reader.outline)
        ]
        after = (one for one in starts if (one.page, -one.top) > (place.page, -place.top + _SLACK))
        return next(after, None)

    def on(self, number: int, *, top: float | None, bottom: float) -> str:
        """The text of a part of a page."""
        width, height = self.drawn[number].get_size()
        given = self.pages[number].get_text_bounded(0, bottom, width, height if top is None else top)
        return str(given).replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")


def load(folder: Path) -> Edition:
    """The edition in a folder; its PDF may have a longer name than ``brief.pdf``."""
    (pdf,) = folder.glob("*.pdf")
    (web,) = folder.glob("*.html")
    (brief,) = (path for path in folder.glob("*.json") if path.name not in _OTHERS)
    return Edition(
        pdf=pdf, html=markup.fromstring(web.read_bytes()), brief=json.loads(brief.read_text("utf-8"))
    )


def faults(edition: Edition) -> tuple[str, ...]:
    """What is wrong with an edition, one line for each fault."""
    return tuple(f"{check.__name__}: {found}" for check in CHECKS for found in check(edition))


def links(edition: Edition) -> Iterator[str]:
    """Every link leads somewhere, is told to a listener by a Link element, and says what it is."""
    numbers = edition.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    holders = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for page, one in edition.annotations:
        where = f"page {page + 1}, {one.get('/Contents')!r}"
        if "/Dest" in one and str(one["/Dest"]) not in edition.places:
            yield f"{where} leads to {one['/Dest']}, which is nowhere"
        if "/A" in one and not re.match(r"(https?|mailto):", str(one["/A"]["/URI"])):
            yield f"{where} leads to {one['/A']['/URI']}"
        holder = holders.get(one.get("/StructParent", -1))
        if holder is None or holder.get_object().get("/S") != "/Link":
            yield f"{where} is in no Link element"
        if not one.get("/Contents"):
            yield f"{where} says nothing"


def citations(edition: Edition) -> Iterator[str]:
    """Every reference and every statement can be reached, and where one cites the other each leads to the other."""
    inside = {str(one["/Dest"]) for _, one in edition.annotations if "/Dest" in one}
    printed = [one for section in edition.brief.get("sections", ()) for one in section["statements"]]
    cited = {f"r{found['reference']}" for one in printed for found in one["citations"]}
    named = {f"s{one['id'].replace('.', '-')}" for one in printed}
    listed = {f"r{reference['number']}" for reference in edition.brief.get("references", ())}
    yield from (f"{name} is no destination" for name in sorted((named | listed) - edition.places.keys()))
    yield from (f"nothing leads to {name}" for name in sorted((named | cited) - inside))


def headings(edition: Edition) -> Iterator[str]:
    """The outline is the headings of the page, in order, and no level is passed over."""
    wanted = [_words(one) for one in edition.html.iter(*_HEADINGS)]
    found = paper.outline(edition.pdf)
    if found != wanted:
        yield f"the outline is {found}, the headings are {wanted}"
    levels = [int(one["/S"][2:]) for one in edition.elements if re.fullmatch(r"/H\d", one["/S"])]
    if len(levels) != len(wanted):
        yield f"{len(levels)} headings are told, {len(wanted)} are printed"
    yield from (
        f"H{after} follows H{before}" for before, after in pairwise([0, *levels]) if after > before + 1
    )


def stranded(edition: Edition) -> Iterator[str]:
    """No heading is the last on its page."""
    for entry in _flat(edition.reader.outline):
        page = edition.reader.get_destination_page_number(entry) or 0
        foot = min((box.top for box in edition.boxes[page]), default=0.0)
        below = edition.on(page, top=float(entry["/Top"]), bottom=foot + _SLACK)
        said = re.sub(r"\W", "", str(entry.title))
        if len(re.sub(r"\W", "", below)) - len(said) < _BELOW and not _alone(edition, page, below):
            yield f"“{entry.title}” is the last on page {page + 1}"


def _alone(edition: Edition, page: int, below: str) -> bool:
    """Whether a short text after a heading is all there is: the next page does not go on with it."""
    return page == len(edition.pages) - 1 and bool(below.strip())


def contents(edition: Edition) -> Iterator[str]:
    """Page numbers in the contents are those of the pages that they lead to."""
    for link in _contents_links(edition):
        page, one = link
        left, bottom, _, top = map(float, one["/Rect"])
        width = float(edition.reader.pages[page].mediabox.width)
        row = edition.pages[page].get_text_bounded(left, min(bottom, top), width, max(bottom, top))
        number = re.search(r"(\d+)\s*$", str(row))
        place = edition.places.get(str(one["/Dest"]))
        if number and place and int(number[1]) != place.page + 1:
            yield f"“{one['/Contents']}” is said to be on page {number[1]} and is on {place.page + 1}"


def statements(edition: Edition) -> Iterator[str]:
    """Each statement stands once in its section, at the place its name leads to."""
    sections = edition.brief.get("sections", ())
    for number, section in enumerate(sections, 1):
        start = edition.places.get(f"section-{number}")
        if start is None:
            yield f"section {number} is nowhere"
            continue
        text = edition.between(start, edition.next_heading(start))
        said = [statement["text"] for statement in section["statements"]]
        for statement in section["statements"]:
            for part in statement.get("parts") or [statement["text"]]:
                times = len(paper.found(text, part))
                if times < 1 or times > sum(part in other for other in said):
                    yield f"statement {statement['id']} stands {times} times in its section"


def running_lines(edition: Edition) -> Iterator[str]:
    """Each page but the first says whose it is, and each says which of how many it is."""
    (title,) = edition.html.iter("h1")
    running = _plain(title.get("data-running") or "")
    for number, page in enumerate(edition.pages):
        text = _plain(page.get_text_range())
        if number and running not in text:
            yield f"page {number + 1} has no running head"
        if not re.search(rf"(?<!\d){number + 1}\D{{0,12}}{len(edition.pages)}(?!\d)", text):
            yield f"page {number + 1} does not say which page it is"


def letters(edition: Edition) -> Iterator[str]:
    """No text lies outside its page or over other text."""
    for number, boxes in enumerate(edition.boxes):
        width, height = edition.drawn[number].get_size()
        whole = Box(left=-_SLACK, bottom=-_SLACK, right=width + _SLACK, top=height + _SLACK)
        ink = sorted((box for box in boxes if box.top - box.bottom < _HUGE), key=lambda box: -box.top)
        yield from (
            f"text is cut off on page {number + 1} at {box}"
            for box in boxes
            if whole.shared(box) < box.area * (1 - _OVER)
        )
        yield from _printed_over(number, ink)


def _printed_over(number: int, boxes: list[Box]) -> Iterator[str]:
    """Boxes sorted from the top: one that begins below another's foot cannot share anything with it."""
    for place, box in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other.top < box.bottom:
                break
            if box.shared(other) > _OVER * min(box.area, other.area) > 0:
                yield f"text is printed over text on page {number + 1} at {other}"


def fonts(edition: Edition) -> Iterator[str]:
    """Every font is in the file, and none but ours is."""
    for number, page in enumerate(edition.reader.pages):
        resources: Any = page["/Resources"]
        for one in resources.get("/Font", {}).values():
            font = one.get_object()
            name = re.sub(r"^/(\w{6}\+)?", "", str(font["/BaseFont"]))
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            held = inner["/FontDescriptor"]
            if not any(key in held for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{name} is not in the file (page {number + 1})"
            if not name.startswith(_OURS):
                yield f"{name} is none of ours (page {number + 1})"
        break  # all pages share their fonts


def attachments(edition: Edition) -> Iterator[str]:
    """Every attached file is whole, and associated with the document."""
    associated = [one.get_object()["/UF"] for one in edition.root.get("/AF", ())]
    for one in edition.reader.attachment_list:
        specification: Any = one.pdf_object
        given = specification["/EF"]["/F"]["/Params"]
        if one.name not in associated:
            yield f"{one.name} is not associated with the document"
        if given["/Size"] != len(one.content):
            yield f"{one.name} has another size than it says"
        if given["/CheckSum"].original_bytes != md5(one.content, usedforsecurity=False).digest():
            yield f"{one.name} has another digest than it says"


CHECKS: Final[tuple[Callable[[Edition], Iterator[str]], ...]] = (
    links,
    citations,
    headings,
    stranded,
    contents,
    statements,
    running_lines,
    letters,
    fonts,
    attachments,
)


def _contents_links(edition: Edition) -> Iterator[tuple[int, Any]]:
    """The links of a table of contents, with the number of their page."""
    pages = {page.indirect_reference: number for number, page in enumerate(edition.reader.pages)}
    for element in edition.elements:
        if element["/S"] == "/TOCI":
            for inner in _walk(element):
                for kid in inner.get("/K", ()):
                    held: Any = kid.get_object()
                    if isinstance(held, pypdf.generic.DictionaryObject) and held.get("/Type") == "/OBJR":
                        yield pages[held.raw_get("/Pg")], held["/Obj"]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        held = kid.get_object()
        if isinstance(held, dict) and "/S" in held:
            yield from _walk(held)


def _flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _plain(text: str) -> str:
    return " ".join(text.split())


def main(folders: list[str]) -> int:
    """Exit code 0 where every edition is sound; each fault is printed."""
    wrong = 0
    for name in folders:
        found = faults(load(Path(name)))
        wrong += bool(found)
        sys.stdout.write("\n  ".join((f"{name}: {'not sound' if found else 'sound'}", *found)) + "\n")
    if not folders:
        sys.stderr.write("usage: python -m tests.publication.soundness FOLDER…\n")
    return 1 if wrong or not folders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
