"""Reading a PDF back, as a reader's tools do."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf


def text(path: Path) -> str:
    """The text of all pages, in the order in which it is drawn."""
    return "\n\f".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def holds(text: str, sentence: str) -> bool:
    """Whether a sentence stands in the text of a PDF, word for word, its lines broken and hyphenated anyhow.

    A line may end inside a word, after a hyphen of the layout; a space may be a line break; no more differs.
    """
    return bool(found(text, sentence))


def found(text: str, sentence: str) -> list[str]:
    """Each place of a text where a sentence stands, as it stands there."""
    return re.findall(r"\s+".join(map(_word, sentence.split())), text)


def _word(word: str) -> str:
    """A pattern for a word: hyphenated, or with a line's end between two signs that need no hyphen."""
    return "".join(
        f"{_letter(letter)}{_SIGN_BREAK if _is_sign(letter) or _is_sign(following) else _HYPHEN}"
        for letter, following in pairwise(word)
    ) + _letter(word[-1])


_HYPHEN = r"(?:-\s*\n\s*)?"
_SIGN_BREAK = r"(?:\s*\n\s*)?"


def _is_sign(character: str) -> bool:
    """Whether a line may end beside a character without more ado: Chinese, Japanese, and their punctuation."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _letter(character: str) -> str:
    return r"-(?:\s*\n\s*)?" if character == "-" else re.escape(character)


def outline(path: Path) -> list[str]:
    """The titles of the outline, in order, whatever their level."""
    return list(_titles(pypdf.PdfReader(path).outline))


def _titles(entries: list[Any]) -> list[str]:
    nested = (_titles(entry) if isinstance(entry, list) else [str(entry.title)] for entry in entries)
    return [title for titles in nested for title in titles]


def links(path: Path) -> tuple[list[str], list[str]]:
    """The named destinations that links inside the PDF lead to, and the addresses of those that lead out."""
    inside, outside = [], []
    for page in pypdf.PdfReader(path).pages:
        for annotation in page.get("/Annots", ()):
            given: Any = annotation.get_object()
            if "/Dest" in given:
                inside.append(str(given["/Dest"]))
            else:
                outside.append(str(given["/A"]["/URI"]))
    return inside, outside


def destinations(path: Path) -> set[str]:
    """The names that links may lead to."""
    return set(pypdf.PdfReader(path).named_destinations)
