"""The references as BibLaTeX, for biber and programs that read BibTeX in UTF-8.

Braces are never written as they are, not even behind a backslash: BibTeX counts them before TeX reads them.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from briefs.model import Brief, Reference, SourceFormat
from briefs.publication.entries import ReferenceView
from briefs.publication.formats.characters import safe
from briefs.publication.formats.csl import note_on
from briefs.publication.formats.identifiers import identifiers
from briefs.publication.view import Page
from briefs.publication.wording import primary

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        '"': r"\textquotedbl{}",
    }
)
_ADDRESS: Final = "!#$%&'()*+,/:;=?@[]~-._"
"""Characters of an address that stand for themselves; biblatex reads the field verbatim, and braces end it."""
_LANGUAGES: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ja": "japanese",
    "ko": "korean",
    "ru": "russian",
    "zh": "chinese",
}
"""The names that babel and polyglossia have for languages."""
_DAY: Final = 10


def to_bibtex(brief: Brief, page: Page) -> bytes:
    """The entries in the order of their numbers."""
    called = identifiers(brief.references)
    entries = (
        _entry(reference, view, called[reference.number])
        for reference, view in zip(brief.references, page.references, strict=True)
    )
    return "\n".join(entries).encode()


def _entry(reference: Reference, view: ReferenceView, identifier: str) -> str:
    on_web = reference.format is not SourceFormat.EMAIL and view.url and view.url.href
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference, view))
    return f"@{'online' if on_web else 'misc'}{{{identifier},\n{lines}}}\n"


def _fields(reference: Reference, view: ReferenceView) -> Iterator[tuple[str, str]]:
    """The fields that are stated. Inner braces keep names and titles as they are written."""
    if reference.author:
        yield "author", " and ".join(f"{{{_escaped(name)}}}" for name in reference.author)
    if reference.title_stated:
        yield "title", f"{{{_escaped(reference.title)}}}"
    if reference.publisher:
        yield "organization", f"{{{_escaped(reference.publisher)}}}"
    if reference.published:
        yield "date", reference.published.iso[:_DAY]
    if view.url and view.url.href:
        yield "url", quote(view.url.href, safe=_ADDRESS, errors="replace")
    if reference.retrieved:
        yield "urldate", reference.retrieved.date().isoformat()
    if language := _LANGUAGES.get(primary(reference.language)):
        yield "langid", language
    yield "note", _escaped(note_on(reference))


def _escaped(text: str) -> str:
    return safe(text).translate(_ESCAPES)
