"""Where another article follows the one that is read: endless pages and careless copying glue them together."""

from typing import Final

from briefs.reading.furniture import Body, Survey
from briefs.reading.shapes import Form

_LEAST: Final = 4
"""Words of a headline; a name and a place above a byline have fewer."""
_FLOWS: Final = 2
"""Paragraphs of the first article, at least: one alone may be a deck or a notice above the article itself."""
_MARKS: Final = frozenset((Form.BYLINE, Form.DATED))


def without_next(page: Survey, body: Body) -> Body:
    """Return the body up to a headline with a byline and a date right under it, in either order: another article's.

    Entries that come again and again (a thread, a report under times of day) are one text.
    """
    flows = [at for at in range(body.first, body.last + 1) if page.flows(at)]
    if len(flows) <= _FLOWS:
        return body
    for at in range(flows[_FLOWS - 1] + 1, body.last - 2):
        if _begins_article(page, at):
            return Body(first=body.first, last=max(place for place in flows if place < at))
    return body


def _begins_article(page: Survey, at: int) -> bool:
    shape, below = page.shapes[at], {page.shapes[at + 1].form, page.shapes[at + 2].form}
    is_headline = shape.form is Form.LINE and shape.words >= _LEAST and not page.lines[at].marker
    return is_headline and below == _MARKS and not page.cyclic[at] and page.flows(at + 3)
