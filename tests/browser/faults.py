"""How a test damages what Python is loaded from, or limits its browser, and what is then told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from browser.gardens import Garden
from browser.harness import CHROMIUM_ARGUMENTS, Record, unpacked, watched_page
from browser.quizzing import await_state, chosen, quiz
from system import program

BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}

SIGN_ON = "<!doctype html><title>Sign on</title><form>Who are you?</form>"


def error(page: Page, anchor: str = "garden") -> str:
    """Return what the quiz says went wrong."""
    await_state(page, "error", anchor)
    return quiz(page, anchor).locator("[data-part=error-text]").inner_text()


def expect_told(page: Page, code: str, words: str) -> None:
    """Fail unless the error has its code, the words, and two ways on, and no answer was lost.

    One way is to try again, the other to go on by hand.
    """
    text = error(page)
    assert f"({code})" in text
    assert words in text
    assert "Your answers are kept" in text
    assert quiz(page, "garden").locator("[data-action=retry]").is_visible()
    assert shows_paper(page)
    assert chosen(page, "garden") == BLOOMING


def shows_paper(page: Page) -> bool:
    """Return whether the scoring key is on the screen, for the reader to go on by hand."""
    return quiz(page, "garden").locator(".stagecheck-key").is_visible()


def await_request(page: Page, held: list[Route]) -> None:
    """Wait until the page asked for a file that is held back."""
    deadline = time.monotonic() + 10
    while not held:
        assert time.monotonic() < deadline, "the file was not asked for"
        page.wait_for_timeout(30)


def shipped(garden: Garden, pattern: str) -> Path:
    """Return the one file of the served site's assets that a pattern fits."""
    (file,) = (garden.server.site / "assets/stagecheck").glob(pattern)
    return file


@contextmanager
def changed(file: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
    """Change a file of the served site, and put it back."""
    published = file.read_bytes()
    file.write_bytes(change(published))
    try:
        with unpacked(file):
            yield
    finally:
        file.write_bytes(published)


def one_byte(data: bytes) -> bytes:
    """Change one byte in the middle."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def sign_on(route: Route) -> None:
    """Answer with a page to sign on, as if it were the file."""
    route.fulfill(status=200, content_type="text/html; charset=utf-8", body=SIGN_ON)


@contextmanager
def visitor_with(browser: Browser, record: Record, *flags: str) -> Iterator[Page]:
    """Open a page in a Chromium whose V8 got `flags`."""
    path = os.environ.get("CHROMIUM") or program("chromium")
    odd = browser.browser_type.launch(
        executable_path=path, args=[*CHROMIUM_ARGUMENTS, f"--js-flags={' '.join(flags)}"]
    )
    try:
        with watched_page(odd, record) as page:
            yield page
    finally:
        odd.close()
