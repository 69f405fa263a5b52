"""JSON-LD: what a page states of itself in the terms of schema.org.

Read are nodes about the page: articles at the top, in ``@graph`` or as ``mainEntity``, never those inside a
list of other pages. Where several remain, the one whose headline the page shows is taken, or none.
"""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.model import DateClaim, DateKind
from briefs.reading.dates import parse_field
from briefs.reading.encoding import clean, fold

_POSTINGS: Final = frozenset(("BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report"))
_DATES: Final = ((DateKind.PUBLISHED, "datePublished"), (DateKind.MODIFIED, "dateModified"))
_SOURCES: Final = ("sourceOrganization", "provider")
_MOST_NODES: Final = 2_000
"""Nodes that are looked at; pages with the most have some hundreds."""

_DEEPEST: Final = 4
"""Lists and objects around a name: a list of persons whose name is a list has three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What JSON-LD says of its page; what it does not say is None or empty.

    ``sources`` are whom it names as the source of the text, ``organisations`` the authors that are no persons.
    """

    headline: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[DateClaim, ...] = ()
    language: str | None = None
    url: str | None = None
    sources: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def read_linked_data(scripts: Sequence[str], shown: Sequence[str]) -> LinkedData:
    """Return what ``scripts`` state of the page on which the titles ``shown`` stand."""
    nodes = [node for script in scripts for node in _nodes(_loaded(script))]
    by_id = {name: node for node in nodes if (name := _string(node.get("@id"))) and "name" in node}
    article = _own_article([node for node in nodes if _is_article(node)], shown)
    pages = [node for node in nodes if "WebPage" in _types(node)]
    page = pages[0] if len(pages) == 1 else {}
    if article is None:
        return LinkedData(dates=_dates(page), language=_string(page.get("inLanguage")))
    return LinkedData(
        headline=_string(article.get("headline")),
        author=_names(article.get("author"), by_id),
        publisher=next(iter(_names(article.get("publisher"), by_id)), None),
        dates=_dates(article) or _dates(page),
        language=_string(article.get("inLanguage")) or _string(page.get("inLanguage")),
        url=_string(article.get("url")) or _string(article.get("mainEntityOfPage")),
        sources=_sources(article, by_id),
        organisations=_organisations(article, by_id),
    )


def _loaded(script: str) -> object:
    """Return the parsed script, or None: a stray comment or semicolon around it is forgiven."""
    bare = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: object) -> Iterator[dict[str, object]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _types(node: dict[str, object]) -> list[str]:
    stated = node.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    return [str(name).rsplit("/", 1)[-1] for name in types]


def _is_article(node: dict[str, object]) -> bool:
    return any(name.endswith("Article") or name in _POSTINGS for name in _types(node))


def _own_article(articles: Sequence[dict[str, object]], shown: Sequence[str]) -> dict[str, object] | None:
    """Return the article that is the page: the only one, or the one whose headline the page shows."""
    if len(articles) <= 1:
        return articles[0] if articles else None
    titles = {fold(title).casefold() for title in shown}
    own = [node for node in articles if (_string(node.get("headline")) or "").casefold() in titles]
    return own[0] if own else None


def _dates(node: dict[str, object]) -> tuple[DateClaim, ...]:
    stated = ((kind, name, parse_field(_string(node.get(name)) or "")) for kind, name in _DATES)
    return tuple(
        DateClaim(kind=kind, date=date, found=f"json-ld {name}") for kind, name, date in stated if date
    )


def _sources(node: dict[str, object], by_id: dict[str, dict[str, object]]) -> tuple[str, ...]:
    """Return whom an article names as the source of its text: by name, or as publisher of what it is based on."""
    based = node.get("isBasedOn")
    works = [work for work in (based if isinstance(based, list) else [based]) if isinstance(work, dict)]
    stated = [*(node.get(name) for name in _SOURCES), *(work.get("publisher") for work in works)]
    return tuple(dict.fromkeys(name for value in stated for name in _names(value, by_id)))


def _organisations(node: dict[str, object], by_id: dict[str, dict[str, object]]) -> tuple[str, ...]:
    stated = node.get("author")
    items = [item for item in (stated if isinstance(stated, list) else [stated]) if isinstance(item, dict)]
    return _names([item for item in items if any("Organization" in name for name in _types(item))], by_id)


def _string(value: object) -> str | None:
    """Return the first text in ``value``: itself, its name or address, or that of its first item."""
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return None
    return fold(clean(html.unescape(value))) or None


def _names(value: object, by_id: dict[str, dict[str, object]]) -> tuple[str, ...]:
    """Return the names of persons or organisations, those that are only referred to looked up."""
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        named = item
        if isinstance(item, dict) and "name" not in item:
            named = by_id.get(_string(item.get("@id")) or "", {}).get("name")
        name = _string(named)
        if name and "://" not in name:
            found.append(name)
    return tuple(dict.fromkeys(found))
