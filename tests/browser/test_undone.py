"""Undo, in the lists of what a browser holds: it brings back what went, beside what came since."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import Page

from browser.harness import Server
from browser.quizzing import example
from browser.test_my_results import (
    PREFIX,
    answers_of,
    check,
    entries,
    holding,
    past,
    press,
    said,
    visit,
)

DAY = "2026-10-01"
PARTLY = "Not all of it is back: there is no room for it, or another tab stored something else"


def a_round(tag: str, *codes: str) -> dict[str, object]:
    """Make a round as the browser holds it."""
    about = {"quiz": "team-stage", "name": tag, "tag": tag, "people": 6, "day": DAY}
    return {**about, "codes": list(codes), "actions": []}


def store_elsewhere(page: Page, server: Server, key: str, text: str) -> None:
    """Store a text in another tab of the same browser, which My results hears of."""
    other = page.context.new_page()
    other.goto(server.url)
    put = "([key, text]) => localStorage.setItem(key, text)"
    other.evaluate(put, [PREFIX + key, text])
    other.close()


def brought_back(page: Page, server: Server, title: str, key: str, since: object) -> object:
    """Remove an entry, store another in its place in another tab, undo; return what is there."""
    press(page, f"Remove: {title}")
    store_elsewhere(page, server, key, since if isinstance(since, str) else json.dumps(since))
    press(page, "Undo")
    text = entries(page)[key]
    return json.loads(text) if text.startswith("{") else text


def test_rounds_of_another_tab_stay(page: Page, server: Server) -> None:
    """A round that was opened since stands beside those that come back; codes come together."""
    here = {"format": 1, "rounds": [a_round("AAAA", "0001"), a_round("CCCC", "0001")]}
    visit(page, server, {"boards:rounds": here})
    since = {"format": 1, "rounds": [a_round("BBBB", "0002"), a_round("CCCC", "0003")]}
    found = brought_back(page, server, "Rounds of team boards", "boards:rounds", since)
    assert isinstance(found, Mapping)
    codes = {one["tag"]: set(one["codes"]) for one in found["rounds"]}
    assert codes == {"AAAA": {"0001"}, "BBBB": {"0002"}, "CCCC": {"0001", "0003"}}
    assert said(page) == "It is back."


def test_results_of_another_tab_stay(page: Page, server: Server) -> None:
    """A result that was kept since stands beside those that come back."""
    visit(page, server, {"kept:pulse": holding("pulse", past(DAY, {"put-to-use": "a"}))})
    since = holding("pulse", past("2026-11-01", {"put-to-use": "b"}))
    found = brought_back(page, server, "Results kept: Pulse", "kept:pulse", since)
    assert found == holding(
        "pulse", past(DAY, {"put-to-use": "a"}), past("2026-11-01", {"put-to-use": "b"})
    )


def test_answers_of_another_tab_stay(page: Page, server: Server) -> None:
    """What was answered since counts, and the other answers come back."""
    visit(page, server, {"pulse": answers_of("pulse", {"put-to-use": "a", "helped": "b"})})
    since = answers_of("pulse", {"put-to-use": "c"})
    found = brought_back(page, server, "Answers: Pulse", "pulse", since)
    assert isinstance(found, Mapping)
    assert found["answers"] == {"put-to-use": "c", "helped": "b"}


def test_a_day_that_was_set_since_stays(page: Page, server: Server) -> None:
    """There is one day alone: the later choice counts, and it is said."""
    visit(page, server, {"next:pulse": "2199-01-01"})
    title = "Day of the next check: Pulse"
    assert brought_back(page, server, title, "next:pulse", "2199-02-02") == "2199-02-02"
    assert said(page).startswith(PARTLY)


def test_results_of_one_day_keep_their_order(page: Page, server: Server) -> None:
    """The last one is what is told: one that comes back does not go behind it."""
    results = [past(DAY, example(stage)) for stage in ("folly", "fearful")]
    visit(page, server, {"kept:team-stage": holding("team-stage", *results)})
    check(page).get_by_text("2 results kept").click()
    page.get_by_role("button", name="Remove: Team stage check, 1 October 2026").first.click()
    press(page, "Undo")
    assert json.loads(entries(page)["kept:team-stage"])["kept"] == results


def test_what_came_back_has_the_focus(page: Page, server: Server) -> None:
    """A keyboard goes on where it was: at the row, or at the list of the results."""
    results = [past(DAY, example(stage)) for stage in ("folly", "fearful")]
    own = {"kept:team-stage": holding("team-stage", *results), "next:growth": "2199-01-01"}
    visit(page, server, own)
    text = "document.activeElement.textContent"
    for title in ("Results kept: Team stage check", "Day of the next check: Growth check"):
        press(page, f"Remove: {title}")
        page.keyboard.press("Enter")
        assert page.evaluate(text).startswith(title)
    check(page).get_by_text("2 results kept").click()
    page.get_by_role("button", name="Remove: Team stage check, 1 October 2026").first.click()
    page.keyboard.press("Enter")
    assert page.evaluate(text) == "2 results kept"
    press(page, "Remove everything")
    page.keyboard.press("Enter")
    assert page.evaluate(text).startswith("Day of the next check: Growth check")
