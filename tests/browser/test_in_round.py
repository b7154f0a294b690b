"""A member of a team opens the link of a round, answers, and hands in a code."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, Locator, Page, Route

from browser.harness import Record, Server, wait_until, watched_page
from browser.quizzing import (
    answer,
    await_result,
    chosen,
    example,
    has_focus,
    keep_nothing,
    press,
    quiz,
)
from browser.test_share import code as code_in_panel
from browser.test_share import open_panel, result_of
from browser.test_states import expect_no_breach
from samples import team_quiz
from stagecheck_engine import codes

KEY = "stagecheck:/intranet/playbook/:round:team-stage"
NOTE = "Your team's round AB12. At the end you copy a code with all your answers and hand it in."
CODE = "[aria-label='Your code for round AB12']"
UNTIL = "Nobody sees your answers until you hand in your code."
ELSEWHERE = """new Promise((then) => {
    addEventListener("hashchange", () => setTimeout(then, 300), {once: true});
    location.hash = "elsewhere";
})"""
PHONE = {"width": 360, "height": 740}


def enter(page: Page, server: Server, tag: str = "ab12") -> Locator:
    """Open the link of a round; return the note about it."""
    page.goto(f"{server.url}check/#round={tag}")
    note = page.locator("[data-part=round]")
    note.wait_for()
    return note


def handed(page: Page) -> str:
    """Wait for the code under the result; return it."""
    wait_until(page, f"document.querySelector(`{CODE}`)?.value.length > 20", 40)
    return page.locator(CODE).input_value()


def tag_of(code: str) -> str:
    """Return the tag of the round that a code carries, or nothing."""
    found = codes.decode(code, team_quiz().id, codes.known(team_quiz(), {})).round
    return "" if found is None else codes.written_tag(found)


def kept_tag(page: Page, place: str = "localStorage") -> str | None:
    """Return what the browser, or the tab, stores of the round."""
    text: str | None = page.evaluate(f"key => {place}.getItem(key)", KEY)
    return text


def within(page: Page, part: Locator) -> bool:
    """Tell whether a part of the page is seen whole where the reader is."""
    box = part.bounding_box()
    height = (page.viewport_size or PHONE)["height"]
    return bool(box) and box["y"] >= 0 and box["y"] + box["height"] <= height


def test_a_reader_lands_on_the_note_of_the_round(page: Page, server: Server) -> None:
    """On a phone it is what is seen first, and it says that a code will be handed in."""
    page.set_viewport_size(PHONE)
    note = enter(page, server)
    assert NOTE in note.inner_text()
    assert has_focus(page, "[data-part=round]")
    assert within(page, note)
    assert UNTIL in quiz(page).inner_text()
    expect_no_breach(page)


def test_a_link_opened_on_its_own_page_leads_there_too(page: Page, server: Server) -> None:
    """Material fetches the page again for it; the reader still lands on what the link brought."""
    page.goto(f"{server.url}check/")
    quiz(page).locator("[data-item]").first.wait_for()
    enter(page, server)
    wait_until(page, "document.activeElement.matches('[data-part=round]')")
    whole = codes.encode(team_quiz(), example("folly"), 7, None)
    page.goto(f"{server.url}check/#code={whole}")
    wait_until(page, "document.activeElement.matches('.stagecheck-shared h3')")
    assert page.evaluate("scrollY") > 0


def test_a_round_that_was_left_does_not_come_back(page: Page, server: Server) -> None:
    """What a link brought ends with the first thing that the reader does."""
    note = enter(page, server)
    note.get_by_role("button", name="Leave the round").click()
    assert note.is_hidden()
    page.evaluate(ELSEWHERE)
    assert kept_tag(page) is None
    assert note.is_hidden()


def test_a_reader_who_has_begun_is_not_led_away(page: Page, server: Server) -> None:
    """Over a slow network the note may come after the first answer: it shows, and moves nobody."""
    held: list[Route] = []
    page.route("**/share.js", lambda route: held.append(route))
    with page.expect_request("**/share.js"):
        page.goto(f"{server.url}check/#round=ab12")
    answer(page, {"rules": "a"})
    wait_until(page, "scrollY > 0")
    (slow,) = held
    slow.continue_()
    note = page.locator("[data-part=round]")
    note.get_by_text(NOTE).wait_for()
    assert has_focus(page, "[data-item=rules] input")
    assert not within(page, note)


def test_the_code_stands_under_the_headline(page: Page, server: Server) -> None:
    """Who presses "Show result" on a phone sees the code and its button without scrolling."""
    page.set_viewport_size(PHONE)
    enter(page, server)
    answer(page, example("folly"))
    await_result(page)
    press(page, "show-result")
    marked = handed(page)
    assert tag_of(marked) == "AB12"
    assert within(page, page.locator(CODE))
    copy = page.get_by_role("button", name="Copy: Your code for round AB12")
    assert within(page, copy)
    assert "give it to whoever leads the round" in quiz(page).inner_text()
    open_panel(page)
    assert code_in_panel(page) == marked
    page.set_viewport_size({"width": 1280, "height": 900})
    expect_no_breach(page)


def test_the_code_under_the_headline_follows_the_answers(page: Page, server: Server) -> None:
    """Another answer makes another code; without a round there is none to hand in."""
    note = enter(page, server)
    answer(page, example("folly"))
    await_result(page)
    first = handed(page)
    answer(page, {"rules": "a"})
    wait_until(page, f"![``, {json.dumps(first)}].includes(document.querySelector(`{CODE}`).value)")
    note.get_by_role("button", name="Leave the round").click()
    assert page.locator(CODE).is_hidden()
    assert page.locator(CODE).input_value() == ""
    assert UNTIL not in quiz(page).inner_text()


def test_a_reload_shows_the_round_and_lets_it_be_left(page: Page, server: Server) -> None:
    """A round that marks the codes is never unseen, and one that a stranger sent can be left."""
    enter(page, server)
    page.reload()
    note = page.locator("[data-part=round]")
    note.wait_for()
    assert NOTE in note.inner_text()
    note.get_by_role("button", name="Leave the round").click()
    assert note.is_hidden()
    assert has_focus(page, "[data-item]")
    result_of(page, server, "folly")
    open_panel(page)
    assert tag_of(code_in_panel(page)) == ""


def test_a_round_goes_on_in_another_tab_and_on_another_day(page: Page, server: Server) -> None:
    """Begun by the link, continued from a bookmark: the code carries the tag, and that is said."""
    enter(page, server)
    other = page.context.new_page()
    other.goto(f"{server.url}check/")
    other.locator("[data-part=round]").get_by_text(NOTE).wait_for()
    answer(other, example("folly"))
    await_result(other)
    assert tag_of(handed(other)) == "AB12"
    other.close()


def test_a_round_of_long_ago_is_over(page: Page, server: Server) -> None:
    """After sixty days its tag marks no code any more; a day before it does."""
    day = "new Date(Date.now() - {} * 864e5).toISOString().slice(0, 10)"
    page.goto(server.url)
    page.evaluate(f"key => localStorage.setItem(key, 'AB12 ' + {day.format(61.5)})", KEY)
    result_of(page, server, "folly")
    open_panel(page)
    assert tag_of(code_in_panel(page)) == ""
    assert page.locator("[data-part=round]").count() == 0
    assert kept_tag(page) is None
    page.evaluate(f"key => localStorage.setItem(key, 'AB12 ' + {day.format(58.5)})", KEY)
    page.reload()
    page.locator("[data-part=round]").get_by_text(NOTE).wait_for()


def test_who_saves_nothing_has_the_round_in_the_tab(page: Page, server: Server) -> None:
    """The tag stands where the answers stand, and moves with them."""
    enter(page, server)
    assert (kept_tag(page) or "").startswith("AB12 ")
    keep_nothing(page, "team-stage").check()
    assert kept_tag(page) is None
    assert (kept_tag(page, "sessionStorage") or "").startswith("AB12 ")
    page.reload()
    page.locator("[data-part=round]").get_by_text(NOTE).wait_for()
    keep_nothing(page, "team-stage").uncheck()
    assert (kept_tag(page) or "").startswith("AB12 ")
    assert kept_tag(page, "sessionStorage") is None


def test_a_round_goes_with_the_answers_and_comes_back(page: Page, server: Server) -> None:
    """The next person at the device is in no round unasked; "Undo" restores it with the answers."""
    note = enter(page, server)
    answer(page, {"rules": "a"})
    press(page, "clear-all")
    assert kept_tag(page) is None
    assert "The round AB12 went with the answers" in note.inner_text()
    press(page, "undo")
    assert NOTE in note.inner_text()
    press(page, "clear-all")
    answer(page, {"rules": "b"})
    assert kept_tag(page) is None
    note.get_by_role("button", name="Answer for it again").click()
    assert NOTE in note.inner_text()
    assert (kept_tag(page) or "").startswith("AB12 ")


def test_what_a_round_stores_is_listed_and_removed(page: Page, server: Server) -> None:
    """My results names the round and the tab's number, and "Remove everything" leaves neither."""
    enter(page, server)
    answer(page, example("folly"))
    await_result(page)
    first = handed(page)
    page.goto(f"{server.url}results/")
    listed = page.locator("[data-part=stored]")
    listed.get_by_text("Round that you answer for: Team stage check").wait_for()
    assert "A number that makes your codes your own" in listed.inner_text()
    page.get_by_role("button", name="Remove everything").click()
    keys: list[str] = page.evaluate("[localStorage, sessionStorage].flatMap(Object.keys)")
    assert not [key for key in keys if key.startswith("stagecheck:")]
    page.get_by_role("button", name="Undo").click()
    assert (kept_tag(page) or "").startswith("AB12 ")
    page.goto(f"{server.url}check/")
    await_result(page)
    assert handed(page) == first


def test_answers_of_before_a_round_are_not_sent_unasked(page: Page, server: Server) -> None:
    """Answers that are here when a round begins are asked about; given afresh, the round stays."""
    result_of(page, server, "folly")
    note = enter(page, server)
    before = page.locator("[data-part=before]")
    assert "These are answers that you gave before." in before.inner_text()
    expect_no_breach(page)
    before.get_by_role("button", name="Answer afresh").click()
    assert chosen(page) == {}
    assert before.count() == 0
    assert NOTE in note.inner_text()
    press(page, "undo")
    assert chosen(page) == dict(example("folly"))
    page.reload()
    handed(page)
    assert before.count() == 0, "nobody came by the link"
    page.goto(server.url)
    enter(page, server)
    before.get_by_role("button", name="Go on with them").click()
    assert before.count() == 0
    assert chosen(page) == dict(example("folly"))


def test_old_answers_say_of_what_day_they_are(
    page: Page, browser: Browser, server: Server, record: Record
) -> None:
    """Kept weeks ago, the same answers are offered with their day; those of today are not."""
    result_of(page, server, "folly")
    open_panel(page)
    page.get_by_role("button", name="Keep this result", exact=True).click()
    page.reload()
    await_result(page)
    open_panel(page)
    assert page.locator("[data-part=before]").count() == 0
    state = page.evaluate("({...localStorage})")
    with watched_page(browser, record) as later:
        later.goto(server.url)
        for key, text in state.items():
            old = json.loads(text)
            for past in old.get("kept", []):
                past["day"] = "2026-09-01"
            later.evaluate(
                "([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(old)]
            )
        later.goto(f"{server.url}check/")
        before = later.locator("[data-part=before]")
        before.get_by_text("These are your answers of 1 September 2026.").wait_for()
        answer(later, {"rules": "a"})
        assert before.count() == 0, "they are answers of today now"
        answer(later, {"rules": example("folly")["rules"]})
        later.reload()
        before.get_by_role("button", name="Answer afresh").click()
        assert chosen(later) == {}
        assert has_focus(later, "[data-part=undo]")
