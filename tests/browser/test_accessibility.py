"""Accessibility: what axe-core finds (WCAG 2.2 AA and its best practices), and what it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import (
    ROOT,
    Record,
    Server,
    expect_clean,
    mark,
    navigated_without_reload,
    urls_of_pages,
    wait_until,
    watched_page,
)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHASES = ["folly", "fearful", "flippant", "formulating", "forging", "fusing"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
SMALL = {"width": 360, "height": 740}
LARGE = {"width": 1280, "height": 900}


@cache
def axe_source() -> str:
    """Return axe-core's script; `evaluate` runs it beside the page, past its security policy."""
    return (ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def breaches(page: Page) -> list[str]:
    """Return what axe-core finds, a line each: rule, its sentence, first element."""
    page.evaluate(f"typeof axe === 'undefined' && (() => {{ {axe_source()} }})()")
    found = page.evaluate(
        "tags => axe.run({runOnly: tags}).then(r => r.violations.map("
        "v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 200)).join(' | ')}`))",
        RULES,
    )
    return [str(each) for each in found]


def show(page: Page, scheme: Scheme, size: dict[str, int]) -> None:
    """Turn the page to a colour scheme, by the system's preference, and a size."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    name = {"light": "default", "dark": "slate"}[scheme]
    wait_until(page, f"document.body.dataset.mdColorScheme === '{name}'")


@pytest.mark.parametrize("path", [*urls_of_pages(), "no/such/page"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    page: Page, server: Server, record: Record, path: str
) -> None:
    """Every page is clean in light and dark, at 360 and 1280 pixels, and fits 320.

    320 pixels is what is left of 1280 when everything is enlarged four times.
    """
    page.goto(server.url + path)
    for scheme in SCHEMES:
        for size in (LARGE, SMALL):
            show(page, scheme, size)
            assert breaches(page) == [], f"{scheme}, {size['width']} pixels"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if path == "no/such/page":
        record.errors.clear()  # the browser logs the status 404 itself


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_with_menu_or_search_open(
    page: Page, server: Server, scheme: Scheme
) -> None:
    """The menu at 360 pixels, and the search with results at both sizes, are clean."""
    page.goto(f"{server.url}phases/folly/")
    show(page, scheme, SMALL)
    page.get_by_role("button", name="Menu").click()
    page.wait_for_timeout(300)  # its slide; axe measures colours where things stand
    assert breaches(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").click()
    search(page, "team")
    assert breaches(page) == []
    show(page, scheme, LARGE)
    assert breaches(page) == []


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


@pytest.fixture
def small(browser: Browser, server: Server) -> Iterator[Page]:
    """A page at 360 pixels, on the home page."""
    record = Record()
    with watched_page(browser, record) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(server.url)
        wait_until(page, "document.documentElement.classList.contains('js')")
        yield page
    expect_clean(record, server)


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


def visible_focus(page: Page) -> bool:
    """Return whether the element that has the focus can be seen, at least partly, on screen."""
    return bool(
        page.evaluate(
            """() => {
                const e = document.activeElement, box = e.getBoundingClientRect();
                if (e === document.body) return true;
                const shown = e.matches(".md-option") ? e.nextElementSibling : e;
                const at = shown.getBoundingClientRect();
                return shown.checkVisibility({visibilityProperty: true, opacityProperty: true})
                    && at.right > 0 && at.left < innerWidth && at.width > 0;
            }"""
        )
    )


def test_the_menu_opens_closes_and_leads_on_by_keyboard(small: Page) -> None:
    """Enter opens the menu and goes into it; Escape closes it and goes back; a link leads on."""
    tab_to(small, "Menu")
    assert small.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    small.keyboard.press("Enter")
    assert small.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    assert visible_focus(small)
    assert small.get_by_role("button", name="Menu").get_attribute("aria-expanded") == "true"
    small.keyboard.press("Escape")
    assert focused(small) == "Menu"
    assert not small.evaluate("document.querySelector('#__drawer').checked")
    mark(small)
    small.keyboard.press("Enter")
    tab_to(small, "Check")
    small.keyboard.press("Enter")
    wait_until(small, "location.pathname.endsWith('/check/')")
    wait_until(small, "!document.querySelector('#__drawer').checked")
    assert navigated_without_reload(small)


def test_the_menu_leads_from_any_page_to_any_section_by_keyboard(
    small: Page, server: Server
) -> None:
    """Deep in a section Tab still reaches the other sections' pages: no panel hides them."""
    small.goto(f"{server.url}plays/run-a-pilot/")
    tab_to(small, "Menu")
    small.keyboard.press("Enter")
    for name in ("Home", "Check", "Phases", "Fusing", "Plays", "Make results count"):
        tab_to(small, name)
        assert visible_focus(small)


def test_the_menu_closes_when_the_focus_leaves_it(small: Page) -> None:
    """Nobody tabs through a page that an open menu covers."""
    small.get_by_role("button", name="Menu").click()
    small.locator(".md-content a").first.focus()
    wait_until(small, "!document.querySelector('#__drawer').checked")


def test_the_search_opens_finds_and_closes_by_keyboard(small: Page) -> None:
    """Enter opens the search with the focus in it; arrows reach a result; Escape goes back."""
    tab_to(small, "Search")
    small.keyboard.press("Enter")
    wait_until(small, "document.activeElement.matches('.md-search__input')")
    search(small, "pilot")
    small.keyboard.press("ArrowDown")
    assert small.evaluate("document.activeElement.matches('.md-search-result a')")
    small.keyboard.press("Escape")
    assert focused(small) == "Search"


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_tab_never_leads_out_of_sight(page: Page, server: Server, size: dict[str, int]) -> None:
    """With everything closed, each of the first stops of Tab is something one can see."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{server.url}plays/run-a-pilot/")
    wait_until(page, "document.documentElement.classList.contains('js')")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert visible_focus(page), page.evaluate("document.activeElement.outerHTML")


def test_a_single_letter_does_not_leave_the_page(page: Page, server: Server) -> None:
    """The theme's one-key commands are off: WCAG 2.1.4, and a quiz half answered would be lost."""
    page.goto(f"{server.url}phases/folly/")
    wait_until(page, "document.documentElement.classList.contains('js')")
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
    page.locator(".md-sidebar--primary").get_by_role("link", name="Check", exact=True).click()
    assert page.url == f"{server.url}check/"
    context.close()


def channels(colour: str) -> list[float]:
    """Return red, green and blue, 0 to 1, of "#rrggbb"."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours "#rrggbb", 1 to 21, by the formula of WCAG 2."""

    def luminance(colour: str) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)
        ]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("phase", PHASES)
def test_a_phases_colour_can_be_read(
    page: Page, server: Server, scheme: Scheme, phase: str
) -> None:
    """A phase's colour has 4.5 to 1 on its tint and on the page, and the phase has an icon."""
    page.goto(f"{server.url}phases/{phase}/")
    show(page, scheme, LARGE)
    colour, tint, icon = page.evaluate(
        "['colour', 'tint', 'icon'].map(name => getComputedStyle("
        "document.querySelector('.page-head')).getPropertyValue(`--stage-${name}`).trim())"
    )
    ground = {"light": "#ffffff", "dark": "#1e2129"}[scheme]
    assert contrast(colour, tint) >= 4.5
    assert contrast(colour, ground) >= 4.5
    assert icon.startswith("url(")


def test_a_dark_page_prints_light(page: Page, server: Server) -> None:
    """On paper the text is dark on white, and the menus are not there."""
    page.goto(f"{server.url}phases/folly/")
    show(page, "dark", LARGE)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    tint = "getComputedStyle(document.querySelector('.page-head')).getPropertyValue('--stage-tint')"
    assert page.evaluate(tint).strip() == "#fbeef6"
    for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
        assert not page.locator(part).is_visible()


def test_a_text_is_copied_by_its_button(page: Page, server: Server) -> None:
    """The button puts the whole text on the clipboard, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}plays/run-a-pilot/")
    page.get_by_role("button", name="Copy").first.click()
    wait_until(page, "document.querySelector('.copy__said').textContent === 'Copied'")
    text = page.locator(".md-content pre > code").first.inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_text_is_copied_where_browsers_offer_no_clipboard(page: Page, server: Server) -> None:
    """On plain http, where navigator.clipboard is missing, the older way copies."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{server.url}plays/run-a-pilot/")
    page.evaluate("document.addEventListener('copy', () => window.copied = `${getSelection()}`)")
    page.get_by_role("button", name="Copy").first.click()
    wait_until(page, "document.querySelector('.copy__said').textContent === 'Copied'")
    text = page.locator(".md-content pre > code").first.inner_text()
    assert page.evaluate("window.copied").strip() == text.strip()
