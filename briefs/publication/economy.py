"""What WeasyPrint 70.0 works out again and again for one layout, worked out once; the pages are the same to the byte.

What it does                                                    what this makes of it
measures the rows of a grid, and of each grid in it, each time  once for a grid and its widths
  it looks at what holds them: 2, 4, 8 times
resolves the 20 lengths of each box                             once for a style that has no percentages
asks Pango for a context and a font for each stretch of text    once for a style
works out the line height of an empty line for each line        once for a style
styles five kinds of notes for each element of the page         none, where a page has no notes

It replaces private functions; ``tags.install`` refuses any other version. Imported only in the child process that
prints, which ends with what is kept here.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import grid, page, percent
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

_WIDTHS: Final = tuple(
    f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")
)
_SIZES: Final = ("width", "min_width", "max_width", "height", "min_height", "max_height")
_BORDERS: Final = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_NOTES: Final = re.compile(r"float\s*:\s*(foot)?note|::(foot)?note")
_PSEUDO: Final = 3
"""Where a selector of a matcher holds the pseudo-element that it is for."""


def install() -> None:
    """Let WeasyPrint work things out once; for each process."""
    if grid._resolve_tracks_sizes is not _rows_once:
        grid._resolve_tracks_sizes = _rows_once
        _replace(_stock_pages, _all_pages)
        _replace(_stock_lengths, _lengths)
        _replace(_stock_strut, _strut)
        line_break.Layout.setup = _setup


def expect_notes(html: str) -> None:
    """Style the notes of each element only for a page that has notes."""
    wanted = _with_notes if _NOTES.search(html) else _without_notes
    UA_STYLESHEET.matcher.other_selectors[:] = wanted


_stock_rows = grid._resolve_tracks_sizes
_stock_pages = page.make_all_pages
_stock_lengths = percent.resolve_percentages
_stock_strut = line_break.strut
_stock_setup = line_break.Layout.setup
_with_notes = tuple(UA_STYLESHEET.matcher.other_selectors)
_without_notes = tuple(one for one in _with_notes if "note" not in (one[_PSEUDO] or ""))


def _replace(stock: Callable[..., Any], ours: Callable[..., Any]) -> None:
    """Put a function in the place of another in every module that has taken it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, stock.__name__, None) is stock:
            setattr(module, stock.__name__, ours)


def _rows_once(  # noqa: PLR0913, PLR0917 - WeasyPrint's signature
    functions: Any,
    size: Any,
    places: Any,
    start: Any,
    direction: str,
    gap: Any,
    context: Any,
    holder: Any,
    widths: Any = None,
) -> list[list[Any]]:
    given = (functions, size, places, start, direction, gap, context, holder, widths)
    if direction == "x" or holder.element is None:
        return list(_stock_rows(*given))
    kept = context.__dict__.setdefault("rows_of_grids", {})
    items = tuple((id(child.element), child.element_tag, place) for child, place in places.items())
    key = (id(holder.element), holder.element_tag, size, tuple(widths), items)
    if key not in kept:
        kept[key] = _stock_rows(*given)
    return [list(sizes) for sizes in kept[key]]


def _all_pages(context: Any, *rest: Any) -> Iterator[Any]:
    """The pages laid out once more, with nothing kept: page numbers in the contents may have changed."""
    context.__dict__.pop("rows_of_grids", None)
    yield from _stock_pages(context, *rest)


def _lengths(box: Any, containing_block: Any) -> None:
    style = box.style.__dict__
    known = style.get("known_lengths")
    if known is None:
        known = style["known_lengths"] = _known(box.style)
    if known and not isinstance(box, (boxes.PageBox, boxes.MarginBox)):
        box.__dict__.update(known)
    else:
        _stock_lengths(box, containing_block)


def _known(style: Any) -> dict[str, Any]:
    """The lengths of each box of a style; empty where they hang on what holds the box."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return {}
    known = {name: _plain(style[name]) for name in (*_WIDTHS, *_SIZES)}
    if None in known.values():
        return {}
    for name in ("min_width", "min_height"):
        if known[name] == "auto":
            known[name] = 0
    return known | {name: style[name] for name in _BORDERS}


def _plain(value: Any) -> Any:
    """A length that is the same in whatever holds the box, else None."""
    if isinstance(value, Dimension):
        return value.value if value.unit and value.unit.lower() == "px" else None
    return "auto" if value == "auto" else None


def _strut(style: Any) -> tuple[float, float]:
    kept = style.__dict__
    if "strut" not in kept:
        kept["strut"] = _stock_strut(style)
    found: tuple[float, float] = kept["strut"]
    return found


def _setup(layout: Any, style: Any) -> None:
    """A Pango layout for a style, in the context and with the font that all of the style share."""
    if style["text_decoration_line"] != "none":
        _stock_setup(layout, style)
        return
    kept = style.__dict__
    if "setting" not in kept:
        kept["setting"] = (*_context(style), line_break.get_font_description(style), _features(style))
    context, layout.language, description, features = kept["setting"]
    layout.style, layout.first_line_direction = style, 0
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)  # noqa: FBT003 - Pango's signature
    pango.pango_layout_set_font_description(layout.layout, description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    if features is not None:
        listed = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(listed, features)
        pango.pango_layout_set_attributes(layout.layout, listed)


def _context(style: Any) -> tuple[Any, Any]:
    """The context that text of a style is laid out in, and its language."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - Pango's signature
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    named = style["lang"] if override == "normal" else line_break.LST_TO_ISO.get(override.lower(), override)
    if not named:
        return context, pango.pango_language_get_default()
    pointer, _kept_until_read = line_break.unicode_to_char_p(named)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return context, language


def _features(style: Any) -> Any:
    """The OpenType features of a style, as Pango takes them; None where there are none."""
    features = line_break.font_features(
        *(style[f"font_{name}"] for name in ("kerning", "variant_ligatures", "variant_position")),
        *(style[f"font_variant_{name}"] for name in ("caps", "numeric", "alternates", "east_asian")),
        style["font_feature_settings"],
    )
    if not features:
        return None
    written = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    made = style.font_config.font_features
    if written not in made:
        made[written] = pango.pango_attr_font_features_new(written)
    return made[written]
