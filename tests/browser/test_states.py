"""Every state of a quiz, for everybody: what axe-core finds, and what fits a small screen."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.harness import Record, Server
from browser.quizzing import (
    answer,
    await_result,
    await_state,
    example,
    forbid_webassembly,
    press,
    quiz,
)
from browser.test_accessibility import LARGE, SCHEMES, SMALL, breaches, show


def expect_no_breach(page: Page) -> None:
    """See that the page as it stands is clean in light and dark at both sizes, and fits 320."""
    for scheme in SCHEMES:
        for size in (LARGE, SMALL):
            show(page, scheme, size)
            # axe calls a target too small when the header happens to cover a part of it.
            page.evaluate("scrollTo(0, 0)")
            assert breaches(page) == [], f"{scheme}, {size['width']} pixels"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_range_with_open_questions_is_accessible(page: Page, server: Server) -> None:
    """Some answers given, the others marked, several phases possible."""
    page.goto(f"{server.url}check/")
    answer(page, dict(list(example("fusing").items())[:12]))
    await_result(page)
    press(page, "show-result")
    expect_no_breach(page)


def test_a_full_result_is_accessible(page: Page, server: Server) -> None:
    """One phase, reasons folded out, obstacles, plays, scores; and the explanation open."""
    page.goto(f"{server.url}check/")
    answer(page, example("flippant"))
    await_result(page)
    for summary in quiz(page).locator("summary:visible").all():
        summary.click()
    expect_no_breach(page)


def test_an_error_is_accessible(page: Page, server: Server, record: Record) -> None:
    """A file that is not there: the error, and answers cleared with the way back."""
    page.route("**/engine-*.zip", lambda route: route.fulfill(status=404))
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    await_state(page, "error")
    expect_no_breach(page)
    press(page, "clear-all")
    expect_no_breach(page)
    record.errors.clear()  # the browser logs the status 404 itself


def test_going_on_by_hand_is_accessible(page: Page, server: Server, record: Record) -> None:
    """Python cannot run here: the error with its ways on, the numbers, and the scoring key."""
    forbid_webassembly(page)
    page.goto(f"{server.url}check/")
    answer(page, example("forging"))
    await_state(page, "error")
    assert quiz(page).locator(".stagecheck-key").is_visible()
    expect_no_breach(page)
    record.errors.clear()  # the browser logs the breach of the policy
