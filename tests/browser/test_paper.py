"""The paper form: what is printed, on how many sheets, and who is shown its key on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser.gardens import served_garden
from browser.harness import Record, Server, watched_page
from browser.quizzing import (
    answer,
    await_result,
    await_state,
    example,
    forbid_webassembly,
    has_focus,
    press,
    quiz,
)
from garden import QUIZZES, add_quiz
from samples import team_quiz

FORM = 4
"""Sheets of A4 that the questions of the team stage check may take."""


def sheets(page: Page) -> int:
    """Print the page as it is on A4, and count the sheets."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def sheets_without(page: Page, selector: str) -> int:
    """Count the sheets that are left when a part is not printed."""
    part = quiz(page).locator(selector)
    part.evaluate("part => part.hidden = true")
    count = sheets(page)
    part.evaluate("part => part.hidden = false")
    return count


def test_the_form_takes_four_sheets_and_its_key_one_more(page: Page, server: Server) -> None:
    """Nothing answered: the questions on at most four sheets, and the key on one of its own."""
    page.goto(f"{server.url}check/")
    form = sheets_without(page, ".stagecheck-key")
    assert form <= FORM
    assert sheets(page) == form + 1


def test_a_result_is_printed_between_the_form_and_the_key(page: Page, server: Server) -> None:
    """All answered: two sheets more, and the key still begins a sheet of its own."""
    page.goto(f"{server.url}check/")
    answer(page, example("forging"))
    await_result(page)
    all_ = sheets(page)
    assert all_ <= FORM + 2 + 1
    assert sheets_without(page, ".stagecheck-result") < all_
    assert sheets_without(page, ".stagecheck-key") == all_ - 1
    parts = [quiz(page).locator(part) for part in ("form", ".stagecheck-result", ".stagecheck-key")]
    page.emulate_media(media="print")
    tops = [box["y"] for part in parts if (box := part.bounding_box())]
    assert tops == sorted(tops)
    assert len(tops) == len(parts)


def test_each_rule_prints_a_form_and_a_key_of_a_sheet_each(
    browser: Browser, record: Record, tmp_path: Path
) -> None:
    """Small quizzes of every rule take two sheets; what the screen folds away is on the second."""
    with served_garden(tmp_path) as garden, watched_page(browser, record) as page:
        names = [add_quiz(garden.project, name) for name in QUIZZES if name != "quiz"]
        garden.build()
        for name in names:
            page.goto(garden.address(name))
            assert sheets(page) == 2, name
            page.emulate_media(media="print")
            assert quiz(page, name).locator(".stagecheck-means").is_visible()
            assert quiz(page, name).get_by_text("Take pen and paper").is_hidden()
            page.emulate_media(media="null")


def test_what_is_chosen_is_printed_as_ticked(page: Page, server: Server) -> None:
    """Half-way through, the form shows every question, each answer's number, and ticks."""
    page.goto(f"{server.url}check/")
    answer(page, dict(list(example("forging").items())[:8]))
    page.emulate_media(media="print")
    tick = "box => getComputedStyle(box, '::after').content !== 'none'"
    boxes = quiz(page).locator("fieldset input")
    assert [box.evaluate(tick) for box in boxes.all()] == [box.is_checked() for box in boxes.all()]
    assert quiz(page).locator("fieldset:visible").count() == len(team_quiz().items)
    numbers = quiz(page).locator("[data-item=rules] .stagecheck-counts:visible")
    assert numbers.all_inner_texts() == ["0", "1", "2", "3"]


def test_no_question_is_split(page: Page, server: Server) -> None:
    """Questions and the rows of tables stay in one piece, and headings with what they head."""
    page.goto(f"{server.url}check/")
    page.emulate_media(media="print")
    whole = "parts => parts.every(part => getComputedStyle(part).breakInside === 'avoid')"
    assert quiz(page).locator("fieldset, .stagecheck-key tr").evaluate_all(whole)
    headed = "parts => parts.every(part => getComputedStyle(part).breakAfter === 'avoid')"
    assert quiz(page).locator("h3:visible, h4:visible").evaluate_all(headed)


def test_nothing_of_the_site_or_the_screen_is_printed(
    page: Page, server: Server, record: Record
) -> None:
    """No menu, button, progress or footer; neither a wait nor an error where a result was."""
    page.route("**/engine-*.zip", lambda route: route.abort())
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    await_state(page, "error")
    page.emulate_media(media="print")
    frame = ("header", "nav", "footer", ".page-care")
    for part in (*frame, "button", "progress", ".stagecheck-result"):
        assert page.locator(f"{part}:visible").count() == 0, part
    assert quiz(page).get_by_text("Nobody sees your answers").is_hidden()
    record.errors.clear()  # the browser logs the failed request


def test_the_button_prints(page: Page, server: Server) -> None:
    """The button beside "Clear all answers" opens the browser's own way to print."""
    page.add_init_script("window.print = () => { window.prints = (window.prints ?? 0) + 1; };")
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    press(page, "print")
    assert page.evaluate("window.prints") == 1


def test_the_key_is_for_paper_while_python_works(page: Page, server: Server) -> None:
    """It is long: with a result on the screen, nobody needs it there."""
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    await_result(page)
    assert quiz(page).locator(".stagecheck-key").is_hidden()
    assert quiz(page).locator(".stagecheck-counts:visible").count() == 0


def test_who_has_no_webassembly_goes_on_by_hand(page: Page, server: Server, record: Record) -> None:
    """The page says why, shows key and numbers, leads to them, and prints from there too."""
    forbid_webassembly(page)
    page.goto(f"{server.url}check/")
    answer(page, example("forging"))
    await_state(page, "error")
    error = quiz(page).locator("[data-part=error]")
    assert "need WebAssembly" in error.inner_text()
    assert "by hand" in error.inner_text()
    assert error.locator("[data-action=print]").is_visible()
    assert quiz(page).locator("[data-item=rules] .stagecheck-counts:visible").count() == 4
    error.get_by_role("link", name="scoring key").click()
    assert has_focus(page, ".stagecheck-key h3")
    record.errors.clear()  # the browser logs the breach


def test_the_key_goes_when_python_works_after_all(
    page: Page, server: Server, record: Record
) -> None:
    """What kept Python away is over: "Try again" leads to the result, and the key is gone."""
    forbid_webassembly(page)
    page.goto(f"{server.url}check/")
    answer(page, example("forging"))
    await_state(page, "error")
    page.unroute_all()
    press(page, "retry")
    assert "Forging" in await_result(page)
    assert quiz(page).locator(".stagecheck-key").is_hidden()
    record.errors.clear()
