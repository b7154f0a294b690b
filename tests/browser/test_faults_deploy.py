"""A tab that was open while the site was published anew: it works, and comes to the new page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from browser.faults import BLOOMING
from browser.gardens import Garden
from browser.harness import Record, mark, navigated_without_reload, settle, unpacked
from browser.quizzing import answer, await_result, choose, chosen, press, quiz, stages
from garden import replace

# What the browser does when a reader goes to another tab, and when they come back.
LOOK_AWAY_AND_BACK = """
for (const hidden of [true, false]) {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
}
"""

NO_PREFETCH = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


@pytest.fixture(scope="module")
def old_page(garden: Garden) -> str:
    """Return the page as it was before an edit was published, which has happened now."""
    old = (garden.server.site / "check/index.html").read_text("utf-8")
    replace(garden.project, "quizzes/garden.md", "# Garden check", "# The new garden check")
    garden.build()
    assert (garden.server.site / "check/index.html").read_text("utf-8") != old
    return old


@pytest.fixture
def old_tab(visitor: Page, garden: Garden, old_page: str) -> Page:
    """Return a tab that was opened before, and has fetched nothing of Python yet."""

    def as_before(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=old_page)

    visitor.add_init_script(NO_PREFETCH)
    visitor.route(garden.address("check"), as_before, times=1)
    visitor.goto(garden.address("check"))
    mark(visitor)
    return visitor


def title(page: Page) -> str:
    """Return the title of the quiz on the page."""
    return quiz(page, "garden").locator("h2").inner_text()


def come_back(page: Page) -> None:
    """Look at another tab and come back; return when the page has asked which build there is."""
    with page.expect_response("**/build.json"):
        page.evaluate(LOOK_AWAY_AND_BACK)
    settle(page)


def test_an_old_tab_works_with_the_files_it_came_with(old_tab: Page) -> None:
    """Python, engine and quiz of the build before are all still there."""
    answer(old_tab, BLOOMING, "garden")
    await_result(old_tab, "garden")
    assert stages(old_tab, "garden") == ["blooming"]
    assert navigated_without_reload(old_tab)
    assert not title(old_tab).startswith("The new")


def test_an_old_tab_comes_to_the_new_page(old_tab: Page) -> None:
    """Looked at again, it loads the new page once, with every answer, and then stays."""
    answer(old_tab, BLOOMING, "garden")
    await_result(old_tab, "garden")
    with old_tab.expect_event("load"):
        old_tab.evaluate(LOOK_AWAY_AND_BACK)
    await_result(old_tab, "garden")
    assert title(old_tab).startswith("The new")
    assert chosen(old_tab, "garden") == BLOOMING
    mark(old_tab)
    come_back(old_tab)
    assert navigated_without_reload(old_tab)


def test_answers_that_are_not_saved_are_not_lost(old_tab: Page) -> None:
    """The page stays, says that there is a new one, and leaves the choice to the reader."""
    old_tab.locator("[data-action=dont-save]").check()
    answer(old_tab, BLOOMING, "garden")
    await_result(old_tab, "garden")
    note = quiz(old_tab, "garden").locator("[data-part=newer]")
    assert note.is_hidden()
    old_tab.evaluate(LOOK_AWAY_AND_BACK)
    note.wait_for(state="visible")
    assert "Your answers are not saved" in note.inner_text()
    assert chosen(old_tab, "garden") == BLOOMING
    assert navigated_without_reload(old_tab)
    with old_tab.expect_event("load"):
        press(old_tab, "reload", "garden")
    assert title(old_tab).startswith("The new")


def test_a_file_that_went_leads_to_the_new_page(
    old_tab: Page, garden: Garden, old_page: str, record: Record
) -> None:
    """Where a deploy kept nothing, the first answer brings the page that has its files."""
    old_quiz = old_page.partition('data-quiz="../')[2].partition('"')[0]
    file = garden.server.site / old_quiz
    shutil.move(file, file.with_suffix(".away"))
    try:
        with unpacked(file), old_tab.expect_event("load"):
            choose(old_tab, "who-sat", "b", "garden")
        await_result(old_tab, "garden")
    finally:
        shutil.move(file.with_suffix(".away"), file)
    assert title(old_tab).startswith("The new")
    assert chosen(old_tab, "garden") == {"who-sat": "b"}
    record.errors.clear()  # the browser logs the missing file


def test_a_page_that_stays_old_is_reloaded_once(visitor: Page, garden: Garden) -> None:
    """Where something before the server keeps an old page, the tab does not reload for ever."""
    other = '{"build": "another", "files": [], "earlier": []}'
    visitor.route("**/build.json", lambda route: route.fulfill(body=other))
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    mark(visitor)
    with visitor.expect_event("load"):
        visitor.evaluate(LOOK_AWAY_AND_BACK)
    await_result(visitor, "garden")
    mark(visitor)
    come_back(visitor)
    assert navigated_without_reload(visitor)
    assert chosen(visitor, "garden") == {"who-sat": "b"}


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"build": 7}', "<!doctype html>"])
def test_a_list_that_is_none_changes_nothing(visitor: Page, garden: Garden, body: str) -> None:
    """Whatever a server sends in place of the build's list, the page stays as it is."""
    visitor.route("**/build.json", lambda route: route.fulfill(body=body))
    visitor.goto(garden.address("check"))
    mark(visitor)
    come_back(visitor)
    assert navigated_without_reload(visitor)


def test_the_list_is_asked_for_each_time(garden: Garden, visitor: Page) -> None:
    """The server lets nobody keep the list of the build, as it does with hashed files."""
    response = visitor.request.get(f"{garden.server.url}assets/stagecheck/build.json")
    assert response.headers["cache-control"] == "no-cache"
    missing = visitor.request.get(f"{garden.server.url}assets/stagecheck/no-such.js")
    assert missing.status == 404
    assert "immutable" not in missing.headers.get("cache-control", "")


def test_a_page_without_a_quiz_asks_for_nothing(
    visitor: Page, garden: Garden, record: Record
) -> None:
    """Coming back to a page that holds no quiz costs no request."""
    visitor.goto(garden.server.url)
    visitor.evaluate(LOOK_AWAY_AND_BACK)
    settle(visitor)
    assert not [url for url in record.requests if Path(url).name == "build.json"]
