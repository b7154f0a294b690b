"""What the journey needs of a browser, whichever engine it has and whoever drives it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

__all__ = ["EARS", "Visitor", "press", "until", "wait"]

EARS = (Path(__file__).parent / "ears.js").read_text(encoding="utf-8")
"""A script that notes in `window.heard` what goes wrong in a page; see ears.js."""

_UNCOVERED = """(selector => {
    const found = document.querySelector(selector);
    found?.scrollIntoView({block: "center", behavior: "instant"});
    const {left = 0, top = 0, width = 0, height = 0} = found?.getBoundingClientRect() ?? {};
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const place = [selector, scrollY, left, top, width, height].join();
    const still = window.placeBefore === place;
    window.placeBefore = place;
    return still && width > 0 && found.contains(hit);
})"""
"""Brings an element to the middle of the window; whether it was there when last asked, and a click
there would hit it."""


class Visitor(Protocol):
    """One window of a fresh browser, 1280 pixels wide, in which nothing is stored.

    A selector is one of CSS; what it finds first is meant, and it is an error if that is nothing.
    """

    def open(self, address: str) -> None:
        """Load a page, and return when it has loaded."""

    def reload(self) -> None:
        """Load the page again, and return when it has loaded."""

    def click(self, selector: str) -> None:
        """Click on the middle of an element that is in view."""

    def write(self, selector: str, text: str) -> None:
        """Type into the field."""

    def evaluate(self, expression: str) -> object:
        """Return the value of a JavaScript expression, which JSON can hold."""

    def complaints(self) -> list[str]:
        """Return what the page complained of since it was asked this last.

        Breaches of the security policy, errors in the console, exceptions nobody caught and
        rejections nobody handled, as far as the driver tells.
        """

    def foreign(self) -> list[str]:
        """Return the addresses at other hosts that the browser asked for, ever."""

    def close(self) -> None:
        """End the browser."""


def wait(condition: Callable[[], object], name: str, seconds: float = 10) -> None:
    """Wait until a condition holds; AssertionError gives its name when it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"still not true: {name}"
        time.sleep(0.03)


def until(visitor: Visitor, expression: str, seconds: float = 10) -> None:
    """Wait until a JavaScript expression holds; AssertionError gives it when it does not."""
    wait(lambda: visitor.evaluate(expression), expression, seconds)


def press(visitor: Visitor, selector: str) -> None:
    """Click on an element as soon as it stands still, can be seen, and nothing lies over it.

    Drivers differ: some click on whatever lies on top, such as a bar at the window's edge.
    """
    uncovered = f"{_UNCOVERED}({json.dumps(selector)})"
    wait(lambda: visitor.evaluate(uncovered), f"{selector} can be clicked on")
    visitor.click(selector)
