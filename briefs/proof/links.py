"""Where the links of a brief lead, against the words on them: the number of a reference, the address of a source."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from briefs.proof.manifest import Cited, Manifest
from briefs.proof.report import Check, Finding, counted, judged, shortened
from briefs.proof.targets import Link
from briefs.publication.concordance import Concordance, folded

SUBJECT: Final = "the links"
_NUMBER: Final = re.compile(r"\d{1,4}")
_NAMES: Final = 8
"""Letters of an author, a title or a publisher by which the entry of a reference is known where a link leads."""


def check_links(links: Sequence[Link], concordance: Concordance, manifest: Manifest) -> Check:
    """Whether citation numbers lead to the references of these numbers, and addresses are a source's or are printed."""
    findings = [*_misled(links, manifest), *_strange(links, concordance, manifest)]
    outward = sum(bool(link.address) for link in links)
    detail = f"{counted(len(links), 'link')}, {outward:,} of them to addresses of sources"
    return judged(SUBJECT, detail, findings)


def _strange(links: Sequence[Link], concordance: Concordance, manifest: Manifest) -> Iterator[Finding]:
    """Links to what is no source's address, and is not printed for the reader to see."""
    known = {unquote(cited.url) for cited in manifest.documents.values() if cited.url}
    told: set[str] = set()
    for link in links:
        bare = unquote(link.address.partition("#")[0])
        if not bare or bare in told or known & {bare, unquote(link.address)}:
            continue
        told.add(bare)
        if not concordance.spans((bare.removeprefix("mailto:"),)):
            message = "a link leads to an address that is no source's and is not printed"
            yield Finding(
                where=f"page {link.page}, “{shortened(link.words)}”", message=message, found=shortened(bare)
            )


def _misled(links: Sequence[Link], manifest: Manifest) -> Iterator[Finding]:
    """Citation numbers that lead elsewhere than to the entry of that number, where entries bear numbers.

    In the entries themselves a number may lead back to a part of the brief.
    """
    entries = {str(cited.reference): _signs(cited) for cited in manifest.documents.values()}
    there = {link.there: _entry(link.there, entries) for link in links if link.there}
    printed = {number for number in there.values() if number}
    first = min((link.onto for link in links if there.get(link.there)), default=0)
    for link in links:
        number = "".join(link.words.split())
        if link.address or number not in printed:
            continue
        leads = there.get(link.there)
        if leads != number and (leads or link.page < first):
            told = f"[{leads}]" if leads else shortened(link.there) or "nowhere"
            message = "a citation does not lead to the reference of its number"
            yield Finding(where=f"page {link.page}", message=message, found=told, expected=f"[{number}]")


def _signs(cited: Cited) -> tuple[str, ...]:
    """What the entry of a source may hold behind its number."""
    named = (*cited.author, cited.title or "", cited.publisher or "", cited.path.rsplit("/", 1)[-1])
    return tuple(letters[:_NAMES] for name in named if (letters := folded(name)))


def _entry(there: str, entries: dict[str, tuple[str, ...]]) -> str | None:
    """The number of the reference whose entry begins with these words, or None for other words."""
    found = _NUMBER.match(there)
    if found is None:
        return None
    letters = folded(there)
    return found[0] if any(sign in letters for sign in entries.get(found[0], ())) else None
