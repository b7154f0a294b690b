"""A board's plays lead to the questions they act on, folded away or not."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.boarding import add, await_board, open_page, open_round, team
from browser.harness import Server, mark, navigated_without_reload

# The questions to which links in the board lead and that are folded away, by their ids.
FOLDED = """() => [...document.querySelectorAll(".stagecheck-report a[href*='#board.']")]
    .map(link => link.hash.slice(1))
    .filter(id => document.getElementById(id)?.closest("details:not([open])"))"""


def test_a_link_opens_the_fold_that_holds_its_question(page: Page, server: Server) -> None:
    """The first click leads there: the fold opens, the question has the focus and is seen."""
    open_page(page, server)
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    await_board(page, "Six people")
    mark(page)
    found: list[str] = page.evaluate(FOLDED)
    assert found, "a play acts on a question that is folded away"
    page.locator(f".stagecheck-report a[href$='#{found[0]}']").first.click()
    assert page.evaluate("document.activeElement.id") == found[0]
    assert page.locator(f"[id='{found[0]}']").is_visible()
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < 900
    assert navigated_without_reload(page)
