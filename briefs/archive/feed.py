"""The editions as an Atom feed (RFC 4287), the older ones on pages that do not change any more (RFC 5005).

Identifiers are ``tag:`` URIs (RFC 4151) of a domain that nobody can own, made of the edition's title and name: they
are the same wherever the site stands. What is marked says so in the title of its entry.
"""

import datetime
import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from briefs.archive import names, telling
from briefs.archive.lines import Guide
from briefs.archive.revisions import Withdrawn
from briefs.archive.summary import SCHEMA, KeyPoint, Summary
from briefs.model import Marking
from briefs.publication.wording import visible

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"
_AUTHORITY: Final = "briefs.invalid,2026"
_TYPES: Final = {"pdf": "application/pdf", "json": "application/json"}
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What the feed says of itself. ``address`` is that of the site, ending in a slash, or empty: links are relative.

    ``first`` is the title of the oldest edition of all: while it stands the feed keeps its identity.
    """

    title: str
    organisation: str
    marking: Marking | None
    address: str
    first: str


def feed(
    channel: Channel, entries: Sequence[Summary], guide: Guide, *, number: int | None, older: int | None
) -> bytes:
    """The feed with these editions, the newest first.

    ``number`` is that of a page of older ones, and ``older`` that of the page before it.
    """
    ET.register_namespace("", _ATOM)
    ET.register_namespace("fh", _HISTORY)
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": guide.language})
    way = "" if number is None else "../"
    if channel.address:
        base = channel.address if number is None else f"{channel.address}{names.FOLDER}/"
        root.set("{http://www.w3.org/XML/1998/namespace}base", base)
    here = names.FEED if number is None else names.feed_page(number)
    _add(root, "id", f"tag:{_AUTHORITY}:{_digest(channel.first)}")
    _add(root, "title", _plain(channel.title))
    pulled = _beside(entries, guide) if number is None else ()
    moments = [_updated(it, guide) for it in entries] + [it.moment for it in pulled]
    _add(root, "updated", _moment(max(moments)))
    _add(root, "generator", SCHEMA)
    author = _add(root, "author", None)
    _add(author, "name", _plain(channel.organisation or channel.title))
    if channel.marking:
        _add(root, "rights", channel.marking)
    _link(root, "self", _address(channel, here, way), "application/atom+xml")
    _link(root, "alternate", _address(channel, names.INDEX, way), "text/html")
    if number is not None:
        ET.SubElement(root, f"{{{_HISTORY}}}archive")
        _link(root, "current", _address(channel, names.FEED, way), "application/atom+xml")
    if older is not None:
        _link(root, "prev-archive", _address(channel, names.feed_page(older), way), "application/atom+xml")
    for withdrawn in pulled:
        _withdrawn(root, withdrawn, channel, guide)
    for summary in entries:
        _entry(root, summary, channel, guide, way)
    ET.indent(root, space="")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: ET.Element, summary: Summary, channel: Channel, guide: Guide, way: str) -> None:
    head, words = summary.head, guide.words
    entry = _add(root, "entry", None)
    _add(entry, "id", _identifier(head.title, head.id))
    tags = "".join(f"[{tag}] " for tag in telling.tags(head, words))
    _add(entry, "title", f"{tags}{_plain(head.title)} · {_plain(head.id)}")
    _add(entry, "updated", _moment(_updated(summary, guide)))
    _add(entry, "published", _moment(head.as_of))
    home = guide.home(head.id) or names.INDEX
    kind = "text/html" if home.endswith(".html") else _TYPES["pdf"]
    _link(entry, "alternate", _address(channel, home, way), kind)
    for name in guide.standing[head.id].files:
        if name.rpartition(".")[2] in _TYPES:
            address = _address(channel, f"{quote(head.id)}/{quote(name)}", way)
            _link(entry, "related", address, _TYPES[name.rpartition(".")[2]])
    for theme in summary.themes:
        ET.SubElement(entry, f"{{{_ATOM}}}category", {"term": _plain(theme.id), "label": _plain(theme.title)})
    if head.marking:
        _add(entry, "rights", head.marking)
    _add(entry, "summary", _plain(f"{telling.coverage(head, words)}. {telling.counts(head, words)}."))
    content = _add(entry, "content", _content(summary, guide))
    content.set("type", "html")


def _withdrawn(root: ET.Element, it: Withdrawn, channel: Channel, guide: Guide) -> None:
    """The entry of an edition that is offered no more: it takes the place of what readers were told before."""
    words = guide.words
    entry = _add(root, "entry", None)
    _add(entry, "id", _identifier(it.title, it.edition))
    tags = "".join(f"[{tag}] " for tag in telling.withdrawn(it, words))
    _add(entry, "title", f"{tags}{_plain(it.title)} · {_plain(it.edition)}")
    _add(entry, "updated", _moment(it.moment))
    _add(entry, "published", _moment(it.as_of))
    _link(entry, "alternate", _address(channel, f"{names.INDEX}#e-{quote(it.edition)}", ""), "text/html")
    if it.marking:
        _add(entry, "rights", it.marking)
    _add(entry, "summary", _plain(it.because))


def _beside(entries: Sequence[Summary], guide: Guide) -> tuple[Withdrawn, ...]:
    """The withdrawn editions that are no older than those that the feed has, or all where it has every edition."""
    if len(entries) == len(guide.standing):
        return guide.withdrawn
    return tuple(it for it in guide.withdrawn if it.as_of >= entries[-1].head.as_of)


def _updated(summary: Summary, guide: Guide) -> datetime.datetime:
    """When an edition came to say what it says: its cut-off, or when its last correction was ordered."""
    told = guide.standing[summary.head.id].corrections
    return max([summary.head.as_of, *(it.moment for it in told)])


def _identifier(title: str, edition: str) -> str:
    return f"tag:{_AUTHORITY}:{_digest(title)}:{quote(edition)}"


def _content(summary: Summary, guide: Guide) -> str:
    """The key points as HTML, every word of it escaped."""
    head = summary.head
    points = "".join(_point(point, guide) for point in summary.key_points)
    told = (
        f"<p>{escape(_plain(head.correction))}</p>" if head.correction else "",
        f"<ol>{points}</ol>" if points else f"<p>{escape(telling.counts(head, guide.words))}</p>",
    )
    return "".join(told)


def _point(point: KeyPoint, guide: Guide) -> str:
    context = f" [{_plain(point.context)}]" if point.context else ""
    sources = ", ".join(guide.source(name, "", document).text for name, document in point.sources)
    text = escape(f"{_plain(point.text)}{context} ({sources})")
    return f'<li lang="{escape(point.language)}">{text}</li>'


def _add(parent: ET.Element, name: str, text: str | None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = text
    return child


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"rel": relation, "href": address, "type": kind})


def _address(channel: Channel, path: str, way: str) -> str:
    return f"{channel.address}{path}" if channel.address else f"{way}{path}"


def _moment(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _digest(title: str) -> str:
    return hashlib.sha256(title.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]


def _plain(text: str) -> str:
    """A text in one line without what XML cannot hold."""
    return visible(" ".join(text.split()))
