"""The editions on the web: those that are for everybody, and not a word of any other."""

import datetime
import http.client
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urldefrag, urljoin

import httpx
import pytest
from lxml import html

from briefs.archive.revisions import Correction, Withdrawn, to_json
from briefs.model import Marking
from briefs.publication.contract import to_json as contract
from briefs.serving.offered import Offered
from tests.archive.standing import FERRY, FOG, announcing, brief, stand
from tests.archive.test_listing import SUMMER
from tests.serving.answering import Direct, desk, library, running

MOMENT: Final = datetime.datetime(2026, 5, 20, 9, 0, tzinfo=datetime.UTC)
SECRET: Final = "Nobody but the desk knows that the pier was sold."  # noqa: S105 - a sentence
PAGE: Final = (
    "<!DOCTYPE html>"
    '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><title>x</title>'
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    stand(folder, brief(21, FERRY), PAGE)
    return folder


def asked(out: Path, *paths: str, highest: Marking = Marking.CLEAR) -> list[httpx.Response]:
    """What is answered to who asks for these paths below ``/archive/``."""
    client = Direct(desk(library=library(out, out.parent / "site", highest)))
    return [client.get(f"/archive/{path}") for path in paths]


def everything(client: Direct) -> Iterator[httpx.Response]:
    """Every answer that a link leads to from the first page, and each file that the site has."""
    found, waiting = {""}, [""]
    waiting += ["feed.xml", "editions.json", "announced.ics", "site/search-1.js"]
    while waiting:
        path = waiting.pop()
        answer = client.get(f"/archive/{path}")
        yield answer
        if answer.headers.get("content-type", "").startswith("text/html"):
            for element in html.fromstring(answer.content).iter("a", "link", "form"):
                link = element.get("href") or element.get("action") or ""
                way = urldefrag(urljoin(f"http://there/archive/{path}", link))[0]
                if way.startswith("http://there/archive/") and way not in found:
                    found.add(way)
                    waiting.append(way.removeprefix("http://there/archive/").partition("?")[0])


KINDS: Final[dict[str, dict[str, object]]] = {
    "plain": {},
    "clear": {"marking": Marking.CLEAR},
    "green": {"marking": Marking.GREEN},
    "amber": {"marking": Marking.AMBER},
    "strict": {"marking": Marking.AMBER_STRICT},
    "red": {"marking": Marking.RED},
    "draft": {"draft": True},
    "clear draft": {"draft": True, "marking": Marking.CLEAR},
}


@pytest.mark.parametrize(
    ("highest", "shown"),
    [
        (Marking.CLEAR, {"plain", "clear"}),
        (Marking.AMBER, {"plain", "clear", "green", "amber"}),
        (Marking.RED, {"plain", "clear", "green", "amber", "strict", "red"}),
    ],
)
def test_no_word_is_told_of_an_edition_that_is_not_for_everybody(
    tmp_path: Path, highest: Marking, shown: set[str]
) -> None:
    out, paths = tmp_path / "out", {}
    for week, (kind, changes) in enumerate(KINDS.items(), start=30):
        says = f"Nobody but the desk knows of {kind} number {week}."
        plain = brief(week, says, theme=f"Theme {week}")
        made = announcing(replace(plain, edition=replace(plain.edition, **changes)), SUMMER)  # type: ignore[arg-type]
        folder = stand(out, made, f"{PAGE}<p>{says}</p>")
        paths[kind] = [f"2026-W{week}/{it.name}" for it in folder.iterdir() if it.name != "choices.json"]

    client = Direct(desk(library=library(out, tmp_path / "site", highest)))
    codes = {kind: {client.get(f"/archive/{it}").status_code for it in paths[kind]} for kind in KINDS}
    said = "".join(answer.text for answer in everything(client))

    assert codes == {kind: {200} if kind in shown else {404} for kind in KINDS}
    for week, kind in enumerate(KINDS, start=30):
        told = [it in said for it in (f"of {kind} number {week}.", f"2026-W{week}", f"Theme {week}")]
        assert told == [kind in shown] * 3, kind


PATHS: Final = (
    "2026-W21/choices.json",
    "2026-W21/revisions.json",
    "2026-W21/sources/a.txt",
    "2026-W21/.hidden",
    "2026-W21/",
    "2026-W21",
    "2026-W21/../2026-W21/brief.pdf",
    "2026-W21/..%2f..%2fbriefs.toml",
    "..%2fbriefs.toml",
    "%2e%2e/briefs.toml",
    "../../briefs.toml",
    "%2fetc/passwd",
    "/2026-W21/brief.pdf",
    "2026-W21//brief.pdf",
    "2026-W21/brief.pdf%00.html",
    "2026-W21/r0/r0/brief.pdf",
    "2026-W21/brief.link",
    "2026-W21/brief.folder",
    "2026-W21/brief.pipe",
    "linked/brief.pdf",
    ".site/state.json",
    "site/../index.html",
    "site/state.json",
    "site",
    "notes.txt",
    "a" * 5_000,
)


@pytest.fixture(scope="module")
def full_of_others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server whose folder holds much that is for no reader."""
    desk_of = tmp_path_factory.mktemp("desk")
    folder = stand(desk_of / "out", brief(21, FERRY), PAGE)
    (folder / "sources").mkdir()
    for path in ("../../briefs.toml", "../notes.txt", "revisions.json", ".hidden", "sources/a.txt"):
        (folder / path).write_text("secret", "utf-8")
    (folder / "brief.link").symlink_to(desk_of / "briefs.toml")
    (folder / "brief.folder").mkdir()
    os.mkfifo(folder / "brief.pipe")
    (desk_of / "out" / "linked").symlink_to(folder)
    shutil.copytree(folder / "sources", folder / "r0" / "r0")
    with running(desk(library=library(desk_of / "out", desk_of / "site"))) as client:
        assert client.base_url.port
        yield client.base_url.port


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_handed_out_but_the_files_for_readers(full_of_others: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", full_of_others, timeout=30)
    connection.request("GET", f"/archive/{path}")  # as it stands: other clients tidy a path up
    answer = connection.getresponse()
    said = answer.read()
    connection.close()

    assert answer.status == 404
    assert b"secret" not in said


def test_every_link_of_the_site_leads_somewhere(out: Path) -> None:
    for week in (19, 20):
        stand(out, announcing(brief(week, FERRY, FOG), SUMMER), PAGE)

    client = Direct(desk(library=library(out, out.parent / "site")))
    answers = list(everything(client))

    assert len(answers) > 15
    assert {answer.status_code for answer in answers} == {200}


def test_a_page_is_sent_with_the_policy_that_it_states_and_never_framed(out: Path) -> None:
    page, search, feed, paper, data = asked(
        out,
        "2026-W21/brief.html",
        "site/search.html",
        "feed.xml",
        "2026-W21/brief.pdf",
        "2026-W21/brief.json",
    )

    assert page.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "script-src 'sha256-" in search.headers["content-security-policy"]
    assert feed.headers["content-type"] == "application/atom+xml"
    assert paper.headers["content-type"] == "application/pdf"
    assert data.headers["content-type"] == "application/json"
    assert data.headers["content-security-policy"].endswith("; sandbox")


def test_a_page_that_states_no_policy_may_do_nothing(out: Path) -> None:
    (out / "2026-W21" / "brief.html").write_text("<script>alert(1)</script>", "utf-8")

    (answer,) = asked(out, "2026-W21/brief.html")

    assert answer.headers["content-security-policy"].startswith("default-src 'none'; base-uri")


def test_what_a_browser_has_already_is_not_sent_again(out: Path) -> None:
    (out / "2026-W21" / "brief.pdf").write_bytes(b"%PDF-" + b"x" * 700_000)
    client = Direct(desk(library=library(out, out.parent / "site")))
    first = client.get("/archive/2026-W21/brief.pdf")
    again = client.get(
        "/archive/2026-W21/brief.pdf", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'}
    )
    only_head = client.request("HEAD", "/archive/2026-W21/brief.pdf")

    assert (len(first.content), first.headers["content-length"]) == (700_005, "700005")
    assert (again.status_code, again.content) == (304, b"")
    assert (only_head.status_code, only_head.headers["content-length"], only_head.content) == (
        200,
        "700005",
        b"",
    )


def test_an_edition_that_is_marked_higher_is_gone_at_once(out: Path) -> None:
    whole = library(out, out.parent / "site")
    client = Direct(desk(library=whole))
    before = client.get("/archive/2026-W21/brief.json").status_code
    (out / "2026-W21" / "brief.json").write_bytes(contract(brief(21, SECRET, marking=Marking.AMBER)))
    after = client.get("/archive/2026-W21/brief.json")
    whole.mirror.renew()
    first = client.get("/archive/")

    assert (before, after.status_code) == (200, 404)
    assert "2026-W21" not in first.text


def test_the_site_follows_what_stands_in_the_folder(out: Path) -> None:
    whole = library(out, out.parent / "site")
    client = Direct(desk(library=whole))
    stand(out, brief(22, FOG), PAGE)
    whole.mirror.renew()
    more = client.get("/archive/editions.json").json()
    shutil.rmtree(out / "2026-W21")
    whole.mirror.renew()
    fewer = client.get("/archive/editions.json").json()

    assert [it["edition"] for it in more["editions"]] == ["2026-W22", "2026-W21"]
    assert [it["edition"] for it in fewer["editions"]] == ["2026-W22"]


def test_what_has_not_changed_is_not_made_again(out: Path) -> None:
    whole = library(out, out.parent / "site")
    index = out.parent / "site" / "index.html"
    os.utime(index, ns=(1, 1))

    whole.mirror.renew()

    assert index.stat().st_mtime_ns == 1


def test_an_earlier_revision_is_shown_only_where_it_is_for_everybody_itself(out: Path) -> None:
    folder = out / "2026-W21"
    told = to_json("2026-W21", [Correction(revision=2, moment=MOMENT, text="The day was wrong.")])
    (folder / "revisions.json").write_bytes(told)
    for number, marking in ((0, Marking.AMBER), (1, None)):
        (folder / f"r{number}").mkdir()
        (folder / f"r{number}" / "brief.json").write_bytes(contract(brief(21, SECRET, marking=marking)))
        (folder / f"r{number}" / "brief.html").write_text(PAGE, "utf-8")

    index, old, newer = asked(out, "", "2026-W21/r0/brief.html", "2026-W21/r1/brief.html")

    assert [old.status_code, newer.status_code] == [404, 200]
    assert ["2026-W21/r0/" in index.text, "2026-W21/r1/" in index.text] == [False, True]


@pytest.mark.parametrize(("marking", "shown"), [(None, True), (Marking.RED, False)])
def test_that_an_edition_was_withdrawn_is_told_to_those_who_might_have_read_it(
    out: Path,
    marking: Marking | None,
    shown: bool,  # noqa: FBT001 - a row of the table
) -> None:
    withdrawn = Withdrawn(
        edition="2026-W20", title="The strait this week", language="en", as_of=MOMENT, marking=marking,
        moment=MOMENT, because="A source was forged.",
    )  # fmt: skip
    (out / "2026-W20" / "r0").mkdir(parents=True)
    (out / "2026-W20" / "revisions.json").write_bytes(to_json("2026-W20", [], withdrawn))
    (out / "2026-W20" / "brief.html").write_text(PAGE, "utf-8")
    (out / "2026-W20" / "r0" / "brief.json").write_bytes(contract(brief(20, SECRET)))

    index, notice, old = asked(out, "", "2026-W20/brief.html", "2026-W20/r0/brief.json")

    assert ("A source was forged." in index.text) is shown
    assert notice.status_code == (200 if shown else 404)
    assert old.status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b'{"schema": "briefs/brief/0"}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"marking": {}}',
    ],
)
def test_an_edition_that_cannot_be_understood_is_for_nobody(out: Path, content: bytes) -> None:
    (out / "2026-W21" / "brief.json").write_bytes(content)

    offered = Offered(out, Marking.RED)

    assert offered.excerpt("2026-W21") is None
    assert offered.open("2026-W21", ["brief.html"]) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda said: said[:-20],
        lambda said: said.replace(b"2026-W21", b"2026-W20", 1),
        lambda said: said.replace(b'"title"', b'"name"'),
        lambda said: said.replace(b"TLP:CLEAR", b"TLP:GRAY"),
        lambda _: (
            b'{"schema": "briefs/revisions/1", "edition": "2026-W21", "corrections": [], "withdrawn": {}}'
        ),
        lambda said: said + b" " * 2**20,
    ],
    ids=["empty", "cut off", "of another", "without title", "marked unknown", "of nothing", "too large"],
)
def test_an_edition_of_which_nobody_can_tell_whether_it_was_withdrawn_is_for_nobody(
    out: Path, damage: Callable[[bytes], bytes]
) -> None:
    withdrawn = Withdrawn(
        edition="2026-W21", title="The strait this week", language="en", as_of=MOMENT, marking=Marking.CLEAR,
        moment=MOMENT, because="A source was forged.",
    )  # fmt: skip
    said = to_json("2026-W21", [], withdrawn)
    (out / "2026-W21" / "revisions.json").write_bytes(damage(said))

    offered = Offered(out, Marking.RED)

    assert damage(said) != said
    assert offered.excerpt("2026-W21") is None
    assert offered.open("2026-W21", ["brief.html"]) is None


def test_what_tells_of_revisions_is_no_link(out: Path) -> None:
    (out / "2026-W21" / "revisions.json").symlink_to(out / "nowhere.json")

    assert Offered(out, Marking.RED).open("2026-W21", ["brief.html"]) is None


@pytest.mark.parametrize(
    "changes", [{"marking": it} for it in ("TLP:PURPLE", 7, ["TLP:CLEAR"], "")] + [{"draft": 1}]
)
def test_what_is_not_understood_of_a_marking_is_taken_for_the_highest(
    out: Path, changes: dict[str, object]
) -> None:
    file = out / "2026-W21" / "brief.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | changes), "utf-8")

    assert Offered(out, Marking.RED).open("2026-W21", ["brief.html"]) is None


class Told(list[str]):
    """What the desk hears, and that it has heard something."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = threading.Event()

    def __call__(self, text: str) -> None:
        self.append(text)
        self.heard.set()


def test_until_the_site_is_made_it_is_said_to_be_on_its_way(out: Path) -> None:
    whole = library(out, out.parent / "site")
    whole.mirror.is_made = False
    shutil.rmtree(out)
    told = Told()
    with running(desk(library=whole, told=told)) as client:
        answer = client.get("/archive/")
        assert told.heard.wait(30)

    assert answer.status_code == 503
    assert len(told) == 1
    assert "No such file" in told[0]


def test_the_desk_hears_what_is_not_shown_and_when_that_is_over(out: Path) -> None:
    for week in range(22, 34):
        stand(out, brief(week, FOG, marking=Marking.GREEN), PAGE)
    told = Told()
    whole = library(out, out.parent / "site")
    with running(desk(library=whole, told=told)):
        assert told.heard.wait(30)
    for week in range(22, 34):
        shutil.rmtree(out / f"2026-W{week}")
    whole.mirror.renew()

    assert [it.partition(": ")[2] for it in told] == [
        ", ".join(f"2026-W{week}" for week in range(22, 32)) + " and 2 more"
    ]
    assert whole.mirror.hidden == ()
