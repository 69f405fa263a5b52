"""A browser that opens a page as a reader does; its scripts are off, for the page has none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

CHROMIUM: Final = Path("/usr/bin/chromium")
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that tests use; where there is none, or it cannot run, they are passed over."""
    if not CHROMIUM.is_file():
        pytest.skip(f"{CHROMIUM} is not installed; “make setup” does it")
    with sync_playwright() as playwright:
        # A test may run as root, where Chromium has no sandbox; it opens nothing but our own page.
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"{CHROMIUM} cannot be started here: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, path: Path, *, width: int = 1280, media: str = "screen", **given: Any
) -> Iterator[Page]:
    """The page in a window so wide, laid out for a screen or for print."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **given)
    page = context.new_page()
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(path.as_uri())
    yield page
    context.close()


def violations(page: Page, *, but: str | None = None) -> list[str]:
    """What axe-core finds wrong, each with the elements that it is wrong of; one rule may be left out."""
    rules = {but: {"enabled": False}} if but else {}
    found = Axe().run(page, options=RULES | {"rules": rules}).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
