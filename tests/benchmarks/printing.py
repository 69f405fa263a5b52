"""``python -m tests.benchmarks.printing``: what it costs to print a brief, beside others that print the same.

A made brief of about 8, 50 and 250 pages and that of the benchmark's folder, each laid out by us, by Chromium from the
same HTML, and its words by Typst and by pandoc with XeLaTeX where they are installed. Cold processes, each with all
that it started; the median of a few rounds, run in turn.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import html as markup

from briefs import pipeline
from briefs.model import Brief
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.benchmarks import material, stages
from tests.benchmarks.processes import Cost, environment
from tests.publication.material import Said, compose, day, document, section

CHROMIUM: Final = "chromium"
TYPST: Final = (
    str(material.ROOT / ".venv-bench/bin/python"),
    "-c",
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])",
)
SIZES: Final = {8: 80, 50: 670, 250: 3450}
"""About how many pages so many statements fill."""
ROUNDS: Final = {8: 5, 50: 3, 250: 1}
_PER_SECTION: Final = 30
_PER_SOURCE: Final = 6
_SENTENCE: Final = (
    "The harbour office of Northport said that crane {0} moved in the night of the storm and was put back by hand "
    "before the second ferry of day {0} came in from Eastmouth with its load of grain."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Median seconds of processor time by who prints; who is not installed is not there. ``pages`` are ours."""

    seconds: Mapping[str, float]
    pages: int

    def ratio(self, rival: str) -> float | None:
        """Our time by a rival's, or None where it is not here."""
        return self.seconds["briefs"] / self.seconds[rival] if rival in self.seconds else None


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="briefs-print-") as folder:
        for name, found in {"folder": of_the_folder(Path(folder)), **made(Path(folder))}.items():
            beside = ", ".join(f"{rival} {seconds:.2f} s" for rival, seconds in found.seconds.items())
            print(f"{name}: {found.pages} pages: {beside}")
        for name, share in second_template(Path(folder)).items():
            print(f"a second template ({name}) costs {share:.2f} of the first")
    return 0


def of_the_folder(home: Path, rounds: int = ROUNDS[8]) -> Rivals:
    """The cost of printing the brief of the benchmark's folder."""
    page = home / "folder.html"
    page.write_text(render(page_of(_brief_of_folder(), with_contents=True), TEMPLATES), "utf-8")
    return _compared(page, rounds)


def made(home: Path, sizes: Sequence[int] = tuple(SIZES)) -> dict[str, Rivals]:
    """The cost of printing made briefs, by about how many pages they have."""
    found = {}
    for size in sizes:
        page = home / f"made-{size}.html"
        page.write_text(render(page_of(_made_brief(SIZES[size]), with_contents=True), TEMPLATES), "utf-8")
        found[f"made {size}"] = _compared(page, ROUNDS[size])
    return found


def second_template(home: Path, rounds: int = ROUNDS[8]) -> dict[str, float]:
    """What another template of the same edition costs in the same run, by the first alone."""
    brief = _brief_of_folder()
    pages = {"default": home / "default.html", "executive": home / "executive.html"}
    shown = page_of(brief, with_contents=True)
    pages["default"].write_text(render(shown, TEMPLATES), "utf-8")
    pages["executive"].write_text(render(shown, TEMPLATES / "executive"), "utf-8")
    first = _ours(home / "one.pdf", pages["default"])
    found = {}
    for name, page in pages.items():
        both = _ours(home / "two.pdf", pages["default"], page)
        rows = [(cost(first, home).cpu, cost(both, home).cpu) for _ in range(rounds)]
        found[name] = statistics.median(two / one - 1 for one, two in rows)
    return found


def cost(words: Sequence[str], home: Path) -> Cost:
    """The cost of one run with everything that it starts. Raises ``CalledProcessError`` when it fails."""
    reaper = [sys.executable, "-m", "tests.benchmarks.reaper", *words]
    said = subprocess.check_output(reaper, cwd=material.ROOT, env=environment(home), text=True)
    cpu, wall = map(float, said.split())
    return Cost(cpu=cpu, wall=wall)


def _compared(page: Path, rounds: int) -> Rivals:
    commands = {"briefs": _ours(page.with_suffix(".pdf"), page), **_others(page)}
    costs: dict[str, list[float]] = {name: [] for name in commands}
    if rounds > 1:  # what each finds of the system's fonts it writes down for the next run
        for words in commands.values():
            cost(words, page.parent)
    for _ in range(rounds):
        for name, words in commands.items():
            costs[name].append(cost(words, page.parent).cpu)
    return Rivals(
        seconds={name: statistics.median(found) for name, found in costs.items()},
        pages=_pages(page.with_suffix(".pdf")),
    )


def _ours(pdf: Path, *pages: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.press", str(pdf), *map(str, pages)]


def _others(page: Path) -> dict[str, list[str]]:
    """The commands of those rivals that are installed."""
    found: dict[str, list[str]] = {}
    if browser := shutil.which(CHROMIUM):
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        target = f"--print-to-pdf={page.with_suffix('.chromium.pdf')}"
        found["Chromium"] = [browser, *options, target, page.as_uri()]
    if Path(TYPST[0]).exists():
        text = page.with_suffix(".typ")
        text.write_text(_in_typst(page), "utf-8")
        found["Typst"] = [*TYPST, str(text), str(page.with_suffix(".typst.pdf"))]
    if (pandoc := shutil.which("pandoc")) and shutil.which("xelatex"):
        target = str(page.with_suffix(".xelatex.pdf"))
        found["pandoc + XeLaTeX"] = [pandoc, str(page), "--pdf-engine=xelatex", "--output", target]
    if quarto := shutil.which("quarto"):
        found["Quarto"] = [quarto, "render", str(page), "--to", "pdf"]
    return found


def _in_typst(page: Path) -> str:
    """The words of a page, its headings and paragraphs, for Typst."""
    lines = ['#set page(numbering: "1")']
    for element in markup.fromstring(page.read_bytes()).iter("h1", "h2", "h3", "p"):
        text = " ".join("".join(map(str, element.itertext())).split())
        level = {"h1": "= ", "h2": "== ", "h3": "=== "}.get(element.tag, "")
        lines.append(
            level + "".join(f"\\{sign}" if sign in "\\#*_`$<>@[]=-+/~\"'" else sign for sign in text)
        )
    return "\n\n".join(lines)


def _brief_of_folder() -> Brief:
    brief, _ = pipeline.build(material.sources(material.folder()), (), stages.plan())
    return brief


def _made_brief(statements: int) -> Brief:
    texts = [_SENTENCE.format(number) for number in range(statements)]
    given = tuple(
        document(
            tuple(texts[at : at + _PER_SOURCE]),
            path=f"cranes-{at}.txt",
            title=f"Cranes of week {at}",
            published=day(2026, 5, 1),
        )
        for at in range(0, statements, _PER_SOURCE)
    )
    said = [
        Said(source=at // _PER_SOURCE + 1, passage=at % _PER_SOURCE + 1, parts=(text,))
        for at, text in enumerate(texts)
    ]
    parts = tuple(
        section(number, f"Quay {number}", tuple(said[at : at + _PER_SECTION]), given)
        for number, at in enumerate(range(0, statements, _PER_SECTION), 1)
    )
    return compose(given, parts, key_points=("1.1", "1.2", "1.3"))


def _pages(pdf: Path) -> int:
    import pypdfium2  # noqa: PLC0415 - who only prints does not wait for it

    return len(pypdfium2.PdfDocument(pdf))


if __name__ == "__main__":
    sys.exit(main())
