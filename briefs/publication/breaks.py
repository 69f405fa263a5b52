"""Korean lines that break between words, as ``word-break: keep-all`` asks and WeasyPrint 70.0 does not do.

Pango breaks Korean after any syllable; in ragged text a reader stumbles over a word cut in two. Pango can be told to
keep a stretch together, so each run of Hangul is. Imported only in the child process that lays a page out.
"""

import re
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

_WORD: Final = re.compile(r"[가-힣][^\s\u2060]*[^\s\u2060]")
_LONGEST: Final = 20
"""Syllables from which a word may break after all: it may be longer than the line."""


def install() -> None:
    """Let every line that WeasyPrint lays out keep the words of Korean text whole; once for each process."""
    if hasattr(line_break.Layout, "keeps_words"):
        return
    ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (int allow_breaks);")
    line_break.Layout.keeps_words = True
    line_break.Layout.set_text = _keeping(line_break.Layout.set_text)


def _keeping(set_text: Any) -> Any:
    def keep(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
        set_text(layout, text, justify)
        if (layout.style["lang"] or "").startswith("ko"):
            _keep_words(layout)

    return keep


def _keep_words(layout: Any) -> None:
    """Forbid breaks within each word of a layout's text."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for match in _WORD.finditer(layout.text):
        if len(match.group()) < _LONGEST:
            attribute = pango.pango_attr_allow_breaks_new(0)
            attribute.start_index = len(layout.text[: match.start()].encode())
            attribute.end_index = len(layout.text[: match.end()].encode())
            pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
