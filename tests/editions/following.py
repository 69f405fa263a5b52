"""A workspace that follows pages and feeds of a server, and what these say."""

import datetime
from pathlib import Path

from briefs.config import load
from briefs.editions.following import library
from briefs.editions.following.fetching import FetchRequest, FetchResult, fetch
from briefs.editions.following.visiting import Visit
from briefs.store import Search, SourceHealth, open_store
from tests.sources.fault_server import FaultServer

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)


THEMES = """
[[themes]]
id = "ferries"
title = "Ferries"
description = "Ferries between the islands and the coast and what the harbour offices say of them"
terms = ["ferry", "harbour"]
"""


PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2026-05-30T08:00:00+09:00"></head><body><article><h1>{title}</h1>
<p>The harbour office of {title} said on Saturday that a second ferry will sail to the outer islands from June.</p>
<p>Tickets for residents remain free of charge, and freight is to be carried three times a week all year.</p>
<p>A survey among islanders had shown that most of them want an evening ferry more than a faster one.</p>
</article></body></html>"""


NAVIGATION = (
    "<!doctype html><html><head><title>Sections</title></head><body><ul>"
    + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    + "</ul></body></html>"
)


def page(title: str) -> bytes:
    return PAGE.format(title=title).encode()


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title><link>/{name}</link></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Quay Post</title>{items}</channel></rss>".encode()


class Desk:
    """A workspace that follows what a test names, and a clock that the test sets."""

    def __init__(self, folder: Path, server: FaultServer) -> None:
        self.folder, self.server, self.now = folder, server, NOW

    def follows(self, *sources: str) -> "Desk":
        tables = "".join(f"[[sources]]\n{source}\n" for source in sources)
        manners = '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
        (self.folder / "briefs.toml").write_text(f"{manners}{tables}{THEMES}", encoding="utf-8")
        return self

    def follows_at(self, path: str, more: str = "") -> "Desk":
        return self.follows(f'name = "Quay"\naddress = "{self.server.url(path)}"\n{more}')

    def fetch(self, *names: str, since: datetime.date | None = None) -> FetchResult:
        request = FetchRequest(
            settings=load(self.folder / "briefs.toml"),
            names=names,
            since=since,
            now=lambda: self.now,
            jitter=lambda: 0.0,
        )
        return fetch(request, lambda _: None)

    def visit(self) -> Visit:
        (visit,) = self.fetch().visits
        return visit

    def later(self, **span: int) -> "Desk":
        self.now += datetime.timedelta(**span)
        return self

    def kept(self) -> list[str]:
        found = library.search(load(self.folder / "briefs.toml"), Search())
        return sorted(entry.title or entry.locator for entry in found if entry.problem is None)

    def health(self) -> SourceHealth:
        (health,) = library.health(load(self.folder / "briefs.toml"))
        return health

    def is_sound(self) -> bool:
        with open_store(self.folder / "store", create=False) as store:
            return store.check() == ()
