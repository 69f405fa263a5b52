"""What is not the same as when an edition was sealed, in plain words: a file, an input, a version, a font."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

_LISTS: Final = {"sources": "the source", "earlier": "the earlier source"}
_TABLES: Final = {
    "templates": "the template",
    "brand": "the file of the brand",
    "past": "the earlier edition's",
}
_WHOLES: Final = {
    "request": "what was asked for",
    "configuration": "the configuration",
    "edits": "the edits of the analyst",
}
"""The inputs that a seal tells, and what each of them is called."""

_OF_PAGES: Final = frozenset(
    {
        "cssselect2",
        "font-source-sans-pro",
        "font-source-serif-pro",
        "fonttools",
        "harfbuzz",
        "pango",
        "pillow",
        "pydyf",
        "pypdfium2",
        "pyphen",
        "tinycss2",
        "tinyhtml5",
        "weasyprint",
        "zlib",
    }
)
"""What only the PDF is made with."""
_NAMES: Final = {
    "weasyprint": "WeasyPrint",
    "pango": "Pango",
    "harfbuzz": "HarfBuzz",
    "python": "Python",
    "nltk": "NLTK",
}
_CODE: Final = "code"
_SHOWN: Final = 60
"""Signs of a line that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not the same: what it is, how it differs, and why, where that is known."""

    subject: str
    message: str
    causes: tuple[str, ...] = ()


def of_inputs(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """The inputs that are kept and not those that were sealed."""
    for kind, called in _WHOLES.items():
        if then.get(kind) != now[kind]:
            yield Difference(subject=called, message="is not what was sealed")
    for kind, called in _TABLES.items():
        yield from _of_names(called, dict(then.get(kind, {})), now[kind])
    for kind, called in _LISTS.items():
        yield from _of_names(called, _numbered(then.get(kind, ())), _numbered(now[kind]))


def of_versions(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What an edition was made with and what is here, in words, by name; only what is not the same."""
    told = {
        name: f"{_NAMES.get(name, name)} {then.get(name, 'missing')}, here {now.get(name, 'missing')}"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    }
    if _CODE in told:
        told[_CODE] = "other code of briefs than here"
    return told


def of_fonts(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The fonts that an edition was set in, as they differ from those that it is set in here, in words."""
    told = []
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            told.append(f"the font {name}, which is not used here")
        elif name not in then:
            told.append(f"without the font {name}, which is used here")
        elif then[name] != now[name]:
            told.append(f"another {name} than here")
    return tuple(told)


def causes_of(file: str, versions: Mapping[str, str], fonts: Sequence[str]) -> tuple[str, ...]:
    """What can be why a file is another: only the PDF hangs on what pages are set with."""
    is_pdf = file.endswith(".pdf")
    made_with = (told for name, told in versions.items() if is_pdf or name not in _OF_PAGES)
    return (*made_with, *(fonts if is_pdf else ()))


def first_difference(then: bytes, now: bytes) -> str:
    """Where two contents begin to differ, in words."""
    if then.startswith(b"%PDF") and now.startswith(b"%PDF"):
        return _of_pages(then, now)
    try:
        one, other = then.decode("utf-8").split("\n"), now.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return f"first at byte {_first(then, now):,}"
    for number, (was, is_now) in enumerate(zip_longest(one, other, fillvalue=""), start=1):
        if was != is_now:
            at = _first(was, is_now)
            return f"first in line {number:,}: “{_around(was, at)}” was sealed, “{_around(is_now, at)}” is made here"
    return "not at all"


def _of_names(called: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            message = "is not kept as what it was made from"
        elif name not in then:
            message = "is kept as what it was made from, and was not sealed"
        elif then[name] != now[name]:
            message = "is not what was sealed"
        else:
            continue
        yield Difference(subject=f"{called} {name}", message=message)


def _numbered(pairs: Collection[Sequence[str]]) -> dict[str, str]:
    """Digests by path; of several at one path the second has its number with it."""
    told: dict[str, str] = {}
    for path, digest in pairs:
        again = sum(1 for name in told if name == path or name.startswith(f"{path} ("))
        told[f"{path} ({again + 1})" if again else path] = digest
    return told


def _of_pages(then: bytes, now: bytes) -> str:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - only PDFs that differ are opened

    try:
        one, other = _pages(PdfDocument(then)), _pages(PdfDocument(now))
    except PdfiumError:
        return f"first at byte {_first(then, now):,}"
    if len(one) != len(other):
        return f"{len(one)} pages were sealed, {len(other)} are made here"
    for number, (was, is_now) in enumerate(zip(one, other, strict=True), start=1):
        if was != is_now:
            at = _first(was, is_now)
            return f"first on page {number}: “{_around(was, at)}” was sealed, “{_around(is_now, at)}” is made here"
    return f"the same words on each of its {len(one)} pages, written otherwise from byte {_first(then, now):,} on"


def _pages(document: Any) -> list[str]:
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def _first(one: Sequence[Any], other: Sequence[Any]) -> int:
    """The place of the first item that is not the same."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _around(text: str, place: int) -> str:
    """A piece of a line about a place in it, as it can be shown."""
    start = max(0, place - _SHOWN // 2)
    piece = text[start : start + _SHOWN]
    return "".join(sign if sign.isprintable() else " " for sign in piece)
