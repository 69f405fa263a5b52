"""The search in a browser, from the file system: what it finds, shows, and never runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nltk.stem.snowball import EnglishStemmer
from playwright.sync_api import Browser, Page, expect

from briefs.model import Marking
from tests.archive.standing import CHINESE, FERRY, FOG, JAPANESE, KOREAN, announcing, brief, site, stand
from tests.archive.test_listing import SUMMER
from tests.publication.browser import chromium, opened, violations
from tests.publication.material import sample

EVIL = "</script><img src=x onerror=\"document.title='run'\">\u2028'"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three editions, so that the words are in more than one file of the search."""
    folder = tmp_path_factory.mktemp("site")
    many = (f"Sentence number {number} fills the older edition." for number in range(610))
    stand(folder, brief(19, *many, theme="Filling"))
    stand(folder, brief(20, FERRY, KOREAN, JAPANESE, CHINESE, FOG))
    made = brief(21, f"A hostile sentence {EVIL} stands here.", FERRY, marking=Marking.GREEN)
    stand(folder, replace(announcing(made, SUMMER), sections=(made.sections[0],)))
    site(folder)
    return folder


def _found(page: Page, query: str) -> list[str]:
    page.fill("#query", query)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text(re.compile("ound"))
    return [it.strip() for it in page.locator("#results .words").all_inner_texts()]


@pytest.fixture
def search(browser: Browser, out: Path) -> Iterator[Page]:
    with opened(browser, out / "site" / "search.html") as page:
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        yield page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("negotiations", FERRY),
        ("Negotiate HARBOUR", FERRY),
        ('"two days"', FOG),
        ("timet*", FERRY),
        ("정상회담", KOREAN),
        ("장관은 항로", KOREAN),
        ("首脳会談", JAPANESE),
        ("合意", JAPANESE),
        ("首脑", CHINESE),
        ("恢复渡轮", CHINESE),
        ("strait times ferry", FERRY),
    ],
)
def test_words_are_found_in_any_form_and_in_every_script(search: Page, query: str, expected: str) -> None:
    assert expected in _found(search, query)


@pytest.mark.parametrize(
    "query", ["negotiations fog", '"days two"', "정상회담 首脳", "erry", "zebra", "首会"]
)
def test_what_does_not_hold_every_word_is_not_found(search: Page, query: str) -> None:
    assert _found(search, query) == []
    assert search.inner_text("#status") == "Nothing found."


def test_the_newest_comes_first_with_a_way_to_its_place_and_its_source(search: Page, out: Path) -> None:
    _found(search, "ferry timetable")

    ways = search.locator("#results li").nth(0).locator("a")
    assert [ways.nth(0).inner_text(), ways.nth(0).get_attribute("href")] == [
        "2026-W21, 1.2",
        "../2026-W21/brief.TLP-GREEN.html#s1-2",
    ]
    assert (out / "site" / str(ways.nth(1).get_attribute("href"))).is_file()
    assert search.locator("#results mark").first.inner_text() == "ferry"
    assert search.locator("#results .tag").first.inner_text() == "TLP:GREEN"


def test_a_query_in_the_address_is_answered_and_a_theme_narrows_it(browser: Browser, out: Path) -> None:
    with opened(browser, out / "index.html") as page:
        page.fill("#query", "sentence")
        page.click("button")
        page.wait_for_selector("#results .line")
        assert page.url.endswith("site/search.html?q=sentence")
        assert page.inner_text("#status") == "612 found, the newest first"
        page.select_option("#theme", "ferries")
        expect(page.locator("#results .line")).to_have_count(1)


def test_more_is_shown_when_asked_and_the_focus_follows(search: Page) -> None:
    _found(search, "sentence older")
    assert search.locator("#results .line").count() == 30

    search.click("#more")

    expect(search.locator("#results .line")).to_have_count(60)
    expect(search.locator("#results .line").nth(30).locator("a").first).to_be_focused()


def test_what_a_source_says_is_shown_and_never_run(search: Page) -> None:
    found = _found(search, "hostile")

    assert found
    assert all(EVIL.partition("\u2028")[0] in words for words in found)
    assert search.locator("img").count() == 0
    assert search.title() != "run"


def test_a_lost_file_is_told_and_the_others_are_searched(browser: Browser, tmp_path: Path) -> None:
    stand(tmp_path, brief(20, FERRY))
    site(tmp_path)
    page = (tmp_path / "site" / "search.html").read_text("utf-8")
    lacking = page.replace('data-shards="search-1.js"', 'data-shards="search-2.js search-1.js"')
    (tmp_path / "site" / "search.html").write_text(lacking, "utf-8")

    with opened(browser, tmp_path / "site" / "search.html") as opened_page:
        assert FERRY in _found(opened_page, "ferry")
        assert "Some editions could not be loaded." in opened_page.inner_text("#status")


def test_without_script_the_page_says_so_and_leads_on(browser: Browser, out: Path) -> None:
    with opened(browser, out / "site" / "search.html", java_script_enabled=False) as page:
        assert "needs script" in page.inner_text("main")
        assert page.locator("#search").is_hidden()
        assert page.get_by_role("link", name="All sources").is_visible()


def test_words_are_stemmed_as_the_stemmer_of_the_summary_does(browser: Browser, root: Path) -> None:
    texts = [path.read_text("utf-8").lower() for path in sorted((root / "docs").rglob("*.md"))]
    forms = sorted({word for text in texts for word in re.findall("[a-z]{1,20}", text)})
    stemmer = EnglishStemmer()
    page = browser.new_page()
    page.add_script_tag(content=(root / "briefs" / "archive" / "stemming.js").read_text("utf-8"))

    found = page.evaluate("words => words.map(briefsStem)", forms)

    page.close()
    assert len(forms) > 1000
    assert [it for it in zip(forms, found, strict=True) if it[1] != stemmer.stem(it[0])] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_every_kind_of_page_is_open_to_everyone(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    made = sample()
    correction = replace(made.edition, marking=Marking.AMBER, correction="A correction.")
    stand(tmp_path, replace(made, edition=correction))
    stand(tmp_path, brief(20, draft=True))
    site(tmp_path)
    source = min((tmp_path / "site").glob("source-*.html")).name
    kinds = ("sources.html", "theme-ferries.html", source, "search.html?q=ferry")

    with opened(browser, tmp_path / "index.html", width=width, color_scheme=scheme) as page:
        for path in ("index.html", *(f"site/{name}" for name in kinds)):
            page.goto(f"{tmp_path.as_uri()}/{path}")
            if "?" in path:
                expect(page.locator("#results .line").first).to_be_visible()
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
