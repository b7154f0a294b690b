"""What an editor sees in the browser under `mkdocs serve`: each save, each mistake, the bar."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route

from browser.harness import Record, watched_page
from browser.looks import LARGE, SMALL
from browser.quizzing import await_result, choose, example
from browser.test_accessibility import SCHEMES, breaches, show
from garden import replace
from samples import copy_playbook, team_stage
from serving import PATIENCE, Served, served
from stagecheck.policy import inline_script_hashes, policy

QUIZ = "quizzes/team-stage.md"
BAR = "[data-stagecheck-editing]"
HEADLINE = "document.querySelector('[data-part=headline]')?.textContent"
KEY = "stagecheck:/:team-stage"
LEGAL = dict(next(one.answers for one in team_stage().examples if one.team == "Legal"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the playbook that a test may edit."""
    return copy_playbook(tmp_path_factory.mktemp("playbook"))


@pytest.fixture(scope="module")
def site(project: Path) -> Iterator[Served]:
    """The copy, served with live reload."""
    with served(project) as site:
        yield site


@pytest.fixture
def editor(browser: Browser, site: Served, record: Record, tmp_path: Path) -> Iterator[Page]:
    """The page of the team stage check, under the policy that a web server would send with it."""

    def with_policy(route: Route) -> None:
        response = route.fetch()
        (tmp_path / "page.html").write_bytes(response.body())
        value = policy(inline_script_hashes(tmp_path))
        headers = {**response.headers, "content-security-policy": value}
        route.fulfill(response=response, headers=headers)

    with watched_page(browser, record) as page:
        page.route(
            lambda address: address.endswith("/"),
            lambda route: (
                with_policy(route)
                if route.request.resource_type == "document"
                else route.continue_()
            ),
        )
        page.goto(f"{site.url}check/")
        yield page
    assert record.violations == []
    assert record.errors == []


def await_true(page: Page, expression: str) -> None:
    """Wait for something that a reload may come before."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
        assert time.monotonic() < end, f"still not true: {expression}"
        page.wait_for_timeout(100)


def stored(page: Page) -> object:
    """Return the answers that are kept in the browser."""
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return json.loads(text)["answers"] if text else None


def test_an_example_team_is_filled_in_and_taken_out_again(editor: Page) -> None:
    """Its result shows by the ordinary way, and the answers that were there come back."""
    choose(editor, "last-help", "d")
    choose(editor, "rules", "a")
    mine = stored(editor)
    # By the keyboard alone.
    editor.locator(f"{BAR} > summary").focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Tab")
    editor.keyboard.type("Legal")
    filled = editor.locator(f"{BAR} [data-part=filled]")
    assert editor.locator(f"{BAR} select").input_value() == "Legal"
    assert filled.inner_text() == (
        "Filled in: Legal. The answers that were here are set aside in this tab."
    )
    assert await_result(editor) == "Your team's phase is Fearful."
    assert stored(editor) == LEGAL
    # Another team takes the place of the first, and not of what was there before.
    editor.locator(f"{BAR} select").select_option(index=1)
    editor.reload()
    editor.locator(f"{BAR} [data-part=back]").click()
    assert stored(editor) == mine
    assert filled.inner_text() == "The answers from before are back."
    assert editor.locator(f"{BAR} [data-part=back]").is_hidden()


def test_ids_and_the_rule_are_shown_and_hidden(editor: Page) -> None:
    """Every id of the file stands where it belongs, and nothing of it is left behind."""
    editor.locator(f"{BAR} > summary").click()
    before = editor.locator(".stagecheck-form").inner_text()
    box = editor.locator(f"{BAR} [data-part=ids]")
    box.check()
    shown = editor.locator(".stagecheck-form code.stagecheck-id").all_inner_texts()
    fields = editor.locator("fieldset[data-item]")
    items = [one.get_attribute("data-item") for one in fields.all()]
    inputs = editor.locator("fieldset[data-item] input").count()
    assert set(items) <= set(shown)
    dimensions = editor.locator(".stagecheck-form h3 code.stagecheck-id").all_inner_texts()
    assert len(shown) == len(items) + inputs + len(dimensions)
    assert len(dimensions) == 5
    rule = editor.locator(f"{BAR} [data-part=rule]")
    assert rule.inner_text().startswith("id: team-stage")
    assert editor.locator("details.stagecheck-how").get_attribute("open") is not None
    box.uncheck()
    assert editor.locator(".stagecheck-form").inner_text() == before
    assert rule.is_hidden()


def test_single_answers_that_would_change_the_stage_follow_the_form(editor: Page) -> None:
    """The list and the marks are of the answers as they are now."""
    editor.locator(f"{BAR} > summary").click()
    editor.locator(f"{BAR} select").select_option("Legal")
    editor.locator(f"{BAR} [data-part=single]").check()
    said = f"document.querySelector('{BAR} [data-part=said]').textContent"
    await_true(editor, f"{said}.startsWith('3 of 16')")
    marked = editor.locator("fieldset:has(.stagecheck-id[data-single])")
    items = [one.get_attribute("data-item") for one in marked.all()]
    assert items == ["before-posting", "disagreement", "rules"]
    choose(editor, "before-posting", "a")
    await_true(editor, f"!{said}.startsWith('3 of 16')")
    assert await_result(editor) == "Your team's phase is between Folly and Fearful."
    editor.locator(f"{BAR} [data-part=single]").uncheck()
    await_true(editor, f"{said} === ''")
    assert marked.count() == 0


def test_the_bar_and_the_problems_have_no_breach(editor: Page, project: Path, site: Served) -> None:
    """Open, in light and dark, at 360 and 1280 pixels, axe finds nothing and nothing sticks out."""
    editor.locator(f"{BAR} > summary").click()
    editor.locator(f"{BAR} select").select_option("Legal")
    editor.locator(f"{BAR} [data-part=ids]").check()
    editor.locator(f"{BAR} [data-part=single]").check()
    await_true(editor, f"document.querySelector('{BAR} [data-part=list]').children.length > 0")
    _expect_accessible(editor)
    page = "playbook/phases/forging.md"
    replace(project, page, "audience:", "audiense:")
    replace(project, page, "# Forging", "# Forging\n\nHere is {{ nothing }}.")
    other = "playbook/phases/folly.md"
    replace(project, other, "# Folly", "# Folly\n\nHere is {{ nobody }}.")
    site.until("phases/forging/", "in other files")
    editor.goto(f"{site.url}phases/forging/")
    editor.locator("details.stagecheck-told > summary").click()
    _expect_accessible(editor)
    replace(project, page, "audiense:", "audience:")
    replace(project, page, "\n\nHere is {{ nothing }}.", "")
    replace(project, other, "\n\nHere is {{ nobody }}.", "")
    await_true(editor, "!document.querySelector('.stagecheck-told')")


def _expect_accessible(page: Page) -> None:
    for scheme in SCHEMES:
        for size in (LARGE, SMALL):
            show(page, scheme, size)
            assert breaches(page) == [], f"{scheme}, {size['width']} pixels"
            root = "document.documentElement"
            assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


def test_a_save_reloads_the_page_with_the_quiz_and_its_result_as_they_now_are(
    editor: Page, project: Path, site: Served
) -> None:
    """Answers stay; a mistake stands in the quiz's place and in the terminal until it is mended."""
    editor.locator(f"{BAR} > summary").click()
    editor.locator(f"{BAR} [data-part=ids]").check()
    for item, key in example("fearful").items():
        choose(editor, item, key)
    assert await_result(editor) == "Your team's phase is Fearful."
    replace(project, QUIZ, "title: Fearful", "title: Afraid")
    await_true(editor, f'{HEADLINE} === "Your team\'s phase is Afraid."')
    # What the bar showed, it shows again.
    assert editor.locator(f"{BAR} [data-part=rule]").is_visible()
    replace(project, QUIZ, "minutes: 8", "minuts: 8")
    await_true(editor, "document.querySelector('article .stagecheck-told li')")
    before = (project / QUIZ).read_text().split("minuts: 8")[0]
    line = f"{QUIZ}:{before.count('\n') + 1}:1: QZ005 unknown key 'minuts'. Did you mean 'minutes'?"
    assert line in editor.locator("article .stagecheck-told li").all_inner_texts()
    assert line in site.console()
    replace(project, QUIZ, "minuts: 8", "minutes: 8")
    replace(project, QUIZ, "title: Afraid", "title: Fearful")
    await_true(editor, f'{HEADLINE} === "Your team\'s phase is Fearful."')
    assert editor.locator(".stagecheck-told").count() == 0
