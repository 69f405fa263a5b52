"""The style sheets of a page: those of its set, what a house adds to them, and what its brand says.

Each medium is one sheet, joined of files. Where a complaint names a line of it, the file and its line are told.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from markupsafe import Markup

from briefs.errors import TemplateError
from briefs.model import Brand, Paper
from briefs.publication.brand import on_paper, on_screen
from briefs.publication.sets import own

PRINT: Final = "print.css"
BROWSER_PRINT: Final = "browser-print.css"
SCREEN: Final = "screen.css"
MORE_PRINT: Final = "more-print.css"
MORE_SCREEN: Final = "more-screen.css"
_PAPERS: Final = {Paper.A4: None, Paper.LETTER: "letter.css"}
"""What a set needs beside its sheet for paper on any but the one it was made for."""

_SHEET_BYTES: Final = 1_000_000
SOMEWHERE: Final = "a template or style sheet"
_FETCHED: Final = re.compile(rf"(.*, but ){SOMEWHERE} names (.+)", re.DOTALL)
"""What is said of an address that WeasyPrint wants to fetch, in ``layout``."""
_SHOWN: Final = 200
"""Characters of an address that are told: one can hold a whole picture."""
_PLACE: Final = re.compile(r"\bat (\d{1,7}):(\d{1,7})\b")
"""How WeasyPrint names a place in a style sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The style sheets, and the policy that lets these and nothing else style the page."""

    print: Markup
    browser_print: Markup
    screen: Markup
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    name: str
    text: str


def styles_of(folders: Sequence[Path], brand: Brand) -> Styles:
    """The style sheets of a set, the first of its folders before the others.

    Raises ``TemplateError`` naming the file that is missing or cannot be used.
    """
    paper, browser, screen = (
        Markup("".join(piece.text for piece in pieces))  # noqa: S704 - style sheets, checked; no word of a source in them
        for pieces in (
            _paper(folders, brand),
            (_nearest(folders, BROWSER_PRINT),),
            _screen(folders, brand),
        )
    )
    policy = " ".join(f"'sha256-{_digest(sheet)}'" for sheet in (paper, browser, screen))
    return Styles(print=paper, browser_print=browser, screen=screen, policy=policy)


def located(complaint: str, folders: Sequence[Path], brand: Brand) -> str:
    """A complaint about the page on paper, with the file and line of each place and address that it names."""
    pieces = _paper(folders, brand)
    fetched = _FETCHED.fullmatch(complaint)
    if fetched is None:
        return _PLACE.sub(lambda found: f"at {_place(int(found[1]), pieces)}", complaint)
    place = _naming(fetched[2], [*pieces, *_templates(folders)]) or SOMEWHERE
    return f"{fetched[1]}{place} names {fetched[2][:_SHOWN]}; take it out, or put the thing itself there"


def _naming(address: str, pieces: Sequence[_Piece]) -> str | None:
    """The file and line where an address stands as it is written."""
    for piece in pieces:
        before, found, _ = piece.text.partition(address)
        if found:
            line = before.count("\n") + 1
            return f"{piece.name}:{line}"
    return None


def _templates(folders: Sequence[Path]) -> Iterator[_Piece]:
    for folder in folders:
        for name, path in own(folder).items():
            if name.endswith(".j2"):
                yield _Piece(name=str(path), text=path.read_text("utf-8"))


def _place(line: int, pieces: Sequence[_Piece]) -> str:
    for piece in pieces:
        lines = piece.text.count("\n")
        if line <= lines:
            return f"{piece.name}:{line}"
        line -= lines
    return f"{pieces[-1].name}"


def _paper(folders: Sequence[Path], brand: Brand) -> tuple[_Piece, ...]:
    other = _PAPERS[brand.paper]
    return (
        _nearest(folders, PRINT),
        *_each(folders, MORE_PRINT),
        *(_each(folders, other) if other else ()),
        _Piece(name="[brand]", text=on_paper(brand)),
    )


def _screen(folders: Sequence[Path], brand: Brand) -> tuple[_Piece, ...]:
    return (
        _nearest(folders, SCREEN),
        *_each(folders, MORE_SCREEN),
        _Piece(name="[brand]", text=on_screen(brand)),
    )


def _nearest(folders: Sequence[Path], name: str) -> _Piece:
    """The file of the first folder that has it."""
    for folder in folders:
        if (folder / name).is_file():
            return _read(folder / name)
    return _read(folders[0] / name)


def _each(folders: Sequence[Path], name: str) -> Iterator[_Piece]:
    """The files of all folders that have it, the base first, so that a house has the last word."""
    return (_read(folder / name) for folder in reversed(folders) if (folder / name).is_file())


def _read(path: Path) -> _Piece:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: the style sheet cannot be read: {error}") from error
    if len(text) > _SHEET_BYTES:
        raise TemplateError(f"{path}: the style sheet is larger than {_SHEET_BYTES:,} characters")
    if "</style" in text.lower():
        raise TemplateError(f"{path}: a style sheet must not contain “</style”")
    return _Piece(name=str(path), text=text if text.endswith("\n") else f"{text}\n")


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()
