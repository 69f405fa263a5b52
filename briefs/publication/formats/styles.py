"""References in a citation style (CSL), by citeproc-py.

style (.csl) ─▶ checked, without its numbers ─┐
Brief, Page ─csl─▶ items, markup as signs ────┴─ citeproc ─▶ pieces of text with their type, one entry at a time

What a reader counts and follows stays ours: the numbers of references, their order and their links. citeproc-py does
not escape what it is given, so no character that is markup ever reaches it, and none that it makes is trusted.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from briefs.errors import TemplateError
from briefs.model import Brief, Reference
from briefs.publication.entries import EntryPiece, ReferenceView
from briefs.publication.formats.csl import Item, items
from briefs.publication.formats.word_markup import regional
from briefs.publication.view import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST: Final = 2**20
"""Bytes of a style; the longest that is published has some 200,000."""
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
_OURS: Final = frozenset(("citation-number", "URL", "accessed"))
"""Variables that are printed beside every entry anyway, as links and numbers."""
_MARKUP: Final = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
"""What stands for markup in a source's words while citeproc has them."""
_OPENED: Final = {"em": "\ue010", "strong": "\ue011", "sup": "\ue012", "sub": "\ue013"}
"""The types that a style may ask for and the page has; small capitals and light type are set as the text is."""
_CLOSED: Final = {kind: chr(ord(sign) + 0x10) for kind, sign in _OPENED.items()}
_SIGNS: Final = (*_MARKUP.values(), *_OPENED.values(), *_CLOSED.values())
_GUARDS: Final = str.maketrans(_MARKUP | dict.fromkeys(_SIGNS, "�"))
"""A sign that a source has of its own, which no font has either, is lost rather than taken for markup."""
_UNGUARDS: Final = str.maketrans({sign: mark for mark, sign in _MARKUP.items()})
_TYPES: Final = {sign: kind for kind, sign in _OPENED.items()}
_ENDS: Final = {sign: kind for kind, sign in _CLOSED.items()}
_STRETCH: Final = re.compile(f"[{''.join((*_TYPES, *_ENDS))}]|[^{''.join((*_TYPES, *_ENDS))}]+")
_LONGEST: Final = 4000
"""Characters of an entry; a style that repeats itself endlessly is cut off by citeproc's own depth."""
_TAKE: Final = "take an independent style from citationstyles.org"


def in_style(brief: Brief, page: Page, style: Path) -> Page:
    """The page with each reference written in a style. Raises TemplateError where the style cannot be used.

    An entry for which the style has nothing to say stays as the house writes it.
    """
    content = _readable(style)
    source = [_guarded(item) for item in items(brief, page)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc warns of variables that it does not know
        try:
            texts = _rendered(content, source, regional(brief.edition.language))
        except Exception as error:
            raise TemplateError(
                f"{style}: cannot be used as a citation style: {str(error) or type(error).__name__}"
            ) from error
    styled = (
        _styled(text, view, reference)
        for text, view, reference in zip(texts, page.references, brief.references, strict=True)
    )
    return replace(page, references=tuple(styled))


def _styled(text: str, view: ReferenceView, reference: Reference) -> ReferenceView:
    if not text.strip():
        return view
    pieces = _in_languages(_pieces(text[:_LONGEST]), view, reference)
    return replace(view, entry=(*pieces, *_untold(view)))


def check(style: Path) -> None:
    """Nothing. Raises TemplateError where a file is no style that references can be written in."""
    _readable(style)


def _readable(style: Path) -> bytes:
    """The style without its numbers and links. Raises TemplateError where it is none, with the line that is wrong."""
    from citeproc import SCHEMA_PATH  # noqa: PLC0415 - only whoever names a style waits for it
    from lxml import etree  # noqa: PLC0415 - as above

    try:
        with style.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise TemplateError(f"{style}: cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise TemplateError(f"{style}: is larger than {_LARGEST // 2**20} MB, as no citation style is")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = f"is no citation style, for it is not XML from there on; {_TAKE}"
        raise TemplateError(f"{style}:{error.lineno or 1}: {message}") from error
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    if not schema.validate(root):
        wrong = schema.error_log[0]
        message = f"is no citation style (CSL 1.0), which has no such thing there; {_TAKE}"
        raise TemplateError(f"{style}:{wrong.line}: {message}")
    if root.find(f"{_CSL}bibliography") is None:
        raise TemplateError(
            f"{style}: does not say how references are written; name the style that it depends on"
        )
    _remove_ours(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _remove_ours(root: "_Element") -> None:
    """Take out what prints numbers and links, in macros too; tests for them find nothing, for no item has them."""
    for element in [*root.iter(f"{_CSL}text", f"{_CSL}number", f"{_CSL}date")]:
        parent = element.getparent()
        if parent is not None and element.get("variable") in _OURS:
            parent.remove(element)


def _rendered(content: bytes, source: Sequence[Item], language: str) -> list[str]:
    """The entries as citeproc writes them, one by one: so none changes another, and none can be lost."""
    from citeproc import (  # noqa: PLC0415 - as above
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 - as above

    style = CitationStylesStyle(io.BytesIO(content), validate=False)
    if style.root.get("default-locale") is None:
        style.root.set_locale_list(language, validate=False)
    texts = []
    for item in source:
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), _FORMATTER)
        bibliography.register(Citation([CitationItem(item["id"])]))
        texts.append("".join(map(str, bibliography.bibliography())))
    return texts


def _wrap(kind: str) -> Any:
    """What citeproc calls with a text to set it in a type."""
    return lambda text: f"{_OPENED[kind]}{text}{_CLOSED[kind]}"


_FORMATTER: Final = SimpleNamespace(
    preformat=str,
    Italic=_wrap("em"),
    Oblique=_wrap("em"),
    Bold=_wrap("strong"),
    Light=str,
    Underline=_wrap("em"),
    Superscript=_wrap("sup"),
    Subscript=_wrap("sub"),
    SmallCaps=str,
)


def _guarded(item: Item) -> Item:
    """An item without what stays ours, its words free of markup."""
    return {key: _guard(value) for key, value in item.items() if key not in _OURS}


def _guard(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_GUARDS)
    if isinstance(value, list):
        return [_guard(each) for each in value]
    return {key: _guard(each) for key, each in value.items()} if isinstance(value, dict) else value


def _pieces(text: str) -> Iterator[EntryPiece]:
    """The stretches of one type, the outermost where several hold; one that is not closed ends with the entry."""
    types: list[str] = []
    for stretch in _STRETCH.findall(text):
        if stretch in _TYPES:
            types.append(_TYPES[stretch])
        elif stretch in _ENDS and _ENDS[stretch] in types:
            types.remove(_ENDS[stretch])
        elif stretch not in _ENDS:
            element = types[0] if types else "span"
            yield EntryPiece(text=stretch.translate(_UNGUARDS), element=element, lang=None)


def _in_languages(
    pieces: Iterable[EntryPiece], view: ReferenceView, reference: Reference
) -> Iterable[EntryPiece]:
    """The pieces with the title and the publisher in the language of their source, where that is not the page's."""
    names = (reference.title if reference.title_stated else None, reference.publisher)
    for name in names if view.lang else ():
        if name:
            pieces = [part for piece in pieces for part in _parted(piece, name, view.lang)]
    return pieces


def _parted(piece: EntryPiece, name: str, lang: str | None) -> Iterator[EntryPiece]:
    before, found, behind = piece.text.partition(name)
    if not found or piece.lang:
        yield piece
        return
    parts = ((before, None), (found, lang), (behind, None))
    yield from (replace(piece, text=text, lang=spoken) for text, spoken in parts if text)


def _untold(view: ReferenceView) -> Iterator[EntryPiece]:
    """What a style has no words for and a reader must know: that no date is stated, or how it came and changed."""
    told = [text for text in (None if view.dated else view.date, view.history) if text]
    if told:
        yield EntryPiece(text=f" ({', '.join(told)})", element="span", lang=None)
