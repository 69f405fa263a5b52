"""Sitemaps and news sitemaps: the addresses they list, with dates and titles where they state them."""

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefs.model import Listing, StatedDate
from briefs.reading.dates import parse_field
from briefs.sources.listings import Item, Sitemap, web_link

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES: Final = 50_000
"""What the protocol allows one sitemap; it allows 50 MB too."""
_MOST_BYTES: Final = 52_428_800
_HEAD: Final = 4096
_ROOT: Final = re.compile(rb"<(?:[A-Za-z]{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b"


def parse_sitemap(content: bytes, address: str) -> Sitemap | None:
    """The sitemap that ``content``, answered by ``address``, is, gzipped or not; None where it is none.

    XML that is not well-formed is read as far as it goes. Never raises.
    """
    plain = _unzipped(content) if content.startswith(_GZIP) else content
    if plain is None or not begins_as_sitemap(plain) or _ENTITY.search(plain):
        return None
    from lxml import etree  # noqa: PLC0415 - 50 ms that only sitemaps cost

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(plain, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    entries = list(root.iterchildren("{*}*"))[:MOST_ENTRIES]
    if _name(root) == "sitemapindex":
        return Sitemap(sitemaps=tuple(found for entry in entries if (found := _listing(entry, address))))
    listed = (found for entry in entries if (found := _listing(entry, address)))
    items: dict[str, Item] = {}
    for it in listed:
        if it.url:
            items.setdefault(it.url, Item(key=it.url, address=it.url, listing=it))
    return Sitemap(items=tuple(items.values()))


def begins_as_sitemap(content: bytes) -> bool:
    """Whether the first element of ``content`` is that of a sitemap."""
    return _ROOT.search(content[:_HEAD]) is not None


def _unzipped(content: bytes) -> bytes | None:
    """The content without its compression, None where it is broken or larger than a sitemap may be."""
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = inflate.decompress(content, _MOST_BYTES)
    except zlib.error:
        return None
    return None if inflate.unconsumed_tail else plain


def _listing(entry: "_Element", base: str) -> Listing | None:
    stated = dict(_leaves(entry))
    address = web_link(base, stated.get("loc"))
    if address is None:
        return None
    return Listing(
        url=address,
        title=stated.get("title"),
        publisher=stated.get("name"),
        published=_date(stated.get("publication_date")),
        modified=_date(stated.get("lastmod")),
        language=stated.get("language"),
    )


def _leaves(entry: "_Element") -> Iterator[tuple[str, str]]:
    """Names and texts of the elements without children; those of a picture are not the document's."""
    for element in entry.iter("{*}*"):
        text = " ".join((element.text or "").split())
        if len(element) == 0 and text and not _of_media(element):
            yield _name(element), text


def _of_media(element: "_Element") -> bool:
    parent = element.getparent()
    return parent is not None and _name(parent) in {"image", "video"}


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _date(value: str | None) -> StatedDate | None:
    return parse_field(value) if value else None
