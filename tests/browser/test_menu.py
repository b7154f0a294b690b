"""Menu, search and the way past them, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import (
    Record,
    Server,
    expect_clean,
    mark,
    navigated_without_reload,
    wait_until,
    watched_page,
)
from browser.looks import ENLARGED_FOUR_TIMES, LARGE, SMALL, Size
from browser.moving import arrive, expanded, focused, search, tab_to

NARROW = (SMALL, ENLARGED_FOUR_TIMES)
IN_MENU = "document.activeElement.closest('.md-sidebar--primary') !== null"
MENU_IS_CLOSED = "!document.querySelector('#__drawer').checked"
HEADING_HAS_FOCUS = "document.activeElement.matches('.md-content h1')"


@pytest.fixture(params=NARROW, ids=lambda size: f"{size['width']} by {size['height']}")
def narrow(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The home page on a telephone, and on a screen of 1280 by 1024 enlarged four times."""
    record = Record()
    with watched_page(browser, record) as page:
        page.set_viewport_size(request.param)
        arrive(page, server.url)
        yield page
    expect_clean(record, server)


def test_the_menu_opens_closes_and_leads_on_by_keyboard(narrow: Page) -> None:
    """Enter opens the menu and goes into it; Escape closes it and goes back; a link leads on."""
    tab_to(narrow, "Menu")
    assert expanded(narrow, "Menu") == "false"
    narrow.keyboard.press("Enter")
    assert narrow.evaluate(IN_MENU)
    assert expanded(narrow, "Menu") == "true"
    narrow.keyboard.press("Escape")
    assert focused(narrow) == "Menu"
    assert narrow.evaluate(MENU_IS_CLOSED)
    assert expanded(narrow, "Menu") == "false"
    mark(narrow)
    narrow.keyboard.press("Enter")
    tab_to(narrow, "Phases")
    narrow.keyboard.press("Enter")
    wait_until(narrow, "location.pathname.endsWith('/phases/')")
    wait_until(narrow, MENU_IS_CLOSED)
    assert navigated_without_reload(narrow)


def test_menu_and_search_work_after_a_page_that_came_without_a_reload(narrow: Page) -> None:
    """Both open, go in, close and go back on the second page as on the first."""
    mark(narrow)
    tab_to(narrow, "Take the team stage check")
    narrow.keyboard.press("Enter")
    wait_until(narrow, HEADING_HAS_FOCUS)
    for name, inside in (("Menu", IN_MENU), ("Search", "document.activeElement.type === 'text'")):
        narrow.keyboard.press("Control+Home")
        narrow.get_by_role("button", name=name, exact=True).focus()
        assert expanded(narrow, name) == "false"
        narrow.keyboard.press("Enter")
        wait_until(narrow, inside)
        assert expanded(narrow, name) == "true"
        narrow.keyboard.press("Escape")
        assert focused(narrow) == name
        assert expanded(narrow, name) == "false"
    assert navigated_without_reload(narrow)


def test_the_menu_leads_from_any_page_to_any_section_by_keyboard(
    narrow: Page, server: Server
) -> None:
    """Deep in a section Tab still reaches its pages and the other sections: no panel hides them."""
    narrow.goto(f"{server.url}plays/run-a-pilot/")
    tab_to(narrow, "Menu")
    narrow.keyboard.press("Enter")
    for name in ("Home", "Checks", "Phases", "Plays", "Triangles", "Work with HR", "Glossary"):
        tab_to(narrow, name)
        assert narrow.evaluate(IN_MENU)


def test_the_menu_lists_the_pages_of_its_own_section_alone(narrow: Page, server: Server) -> None:
    """Of other sections it names the first page: nobody scrolls through seventy lines."""
    narrow.goto(f"{server.url}plays/run-a-pilot/")
    narrow.get_by_role("button", name="Menu").click()
    menu = narrow.locator(".md-sidebar--primary")
    assert menu.get_by_role("link", name="Find your story", exact=True).is_visible()
    assert menu.get_by_role("link", name="Evidence", exact=True).is_visible()
    assert menu.get_by_role("link", name="Fusing", exact=True).is_hidden()


def test_tab_never_walks_into_the_closed_menu(narrow: Page) -> None:
    """From the top of the page to its end, no stop lies in the menu that is closed."""
    stops = 0
    while True:
        narrow.keyboard.press("Tab")
        if narrow.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        assert not narrow.evaluate(IN_MENU), focused(narrow)
    assert stops > 10


def test_the_menu_closes_when_the_focus_leaves_it(narrow: Page) -> None:
    """Nobody tabs through a page that an open menu covers."""
    narrow.get_by_role("button", name="Menu").click()
    narrow.locator(".md-content a").first.focus()
    wait_until(narrow, MENU_IS_CLOSED)
    assert expanded(narrow, "Menu") == "false"


def test_the_search_opens_finds_and_closes_by_keyboard(narrow: Page) -> None:
    """Enter opens the search with the focus in it; arrows reach a result; Escape goes back."""
    tab_to(narrow, "Search")
    narrow.keyboard.press("Enter")
    wait_until(narrow, "document.activeElement.matches('.md-search__input')")
    assert expanded(narrow, "Search") == "true"
    search(narrow, "pilot")
    narrow.keyboard.press("ArrowDown")
    assert narrow.evaluate("document.activeElement.matches('.md-search-result a')")
    narrow.keyboard.press("Escape")
    assert focused(narrow) == "Search"
    assert expanded(narrow, "Search") == "false"


def test_a_large_screen_has_its_menu_and_search_open(page: Page, server: Server) -> None:
    """At 1280 pixels there is nothing to open: Tab goes from the tabs' links into the search."""
    page.set_viewport_size(LARGE)
    arrive(page, server.url)
    assert page.locator("[data-opens]:visible").count() == 0
    tab_to(page, "Search")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    tab_to(page, "Plays")
    page.keyboard.press("Enter")
    wait_until(page, "location.pathname.endsWith('/plays/')")


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("path", ["", "check/", "phases/forging/", "404.html"])
def test_one_step_leads_past_header_and_menu(
    page: Page, server: Server, path: str, size: Size
) -> None:
    """The first stop of Tab is "Skip to content"; after it comes the page's heading."""
    page.set_viewport_size(size)
    arrive(page, server.url + path)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate(HEADING_HAS_FOCUS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_a_page_that_comes_without_a_reload_begins_at_its_heading(
    page: Page, server: Server
) -> None:
    """The link that had the focus is gone: the heading has it, which a screen reader reads.

    Needed as long as Material leaves the focus nowhere.
    """
    arrive(page, server.url)
    mark(page)
    tab_to(page, "Take the team stage check")
    page.keyboard.press("Enter")
    wait_until(page, HEADING_HAS_FOCUS)
    assert focused(page) == "Where does your team stand?"
    assert navigated_without_reload(page)


def test_a_single_letter_does_not_leave_the_page(page: Page, server: Server) -> None:
    """The theme's one-key commands are off: WCAG 2.1.4, and a quiz half answered would be lost."""
    arrive(page, f"{server.url}phases/folly/")
    mark(page)
    for key in "pn,.fs/":
        page.keyboard.press(key)
    page.wait_for_load_state("networkidle")
    assert page.url == f"{server.url}phases/folly/"
    assert navigated_without_reload(page)
    assert not page.evaluate("document.querySelector('#__search').checked")


def test_without_javascript_the_menu_still_opens(browser: Browser, server: Server) -> None:
    """The label takes the button's place, and no button that does nothing is shown."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(server.url)
    assert page.locator("[data-opens]:visible").count() == 0
    page.click(".header-label[for=__drawer]")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Phases", exact=True).click()
    assert page.url == f"{server.url}phases/"
    context.close()
