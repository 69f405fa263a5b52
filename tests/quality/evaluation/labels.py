"""The sample sources as a desk officer would mark them, sentence by sentence: ``tests/quality/labels``.

Each file names its document with the digest of its bytes, and for each sentence:

    themes   the sections under which it may be printed; none: it serves no theme
    worth    2 an expert would have underlined it, 1 it is fine to print, 0 it must not be printed
    facts    what a sentence of worth 2 tells; sentences of one fact may stand for each other
    alone    whether it says all that its reader must know
    needs    where it does not: what must stand beside it (each a pattern); with none, nothing short would help
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.quality.evaluation.printed import Printed

FOLDER: Final = Path(__file__).parents[1] / "labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What somebody thinks of one sentence."""

    text: str
    themes: tuple[str, ...]
    worth: int
    alone: bool
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def lacks(self, context: str | None) -> str | None:
        """Why its reader is left asking, given what stands beside it; or None."""
        if self.alone:
            return None
        missing = [need for need in self.needs if not re.search(need, context or "")]
        if not self.needs:
            return "does not stand alone, whatever is beside it"
        return f"lacks {' and '.join(missing)}" if missing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One document: its file in ``seeds``, the digest of the bytes that were read, and its sentences in order."""

    file: str
    digest: str
    sentences: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A printed sentence, the theme it stands under, and what was said of it beforehand."""

    printed: Printed
    theme: str
    label: Label

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with printing it there as it is printed."""
        found = []
        if self.label.worth == 0:
            found.append("not worth printing")
        if self.theme not in self.label.themes:
            found.append(f"belongs to {' or '.join(self.label.themes) or 'no theme'}")
        if lacking := self.label.lacks(self.printed.context):
            found.append(lacking)
        return tuple(found)


@cache
def labelled() -> tuple[Labelled, ...]:
    """The documents that are labelled, by file."""
    found = (tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return tuple(
        Labelled(
            file=one["file"], digest=one["digest"], sentences=tuple(_label(each) for each in one["sentences"])
        )
        for one in found
    )


def _label(values: dict[str, Any]) -> Label:
    lists = {name: tuple(values.get(name, ())) for name in ("themes", "facts", "needs")}
    return Label(text=values["text"], worth=values["worth"], alone=values["alone"], **lists)


@cache
def facts() -> dict[str, tuple[str, ...]]:
    """Every fact that an expert would have underlined, with the sentences that tell it."""
    told: dict[str, list[str]] = {}
    for document in labelled():
        for sentence in document.sentences:
            for fact in sentence.facts:
                told.setdefault(fact, []).append(f"{document.file}: {sentence.text}")
    return {fact: tuple(sentences) for fact, sentences in sorted(told.items())}


def judge(printed: Printed, theme: str) -> Judged:
    """What was said of a printed sentence; a ``KeyError`` names one that nobody labelled."""
    file = printed.document.path.rpartition("/")[2]
    try:
        return Judged(printed=printed, theme=theme, label=_by_text()[file, printed.document.id, printed.text])
    except KeyError as error:
        raise KeyError(
            f"label this sentence of {file} (or its document has changed): {printed.text}"
        ) from error


@cache
def _by_text() -> dict[tuple[str, str, str], Label]:
    return {
        (document.file, document.digest, sentence.text): sentence
        for document in labelled()
        for sentence in document.sentences
    }
