"""Files of one's own results: saved on one device, opened on another, and nothing here is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser.harness import Record, Server, watched_page
from browser.test_my_results import (
    KEPT,
    SAVE,
    answers_of,
    await_headline,
    entries,
    holding,
    open_file,
    past,
    press,
    said,
    visit,
)
from browser.test_states import expect_no_breach

DAYS = [f"2020-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 26)]


def file_of(*results: object, **more: object) -> str:
    """Write a file of results of the pulse, as another device saved it."""
    listed = [{"quiz": "pulse", **one} for one in results if isinstance(one, dict)]
    head = {"format": 1, "kind": "stagecheck-results", "site": "x", "unfinished": [], "checks": []}
    return json.dumps({**head, "results": listed, **more})


def kept_days(page: Page) -> list[str]:
    """Return the days of all results of the pulse that are kept."""
    return [one["day"] for one in json.loads(entries(page)["kept:pulse"])["kept"]]


def test_a_file_takes_all_of_it_to_another_device(
    page: Page, browser: Browser, server: Server, record: Record
) -> None:
    """Saved in one profile and opened in another; what is there already is never replaced."""
    visit(page, server, KEPT)
    with page.expect_download() as download:
        press(page, SAVE)
    text = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename.startswith("my-results-")
    with watched_page(browser, record) as other:
        visit(other, server, {"pulse": answers_of("pulse", {"put-to-use": "a"})})
        told = open_file(other, text)
        assert told.strip() == "Taken in: 3. Not taken in: Pulse (you have begun it here). Undo"
        await_headline(other, "Your team's phase is Fearful.")
        found = entries(other)
        assert json.loads(found["kept:team-stage"]) == KEPT["kept:team-stage"]
        assert json.loads(found["pulse"])["answers"] == {"put-to-use": "a"}
        assert found["next:growth"] == "2199-01-01"
        assert open_file(other, text).startswith("Taken in: 0. Here already: 3.")
        press(other, "Remove: Answers: Pulse")
        assert open_file(other, text).startswith("Taken in: 1.")
        assert json.loads(entries(other)["pulse"])["answers"] == {"put-to-use": "b"}


def test_a_file_takes_the_place_of_nothing(page: Page, server: Server) -> None:
    """Fifty are kept of a check: as many newest ones come in as there is room for."""
    own = [past(day, {"put-to-use": "a"}) for day in DAYS[:-1]]
    visit(page, server, {"kept:pulse": holding("pulse", *own)})
    more = [past(day, {"put-to-use": "b"}) for day in ("2019-01-01", "2026-01-01", "2025-01-01")]
    told = open_file(page, file_of(*more, own[0]))
    assert told.startswith(
        "Taken in: 1. Here already: 1. Left out, for 50 of a check are kept at most, and those "
        "that are here stay: 2."
    )
    assert kept_days(page) == [*DAYS[:-1], "2026-01-01"]
    assert open_file(page, file_of(*more)).startswith("Taken in: 0. Here already: 1. Left out")
    assert kept_days(page) == [*DAYS[:-1], "2026-01-01"]


def test_results_of_days_to_come_stay_out(page: Page, server: Server) -> None:
    """They would stand above every later result of one's own, and there is no day like theirs."""
    own = past("2026-01-01", {"put-to-use": "a"})
    visit(page, server, {"kept:pulse": holding("pulse", own)})
    day = datetime(2198, 1, 1, tzinfo=UTC)
    days = [(day + timedelta(days=at)).date().isoformat() for at in range(60)]
    told = open_file(page, file_of(*(past(one, {"put-to-use": "b"}) for one in days)))
    assert told == "Taken in: 0. Left out, for this device's clock has not come to their day: 60."
    assert kept_days(page) == ["2026-01-01"]


def test_what_was_taken_in_goes_out_again(page: Page, server: Server) -> None:
    """Undo takes out results, answers and days that a file brought, and nothing that was here."""
    own = {
        "kept:pulse": holding("pulse", past("2026-01-01", {"put-to-use": "a"})),
        "next:growth": "2199-01-01",
    }
    visit(page, server, own)
    before = entries(page)
    unfinished = [{"quiz": "sponsor", "answers": {"plan": "a"}, "versions": {"plan": 1}}]
    days = [{"quiz": quiz, "day": "2199-02-02"} for quiz in ("growth", "champion")]
    results = [past(day, {"put-to-use": "b"}) for day in ("2025-01-01", "2026-01-01")]
    told = open_file(page, file_of(*results, unfinished=unfinished, checks=days))
    assert told.startswith("Taken in: 4. Not taken in: the next day of Growth check (you have set")
    assert len(entries(page)) == 4
    press(page, "Undo")
    assert said(page) == "What was taken in is out again."
    assert entries(page).keys() == before.keys()
    assert json.loads(entries(page)["kept:pulse"]) == own["kept:pulse"]
    assert page.evaluate("document.activeElement.type") == "file"


def test_any_other_file_is_refused_with_a_reason(page: Page, server: Server) -> None:
    """Not JSON, another kind, too deep, hostile, too large: nothing is taken in or rendered."""
    visit(page, server, {})
    markup = "<img src=x onerror=alert(1)>"
    head = {"format": 1, "kind": "stagecheck-results", "site": "x"}
    rest = {"unfinished": [], "checks": []}
    one = {"quiz": "pulse", **past("2026-01-01", {"put-to-use": markup})}
    for text, code in (
        (markup, "SC421"),
        ("{}", "SC422"),
        (json.dumps({**head, "format": 2}), "SC423"),
        ("[" * 10_000 + "]" * 10_000, "SC421"),
        (json.dumps({**head, "results": [one], **rest}), "SC42"),
        (json.dumps({**head, "results": [{**one, "quiz": "__proto__"}], **rest}), "SC42"),
        ('"' + "x" * 6_000_000 + '"', "SC424"),
    ):
        told = open_file(page, text)
        assert told.startswith("Nothing was taken in.")
        assert f"({code}" in told
    assert entries(page) == {}
    assert page.locator("[data-part=stored] img").count() == 0
    expect_no_breach(page)
    told = open_file(page, " " * 20_000_001)
    assert told.startswith("Nothing was taken in: the file has 20 MB, more")
