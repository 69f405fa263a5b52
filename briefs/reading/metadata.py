"""What the head of a page states of itself: linked data, meta tags, links and the title."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefs.model import StatedDate
from briefs.reading.byline import names_of, read_byline
from briefs.reading.dates import parse_field
from briefs.reading.encoding import clean, fold
from briefs.reading.linked_data import LinkedData, read_linked_data
from briefs.reading.page import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES: Final = ("og:title", "headline", "citation_title", "dc.title", "dcterms.title")
_AUTHORS: Final = (
    "author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "og:article:author",
)  # fmt: skip
_PUBLISHERS: Final = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
)
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "citation_publication_date",
    "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publication_date", "date",
)  # fmt: skip
_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·»:-]|::)\s+|\s*[|｜·»]\s*")
_FEWEST_WORDS: Final = 3
"""Words that a headline found by its place in the page title has; the name of a section has fewer."""
_OWN: Final = "[.//h1]//*[not(ancestor-or-self::li or ancestor::aside or ancestor::nav)]"
_CLASS: Final = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_MARKED_TIMES: Final = (
    f"//article{_OWN}[self::time][@pubdate or @itemprop='datePublished' or {_CLASS.format('published')}"
    f" or {_CLASS.format('dt-published')}]/@datetime"
)
_BYLINES: Final = (
    f"//*[self::article or self::main]{_OWN}"
    f"[@itemprop='author' or @rel='author' or {_CLASS.format('byline')}]"
)
_NOBODY: Final = frozenset(
    (
        "staff",
        "admin",
        "administrator",
        "editor",
        "editors",
        "newsroom",
        "webmaster",
        "guest",
        "user",
        "author",
    )
)
_BY: Final = re.compile(r"by:?\s+", re.IGNORECASE)


def read_metadata(tree: "HtmlElement") -> Metadata:
    """Return what the head of ``tree`` states: linked data before meta tags before title and links."""
    tags = _meta_tags(tree)
    bare = _bare_title(tree)
    headings = [fold(clean(heading.text_content())) for heading in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else _shown_part(tree, bare or "")
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    linked = read_linked_data([str(script) for script in scripts], [*headings, *tags["og:title"], bare or ""])
    publisher = linked.publisher or _first(tags, _PUBLISHERS) or _suffix(bare, heading)
    title = _whole(linked.headline) or _whole(_first(tags, _TITLES)) or heading
    return Metadata(
        title=_without_site(title or bare, publisher),
        author=_authors(tree, linked, tags, publisher),
        publisher=publisher,
        published=linked.published or _published(tags) or _marked_date(tree),
        language=_language(tree, tags) or linked.language,
        url=_url(tree, tags, linked),
    )


def web_address(address: str | None) -> str | None:
    """Return ``address`` when it is a whole one of the web (``http``, ``https``), else None."""
    bare = "".join((address or "").split())
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    return bare if parts.scheme in ("http", "https") and parts.netloc else None


def _meta_tags(tree: "HtmlElement") -> defaultdict[str, list[str]]:
    """Return the contents of all meta tags by their name, property or microdata term, in lower case."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        if meta.get("itemprop") and not _is_about_page(meta):
            continue
        content = fold(clean(meta.get("content", "")))
        for name in {
            meta.get(key, "").strip().lower() for key in ("name", "property", "itemprop", "http-equiv")
        }:
            if name and content:
                tags[name].append(content)
    return tags


def _is_about_page(meta: "HtmlElement") -> bool:
    """Whether a microdata term describes the page, and not one of the other articles that it lists."""
    scopes = (
        outer for outer in meta.iterancestors() if outer.tag == "head" or outer.get("itemscope") is not None
    )
    scope = next(scopes, None)
    return scope is not None and (scope.tag == "head" or scope.find(".//h1") is not None)


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if tags.get(name)), None)


def _bare_title(tree: "HtmlElement") -> str | None:
    title = tree.find(".//title")
    return (fold(clean(title.text_content())) or None) if title is not None else None


def _shown_part(tree: "HtmlElement", title: str) -> str | None:
    """Return the longest beginning of the page title that the page shows as a line of its own."""
    ends = [separator.start() for separator in _SEPARATOR.finditer(title)]
    parts = [
        title[:end] for end in (*reversed(ends), len(title)) if len(title[:end].split()) >= _FEWEST_WORDS
    ]
    if not parts:
        return None
    leaves = (element for element in tree.iter() if not len(element) and element.tag != "title")
    shown = {fold(clean(element.text or "")) for element in leaves}
    return next((part for part in parts if part in shown), None)


def _whole(title: str | None) -> str | None:
    """Return ``title`` unless it was cut to fit a limit."""
    return None if title is None or title.endswith(("…", "...")) else title


def _suffix(title: str | None, heading: str | None) -> str | None:
    """Return the name of the site that a page title ends with: what the headline leaves over."""
    if not title or not heading or not title.casefold().startswith(heading.casefold()):
        return None
    rest = title[len(heading) :]
    separator = _SEPARATOR.match(rest)
    return rest[separator.end() :] or None if separator else None


def _without_site(title: str | None, publisher: str | None) -> str | None:
    if not title or not publisher:
        return title
    parts = list(_SEPARATOR.finditer(title))
    last = parts[-1] if parts else None
    return title[: last.start()] if last and title[last.end() :].casefold() == publisher.casefold() else title


def _authors(
    tree: "HtmlElement", linked: LinkedData, tags: dict[str, list[str]], publisher: str | None
) -> tuple[str, ...]:
    tagged = (tags[name] for name in _AUTHORS if _are_names(tags.get(name)))
    nobody = {*_NOBODY, (publisher or "").casefold()}
    for lines in (linked.author, *tagged, _marked_author(tree)):
        names = dict.fromkeys(name for line in lines for name in _split_names(line))
        people = tuple(name for name in names if name.casefold() not in nobody)
        if people:
            return people
    return ()


def _marked_author(tree: "HtmlElement") -> tuple[str, ...]:
    """Return the names in the first element that the article itself marks as its byline."""
    lines = [fold(clean(element.text_content())) for element in tree.xpath(_BYLINES)]
    return next((names for line in lines if (names := read_byline(line) or names_of(line))), ())


def _are_names(values: list[str] | None) -> bool:
    return bool(values) and not any("://" in value or "@" in value for value in values or ())


def _split_names(line: str) -> Iterator[str]:
    bare = _BY.sub("", line, count=1) if _BY.match(line) else line
    yield from names_of(bare) or (bare,)


def _published(tags: dict[str, list[str]]) -> StatedDate | None:
    return next(
        (date for name in _DATES for value in tags.get(name, ()) if (date := parse_field(value))), None
    )


def _marked_date(tree: "HtmlElement") -> StatedDate | None:
    """Return the one date that the article itself marks as that of its publication."""
    stated = {parse_field(time) for time in tree.xpath(_MARKED_TIMES)}
    return stated.pop() if len(stated) == 1 else None


def _language(tree: "HtmlElement", tags: dict[str, list[str]]) -> str | None:
    return tree.get("lang") or _first(tags, ("og:locale", "language", "content-language", "dc.language"))


def _url(tree: "HtmlElement", tags: dict[str, list[str]], linked: LinkedData) -> str | None:
    canonical = [
        link.get("href") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    ]
    stated = [*canonical, *tags.get("og:url", []), linked.url]
    return next((address for value in stated if (address := web_address(value))), None)
