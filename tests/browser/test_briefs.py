"""A brief as a reader gets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from browser.harness import Server, wait_until
from browser.test_paper import sheets
from browser.test_share import open_panel, result_of

BRIEF = "[aria-label=Brief]"
READERS = ("sponsor", "hr", "it", "finance")


def choice(page: Page) -> Locator:
    """Return the choice of readers, once it is there."""
    found = page.get_by_label("For whom")
    found.locator("option").first.wait_for(state="attached")
    return found


def write(page: Page, reader: str) -> str:
    """Write a brief for a reader, and return it."""
    choice(page).select_option(reader)
    page.get_by_role("button", name="Write the brief").click()
    wait_until(page, f"document.querySelector('{BRIEF}').value.length > 100", 40)
    return page.locator(BRIEF).input_value()


@pytest.mark.parametrize("reader", READERS)
def test_a_brief_takes_one_sheet(page: Page, server: Server, reader: str) -> None:
    """On A4 no second sheet comes out, blank or not."""
    page.add_init_script("window.print = () => {};")
    result_of(page, server, "fearful")
    open_panel(page)
    write(page, reader)
    page.get_by_role("button", name="Print it").click()
    assert sheets(page) == 1
