"""Whoever moves by keyboard sees where they are: WCAG 2.4.7, 2.4.11 and 1.4.11."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import Record, Server, expect_clean, watched_page
from browser.looks import ENLARGED_FOUR_TIMES, LARGE, SMALL, Size, ask
from browser.moving import arrive, search
from browser.quizzing import answer, await_result, example

# What shows that something has the focus is on itself, or on the label round it or after it. The
# frames let the page settle: the theme adapts its columns after it has scrolled.
STATE = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const focused = document.activeElement;
    if (focused === document.body) return {};
    const shown = focused.matches(".md-option") ? focused.nextElementSibling
        : focused.matches(".stagecheck-options input") ? focused.closest("label")
        : focused.matches(".md-search__input") ? focused.closest("form") : focused;
    const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
    const outside = parseFloat(style.outlineOffset) >= 0;
    const clear = [0.1, 0.5, 0.9].filter(share => {
        const at = [box.x + box.width / 2, box.y + box.height * share];
        const top = document.elementFromPoint(...at);
        return top && (shown.contains(top) || top.contains(shown));
    });
    return {
        name: `${shown.outerHTML.slice(0, 90)} at ${box.y} with ${style.outline}`,
        contrast: style.outlineStyle === "none" ? 1
            : contrast(over(rgba(style.outlineColor), ground(shown)),
                       ground(outside ? shown.parentElement : shown)),
        width: parseFloat(style.outlineWidth),
        clear: clear.length,
    };
}"""


def expect_seen(page: Page) -> bool:
    """See that what has the focus is marked and not covered; return whether there is any."""
    state = ask(page, STATE, dict)
    if not state:
        return False
    assert state["contrast"] >= 3, state["name"]
    assert state["width"] >= 2, state["name"]
    assert state["clear"] >= 2, f"covered: {state['name']}"
    return True


def tour(page: Page) -> int:
    """Press Tab through the whole page; return the number of stops."""
    stops = 0
    page.keyboard.press("Tab")
    while expect_seen(page):
        stops += 1
        page.keyboard.press("Tab")
    return stops


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(LARGE, "light"), (LARGE, "dark"), (SMALL, "dark"), (ENLARGED_FOUR_TIMES, "light")],
)
@pytest.mark.parametrize("path", ["", "plays/run-a-pilot/", "404.html"])
def test_each_stop_of_tab_is_marked_and_nothing_covers_it(
    page: Page, server: Server, path: str, size: Size, scheme: str
) -> None:
    """A line of two pixels and 3 to 1 round each, and neither header nor bar over it."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    arrive(page, server.url + path)
    assert tour(page) >= 8


@pytest.mark.parametrize("size", [LARGE, SMALL, ENLARGED_FOUR_TIMES])
def test_each_stop_of_tab_in_a_quiz_with_its_result_is_marked(
    browser: Browser, server: Server, size: Size
) -> None:
    """Questions, buttons and the result's links: all are marked, none is under header or bar."""
    record = Record()
    with watched_page(browser, record) as page:
        page.set_viewport_size(size)
        arrive(page, f"{server.url}check/")
        answer(page, example("flippant"))
        await_result(page)
        page.reload()
        await_result(page)
        assert tour(page) > 50
    expect_clean(record, server)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_menu_and_results_of_the_search_are_marked(page: Page, server: Server, size: Size) -> None:
    """Each stop in the open search; at 360 pixels in the open menu too."""
    page.set_viewport_size(size)
    arrive(page, server.url)
    if size is SMALL:
        page.get_by_role("button", name="Menu").click()
        for _ in range(8):
            page.keyboard.press("Tab")
            assert expect_seen(page)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Search").click()
    search(page, "team")
    assert expect_seen(page)
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        assert expect_seen(page)
