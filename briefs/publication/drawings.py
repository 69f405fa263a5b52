"""Drawings inside the page in its type and colour, as browsers set them and WeasyPrint 70.0 does not.

WeasyPrint draws SVG without the page's style sheet. What stands on an ``<svg>`` as attributes its shapes inherit, so
the colour and the font that the style sheet gives it are written there. Imported only in the child process that lays a
page out.
"""

from typing import Any, Final

from weasyprint import html

_SVG: Final = "{http://www.w3.org/2000/svg}svg"


def install() -> None:
    """Let every drawing that WeasyPrint lays out have the colour and the font of its element; once for a process."""
    stock = html.HTML_HANDLERS[_SVG]
    if stock is not _dressed:
        html.HTML_HANDLERS[_SVG] = _dressed


_draw: Final = html.HTML_HANDLERS[_SVG]


def _dressed(element: Any, box: Any, *given: Any) -> Any:
    """The box of a drawing whose ``currentColor`` and font are those of its style."""
    red, green, blue = (round(255 * part) for part in box.style["color"].to("srgb").coordinates)
    element.set("color", f"#{red:02x}{green:02x}{blue:02x}")
    element.set("font-family", ", ".join(box.style["font_family"]))
    return _draw(element, box, *given)
