"""RSS, Atom and JSON Feed: the documents a feed lists, with what it says of them.

A feed that lists nothing is a feed; what is no feed is None.
"""

import codecs
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefs.model import Listing, StatedDate
from briefs.reading.dates import parse_field
from briefs.sources.listings import Feed, Item, web_link, with_keys

MOST_ITEMS: Final = 1_000
"""Entries of one feed that are looked at: news feeds have up to 200, archives as feeds some thousands."""
_FULL: Final = 200
"""Words from which an entry is a whole article; teasers have 20 to 80, long leads up to 150."""
_LONGEST_TEXT: Final = 2_000_000
_HEAD: Final = 4096
_XML_FEED: Final = re.compile(rb"<(?:rss|(?:[A-Za-z]{1,20}:)?RDF|(?:[A-Za-z]{1,20}:)?feed)[\s>]")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_WIDE: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_CUT: Final = re.compile(
    r"(?:…|\.\.\.|\[[….]{1,3}\]|&hellip;|(?:read|continue) (?:more|reading)[^<>]{0,80}"
    r"|더 ?보기|続きを読む|阅读全文|全文)\W{0,20}$",
    re.IGNORECASE,
)
_JSON_FEED: Final = "https://jsonfeed.org/version/"
_PROLOG: Final = re.compile(r"^\s*<\?xml[^>]{0,200}>")


def parse_feed(content: bytes, address: str) -> Feed | None:
    """The feed that ``content``, answered by ``address``, is; None where it is none. Never raises.

    XML that is not well-formed is read as far as it goes. Entities of its own declare a document that is not
    a feed: nobody needs them, and they can grow without end.
    """
    plain = _in_utf8(content)
    if plain.lstrip()[:1] == b"{":
        return _json_feed(plain, address)
    if not begins_as_feed(plain) or _ENTITY.search(plain.replace(b"\0", b"")):
        return None
    return _xml_feed(plain, address)


def begins_as_feed(content: bytes) -> bool:
    """Whether the first element of ``content`` is that of a feed, or it is a JSON Feed by its first words."""
    head = _in_utf8(content[:_HEAD]).replace(b"\0", b"")
    return _XML_FEED.search(head) is not None or (head.lstrip()[:1] == b"{" and _JSON_FEED.encode() in head)


def _in_utf8(content: bytes) -> bytes:
    """The content without its byte order mark; what a mark says to be UTF-16 is turned into UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
        return _PROLOG.sub("", text, count=1).encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)


def _xml_feed(content: bytes, address: str) -> Feed | None:
    from xml.sax import SAXException  # noqa: PLC0415 - as below

    import feedparser  # noqa: PLC0415 - 0.1 s, and only a feed that has changed needs it

    try:
        # Not told the address: it would make one of a guid that is a mere number.
        parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 - it lets through whatever its parsers and codecs raise
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    title, language = _text(parsed.feed.get("title")), _text(parsed.feed.get("language"))
    # As plain tables: feedparser's own lend a date that is not stated from another, with a warning.
    entries = [_entry(dict(entry), address, language) for entry in parsed.entries[:MOST_ITEMS]]
    return Feed(
        title=title,
        items=with_keys(tuple(entry for entry in entries if entry)),
        is_whole=not isinstance(parsed.get("bozo_exception"), SAXException),
    )


def _entry(entry: Mapping[str, Any], base: str, language: str | None) -> tuple[str | None, Item] | None:
    stated = _text(entry.get("id"))
    # Without a link feedparser gives the guid as one, also where it is a mere number.
    link = entry.get("link") if entry.get("links") else stated
    address = web_link(base, link) if link != stated or _is_address(stated) else None
    if address is None:
        return None
    authors = (_text(author.get("name")) for author in entry.get("authors") or ())
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    source = entry.get("source") or {}
    listing = Listing(
        url=address,
        title=_plain(entry.get("title")),
        author=tuple(dict.fromkeys(author for author in authors if author)),
        publisher=_plain(source.get("title")),
        published=_date(entry.get("published")),
        modified=_date(entry.get("updated")),
        language=_text((entry.get("title_detail") or {}).get("language")) or language,
    )
    texts = [_text(detail.get("value")) for detail in details]
    return stated, Item(key=address, address=address, listing=listing, content=_whole(texts))


def _json_feed(content: bytes, address: str) -> Feed | None:
    try:
        tables = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(tables, dict) or not isinstance(tables.get("items"), list):
        return None
    if not str(tables.get("version")).startswith(_JSON_FEED):
        return None
    items = list(_tables(tables, "items"))[:MOST_ITEMS]
    language = _text(tables.get("language"))
    entries = [_json_entry(item, address, language) for item in items]
    return Feed(title=_text(tables.get("title")), items=with_keys(tuple(entry for entry in entries if entry)))


def _json_entry(item: Mapping[str, Any], base: str, language: str | None) -> tuple[str | None, Item] | None:
    stated = str(item["id"]) if isinstance(item.get("id"), str | int) else None
    links = (item.get("url"), item.get("external_url"), stated if _is_address(stated) else None)
    address = next((found for link in links if (found := web_link(base, _text(link)))), None)
    if address is None:
        return None
    authors = (_text(author.get("name")) for author in _tables(item, "authors"))
    listing = Listing(
        url=address,
        title=_text(item.get("title")),
        author=tuple(dict.fromkeys(author for author in authors if author)),
        published=_date(item.get("date_published")),
        modified=_date(item.get("date_modified")),
        language=_text(item.get("language")) or language,
    )
    texts = [_text(item.get("content_html")), _text(item.get("content_text"))]
    return stated, Item(key=address, address=address, listing=listing, content=_whole(texts))


def _tables(table: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    items = table.get(key)
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def _text(value: object) -> str | None:
    """The value as one line of text; None where it is none or empty."""
    if not isinstance(value, str):
        return None
    return value.strip() or None


def _plain(value: object) -> str | None:
    """A title without the markup that some feeds put into it, white space folded."""
    text = _text(value)
    return " ".join(html.unescape(_TAG.sub("", text)).split()) or None if text else None


def _date(value: object) -> StatedDate | None:
    text = _text(value)
    return parse_field(text) if text else None


def _is_address(value: str | None) -> bool:
    return value is not None and value.lower().startswith(("http://", "https://"))


def _whole(texts: list[str | None]) -> bytes | None:
    """The longest of the texts, where it is a whole article and not the beginning of one."""
    text = max((text for text in texts if text), key=len, default="")
    if len(text) > _LONGEST_TEXT:
        return None
    plain = _TAG.sub(" ", text)
    words = len(plain.split()) + len(_WIDE.findall(plain)) // 2
    return text.encode("utf-8", "replace") if words >= _FULL and not _CUT.search(plain.rstrip()) else None
