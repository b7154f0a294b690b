"""How a reader gets about without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.harness import wait_until


def arrive(page: Page, address: str) -> None:
    """Open a page by its address and wait until its scripts have run."""
    page.goto(address)
    wait_until(page, "document.readyState === 'complete'")


def focused(page: Page) -> str:
    """Return what a screen reader would call the element that has the focus."""
    return str(
        page.evaluate(
            "(document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.textContent).trim()"
        )
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element called `name` has the focus; fail after thirty."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    pytest.fail(f"Tab does not reach {name!r}")


def expanded(page: Page, name: str) -> str | None:
    """Return what the button of the menu or the search says about it: "true" or "false"."""
    return page.get_by_role("button", name=name, exact=True).get_attribute("aria-expanded")


def search(page: Page, word: str) -> None:
    """Type into the search, which has the focus or gets it, and wait for results.

    Each letter has results of its own, which take the place of those before, and with them the
    focus: only a list that stays is that of the whole word.
    """
    page.locator(".md-search__input").press_sequentially(word)
    wait_until(page, "document.querySelectorAll('.md-search-result__item').length > 0")
    page.evaluate("window.seen = null")
    wait_until(
        page,
        """new Promise(done => setTimeout(() => {
            const first = document.querySelector('.md-search-result__item');
            done(first === window.seen);
            window.seen = first;
        }, 300))""",
    )
