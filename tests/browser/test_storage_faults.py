"""Where the browser cannot keep answers as it should: nothing is lost, and the reader is told."""

from __future__ import annotations

import json
from typing import cast

import pytest
from playwright.sync_api import Page

from browser.faults import error
from browser.gardens import Garden
from browser.harness import Record, wait_until
from browser.quizzing import (
    answer,
    await_kept,
    await_result,
    await_state,
    choose,
    chosen,
    keep_nothing,
    quiz,
    stages,
    stored,
)

BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}
KEY = "stagecheck:/green/:garden"
SAVED = {"format": 1, "quiz": "garden", "version": 1, "answers": {"who-sat": "b"}}

STORAGE_IS_FORBIDDEN = """
const get = () => { throw new DOMException("no", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get });
"""

FILL = """() => {
    for (let size = 1 << 23; size >= 1; size >>= 1) {
        const filler = "x".repeat(size);
        for (let more = 0; ; more += 1) {
            try { localStorage.setItem(`filler-${size}-${more}`, filler); } catch { break; }
        }
    }
}"""
"""Leaves no room for a single character."""

MAKE_ROOM = """() => {
    for (const key of Object.keys(localStorage)) {
        if (key.startsWith("filler-")) localStorage.removeItem(key);
    }
}"""


def put(page: Page, text: str) -> None:
    """Have a text in the browser's storage, in the place of the garden's answers."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def entry(page: Page, ending: str = "") -> str | None:
    """Return what the browser's storage holds in the place of the garden's answers, or beside."""
    found = page.evaluate("key => localStorage.getItem(key)", KEY + ending)
    return cast("str | None", found)


def visit_with(page: Page, garden: Garden, text: str) -> None:
    """Open the quiz in a browser that stored a text in the place of its answers."""
    page.goto(garden.address("check"))
    put(page, text)
    page.reload()
    wait_until(page, "document.getElementById('quiz.garden').dataset.state !== undefined")


def notice(page: Page) -> str:
    """Return what the quiz says about its answers, "" where it says nothing."""
    return quiz(page, "garden").locator("[data-part=notice]").inner_text()


def test_a_full_storage_is_told_and_tried_again(visitor: Page, garden: Garden) -> None:
    """The answers stay, the bar leads to the reason, and once there is room all are saved."""
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    visitor.evaluate(FILL)
    choose(visitor, "at-the-gate", "open", "garden")
    await_kept(visitor, "Not saved: this browser has no room left")
    assert stored(visitor) == {"garden": {"who-sat": "b"}}
    choose(visitor, "who-watered", "b", "garden")
    await_result(visitor, "garden")
    assert (chosen(visitor, "garden"), stages(visitor, "garden")) == (BLOOMING, ["blooming"])
    visitor.evaluate(MAKE_ROOM)
    choose(visitor, "who-watered", "a", "garden")
    await_kept(visitor, "Saved on this device")
    assert quiz(visitor, "garden").locator("[data-part=unsaved]").is_hidden()
    visitor.reload()
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {**BLOOMING, "who-watered": "a"}


def test_not_saved_stands_beside_the_count_and_leads_to_the_reason(
    visitor: Page, garden: Garden
) -> None:
    """Who is at the last question need not scroll to the first to learn that nothing is saved."""
    visitor.goto(garden.address("check"))
    link = quiz(visitor, "garden").locator("[data-part=unsaved]")
    assert link.is_hidden()
    visitor.evaluate(FILL)
    choose(visitor, "who-watered", "b", "garden")
    link.click()
    focused = "document.activeElement.textContent"
    assert visitor.evaluate(focused).startswith("Not saved: this browser has no room left")


def test_what_another_tab_saves_while_this_one_cannot_comes_together(
    visitor: Page, garden: Garden
) -> None:
    """A tab that found the storage full takes over newer answers and keeps its own."""
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "a", "garden")
    visitor.evaluate(FILL)
    choose(visitor, "who-watered", "b", "garden")
    await_kept(visitor, "Not saved: this browser has no room left")
    other = visitor.context.new_page()
    other.goto(garden.address("check"))
    other.evaluate(MAKE_ROOM)
    choose(other, "who-sat", "b", "garden")
    wait_until(visitor, "document.querySelector('[data-item=who-sat] [value=b]').checked")
    choose(visitor, "at-the-gate", "open", "garden")
    assert stored(visitor) == {"garden": BLOOMING}


def test_without_storage_everything_else_works(
    visitor: Page, garden: Garden, record: Record
) -> None:
    """Where the browser forbids storage the reader is told what to do, and gets the result."""
    visitor.add_init_script(STORAGE_IS_FORBIDDEN)
    visitor.goto(garden.address("check"))
    # Before the first answer: who knows may choose another browser.
    await_kept(visitor, "Not saved: this browser lets the page save nothing")
    assert quiz(visitor, "garden").locator("[data-part=unsaved]").is_visible()
    answer(visitor, BLOOMING, "garden")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    await_kept(visitor, "Not saved: this browser lets the page save nothing")
    record.errors.clear()  # the theme's own scripts do not reckon with it


@pytest.mark.parametrize("way", ["full", "forbidden", "unwanted"])
def test_an_error_says_that_answers_are_kept_only_where_they_are(
    visitor: Page, garden: Garden, record: Record, way: str
) -> None:
    """Who is about to reload after an error learns that it would cost the answers."""
    if way == "forbidden":
        visitor.add_init_script(STORAGE_IS_FORBIDDEN)
    visitor.route("**/engine-*.zip", lambda route: route.abort())
    visitor.goto(garden.address("check"))
    if way == "full":
        visitor.evaluate(FILL)
    elif way == "unwanted":
        keep_nothing(visitor).check()
    choose(visitor, "who-sat", "b", "garden")
    assert "Your answers are not saved: print this page, or note them" in error(visitor)
    assert "Your answers are kept" not in error(visitor)
    record.errors.clear()  # the browser logs the request that failed


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "null",
        "[]",
        '{"format": 1}',
        '{"format": 0, "quiz": "garden", "version": 1, "answers": []}',
        json.dumps({**SAVED, "answers": {"who-sat": "b" * 1_000_000}}),
    ],
    ids=["no JSON", "null", "list", "no answers", "answers a list", "huge"],
)
def test_a_damaged_text_is_set_aside_and_told_once(
    visitor: Page, garden: Garden, text: str
) -> None:
    """It stays beside the answers, which are saved as ever; a reload does not tell it again."""
    visit_with(visitor, garden, text)
    await_state(visitor, "empty", "garden")
    assert notice(visitor).startswith("What was saved on this device could not be read")
    assert entry(visitor, ":damaged") == text[:100_000]
    choose(visitor, "who-sat", "b", "garden")
    assert stored(visitor) == {"garden": {"who-sat": "b"}}
    visitor.reload()
    await_result(visitor, "garden")
    assert notice(visitor) == ""
    assert chosen(visitor, "garden") == {"who-sat": "b"}


@pytest.mark.parametrize(
    "broken",
    [
        {"answers": {"who-sat": "b", "at-the-gate": 7}},
        {"version": "one"},
        {"version": -1},
        {"quiz": "orchard"},
        {"earlier": ["who-sat"]},
    ],
    ids=str,
)
def test_what_can_be_read_of_a_damaged_text_is_kept(
    visitor: Page, garden: Garden, broken: dict[str, object]
) -> None:
    """One bad value takes no good answer with it."""
    text = json.dumps(SAVED | broken)
    visit_with(visitor, garden, text)
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {"who-sat": "b"}
    assert notice(visitor).startswith("A part of what was saved")
    assert entry(visitor, ":damaged") == text
    assert json.loads(entry(visitor) or "") == SAVED


def test_what_is_damaged_while_the_page_is_open_takes_nothing_from_it(
    visitor: Page, garden: Garden
) -> None:
    """The tab keeps its answers, saves them again, and tells that something was amiss."""
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    other = visitor.context.new_page()
    other.goto(garden.address("index").removesuffix("index/"))
    put(other, "nonsense")
    wait_until(visitor, "!document.querySelector('[data-part=notice]').hidden")
    assert notice(visitor).startswith("A part of what was saved")
    assert stored(visitor) == {"garden": BLOOMING}
    assert chosen(visitor, "garden") == BLOOMING


def test_do_not_save_and_clear_all_forget_the_damaged_text_too(
    visitor: Page, garden: Garden
) -> None:
    """On a shared computer nothing of the answers stays behind."""
    box = keep_nothing(visitor)
    visit_with(visitor, garden, "nonsense")
    choose(visitor, "who-sat", "b", "garden")
    quiz(visitor, "garden").locator("[data-action=clear-all]").click()
    assert (entry(visitor), entry(visitor, ":damaged")) == (None, None)
    visit_with(visitor, garden, "nonsense")
    box.check()
    assert (entry(visitor), entry(visitor, ":damaged")) == (None, None)


def test_what_a_newer_page_saved_is_left_alone(visitor: Page, garden: Garden) -> None:
    """Answers stay in this tab, the text in the storage stays as it is, and a way on is told."""
    text = json.dumps({"format": 2, "sealed": "who knows"})
    visit_with(visitor, garden, text)
    await_kept(visitor, "Not saved: a newer version of this page saved answers before")
    answer(visitor, BLOOMING, "garden")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    assert (entry(visitor), entry(visitor, ":damaged")) == (text, None)
    assert quiz(visitor, "garden").locator("[data-part=unsaved]").is_visible()
    visitor.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert (chosen(visitor, "garden"), entry(visitor)) == (BLOOMING, text)


def test_a_newer_page_in_another_tab_is_noticed(visitor: Page, garden: Garden) -> None:
    """From then on this tab stores nothing over it; when it is gone, the next answer is saved."""
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    other = visitor.context.new_page()
    other.goto(garden.address("index").removesuffix("index/"))
    put(other, '{"format": 2}')
    await_kept(visitor, "Not saved: a newer version of this page")
    choose(visitor, "at-the-gate", "open", "garden")
    assert entry(visitor) == '{"format": 2}'
    other.evaluate("key => localStorage.removeItem(key)", KEY)
    await_kept(visitor, "Not saved any more")
    choose(visitor, "who-watered", "b", "garden")
    assert stored(visitor) == {"garden": BLOOMING}


def test_answers_to_a_newer_version_of_the_quiz_are_kept(visitor: Page, garden: Garden) -> None:
    """An old tab counts what it knows, loses nothing of the rest, and asks to be reloaded."""
    newer = {"who-sat": "b", "who-weeded": "a", "at-the-gate": "painted"}
    visit_with(visitor, garden, json.dumps({**SAVED, "version": 9, "answers": newer}))
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {"who-sat": "b"}
    assert notice(visitor).startswith("Some of your saved answers are to a newer version")
    choose(visitor, "who-watered", "b", "garden")
    assert json.loads(entry(visitor) or "") == {
        **SAVED,
        "version": 9,
        "answers": {**newer, "who-watered": "b"},
        "earlier": {"who-watered": 1},
    }
