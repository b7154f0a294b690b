"""A knowledge check: silent until the reader asks, then it teaches, and one can retry."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.gardens import Garden, served_garden
from browser.harness import Record, expect_clean, wait_until, watched_page
from browser.quizzing import (
    WATCH_WORKERS,
    await_result,
    await_state,
    choose,
    chosen,
    count,
    has_focus,
    press,
    quiz,
    stored,
)
from browser.test_states import expect_no_breach
from garden import MISTAKES, write

RIGHT = {"best-time": "morning", "too-dry": "leaves soil"}
SOME = {"best-time": "noon", "too-dry": "leaves moss"}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    """Return a site with a knowledge check: one question with one right answer, one with two."""
    with served_garden(tmp_path_factory.mktemp("watering")) as garden:
        text = (MISTAKES / "knowledge.md").read_text("utf-8")
        write(garden.project, "quizzes/watering.md", text)
        write(garden.project, "playbook/watering.md", "# Watering\n\n::: quiz watering\n")
        garden.build()
        yield garden


@pytest.fixture
def pupil(browser: Browser, checked: Garden, record: Record) -> Iterator[Page]:
    """Return the page of somebody who comes to the check for the first time."""
    with watched_page(browser, record) as page:
        page.add_init_script(WATCH_WORKERS)
        page.goto(checked.address("watering"))
        yield page
    expect_clean(record, checked.server)


def reply(page: Page, answers: dict[str, str]) -> None:
    """Answer with the mouse, tick by tick."""
    for item, keys in answers.items():
        for key in keys.split():
            choose(page, item, key, "watering")


def check(page: Page) -> str:
    """Press "Check answers", and return the headline of the result."""
    quiz(page, "watering").get_by_role("button", name="Check answers").click()
    return await_result(page, "watering")


def field(page: Page, item: str) -> Locator:
    """Return one question."""
    return quiz(page, "watering").locator(f"[data-item='{item}']")


def mark(page: Page, item: str) -> str:
    """Return the mark beside a question, "" where none is shown."""
    shown = field(page, item).locator("[data-part=mark]")
    return shown.inner_text() if shown.is_visible() else ""


def feedback(page: Page, item: str) -> list[str]:
    """Return what is told beside a question, by the names of its parts."""
    shown = field(page, item).locator("[data-feedback]:visible").all()
    return [(part.get_attribute("data-feedback") or "").removeprefix(item) for part in shown]


def status(page: Page) -> str:
    """Return what the bar says of the check as a whole, "" where it says nothing."""
    return quiz(page, "watering").locator(".stagecheck-status").inner_text().strip()


def test_nothing_is_told_before_the_reader_asks(pupil: Page) -> None:
    """Answers start Python and show no result, no mark, no feedback; not after a reload either."""
    reply(pupil, RIGHT)
    wait_until(pupil, "scorers.length === 1")
    assert count(pupil, "watering") == "2 of 2"
    pupil.reload()
    wait_until(pupil, "scorers.length === 1")
    assert chosen(pupil, "watering") == RIGHT
    assert quiz(pupil, "watering").locator("[data-part=result]").is_hidden()
    assert [mark(pupil, item) for item in RIGHT] == ["", ""]
    assert [feedback(pupil, item) for item in RIGHT] == [[], []]


def test_what_is_right_is_told_with_the_reason(pupil: Page) -> None:
    """The focus goes to the result; each question has its mark, each right answer its reason."""
    reply(pupil, RIGHT)
    assert check(pupil) == "You have 2 of 2 right: passed."
    assert has_focus(pupil, "[data-part=result-title]")
    assert [mark(pupil, item) for item in RIGHT] == ["Right.", "Right."]
    assert feedback(pupil, "best-time") == [".morning"]
    assert "The soil is cool" in field(pupil, "best-time").inner_text()
    assert feedback(pupil, "too-dry") == [".leaves", ".soil"]
    assert quiz(pupil, "watering").locator("[data-action=again]").is_hidden()


def test_a_wrong_answer_learns_why_and_what_is_right(pupil: Page) -> None:
    """Feedback on what was chosen; what is right is one press away; partial credit is stated."""
    help_text = field(pupil, "too-dry").locator(".stagecheck-help").inner_text()
    assert "each wrong one cancels a right one" in help_text
    reply(pupil, SOME)
    check(pupil)
    assert mark(pupil, "best-time") == "Not right."
    assert feedback(pupil, "best-time") == [".noon", "..right"]
    shown = field(pupil, "best-time").locator("details")
    assert shown.get_by_text("Early in the morning.").is_hidden()
    shown.locator("summary").click()
    assert shown.get_by_text("Early in the morning.").is_visible()
    assert feedback(pupil, "too-dry") == [".leaves", ".moss", "..right"]


def test_another_answer_takes_its_mark_and_the_result_away(pupil: Page) -> None:
    """What no longer fits is gone until the reader asks again; other questions keep their marks."""
    reply(pupil, {**SOME, "too-dry": RIGHT["too-dry"]})
    check(pupil)
    assert status(pupil) == ""
    choose(pupil, "best-time", "any", "watering")
    assert quiz(pupil, "watering").locator("[data-part=result]").is_hidden()
    assert status(pupil) == "Your answers have changed since the check: check them again."
    assert (mark(pupil, "best-time"), feedback(pupil, "best-time")) == ("", [])
    assert (mark(pupil, "too-dry"), feedback(pupil, "too-dry")) == ("Right.", [".leaves", ".soil"])
    choose(pupil, "best-time", "morning", "watering")
    assert check(pupil) == "You have 2 of 2 right: passed."
    assert mark(pupil, "best-time") == "Right."
    assert status(pupil) == ""


def test_the_answers_that_were_checked_have_their_result_back(pupil: Page) -> None:
    """A change that is taken back needs no second check."""
    reply(pupil, {**RIGHT, "best-time": "noon"})
    before = check(pupil)
    choose(pupil, "best-time", "any", "watering")
    await_state(pupil, "stale", "watering")
    choose(pupil, "best-time", "noon", "watering")
    assert await_result(pupil, "watering") == before
    assert mark(pupil, "best-time") == "Not right."


def test_the_result_leads_to_what_is_not_right(pupil: Page) -> None:
    """Each question to look at again is a link, by which the focus gets there."""
    reply(pupil, {**RIGHT, "best-time": "noon"})
    check(pupil)
    links = quiz(pupil, "watering").locator(".stagecheck-report a")
    assert links.all_inner_texts() == ["When is the best time to water?"]
    links.click()
    assert has_focus(pupil, "[data-item=best-time]")


def test_try_again_clears_what_is_not_right(pupil: Page) -> None:
    """Right answers stay with their marks, the focus goes to the first question to be redone."""
    reply(pupil, {**RIGHT, "best-time": "noon"})
    check(pupil)
    press(pupil, "again", "watering")
    kept = {"too-dry": RIGHT["too-dry"]}
    assert (chosen(pupil, "watering"), stored(pupil)) == (kept, {"watering": kept})
    assert quiz(pupil, "watering").locator("[data-part=result]").is_hidden()
    assert has_focus(pupil, "[data-item=best-time]")
    assert (mark(pupil, "best-time"), mark(pupil, "too-dry")) == ("", "Right.")
    assert status(pupil).startswith("The answers that were not right are cleared.")


def test_try_again_can_be_undone(pupil: Page) -> None:
    """The answers come back, saved as before, with their result and marks."""
    answers = {**RIGHT, "best-time": "noon"}
    reply(pupil, answers)
    before = check(pupil)
    press(pupil, "again", "watering")
    press(pupil, "undo", "watering")
    assert await_result(pupil, "watering") == before
    assert (chosen(pupil, "watering"), stored(pupil)) == (answers, {"watering": answers})
    assert mark(pupil, "best-time") == "Not right."
    assert status(pupil) == ""


def test_an_error_gives_no_answer_away(pupil: Page, record: Record) -> None:
    """The key by which to go on by hand is folded, under a name that says what is in it."""
    pupil.route("**/engine-*.zip", lambda route: route.abort())
    reply(pupil, SOME)
    quiz(pupil, "watering").get_by_role("button", name="Check answers").click()
    await_state(pupil, "error", "watering")
    key = quiz(pupil, "watering").locator(".stagecheck-key")
    right = key.get_by_text("Early in the morning.")
    assert key.get_by_role("heading", name="Scoring key").is_visible()
    assert right.is_hidden()
    key.get_by_text("Show the key, which gives the right answers").click()
    assert right.is_visible()
    assert key.get_by_text("Take pen and paper").is_visible()
    record.errors.clear()  # the browser logs the request that failed


def test_an_unanswered_question_is_pointed_out_and_not_given_away(pupil: Page) -> None:
    """Asked with a gap, the page says which, tells nothing about it, and counts what is there."""
    reply(pupil, {"best-time": "morning"})
    check(pupil)
    assert field(pupil, "too-dry").locator("[data-part=missing]").is_visible()
    assert (mark(pupil, "too-dry"), feedback(pupil, "too-dry")) == ("", [])
    assert mark(pupil, "best-time") == "Right."


def test_marks_and_feedback_are_accessible(pupil: Page) -> None:
    """In light and dark, large and small; a mark is a word and a sign, never a colour alone."""
    reply(pupil, SOME)
    check(pupil)
    for summary in quiz(pupil, "watering").locator("fieldset summary:visible").all():
        summary.click()
    expect_no_breach(pupil)
    press(pupil, "again", "watering")
    expect_no_breach(pupil)


def test_feedback_is_not_found_by_search(checked: Garden) -> None:
    """Who searches the playbook does not stumble over the answers."""
    index = (checked.server.site / "search/search_index.json").read_text("utf-8")
    assert "best time to water" in index
    assert "dries up before it reaches" not in index
    assert "Clear this answer" not in index
