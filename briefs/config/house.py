"""What a configuration says of its house: colours that can be read, files that are there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from briefs.config.looks import BRAND, COLOURS
from briefs.config.schema import defaults
from briefs.config.validation import KeyPath, Mistake
from briefs.errors import ConfigurationError
from briefs.model import Brand, Paper

LEAST_CONTRAST: Final = 4.5
"""Of text to its ground, as WCAG 2.2 asks for (1.4.3)."""

LARGEST_LOGO: Final = 512 * 1024
MOST_FONTS: Final = 32

_PICTURES: Final = (".svg", ".png")
_FONTS: Final = (".otf", ".ttf")
_PNG: Final = b"\x89PNG\r\n\x1a\n"

_WORDS: Final = ("ink", "soft", "faint", "navy", "blue", "red")
"""Colours in which words are set."""
_WHITE: Final = "#ffffff"


def mistakes_of(table: object, folder: Path) -> Iterator[Mistake]:
    """Every mistake of ``[brand]`` that takes two of its keys, or a file, to see; wrong types are passed over."""
    if not isinstance(table, Mapping):
        return
    yield from _pale(table.get("colours"))
    yield from _alone(table)
    yield from _absent(table, folder)


def brand_of(table: Mapping[str, Any], folder: Path) -> Brand:
    """The brand in a table that has no mistakes."""
    said = defaults(BRAND) | dict(table)
    return Brand(
        paper=Paper(said["paper"]),
        colours=tuple(sorted((name, value.lower()) for name, value in said.get("colours", {}).items())),
        text_font=said.get("text_font"),
        furniture_font=said.get("furniture_font"),
        fonts=tuple(str(folder / path) for path in said["fonts"]),
        logo=_read(folder / said["logo"]) if "logo" in said else None,
        logo_text=said.get("logo_text", ""),
    )


def files_of(table: Mapping[str, Any], folder: Path) -> tuple[Path, ...]:
    """The files that a page of this brand is made with."""
    named = [*table.get("fonts", ()), *([table["logo"]] if "logo" in table else ())]
    return tuple(folder / name for name in named)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: the logo cannot be read ({error.strerror})") from error


def _pale(said: object) -> Iterator[Mistake]:
    """Colours of words that cannot be read on white or on the paper's colour; a dark paper is told once."""
    own = (
        {name: value for name, value in said.items() if _is_colour(value)}
        if isinstance(said, Mapping)
        else {}
    )
    colours = {**COLOURS, **own}
    for name in _WORDS:
        for ground, called in ((_WHITE, "white"), (colours["paper"], f"paper ({colours['paper']})")):
            found = contrast(colours[name], ground)
            if found < LEAST_CONTRAST and not own.keys().isdisjoint({name, "paper"}):
                told = f"{name} ({colours[name]}) on {called} has a contrast of {found:.1f} to 1"
                advice = f"words need {LEAST_CONTRAST}: take a darker {name} or a lighter paper"
                path: KeyPath = ("brand", "colours", name if name in own else "paper")
                yield Mistake(path=path, message=f"is too pale: {told}; {advice}")
                if name not in own:
                    return
                break


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 measures it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _is_colour(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) == 7
        and all(digit in "0123456789abcdefABCDEF" for digit in value[1:])
    )


def _alone(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Keys that need another one."""
    if "logo" in table and "logo_text" not in table:
        message = "has no text alternative; say in logo_text what it shows, like the name of the house"
        yield Mistake(path=("brand", "logo"), message=message)
    for key in ("text_font", "furniture_font"):
        if key in table and not table.get("fonts"):
            message = 'has no files; name them in fonts, like fonts = ["fonts/House-Regular.otf"]'
            yield Mistake(path=("brand", key), message=message)
    if "fonts" in table and {"text_font", "furniture_font"}.isdisjoint(table):
        yield Mistake(
            path=("brand", "fonts"), message="serves nothing; name a family in text_font or furniture_font"
        )


def _absent(table: Mapping[str, Any], folder: Path) -> Iterator[Mistake]:
    """Files that are not there or too large."""
    fonts = table.get("fonts")
    listed = fonts if isinstance(fonts, list) else []
    if len(listed) > MOST_FONTS:
        yield Mistake(
            path=("brand", "fonts"), message=f"has {len(listed)} files; at most {MOST_FONTS} are used"
        )
    named: list[tuple[KeyPath, object, tuple[str, ...]]] = [
        (("brand", "logo"), table.get("logo"), _PICTURES),
        *((("brand", "fonts", place), path, _FONTS) for place, path in enumerate(listed)),
    ]
    for path, name, suffixes in named:
        # one of another suffix is a mistake of the schema's
        if isinstance(name, str) and name.lower().endswith(suffixes) and not (folder / name).is_file():
            yield Mistake(
                path=path, message=f'is "{name}", but there is no such file; paths start at this file'
            )
    logo = table.get("logo")
    if isinstance(logo, str) and logo.lower().endswith(_PICTURES) and (folder / logo).is_file():
        problem = _unusable(folder / logo)
        if problem:
            yield Mistake(path=("brand", "logo"), message=f'is "{logo}", which {problem}')


def _unusable(logo: Path) -> str | None:
    """Why a logo is no picture at all; what a drawing may hold is for the page to say."""
    from xml.parsers import expat  # noqa: PLC0415 - most houses have no logo

    if logo.stat().st_size > LARGEST_LOGO:
        return f"is larger than {LARGEST_LOGO // 1024} KiB; simplify it"
    content = _read(logo)
    if content.startswith(_PNG):
        return None
    if b"<svg" not in content:
        return "is neither a PNG nor an SVG picture, whatever its name says; save it anew as one of the two"
    try:
        expat.ParserCreate().Parse(content, True)  # noqa: FBT003 - its only way to say that nothing follows
    except expat.ExpatError as error:
        return f"is a damaged SVG from its line {error.lineno} on; save it anew"
    return None
