"""A brief and its documents → the files of its edition."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefs.errors import TemplateError
from briefs.model import Brief, Document
from briefs.publication import glyphs, typefaces
from briefs.publication.announcements import ANNOUNCED, calendar_file
from briefs.publication.contract import to_json
from briefs.publication.design import Design
from briefs.publication.formats import further_files
from briefs.publication.manifest import sealed, waiting
from briefs.publication.names import CONTRACT, name_of
from briefs.publication.own_words import in_its_language
from briefs.publication.page import page_of
from briefs.publication.passages import passages_of, with_addresses
from briefs.publication.pdf import LIMITS, LONG, Limits, PrintJob, print_pdf
from briefs.publication.sets import chain
from briefs.publication.sheets import located
from briefs.publication.templates import render
from briefs.publication.view import Page, StatementView

_PAGE_HEIGHT: Final = 694
"""Points of a page that text may fill; with the heights below it foretells the number of pages."""


def publish(
    brief: Brief, documents: Sequence[Document], design: Design, *, limits: Limits = LIMITS
) -> dict[str, bytes]:
    """The files of an edition by their names relative to its folder; equal arguments give equal bytes.

    Raises ``ConfigurationError`` (a language), ``MissingRequirement`` (a font, a glyph), ``TemplateError`` or
    ``LayoutError``.
    """
    typefaces.require(design.brand)
    brief = in_its_language(brief)
    glyphs.require(brief)
    page = _page(brief, design, with_contents=True)
    passages = passages_of(brief, documents, page)

    def html_of(long: bool) -> str:  # noqa: FBT001 - PrintJob's signature
        shown = page if long else _page(brief, design, with_contents=False)
        return render(with_addresses(shown, passages), design.templates, design.brand)

    def screen_of() -> str:
        return render(replace(page, passages=passages), design.templates, design.brand)

    job = PrintJob(
        html_of=html_of,
        screen_of=screen_of,
        expect_long=_expected_pages(page) > LONG,
        attachments=(waiting(brief),),
        for_archive=design.for_archive,
        brand=design.brand,
    )
    try:
        printed = print_pdf(job, limits=limits)
    except TemplateError as error:
        raise TemplateError(located(str(error), chain(design.templates), design.brand)) from error
    files = {name_of(brief.edition, "html"): printed.screen.encode(), CONTRACT: to_json(brief)}
    announced = calendar_file(brief.events, brief.references, brief.edition)
    if announced:
        files[ANNOUNCED] = announced
    files |= further_files(brief, page, design)
    files |= _texts(brief, documents)
    return {name_of(brief.edition, "pdf"): sealed(printed.pdf, brief, documents, files)} | files


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
    return render(whole, design.templates, design.brand)


def _texts(brief: Brief, documents: Sequence[Document]) -> dict[str, bytes]:
    """The texts that offsets count in, for each document that is cited."""
    cited = {reference.document for reference in brief.references}
    return {
        f"sources/{document.id.removeprefix('sha256:')}.txt": document.text.encode()
        for document in sorted(documents, key=lambda document: document.id)
        if document.id in cited
    }


def _expected_pages(page: Page) -> int:
    """How many pages a brief will fill, to lay it out once in most cases; a wrong guess costs only time."""
    statements = [statement for section in page.sections for statement in section.statements]
    height = sum(map(_statement_height, statements)) + 64 * len(page.sections)
    height += sum(
        38 + 42 * len(reference.disclosures) + 14 * len(reference.notes) for reference in page.references
    )
    height += 64 * sum(map(bool, (page.disagreements, page.quotations, page.events)))
    height += sum(_extract_height(claim.text) for one in page.disagreements for claim in one.claims)
    height += sum(14 + _extract_height(one.text) for one in page.quotations)
    height += sum(_extract_height(event.text) for event in (*page.events, *page.announced))
    if page.not_included:
        lines = sum(2 + len(reason.subjects) for reason in page.not_included.reasons)
        height += 60 + 12 * lines
    return 1 + math.ceil((height + 170) / _PAGE_HEIGHT)


def _extract_height(text: str) -> int:
    return 9 + max(26, 12 * math.ceil(len(text) / 58))


def _statement_height(statement: StatementView) -> int:
    lines = math.ceil(len(statement.lead) / 70) + sum(math.ceil(len(item) / 66) for item in statement.items)
    return 9 + max(30, 14 * lines)
