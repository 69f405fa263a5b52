"""The site says what became of editions since they came out: corrections, earlier revisions, withdrawals."""

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefs.archive import SiteRequest, notice
from briefs.archive.revisions import Correction, Withdrawn, of_json, to_json
from briefs.model import Marking
from briefs.shipped import TEMPLATES
from tests.archive.standing import FERRY, FOG, KOREAN, brief, of_the_site, page, picked, site, stand, texts
from tests.publication.material import KST

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTED = datetime.datetime(2026, 5, 19, 1, 0, tzinfo=datetime.UTC)
TOLD = Correction(revision=1, moment=CORRECTED, text="The crossing is in winter.")
PULLED = Withdrawn(
    edition="2026-W21",
    title="The strait this week",
    language="en",
    as_of=datetime.datetime(2026, 5, 18, 6, 0, tzinfo=KST),
    marking=None,
    moment=CORRECTED,
    because="It named <b>the wrong</b> harbour.",
)


def correct(out: Path, week: int) -> Path:
    """The folder of an edition that was corrected once, with what it was before inside it."""
    before = stand(out, brief(week, FERRY, FOG))
    shutil.copytree(before, out / "aside")
    folder = stand(out, brief(week, FERRY, revision=1, correction="19 May 2026: The crossing is in winter."))
    (out / "aside").rename(folder / "r0")
    (folder / "revisions.json").write_bytes(to_json(folder.name, [TOLD]))
    return folder


def pull(out: Path) -> Path:
    """The folder of an edition that was withdrawn, with the page that says so."""
    shutil.rmtree(out / "2026-W21", ignore_errors=True)
    folder = out / "2026-W21"
    folder.mkdir()
    request = SiteRequest(
        out=out, templates=TEMPLATES, title="", language="en", organisation="Narrow Sea Desk"
    )
    (folder / "brief.html").write_bytes(notice(request, PULLED))
    (folder / "revisions.json").write_bytes(to_json("2026-W21", [], PULLED))
    return folder


def entries(out: Path) -> dict[str, etree._Element]:
    feed = etree.fromstring((out / "feed.xml").read_bytes())
    return {str(it.findtext(f"{ATOM}title")): it for it in feed.iter(f"{ATOM}entry")}


def test_a_corrected_edition_leads_to_what_it_was_before(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    correct(tmp_path, 21)

    site(tmp_path)

    listed = picked(page(tmp_path, "index.html"), ".editions li")
    assert [(it.text, it.get("href")) for it in picked(listed[0], ".basis a")] == [
        ("As first issued", "2026-W21/r0/brief.html")
    ]
    assert texts(listed[0], ".correction") == ["19 May 2026: The crossing is in winter."]
    assert picked(listed[1], ".basis a") == []


def test_what_is_superseded_is_on_no_page_of_the_site_and_in_no_search(tmp_path: Path) -> None:
    correct(tmp_path, 21)

    site(tmp_path)

    files = of_the_site(tmp_path)
    assert {path for path, content in files.items() if FERRY.encode() in content} >= {
        "site/theme-ferries.html"
    }
    assert {path for path, content in files.items() if FOG.encode() in content} == set()


def test_the_entry_of_a_corrected_edition_is_updated_when_it_was_corrected(tmp_path: Path) -> None:
    stand(tmp_path, brief(21, FERRY))
    site(tmp_path)
    (first,) = entries(tmp_path).values()
    correct(tmp_path, 21)
    site(tmp_path)
    ((title, second),) = entries(tmp_path).items()

    assert title.startswith("[Revision 1]")
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    assert (first.findtext(f"{ATOM}updated"), second.findtext(f"{ATOM}updated")) == (
        "2026-05-18T06:00:00+09:00",
        "2026-05-19T01:00:00Z",
    )
    assert "The crossing is in winter." in str(second.findtext(f"{ATOM}content"))


def test_an_edition_that_was_withdrawn_is_named_and_nothing_of_it_is_offered(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, KOREAN))
    stand(tmp_path, brief(21, FERRY))
    site(tmp_path)
    pull(tmp_path)

    result = site(tmp_path)

    listed = picked(page(tmp_path, "index.html"), ".editions li")
    assert [it.get("id") for it in listed] == ["e-2026-W21", "e-2026-W20"]
    assert (texts(listed[0], ".tag"), picked(listed[0], "a")) == (["Withdrawn"], [])
    assert texts(listed[0], ".correction") == ["19 May 2026: It named <b>the wrong</b> harbour."]
    assert (result.editions, result.left_out) == (1, ())
    assert [path for path, content in of_the_site(tmp_path).items() if FERRY.encode() in content] == []
    assert json.loads((tmp_path / "editions.json").read_bytes())["withdrawn"][0]["edition"] == "2026-W21"


def test_subscribers_are_told_of_a_withdrawal_in_the_place_of_the_edition(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    stand(tmp_path, brief(21))
    site(tmp_path)
    before = {it.findtext(f"{ATOM}id") for it in entries(tmp_path).values()}
    pull(tmp_path)
    site(tmp_path)

    entry = entries(tmp_path)["[Withdrawn] The strait this week · 2026-W21"]
    assert entry.findtext(f"{ATOM}id") in before
    assert entry.findtext(f"{ATOM}updated") == "2026-05-19T01:00:00Z"
    assert entry.findtext(f"{ATOM}summary") == PULLED.because
    assert [it.get("href") for it in entry.iter(f"{ATOM}link")] == ["index.html#e-2026-W21"]


def test_subscribers_are_told_also_where_it_was_the_only_edition(tmp_path: Path) -> None:
    stand(tmp_path, brief(21))
    site(tmp_path)
    before = etree.fromstring((tmp_path / "feed.xml").read_bytes()).findtext(f"{ATOM}id")
    folder = pull(tmp_path)
    marked = replace(PULLED, marking=Marking.AMBER)
    (folder / "revisions.json").write_bytes(to_json("2026-W21", [], marked))

    site(tmp_path, address="https://desk.example/")

    assert etree.fromstring((tmp_path / "feed.xml").read_bytes()).findtext(f"{ATOM}id") == before
    assert list(entries(tmp_path)) == ["[TLP:AMBER] [Withdrawn] The strait this week · 2026-W21"]
    assert json.loads((tmp_path / "editions.json").read_bytes())["marking"] == "TLP:AMBER"
    assert texts(page(tmp_path, "index.html"), ".masthead .marking") == ["TLP:AMBER"]


def test_a_withdrawal_touches_only_pages_that_had_the_edition_and_the_lists(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, KOREAN, theme="Talks"))
    stand(tmp_path, brief(21, FERRY, theme="Ferries"))
    site(tmp_path)
    pull(tmp_path)

    result = site(tmp_path)

    assert "site/theme-talks.html" not in result.written
    assert "site/theme-ferries.html" in result.removed
    assert site(tmp_path).written == ()


def test_the_page_in_its_place_says_that_it_was_withdrawn_and_why(tmp_path: Path) -> None:
    shown = page(pull(tmp_path), "brief.html")

    assert texts(shown, "h1") == ["2026-W21 was withdrawn"]
    assert texts(shown, ".correction") == ["19 May 2026: It named <b>the wrong</b> harbour."]
    assert next(it.get("href") for it in picked(shown, ".ways a")) == "../index.html"


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "2026-W21 철회됨"), ("xx", "2026-W21 was withdrawn")]
)
def test_the_page_speaks_the_language_of_the_edition_and_bears_its_marking(
    tmp_path: Path, language: str, heading: str
) -> None:
    request = SiteRequest(out=tmp_path, templates=TEMPLATES, title="", language="en", organisation="")
    marked = replace(PULLED, language=language, marking=Marking.AMBER)
    (tmp_path / "brief.html").write_bytes(notice(request, marked))

    shown = page(tmp_path, "brief.html")
    assert texts(shown, "h1") == [heading]
    assert texts(shown, ".marking") == ["TLP:AMBER", "TLP:AMBER"]


def test_what_is_written_of_revisions_is_read_again_and_nothing_else_is() -> None:
    written = to_json("2026-W21", [TOLD], PULLED)

    assert of_json(written, "2026-W21").corrections == (TOLD,)
    assert of_json(written, "2026-W21").withdrawn == PULLED
    for other in (b"", b"[]", b"{}", written[:-9], written.replace(b"2026-05-19", b"2026-99-19")):
        with pytest.raises(ValueError, match=r"."):
            of_json(other, "2026-W21")
    with pytest.raises(ValueError, match="of another edition"):
        of_json(written, "2026-W22")


def test_a_file_of_revisions_that_cannot_be_read_leaves_the_edition_on_the_site(tmp_path: Path) -> None:
    folder = correct(tmp_path, 21)
    (folder / "revisions.json").write_text("{", "utf-8")

    assert site(tmp_path).editions == 1
