"""The web page in a browser: open to everyone, without scripts, and what a citation opens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from briefs.model import Balance, Brief, Earlier, Marking, Problem, Share
from briefs.publication.page import page_of
from briefs.publication.passages import passages_of
from briefs.publication.templates import render
from briefs.shipped import template_sets
from tests.publication.browser import chromium, opened, violations
from tests.publication.material import edition, sample, sources

NARROW = 320
WIDE = 1280


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def everything() -> Brief:
    """The sample as a revision under a marking, with earlier editions and what is followed: every part of the page."""
    told = (("meetings-of-ministers", 3), ("ferries-and-freight", 5))
    return replace(
        sample(),
        edition=edition(
            marking=Marking.AMBER, draft=True, revision=1, correction="Statement 2.1 had another month."
        ),
        earlier=(Earlier(edition="2026-W21", statements=told), Earlier(edition="2026-W20", statements=told)),
        balance=Balance(
            followed=4,
            silent=("Night Ferry News",),
            failing=(Problem(subject="Bay Radio", stage="fetching", message="answers 404 Not Found"),),
            countries=(Share(value="KR", read=7, cited=5), Share(value=None, read=2, cited=1)),
            ownership=(Share(value="privately owned", read=9, cited=6),),
        ),
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The web page of a brief as each of the shipped sets of templates makes it."""
    brief, documents = everything(), sources()
    page = page_of(brief, with_contents=True)
    whole = replace(page, passages=passages_of(brief, documents, page))
    folder = tmp_path_factory.mktemp("screen")
    for name, templates in template_sets().items():
        (folder / f"{name}.html").write_text(render(whole, templates), "utf-8")
    return {name: folder / f"{name}.html" for name in template_sets()}


@pytest.fixture
def path(pages: dict[str, Path]) -> Path:
    return pages["default"]


def focused(page: Page) -> str:
    """The text of the element that has the focus."""
    return str(page.evaluate("document.activeElement.innerText.trim()"))


@pytest.mark.parametrize(
    ("templates", "width", "scheme"),
    [
        ("default", WIDE, "light"),
        ("default", NARROW, "dark"),
        ("executive", NARROW, "dark"),
        ("manuscript", WIDE, "light"),
    ],
)
def test_axe_finds_nothing_wrong(
    browser: Browser, pages: dict[str, Path], templates: str, width: int, scheme: str
) -> None:
    with opened(browser, pages[templates], width=width, color_scheme=scheme) as page:
        assert violations(page) == []


def test_axe_finds_nothing_wrong_where_a_browser_prints(browser: Browser, path: Path) -> None:
    with opened(browser, path, media="print") as page:
        assert violations(page, but="target-size") == []  # on paper nothing is pressed


def test_axe_finds_what_is_wrong(browser: Browser, path: Path) -> None:
    with opened(browser, path) as page:
        page.evaluate("document.querySelector('h1').remove()")
        assert [found.partition(":")[0] for found in violations(page)] == ["page-has-heading-one"]


def test_axe_finds_nothing_wrong_with_an_open_passage(browser: Browser, path: Path) -> None:
    with opened(browser, path, color_scheme="dark") as page:
        page.locator("#s1-1 .mark").click()
        page.wait_for_selector(".passage:popover-open")
        assert violations(page) == []


def test_no_request_leaves_the_page(browser: Browser, path: Path) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with opened(browser, path, width=WIDE) as page:
        page.on("request", note)
        page.reload()
        page.locator("#s1-1 .mark").click()
        page.wait_for_load_state("networkidle")
    assert asked == [path.as_uri()]


def test_without_scripts_a_citation_opens_its_sentence_marked_in_its_paragraph(
    browser: Browser, path: Path
) -> None:
    sentence = sample().statements["4.1"].citations[0]
    paragraph = sources()[sentence.reference - 1].passages[sentence.passage - 1]
    with opened(browser, path, java_script_enabled=False) as page:
        passage = page.locator(f"#p{sentence.reference}-{sentence.start}-{sentence.end}")
        assert not passage.is_visible()
        page.locator("#s4-1 .mark").first.click()
        assert passage.is_visible()
        assert passage.locator("mark").inner_text() == sentence.exact
        whole = sources()[sentence.reference - 1].exact(paragraph.span)
        assert passage.locator("blockquote").inner_text().strip() == whole
        passage.get_by_role("button", name="Close").click()
        assert not passage.is_visible()


def test_the_keyboard_skips_to_the_key_points_opens_a_citation_and_comes_back(
    browser: Browser, path: Path
) -> None:
    with opened(browser, path) as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the key points"
        assert page.locator(".skip").evaluate("it => it.getBoundingClientRect().left") == 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        citation = focused(page)
        assert page.evaluate("document.activeElement.className") == "mark"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.locator(".passage:popover-open").count() == 1
        assert page.evaluate("document.activeElement.className") == "passage"
        page.keyboard.press("Tab")
        assert focused(page) == f"Source {citation}"
        page.keyboard.press("Escape")
        assert page.locator(".passage:popover-open").count() == 0
        assert focused(page) == citation


def test_nothing_is_wider_than_the_window(browser: Browser, path: Path) -> None:
    with opened(browser, path) as page:
        for width in (NARROW, 700, 800, WIDE):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_browser_that_prints_sets_citations_as_numbers_and_no_passage(browser: Browser, path: Path) -> None:
    with opened(browser, path, media="print") as page:
        assert page.locator(".passages").evaluate("it => getComputedStyle(it).display") == "none"
        mark = page.locator("#s1-1 .mark")
        assert mark.evaluate("it => getComputedStyle(it).borderTopStyle") == "none"
        assert mark.evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)"
