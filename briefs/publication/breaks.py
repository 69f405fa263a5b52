"""Korean lines that break between words, as ``word-break: keep-all`` asks and WeasyPrint 70.0 does not do.

Pango breaks Korean after any syllable; in ragged text a reader stumbles over a word cut in two. Pango can be told to
keep a stretch together, so each run of Hangul is, with the figure before it. Japanese and Chinese break anywhere and
are read so, but for dates and for a figure and what it counts. Imported only in the child process that lays a page out.
"""

import re
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

_WHOLE: Final = {
    "ko": re.compile(r"(?:\d[\d,.]*[가-힣]|[가-힣][^\s\u2060])[^\s\u2060]*"),
    "ja": re.compile(r"第?\d[\d,.]*(?:段落|[^\W\da-zA-Z])(?:\d{1,2}月)?(?:\d{1,2}日)?"),
    "zh": re.compile(r"第?\d[\d,.]*[^\W\da-zA-Z](?:\d{1,2}月)?(?:\d{1,2}日)?"),
}
"""What is kept on one line, by language."""
_LONGEST: Final = 20
"""Syllables from which a word may break after all: it may be longer than the line."""


def install() -> None:
    """Let every line that WeasyPrint lays out keep whole what a language keeps; once for each process."""
    if hasattr(line_break.Layout, "keeps_words"):
        return
    ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (int allow_breaks);")
    line_break.Layout.keeps_words = True
    line_break.Layout.set_text = _keeping(line_break.Layout.set_text)


def _keeping(set_text: Any) -> Any:
    def keep(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
        set_text(layout, text, justify)
        whole = _WHOLE.get((layout.style["lang"] or "")[:2])
        if whole:
            _keep(layout, whole)

    return keep


def _keep(layout: Any, whole: re.Pattern[str]) -> None:
    """Forbid breaks within each such piece of a layout's text."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for match in whole.finditer(layout.text):
        if len(match.group()) < _LONGEST:
            attribute = pango.pango_attr_allow_breaks_new(0)
            attribute.start_index = len(layout.text[: match.start()].encode())
            attribute.end_index = len(layout.text[: match.end()].encode())
            pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
