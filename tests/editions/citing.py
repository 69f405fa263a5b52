"""A workspace with an edition that cites a page and a file, and what becomes of these."""

import datetime
import json
import zipfile
from pathlib import Path
from typing import Any

from briefs import shipped
from briefs.config import load
from briefs.editions.aftermath.issued import Issued
from briefs.editions.aftermath.recalling import Recall, recalls, settle
from briefs.editions.building import BuildRequest, build
from briefs.editions.following.fetching import FetchRequest, fetch
from briefs.publication import Design
from briefs.store import Settlement, StoredSource, open_store
from tests.editions.following import NOW, THEMES, feed
from tests.sources.fault_server import FaultServer, answer

SECOND = "The harbour office of Alder said on Saturday that a second ferry will sail to the outer islands from June."


THIRD = "The harbour office of Alder said on Saturday that a third ferry will sail to the outer islands from July."


FREE = "Tickets of the ferry remain free of charge for residents, and freight is to be carried three times a week."


BIRCH = "The harbour office of Birch has let the ferry quay to a company of the mainland for twelve years."


PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2026-05-30T08:00:00+09:00"></head><body><article><h1>{title}</h1>
<p>{first}</p><p>{second}</p>
<p>A survey among islanders had shown that most of them want an evening ferry more than a faster one.</p>
</article><p class="ad">{ad}</p></body></html>"""


def page(first: str = SECOND, title: str = "Alder gets a ferry", ad: str = "") -> bytes:
    return PAGE.format(title=title, first=first, second=FREE, ad=ad).encode()


class Desk:
    """A workspace that follows a feed and a folder, an edition that cites both, and a clock that the test sets."""

    def __init__(self, folder: Path, server: FaultServer) -> None:
        self.folder, self.server, self.now = folder, server, NOW
        (folder / "notes").mkdir()
        (folder / "briefs.toml").write_text(
            '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
            f'[[sources]]\nname = "Quay"\naddress = "{server.url("/feed")}"\nevery_hours = 1\n'
            f'[[sources]]\nname = "Notes"\npath = "notes"\n{THEMES}',
            encoding="utf-8",
        )
        self.brief: dict[str, Any] = {}
        server.on("/feed", answer(feed("a")))
        server.on("/a", answer(page(), Content_Type="text/html"))

    def fetch(self, **later: int) -> None:
        self.now += datetime.timedelta(**later)
        request = FetchRequest(
            settings=load(self.folder / "briefs.toml"),
            names=(),
            since=None,
            now=lambda: self.now,
            jitter=lambda: 0.0,
        )
        fetch(request, lambda _: None)

    def build(self) -> str:
        """A whole edition, as it is made."""
        request = BuildRequest(
            settings=load(self.folder / "briefs.toml"),
            paths=(),
            since=None,
            as_of=self.now,
            edition=None,
            out=self.folder / "out",
            design=Design(templates=shipped.TEMPLATES),
        )
        edition = build(request, lambda _: None).edition
        self.brief = json.loads((self.folder / "out" / edition / "brief.json").read_bytes())
        return edition

    def issue(self) -> None:
        """As much of an edition as a recall looks at: it cites a sentence of each of the two sources."""
        with open_store(self.folder / "store", create=False) as store:
            found = [it for it in store.latest() if isinstance(it, StoredSource)]
            store.cite("2026-W23", [it.document for it in found], self.now)
        references = [
            {"number": number, "document": it.document, "path": it.path} for number, it in enumerate(found)
        ]
        statements = [
            cites(f"1.{number}", exact, number)
            for number, it in enumerate(found)
            for exact in (SECOND, FREE, BIRCH)
            if exact.encode() in it.content
        ]
        self.brief = {
            "references": references,
            "sections": [{"statements": statements}],
            "quotations": [],
            "timeline": [],
            "disagreements": [],
        }

    def issued(self, edition: str) -> Issued | None:
        return Issued(edition=edition, revision=0, brief=self.brief)

    def recalls(self) -> tuple[Recall, ...]:
        with open_store(self.folder / "store", create=False) as store:
            return recalls(store, self.issued)

    def settle(self, prefix: str) -> tuple[Recall, ...]:
        said = Settlement(actor="Mara Lind", because="only the hour has changed", moment=self.now)
        with open_store(self.folder / "store", create=False) as store:
            return settle(store, self.issued, prefix, said)


def printed(recall: Recall) -> dict[str, bool | None]:
    return {line.exact: line.stands for line in recall.touched if line.printed}


def minutes(text: str) -> str:
    return f"Title: Minutes of Birch\nDate: 2026-05-29\n\n{text}\n"


def note(folder: Path, text: str) -> Path:
    file = folder / "notes" / "minutes.txt"
    file.write_text(minutes(text), encoding="utf-8")
    return file


def packed(folder: Path, text: str) -> None:
    with zipfile.ZipFile(folder / "notes" / "minutes.zip", "w") as archive:
        archive.writestr("minutes.txt", minutes(text))


def cites(line: str, exact: str, reference: int = 0) -> dict[str, object]:
    return {"id": line, "citations": [{"reference": reference, "exact": exact}], "corroboration": []}
