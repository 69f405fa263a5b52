"""How many pages a brief will fill, foretold from its words: so that it is laid out once, with or without its contents.

Heights are points, as print.css sets them; widths are letters of a line, a Chinese, Japanese or Korean one counting for
two. A wrong guess costs a second layout and nothing else.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.publication.entries import ReferenceView
from briefs.publication.setting import wide_signs
from briefs.publication.view import (
    ClaimView,
    CommentView,
    EventView,
    Page,
    QuotationView,
    SourceLine,
    StatementView,
)

_PAGE: Final = 728
_LOST: Final = 1.03
"""What page ends leave empty, where nothing that belongs together is cut. Measured on the sample briefs."""
_MASTHEAD: Final = 128
_HEADING: Final = 36
_METHOD: Final = 128


def pages_of(page: Page) -> int:
    """The number of pages that the default template needs for a brief."""
    parts = (
        _first(page),
        *(
            _HEADING + sum(map(_statement, section.statements)) + _comments(section.comments)
            for section in page.sections
        ),
        _disagreements(page),
        _in_rows([_quotation(one) for one in page.quotations], 2) + _HEADING * bool(page.quotations),
        _timeline(page),
        _figures(page),
        _in_rows([_reference(one) for one in page.references], 2) + _HEADING * bool(page.references),
        _balance(page),
        _not_included(page),
        _METHOD,
    )
    return math.ceil(_LOST * sum(parts) / _PAGE)


def _lines(text: str | None, width: int) -> int:
    """The lines that a text fills; none where there is none."""
    return math.ceil((len(text) + wide_signs(text)) / width) if text else 0


def _in_rows(heights: Sequence[float], columns: int) -> float:
    """The height of things that stand so many in a row, each row as high as its highest."""
    return sum(max(heights[start : start + columns]) for start in range(0, len(heights), columns))


def _first(page: Page) -> float:
    """Page one: masthead, correction, key points beside the margin column, what changed, legend."""
    points = 30 + sum(18 + 13.6 * _words(one, 58) for one in page.key_points)
    changes = 0
    if page.changes:
        named = (page.changes.moved, page.changes.new_themes, page.changes.quiet_themes)
        changes = 42 + 14 * (len(named[0]) + bool(named[1]) + bool(named[2]))
    facts = sum(14 + 11 * _lines(fact.value or "x", 30) for fact in page.glance)
    margin = 24 + facts + (0 if page.long_contents else 22 + 17 * len(page.contents))
    below = 24 + 16 * math.ceil(len(page.contents) / 2) if page.long_contents else 0
    told = sum(_lines(line, 110) for line in page.corrections)
    correction = 40 + 12.6 * told if told else 0
    return _MASTHEAD + 28 * _lines(page.title, 44) + correction + max(points + changes, margin) + below + 20


def _words(statement: StatementView, width: int) -> int:
    """The lines of a statement with its bracket."""
    context = f" [{statement.context.text}]" if statement.context else ""
    items = sum(_lines(item, width - 4) for item in statement.items)
    return _lines(f"{statement.lead}{context}", width) + items


def _statement(statement: StatementView) -> float:
    also = _basis(statement.support, 84) if statement.support else 0
    beside = sum(22 + 9 * bool(line.tags) for line in statement.sources)
    return 5 + max(beside, 13.6 * _words(statement, 70) + also) + _comments(statement.comments)


def _comments(comments: Iterable[CommentView]) -> float:
    return sum(16 + 12 * _lines(one.text, 78) for one in comments)


def _basis(sources: Iterable[SourceLine], width: int) -> float:
    named = " · ".join(f"{line.name}, {line.date}, {line.locator} {' '.join(line.tags)}" for line in sources)
    return 1 + 11 * _lines(named, width)


def _disagreements(page: Page) -> float:
    if not page.disagreements:
        return 0
    disputes = (
        23 + _in_rows([_claim(one, dispute.columns) for one in dispute.claims], _COLUMNS[dispute.columns])
        for dispute in page.disagreements
    )
    return _HEADING + 11 + sum(disputes)


_COLUMNS: Final = {"two": 2, "three": 3}


def _claim(claim: ClaimView, columns: str) -> float:
    width = 54 if columns == "two" else 34
    return 18 + 12.4 * _lines(claim.text, width) + _basis(claim.sources, width + 6)


def _quotation(quotation: QuotationView) -> float:
    said = _lines(quotation.speaker, 60) * 4 + _basis(quotation.sources, 60)
    return 5 + 12.2 * _lines(quotation.text, 52) + said + 6


def _timeline(page: Page) -> float:
    events = (*page.events, *page.announced)
    if not events:
        return 0
    figure = float(page.figures.timeline.height) * 0.75 + 16 if page.figures.timeline else 0
    return _HEADING + figure + sum(map(_event, events)) + 21 * bool(page.announced)


def _event(event: EventView) -> float:
    context = event.context.text if event.context else ""
    basis = event.basis.text if event.basis else None
    return 2.5 + max(12.4 * _lines(event.text + context, 96), 12.4 + 9.4 * _lines(basis, 22))


def _figures(page: Page) -> float:
    coverage, weeks = page.figures.coverage, page.figures.weeks
    bars = 62 + 54 * math.ceil(len(weeks.themes) / 4) if weeks else 0
    if not coverage:
        return bars
    name, others = _MATRIX.get(coverage.form, _MATRIX["two"])
    heads = 8.4 * max(_lines(head.title, others // len(coverage.heads) + 1) for head in coverage.heads)
    panels = (sum(3.6 + 10 * _lines(row.name, name) for row in panel) for panel in coverage.panels)
    return bars + 58 + heads + max(panels, default=0)


_MATRIX: Final = {"two": (24, 30), "narrow": (46, 52), "wide": (34, 90)}
"""Letters of a source's name, and of the titles of all themes together, by the form of the figure."""


def _reference(reference: ReferenceView) -> float:
    entry = " ".join(
        filter(
            None, (reference.author, reference.title, reference.publisher, reference.date, reference.history)
        )
    )
    address = reference.url.text if reference.url else ""
    uses = " ".join(f"{use.statement} {use.passage}," for use in reference.locators)
    where = " · ".join(filter(None, (address, reference.path, reference.kind, reference.extent, uses)))
    below = len(reference.notes) + _prints(reference) + bool(reference.standing)
    disclosed = sum(
        12 + sum(10 * _lines(words, 56) for words in one.paragraphs) + 9.4 * len(one.links)
        for one in reference.disclosures
    )
    return 5 + 10.6 * _lines(entry, 58) + 9.4 * (_lines(where, 74) + below) + disclosed


def _prints(reference: ReferenceView) -> int:
    """The lines of the tree of prints under a reference."""
    waiting, lines = [*(reference.tree.prints if reference.tree else ())], 1 if reference.tree else 0
    while waiting:
        one = waiting.pop()
        waiting += one.prints
        lines += 1
    return lines


def _balance(page: Page) -> float:
    balance = page.balance
    if balance is None:
        return 0
    tables = [16 + sum(1 + 11.4 * _lines(row.value, 40) for row in table.rows) for table in balance.shares]
    told = 11.4 * (_lines(balance.silence, 110) + len(balance.failing) + bool(balance.failing))
    return _HEADING + told + _in_rows(tables, 2)


def _not_included(page: Page) -> float:
    if page.not_included is None:
        return 0
    reasons = [
        2 + 11 * (_lines(f"{one.message} {one.count}", 54) + _lines(" · ".join(one.subjects), 54))
        for one in page.not_included.reasons
    ]
    return _HEADING + 11 + _in_rows(reasons, 2)
