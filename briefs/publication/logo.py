"""A house's logo as markup that is safe to stand in the page: a drawing of plain shapes, or a small picture.

An SVG is a program for browsers and a bomb for layouts, so only shapes, gradients and clips pass: a script, a style
sheet, text, a link, a filter, a ``use`` or anything from outside is refused with its name.
"""

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from markupsafe import Markup, escape

from briefs.errors import ConfigurationError

LARGEST: Final = 512 * 1024
_ELEMENTS_MOST: Final = 2000
_DEEPEST: Final = 30
"""Nested groups; a layout of hundreds runs out of stack."""
_PIXELS_MOST: Final = 4_000_000
"""Twice what 6 cm at 600 dpi with as much height need."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_KEPT: Final = _SHAPES | {"svg", "g", "defs", "linearGradient", "radialGradient", "stop", "clipPath"}
_PASSED_OVER: Final = frozenset({"title", "desc", "metadata"})
_GEOMETRY: Final = frozenset(
    [
        "d",
        "points",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "width",
        "height",
        "viewBox",
        "transform",
        "gradientTransform",
        "gradientUnits",
        "spreadMethod",
        "clipPathUnits",
        "offset",
        "preserveAspectRatio",
    ]
)
_PAINT: Final = frozenset(
    [
        "fill",
        "stroke",
        "fill-rule",
        "fill-opacity",
        "clip-path",
        "clip-rule",
        "opacity",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-opacity",
        "stop-color",
        "stop-opacity",
        "color",
    ]
)
_VALUE: Final = re.compile(r"[\w\s.,#%()+-]*")
_WITHIN: Final = re.compile(r"url\(\s*['\"]?#([\w.-]{1,100})['\"]?\s*\)")
_ABSOLUTE: Final = 'give it gradientUnits="userSpaceOnUse", or a plain colour'
_FIX: Final = "save it as plain SVG with shapes only (text as paths, no effects), or give a PNG"


@cache
def drawn(logo: bytes, text: str) -> Markup:
    """The markup of a logo with its text alternative.

    Raises ``ConfigurationError`` saying what in it cannot be used.
    """
    if not text.strip():
        raise ConfigurationError("[brand] logo: has no text alternative; say what it shows in logo_text")
    if len(logo) > LARGEST:
        raise ConfigurationError(f"[brand] logo: is larger than {LARGEST // 1024} KiB")
    return _picture(logo, text) if is_picture(logo) else _drawing(logo, text)


def is_picture(logo: bytes) -> bool:
    """Whether a logo is a PNG, and no drawing."""
    return logo.startswith(_PNG)


def _picture(logo: bytes, text: str) -> Markup:
    _check_png(logo)
    data = b64encode(logo).decode()
    return Markup('<img class="logo" alt="{}" src="data:image/png;base64,{}">').format(text, data)


def _check_png(logo: bytes) -> None:
    """Every chunk must be whole, and the picture small: a few bytes can unpack to gigabytes of pixels."""
    kinds = []
    place = len(_PNG)
    while place + 12 <= len(logo):
        size, kind = struct.unpack(">I4s", logo[place : place + 8])
        body = logo[place + 4 : place + 8 + size]
        check = logo[place + 8 + size : place + 12 + size]
        if len(check) < 4 or zlib.crc32(body) != int.from_bytes(check, "big"):
            raise ConfigurationError("[brand] logo: the PNG is damaged; save it anew")
        kinds.append(kind)
        place += 12 + size
    if place != len(logo) or kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise ConfigurationError("[brand] logo: the PNG is damaged; save it anew")
    width, height = struct.unpack(">II", logo[16:24])
    if not 0 < width * height <= _PIXELS_MOST:
        raise ConfigurationError(
            f"[brand] logo: has {width} × {height} pixels; at most {_PIXELS_MOST:,} in all"
        )
    if b"acTL" in kinds:
        raise ConfigurationError("[brand] logo: is an animation; give a still picture")


def _drawing(logo: bytes, text: str) -> Markup:
    root = _parsed(logo)
    if root.tag != f"{_SVG}svg":
        raise ConfigurationError("[brand] logo: is neither SVG nor PNG; " + _FIX)
    if root.get("viewBox") is None:
        raise ConfigurationError("[brand] logo: the SVG has no viewBox; save it with one")
    if sum(1 for _ in root.iter()) > _ELEMENTS_MOST:
        raise ConfigurationError(f"[brand] logo: has more than {_ELEMENTS_MOST} elements; simplify it")
    opening = Markup('<svg class="logo" role="img" aria-label="{}"{}><title>{}</title>')
    attributes = _attributes(root, without=("width", "height"))
    inner = Markup("").join(_written(child, 1, clipped=False) for child in _children(root))
    return opening.format(text, attributes, text) + inner + Markup("</svg>")


def _parsed(logo: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 - most pages have no logo

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(logo, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigurationError(
            f"[brand] logo: is neither a PNG nor an SVG that can be read; {_FIX}"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in logo:
        raise ConfigurationError("[brand] logo: the SVG declares entities; " + _FIX)
    return root


def _children(element: Any) -> Iterator[Any]:
    """The children that are drawn; those of editors' own kinds and descriptions are passed over."""
    for child in element:
        name = str(child.tag)
        if name.startswith(_SVG) and name.removeprefix(_SVG) not in _PASSED_OVER:
            yield child


def _written(element: Any, depth: int, *, clipped: bool) -> Markup:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _KEPT - {"svg"}:
        raise ConfigurationError(f"[brand] logo: the SVG has <{name}>, line {element.sourceline}; {_FIX}")
    if name.endswith("Gradient") and element.get("gradientUnits") != "userSpaceOnUse":
        message = "a gradient is measured by its shape, which some PDF viewers leave out"
        raise ConfigurationError(f"[brand] logo: {message}, line {element.sourceline}; {_ABSOLUTE}")
    if depth > _DEEPEST:
        raise ConfigurationError(f"[brand] logo: nests more than {_DEEPEST} groups; simplify it")
    if clipped and (element.get("clip-path") or "clip-path" in (element.get("style") or "")):
        raise ConfigurationError(f"[brand] logo: a clip is clipped, line {element.sourceline}; {_FIX}")
    inside = clipped or name == "clipPath"
    inner = Markup("").join(_written(child, depth + 1, clipped=inside) for child in _children(element))
    return Markup("<{}{}>{}</{}>").format(name, _attributes(element), inner, name)


def _attributes(element: Any, *, without: tuple[str, ...] = ()) -> Markup:
    """The attributes that draw, in the order of the file; ids get a name of their own in the page."""
    said = {str(name): str(value) for name, value in element.attrib.items()} | _styled(element)
    parts = []
    for name, value in said.items():
        if name.startswith("on") or name.rpartition("}")[2] == "href":
            raise ConfigurationError(
                f"[brand] logo: the SVG has the attribute {name.rpartition('}')[2]}, "
                f"line {element.sourceline}; {_FIX}"
            )
        if name == "id":
            parts.append(Markup(' id="logo-{}"').format(value))
        elif name in _GEOMETRY | _PAINT and name not in without:
            parts.append(Markup(' {}="{}"').format(name, _value(value, element)))
    return Markup("").join(parts)


def _styled(element: Any) -> dict[str, str]:
    """The paint that stands in a style attribute, which the page's policy would not let through."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() in _PAINT}


def _value(value: str, element: Any) -> str:
    local = _WITHIN.sub(r"url(#logo-\1)", value)
    if not _VALUE.fullmatch(local) or ("url" in value and not _WITHIN.search(value)):
        raise ConfigurationError(
            f"[brand] logo: the SVG has the value “{escape(value[:60])}”, line {element.sourceline}; {_FIX}"
        )
    return local
