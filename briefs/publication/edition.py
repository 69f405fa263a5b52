"""A brief and its documents → the files of its edition."""

from collections.abc import Sequence
from pathlib import Path

from briefs.model import Brief, Document
from briefs.publication.pdf import LIMITS, Limits, Variants, print_pdf
from briefs.publication.page import page_of
from briefs.publication.templates import render


def publish(
    brief: Brief, documents: Sequence[Document], templates: Path, *, limits: Limits = LIMITS
) -> dict[str, bytes]:
    """The files of an edition by their names relative to its folder; equal arguments give equal bytes."""
    short = render(page_of(brief, with_contents=False), templates)
    long = render(page_of(brief, with_contents=True), templates)
    pdf, is_long = print_pdf(Variants(short=short, long=long, expect_long=True), cjk=True, limits=limits)
    return {"brief.pdf": pdf, "brief.html": (long if is_long else short).encode()}
