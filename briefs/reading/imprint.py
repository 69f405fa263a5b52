"""What a page says of its own publication: labelled fields, publisher, date, address."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from briefs.language.late import late
from briefs.model import StatedDate
from briefs.reading.byline import byline_publisher, names_of
from briefs.reading.cycles import marks_of
from briefs.reading.dateline import dateline_date
from briefs.reading.dates import FoundDate, find_dates, parse_date
from briefs.reading.furniture import Body, Survey
from briefs.reading.shapes import Form, Shape

_FIELD: Final = late(r"(?P<name>[A-Z][A-Za-z -]{1,20}?)\s?[:：]\s(?P<value>\S.*)", re.DOTALL)
_FIELDS: Final = {
    "subject": "title", "title": "title", "headline": "title",
    "from": "author", "author": "author", "by": "author",
    "date": "published", "published": "published", "sent": "published", "posted": "published",
    "publisher": "publisher", "publication": "publisher", "outlet": "publisher", "newspaper": "publisher",
    "url": "url", "link": "url", "permalink": "url", "source url": "url", "original url": "url",
    "to": "", "cc": "", "reply-to": "", "message-id": "",
    "section": "", "category": "", "tags": "", "keywords": "",
}  # fmt: skip
_HEADER: Final = 8
"""Lines of a header of labelled fields: mail as it is printed has four to seven."""
_FEWEST_FIELDS: Final = 2
_ADDRESS: Final = late(r"\s*[<(\[]?\S+@\S+[>)\]]?\s*$")
_URL: Final = late(r"https?://[^\s<>\"“”]+")

_OUTLET: Final = late(
    r"\b(?:news|times|post|herald|tribune|journal|daily|weekly|press|agency|wire|gazette|review|today|radio|tv"
    r"|broadcasting|magazine|observer|chronicle|dispatch|courier|bulletin|examiner|standard|telegraph|mail|ledger"
    r"|monitor|register|independent|guardian|sentinel|echo|argus|star|globe|mercury|digest|report|network|media)\b",
    re.IGNORECASE,
)
_COPYRIGHT: Final = late(
    r"(?:[©ⓒ]|\(c\)|\bcopyright\b)(?:\s*(?:[©ⓒ]|\(c\)|copyright))?\s*"
    r"(?:(?P<year>[12][0-9]{3})(?:\s?[-–]\s?[12][0-9]{3})?,?)?\s*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.|•·©]{1,60}?)"
    r"(?=,?\s*(?P<later>[12][0-9]{3})\b|\.|\s?[|•·–—]|\s-\s|,?\s*\b[Aa]ll [Rr]ights"
    r"|\s(?:Ltd|Inc|LLC|GmbH|Co|LP|L\.P)\b|,\s|\s(?:記事の)?無断|\s무단|$)",
    re.IGNORECASE,
)
_APPEARED: Final = late(
    r"\bthis (?:\w+ ){0,2}(?:article|story|piece|report|post|column|editorial|interview|text)\b[^.]{0,30}?"
    r"\b(?:(?:first|originally) (?:appeared|published|ran)|was (?:first |originally )?published)"
    r"(?: \w+ [0-9]{1,2})? (?:in|on|by|at) (?P<name>(?:(?-i:the|The) )?(?-i:[^\W\d_a-z])[^.,;()]{1,60})",
    re.IGNORECASE,
)
_BARRED: Final = late(r"\s*[|｜»·]\s*")
_HOME: Final = late(r"\bhome(?:page)?\b", re.IGNORECASE)
_NAME_WORDS: Final = 6
_NEAR: Final = 3
"""Lines below the end of the body, and from the top of the page, that still speak of this page."""
_LIST: Final = 40
"""Lines below the body in which a second date of the same pattern betrays a list of other pages."""
_UPDATE: Final = late(
    r"(?:\bupdated?|modified|revised|edited|수정|업데이트|更新)\W{0,3}(?:\w+\W){0,2}$", re.IGNORECASE
)
_LABEL: Final = late(r"\b(?:published|posted|issued|released|date|first)\b[^.]{0,14}$", re.IGNORECASE)
_ISSUE: Final = late(r"\b(?:issue|vol(?:ume)?|no|nr|number|edition)\b\.?\s?#?[0-9]{1,5}\b", re.IGNORECASE)
_ISSUE_HEAD: Final = 10
"""Lines at the top of a page among which the number of its issue stands beside its date."""
_ASIDE: Final = late(r"\([^()]*\)|\b[ap]\.?\s?m\b\.?", re.IGNORECASE)
_EVENT: Final = 4
"""Words beside a date from which an unlabelled line tells of an event and is no dateline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a page states of itself in labelled fields at its top; ``end`` is the line after them, or 0."""

    end: int = 0
    title: str | None = None
    author: tuple[str, ...] = ()
    published: StatedDate | None = None
    publisher: str | None = None
    url: str | None = None


def read_fields(page: Survey) -> Imprint:
    """Return the labelled fields at the head of a mail or a filed copy; two known labels make a header."""
    fields: dict[str, str] = {}
    end = known = 0
    for place, line in enumerate(page.lines[:_HEADER]):
        match = _FIELD.fullmatch(line.text)
        role = _FIELDS.get(match["name"].lower()) if match else None
        if match is None or role is None:
            if page.shapes[place].form is Form.RULE:
                continue
            break
        known += 1
        end = place + 1
        fields.setdefault(role, match["value"])
    if known < _FEWEST_FIELDS:
        return Imprint()
    url = _URL.search(fields.get("url", ""))
    return Imprint(
        end=end,
        title=fields.get("title"),
        author=names_of(_ADDRESS.sub("", fields.get("author", ""))),
        published=parse_date(fields.get("published", "")),
        publisher=fields.get("publisher"),
        url=url.group() if url else None,
    )


def read_publisher(page: Survey, body: Body | None, title: str | None) -> str | None:
    """Return the publisher where a page names it, or None where it does not, or not clearly.

    Looked at in this order: a site line ("Headline | Name"), "first appeared in", a copyright line, a line
    under the headline ("By X for The Paper"), and the masthead of a page that has a headline.
    """
    head, tail = _around(page, body)
    for place in head[:_NEAR]:
        name = _site_name(page.lines[place].text, title)
        if name:
            return name
    for pattern in (_APPEARED, _COPYRIGHT):
        for place in (*reversed(tail), *head):
            name = _named(pattern, page.lines[place].text)
            if name:
                return name
    return _from_lines(page, head) or (_masthead(page, head) if title else None)


def read_published(page: Survey, body: Body, title: int | None) -> StatedDate | None:
    """Return the date the page states of itself, or None.

    Taken in this order: a labelled date at the headline, the one beside the number of the issue, a bare one
    below the headline, one right below the end of the body, one right above the headline, a wire dateline with
    its year. Dates in prose, in lists of other pages and in a masthead are never taken, and an update is no
    publication.
    """
    found = [*_stated_above(page, body, title), *_of_issue(page, body), *_stated_below(page, body)]
    best = min(found, key=lambda claim: claim.rank, default=None)
    return best.date if best else dateline_date(page.lines[body.first].text)


def read_url(page: Survey, body: Body) -> str | None:
    """Return the one address that stands above the body, or None where there are none or several."""
    urls = {url for line in page.lines[: body.first] for url in _URL.findall(line.text)}
    return urls.pop() if len(urls) == 1 else None


class _Claim(NamedTuple):
    """A date that a page may state of itself; the lowest rank is the best."""

    rank: int
    date: StatedDate


def _around(page: Survey, body: Body | None) -> tuple[list[int], list[int]]:
    """Return the lines above and below the body that are in no list of other pages."""
    first, last = (body.first, body.last) if body else (0, -1)
    outside = [*range(first), *range(last + 1, len(page.lines))]
    kept = [at for at in outside if not page.foreign(at) and page.shapes[at].key]
    return [at for at in kept if at < first], [at for at in kept if at > last]


def _site_name(text: str, title: str | None) -> str | None:
    """Return the site's name in "Headline | Name" or "Other name Home|Name"; menus have more parts."""
    parts = [part for part in _BARRED.split(text) if part]
    if not 2 <= len(parts) <= _NEAR or not _is_name(parts[-1]) or _HOME.search(parts[-1]):
        return None
    opening = parts[0].casefold()
    is_site = _HOME.search(parts[0]) or (title and opening[:30] == title.casefold()[:30])
    return parts[-1] if is_site else None


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _NAME_WORDS and sum(word[0].islower() for word in words) <= len(words) // 2


def _named(pattern: re.Pattern[str], text: str) -> str | None:
    """Return the name that a notice of copyright or first publication gives; a photographer's has no year."""
    match = pattern.search(text[:_NOTICE])
    if match is None or not _is_name(match["name"]):
        return None
    groups = match.groupdict()
    is_first = not text[: match.start()].strip("저작권자 ")
    dated = is_first or "year" not in groups or groups["year"] or groups["later"]
    return match["name"].strip(" ,") if dated else None


_NOTICE: Final = 400
"""Characters of a line that are read as such a notice."""


def _from_lines(page: Survey, head: Iterable[int]) -> str | None:
    """Return the publisher of a line under the headline: "By X for The Paper", "The Paper, 2 May 2026"."""
    for place in head:
        line, shape = page.lines[place].text, page.shapes[place]
        if shape.form is Form.BYLINE:
            name = byline_publisher(line)
        elif shape.form is Form.DATED:
            name = _before_date(line)
        else:
            continue
        if name:
            return name
    return None


def _before_date(text: str) -> str | None:
    dates = find_dates(text)
    name = text[: dates[0].start].strip(" ,|–—-·") if dates else ""
    return name if len(name.split()) > 1 and _is_title_case(name) and _OUTLET.search(name) else None


def _masthead(page: Survey, head: Iterable[int]) -> str | None:
    """Return the name of the site where the page opens with it, alone or before a trail of sections.

    It is two to five words with capitals in the first line, and no entry of a menu, no section and no label.
    """
    if next(iter(head), None) != 0:
        return None
    name = _TRAIL.split(page.lines[0].text)[0]
    if page.shapes[0].form is not Form.LINE or page.lines[0].marker or not _is_title_case(name):
        return None
    plain = not any(map(str.isdigit, name)) and not _INTERFACE.search(name)
    return name if plain and 2 <= len(name.split()) <= _NEAR + 2 and len(name) <= _MASTHEAD else None


_TRAIL: Final = late(r"\s+[>›»/]\s+")
_MASTHEAD: Final = 40
_INTERFACE: Final = late(
    r"\b(?:skip|sign|log|login|search|menu|main|home|subscri\w+|breaking|latest|top|saved|read|share|follow|my|our"
    r"|your|account|release|advert\w*|print|today.s|live|video|photos?|politics|world|business|opinion|sports?"
    r"|culture|society|asia|europe|economy|analysis|editorial|stories|articles?|sponsored|content|contact|about"
    r"|cookies?|newsletters?|close|open|back|next|previous|image|exclusive|updated?|cover|story|special|releases|briefings?"
    r"|conferences?|statements?|speeches|interviews?)\b",
    re.IGNORECASE,
)


def _is_title_case(text: str) -> bool:
    return all(
        word[0].isupper() or word in ("of", "the", "and", "for", "&", "on", "in") for word in text.split()
    )


def _stated_above(page: Survey, body: Body, title: int | None) -> Iterator[_Claim]:
    start = _marks_above(page, body) if title is None else max(0, title - _NEAR)
    for place in range(start, body.first):
        shape = page.shapes[place]
        if shape.form not in (Form.DATED, Form.BYLINE) or page.foreign(place):
            continue
        is_below = title is None or place > title
        is_kicker = place + 1 == title and not (place and _WEEKDAY.match(page.lines[place].text))
        for rank, date in _claims(page.lines[place].text, shape):
            if is_below or rank == _LABELLED:
                yield _Claim(rank=rank if is_below else _LABELLED_ABOVE, date=date)
            elif is_kicker:
                yield _Claim(rank=_KICKER, date=date)


def _of_issue(page: Survey, body: Body) -> Iterator[_Claim]:
    """Return the date at the top of the page in the line that numbers the issue, or in the line above or below."""
    top = range(min(_ISSUE_HEAD, body.first))
    numbered = [at for at in top if page.shapes[at].words <= _NUMBERED and _ISSUE.search(page.lines[at].text)]
    for at in sorted(top, key=lambda place: place not in numbered):
        if page.shapes[at].form is not Form.DATED or page.foreign(at):
            continue
        beside = [near for near in numbered if page.lines[near].group == page.lines[at].group]
        dates = find_dates(page.lines[at].text)
        if len(dates) == 1 and any(abs(near - at) <= 1 for near in beside):
            yield _Claim(rank=_LABELLED_ABOVE, date=dates[0].date)


_NUMBERED: Final = 14
"""Most words of a line that numbers an issue, the name of the paper and its date among them."""


def _marks_above(page: Survey, body: Body) -> int:
    """Return where the run of dates, bylines and counts right above a body without headline begins."""
    start = body.first
    while start and page.shapes[start - 1].form in _MARKS:
        start -= 1
    return start


_MARKS: Final = frozenset({Form.DATED, Form.BYLINE, Form.METER, Form.RULE})
_LABELLED, _LABELLED_ABOVE, _BARE, _AT_END, _KICKER = range(5)
_WEEKDAY: Final = late(r"[A-Z][a-z]+day\b")
"""A day of the week above a headline, with more above it, is the day on which a page was fetched."""


def _stated_below(page: Survey, body: Body) -> Iterator[_Claim]:
    """Return the dates right below the body, up to another headline; none whose like comes again in a list."""
    below = range(body.last + 1, min(len(page.lines), body.last + 1 + _LIST))
    marks = Counter(mark for at in below for mark in marks_of(page.shapes[at]))
    for place in below[:_NEAR]:
        shape = page.shapes[place]
        if page.foreign(place) or (shape.form is Form.LINE and shape.words > _EVENT):
            return
        alone = all(marks[mark] == 1 for mark in marks_of(shape))
        if alone and shape.form in (Form.DATED, Form.BYLINE):
            for _, date in _claims(page.lines[place].text, shape):
                yield _Claim(rank=_AT_END, date=date)


def _claims(text: str, shape: Shape) -> Iterator[_Claim]:
    """Return the dates of one line, labelled or bare; updates are left out."""
    found = find_dates(text)
    whole = None if found else parse_date(text)
    if whole:
        yield _Claim(rank=_BARE, date=whole)
    for mention in found:
        before = text[: mention.start]
        if _UPDATE.search(before):
            continue
        if _LABEL.search(before):
            yield _Claim(rank=_LABELLED, date=mention.date)
        elif shape.form is Form.BYLINE or not _tells_event(text, found):
            yield _Claim(rank=_BARE, date=mention.date)


def _tells_event(text: str, found: tuple[FoundDate, ...]) -> bool:
    beside = text[: found[0].start] + " " + text[found[-1].end :]
    return len(re.findall(r"[^\W\d_]+", _ASIDE.sub("", beside))) > _EVENT
