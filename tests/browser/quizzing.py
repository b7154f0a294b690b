"""How a reader answers a quiz, and what they then see."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, Route

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
    """Return the answers that are chosen, by item; of several choices, with spaces between."""
    answers: dict[str, list[str]] = {}
    for found in quiz(page, anchor).locator("fieldset input:checked").all():
        key = found.get_attribute("value") or ""
        answers.setdefault(found.get_attribute("name") or "", []).append(key)
    return {item: " ".join(keys) for item, keys in answers.items()}


def count(page: Page, anchor: str = "team-stage") -> str:
    """Return what the bar says, such as "7 of 16"."""
    return quiz(page, anchor).locator("[data-part=count]").inner_text()


def press(page: Page, action: str, anchor: str = "team-stage") -> None:
    """Press one of the quiz's buttons with the mouse."""
    quiz(page, anchor).locator(f"[data-action={action}]:visible").first.click()


def has_focus(page: Page, selector: str) -> bool:
    """Return whether what a selector finds first has the focus."""
    return bool(page.locator(selector).first.evaluate("found => found === document.activeElement"))


def stored(page: Page) -> dict[str, dict[str, str]]:
    """Return the answers in the browser's storage, by quiz."""
    entries = page.evaluate("Object.entries({...localStorage})")
    ours = [text for key, text in entries if re.fullmatch(r"stagecheck:[^:]*:[^:]*", key)]
    quizzes = [json.loads(text) for text in ours]
    return {each["quiz"]: each["answers"] for each in quizzes}


def keep_nothing(page: Page, anchor: str = "garden") -> Locator:
    """Return the box "Do not save my answers on this device"."""
    return quiz(page, anchor).locator("[data-action=dont-save]")


def await_kept(page: Page, start: str) -> None:
    """Wait until the quiz says that about its answers."""
    text = "document.querySelector('[data-part=kept]').textContent"
    wait_until(page, f"{text}.startsWith({json.dumps(start)})")


def forbid_webassembly(page: Page) -> None:
    """Let the policy of the worker forbid WebAssembly, until the page's routes are taken away.

    The browser logs the breach as an error.
    """

    def forbid(route: Route) -> None:
        response = route.fetch()
        rule = "content-security-policy"
        headers = {**response.headers, rule: response.headers[rule].replace("'wasm-", "'no-")}
        route.fulfill(response=response, headers=headers)

    page.route("**/worker.js", forbid)


def expect_letter(page: Page, text: str) -> None:
    """Print the brief: it stands alone on its sheet, line by line, and is gone afterwards."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print it").click()
    letter = page.locator(".stagecheck-letter")
    assert letter.is_hidden(), "a brief is for paper alone"
    page.emulate_media(media="print")
    assert page.locator("body").inner_text().strip() == text.strip()
    style = "element => { const { fontFamily, whiteSpace } = getComputedStyle(element);"
    family, space = letter.evaluate(f"{style} return [fontFamily, whiteSpace]; }}")
    assert family.startswith("Georgia")
    assert space == "pre-wrap"
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert letter.count() == 0
