"""Forced colours and reduced motion: the reader's own settings win, and nothing vanishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page

from browser.harness import Record, Server, expect_clean, watched_page
from browser.looks import LARGE, changed, drawn, picture, taken
from browser.moving import arrive, tab_to
from browser.quizzing import answer, await_result, choose, example, quiz

Scheme = Literal["light", "dark"]
FIRST = "last-help"
# Everything that moves for longer than an eye takes to see it, before and after included.
MOVING = """() => [...document.querySelectorAll("*")]
    .flatMap(each => [null, "::before", "::after"]
        .map(part => [each, getComputedStyle(each, part)]))
    .filter(([, style]) => {
        const times = style.transitionDuration.split(",").map(parseFloat);
        const lasts = style.animationName === "none" ? 0 : parseFloat(style.animationDuration);
        return Math.max(lasts, ...times) > 0.01 || style.scrollBehavior === "smooth";
    })
    .map(([each]) => each.outerHTML.slice(0, 90))
"""


@pytest.fixture(params=["light", "dark"])
def forced(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a system that forces its own colours: black on white, or white on black."""
    scheme: Scheme = "dark" if request.param == "dark" else "light"
    record = Record()
    with watched_page(browser, record) as page:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        page.set_viewport_size(LARGE)
        yield page
    expect_clean(record, server)


def option(page: Page, at: int) -> Locator:
    """Return the row of one option of the first question."""
    return quiz(page).locator(f"[data-item={FIRST}] .stagecheck-options label").nth(at)


def settled_picture(page: Page, part: Locator) -> str:
    """Return a picture of a part with a margin, the mouse elsewhere."""
    page.mouse.move(0, 0)
    part.scroll_into_view_if_needed()
    return picture(page, part, margin=6)


def icon_picture(page: Page, card: Locator) -> str:
    """Return a picture of the upper left corner of a phase's card, where its icon is."""
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box is not None
    clip: FloatRect = {"x": box["x"] + 8, "y": box["y"] + 8, "width": 40.0, "height": 36.0}
    return taken(page, clip)


def test_the_chosen_answer_and_the_focus_are_told_apart(forced: Page, server: Server) -> None:
    """Chosen, chosen and focused, and neither: three looks, each plainly unlike the others."""
    arrive(forced, f"{server.url}check/")
    row = option(forced, 1)
    neither = settled_picture(forced, row)
    row.locator("input").focus()
    forced.keyboard.press("Space")
    both = settled_picture(forced, row)
    forced.evaluate("document.activeElement.blur()")
    chosen = settled_picture(forced, row)
    # The row's edge and dot; the frame round it, two pixels wide.
    assert changed(forced, neither, chosen) > 150
    width = row.evaluate("row => row.clientWidth")
    assert changed(forced, chosen, both) > 2 * width


@pytest.mark.parametrize(
    ("path", "name"),
    [("", "Phases"), ("", "Take the team stage check"), ("plays/", "Find your story")],
)
def test_the_focus_is_seen_in_forced_colours(
    forced: Page, server: Server, path: str, name: str
) -> None:
    """A tab, a button and a link have a frame of their own when they have the focus."""
    arrive(forced, server.url + path)
    tab_to(forced, name)
    part = forced.locator(":focus")
    focused = settled_picture(forced, part)
    part.evaluate("each => { each.id = 'left'; each.blur(); }")
    plain = settled_picture(forced, forced.locator("#left"))
    assert changed(forced, plain, focused) > 100


def test_phases_and_bars_are_drawn_in_forced_colours(forced: Page, server: Server) -> None:
    """Each phase's icon, and in a result its icon, the bars of the scores and the progress."""
    arrive(forced, server.url)
    for card in forced.locator(".phase-strip a").all():
        assert drawn(forced, icon_picture(forced, card)) > 60
    arrive(forced, f"{server.url}check/")
    answer(forced, example("flippant"))
    await_result(forced)
    for selector in (".stagecheck-stage", ".stagecheck-scores svg", "[data-part=progress]"):
        part = quiz(forced).locator(selector).first
        assert drawn(forced, settled_picture(forced, part)) > 100, selector


def test_controls_have_an_edge_in_forced_colours(forced: Page, server: Server) -> None:
    """Buttons, choices, the search field and the tab that is open: drawn with 3 to 1."""
    arrive(forced, f"{server.url}check/")
    choose(forced, FIRST, first_key(forced))
    for selector in (
        ".stagecheck [data-action=show-result]",
        ".stagecheck [data-action=dont-save]",
        f".stagecheck [data-item={FIRST}] input",
        ".md-search__form",
    ):
        part = forced.locator(selector).first
        width = part.evaluate("each => each.clientWidth")
        assert drawn(forced, settled_picture(forced, part)) > width, selector
    lines = "[...document.querySelectorAll('.md-tabs__link')].map(each => getComputedStyle(each)"
    colours = forced.evaluate(f"{lines}.borderBottomColor)")
    assert len(set(colours)) == 2, "the open tab looks like the others"


def first_key(page: Page) -> str:
    """Return the key of the first option of the first question."""
    return option(page, 0).locator("input").get_attribute("value") or ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_choices_and_buttons_have_an_edge(page: Page, server: Server, scheme: Scheme) -> None:
    """With the site's own colours too the edges of our controls have 3 to 1 (WCAG 1.4.11)."""
    page.emulate_media(color_scheme=scheme)
    arrive(page, f"{server.url}check/")
    choose(page, FIRST, first_key(page))
    edged = {
        "[data-action=print]": 200,
        "[data-action=dont-save]": 30,
        f"[data-item={FIRST}] input:checked": 30,
        # The browser's own circle, a pixel wide: few of its pixels are not half the ground's.
        f"[data-item={FIRST}] input:not(:checked)": 10,
        "[data-part=progress]": 100,
    }
    for selector, pixels in edged.items():
        part = quiz(page).locator(selector).first
        assert drawn(page, settled_picture(page, part)) > pixels, selector


@pytest.mark.parametrize("path", ["", "plays/run-a-pilot/", "check/"])
def test_nothing_moves_for_whoever_asked_for_less_motion(
    page: Page, server: Server, path: str
) -> None:
    """No transition, no animation, no smooth scrolling; for everybody else there are some."""
    arrive(page, server.url + path)
    if path == "check/":
        answer(page, example("flippant"))
        await_result(page)
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) != []
