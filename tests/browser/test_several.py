"""Questions with several choices: ticked, saved, brought back, and never half an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from browser.gardens import Garden, served_garden
from browser.harness import Record, expect_clean, wait_until, watched_page
from browser.quizzing import (
    await_result,
    await_state,
    choose,
    chosen,
    count,
    press,
    quiz,
    stored,
)
from browser.test_states import expect_no_breach
from browser.test_storage_faults import FILL
from garden import replace

KEY = "stagecheck:/green/:garden"
TOOLS = """\
## Shed {#shed}

### Which tools are in the shed? {#tools .several none="None of these"}

- `spade` A spade.
- `rake` A rake.
- `hose` A hose.

"""


@pytest.fixture(scope="module")
def shed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    """Return the site of a garden whose last question takes several answers."""
    with served_garden(tmp_path_factory.mktemp("shed")) as garden:
        path, row = "quizzes/garden.md", "| who-sat | a | b | b |\n"
        replace(garden.project, path, "## Examples", f"{TOOLS}## Examples")
        replace(garden.project, path, row, f"{row}| tools | ~ | ~ | spade rake |\n")
        garden.build()
        yield garden


@pytest.fixture
def visitor(browser: Browser, shed: Garden, record: Record) -> Iterator[Page]:
    """Return the page of somebody who comes to the quiz for the first time."""
    with watched_page(browser, record) as page:
        page.goto(shed.address("check"))
        yield page
    expect_clean(record, shed.server)


def tools(page: Page) -> Locator:
    """Return the question about tools."""
    return quiz(page, "garden").locator("[data-item=tools]")


def tick(page: Page, *keys: str) -> None:
    """Tick or untick answers to it with the mouse, one after the other."""
    for key in keys:
        choose(page, "tools", key, "garden")


def bring(page: Page, answer: str) -> None:
    """Open the quiz with a saved answer to it."""
    saved = {"format": 1, "quiz": "garden", "version": 1, "answers": {"tools": answer}}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(saved)])
    page.reload()
    wait_until(page, "document.getElementById('quiz.garden').dataset.state !== undefined")


def test_several_ticks_are_one_answer_and_come_back(visitor: Page) -> None:
    """In the order of the page, whatever the order of the ticks; the last one taken off clears."""
    assert count(visitor, "garden") == "0 of 4"
    tick(visitor, "hose", "spade")
    await_result(visitor, "garden")
    assert stored(visitor) == {"garden": {"tools": "spade hose"}}
    assert count(visitor, "garden") == "1 of 4"
    visitor.reload()
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {"tools": "spade hose"}
    tick(visitor, "hose", "spade")
    await_state(visitor, "empty", "garden")
    assert (stored(visitor), count(visitor, "garden")) == ({}, "0 of 4")


@pytest.mark.parametrize("way_out", ["~", "?"])
def test_a_way_out_goes_with_no_other_answer(visitor: Page, way_out: str) -> None:
    """What says "none of these" or "I cannot tell" unticks the rest, and the other way round."""
    tick(visitor, "spade", "rake", way_out)
    assert stored(visitor) == {"garden": {"tools": way_out}}
    assert chosen(visitor, "garden") == {"tools": way_out}
    tick(visitor, "hose")
    assert chosen(visitor, "garden") == {"tools": "hose"}
    assert stored(visitor) == {"garden": {"tools": "hose"}}


def test_the_ways_out_go_with_one_another_neither(visitor: Page) -> None:
    """The one that was ticked last counts."""
    tick(visitor, "~", "?")
    assert chosen(visitor, "garden") == {"tools": "?"}
    press(visitor, "clear-item", "garden")
    assert (chosen(visitor, "garden"), stored(visitor)) == ({}, {})


def test_it_says_how_to_answer_and_works_by_keyboard(visitor: Page) -> None:
    """The group is described by its hint, every tick has its name, and Space ticks."""
    field = visitor.get_by_role("group", name="Which tools are in the shed?")
    hint = field.get_attribute("aria-describedby") or ""
    assert visitor.locator(f"[id='{hint}']").inner_text() == "Tick all that apply."
    field.get_by_role("checkbox", name="A spade.").focus()
    visitor.keyboard.press("Space")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Space")
    assert chosen(visitor, "garden") == {"tools": "spade rake"}


@pytest.mark.parametrize(
    "saved", ["spade axe", "~ spade", "spade spade", "", " ", "spade  rake", "constructor"]
)
def test_half_an_answer_is_none(visitor: Page, saved: str) -> None:
    """Where a part has no place nothing is ticked, the reader is told, and the store keeps it."""
    bring(visitor, saved)
    assert chosen(visitor, "garden") == {}
    note = quiz(visitor, "garden").locator("[data-part=notice]")
    assert note.inner_text().startswith("1 saved answer has no place any more")
    choose(visitor, "who-sat", "b", "garden")
    assert stored(visitor) == {"garden": {"tools": saved, "who-sat": "b"}}


def test_saved_ticks_in_another_order_are_the_same_answer(visitor: Page) -> None:
    """An editor may sort the options anew."""
    bring(visitor, "hose spade")
    assert chosen(visitor, "garden") == {"tools": "spade hose"}
    assert quiz(visitor, "garden").locator("[data-part=notice]").is_hidden()
    assert await_result(visitor, "garden")


def test_what_was_ticked_before_the_script_ran_is_one_answer(visitor: Page, shed: Garden) -> None:
    """Without the script nothing unticks a way out: its coming leaves an answer that can be."""
    held: list[Route] = []
    visitor.route("**/stagecheck.js", lambda route: held.append(route))
    visitor.goto(shed.address("check"), wait_until="commit")
    tick(visitor, "spade", "~")
    for route in held:
        route.continue_()
    wait_until(visitor, "document.getElementById('quiz.garden').dataset.state !== undefined")
    assert len(chosen(visitor, "garden")["tools"].split()) == 1
    assert list(stored(visitor)["garden"]) == ["tools"]


def test_ticks_and_a_fault_of_the_storage_are_accessible(visitor: Page) -> None:
    """Ticked, with what was saved set aside and nothing more to be saved: light, dark, any size."""
    visitor.evaluate("key => localStorage.setItem(key, 'nonsense')", KEY)
    visitor.reload()
    visitor.evaluate(FILL)
    tick(visitor, "spade", "hose")
    await_result(visitor, "garden")
    assert quiz(visitor, "garden").locator("[data-part=unsaved]").is_visible()
    assert quiz(visitor, "garden").locator("[data-part=notice]").is_visible()
    expect_no_breach(visitor)
