"""Pieces of WordprocessingML: runs, links, notes and paragraphs, with every word of a source escaped."""

from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from briefs.publication.formats.characters import safe
from briefs.publication.formats.manuscript import Run
from briefs.publication.wording import primary

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_REGIONS: Final = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
"""Word's dictionaries are those of a region; a tag that names its own keeps it."""
_EAST_ASIAN: Final = {"ja": "Yu Mincho", "ko": "Malgun Gothic", "zh": "SimSun"}
_TRADITIONAL: Final = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_TRADITIONAL_FACE: Final = "PMingLiU"
_RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "he", "ps", "ur", "yi"))
_ADDRESS: Final = "!#$%&'()*+,/:;=?@[]~-._"
_MOST_NAME: Final = 40
"""Characters that the name of a bookmark may have."""


def attribute(value: str) -> str:
    """A value between quotation marks."""
    return f'"{escape(safe(value))}"'


def words(text: str) -> str:
    """The characters of a run."""
    return f'<w:t xml:space="preserve">{escape(safe(text), quote=False)}</w:t>'


def regional(tag: str) -> str:
    """A language as Word knows it: ``ko-KR`` for ``ko``."""
    return tag if "-" in tag else _REGIONS.get(tag.lower(), tag)


def bookmark(anchor: str) -> str:
    """The name of a bookmark: letters, digits and underscores."""
    return anchor.replace("-", "_")[:_MOST_NAME]


def address(href: str) -> str:
    """An address with nothing in it that Word would take a file for damaged for."""
    return quote(href, safe=_ADDRESS, errors="replace")


def run_markup(run: Run) -> str:
    """A run with the face and the language of its words."""
    return _run(run, "OurAddition" if run.added else None)


def link_markup(run: Run, target: str) -> str:
    """A run that is a link; ``target`` is the attribute that leads where it leads."""
    return f'<w:hyperlink {target} w:history="1">{_run(run, "Hyperlink")}</w:hyperlink>'


def _run(run: Run, style: str | None) -> str:
    properties = "".join(
        (
            f"<w:rStyle w:val={attribute(style)}/>" if style else "",
            _face(run.lang),
            "<w:b/><w:bCs/>" if run.strong else "",
            "<w:i/><w:iCs/>" if run.emphasis else "",
            _language(run.lang),
        )
    )
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}{words(run.text)}</w:r>"


def _face(lang: str | None) -> str:
    """The face of Chinese, Japanese and Korean words; the hint gives them the marks that both scripts have."""
    if lang is None or primary(lang) not in _EAST_ASIAN:
        return ""
    name = _TRADITIONAL_FACE if lang.lower().startswith(_TRADITIONAL) else _EAST_ASIAN[primary(lang)]
    return f'<w:rFonts w:hint="eastAsia" w:eastAsia={attribute(name)}/>'


def _language(lang: str | None) -> str:
    if lang is None or lang == "und":
        return ""
    tag = attribute(regional(lang))
    if primary(lang) in _EAST_ASIAN:
        return f"<w:lang w:val={tag} w:eastAsia={tag}/>"
    if primary(lang) in _RIGHT_TO_LEFT:
        return f"<w:rtl/><w:lang w:val={tag} w:bidi={tag}/>"
    return f"<w:lang w:val={tag}/>"


def note_markup(number: int, runs: Sequence[str]) -> str:
    """A footnote with its own number before its runs."""
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f"<w:r>{words(' ')}</w:r>{''.join(runs)}</w:p></w:footnote>"
    )


def call_markup(number: int) -> str:
    """The raised number behind what a footnote is about."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )
