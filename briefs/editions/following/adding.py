"""Following a new address: it is tried first, then written into ``briefs.toml``."""

import asyncio
import datetime
import json
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefs import config
from briefs.config import Followed, Kind, Settings
from briefs.editions.following.connection import connect
from briefs.editions.following.visiting import LISTS
from briefs.engine import Engine, stand_ready
from briefs.errors import ConfigurationError, OutputError, Unreachable
from briefs.model import Document, Outlet, Problem, Provenance, Source
from briefs.reading import read
from briefs.sources.answers import Answer, Failure, Unchanged
from briefs.sources.listed import NoList, recognise_list
from briefs.sources.listings import Feed, Sitemap, without_credentials

if TYPE_CHECKING:
    from briefs.sources.web import Web

_HEADER: Final = re.compile(r"\s*\[")
_SOURCE: Final = re.compile(r"\s*\[\[\s*sources\s*\]\]")
_NOTE: Final = re.compile(r"\s*(?:#.*)?$")
_LONGEST_NAME: Final = 80
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """What to follow, and the file to write it to. ``now`` is the clock, ``jitter`` gives numbers from 0 to 1."""

    settings: Settings
    file: Path
    address: str
    name: str | None
    now: Callable[[], datetime.datetime]
    jitter: Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What was found and written. ``documents`` and ``sitemaps`` count what the address lists.

    ``titles`` are the first of the documents; ``entry`` is shown without credentials.
    """

    name: str
    address: str
    kind: Kind
    documents: int
    sitemaps: int
    titles: tuple[str, ...]
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    address: str
    kind: Kind
    title: str | None
    documents: int = 1
    sitemaps: int = 0
    titles: tuple[str, ...] = ()


def add(request: AddRequest) -> Addition:
    """What is followed from now on.

    Raises Unreachable when the address gives nothing to follow, ConfigurationError when it or its name is followed
    already, OutputError when the file cannot be written; the file is as it was then.
    """
    # Readers first: they are forks, and a fork copies no threads.
    with stand_ready(1) as readers:
        found = asyncio.run(_look(request, readers))
    asked = {without_credentials(found.address), without_credentials(request.address)}
    for followed in request.settings.sources:
        if followed.address and without_credentials(followed.address) in asked:
            raise ConfigurationError(
                f'{without_credentials(found.address)} is followed already, as "{followed.outlet.name}"'
            )
    name = _name(request, found)
    entry = _entry(name, found)
    _write(request.file, entry, request.settings)
    return Addition(
        name=name,
        address=found.address,
        kind=found.kind,
        documents=found.documents,
        sitemaps=found.sitemaps,
        titles=found.titles,
        entry=_entry(name, replace(found, address=without_credentials(found.address))),
    )


async def _look(request: AddRequest, readers: Engine) -> _Found:
    async with connect(request.settings, request.now, request.jitter) as web:
        answer = await _get(web, request.address, None)
        found = _recognised(answer, readers)
        if not isinstance(found, NoList):
            return _list_at(found, answer.moved_to or request.address)
        article = _article(answer, readers)
        if found.feeds and (article is None or article.published is None):
            led = await _get(web, found.feeds[0].address, request.address)
            listed = _recognised(led, readers)
            if not isinstance(listed, NoList):
                return _list_at(listed, led.moved_to or found.feeds[0].address)
    if article is None:
        raise Unreachable(f"{answer.url} is no feed, no sitemap and no article, and names no feed")
    return _Found(
        address=answer.moved_to or request.address,
        kind=Kind.PAGE,
        title=article.publisher or article.title,
        titles=(article.title,) if article.title else (),
    )


async def _get(web: "Web", address: str, found_on: str | None) -> Answer:
    answer = await web.get(address, accept=LISTS, found_on=found_on)
    match answer:
        case Failure():
            raise Unreachable(f"{answer.url} {answer.message}")
        case Unchanged():
            raise Unreachable(f"{answer.url} says that it has not changed, and gives nothing")
        case Answer():
            return answer


def _recognised(answer: Answer, readers: Engine) -> Feed | Sitemap | NoList:
    (found,) = readers.read_all([Source(path=answer.url, content=answer.content)], recognise_list)
    if isinstance(found, Problem):
        raise Unreachable(f"{answer.url} {found.message}")
    if isinstance(found, NoList) and found.is_broken:
        raise Unreachable(f"{answer.url} begins as a feed or sitemap, but cannot be read as one")
    return found


def _list_at(found: Feed | Sitemap, address: str) -> _Found:
    listings = [item.listing for item in found.items]
    return _Found(
        address=address,
        kind=Kind.SITEMAP if isinstance(found, Sitemap) else Kind.FEED,
        title=found.title if isinstance(found, Feed) else None,
        documents=len(listings),
        sitemaps=len(found.sitemaps) if isinstance(found, Sitemap) else 0,
        titles=tuple(listing.title for listing in listings if listing.title)[:_SHOWN],
    )


def _article(answer: Answer, readers: Engine) -> Document | None:
    provenance = Provenance(outlet=Outlet(name="new"), url=answer.url, media_type=answer.media_type)
    source = Source(path=answer.url, content=answer.content, provenance=provenance)
    (outcome,) = readers.read_all([source], read)
    return outcome if isinstance(outcome, Document) else None


def _name(request: AddRequest, found: _Found) -> str:
    taken = {followed.outlet.name.casefold() for followed in request.settings.sources}
    if request.name is not None:
        if request.name.casefold() in taken:
            raise ConfigurationError(
                f'"{request.name}" is the name of a source already; give another with --name'
            )
        return request.name
    host = (urlsplit(found.address).hostname or "source").removeprefix("www.")
    title = "".join(character for character in found.title or "" if character.isprintable())
    wished = " ".join(title.split())[:_LONGEST_NAME].strip() or host
    names = [wished, f"{wished} ({host})", *(f"{wished} {number}" for number in range(2, 1000))]
    return next(name for name in names if name.casefold() not in taken)


def _entry(name: str, found: _Found) -> str:
    lines = [
        "[[sources]]",
        f"name = {_quoted(name)}",
        f"address = {_quoted(found.address)}",
        f'kind = "{found.kind}"',
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """The text as a basic string of TOML, which takes JSON's."""
    return json.dumps(text, ensure_ascii=False)


def _write(file: Path, entry: str, settings: Settings) -> None:
    """Put the entry behind the last source; where that would change anything else, at the end of the file."""
    if not os.access(file, os.W_OK):
        raise OutputError(f"{file}: may not be written; add the entry yourself:\n{entry}")
    try:
        text = file.read_text("utf-8-sig")
        for candidate in (_inserted(text, entry), f"{text.rstrip()}\n\n{entry}"):
            if _replace(file, candidate, settings.sources):
                return
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from error
    raise OutputError(f"{file}: the entry could not be added; add it yourself:\n{entry}")


def _inserted(text: str, entry: str) -> str:
    lines = text.splitlines(keepends=True)
    last = max((place for place, line in enumerate(lines) if _SOURCE.match(line)), default=None)
    if last is None:
        return f"{text.rstrip()}\n\n{entry}"
    end = next((place for place in range(last + 1, len(lines)) if _HEADER.match(lines[place])), len(lines))
    while _NOTE.match(lines[end - 1]):
        end -= 1
    return "".join([*lines[:end], "" if lines[end - 1].endswith("\n") else "\n", "\n", entry, *lines[end:]])


def _replace(file: Path, text: str, before: Sequence[Followed]) -> bool:
    """Whether the text is a configuration that follows one source more; then it is the file's."""
    handle, name = tempfile.mkstemp(prefix=".briefs-", suffix=".toml", dir=file.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        known = {(followed.outlet, followed.address) for followed in before}
        found = {(followed.outlet, followed.address) for followed in config.load(made).sources}
        if len(found) != len(before) + 1 or not known <= found:
            return False
        made.chmod(file.stat().st_mode)
        made.replace(file)
    except ConfigurationError:
        return False
    finally:
        made.unlink(missing_ok=True)
    return True
