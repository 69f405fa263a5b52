"""One round of visits to the addresses that are followed.

    address ──get──▶ list ──note──▶ wanted items ──get──▶ pages ──take──▶ kept

A list's validators and the items it names are noted in one step, and an item is wanted until it is kept: a round
that is killed at any moment loses nothing, and the next one goes on where it stood.
"""

import asyncio
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from briefs import store
from briefs.config import Followed, Kind
from briefs.editions.following.taking import Retrieved, take
from briefs.engine import Engine
from briefs.model import Listing, Problem, Provenance, Source
from briefs.sources.answers import Answer, Failure, Unchanged, Validators
from briefs.sources.discovery import FeedLink
from briefs.sources.listed import NoList, Wish, recognise_list
from briefs.sources.listings import Feed, Item, Sitemap, without_credentials

if TYPE_CHECKING:
    from briefs.sources.web import Web

LISTS: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.5"
)
_AT_ONCE: Final = 16
"""Items of one source that are in hand at a time."""
_MOST_TRIES: Final = 5
_FIRST_PAUSE: Final = datetime.timedelta(hours=1)
"""After a failure an item is let alone for an hour, then two, four and eight."""
_MOST_SITEMAPS: Final = 20
_LOST: Final = 3
"""Failures in a row after which the page that once named a feed is asked for another."""
_SITEMAP_DAYS: Final = datetime.timedelta(days=14)
"""A sitemap lists all that a site ever had; without a day to begin with, two weeks of it are taken."""
_HTML: Final = "text/html; charset=utf-8"
GONE: Final = frozenset({404, 410, 451})
"""By these a server says that a document is not to be had there any more: not found, gone, forbidden by law."""


class State(StrEnum):
    """How a visit went."""

    NEW = "new"
    UNCHANGED = "unchanged"
    NOT_DUE = "not due"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Visit:
    """What came of one source in one round. ``message`` says why it failed, or what its owner should know."""

    source: str
    state: State = State.UNCHANGED
    listed: int = 0
    kept: int = 0
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    message: str | None = None

    def fail(self, message: str) -> None:
        """The list itself could not be read."""
        self.state, self.message = State.FAILED, message

    def count(self, kept: Sequence[store.Kept], are_new: Sequence[bool]) -> None:
        """What was taken is kept, or kept out; what was kept before is no news."""
        for each in (each for each, is_new in zip(kept, are_new, strict=True) if is_new):
            self.state = State.NEW if self.state is not State.FAILED else self.state
            if each.problem is None:
                self.kept += 1
            else:
                self.skipped.append(Problem(subject=each.locator, stage="reading", message=each.problem))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a round works with. ``report`` is called with a line whenever something has been done."""

    web: "Web"
    store: store.Store
    readers: Engine
    now: Callable[[], datetime.datetime]
    report: Callable[[str], None]


async def visit_all(
    sources: Sequence[Followed], tools: Tools, since: datetime.date | None, *, forced: bool
) -> list[Visit]:
    """The visits to all ``sources``, in order. ``forced`` asks also those that are not due."""
    visitor = _Visitor(tools, since, forced=forced)
    visits = await asyncio.gather(*(visitor.visit(followed) for followed in sources))
    tools.store.note_unchanged(visitor.unchanged, tools.now())
    return visits


class _Visitor:
    def __init__(self, tools: Tools, since: datetime.date | None, *, forced: bool) -> None:
        self._tools = tools
        self._store = tools.store
        self._since = since
        self._forced = forced
        self._reading = asyncio.Lock()
        self._in_hand: dict[str, asyncio.Future[None]] = {}
        self.unchanged: list[tuple[str, str]] = []

    async def visit(self, followed: Followed) -> Visit:
        """Ask one source for its list, then fetch what is wanted of it, also from earlier rounds."""
        visit = Visit(source=followed.outlet.name)
        await self._ask(followed, visit)
        self._tools.report(f"{visit.source}: {visit.message or f'{visit.listed} new'}")
        await self._fetch_wanted(followed, visit)
        return visit

    # ---- Lists -------------------------------------------------------------------------------------------------------

    async def _ask(self, followed: Followed, visit: Visit) -> None:
        address = _address(followed)
        state = self._store.follow(visit.source, address)
        if state.leads_to and state.leads_to != address:
            lead = self._store.follow(visit.source, state.leads_to)
            if lead.failures < _LOST:
                await self._ask_one(followed, lead, visit)
                return
        await self._ask_one(followed, state, visit)

    async def _ask_one(self, followed: Followed, state: store.FollowState, visit: Visit) -> None:
        if not self._is_due(followed, state):
            visit.state = State.NOT_DUE
            return
        own = _address(followed)
        answer = await self._tools.web.get(
            followed.address or own if state.address == own else state.address,
            Validators(etag=state.etag, last_modified=state.last_modified),
            accept=LISTS,
            found_on=None if state.address == own else own,
        )
        match answer:
            case Unchanged():
                self.unchanged.append((visit.source, state.address))
            case Failure():
                self._note_failure(state, answer.message, answer.retry_after, visit)
            case Answer():
                await self._listed(followed, state, answer, visit)

    def _is_due(self, followed: Followed, state: store.FollowState) -> bool:
        if self._forced:
            return True
        now = self._tools.now()
        if state.not_before is not None and now < state.not_before:
            return False
        return state.last_success is None or now - state.last_success >= followed.every

    def _note_failure(
        self, state: store.FollowState, message: str, not_before: datetime.datetime | None, visit: Visit
    ) -> None:
        failure = store.Failure(message=message, not_before=not_before)
        self._store.note_failure(visit.source, state.address, failure, self._tools.now())
        visit.fail(f"{state.address} {message}")

    async def _listed(
        self, followed: Followed, state: store.FollowState, answer: Answer, visit: Visit
    ) -> None:
        """Note what an answer lists; a page is searched for its feed, or taken as a document."""
        if answer.moved_to:
            visit.message = f"has moved for good to {answer.moved_to}: change its address in briefs.toml"
        found = NoList() if followed.kind is Kind.PAGE else await self._recognised(answer)
        match found:
            case Feed():
                self._note(followed, state, answer, found, visit)
                if not found.is_whole:
                    visit.message = visit.message or "is not well-formed: it was read as far as it goes"
            case Sitemap():
                await self._look_into(followed, state, found, visit)
                self._note(followed, state, answer, found, visit)
            case NoList(is_broken=True):
                self._note_failure(
                    state, "begins as a feed or sitemap, but cannot be read as one", None, visit
                )
            case NoList():
                await self._page(followed, state, answer, found.feeds, visit)
            case Problem():
                self._note_failure(state, found.message, None, visit)

    async def _recognised(self, answer: Answer) -> Feed | Sitemap | NoList | Problem:
        """What an answer is, told by a reader's process: a list can be as hostile as a document."""
        source = Source(path=answer.url, content=answer.content)
        async with self._reading:
            (found,) = await asyncio.to_thread(self._tools.readers.read_all, [source], recognise_list)
        return found

    def _note(
        self,
        followed: Followed,
        state: store.FollowState,
        answer: Answer,
        found: Feed | Sitemap,
        visit: Visit,
    ) -> None:
        wish = self._wish(followed, found)
        wanted = [_wanted(item) for item in wish.chosen(found)]
        if self._since is None and (older := wish.older(found)):
            told = f"{older} from before {wish.since} not taken (fetch --since DATE takes them)"
            visit.message = visit.message or told
        # What an index leads to may change while it stays the same itself: it is asked for in full each time.
        is_index = isinstance(found, Sitemap) and bool(found.sitemaps)
        heard = store.Answer() if is_index else _heard(answer)
        new = self._store.note_listing(visit.source, state.address, heard, wanted, self._tools.now())
        if state.leads_to != state.address:
            self._store.note_lead(visit.source, state.address, state.address)
        visit.listed += new

    async def _look_into(
        self, followed: Followed, state: store.FollowState, index: Sitemap, visit: Visit
    ) -> None:
        for address in self._wish(followed, index).sitemaps(index, _MOST_SITEMAPS):
            child = self._store.follow(visit.source, address)
            if address not in {state.address, _address(followed)} and child.leads_to in {None, address}:
                await self._ask_child(followed, child, visit)

    async def _ask_child(self, followed: Followed, child: store.FollowState, visit: Visit) -> None:
        validators = Validators(etag=child.etag, last_modified=child.last_modified)
        answer = await self._tools.web.get(
            child.address, validators, accept=LISTS, found_on=_address(followed)
        )
        match answer:
            case Unchanged():
                self.unchanged.append((visit.source, child.address))
            case Failure():
                self._note_failure(child, answer.message, answer.retry_after, visit)
            case Answer():
                found = await self._recognised(answer)
                if isinstance(found, Sitemap):
                    self._note(followed, child, answer, Sitemap(items=found.items), visit)
                else:
                    message = found.message if isinstance(found, Problem) else "is no sitemap"
                    self._note_failure(child, message, None, visit)

    def _wish(self, followed: Followed, found: Feed | Sitemap) -> Wish:
        since = self._since
        if since is None and isinstance(found, Sitemap):
            since = (self._tools.now() - _SITEMAP_DAYS).date()
        return Wish(include=followed.include, exclude=followed.exclude, since=since)

    # ---- Pages -------------------------------------------------------------------------------------------------------

    async def _page(
        self,
        followed: Followed,
        state: store.FollowState,
        answer: Answer,
        named: Sequence[FeedLink],
        visit: Visit,
    ) -> None:
        """Take a page as what it is: the way to a feed, a document, or an answer where a list once was."""
        is_page = followed.kind is Kind.PAGE
        was_list = state.leads_to == state.address
        is_own = state.address == _address(followed)
        feeds = named if is_own and not is_page and not was_list else ()
        if not is_page and not feeds and (was_list or not is_own or followed.kind is not None):
            self._note_failure(state, "is no feed or sitemap: it answers with something else", None, visit)
            return
        page = Retrieved(source=self._source(followed, state.address, answer))
        (taken,) = await self._take([page])
        # A front page names its feed too, but it is no article with a date.
        if feeds and (followed.kind is Kind.FEED or taken.problem is not None or taken.published is None):
            self._store.note_lead(visit.source, state.address, feeds[0].address)
            await self._ask_one(followed, self._store.follow(visit.source, feeds[0].address), visit)
            return
        self._keep([taken], visit)
        self._store.note_listing(visit.source, state.address, _heard(answer), (), self._tools.now())

    # ---- Documents ---------------------------------------------------------------------------------------------------

    async def _fetch_wanted(self, followed: Followed, visit: Visit) -> None:
        """Fetch, read and keep what is wanted and due. Each item is settled or put off, so that this ends."""
        while wanted := self._store.wanted(visit.source, self._tools.now(), _AT_ONCE):
            free = [item for item in wanted if item.address not in self._in_hand]
            if free:
                await self._fetch_all(followed, free, visit)
            else:  # another source has them in hand, and this one takes over what it keeps
                await asyncio.wait({self._in_hand[item.address] for item in wanted})

    async def _fetch_all(self, followed: Followed, items: Sequence[store.Wanted], visit: Visit) -> None:
        """Keep each document as soon as it is there: what is killed then has lost next to nothing."""
        done = asyncio.get_running_loop().create_future()
        self._in_hand.update(dict.fromkeys((item.address for item in items), done))
        pending = {asyncio.create_task(self._fetch(followed, item, visit)) for item in items}
        try:
            while pending:
                ready, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                fetched = [each for task in ready if (each := task.result()) is not None]
                self._keep(await self._take(fetched), visit)
                self._tools.report(f"{visit.source}: {visit.kept} kept")
        finally:
            for task in pending:
                task.cancel()
            for item in items:
                del self._in_hand[item.address]
            done.set_result(None)

    async def _fetch(self, followed: Followed, item: store.Wanted, visit: Visit) -> Retrieved | None:
        """The document of an item: from the list itself, or from its address; None where there is none."""
        if item.content is not None:
            provenance = Provenance(
                outlet=followed.outlet,
                url=item.address,
                retrieved=self._tools.now(),
                media_type=_HTML,
                listing=item.listing,
            )
            source = Source(path=item.address, content=item.content, provenance=provenance)
            return Retrieved(source=source, guid=item.guid)
        answer = await self._tools.web.get(item.address, found_on=_address(followed))
        if isinstance(answer, Answer):
            source = self._source(followed, item.address, answer, item.listing)
            return Retrieved(source=source, guid=item.guid)
        self._put_off(item, answer, visit)
        return None

    def _put_off(self, item: store.Wanted, answer: Failure | Unchanged, visit: Visit) -> None:
        """Try again later, or never: what a server says it will not give is not asked for again."""
        message = (
            answer.message
            if isinstance(answer, Failure)
            else "says that it has not changed, and gives nothing"
        )
        visit.failed.append(Problem(subject=item.address, stage="sources", message=message))
        now = self._tools.now()
        if isinstance(answer, Failure) and answer.status in GONE:
            self._store.watch.note_gone(visit.source, item.address, message, now)
        if (isinstance(answer, Failure) and answer.lasting) or item.tries + 1 >= _MOST_TRIES:
            self._store.give_up(visit.source, item.guid, message, now)
            return
        wish = answer.retry_after if isinstance(answer, Failure) else None
        later = max(wish or now, now + _FIRST_PAUSE * 2**item.tries)
        self._store.put_off(visit.source, item.guid, store.Failure(message=message, not_before=later))

    def _source(
        self, followed: Followed, address: str, answer: Answer, listing: Listing | None = None
    ) -> Source:
        provenance = Provenance(
            outlet=followed.outlet,
            url=answer.url,
            retrieved=answer.retrieved,
            media_type=answer.media_type,
            listing=listing,
        )
        return Source(path=address, content=answer.content, provenance=provenance)

    async def _take(self, retrieved: Sequence[Retrieved]) -> list[store.Kept]:
        """Read what was retrieved; the network goes on meanwhile."""
        if not retrieved:
            return []
        async with self._reading:
            return await asyncio.to_thread(take, retrieved, self._tools.readers)

    def _keep(self, kept: Sequence[store.Kept], visit: Visit) -> None:
        if kept:
            visit.count(kept, self._store.keep(kept, self._tools.now()))


def _address(followed: Followed) -> str:
    """The address of a source as it may be told and kept."""
    if followed.address is None:
        raise ValueError(f"stands at a path: {followed.outlet.name}")
    return without_credentials(followed.address)


def _wanted(item: Item) -> store.Wanted:
    return store.Wanted(guid=item.key, address=item.address, listing=item.listing, content=item.content)


def _heard(answer: Answer) -> store.Answer:
    return store.Answer(
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        digest=sha256(answer.content).hexdigest(),
    )
