"""The font files of a house: what each is, and whether a page can be set in them.

Only static fonts give the same bytes everywhere; a variable or compressed font is refused, and so is one whose maker
forbids embedding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from briefs.errors import ConfigurationError
from briefs.model import Brand

LARGEST: Final = 30_000_000
"""Bytes of a font file: twice the largest of Noto CJK."""
_BASIC: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?'\"()[]-–—‘’“”…·/&%+±"
)
"""What our own words are written with."""
_STATIC: Final = frozenset({"\x00\x01\x00\x00", "OTTO", "true"})
_FORBIDDEN: Final = 0x0002
"""The bit of OS/2 ``fsType`` that forbids embedding."""
_FAMILY, _VERSION, _TYPOGRAPHIC_FAMILY = 1, 5, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """One font file: its family and version as it states them, and the features it has."""

    path: Path
    family: str
    version: str
    points: frozenset[int]
    features: frozenset[str]


def require(brand: Brand) -> None:
    """Nothing, when the fonts of a brand can set a page; else ``ConfigurationError``."""
    faces = [typeface(Path(path)) for path in brand.fonts]
    for key, family in (("text_font", brand.text_font), ("furniture_font", brand.furniture_font)):
        if family is None:
            continue
        own = [face for face in faces if face.family == family]
        if not own:
            known = ", ".join(sorted({face.family for face in faces})) or "none"
            raise ConfigurationError(
                f"[brand] {key}: no file of fonts is of the family “{family}”; families there are: {known}"
            )
        for face in own:
            _covers(face)


def has_superiors(family: str, files: Sequence[str]) -> bool:
    """Whether every font of a family has raised figures of its own."""
    own = [face for face in (typeface(Path(path)) for path in files) if face.family == family]
    return all("sups" in face.features for face in own)


@cache
def typeface(path: Path) -> Typeface:
    """What a font file says of itself.

    Raises ``ConfigurationError`` where it is not a static OpenType or TrueType font that may be embedded.
    """
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - most pages have no font of a house

    try:
        if path.stat().st_size > LARGEST:
            raise ConfigurationError(f"{path}: is larger than {LARGEST:,} bytes; no font of a page is")
        # Opened here: a file that is no font would else stay open.
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            _embeddable(font, path)
            return Typeface(
                path=path,
                family=_said(font, _TYPOGRAPHIC_FAMILY) or _said(font, _FAMILY),
                version=_said(font, _VERSION),
                points=frozenset(font.getBestCmap() or ()),
                features=_features(font),
            )
    except OSError as error:
        raise ConfigurationError(f"{path}: the font cannot be read: {error.strerror}") from error
    except (TTLibError, AttributeError, KeyError, ValueError, AssertionError) as error:
        raise ConfigurationError(f"{path}: is no OpenType or TrueType font: {error}") from error


def _embeddable(font: Any, path: Path) -> None:
    if font.flavor or font.sfntVersion not in _STATIC:
        raise ConfigurationError(f"{path}: is a web font or a collection; give a plain .otf or .ttf file")
    if "fvar" in font:
        raise ConfigurationError(
            f"{path}: is a variable font; give the static files of each style, which print the same everywhere"
        )
    if font["OS/2"].fsType & _FORBIDDEN:
        raise ConfigurationError(f"{path}: its maker forbids embedding; a PDF cannot carry it")


def _said(font: Any, which: int) -> str:
    return font["name"].getDebugName(which) or ""


def _features(font: Any) -> frozenset[str]:
    if "GSUB" not in font or not font["GSUB"].table.FeatureList:
        return frozenset()
    return frozenset(record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord)


def _covers(face: Typeface) -> None:
    missing = sorted(character for character in _BASIC if ord(character) not in face.points)
    if missing:
        raise ConfigurationError(
            f"{face.path}: has no glyph for {' '.join(missing)}; our own words need them"
        )
