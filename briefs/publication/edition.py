"""A brief and its documents → the files of its edition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefs.errors import TemplateError
from briefs.model import Brief, Document
from briefs.publication import glyphs, typefaces
from briefs.publication.announcements import ANNOUNCED, calendar_file
from briefs.publication.contract import to_json
from briefs.publication.design import Design
from briefs.publication.extent import pages_of
from briefs.publication.formats import further_files
from briefs.publication.manifest import sealed, waiting
from briefs.publication.names import CONTRACT, name_of
from briefs.publication.own_words import in_its_language
from briefs.publication.page import page_of
from briefs.publication.passages import passages_of, with_addresses
from briefs.publication.pdf import LIMITS, LONG, Limits, PrintJob, print_pdf
from briefs.publication.sets import chain, most_pages
from briefs.publication.sheets import located
from briefs.publication.templates import render
from briefs.publication.view import Page

_CUT: Final = 48
_CUTS_MOST: Final = 8
"""Points by which the room of a note that runs over is cut, about a statement of three lines; and how often. All
of them together are half a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The files of an edition by their names relative to its folder, and the font files that its PDF is set in."""

    files: dict[str, bytes]
    fonts: tuple[Path, ...]


def publish(
    brief: Brief, documents: Sequence[Document], design: Design, *, limits: Limits = LIMITS
) -> dict[str, bytes]:
    """The files of an edition by their names relative to its folder; raises as ``published`` does."""
    return published(brief, documents, design, limits=limits).files


def published(
    brief: Brief, documents: Sequence[Document], design: Design, *, limits: Limits = LIMITS
) -> Published:
    """What is published of a brief; equal arguments give equal bytes.

    Raises ``ConfigurationError`` (a language), ``MissingRequirement`` (a font, a glyph), ``TemplateError`` or
    ``LayoutError``.
    """
    typefaces.require(design.brand)
    brief = in_its_language(brief)
    glyphs.require(brief)
    page = _page(brief, design, with_contents=True)
    try:
        printed = print_pdf(_job(brief, documents, design, page), limits=limits)
    except TemplateError as error:
        raise TemplateError(
            located(str(error), chain(design.templates, design.base), design.brand)
        ) from error
    files = {name_of(brief.edition, "html"): printed.screen.encode(), CONTRACT: to_json(brief)}
    announced = calendar_file(brief.events, brief.references, brief.edition)
    if announced:
        files[ANNOUNCED] = announced
    files |= further_files(brief, page, design)
    files |= _texts(brief, documents)
    pdf = sealed(printed.pdf, brief, documents, files)
    return Published(files={name_of(brief.edition, "pdf"): pdf} | files, fonts=printed.fonts)


def _job(
    brief: Brief, documents: Sequence[Document], design: Design, page: Page, *, cuts: int = 0
) -> PrintJob:
    """What is to be printed; a set that promises not to exceed some pages is given less room until it does not."""
    passages = passages_of(brief, documents, page)
    less = cuts * _CUT

    def html_of(long: bool) -> str:  # noqa: FBT001 - PrintJob's signature
        shown = page if long else _page(brief, design, with_contents=False)
        return render(
            with_addresses(shown, passages), design.templates, design.brand, less=less, base=design.base
        )

    def screen_of() -> str:
        return render(
            replace(page, passages=passages), design.templates, design.brand, less=less, base=design.base
        )

    def shorter() -> PrintJob:
        return _job(brief, documents, design, page, cuts=cuts + 1)

    return PrintJob(
        html_of=html_of,
        screen_of=screen_of,
        expect_long=pages_of(page) > LONG,
        attachments=(waiting(brief),),
        for_archive=design.for_archive,
        brand=design.brand,
        most_pages=most_pages(design.templates, design.base),
        shorter=shorter if cuts < _CUTS_MOST else None,
    )


def _page(brief: Brief, design: Design, *, with_contents: bool) -> Page:
    """The page, its references in the citation style that is asked for."""
    page = page_of(brief, with_contents=with_contents)
    if design.citation_style is None:
        return page
    from briefs.publication.formats.styles import in_style  # noqa: PLC0415 - only whoever names a style waits for it

    return in_style(brief, page, design.citation_style)


def web_page(brief: Brief, documents: Sequence[Document], design: Design) -> str:
    """The web page of an edition alone, as ``publish`` makes it; nothing is laid out for paper."""
    brief = in_its_language(brief)
    page = page_of(brief, with_contents=True)
    whole = replace(page, passages=passages_of(brief, documents, page))
    return render(whole, design.templates, design.brand, base=design.base)


def _texts(brief: Brief, documents: Sequence[Document]) -> dict[str, bytes]:
    """The texts that offsets count in, for each document that is cited."""
    cited = {reference.document for reference in brief.references}
    return {
        f"sources/{document.id.removeprefix('sha256:')}.txt": document.text.encode()
        for document in sorted(documents, key=lambda document: document.id)
        if document.id in cited
    }
