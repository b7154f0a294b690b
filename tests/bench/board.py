"""What a facilitator feels: the longest task while thousands of codes become a board."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure, middle
from bench.sites import trial_served
from bench.ui import longest_task
from browser.boarding import await_board, field, open_page, open_round, team
from browser.harness import Server, launch

ROUNDS = 5
PEOPLE = 5_000


def measure() -> list[Figure]:
    """Return it, in milliseconds, from a first visit in a profile of its own each round."""
    with trial_served() as server, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        tasks = [_visit(browser, server) for _ in range(ROUNDS)]
    return [middle("team.longest_task_ms", tasks, most=50)]


def _visit(browser: Browser, server: Server) -> float:
    context = browser.new_context()
    page = context.new_page()
    open_page(page, server)
    codes = team(open_round(page), PEOPLE)
    # What a browser needs to lay out what somebody pastes is its own.
    field(page).evaluate("(field, text) => { field.value = text; }", "\n".join(codes))
    page.wait_for_timeout(700)
    task = longest_task(browser, page, lambda: _add(page))
    context.close()
    return task


def _add(page: Page) -> None:
    page.get_by_role("button", name="Add", exact=True).click()
    await_board(page, "5,000 people")
