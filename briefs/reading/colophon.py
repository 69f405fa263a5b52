"""What the lines around a body state of it: dates with a label, credits, the source of the text.

One step for every format that has such lines; what a reader has found by other ways stays and comes first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefs.model import Credit, DateClaim, DateKind, Doubt, DoubtKind, StatedDate
from briefs.reading.byline import read_byline
from briefs.reading.carriers import release_wire
from briefs.reading.credit_lines import distinct_credits, read_credits, stated_source
from briefs.reading.dateline import dateline_date, dateline_length, dateline_slip
from briefs.reading.margins import Margins, margins_of
from briefs.reading.page import Page
from briefs.reading.printed import printed_claims, slips

_BESIDE: Final = "beside the headline"


def with_margins(page: Page, texts: Sequence[str]) -> Page:
    """Return ``page`` with what the margins of its body state; ``texts`` are all its lines, captions apart."""
    margins = margins_of(texts, page.blocks, page.title)
    wire = release_wire(margins.first)
    slipped = (Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text=text) for text in slips(margins))
    released = [Credit(agency=wire, exact=margins.first[: margins.first.index("-")].strip())] if wire else []
    return replace(
        page,
        author=page.author or _reporters(margins.first),
        dates=(*_own_claims(page, margins), *printed_claims(margins)),
        doubts=(*page.doubts, *slipped),
        credits=distinct_credits((*page.credits, *read_credits(margins, page.title), *released)),
        carrier=page.carrier or (wire if page.publisher is None else None),
        source=page.source or stated_source(margins),
    )


def _reporters(first: str) -> tuple[str, ...]:
    """Return the names in the dateline of a paragraph: Korean reports begin with their writer."""
    return read_byline(first[: dateline_length(first)].strip(" ="))


def beside_headline(published: StatedDate | None) -> tuple[DateClaim, ...]:
    """Return the claim of the date that stands beside a headline, or nothing where none does."""
    return (DateClaim(kind=DateKind.PUBLISHED, date=published, found=_BESIDE),) if published else ()


def _own_claims(page: Page, margins: Margins) -> Iterator[DateClaim]:
    """Return the claims of a page, the one that its dateline makes under its own name."""
    day = dateline_date(margins.first) or dateline_slip(margins.first)
    stated = [*page.dates]
    if page.published and all(claim.date != page.published for claim in stated):
        stated[:0] = beside_headline(page.published)
    for claim in stated:
        is_dateline = claim.found == _BESIDE and claim.date == day
        yield replace(claim, found="dateline") if is_dateline else claim
    if day and all(claim.date != day for claim in stated):
        yield DateClaim(kind=DateKind.PUBLISHED, date=day, found="dateline")
