"""Accessibility: what axe-core finds (WCAG 2.2 AA and its best practices), and what it cannot."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import Page

from browser.harness import ROOT, Record, Server, urls_of_pages, wait_until
from browser.looks import LARGE, SMALL, Size
from browser.moving import search

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHASES = ["folly", "fearful", "flippant", "formulating", "forging", "fusing"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


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


def show(page: Page, scheme: Scheme, size: Size) -> None:
    """Turn the page to a colour scheme, by the system's preference, and a size."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(size)
    name = {"light": "default", "dark": "slate"}[scheme]
    wait_until(page, f"document.body.dataset.mdColorScheme === '{name}'")


@pytest.mark.parametrize("path", [*urls_of_pages(), "no/such/page"])
def test_axe_finds_nothing(page: Page, server: Server, record: Record, path: str) -> None:
    """Every page is clean in light and dark, at 360 and 1280 pixels."""
    page.goto(server.url + path)
    for scheme in SCHEMES:
        for size in (LARGE, SMALL):
            show(page, scheme, size)
            assert breaches(page) == [], f"{scheme}, {size['width']} pixels"
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
