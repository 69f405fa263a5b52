"""The set of untidy pages in ``html/``: what is expected of each, our score and trafilatura's.

``python -m tests.quality.pages`` prints the table; with ``pin`` it writes the scores below which no page may fall.
"""

import math
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from briefs.model import Document, Problem, Source
from briefs.reading import read
from tests.quality.scoring import Score, score

FOLDER: Final = Path(__file__).parent / "html"
PINS: Final = FOLDER.parent / "html-scores.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must come of one page; ``kept_out`` is a piece of the reason where it must be no document."""

    name: str
    hard: str
    belongs: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    title: str | None = None
    kept_out: str | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the page."""
        return (FOLDER / f"{self.name}.html").read_bytes()

    @property
    def source(self) -> Source:
        """The page as a source."""
        return Source(path=f"{self.name}.html", content=self.content)


@cache
def expected_pages() -> tuple[Expected, ...]:
    """Return every page of the set, by name."""
    return tuple(_expected(path) for path in sorted(FOLDER.glob("*.toml")))


def _expected(path: Path) -> Expected:
    stated = tomllib.loads(path.read_text("utf-8"))
    return Expected(
        name=path.stem,
        hard=stated["hard"],
        belongs=tuple(stated.get("belongs", ())),
        neither=tuple(stated.get("neither", ())),
        left_out=tuple(stated.get("left_out", ())),
        title=stated.get("title"),
        kept_out=stated.get("kept_out"),
    )


@cache
def outcome(page: Expected) -> Document | Problem:
    """What we make of a page."""
    return read(page.source)


def our_score(page: Expected) -> Score:
    """The score of our text."""
    found = outcome(page)
    kept = found.text if isinstance(found, Document) else ""
    return score(kept, "\n".join(page.belongs), "\n".join(page.neither))


@cache
def their_score(page: Expected) -> Score:
    """The score of what trafilatura takes for the main text, with its defaults: nothing fast, no comments."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - the rival is loaded only where it is measured

    found = bare_extraction(page.content.decode("utf-8"))
    kept = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    return score(kept, "\n".join(page.belongs), "\n".join(page.neither))


def main() -> int:
    pages = expected_pages()
    if sys.argv[1:] == ["pin"]:
        rows = [f"{page.name} = {math.floor(our_score(page).f1 * 1000) / 1000}" for page in pages]
        PINS.write_text("\n".join(("# Written by `python -m tests.quality.pages pin`.", *rows, "")), "utf-8")
    means = [
        f"{name}: mean F1 {sum(one(page).f1 for page in pages) / len(pages):.4f}"
        for name, one in (("ours", our_score), ("trafilatura", their_score))
    ]
    sys.stdout.write("\n".join((*map(_row, pages), *means, "")))
    return 0


def _row(page: Expected) -> str:
    ours, theirs = our_score(page), their_score(page)
    mark = "-" if ours.f1 < theirs.f1 else "=" if ours.f1 == theirs.f1 else "+"
    return (
        f"{page.name:48} {ours.f1:.3f} (r {ours.recall:.2f} p {ours.precision:.2f})"
        f"  {theirs.f1:.3f} (r {theirs.recall:.2f} p {theirs.precision:.2f}) {mark}"
    )


if __name__ == "__main__":
    sys.exit(main())
