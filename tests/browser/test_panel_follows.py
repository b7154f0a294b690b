"""What the panel below a result shows is of the answers as they are now, and of nobody else's."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page

from browser.boarding import add, await_board, open_page, open_round, team
from browser.harness import Server, wait_until
from browser.quizzing import answer, await_result, example, press, quiz
from browser.test_share import CODE, open_panel, result_of

BRIEF = "[aria-label=Brief]"
MARKDOWN = "[aria-label=Markdown]"


def write_brief(page: Page, start: str) -> Locator:
    """Write a brief for the sponsor, and wait until it holds some words."""
    page.locator("label:has-text('For whom') option[value=sponsor]").wait_for(state="attached")
    page.get_by_role("button", name="Write the brief").click()
    value = f"document.querySelector('{BRIEF}').value"
    wait_until(page, f"{value}.includes({json.dumps(start)})", 40)
    return page.locator(BRIEF)


def use_all(page: Page) -> Locator:
    """Have the panel show a text to paste and a brief, and keep the result."""
    panel = open_panel(page)
    page.get_by_role("button", name="Text to paste").click()
    wait_until(page, f"document.querySelector('{MARKDOWN}').value.includes('Folly')")
    write_brief(page, "Folly")
    page.get_by_role("button", name="Keep this result", exact=True).click()
    assert "Kept with today's date" in panel.inner_text()
    return panel


def held(panel: Locator) -> str:
    """Return all that stands in the panel, seen or not: its words and what its fields hold."""
    fields = panel.locator("textarea").evaluate_all("all => all.map(each => each.value).join(' ')")
    return f"{panel.text_content()} {fields}"


def test_the_next_person_finds_nothing_of_the_last(page: Page, server: Server) -> None:
    """Cleared, the panel is shut and holds no text, brief, code or word about what was done."""
    result_of(page, server, "folly")
    panel = use_all(page)
    panel.locator(BRIEF).fill("Our team is in Folly, says Ann.")
    press(page, "clear-all")
    assert panel.is_hidden()
    assert quiz(page).locator("[data-action=share]").get_attribute("aria-expanded") == "false"
    assert panel.locator("textarea").evaluate_all("all => all.every(each => !each.value)")
    assert "Kept with today's date" not in held(panel)
    answer(page, example("fearful"))
    await_result(page)
    assert panel.is_hidden()
    open_panel(page)
    assert panel.locator(f"{MARKDOWN}, {BRIEF}").evaluate_all("all => all.every(e => !e.value)")
    assert panel.locator(MARKDOWN).is_hidden()
    assert panel.locator(BRIEF).is_hidden()
    assert "Ann" not in held(panel)


def test_texts_of_earlier_answers_go_with_them(page: Page, server: Server) -> None:
    """Another answer: what was written of those before can no longer be copied by mistake."""
    result_of(page, server, "folly")
    panel = use_all(page)
    answer(page, example("fearful"))
    wait_until(page, f"!document.querySelector('{MARKDOWN}').value")
    assert panel.is_visible()
    assert panel.locator(MARKDOWN).is_hidden()
    assert panel.locator(BRIEF).is_hidden()
    assert panel.locator(BRIEF).input_value() == ""
    assert "Kept with today's date" not in held(panel)
    wait_until(page, f"document.querySelector('{CODE}').value.length > 20")


def test_own_words_stay_and_say_of_what_they_are(page: Page, server: Server) -> None:
    """A brief that the reader changed is kept when an answer changes, and marked as older."""
    result_of(page, server, "folly")
    panel = use_all(page)
    panel.locator(BRIEF).fill("Our own words.")
    answer(page, example("fearful"))
    panel.get_by_text("Written of earlier answers.").wait_for()
    assert panel.locator(BRIEF).input_value() == "Our own words."
    write_brief(page, "Fearful")
    assert panel.get_by_text("Written of earlier answers.").is_hidden()


def test_a_board_that_grows_takes_its_brief_back(page: Page, server: Server) -> None:
    """A brief says how many it is of: with more codes it goes, or says that it is older."""
    open_page(page, server)
    codes = team(open_round(page), 12)
    add(page, "\n".join(codes[:5]), "5 codes added.")
    await_board(page, "Five people")
    brief = write_brief(page, "5 colleagues")
    add(page, "\n".join(codes[5:9]), "4 codes added.")
    wait_until(page, f"!document.querySelector('{BRIEF}').value")
    assert brief.is_hidden()
    write_brief(page, "9 colleagues").fill("Our own words.")
    add(page, "\n".join(codes[9:]), "3 codes added.")
    page.get_by_text("Written of earlier answers.").wait_for()
    assert brief.input_value() == "Our own words."
