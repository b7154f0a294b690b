"""The banner of a page past its review, by the reader's own clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from browser.harness import Server, mark, navigated_without_reload, wait_until
from browser.looks import LARGE, SMALL
from browser.test_accessibility import SCHEMES, breaches, show
from markup import read_page

DAY = timedelta(days=1)
PATH = "phases/folly/"


def due(site: Path, path: str = PATH) -> date:
    """Return the day by which a built page wants its review."""
    paragraphs = read_page(site / path / "index.html").all("p", class_="overdue")
    return date.fromisoformat(paragraphs[0].attributes["data-review-by"])


def set_clock(page: Page, day: date, hour: int = 12) -> None:
    """Let the reader's clock stand still at an hour of a day, in UTC."""
    page.clock.set_fixed_time(datetime.combine(day, time(hour), UTC))


def set_place(page: Page, timezone: str) -> None:
    """Let the reader live in a time zone, such as "Pacific/Auckland"."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": timezone})


def banner(page: Page) -> Locator:
    """Return the banner, seen or not."""
    return page.locator(".overdue")


def await_judged(page: Page, overdue: bool) -> None:
    """Wait until the page has one banner that is seen, or one that is not."""
    visible = "document.querySelector('.overdue')?.checkVisibility()"
    wait_until(page, f"{visible} === {str(overdue).lower()}")
    assert banner(page).count() == 1


def send_shown(page: Page) -> None:
    """Let pages arrive with their banner shown: only the script then takes it away."""

    def unhide(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        shown = re.sub(r'(<p class="overdue"[^>]*) hidden', r"\1", text)
        assert shown != text
        route.fulfill(response=response, body=shown)

    page.route(lambda address: address.endswith("/"), unhide)


@pytest.mark.parametrize(
    ("days", "overdue"), [(-400, False), (-1, False), (0, False), (1, True), (400, True)]
)
def test_a_page_says_that_its_review_is_past_from_the_day_after(
    page: Page, server: Server, days: int, overdue: bool
) -> None:
    """On the day itself there is still time; a site built long ago grows old all the same."""
    day = due(server.site)
    set_clock(page, day + days * DAY)
    if not overdue:
        send_shown(page)
    page.goto(server.url + PATH)
    await_judged(page, overdue)
    if overdue:
        written = f"{day.day} {day:%B %Y}"
        assert banner(page).inner_text() == (
            f"This page was due for review by {written}. It may be out of date."
        )


@pytest.mark.parametrize(
    ("timezone", "hour", "overdue"),
    [("Pacific/Auckland", 14, True), ("Pacific/Honolulu", 14, False)],
)
def test_the_day_is_that_of_the_reader(
    page: Page, server: Server, timezone: str, hour: int, overdue: bool
) -> None:
    """At one moment it is the day after in Auckland, and the day itself in Honolulu."""
    set_place(page, timezone)
    set_clock(page, due(server.site), hour)
    if not overdue:
        send_shown(page)
    page.goto(server.url + PATH)
    await_judged(page, overdue)


def test_each_page_is_judged_anew_without_a_reload(page: Page, server: Server) -> None:
    """From a page past its review to one that is not and back, by links and by the back button."""
    later = "about/notices/"
    assert due(server.site, later) > due(server.site) + DAY
    set_clock(page, due(server.site) + DAY)
    page.goto(server.url + PATH)
    await_judged(page, overdue=True)
    mark(page)
    page.locator(".md-tabs").get_by_role("link", name="About").click()
    wait_until(page, "location.pathname.includes('/about/')")
    page.locator(f".md-sidebar--primary a[href$='{later.split('/')[1]}/']").first.click()
    wait_until(page, f"location.pathname.endsWith('/{later}')")
    await_judged(page, overdue=False)
    page.locator(".md-tabs").get_by_role("link", name="Phases").click()
    wait_until(page, "location.pathname.endsWith('/phases/')")
    await_judged(page, overdue=True)
    page.go_back()
    wait_until(page, f"location.pathname.endsWith('/{later}')")
    await_judged(page, overdue=False)
    assert navigated_without_reload(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_a_page_past_its_review(
    page: Page, server: Server, scheme: str
) -> None:
    """The banner is clean at both sizes."""
    set_clock(page, due(server.site) + DAY)
    page.goto(server.url + PATH)
    await_judged(page, overdue=True)
    for size in (LARGE, SMALL):
        show(page, "light" if scheme == "light" else "dark", size)
        assert breaches(page) == []


def test_without_javascript_nothing_is_said(browser: Browser, server: Server) -> None:
    """Nobody can tell the day there, so the page does not claim to be late."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + PATH)
    assert banner(page).count() == 1
    assert banner(page).is_hidden()
    context.close()
