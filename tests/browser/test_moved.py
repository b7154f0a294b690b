"""A page moves: whoever comes to its old address, in whichever way, arrives with all they had."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.gardens import Garden, served_garden
from browser.harness import (
    Record,
    expect_clean,
    mark,
    navigated_without_reload,
    wait_until,
    watched_page,
)
from browser.quizzing import answer, await_result, quiz
from browser.test_share import open_panel
from garden import replace

READY = "document.querySelector('[data-stagecheck][data-state]') !== null"


@pytest.fixture
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    """Return a garden whose first page leads to the check."""
    with served_garden(tmp_path_factory.mktemp("garden")) as garden:
        replace(garden.project, "playbook/index.md", "Welcome.", "[Have a look](check.md#check).")
        garden.build()
        yield garden


@pytest.fixture
def reader(browser: Browser, before: Garden, record: Record) -> Iterator[Page]:
    """Return a page whose visits must be clean."""
    with watched_page(browser, record) as page:
        yield page
    expect_clean(record, before.server)


def move(garden: Garden) -> None:
    """Give the page of the check another address, and publish that."""
    pages = garden.project / "playbook"
    text = (pages / "check.md").read_text("utf-8")
    (pages / "check.md").unlink()
    (pages / "look.md").write_text(f"---\nmoved_from: [check.md]\n---\n\n{text}", "utf-8")
    replace(garden.project, "playbook/index.md", "check.md#", "look.md#")
    garden.build()


def test_a_result_shared_before_the_move_is_shown_after_it(
    reader: Page, browser: Browser, before: Garden
) -> None:
    """The code stands in the fragment, which the old address hands on; the way back no circle."""
    with watched_page(browser, Record()) as sender:
        sender.goto(before.address("check"))
        answer(sender, {"who-sat": "b"}, "garden")
        await_result(sender, "garden")
        open_panel(sender, "garden")
        link = quiz(sender, "garden").locator("[aria-label=Link]").input_value()
    assert link.startswith(before.address("check") + "#code=")
    move(before)
    reader.goto(before.server.url)
    reader.goto(link)
    reader.wait_for_url(f"{before.address('look')}**")
    wait_until(reader, "document.querySelector('.stagecheck-shared .stagecheck-headline') !== null")
    reader.go_back()
    assert reader.url == before.server.url


def test_without_script_the_old_address_leads_on_too(before: Garden, browser: Browser) -> None:
    """By what the page itself says."""
    move(before)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(before.address("check"))
    page.wait_for_url(before.address("look"))
    assert page.locator("fieldset").count() > 1
    context.close()


@pytest.mark.parametrize("policy", [True, False], ids=["trusted types", "no policy"])
def test_a_tab_from_before_the_move_arrives(browser: Browser, before: Garden, policy: bool) -> None:
    """Its page fetches the old address as one of its own, and runs the script that it finds there.

    With Trusted Types, which have to let it pass, and without, as where pages carry the policy.
    """
    context = browser.new_context(bypass_csp=not policy)
    page = context.new_page()
    page.goto(before.server.url)
    wait_until(page, "document.querySelector('.js') !== null")
    page.wait_for_load_state("networkidle")
    mark(page)
    move(before)
    page.click("text=Have a look")
    page.wait_for_url(f"{before.address('look')}#check")
    wait_until(page, READY)
    assert not navigated_without_reload(page)
    assert page.locator("link[rel=stylesheet]").count() > 1
    page.go_back()
    page.wait_for_url(before.server.url)
    context.close()
