"""The site of all editions: what it lists, where it leads, and what bringing it up to date touches."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import HtmlElement

from briefs.errors import NoInput, OutputError, TemplateError
from briefs.model import Marking
from briefs.publication.page import page_of
from briefs.publication.templates import render
from briefs.shipped import TEMPLATES
from tests.archive.standing import FERRY, FOG, KOREAN, brief, of_the_site, page, picked, site, stand, texts
from tests.publication.material import sample

PAGES = ("index.html", "site/search.html", "site/sources.html")


def _pages(out: Path) -> Iterator[tuple[str, HtmlElement]]:
    for path in of_the_site(out):
        if path.endswith(".html"):
            yield path, page(out, path)


def _changed(out: Path) -> dict[str, int]:
    return {path: (out / path).stat().st_mtime_ns for path in of_the_site(out)}


def test_every_edition_is_listed_the_newest_first_with_its_files(tmp_path: Path) -> None:
    for week in (20, 22, 21):
        stand(tmp_path, brief(week))
    (tmp_path / "2026-W22" / "references.csl.json").write_text("[]", "utf-8")

    site(tmp_path)

    listed = picked(page(tmp_path, "index.html"), ".editions li")
    assert [it.get("id") for it in listed] == ["e-2026-W22", "e-2026-W21", "e-2026-W20"]
    assert [link.get("href") for link in picked(listed[0], ".files a")] == [
        "2026-W22/brief.pdf",
        "2026-W22/brief.html",
        "2026-W22/references.csl.json",
        "2026-W22/brief.json",
    ]
    assert "5 statements, 5 of 7 documents cited" in listed[0].text_content()
    assert "Covers 18 May 2026 to 24 May 2026" in listed[0].text_content()


def test_a_theme_page_has_the_statements_of_all_editions_the_newest_first(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, "An older sentence on ferries stands here."))
    stand(tmp_path, brief(21, FERRY, KOREAN))

    site(tmp_path)

    shown = page(tmp_path, "site/theme-ferries.html")
    assert texts(shown, ".told h2 a") == ["2026-W21", "2026-W20"]
    assert texts(shown, ".words") == [FERRY, KOREAN, "An older sentence on ferries stands here."]
    assert [it.get("lang") for it in picked(shown, ".words")] == [None, "ko", None]


def test_a_source_page_prints_the_words_of_that_source_and_of_no_other(tmp_path: Path) -> None:
    made = brief(21, FERRY, KOREAN)
    supported, other = made.sections[0].statements
    supported = replace(supported, corroboration=other.citations)
    stand(tmp_path, replace(made, sections=(replace(made.sections[0], statements=(supported, other)),)))

    site(tmp_path)

    names = {texts(shown, "h1")[0]: shown for path, shown in _pages(tmp_path) if "/source-" in path}
    assert sorted(names) == ["Strait Times", "한바다 신문"]
    assert texts(names["한바다 신문"], ".words") == [KOREAN]
    assert texts(names["한바다 신문"], ".line a") == ["supports statement 1.1", "statement 1.2"]
    assert texts(names["Strait Times"], ".words") == [FERRY]


def test_a_source_without_a_publisher_is_told_by_its_host_or_by_its_documents(tmp_path: Path) -> None:
    stand(tmp_path, brief(21, *(f"Sentence number {number} of this week." for number in range(6))))

    site(tmp_path)

    lines = texts(page(tmp_path, "site/theme-ferries.html"), ".line .basis")
    assert "pier.example" in lines[4]
    assert "‘in/5-31.txt’" in lines[5]
    assert "Publisher not stated" in texts(page(tmp_path, "site/sources.html"), ".all a")


def test_every_link_leads_to_a_file_that_stands_and_to_a_place_that_is_there(tmp_path: Path) -> None:
    made = sample()
    stand(tmp_path, made, render(page_of(made, with_contents=True), TEMPLATES))

    site(tmp_path)

    followed = 0
    for path, shown in _pages(tmp_path):
        for link in shown.xpath("//a[@href] | //link[@href] | //form[@action]"):
            parts = urlsplit(link.get("href") or link.get("action") or "")
            assert (parts.scheme, parts.netloc) == ("", "")
            target = (tmp_path / path).parent / unquote(parts.path) if parts.path else tmp_path / path
            assert target.is_file(), (path, parts.geturl())
            if parts.fragment:
                assert (
                    page(tmp_path, str(target.relative_to(tmp_path))).get_element_by_id(parts.fragment)
                    is not None
                )
                followed += 1
    assert followed > 60


def test_every_page_lets_nothing_in_but_its_own_style_and_script(tmp_path: Path) -> None:
    stand(tmp_path, brief(21))

    site(tmp_path)

    for path, shown in _pages(tmp_path):
        (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert ("script-src" in policy) is (path == "site/search.html")
        assert not shown.xpath("//*[@style or @src or @onclick]")


def test_no_identifier_is_given_twice_on_a_page(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    stand(tmp_path, brief(21))

    site(tmp_path)

    for path, shown in _pages(tmp_path):
        names = shown.xpath("//@id")
        assert len(names) == len(set(names)), path


def test_the_whole_site_bears_the_highest_marking_of_its_editions(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, marking=Marking.AMBER))
    stand(tmp_path, brief(21, marking=Marking.CLEAR))

    site(tmp_path)

    for path, shown in _pages(tmp_path):
        assert texts(shown, ".masthead .marking") == ["TLP:AMBER"], path
        assert texts(shown, ".foot .marking b") == ["TLP:AMBER"], path
    listed = picked(page(tmp_path, "index.html"), ".editions li")
    assert [texts(it, ".tag") for it in listed] == [["TLP:CLEAR"], ["TLP:AMBER"]]
    assert picked(listed[1], ".name a")[0].get("href") == "2026-W20/brief.TLP-AMBER.html"
    assert json.loads((tmp_path / "editions.json").read_bytes())["marking"] == "TLP:AMBER"


def test_a_draft_and_a_correction_say_so_in_the_list(tmp_path: Path) -> None:
    stand(tmp_path, brief(21, draft=True, revision=2, correction="Statement 1.1 had another month."))

    site(tmp_path)

    shown = page(tmp_path, "index.html")
    assert texts(shown, ".editions .tag") == ["Draft", "Revision 2"]
    assert texts(shown, ".editions .correction") == ["Statement 1.1 had another month."]


def test_the_language_is_that_of_the_newest_edition(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    stand(tmp_path, brief(21, language="ko"))

    site(tmp_path)

    shown = page(tmp_path, "site/theme-ferries.html")
    assert shown.get("lang") == "ko"
    assert [it.get("lang") for it in picked(shown, ".words")][:2] == ["en", None]


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    site(tmp_path)
    before = _changed(tmp_path)

    result = site(tmp_path)

    assert (result.editions, result.written, result.removed) == (1, (), ())
    assert _changed(tmp_path) == before


def test_a_new_edition_leaves_the_full_pages_of_older_ones_as_they_are(tmp_path: Path) -> None:
    many = [f"Sentence number {number} of a long week at sea." for number in range(160)]
    for week in (10, 11, 12, 13):
        stand(tmp_path, brief(week, *many))
    site(tmp_path)
    before = _changed(tmp_path)
    stand(tmp_path, brief(20, FERRY))

    written = site(tmp_path).written

    assert {"index.html", "site/theme-ferries.html"} <= set(written)
    kept = {path for path, moment in _changed(tmp_path).items() if before.get(path) == moment}
    assert "site/theme-ferries.1.html" in kept
    assert not kept & set(written)


def test_the_pages_of_a_theme_lead_to_each_other(tmp_path: Path) -> None:
    many = [f"Sentence number {number} of a long week at sea." for number in range(160)]
    for week in (10, 11, 12, 13):
        stand(tmp_path, brief(week, *many))

    site(tmp_path)

    newest, oldest = (page(tmp_path, f"site/theme-ferries{it}.html") for it in ("", ".1"))
    assert [it.get("href") for it in picked(newest, ".neighbours a")] == ["theme-ferries.1.html"]
    assert [it.get("href") for it in picked(oldest, ".neighbours a")] == ["theme-ferries.html"]
    assert len(picked(newest, ".line")) + len(picked(oldest, ".line")) == 640


def test_the_order_in_which_editions_came_is_not_seen(tmp_path: Path) -> None:
    weeks = (20, 18, 21, 19)
    for week in weeks:
        stand(tmp_path / "one", brief(week, FERRY, f"Only week {week} says this of the sea."))
        site(tmp_path / "one")
    for week in sorted(weeks):
        stand(tmp_path / "other", brief(week, FERRY, f"Only week {week} says this of the sea."))
    site(tmp_path / "other")

    assert of_the_site(tmp_path / "one") == of_the_site(tmp_path / "other")


def test_an_edition_that_is_removed_is_nowhere_any_more(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, FERRY))
    site(tmp_path)
    before = of_the_site(tmp_path)
    gone = stand(tmp_path, brief(21, FOG, "한 번만 실린 문장이다.", theme="Harbours"))
    site(tmp_path)
    shutil.rmtree(gone)

    result = site(tmp_path)

    assert of_the_site(tmp_path) == before
    assert "site/theme-harbours.html" in result.removed


def test_what_is_kept_between_runs_can_be_lost(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    site(tmp_path)
    before = _changed(tmp_path)
    shutil.rmtree(tmp_path / ".site")
    (tmp_path / "site" / "theme-of-old.html").write_text("briefs/site/1", "utf-8")

    result = site(tmp_path)

    assert _changed(tmp_path) == before
    assert result.removed == ("site/theme-of-old.html",)


@pytest.mark.parametrize("name", ["state.json", "summaries.json"])
@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"schema":"briefs/site/1"}', b"\xff", b'{"2026-W20":{"head":1}}']
)
def test_what_is_kept_between_runs_can_be_damaged(tmp_path: Path, name: str, content: bytes) -> None:
    stand(tmp_path, brief(20))
    site(tmp_path)
    before = of_the_site(tmp_path)
    (tmp_path / ".site" / name).write_bytes(content)

    site(tmp_path)

    assert of_the_site(tmp_path) == before


def test_a_page_that_was_harmed_is_made_again_and_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    site(tmp_path)
    before = of_the_site(tmp_path)
    (tmp_path / "index.html").write_bytes(before["index.html"][:3000])
    (tmp_path / "site" / "search-1.js").unlink()
    (tmp_path / "site" / ".theme-ferries.html.site-77").write_bytes(b"half a pa")

    result = site(tmp_path)

    assert of_the_site(tmp_path) == before
    assert result.written == ("index.html", "site/search-1.js")


def test_an_edition_built_again_is_read_again(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, FERRY))
    site(tmp_path)
    stand(tmp_path, brief(20, FOG))

    site(tmp_path)

    assert texts(page(tmp_path, "site/theme-ferries.html"), ".words") == [FOG]


def test_damaged_and_foreign_folders_are_told_and_left_alone(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine", "utf-8")
    damaged = stand(tmp_path, brief(21)) / "brief.json"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    stand(tmp_path, brief(22)).rename(tmp_path / "elsewhere")
    (tmp_path / "latest").symlink_to("2026-W20")
    os.mkfifo(stand(tmp_path, brief(23)) / "brief.pipe")
    (tmp_path / "2026-W23" / "brief.json").write_text('{"schema": "briefs/brief/9"}', "utf-8")

    result = site(tmp_path)

    assert result.editions == 1
    assert [(it.subject, it.message) for it in result.left_out] == [
        ("2026-W21", "brief.json is not as it was written"),
        ("2026-W23", "brief.json is not of the kind briefs/brief/1"),
        ("elsewhere", "it stands in a folder of another name than its own"),
        ("latest", "is a link and no folder of its own"),
        ("notes", "holds no brief.json"),
    ]
    assert (tmp_path / "notes" / "mine.txt").read_text("utf-8") == "mine"
    assert damaged.is_file()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("as_of", "2026-05-25T06:00:00"),
        ("as_of", "0001-01-01T00:00:00+09:00"),
        ("marking", "TLP:BLACK"),
        ("title", 7),
        ("key_points", ["9.9"]),
        ("references", []),
        ("sections", {}),
        ("coverage", {"start": None, "end": "soon"}),
    ],
)
def test_an_edition_that_says_what_none_says_is_left_out(tmp_path: Path, key: str, value: object) -> None:
    stand(tmp_path, brief(20))
    file = stand(tmp_path, brief(21)) / "brief.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {key: value}), "utf-8")

    result = site(tmp_path)

    assert (result.editions, [it.subject for it in result.left_out]) == (1, ["2026-W21"])


@pytest.mark.parametrize("name", ["index.html", "feed.xml", "editions.json", "announced.ics", "sitemap.xml"])
def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    stand(tmp_path, brief(20))
    (tmp_path / name).write_text("<title>Our own list of policy briefs</title>", "utf-8")

    with pytest.raises(OutputError, match="was not made by briefs"):
        site(tmp_path)

    assert (tmp_path / name).read_text("utf-8") == "<title>Our own list of policy briefs</title>"


def test_an_edition_that_has_the_name_of_the_sites_folder_is_told(tmp_path: Path) -> None:
    folder = stand(tmp_path, brief(20))
    folder.rename(tmp_path / "site")

    with pytest.raises(OutputError, match="rename the edition"):
        site(tmp_path)

    assert not (tmp_path / "index.html").exists()


def test_a_site_without_an_edition_says_so(tmp_path: Path) -> None:
    result = site(tmp_path)

    assert result.editions == 0
    assert texts(page(tmp_path, "index.html"), ".deck") == ["No edition stands here yet."]
    assert sorted(of_the_site(tmp_path)) == ["editions.json", *PAGES]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="build an edition first"):
        site(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_written_is_told_and_the_editions_stay(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))
    (tmp_path / ".site").write_text("a file where a folder is needed", "utf-8")

    with pytest.raises(OutputError, match="editions are untouched"):
        site(tmp_path)


def test_a_map_for_search_engines_needs_an_address(tmp_path: Path) -> None:
    stand(tmp_path, brief(20))

    site(tmp_path)
    assert not (tmp_path / "sitemap.xml").exists()
    site(tmp_path, "https://desk.example/briefs/")
    listed = page(tmp_path, "sitemap.xml").xpath("//loc/text()")
    site(tmp_path)

    assert listed[:3] == [
        "https://desk.example/briefs/index.html",
        "https://desk.example/briefs/2026-W20/brief.html",
        "https://desk.example/briefs/site/sources.html",
    ]
    assert not (tmp_path / "sitemap.xml").exists()


def test_hostile_words_are_text_on_every_page(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>\u2028\"'&]]>"
    made = brief(
        20, f"A sentence {evil} of a source.", title=f"Title {evil}", correction=f"Not {evil} but this."
    )
    first = replace(made.references[0], publisher=f"Outlet {evil}", title=f"Headline {evil}")
    said = replace(made.sections[0], theme=f"../{evil}", title=f"Theme {evil}")
    stand(tmp_path, replace(made, references=(first,), sections=(said,)))

    site(tmp_path)

    for path, shown in _pages(tmp_path):
        assert len(shown.xpath("//script")) == (path == "site/search.html")
        assert evil.split("\u2028", maxsplit=1)[0] in shown.text_content(), path
    shard = (tmp_path / "site" / "search-1.js").read_text("utf-8")
    assert not set("<>&\u2028\u2029") & set(shard)
    assert all(path.count("/") < 2 and ".." not in path for path in of_the_site(tmp_path))


def test_an_edition_without_a_page_is_led_to_by_its_pdf_and_without_any_is_named(tmp_path: Path) -> None:
    (stand(tmp_path, brief(20, FOG)) / "brief.html").unlink()
    bare = stand(tmp_path, brief(21, FERRY))
    (bare / "brief.html").unlink()
    (bare / "brief.pdf").unlink()

    site(tmp_path)

    shown = page(tmp_path, "site/theme-ferries.html")
    assert [it.get("href") for it in picked(shown, ".told h2 a")] == ["../2026-W20/brief.pdf"]
    assert texts(shown, ".line b") == ["2026-W21, 1.1"]
    assert texts(page(tmp_path, "index.html"), ".key-points h2") == ["Latest edition: 2026-W21, 18 May 2026"]


def test_folders_and_calendars_that_no_build_has_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "my notes").mkdir()
    (stand(tmp_path, brief(20)) / "announced.ics").write_bytes(b"\xff\xfe")

    result = site(tmp_path)

    assert [(it.subject, it.message) for it in result.left_out] == [
        ("2026-W20", "announced.ics is not as it was written"),
        ("my notes", "has a name that no edition has"),
    ]


def test_a_file_in_the_place_of_the_sites_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")

    with pytest.raises(OutputError, match="needs one there; move it away"):
        site(tmp_path)

    assert (tmp_path / "site").read_text("utf-8") == "mine"


@pytest.mark.parametrize("content", [b"a { b: c } </STYLE>", b"\xff"])
def test_a_style_sheet_that_cannot_be_used_is_told_by_its_name(tmp_path: Path, content: bytes) -> None:
    stand(tmp_path / "out", brief(20))
    sheet = tmp_path / "house" / "archive" / "archive.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(content)

    with pytest.raises(TemplateError, match=r"archive/archive\.css: "):
        site(tmp_path / "out", templates=tmp_path / "house")


def test_an_edition_of_another_title_says_it_in_the_list(tmp_path: Path) -> None:
    stand(tmp_path, brief(20, title="Harbours this month"))
    stand(tmp_path, brief(21))

    site(tmp_path)

    assert texts(page(tmp_path, "index.html"), ".editions .other") == ["Harbours this month"]
