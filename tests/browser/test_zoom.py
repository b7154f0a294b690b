"""Whoever enlarges the page or its text, or spaces it out, loses nothing: WCAG 1.4.4, .10, .12."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import Record, Server, expect_clean, urls_of_pages, watched_page
from browser.looks import ENLARGED_FOUR_TIMES, ENLARGED_TWICE, LARGE, SMALL, Size
from browser.moving import arrive
from browser.quizzing import answer, await_result, example

PAGES = [*urls_of_pages(), "404.html"]

# Text that an element hides because it has no room for it. Parts that scroll are none, and what
# is a pixel wide is for screen readers alone.
CUT = """() => [...document.querySelectorAll("body *")]
    .filter(each => each.clientWidth > 1 && each.clientHeight > 1 && each.textContent.trim()
        && each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(each => {
        const style = getComputedStyle(each), hides = ["hidden", "clip"];
        return hides.includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1
            || hides.includes(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
    })
    .map(each => each.outerHTML.slice(0, 120))
"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# The spacing that WCAG 1.4.12 names. A sheet made by script is no inline style.
SPACE_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * {
            line-height: 1.5 !important;
            letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important;
        }
        p { margin-bottom: 2em !important; }
    `);
    document.adoptedStyleSheets.push(sheet);
}"""
# The share of the screen, 0 to 1, that lies under parts which stay when the page scrolls.
STUCK = """() => {
    const heights = Array.from({length: innerHeight}, (_, y) => y);
    const covered = heights.filter(y => {
        let each = document.elementFromPoint(innerWidth / 2, y);
        while (each && !["fixed", "sticky"].includes(getComputedStyle(each).position))
            each = each.parentElement;
        return each;
    });
    return covered.length / innerHeight;
}"""


def expect_all_there(page: Page, how: str) -> None:
    """Fail when the page scrolls sideways or hides a part of its text."""
    assert not page.evaluate(SIDEWAYS), f"{how}: the page scrolls sideways"
    assert page.evaluate(CUT) == [], f"{how}: text is cut off"


def enlarge_text(page: Page) -> None:
    """Make the browser's own text size twice what it is, as a reader can in its settings."""
    client = page.context.new_cdp_session(page)
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    client.detach()


def expect_all_there_in_all_ways(page: Page) -> None:
    """Look at the page enlarged twice and four times, spaced out, and with larger text."""
    for size in (ENLARGED_TWICE, ENLARGED_FOUR_TIMES):
        page.set_viewport_size(size)
        expect_all_there(page, f"{size['width']} pixels")
    page.evaluate(SPACE_OUT)
    for size in (SMALL, LARGE):
        page.set_viewport_size(size)
        expect_all_there(page, f"spaced out, {size['width']} pixels")
    page.evaluate("() => { document.adoptedStyleSheets.pop(); }")
    enlarge_text(page)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    expect_all_there(page, "text twice as large")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loses_text_or_scrolls_sideways(page: Page, server: Server, path: str) -> None:
    """At 200% and 400%, with wide spacing, and with the browser's text twice as large."""
    arrive(page, server.url + path)
    expect_all_there_in_all_ways(page)


@pytest.fixture
def answered(browser: Browser, server: Server) -> Iterator[Page]:
    """The team stage check with its result."""
    record = Record()
    with watched_page(browser, record) as page:
        arrive(page, f"{server.url}check/")
        answer(page, example("flippant"))
        await_result(page)
        yield page
    expect_clean(record, server)


def test_a_quiz_with_its_result_loses_no_text(answered: Page) -> None:
    """Neither questions nor the result nor how it is worked out are cut off, in the same ways."""
    answered.locator(".stagecheck-how > summary").click()
    expect_all_there_in_all_ways(answered)


@pytest.mark.parametrize(
    ("size", "share"),
    [(LARGE, 0.2), (SMALL, 0.2), (ENLARGED_TWICE, 0.25), (ENLARGED_FOUR_TIMES, 0)],
)
def test_what_stays_in_place_leaves_room_for_the_page(
    answered: Page, size: Size, share: float
) -> None:
    """Header and bar take a fifth of a telephone at most, and nothing of a very small screen."""
    answered.set_viewport_size(size)
    answered.locator("fieldset").nth(5).scroll_into_view_if_needed()
    assert answered.evaluate(STUCK) <= share
