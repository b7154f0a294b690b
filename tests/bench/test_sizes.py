"""The sizes that CI holds; times are measured by `make bench` alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from bench import page, wire
from bench.figures import Figure
from browser.harness import Server


def missed(figures: list[Figure]) -> list[str]:
    """Name the figures above their budgets; there is one at least that has a budget."""
    assert any(figure.most is not None for figure in figures)
    return [f"{figure.key} is {figure.value}" for figure in figures if figure.misses]


def test_python_stays_within_its_bytes(site: Path) -> None:
    """Python costs a reader at most 4.0 MB in Brotli and 5.2 MB in gzip, once."""
    assert missed(wire.of(site)) == []


def test_pages_stay_within_their_bytes(browser: Browser, server: Server) -> None:
    """Our script and style cost 15 kB on a page with a quiz, and nothing on any other."""
    assert missed(page.of(browser, server)) == []
