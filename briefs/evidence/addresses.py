"""The addresses that a document is found under, and whether its page names another host's as its own."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefs.model import Document

_TRACKING: Final = ("utm_", "fbclid", "gclid", "cmpid", "ref_src", "mc_cid", "mc_eid")
_FOLLOWED: Final = "www."


def addresses(document: Document) -> frozenset[str]:
    """The addresses of a document without scheme, ``www.``, fragment and tracking; a bare host is nobody's page."""
    provenance = document.provenance
    listing = provenance.listing if provenance else None
    named = (document.url, provenance.url if provenance else None, listing.url if listing else None)
    return frozenset(address for given in named if given and (address := _address(given)))


def _address(given: str) -> str | None:
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").removeprefix(_FOLLOWED)
    except ValueError:
        return None
    query = [pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(_TRACKING)]
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}?{urlencode(sorted(query))}"


def points_elsewhere(document: Document) -> bool:
    """Whether the page that answered names an address at another host as its own."""
    answered = document.provenance.url if document.provenance else None
    return bool(document.url and answered and _host(document.url) != _host(answered))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix(_FOLLOWED)
    except ValueError:
        return ""
