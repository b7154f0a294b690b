"""How a reader answers a quiz, and what they then see."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page

from browser.harness import wait_until
from samples import team_stage

# Remembers the workers that a page starts, so that a test can count them or take one away.
WATCH_WORKERS = """
window.scorers = [];
window.Worker = class extends Worker {
    constructor(address, options) {
        super(address, options);
        if (String(address).includes("/assets/stagecheck/")) scorers.push(this);
    }
};
"""


def example(stage: str) -> Mapping[str, str]:
    """Return the answers of the first example team of the team stage check at a stage."""
    return next(team.answers for team in team_stage().examples if team.stage == stage)


def quiz(page: Page, anchor: str = "team-stage") -> Locator:
    """Return the quiz that stands at an anchor."""
    return page.locator(f"[id='quiz.{anchor}']")


def choose(page: Page, item: str, option: str, anchor: str = "team-stage") -> None:
    """Answer one question with the mouse, on the text of the option."""
    field = quiz(page, anchor).locator(f"[data-item='{item}']")
    field.locator(f"label:has([value='{option}'])").click()


def answer(page: Page, answers: Mapping[str, str], anchor: str = "team-stage") -> None:
    """Answer some questions with the mouse, one after the other."""
    for item, option in answers.items():
        choose(page, item, option, anchor)


def await_state(page: Page, state: str, anchor: str = "team-stage", seconds: float = 40) -> None:
    """Wait until the result is in a state: empty, waiting, result or error."""
    result = f"document.getElementById('quiz.{anchor}')?.dataset.state"
    wait_until(page, f"{result} === '{state}'", seconds)


def await_result(page: Page, anchor: str = "team-stage") -> str:
    """Wait for the result of all answers given, and return its headline."""
    await_state(page, "result", anchor)
    return quiz(page, anchor).locator("[data-part=headline]").inner_text()


def stages(page: Page, anchor: str = "team-stage") -> list[str]:
    """Return the ids of the stages that the result leaves open, in order."""
    shown = quiz(page, anchor).locator(".stagecheck-stage")
    return [stage.get_attribute("data-stage") or "" for stage in shown.all()]


def chosen(page: Page, anchor: str = "team-stage") -> dict[str, str]:
    """Return the options that are chosen, by item."""
    radios = quiz(page, anchor).locator("input[type=radio]:checked").all()
    return {
        radio.get_attribute("name") or "": radio.get_attribute("value") or "" for radio in radios
    }


def count(page: Page, anchor: str = "team-stage") -> str:
    """Return what the bar says, such as "7 of 16"."""
    return quiz(page, anchor).locator("[data-part=count]").inner_text()


def press(page: Page, action: str, anchor: str = "team-stage") -> None:
    """Press one of the quiz's buttons with the mouse."""
    quiz(page, anchor).locator(f"[data-action={action}]:visible").first.click()


def has_focus(page: Page, selector: str) -> bool:
    """Return whether what a selector finds first has the focus."""
    return bool(page.locator(selector).first.evaluate("found => found === document.activeElement"))
