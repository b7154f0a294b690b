"""Who saves nothing on a device: what then stays there, and what is said of it."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.harness import Server
from browser.quizzing import keep_nothing, quiz
from browser.test_share import open_panel, result_of, saved

NEXT = "stagecheck:/intranet/playbook/:next:team-stage"
STAYS = "Kept results and days stay: see My results."


def test_a_calendar_file_stores_no_day_of_who_saves_nothing(page: Page, server: Server) -> None:
    """The file is made, the browser holds nothing, and the page does not say that it does."""
    result_of(page, server, "folly")
    keep_nothing(page, "team-stage").check()
    panel = open_panel(page)
    _, calendar = saved(page, "Calendar file")
    assert "SUMMARY:Take again" in calendar
    told = panel.get_by_text("The day is")
    told.wait_for()
    assert page.evaluate("key => localStorage.getItem(key)", NEXT) is None
    assert "in the file alone" in told.inner_text()
    assert quiz(page).get_by_text(STAYS).is_hidden()


def test_the_box_says_what_it_does_not_remove(page: Page, server: Server) -> None:
    """Kept results stay when no answers are saved: the box has that beside it, and a link."""
    result_of(page, server, "folly")
    told = quiz(page).get_by_text(STAYS)
    assert told.is_hidden()
    panel = open_panel(page)
    page.get_by_role("button", name="Keep this result", exact=True).click()
    panel.get_by_text("Kept with today's date").wait_for()
    keep_nothing(page, "team-stage").check()
    assert told.is_visible()
    told.get_by_role("link", name="My results").click()
    page.wait_for_url("**/results/")
