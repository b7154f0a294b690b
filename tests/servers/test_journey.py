"""A reader's way through the site, on each web server: nothing refused, nothing in the console."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.harness import Record, mark, navigated_without_reload, wait_until
from browser.quizzing import answer, await_result, example, stages
from servers.asking import Served


def test_a_team_finds_its_phase(page: Page, served: Served) -> None:
    """From the home page to the check without a reload, and from sixteen answers to the phase."""
    page.goto(served.url)
    mark(page)
    page.click("text=Take the team stage check")
    wait_until(page, "document.querySelector('[data-stagecheck]') !== null")
    answer(page, example("formulating"))
    assert await_result(page) == "Your team's phase is Formulating."
    assert stages(page) == ["formulating"]
    assert navigated_without_reload(page)


def test_the_search_finds_a_page(page: Page, served: Served) -> None:
    """The theme's search worker starts under the server's policy, and answers."""
    page.goto(served.url)
    page.keyboard.press("Tab")
    page.locator(".md-search__input").press_sequentially("forging")
    wait_until(page, "document.querySelectorAll('.md-search-result__item').length > 0")


def test_the_missing_page_is_the_sites_own(page: Page, served: Served, record: Record) -> None:
    """A wrong address, however deep, shows a page in the site's style."""
    response = page.goto(f"{served.url}no/such/page/")
    assert response is not None
    assert response.status == 404
    assert page.locator("h1").inner_text() == "There is no such page"
    sheets = "[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)"
    assert page.evaluate(sheets)
    # The browser logs the status itself.
    record.errors.clear()
