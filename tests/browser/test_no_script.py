"""The check where no script runs: questions to read, answer and print, and nothing that is dead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.faults import await_request
from browser.harness import Server
from browser.quizzing import await_state
from samples import team_quiz

WIDTH = 360


@pytest.fixture
def plain(browser: Browser, server: Server) -> Iterator[Page]:
    """Return the check in a browser that runs no script, at the width of a telephone."""
    viewport = {"width": WIDTH, "height": 740}
    context = browser.new_context(java_script_enabled=False, viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.url}check/")
    yield page
    context.close()


def test_every_question_can_be_read_and_answered(plain: Page) -> None:
    """Each question is visible with all its options, and takes one answer."""
    for item in team_quiz().items:
        field = plain.locator(f"fieldset[data-item='{item.id}']")
        assert item.text in field.locator("legend").inner_text()
        for option in item.options:
            assert field.get_by_text(option.text, exact=True).is_visible()
            field.locator(f"[value='{option.key}']").check()
        assert field.locator(":checked").count() == 1


def test_nothing_that_needs_a_script_is_shown(plain: Page) -> None:
    """No button, count or empty result; a sentence says what to do instead."""
    quiz = plain.locator("[data-stagecheck]")
    for button in quiz.locator("button").all():
        assert button.is_hidden()
    for part in ("bar", "keep", "after", "result"):
        assert quiz.locator(f"[data-part={part}]").is_hidden()
    assert "runs no script" in quiz.locator("noscript").inner_text()


def test_nothing_is_promised_that_takes_a_script(plain: Page) -> None:
    """Neither a result worked out in the browser, nor answers that are kept: only the length."""
    facts = plain.locator(".stagecheck-facts li:visible")
    assert [fact.split(",")[0] for fact in facts.all_inner_texts()] == ["16 questions"]


def test_a_promise_has_its_room_before_the_script_runs(page: Page, server: Server) -> None:
    """Where scripts run, nothing jumps when the first of ours makes the promises true."""
    held: list[Route] = []
    page.route("**/stagecheck.js", lambda route: held.append(route))
    page.goto(f"{server.url}check/", wait_until="commit")
    await_request(page, held)
    facts = page.locator(".stagecheck-facts")
    promise = facts.get_by_text("Stop and come back")
    before = facts.bounding_box()
    assert promise.is_hidden()
    for route in held:
        route.continue_()
    await_state(page, "empty")
    assert promise.is_visible()
    assert facts.bounding_box() == before


def test_the_result_can_be_worked_out_by_hand(plain: Page) -> None:
    """The sentence leads to the scoring key; numbers and key are there, and fit the screen."""
    quiz = plain.locator("[data-stagecheck]")
    quiz.locator("noscript").get_by_role("link", name="scoring key").click()
    key = quiz.locator(".stagecheck-key")
    assert key.get_by_role("heading", name="Scoring key").is_visible()
    assert (key.bounding_box() or {})["width"] <= WIDTH
    for table in key.locator("table").all():
        assert (table.bounding_box() or {})["width"] <= WIDTH
    numbers = quiz.locator("[data-item=rules] .stagecheck-counts:visible")
    assert numbers.all_inner_texts() == ["0", "1", "2", "3"]


def test_paper_shows_questions_and_answers(plain: Page) -> None:
    """Printed, every question is there, what was chosen has a tick, and the key comes last."""
    chosen = plain.locator("[data-item=rules] [value=b]")
    chosen.check()
    plain.emulate_media(media="print")
    tick = "box => getComputedStyle(box, '::after').content !== 'none'"
    assert chosen.evaluate(tick)
    assert not plain.locator("[data-item=rules] [value=a]").evaluate(tick)
    assert plain.locator("fieldset:visible").count() == len(team_quiz().items)
    assert plain.locator("noscript p:visible").count() == 0
    assert plain.locator(".stagecheck-key").is_visible()
