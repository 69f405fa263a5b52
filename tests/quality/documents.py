"""The sets of untidy files beside this one, of every format but web pages and PDF: what is expected of each, our score.

``python -m tests.quality.documents`` prints the table; with ``pin`` it writes the scores below which none may fall.
"""

import math
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from briefs.model import Document, Problem, Source
from briefs.reading import read, unpack
from tests.quality.docx.made import packed
from tests.quality.scoring import Score, score
from tests.quality.zip.made import archive_of

FOLDER: Final = Path(__file__).parent
PINS: Final = FOLDER / "document-scores.toml"
_LIST: Final = ".members.toml"
_SETS: Final = {
    "mail": ".eml", "docx": ".xml", "telegram": ".json", "text": ".txt", "markdown": ".md", "mhtml": ".mhtml",
    "mbox": ".mbox", "zip": _LIST,
}  # fmt: skip
_SHOWN: Final = {".xml": ".docx", _LIST: ".zip"}
"""The suffix of a file that is made of what stands in another."""
_STATED: Final = ("title", "publisher", "url", "carrier")


_ALL_STATED: Final = (*_STATED, "author", "published", "modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file: the documents that stand in it, by path, and what in it cannot be used, with the reason."""

    name: str
    content: bytes
    documents: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]

    @property
    def unpacked(self) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
        """What comes out of the file."""
        return unpack(Source(path=self.name, content=self.content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must come of one document. ``stated`` holds its metadata as text; ``left_out`` must not be in its words."""

    container: Container
    name: str
    belongs: tuple[str, ...]
    neither: tuple[str, ...]
    left_out: tuple[str, ...]
    stated: tuple[tuple[str, str | None], ...]

    @property
    def source(self) -> Source:
        """The document as a source."""
        return next(source for source in self.container.unpacked[0] if source.path == self.name)


@cache
def expected_documents() -> tuple[Expected, ...]:
    """Return every document of the sets, by file."""
    return tuple(
        document
        for name, suffix in _SETS.items()
        for path in sorted((FOLDER / name).glob(f"*{suffix}"))
        for document in _expected(path, suffix)
    )


def _expected(path: Path, suffix: str) -> list[Expected]:
    """The documents in one file: one that is described alone, or several in ``[[document]]`` tables."""
    stated = tomllib.loads(_beside(path, suffix).read_text("utf-8"))
    name = f"{path.parent.name}/{path.name.removesuffix(suffix)}{_SHOWN.get(suffix, suffix)}"
    described = {
        f"{name}/{one['path']}" if "path" in one else name: one for one in stated.get("document", [stated])
    }
    container = Container(
        name=name,
        content=_content(path, suffix, stated),
        documents=tuple(described),
        problems=tuple((f"{name}/{subject}", message) for subject, message in stated.get("problems", ())),
    )
    return [_document(container, path, one) for path, one in described.items()]


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name.removesuffix(suffix)}.toml")


def _content(path: Path, suffix: str, stated: dict[str, Any]) -> bytes:
    """The bytes of a file; Word documents and archives are made of what is listed in it."""
    if suffix == ".xml":
        return packed(path.read_text("utf-8"), stated.get("properties", ""))
    return archive_of(path.read_text("utf-8")) if suffix == _LIST else path.read_bytes()


def _document(container: Container, name: str, described: dict[str, Any]) -> Expected:
    """What is expected of one document; ``as`` names the file of another set that says it."""
    stated, is_web_page = described, False
    if "as" in described:
        other, inside = tomllib.loads((FOLDER / described["as"]).read_text("utf-8")), described["path"]
        stated = next(
            (one for one in other.get("document", ()) if one["path"] == inside.rpartition("/")[2]), other
        )
        is_web_page = described["as"].startswith("html/")
    values = {**stated, "author": ", ".join(stated.get("author", ())) or None}
    return Expected(
        container=container,
        name=name,
        belongs=tuple(stated["belongs"]),
        neither=tuple(stated.get("neither", ())),
        left_out=tuple(stated.get("left_out", ())),
        stated=() if is_web_page else tuple((key, values.get(key)) for key in _ALL_STATED),
    )


@cache
def outcome(file: Expected) -> Document | Problem:
    """What we make of a file."""
    return read(file.source)


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
