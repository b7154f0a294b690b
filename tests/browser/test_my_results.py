"""The page of a reader's own results: what was kept, what changed, what is stored, in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Locator, Page

from browser.harness import Record, Server, wait_until
from browser.quizzing import answer, await_result, chosen, example
from browser.test_accessibility import breaches
from browser.test_states import expect_no_breach
from browser.test_storage_faults import STORAGE_IS_FORBIDDEN
from samples import catalogue, team_quiz

PREFIX = "stagecheck:/intranet/playbook/:"


def past(day: str, answers: Mapping[str, str], version: int | None = None) -> dict[str, object]:
    """Keep answers of a day, by itself those to the team stage check as it is now."""
    return {"day": day, "version": version or team_quiz().version, "answers": dict(answers)}


def visit(page: Page, server: Server, entries: Mapping[str, object]) -> None:
    """Open My results in a browser that holds these entries: texts, or data written as JSON."""
    page.goto(server.url)
    texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in entries.items()}
    page.evaluate(
        "([prefix, texts]) => { for (const key of Object.keys(texts))"
        " localStorage.setItem(prefix + key, texts[key]); }",
        [PREFIX, texts],
    )
    page.goto(f"{server.url}results/")
    page.locator(".stagecheck-opening").wait_for()


def holding(quiz: str, *results: object) -> dict[str, object]:
    return {"format": 1, "quiz": quiz, "kept": list(results)}


def answers_of(quiz: str, answers: Mapping[str, str]) -> dict[str, object]:
    version = catalogue().quizzes[quiz].quiz.version
    return {"format": 1, "quiz": quiz, "version": version, "answers": dict(answers)}


def check(page: Page, quiz: str = "team-stage") -> Locator:
    """Return what the page says of a check."""
    return page.locator(f".stagecheck-checks > [data-quiz={quiz}]")


def await_headline(page: Page, start: str, quiz: str = "team-stage") -> None:
    """Wait until the last result of a check is worded."""
    said = f"document.querySelector('[data-quiz={quiz}] .stagecheck-headline')?.textContent"
    wait_until(page, f"{said}?.startsWith({json.dumps(start)})", 40)


def entries(page: Page) -> dict[str, str]:
    """Return all that the site holds in the browser, without the prefix."""
    found = page.evaluate("Object.entries({...localStorage})")
    return {key.removeprefix(PREFIX): text for key, text in found if key.startswith(PREFIX)}


def said(page: Page) -> str:
    """Return what was said last about what is stored."""
    return page.locator("[data-part=stored] > [role=status]").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_file(page: Page, text: str) -> str:
    """Open a file, and return what came of it."""
    page.evaluate("document.querySelector('[data-part=stored] > [role=status]').textContent = ''")
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(cast("list[object]", [file]))  # type: ignore[arg-type]
    wait_until(page, "document.querySelector('[data-part=stored] > [role=status]').textContent", 40)
    return said(page)


FOLLY = example("folly")
EARLY = "2020-09-01"
SAVE = "Save my answers and results as a file"

KEPT = {
    "kept:team-stage": holding(
        "team-stage", past("2026-09-01", example("folly")), past("2026-10-01", example("fearful"))
    ),
    "pulse": answers_of("pulse", {"put-to-use": "b"}),
    "next:growth": "2199-01-01",
}


def test_all_of_it_stands_on_one_page(page: Page, server: Server) -> None:
    """A result with what changed, one to go on with, a day, and every check of the site."""
    visit(page, server, KEPT)
    await_headline(page, "Your team's phase is Fearful.")
    told = check(page).inner_text()
    assert "Kept on 1 October 2026." in told
    assert "On 1 September 2026 it was: “Your team's phase is Folly.”" in told
    assert "answers changed" in told
    assert "1 of 6 questions are answered: go on" in check(page, "pulse").inner_text()
    assert check(page, "growth").locator("input[type=date]").input_value() == "2199-01-01"
    assert check(page, "sponsor").inner_text().endswith("15 questions, about 8 minutes.")
    assert page.locator(".stagecheck-checks > li").count() == 11
    page.locator(".stagecheck-checks details").first.locator("summary").click()
    expect_no_breach(page)


def test_an_unfinished_check_is_gone_on_with(page: Page, server: Server) -> None:
    """Its link leads to the first question that is open, below the answers that are there."""
    given = dict([*FOLLY.items()][:5])
    unfinished = [*FOLLY][5]
    visit(page, server, {"team-stage": answers_of("team-stage", {**given, "gone-since": "a"})})
    assert "5 of 16 questions are answered: go on" in check(page).inner_text()
    check(page).get_by_role("link", name="go on").click()
    wait_until(page, "location.pathname.endsWith('/check/')")
    wait_until(page, "document.querySelector('[data-stagecheck]')?.dataset.state")
    assert chosen(page) == given
    assert page.evaluate("location.hash") == f"#quiz.team-stage.{unfinished}"
    open_ = f"document.querySelector('[data-item={unfinished}]').getBoundingClientRect()"
    wait_until(page, f"{open_}.top >= 0 && {open_}.top < innerHeight / 2")


def test_a_finished_check_shows_its_result_before_it_is_kept(page: Page, server: Server) -> None:
    """Worked out and marked as not kept, with what changed, and the way to keep it."""
    own = {"team-stage": answers_of("team-stage", example("fearful"))}
    visit(page, server, {**own, "kept:team-stage": holding("team-stage", past(EARLY, FOLLY))})
    await_headline(page, "Your team's phase is Fearful.")
    told = check(page).inner_text()
    assert "Not kept." in told
    assert "On 1 September 2020 it was: “Your team's phase is Folly.”" in told
    assert "All 16 questions are answered. See and keep the result" in told
    expect_no_breach(page)
    check(page).get_by_role("link", name="See and keep the result").click()
    wait_until(page, "location.pathname.endsWith('/check/')")
    assert page.evaluate("location.hash") == "#quiz.team-stage..result"


def test_a_kept_check_is_taken_again_from_an_empty_form(page: Page, server: Server) -> None:
    """Whichever of the results kept has these answers: nothing is lost, and that is said."""
    kept = holding("team-stage", past(EARLY, FOLLY), past("2020-10-01", example("fearful")))
    own = {"team-stage": answers_of("team-stage", FOLLY), "kept:team-stage": kept}
    visit(page, server, own)
    await_headline(page, "Your team's phase is Fearful.")
    assert "from an empty form. What you kept stays." in check(page).inner_text()
    check(page).get_by_role("link", name="Take it again").click()
    wait_until(page, "location.pathname.endsWith('/check/')")
    wait_until(page, "document.querySelector('[data-stagecheck]')?.dataset.state === 'empty'")
    assert chosen(page) == {}
    assert json.loads(entries(page)["kept:team-stage"]) == kept


def test_an_unfinished_result_that_is_kept_is_gone_on_with(page: Page, server: Server) -> None:
    """The questions that are open are still to be answered."""
    some = dict([*FOLLY.items()][:1])
    kept = holding("team-stage", past(EARLY, some))
    visit(page, server, {"team-stage": answers_of("team-stage", some), "kept:team-stage": kept})
    await_headline(page, "Too early: only 1 of 16 questions is answered.")
    assert "1 of 16 questions are answered: go on" in check(page).inner_text()


def test_each_result_kept_stands_with_what_it_came_to(page: Page, server: Server) -> None:
    """The list shows the way from one phase to the next."""
    visit(page, server, KEPT)
    await_headline(page, "Your team's phase is Fearful.")
    check(page).get_by_text("2 results kept").click()
    first, second = check(page).locator(".stagecheck-kept li").all()
    assert "1 September 2026, 16 answers" in first.inner_text()
    assert "Your team's phase is Folly." in first.inner_text()
    assert "Your team's phase is Fearful." in second.inner_text()


def test_one_odd_entry_keeps_nothing_back(page: Page, server: Server) -> None:
    """A day that is none, or an answer that is none, is set aside; the rest is told and saved."""
    sound = past(EARLY, FOLLY)
    odd = (past("2026-02-31", FOLLY), past(EARLY, {**FOLLY, "rules": "A!"}), past(EARLY, {}, 2**14))
    pulse = {"put-to-use": "b", "helped": "A!", "Odd": "a"}
    own = {
        "kept:team-stage": holding("team-stage", sound, *odd),
        "pulse": {**answers_of("pulse", pulse), "version": 0},
        "next:growth": "2199-02-30",
    }
    visit(page, server, own)
    await_headline(page, "Your team's phase is Folly.")
    assert "was set aside" in check(page).inner_text()
    with page.expect_download() as download:
        press(page, SAVE)
    whole = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [one["day"] for one in whole["results"]] == [EARLY]
    assert [one["answers"] for one in whole["unfinished"]] == [{"put-to-use": "b"}]
    assert whole["checks"] == []


def test_rounds_of_boards_are_saved_elsewhere(page: Page, server: Server) -> None:
    """The file does not hold them: their row leads to where they are, and removing says so."""
    about = {"quiz": "team-stage", "name": "Spring", "tag": "AB12", "people": 6, "day": EARLY}
    rounds = {"format": 1, "rounds": [{**about, "codes": [], "actions": []}]}
    visit(page, server, {"next:growth": "2199-01-01"})
    assert page.get_by_role("button", name="Remove everything", exact=True).is_visible()
    visit(page, server, {"boards:rounds": rounds})
    row = page.locator("[data-part=stored] tr", has_text="Rounds of team boards")
    assert "Not in the file below: save it on the page Team board." in row.inner_text()
    expect_no_breach(page)
    press(page, "Remove everything, rounds of team boards too")
    assert said(page).startswith("Removed: everything, rounds of team boards too.")
    press(page, "Undo")
    row.get_by_role("link", name="Team board").click()
    wait_until(page, "location.pathname.endsWith('/checks/board/')")
    page.get_by_role("button", name="Spring", exact=True).wait_for()


def test_what_cannot_be_compared_says_why(page: Page, server: Server) -> None:
    """A version that is not on record gives no result, and its answers stay."""
    odd = past("2026-09-01", example("folly"), 9)
    visit(page, server, {"kept:team-stage": holding("team-stage", odd)})
    await_headline(page, "This result cannot be worked out any more: the version of the check")
    assert list(entries(page)) == ["kept:team-stage"]
    visit(
        page,
        server,
        {"kept:team-stage": holding("team-stage", odd, past("2026-10-01", example("fearful")))},
    )
    await_headline(page, "Your team's phase is Fearful.")
    assert "cannot be compared with the one before, of 1 September" in check(page).inner_text()


def test_one_thing_is_removed_and_comes_back(page: Page, server: Server) -> None:
    """Each entry, and each result, goes alone; a button puts back what went."""
    visit(page, server, KEPT)
    before = entries(page)
    assert set(before) == set(KEPT)
    for title, key in (
        ("Answers: Pulse", "pulse"),
        ("Results kept: Team stage check", "kept:team-stage"),
        ("Day of the next check: Growth check", "next:growth"),
    ):
        press(page, f"Remove: {title}")
        assert key not in entries(page)
        assert said(page).startswith(f"Removed: {title}.")
        assert page.evaluate("document.activeElement.textContent") == "Undo"
        page.keyboard.press("Enter")
        assert said(page) == "It is back."
        assert {
            name: json.loads(text) if text[0] == "{" else text
            for name, text in entries(page).items()
        } == {name: json.loads(text) if text[0] == "{" else text for name, text in before.items()}
    check(page).get_by_text("2 results kept").click()
    press(page, "Remove: Team stage check, 1 October 2026")
    await_headline(page, "Your team's phase is Folly.")
    press(page, "Undo")
    await_headline(page, "Your team's phase is Fearful.")


def test_everything_is_removed_for_good(page: Page, server: Server) -> None:
    """No answer comes back where the check was open in this very tab."""
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a"})
    await_result(page)
    page.get_by_role("link", name="My results").first.click()
    page.locator(".stagecheck-opening").wait_for()
    press(page, "Remove everything")
    assert entries(page) == {}
    assert page.get_by_text("Nothing.", exact=True).is_visible()
    expect_no_breach(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    check(page).get_by_role("link", name="Team stage check").click()
    wait_until(page, "location.pathname.endsWith('/check/')")
    wait_until(page, "document.querySelector('[data-stagecheck]')?.dataset.state")
    assert chosen(page) == {}
    answer(page, {"last-help": "b"})
    await_result(page)
    assert json.loads(entries(page)["team-stage"])["answers"] == {"last-help": "b"}


def test_a_day_is_noted_and_taken_into_the_calendar(page: Page, server: Server) -> None:
    """The day stays after a reload; a day that has come says so."""
    visit(page, server, KEPT)
    day = check(page).get_by_label("Next check: Team stage check")
    day.fill("2199-05-06")
    with page.expect_download() as download:
        press(page, "Calendar file: Team stage check")
    calendar = Path(download.value.path()).read_text("utf-8")
    check(page).get_by_text("The calendar file was saved.").wait_for()
    assert "DTSTART;VALUE=DATE:21990506" in calendar
    assert f"URL:{server.url}check/" in calendar.replace("\n ", "")
    page.reload()
    day.wait_for()
    assert day.input_value() == "2199-05-06"
    day.fill("2020-01-01")
    check(page).get_by_text("The day has come.").wait_for()
    day.fill("")
    assert "next:team-stage" not in entries(page)


def test_another_tab_is_followed(page: Page, server: Server) -> None:
    """What is kept in another tab stands here without a reload."""
    visit(page, server, {})
    other = page.context.new_page()
    visit(
        other,
        server,
        {"kept:team-stage": holding("team-stage", past("2026-10-01", example("folly")))},
    )
    await_headline(page, "Your team's phase is Folly.")


def test_what_no_page_can_read_is_listed_and_can_go(page: Page, server: Server) -> None:
    """Damaged texts are set aside, newer ones stay, both are said, and all can be removed."""
    sound = past("2026-10-01", example("folly"))
    newer = {"format": 2, "kept": {}}
    visit(page, server, {"kept:team-stage": holding("team-stage", sound, 7), "kept:pulse": newer})
    await_headline(page, "Your team's phase is Folly.")
    assert "could not be read, and was set aside" in check(page).inner_text()
    assert "A newer version of this page kept results" in check(page, "pulse").inner_text()
    assert set(entries(page)) == {"kept:team-stage", "kept:team-stage:damaged", "kept:pulse"}
    expect_no_breach(page)
    press(page, "Remove everything")
    assert entries(page) == {}


def test_a_browser_that_stores_nothing_is_told(page: Page, server: Server, record: Record) -> None:
    """The page stands, says so, and opens no file into nowhere without saying it."""
    page.add_init_script(STORAGE_IS_FORBIDDEN)
    page.goto(f"{server.url}results/")
    page.get_by_text("This browser lets the page save nothing, so nothing is kept here.").wait_for()
    head = {"format": 1, "kind": "stagecheck-results", "site": "x", "unfinished": [], "checks": []}
    result = {"quiz": "pulse", **past("2026-01-01", {})}
    told = open_file(page, json.dumps({**head, "results": [result]}))
    assert told.startswith("Taken in: 0. Not stored")
    assert breaches(page) == []
    record.errors.clear()  # the theme's own scripts do not reckon with it


def test_the_page_stands_without_a_script(browser: Browser, server: Server) -> None:
    """Every check is listed, with its link and its length."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}results/")
    assert page.locator(".stagecheck-checks h3 a").count() == 11
    assert "runs no script" in page.locator(".stagecheck-mine noscript").inner_text()
    context.close()
