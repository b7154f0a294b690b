"""Chromium, driven by Playwright: the engine of the tests in tests/browser."""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from browser.harness import Record, settle, watched_page


class Chromium:
    """Tells everything: what the browser itself logs, and what workers ask for, included."""

    def __init__(self, own: str, browser: Browser) -> None:
        """Open a page in `browser`; `own` is the address of the site."""
        self._host = urlsplit(own).netloc
        self._record = Record()
        with ExitStack() as stack:
            self._page = stack.enter_context(watched_page(browser, self._record))
            self._stack = stack.pop_all()

    def open(self, address: str) -> None:
        self._page.goto(address)

    def reload(self) -> None:
        self._page.reload()

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()

    def write(self, selector: str, text: str) -> None:
        self._page.locator(selector).first.press_sequentially(text)

    def evaluate(self, expression: str) -> object:
        return self._page.evaluate(f"({expression})")

    def complaints(self) -> list[str]:
        settle(self._page)
        found = [*self._record.violations, *self._record.errors]
        self._record.violations.clear()
        self._record.errors.clear()
        return found

    def foreign(self) -> list[str]:
        return [one for one in self._record.requests if urlsplit(one).netloc != self._host]

    def close(self) -> None:
        self._stack.close()
