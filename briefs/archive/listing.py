"""All editions as JSON, as a map for search engines, and all that they announce as one calendar."""

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from briefs.archive.lines import Guide
from briefs.archive.revisions import Withdrawn
from briefs.archive.standing import Standing
from briefs.archive.summary import SCHEMA, Summary, marking_of
from briefs.model import strictest
from briefs.publication.announcements import calendar_of, titled

_MOST_ADDRESSES: Final = 50_000
"""What a sitemap may hold (sitemaps.org, 2008)."""


def editions_json(summaries: Sequence[Summary], guide: Guide, address: str) -> bytes:
    """``editions.json``: what every edition says of itself, the newest first, each in a line of its own.

    ``address`` is that of the site, or empty.
    """
    marking = strictest([marking_of(summaries), *(it.marking for it in guide.withdrawn)])
    value: dict[str, object] = {
        "schema": SCHEMA,
        "address": address or None,
        "marking": marking.value if marking else None,
        **({"withdrawn": [_withdrawn(it) for it in guide.withdrawn]} if guide.withdrawn else {}),
        "editions": [],
    }
    head = json.dumps(value, ensure_ascii=False, indent=1).removesuffix("[]\n}")
    lines = (json.dumps(_edition(it, guide), ensure_ascii=False) for it in reversed(summaries))
    listed = ",\n".join(lines)
    return f"{head}[\n{listed}\n]}}\n".encode("utf-8", "backslashreplace")


def _edition(summary: Summary, guide: Guide) -> dict[str, object]:
    head = summary.head
    return {
        "edition": head.id,
        "title": head.title,
        "language": head.language,
        "as_of": head.as_of.isoformat(timespec="seconds"),
        "coverage": {
            "start": head.start.isoformat() if head.start else None,
            "last": head.last.isoformat(),
        },
        "marking": head.marking.value if head.marking else None,
        "draft": head.draft,
        "revision": head.revision,
        "correction": head.correction,
        **_since(guide.standing[head.id]),
        "documents_read": head.documents,
        "documents_cited": head.cited,
        "statements": head.statements,
        "key_points": [
            {"statement": point.id, "text": point.text, "language": point.language, "context": point.context}
            for point in summary.key_points
        ],
        "themes": [
            {"theme": theme.id, "title": theme.title, "statements": theme.number} for theme in summary.themes
        ],
        "sources": [{"name": tally.name or None, "citations": tally.number} for tally in summary.sources],
        "files": [f"{head.id}/{name}" for name in guide.standing[head.id].files],
        "digest": f"sha256:{head.digest}",
    }


def _since(stands: Standing) -> dict[str, object]:
    """What became of an edition since it came out; nothing of one that was not corrected."""
    if not stands.corrections:
        return {}
    return {
        "corrections": [
            {"revision": it.revision, "moment": it.moment.isoformat(timespec="seconds"), "text": it.text}
            for it in stands.corrections
        ],
        "earlier": {str(number): f"{stands.name}/{page}" for number, page in stands.earlier},
    }


def _withdrawn(it: Withdrawn) -> dict[str, object]:
    return {
        "edition": it.edition,
        "title": it.title,
        "as_of": it.as_of.isoformat(timespec="seconds"),
        "marking": it.marking,
        "withdrawn": it.moment.isoformat(timespec="seconds"),
        "because": it.because,
    }


def sitemap(address: str, pages: Sequence[str], summaries: Sequence[Summary], guide: Guide) -> bytes:
    """The addresses of the first page, the editions, the newest first, and the pages of the site."""
    newest = summaries[-1].head.as_of.date().isoformat()
    listed = [(page, newest) for page in pages[:1]]
    for summary in reversed(summaries):
        home = guide.home(summary.head.id)
        if home:
            listed.append((home, summary.head.as_of.date().isoformat()))
    listed += [(quote(page), newest) for page in pages[1:]]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<!-- {SCHEMA} -->",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            f"<url><loc>{escape(address + page)}</loc><lastmod>{day}</lastmod></url>"
            for page, day in listed[:_MOST_ADDRESSES]
        ),
        "</urlset>",
    ]
    return "\n".join([*lines, ""]).encode()


def calendar(summaries: Sequence[Summary], title: str) -> bytes:
    """What the editions announce, each event once, as the newest edition that has it tells it; empty where none does.

    ``summaries`` stand in order of time.
    """
    entries = {_identifier(entry): entry for summary in summaries for entry in summary.entries}
    if not entries:
        return b""
    named = titled(title, marking_of(summaries))
    told = "".join(entries[it] for it in sorted(entries))
    return calendar_of(named, told.encode("utf-8"), product=f"-//briefs//{SCHEMA}//EN")


def _identifier(entry: str) -> str:
    """The UID of an entry, unfolded (RFC 5545, 3.1)."""
    lines = entry.replace("\r\n ", "").split("\r\n")
    return next((line for line in lines if line.startswith("UID:")), entry)
