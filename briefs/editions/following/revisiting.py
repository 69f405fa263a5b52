"""What editions cite is asked for again, so that it is noticed when a source changes or disappears.

cited addresses ──get (conditional)──▶ as it was │ other words ──take──▶ a new version │ gone │ no news

An address is asked once a week at most and for eight weeks, as politely as any other. Whatever keeps it from answering
is no news, but for a server that says that the document is no longer there.
"""

import asyncio
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from briefs import store
from briefs.config import Followed
from briefs.editions.following.taking import Retrieved, take
from briefs.editions.following.visiting import GONE, Tools
from briefs.model import Provenance, Source
from briefs.sources.answers import Answer, Failure, Unchanged, Validators
from briefs.sources.listings import without_credentials

_CITED_FOR: Final = datetime.timedelta(weeks=8)
"""As long as earlier editions are remembered."""
_EVERY: Final = datetime.timedelta(days=6, hours=12)
"""Once a week; half a day less, so that a weekly fetch that comes a minute early does not pass over it."""
_MOST: Final = 200
"""Addresses in one fetch: a weekly fetch of eight editions with some thirty cited pages each is through in a round."""
_MOST_OF_A_HOST: Final = 30
"""At a second between two requests a host takes half a minute."""
_PAGE: Final = (b"<!doctype", b"<html", b"<?xml")
_HEAD: Final = 4096
"""Bytes in which a page says that it is one, comments before it included."""


async def revisit_all(sources: Sequence[Followed], tools: Tools) -> int:
    """The number of cited addresses that were asked again; what has changed is kept, what is gone is noted."""
    now = tools.now()
    followed = {each.outlet.name: each for each in sources}
    due = tools.store.watch.to_ask(followed.keys(), now - _CITED_FOR, now - _EVERY)
    asked = [*_bounded(due)]
    reading = asyncio.Lock()
    await asyncio.gather(*(_revisit(place, followed, tools, reading) for place in asked))
    return len(asked)


def _bounded(due: Sequence[store.Watched]) -> Iterator[store.Watched]:
    """The first of ``due``, no more of one host than its patience is asked for; an address once."""
    of_host: Counter[str] = Counter()
    seen: set[str] = set()
    for place in due:
        host = urlsplit(place.locator).netloc
        if place.locator in seen or of_host[host] >= _MOST_OF_A_HOST:
            continue
        seen.add(place.locator)
        of_host[host] += 1
        yield place
        if len(seen) == _MOST:
            return


async def _revisit(
    place: store.Watched, followed: Mapping[str, Followed], tools: Tools, reading: asyncio.Lock
) -> None:
    source = followed[place.source]
    answer = await tools.web.get(
        place.locator,
        Validators(etag=place.etag, last_modified=place.last_modified),
        found_on=without_credentials(source.address) if source.address else None,
    )
    match answer:
        case Unchanged():
            tools.store.watch.note_asked(place, tools.now())
        case Failure(status=status, message=message) if status in GONE:
            tools.store.watch.note_gone(place.source, place.locator, message, tools.now())
        case Failure():
            tools.store.watch.note_passed(place.source, place.locator, tools.now())
        case Answer():
            if place.document != f"sha256:{sha256(answer.content).hexdigest()}":
                await _compare(place, source, answer, tools, reading)
            validators = answer.validators
            told = replace(place, etag=validators.etag, last_modified=validators.last_modified)
            tools.store.watch.note_asked(told, tools.now())


async def _compare(
    place: store.Watched, followed: Followed, answer: Answer, tools: Tools, reading: asyncio.Lock
) -> None:
    """Keep what the address gives now, if it says something else: advertisements change with every request."""
    if not _is_document(place, tools.store.content(place.document)):
        return
    provenance = Provenance(
        outlet=followed.outlet,
        url=answer.url,
        retrieved=answer.retrieved,
        media_type=answer.media_type,
        listing=place.listing,
    )
    page = Source(path=place.locator, content=answer.content, provenance=provenance)
    async with reading:
        (taken,) = await asyncio.to_thread(take, [Retrieved(source=page)], tools.readers)
    if (taken.problem, taken.title, taken.text) == (None, place.title, place.text):
        tools.store.note_seen(place.source, [place.locator], tools.now())
    else:
        tools.store.keep([taken], tools.now())


def _is_document(place: store.Watched, content: bytes) -> bool:
    """Whether an address gave it itself: what a feed said of an entry is another text than that of the entry's page."""
    if not (place.media_type or "").lower().startswith("text/html"):
        return True
    head = content[:_HEAD].lower()
    return any(mark in head for mark in _PAGE)
