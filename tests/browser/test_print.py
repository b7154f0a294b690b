"""On paper every page is dark on white, without what only a screen can work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.harness import Server, urls_of_pages
from browser.looks import ask
from browser.moving import arrive

# Of each text: its contrast with what is behind it, and with paper, for printers may leave the
# background out. The quiz's choices are its paper form.
PRINTED = """() => {
    const white = [255, 255, 255, 255];
    const shown = [...document.querySelectorAll("body, body *")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width > 1 && box.height > 1
            && each.checkVisibility({visibilityProperty: true, opacityProperty: true});
    });
    const texts = shown.filter(each =>
        [...each.childNodes].some(child => child.nodeType === 3 && child.data.trim()));
    const pale = texts.filter(each => {
        const back = ground(each), colour = over(rgba(getComputedStyle(each).color), back);
        return Math.min(contrast(colour, back), contrast(colour, white)) < 4.5;
    });
    const dark = shown.filter(each => luminance(ground(each)) < 0.8);
    const controls = shown.filter(each => each.matches(
        "button, select, textarea, [role=button], label.md-icon, input:not(fieldset input)"));
    const lines = (found) => found.map(each => each.outerHTML.slice(0, 90));
    return {texts: texts.length, pale: lines(pale), dark: lines(dark), controls: lines(controls)};
}"""
# What must not be torn apart at the end of a sheet, and what must not stand alone there.
WHOLE = ".md-typeset :is(li, blockquote, pre, table, .glance, .page-head)"
HEADINGS = ".md-typeset :is(h1, h2, h3, h4)"


@pytest.mark.parametrize("path", [*urls_of_pages(), "404.html"])
def test_a_dark_page_prints_dark_on_white(page: Page, server: Server, path: str) -> None:
    """Each text has 4.5 to 1 on paper, nothing is printed dark, and no control is printed."""
    page.emulate_media(color_scheme="dark")
    arrive(page, server.url + path)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    found = ask(page, PRINTED, dict)
    assert found["texts"] > 3
    assert found["pale"] == []
    assert found["dark"] == []
    assert found["controls"] == []
    for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".md-skip"):
        assert page.locator(f"{part}:visible").count() == 0, part


@pytest.mark.parametrize("path", ["phases/forging/", "plays/run-a-pilot/", "plays/"])
def test_pages_break_between_things(page: Page, server: Server, path: str) -> None:
    """No list item, quotation or table is torn apart where it fits, no heading stands alone."""
    arrive(page, server.url + path)
    page.emulate_media(media="print")
    inside = f"[...document.querySelectorAll('{WHOLE}')].map(e => getComputedStyle(e).breakInside)"
    assert set(page.evaluate(inside)) == {"avoid"}
    after = f"[...document.querySelectorAll('{HEADINGS}')].map(e => getComputedStyle(e).breakAfter)"
    assert set(page.evaluate(after)) == {"avoid"}
