"""What comes between a reader and the quiz: going away and back, printing, a wrong clock."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Route

from browser.faults import await_request
from browser.gardens import Garden
from browser.harness import (
    Record,
    expect_clean,
    launch,
    mark,
    navigated_without_reload,
    watched_page,
)
from browser.quizzing import answer, await_result, choose, chosen, count, quiz, stages, stored

BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}
TWO = {"who-sat": "b", "at-the-gate": "open"}

SHIFT = """
const gap = globalThis.Date.UTC(YEAR, 0, 2) - globalThis.Date.now();
globalThis.Date = class extends globalThis.Date {
    constructor(...parts) { super(...(parts.length ? parts : [globalThis.Date.now()])); }
    static now() { return super.now() + gap; }
};
"""


# Some browsers do not tell a page in memory what other tabs stored. Chromium does,
# once the page is back, and must not here.
UNTOLD = "addEventListener('storage', (event) => event.stopImmediatePropagation());"


@pytest.fixture
def returner(browser: Browser, garden: Garden, record: Record) -> Iterator[Page]:
    """Return a page of a browser that keeps what was left in memory, as it does outside tests."""
    keeping = launch(browser.browser_type, "--disable-back-forward-cache")
    with watched_page(keeping, record) as page:
        yield page
    keeping.close()
    expect_clean(record, garden.server)


def go_back_from_memory(page: Page) -> None:
    """Go back to a page that fires no `load`, for it was never put away; ask until it answers."""
    page.go_back(wait_until="commit")
    for _ in range(100):
        try:
            page.evaluate("0")
        except Error:
            # Asked while the pages changed places.
            time.sleep(0.05)
        else:
            return


def test_a_page_back_from_memory_goes_on(returner: Page, garden: Garden) -> None:
    """The reader left in the middle and comes back: answers are there, and Python still answers.

    What was answered meanwhile is there too, on the page between and in another tab.
    """
    returner.add_init_script(UNTOLD)
    returner.goto(garden.address("check"))
    answer(returner, TWO, "garden")
    # No browser keeps a page in memory that still waits for files.
    await_result(returner, "garden")
    mark(returner)
    returner.goto(garden.address("both"))
    await_result(returner, "garden")
    choose(returner, "at-the-gate", "shut", "garden")
    other = returner.context.new_page()
    other.goto(garden.address("check"))
    choose(other, "who-sat", "a", "garden")
    other.close()
    go_back_from_memory(returner)
    assert navigated_without_reload(returner), "the page did not come from memory"
    assert chosen(returner, "garden") == {"who-sat": "a", "at-the-gate": "shut"}
    assert count(returner, "garden") == "2 of 3"
    answer(returner, TWO, "garden")
    choose(returner, "who-watered", "b", "garden")
    await_result(returner, "garden")
    assert stages(returner, "garden") == ["blooming"]
    assert stored(returner) == {"garden": BLOOMING}


def test_printing_in_the_middle_changes_nothing(visitor: Page, garden: Garden) -> None:
    """Printed while Python is still on its way: answers stay, and the result comes."""
    held: list[Route] = []
    visitor.route("**/engine-*.zip", lambda route: held.append(route))
    visitor.goto(garden.address("check"))
    answer(visitor, TWO, "garden")
    await_request(visitor, held)
    assert visitor.pdf().startswith(b"%PDF")
    assert quiz(visitor, "garden").get_attribute("data-state") == "waiting"
    assert (chosen(visitor, "garden"), stored(visitor)) == (TWO, {"garden": TWO})
    # Asked for a second time, when the browser fetched it ahead before the first answer.
    visitor.route("**/engine-*.zip", lambda route: route.continue_())
    for route in held:
        route.continue_()
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["weedy", "blooming"]
    choose(visitor, "who-watered", "b", "garden")
    await_result(visitor, "garden")
    assert visitor.pdf().startswith(b"%PDF")
    assert stages(visitor, "garden") == ["blooming"]
    assert quiz(visitor, "garden").locator("[data-part=bar]").is_visible()


@pytest.mark.parametrize("year", [1970, 2106])
def test_nothing_depends_on_the_clock(visitor: Page, garden: Garden, year: int) -> None:
    """A computer that lives decades away, in page and worker, saves answers and has a result."""
    shift = SHIFT.replace("YEAR", str(year))
    visitor.add_init_script(shift)

    def shift_worker(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{shift}{response.text()}")

    visitor.route("**/worker.js", shift_worker)
    visitor.goto(garden.address("check"))
    assert visitor.evaluate("new Date().getFullYear()") == year
    answer(visitor, BLOOMING, "garden")
    assert await_result(visitor, "garden") == "The garden's state is Blooming."
    visitor.reload()
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == BLOOMING
