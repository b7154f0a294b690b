"""Results that are kept in the browser, and whatever its storage does: nothing is lost."""

from __future__ import annotations

import json
from typing import Any, cast

from playwright.sync_api import Page

from browser.gardens import Garden
from browser.harness import Record, Server, wait_until
from browser.quizzing import answer, await_result, press, quiz
from browser.test_accessibility import breaches
from browser.test_states import expect_no_breach
from browser.test_storage_faults import FILL, STORAGE_IS_FORBIDDEN

BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}
KEY = "stagecheck:/green/:kept:garden"
KEEP = "Keep this result"


def answered(visitor: Page, garden: Garden) -> None:
    """Answer the garden check, and open the panel below its result."""
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    await_result(visitor, "garden")
    press(visitor, "share", "garden")
    visitor.get_by_role("button", name=KEEP, exact=True).wait_for()


def keep(visitor: Page) -> str:
    """Press "Keep this result", and return what is said."""
    visitor.get_by_role("button", name=KEEP, exact=True).click()
    said = quiz(visitor, "garden").locator(".stagecheck-panel [role=status]").first
    wait_until(visitor, "document.querySelector('.stagecheck-panel [role=status]').textContent")
    return said.inner_text()


def entry(visitor: Page, ending: str = "") -> str | None:
    """Return what the browser holds of the garden's results, or beside them."""
    found = visitor.evaluate("key => localStorage.getItem(key)", KEY + ending)
    return cast("str | None", found)


def kept(visitor: Page) -> list[dict[str, Any]]:
    """Return the results of the garden that are kept."""
    return cast("list[dict[str, Any]]", json.loads(entry(visitor) or '{"kept": []}')["kept"])


def put(visitor: Page, text: str) -> None:
    """Have a text in the place of the garden's results."""
    visitor.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def result(day: str, answers: dict[str, str]) -> dict[str, object]:
    return {"day": day, "version": 1, "answers": answers}


def holding(*results: object) -> str:
    """Return the text in which results are kept."""
    return json.dumps({"format": 1, "quiz": "garden", "kept": results})


def test_a_result_is_kept_with_its_day_once(visitor: Page, garden: Garden) -> None:
    """The day is the reader's own; the very answers of a day are kept once, others beside them."""
    answered(visitor, garden)
    today = visitor.evaluate(
        "(d => [d.getFullYear(), d.getMonth() + 1, d.getDate()]"
        ".map(n => String(n).padStart(2, '0')).join('-'))(new Date())"
    )
    assert keep(visitor).startswith("Kept with today's date.")
    assert kept(visitor) == [result(today, BLOOMING)]
    assert keep(visitor).startswith("These very answers are kept already today.")
    answer(visitor, {"who-watered": "a"}, "garden")
    await_result(visitor, "garden")
    keep(visitor)
    assert [one["answers"]["who-watered"] for one in kept(visitor)] == ["b", "a"]


def test_of_many_results_the_oldest_go(visitor: Page, garden: Garden) -> None:
    """Fifty are kept of a check, those of the last days; where one goes, the reader is told."""
    answered(visitor, garden)
    days = [f"2020-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 26)]
    put(visitor, holding(*(result(day, {"who-sat": "b"}) for day in days[1:])))
    assert "The oldest went" not in keep(visitor)
    put(visitor, holding(*(result(day, {"who-sat": "b"}) for day in days)))
    assert "The oldest went for it, for 50 of a check are kept at most." in keep(visitor)
    assert len(kept(visitor)) == 50
    assert kept(visitor)[0]["day"] == "2020-01-02"
    assert kept(visitor)[-1]["answers"] == BLOOMING


def test_a_full_storage_is_told_and_the_rest_stays(visitor: Page, garden: Garden) -> None:
    """What was kept before is there, and the reader is told of another way."""
    answered(visitor, garden)
    put(visitor, holding(result("2020-01-01", {"who-sat": "b"})))
    visitor.evaluate(FILL)
    assert keep(visitor).startswith("Not kept: this browser has no room left")
    assert [one["day"] for one in kept(visitor)] == ["2020-01-01"]


def test_a_storage_that_is_off_is_told(visitor: Page, garden: Garden, record: Record) -> None:
    """The code, the files and the sheet are there all the same."""
    visitor.add_init_script(STORAGE_IS_FORBIDDEN)
    answered(visitor, garden)
    wait_until(visitor, "document.querySelector('[aria-label=Code]').value.length > 20")
    assert keep(visitor).startswith("Not kept: this browser lets the page save nothing")
    assert breaches(visitor) == []
    record.errors.clear()  # the theme's own scripts do not reckon with it


def test_what_a_newer_page_kept_is_left_alone(visitor: Page, garden: Garden) -> None:
    """A later format is neither read nor written."""
    answered(visitor, garden)
    newer = '{"format":2,"kept":{"everything":"else"}}'
    put(visitor, newer)
    assert keep(visitor).startswith("Not kept: a newer version of this page")
    assert entry(visitor) == newer


def test_what_is_damaged_is_set_aside_and_the_sound_part_stays(
    visitor: Page, garden: Garden
) -> None:
    """The text as it was stands beside, what could be read is kept, and today's joins it."""
    answered(visitor, garden)
    sound = result("2020-01-01", {"who-sat": "b"})
    for odd in ({"day": "yesterday"}, 7, None, result("2020-01-02", {"who-sat": cast(Any, 3)})):
        text = holding(sound, odd)
        put(visitor, text)
        keep(visitor)
        assert entry(visitor, ":damaged") == text
        assert kept(visitor)[0]["day"] == "2020-01-01"
        assert kept(visitor)[-1]["answers"] == BLOOMING
        assert len(kept(visitor)) == 2
    put(visitor, '{"format":1,"quiz":')
    keep(visitor)
    assert entry(visitor, ":damaged") == '{"format":1,"quiz":'
    assert [one["answers"] for one in kept(visitor)] == [BLOOMING]


def test_two_tabs_lose_nothing_of_each_other(visitor: Page, garden: Garden) -> None:
    """What another tab kept meanwhile stays when this one keeps its own."""
    answered(visitor, garden)
    keep(visitor)
    other = visitor.context.new_page()
    other.goto(garden.address("check"))
    answer(other, {"who-watered": "a"}, "garden")
    await_result(other, "garden")
    press(other, "share", "garden")
    keep(other)
    answer(visitor, {"who-watered": "?"}, "garden")
    keep(visitor)
    assert [one["answers"]["who-watered"] for one in kept(visitor)] == ["b", "a", "?"]


def test_a_knowledge_check_is_kept_and_has_no_code(page: Page, server: Server) -> None:
    """What somebody knows is nobody else's: there is nothing to send."""
    page.goto(f"{server.url}phases/tell-apart/")
    wait_until(page, "document.querySelector('[data-stagecheck]').dataset.state === 'empty'")
    page.locator("[data-item] label").first.click()
    page.locator("[data-action=show-result]").click()
    share = page.locator("[data-action=share]")
    assert share.inner_text() == KEEP
    share.click()
    panel = page.locator(".stagecheck-panel")
    panel.get_by_role("button", name=KEEP).click()
    panel.get_by_text("Kept with today's date.").wait_for()
    assert panel.locator("textarea").count() == 0
    held = page.evaluate("Object.keys(localStorage).filter(key => key.includes(':kept:'))")
    assert len(held) == 1
    expect_no_breach(page)
