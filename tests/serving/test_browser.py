"""A reader leaves by the link of a mail, in a real browser; and searches the editions as they are served."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.archive.standing import FERRY, FOG, brief, stand
from tests.publication.browser import chromium, violations
from tests.serving.answering import TOKEN, Kept, desk, library, running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@pytest.fixture(scope="module")
def client(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("served")
    for week in (20, 21):
        stand(folder / "out", brief(week, FERRY, FOG))
    with running(desk(refusals=kept, library=library(folder / "out", folder / "site"))) as asking:
        yield asking


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 700}, locale="en-GB", color_scheme="dark")
    yield made
    made.close()


def opened(context: BrowserContext, client: httpx.Client, path: str) -> tuple[Page, list[str]]:
    """A page, and what the browser complains of: a script that fails, something that a policy keeps out."""
    page, complaints = context.new_page(), []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(str(client.base_url.join(path)))
    return page, complaints


def test_a_reader_leaves_with_one_click_and_not_before(
    context: BrowserContext, client: httpx.Client, kept: Kept
) -> None:
    page, complaints = opened(context, client, f"/unsubscribe/{TOKEN}")

    assert kept.tokens == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Unsubscribe")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are unsubscribed")
    assert kept.tokens == [TOKEN]
    assert violations(page) == []
    assert context.cookies() == []
    assert complaints == []
    page.get_by_role("link", name="All editions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The strait this week")


def test_the_editions_can_be_searched_where_they_are_served(
    context: BrowserContext, client: httpx.Client
) -> None:
    page, complaints = opened(context, client, "/")
    page.fill("#query", "ferry")
    page.keyboard.press("Enter")

    expect(page.locator("#status")).to_have_text(re.compile("2 found"))
    page.locator("#results a").first.click()
    page.wait_for_url("**/archive/2026-W21/brief.html*")
    assert complaints == []
