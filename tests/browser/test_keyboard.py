"""The main job by keyboard alone, at the width of a telephone."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.harness import Server
from browser.quizzing import await_result, count, example, has_focus, quiz, stages


def press_until_focused(page: Page, selector: str, key: str = "Tab", limit: int = 60) -> None:
    """Press a key until something that matches has the focus, and see that it is not covered."""
    for _ in range(limit):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"{limit} times {key} do not lead to {selector}")


def covered(page: Page) -> bool:
    """Return whether the middle of what has the focus lies under something else."""
    return bool(
        page.evaluate("""() => {
            const focused = document.activeElement, box = focused.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return !top || !(focused.contains(top) || top.contains(focused));
        }""")
    )


def answer_by_keyboard(page: Page, item: str, option: str) -> None:
    """Tab into a question, choose the first option, and go down to the one wanted."""
    press_until_focused(page, f"[data-item='{item}'] input", limit=4)
    assert not covered(page), item
    page.keyboard.press("Space")
    for _ in range(9):
        if page.evaluate("document.activeElement.value") == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{item} has no option {option}")


def test_the_whole_check_without_a_mouse(page: Page, server: Server) -> None:
    """Tab, arrows and Enter lead through all questions, to the result and back to a question."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{server.url}check/")
    press_until_focused(page, "[data-action=dont-save]")
    for item, option in example("flippant").items():
        answer_by_keyboard(page, item, option)
    assert count(page) == "16 of 16"
    press_until_focused(page, "[data-action=show-result]", limit=3)
    page.keyboard.press("Enter")
    assert has_focus(page, "[data-part=result-title]")
    assert await_result(page) == "Your team's phase is Flippant."
    assert stages(page) == ["flippant"]
    press_until_focused(page, ".stagecheck-report a[href^='#']", limit=5)
    item = page.evaluate("document.activeElement.hash.split('.').at(-1)")
    page.keyboard.press("Enter")
    assert has_focus(page, f"[data-item='{item}']")
    assert not covered(page)


def test_an_answer_is_cleared_and_all_are_by_keyboard(page: Page, server: Server) -> None:
    """Clear, clear all and undo are buttons in the order of the page, and never lose the focus."""
    page.goto(f"{server.url}check/")
    press_until_focused(page, "[data-item=last-help] input")
    page.keyboard.press("Space")
    press_until_focused(page, "[data-item=last-help] [data-action=clear-item]", limit=1)
    page.keyboard.press("Enter")
    assert count(page) == "0 of 16"
    assert has_focus(page, "[data-item=last-help] input")
    page.keyboard.press("Space")
    press_until_focused(page, "[data-action=clear-all]")
    page.keyboard.press("Enter")
    assert count(page) == "0 of 16"
    assert has_focus(page, "[data-action=undo]")
    page.keyboard.press("Enter")
    assert count(page) == "1 of 16"
    assert has_focus(page, "[data-action=clear-all]")
    assert quiz(page).locator("[data-action=undo]").is_hidden()
