"""What the files of the site are called, and where they stand in ``out``.

Beside the editions: index.html, feed.xml, editions.json, announced.ics, sitemap.xml. In site/: search.html and its
search-1.js and so on, sources.html, source-….html, theme-….html, feed-1.xml. In .site/: what is kept between runs.
"""

import hashlib
import re
import unicodedata
from typing import Final

INDEX: Final = "index.html"
FEED: Final = "feed.xml"
LISTING: Final = "editions.json"
CALENDAR: Final = "announced.ics"
SITEMAP: Final = "sitemap.xml"
OF_THE_SITE: Final = frozenset({INDEX, FEED, LISTING, CALENDAR, SITEMAP})
"""The files that stand beside the editions."""
FOLDER: Final = "site"
KEPT: Final = ".site"
SEARCH: Final = f"{FOLDER}/search.html"
SOURCES: Final = f"{FOLDER}/sources.html"
OURS: Final = re.compile(
    r"(?:search\.html|sources\.html|(?:theme|source)-[a-z0-9.-]{1,120}\.html|search-\d{1,6}\.js|feed-\d{1,6}\.xml)"
)
"""The files that the site has in its folder; one that is no longer needed is removed, any other is left alone."""

_PLAIN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST: Final = 60
_DIGITS: Final = 8


def theme_page(theme: str, number: int | None = None) -> str:
    """The page of a theme, or the portion of it with that number."""
    name = theme if _PLAIN.fullmatch(theme) and len(theme) <= _LONGEST else _slug(theme)
    return f"{FOLDER}/theme-{name}{_portion(number)}.html"


def source_page(source: str, number: int | None = None) -> str:
    """The page of a source, told by its folded name, or the portion of it with that number."""
    return f"{FOLDER}/source-{_slug(source) if source else 'not-stated'}{_portion(number)}.html"


def search_shard(number: int) -> str:
    """The words of a portion of the editions."""
    return f"{FOLDER}/search-{number}.js"


def feed_page(number: int) -> str:
    """A portion of the feed that will not change."""
    return f"{FOLDER}/feed-{number}.xml"


def folded(name: str) -> str:
    """A name as it is compared: neither capitals nor the width of signs tell two sources apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _portion(number: int | None) -> str:
    return "" if number is None else f".{number}"


def _slug(name: str) -> str:
    """Small letters for people and a digest that keeps names apart, for any name on any file system."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].strip("-")
    digest = hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]
    return f"{words}-{digest}" if words else digest
