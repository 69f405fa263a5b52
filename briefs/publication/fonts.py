"""The fonts of the page, and no other: which files, which characters they hold, how Pango finds them.

A private fontconfig file names the folders of two pinned wheels (Source Serif Pro, Source Sans Pro) and,
only where a character needs it, Debian's Noto CJK. No font of the system can slip in by accident. A house's own
fonts stand before those that the style sheets name; what they lack is set in these.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefs.errors import MissingRequirement
from briefs.model import Brand

TEXT_WHEELS: Final = ("font_source_serif_pro", "font_source_sans_pro")
TEXT_STYLES: Final = ("Light", "Regular", "It", "Semibold")
"""The styles that the style sheets use; a font that is not named is not looked at, which saves its scan."""

CJK_FOLDERS: Final = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
CJK_FILES: Final = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")
CJK_PACKAGE: Final = "fonts-noto-cjk"

PINNED: Final = MappingProxyType(
    {
        "SourceSerifPro": frozenset({"2.007", "1.007"}),
        "SourceSansPro": frozenset({"2.020", "1.075"}),
        "NotoSerifCJK": frozenset({"2.001"}),
        "NotoSansCJK": frozenset({"2.004"}),
    }
)
"""The versions, upright and italic, that pages are tested with; others set the same words in other lines."""

_VERSION: Final = re.compile(r"\d+\.\d+")

TEXT_FAMILY: Final = "Source Serif Pro"
FURNITURE_FAMILY: Final = "Source Sans Pro"

_LATIN: Final = frozenset(
    chr(point)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0x17F),
        (0x2013, 0x2014),
        (0x2018, 0x201A),
        (0x201C, 0x201E),
        (0x2020, 0x2022),
    )
    for point in range(first, last + 1)
) | frozenset("\n…‰′″‹›€™−№")
"""Characters known to be in the text fonts, so that a Latin page loads no font table; a test proves each."""

_PLAIN: Final = Brand()

HEAD: Final = 4096
"""Bytes of a font file that tell it from others: its table of contents, with a checksum of each table."""

_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\t\r")
"""Characters that are laid out without a glyph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file of the page."""

    family: str
    path: Path


def faces() -> tuple[Face, ...]:
    """Every font file that a page can be set in, text fonts first; CJK fonts only where installed."""
    return tuple(_face(path) for path in (*_text_files(), *_cjk_files()))


def files_of(brand: Brand) -> tuple[Path, ...]:
    """Every font file that a page of a brand can be set in, those of the brand first."""
    return (*(Path(path).absolute() for path in brand.fonts), *_text_files(), *_cjk_files())


def told_by(path: Path) -> tuple[int, bytes]:
    """The size and the first bytes of a font file: no two fonts have the same, whose tables stand there in order."""
    with path.open("rb") as file:
        return path.stat().st_size, file.read(HEAD)


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of a text that no font of the page has, each once, in their order."""
    rest = _beyond_text_fonts(text)
    return tuple(character for character in rest if ord(character) not in _cjk_points()) if rest else ()


def version_of(path: Path) -> str:
    """The version that a font file states: ``2.007``."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - asked by a checkup only

    with TTFont(path, lazy=True, fontNumber=0) as font:
        stated = _VERSION.search(font["name"].getDebugName(5) or "")
    return stated[0] if stated else "?"


def needs_cjk(text: str) -> bool:
    """Whether a text has a character that only the CJK fonts can set."""
    return bool(_beyond_text_fonts(text))


def cjk_installed() -> bool:
    """Whether the fonts for Chinese, Japanese and Korean are there."""
    return bool(_cjk_files())


def configuration(*, cjk: bool, brand: Brand = _PLAIN) -> str:
    """A fontconfig file that finds the fonts of the page, those of the brand among them, and nothing else.

    Raises ``MissingRequirement`` when a text font is not installed.
    """
    files = [path for path in files_of(brand) if cjk or path not in _cjk_files()]
    folders = dict.fromkeys(path.parent for path in files)
    return "\n".join(
        (
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
            "<fontconfig>",
            *(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
            "<selectfont>",
            *(f"<acceptfont><glob>{escape(str(path))}</glob></acceptfont>" for path in files),
            "<rejectfont><glob>*</glob></rejectfont>",
            "</selectfont>",
            *_preferred(TEXT_FAMILY, brand.text_font),
            *_preferred(FURNITURE_FAMILY, brand.furniture_font),
            '<cachedir prefix="xdg">briefs-fontconfig</cachedir>',
            "<config><rescan><int>0</int></rescan></config>",
            "</fontconfig>",
            "",
        )
    )


def _preferred(family: str, own: str | None) -> Iterator[str]:
    """The rule that sets a family of a house wherever a style sheet names one of ours."""
    if own:
        yield f'<match target="pattern"><test name="family"><string>{family}</string></test>'
        yield '<edit name="family" mode="prepend" binding="strong">'
        yield f"<string>{escape(own)}</string></edit></match>"


def _beyond_text_fonts(text: str) -> tuple[str, ...]:
    rest = [character for character in dict.fromkeys(text) if character not in _LATIN | _INVISIBLE]
    return tuple(character for character in rest if ord(character) not in _text_points()) if rest else ()


@cache
def _text_points() -> frozenset[int]:
    return _points(path for path in _text_files() if path.stem.endswith("-Regular"))


@cache
def _cjk_points() -> frozenset[int]:
    # One file speaks for all: reading a table of theirs takes a tenth of a second, and a test compares them.
    return _points(_cjk_files()[:1])


def _points(files: Iterable[Path]) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a Latin page never needs it

    points: set[int] = set()
    for path in files:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


@cache
def _text_files() -> tuple[Path, ...]:
    files = tuple(path for wheel in TEXT_WHEELS for path in _wheel_files(wheel))
    for path in files:
        if not path.is_file():
            raise MissingRequirement(f"the font {path.name} is missing from {path.parent}; run “make setup”")
    return files


def _wheel_files(wheel: str) -> tuple[Path, ...]:
    found = find_spec(wheel)
    if found is None or not found.submodule_search_locations:
        name = wheel.replace("_", "-")
        raise MissingRequirement(f"the text font package {name} is not installed; run “make setup”")
    family = {"font_source_serif_pro": "SourceSerifPro", "font_source_sans_pro": "SourceSansPro"}[wheel]
    folder = Path(next(iter(found.submodule_search_locations))) / "files"
    return tuple(folder / f"{family}-{style}.otf" for style in TEXT_STYLES)


def _cjk_files() -> tuple[Path, ...]:
    for folder in CJK_FOLDERS:
        files = tuple(folder / name for name in CJK_FILES)
        if all(path.is_file() for path in files):
            return files
    return ()


def _face(path: Path) -> Face:
    return Face(family=path.stem, path=path)
