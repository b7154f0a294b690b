"""A brief as a reader gets it: for whom, when, and on how many sheets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from browser.harness import Server, wait_until
from browser.quizzing import answer, await_result, example
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


@pytest.mark.parametrize("width", [360, 1280])
def test_each_reader_is_named_in_full(page: Page, server: Server, width: int) -> None:
    """The choice names whom a brief is for, in no more letters than it has room for."""
    result_of(page, server, "fearful")
    open_panel(page)
    page.set_viewport_size({"width": width, "height": 900})
    select = choice(page)
    assert select.locator("option").all_inner_texts() == ["Sponsor", "HR", "IT", "Finance"]
    longest = "select => { const room = select.clientWidth; select.style.width = 'auto';"
    assert select.evaluate(f"{longest} return select.offsetWidth <= room + 2; }}")


def test_no_brief_argues_from_a_guess(page: Page, server: Server) -> None:
    """After one answer of sixteen none is offered; once what would be said is certain, one is."""
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    await_result(page)
    panel = open_panel(page)
    wait_until(page, "document.querySelector('[aria-label=Code]')?.value.length > 20")
    offer = page.get_by_role("button", name="Write the brief")
    assert offer.is_hidden()
    assert "more than one result is still possible" in panel.inner_text()
    answer(page, example("fearful"))
    offer.wait_for()
    assert "Fearful" in write(page, "hr")
