"""The sets of untidy mails, Word documents and channel exports beside this file: what is expected of each, our score.

``python -m tests.quality.documents`` prints the table; with ``pin`` it writes the scores below which none may fall.
"""

import math
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from briefs.model import Document, Problem, Source
from briefs.reading import read, unpack
from tests.quality.docx.made import packed
from tests.quality.scoring import Score, score

FOLDER: Final = Path(__file__).parent
PINS: Final = FOLDER / "document-scores.toml"
_SETS: Final = {"mail": ".eml", "docx": ".xml", "telegram": ".json"}
_STATED: Final = ("title", "publisher", "url", "carrier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must come of one file. ``stated`` holds its metadata as text; ``left_out`` must not be in its words."""

    name: str
    content: bytes
    belongs: tuple[str, ...]
    neither: tuple[str, ...]
    left_out: tuple[str, ...]
    stated: tuple[tuple[str, str | None], ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """What stands in the file; its unpacking has no problem."""
        sources, problems = unpack(Source(path=self.name, content=self.content))
        assert not problems
        return sources


@cache
def expected_documents() -> tuple[Expected, ...]:
    """Return every file of the sets, by name."""
    return tuple(
        _expected(path, suffix)
        for name, suffix in _SETS.items()
        for path in sorted((FOLDER / name).glob("*.toml"))
    )


def _expected(path: Path, suffix: str) -> Expected:
    stated = tomllib.loads(path.read_text("utf-8"))
    markup = path.with_suffix(suffix).read_bytes()
    authors = ", ".join(stated.get("author", ())) or None
    dates = ((name, stated.get(name)) for name in ("published", "modified"))
    return Expected(
        name=f"{path.parent.name}/{path.stem}{'.docx' if suffix == '.xml' else suffix}",
        content=packed(markup.decode(), stated.get("properties", "")) if suffix == ".xml" else markup,
        belongs=tuple(stated["belongs"]),
        neither=tuple(stated.get("neither", ())),
        left_out=tuple(stated["left_out"]),
        stated=(*((name, stated.get(name)) for name in _STATED), ("author", authors), *dates),
    )


@cache
def outcome(file: Expected) -> Document | Problem:
    """What we make of a file."""
    (source,) = file.sources
    return read(source)


def stated_of(document: Document) -> tuple[tuple[str, str | None], ...]:
    """Return the metadata of a document as ``Expected.stated`` holds it."""
    dates = (("published", document.published), ("modified", document.modified))
    return (
        *((name, getattr(document, name)) for name in _STATED),
        ("author", ", ".join(document.author) or None),
        *((name, date.iso if date else None) for name, date in dates),
    )


def our_score(file: Expected) -> Score:
    """The score of our passages."""
    found = outcome(file)
    spans = [passage.span for passage in found.passages] if isinstance(found, Document) else []
    kept = "\n".join(found.exact(span) for span in spans) if isinstance(found, Document) else ""
    return score(kept, "\n".join(file.belongs), "\n".join(file.neither))


def main() -> int:
    """Print the table, and pin the scores where that is asked for."""
    files = expected_documents()
    if sys.argv[1:] == ["pin"]:
        rows = [f'"{file.name}" = {math.floor(our_score(file).f1 * 1000) / 1000}' for file in files]
        head = "# Written by `python -m tests.quality.documents pin`."
        PINS.write_text("\n".join((head, *rows, "")), "utf-8")
    for file in files:
        ours = our_score(file)
        print(f"{file.name:48} {ours.f1:.3f} (r {ours.recall:.2f} p {ours.precision:.2f})")  # noqa: T201 - a table
    return 0


if __name__ == "__main__":
    sys.exit(main())
