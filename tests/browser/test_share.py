"""What a reader does with a result: sends it, saves it, prints it; and opens somebody else's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Locator, Page

from browser.gardens import Garden
from browser.harness import ROOT, Record, Server, wait_until, watched_page
from browser.quizzing import (
    answer,
    await_result,
    chosen,
    example,
    expect_letter,
    has_focus,
    press,
    quiz,
    stored,
)
from browser.test_states import expect_no_breach

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
REMEMBER_COPIES = """
window.copies = [];
document.execCommand = () => copies.push(getSelection().toString()) > 0;
"""
CODE = "[aria-label=Code]"


def result_of(page: Page, server: Server, stage: str) -> str:
    """Answer the team stage check as an example team, and return the headline."""
    page.goto(f"{server.url}check/")
    answer(page, example(stage))
    return await_result(page)


def open_panel(page: Page, anchor: str = "team-stage") -> Locator:
    """Press the button below the result, and wait until the code is there."""
    press(page, "share", anchor)
    value = f"document.querySelector(`[id='quiz.{anchor}'] {CODE}`)?.value"
    wait_until(page, f"{value}?.length > 20")
    return quiz(page, anchor).locator(".stagecheck-panel")


def code(page: Page) -> str:
    """Return the code that the panel shows."""
    return quiz(page).locator(CODE).input_value()


def await_shared(page: Page, start: str = "The team's phase is") -> Locator:
    """Wait until somebody's result is shown, or why it is not."""
    said = "document.querySelector('.stagecheck-shared [role=status]')?.textContent"
    wait_until(page, f"{said}?.startsWith({json.dumps(start)})", 40)
    return page.locator(".stagecheck-shared")


def saved(page: Page, name: str) -> tuple[str, str]:
    """Press a button that saves a file; return its name and text."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    text = Path(download.value.path()).read_bytes().decode()
    return download.value.suggested_filename, text


def test_nothing_of_it_is_loaded_before_it_is_asked_for(
    page: Page, server: Server, record: Record
) -> None:
    """A reader who shares nothing pays nothing for it."""
    result_of(page, server, "folly")
    assert not any("/share." in address for address in record.requests)
    open_panel(page)
    assert any("/share.css" in address for address in record.requests)


def test_the_panel_is_for_everybody(page: Page, server: Server) -> None:
    """Open, it is clean in light and dark, at 360 and 1280 pixels, and fits 320."""
    result_of(page, server, "folly")
    open_panel(page)
    page.get_by_role("button", name="Keep this result", exact=True).click()
    page.get_by_role("button", name="Text to paste").click()
    wait_until(page, "document.querySelector('[aria-label=Markdown]').value.length > 100")
    expect_no_breach(page)


def test_a_code_is_short_and_follows_the_answers(page: Page, server: Server) -> None:
    """At most 32 characters; another answer makes another, and the same answers the same."""
    result_of(page, server, "folly")
    open_panel(page)
    first = code(page)
    assert len(first.replace("-", "")) <= 32
    answer(page, {"rules": "a"})
    wait_until(page, f"document.querySelector('{CODE}').value !== {json.dumps(first)}")
    answer(page, {"rules": example("folly")["rules"]})
    wait_until(page, f"document.querySelector('{CODE}').value === {json.dumps(first)}")
    page.reload()
    await_result(page)
    open_panel(page)
    assert code(page) == first


def test_two_members_with_equal_answers_have_two_codes(
    page: Page, browser: Browser, server: Server
) -> None:
    """Another profile's code has another nonce, so that both count."""
    result_of(page, server, "folly")
    open_panel(page)
    with watched_page(browser, Record()) as other:
        result_of(other, server, "folly")
        open_panel(other)
        assert code(other) != code(page)


def test_each_way_says_what_it_reveals(page: Page, server: Server) -> None:
    """Code and link hold all answers and say so; beside them stands a text that holds none."""
    result_of(page, server, "fearful")
    panel = open_panel(page)
    assert "The code and the link hold all your answers" in panel.inner_text()
    alone = page.get_by_label("Result only", exact=True).input_value()
    assert alone == "Team stage check: The team's phase is Fearful."
    link = page.get_by_label("Link", exact=True).input_value()
    assert link == f"{server.url}check/#code={code(page)}"


def test_fields_show_what_they_hold(page: Page, server: Server) -> None:
    """On a phone too no line of code, link or result is cut, and each name is by its own field."""
    page.set_viewport_size({"width": 360, "height": 740})
    result_of(page, server, "fearful")
    panel = open_panel(page)
    cut = "all => all.filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.ariaLabel)"
    shown = panel.locator(f"{CODE}, [aria-label=Link], [aria-label='Result only']")
    assert shown.count() == 3
    assert shown.evaluate_all(cut) == []
    names = panel.locator(".stagecheck-copied:visible .stagecheck-name, label > span")
    gaps = names.evaluate_all(
        """all => all.map(name => {
            const top = name.getBoundingClientRect().top;
            const fields = [...name.closest(".stagecheck-panel").querySelectorAll(
                "textarea, select, input, button, p")];
            const ends = fields.map(each => each.getBoundingClientRect())
                .filter(each => each.height > 0 && each.bottom <= top + 1);
            return top - Math.max(...ends.map(each => each.bottom));
        })"""
    )
    assert min(gaps) >= 10, gaps


def test_copying_works_without_a_clipboard(page: Page, server: Server) -> None:
    """On plain http the field is selected and the old command copies it."""
    page.add_init_script(NO_CLIPBOARD + REMEMBER_COPIES)
    result_of(page, server, "folly")
    panel = open_panel(page)
    page.get_by_role("button", name="Copy: Code").click()
    wait_until(page, "copies.length === 1")
    assert page.evaluate("copies") == [code(page)]
    assert panel.get_by_text("Copied.").is_visible()
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy: Link").click()
    told = panel.get_by_text("Select the text and copy it.")
    told.wait_for()
    assert page.evaluate("getSelection().toString()").endswith(code(page))


def test_files_hold_what_they_say(page: Page, server: Server) -> None:
    """Markdown has whole addresses, CSV a row a question, JSON the result, the calendar a day."""
    result_of(page, server, "folly")
    open_panel(page)
    name, markdown = saved(page, "Markdown file")
    assert name.startswith("team-stage-")
    assert f"(<{server.url}phases/folly/>)" in markdown
    _, table = saved(page, "Spreadsheet (CSV)")
    rows = list(csv.reader(io.StringIO(table)))
    assert {row[0]: row[2] for row in rows[1:]} == dict(example("folly"))
    _, whole = saved(page, "File for My results (JSON)")
    (result,) = json.loads(whole)["results"]
    assert result["answers"] == dict(example("folly"))
    day = page.get_by_label("Day", exact=True)
    ahead = "Math.round((new Date(day.value) - Date.parse(new Date().toDateString())) / 864e5)"
    assert day.evaluate(f"day => {ahead}") == 90
    page.get_by_label("What for").select_option(label="Keep or drop: Find your story")
    assert day.evaluate(f"day => {ahead}") == 28, "a trial takes four weeks"
    page.get_by_label("What for").select_option(label="Take this check again")
    day.fill("2199-02-03")
    _, calendar = saved(page, "Calendar file")
    page.get_by_text("The calendar file was saved. The day is noted in My results too.").wait_for()
    assert "DTSTART;VALUE=DATE:21990203" in calendar
    assert "SUMMARY:Take again: Team stage check" in calendar
    page.get_by_label("What for").select_option(label="Keep or drop: Find your story")
    _, calendar = saved(page, "Calendar file")
    assert "SUMMARY:Keep or drop: Find your story" in calendar
    assert "DTSTART;VALUE=DATE:21990203" in calendar, "the day that the reader chose stays"
    page.get_by_text("The calendar file was saved.", exact=True).wait_for()


def test_a_brief_is_written_for_who_decides(page: Page, server: Server) -> None:
    """Each reader has a page of their own, with the result and one request, to change and copy."""
    result_of(page, server, "formulating")
    panel = open_panel(page)
    wait_until(page, "document.querySelectorAll('.stagecheck-panel option').length > 4")
    text = panel.locator("[aria-label=Brief]")
    sentences = yaml.safe_load((ROOT / "playbook/brief.yml").read_text("utf-8"))
    for reader in ("sponsor", "hr", "it", "finance"):
        title = sentences["readers"][reader]["title"]
        panel.get_by_label("For whom").select_option(reader)
        panel.get_by_role("button", name="Write the brief").click()
        start = json.dumps(title)
        wait_until(page, f"document.querySelector('[aria-label=Brief]').value.startsWith({start})")
        assert "Formulating" in text.input_value()
        assert "What we ask" in text.input_value()
    text.fill("Our own words.\n\nAnd more of them.")
    expect_letter(page, "Our own words.\n\nAnd more of them.")
    assert text.input_value() == "Our own words.\n\nAnd more of them."


def test_a_shared_link_shows_a_result_and_touches_no_answer(
    page: Page, browser: Browser, server: Server, record: Record
) -> None:
    """Read-only, above one's own form, gone from the address, and closed by a button."""
    result_of(page, server, "fearful")
    open_panel(page)
    link = page.get_by_label("Link", exact=True).input_value()
    own: Mapping[str, str] = {"rules": "a", "last-help": "b"}
    with watched_page(browser, record) as reader:
        reader.goto(f"{server.url}check/")
        answer(reader, own)
        await_result(reader)
        reader.goto(f"{server.url}plays/")
        reader.goto(link)
        shared = await_shared(reader)
        assert shared.locator(".stagecheck-headline").inner_text().endswith("Fearful.")
        assert "#" not in reader.url
        assert (chosen(reader), stored(reader)) == (own, {"team-stage": own})
        assert shared.locator("input, select, textarea").count() == 0
        expect_no_breach(reader)
        shared.get_by_role("button", name="Answer for yourself").click()
        assert reader.locator(".stagecheck-shared").count() == 0
        assert has_focus(reader, "[data-item]")
        assert chosen(reader) == own
    assert not any(code(page) in address for address in record.requests)


def test_a_link_opened_on_the_very_page_is_shown_too(page: Page, server: Server) -> None:
    """The browser then changes the address alone; leaving and coming back keeps it shown."""
    result_of(page, server, "fearful")
    open_panel(page)
    shown = code(page)
    page.evaluate("code => { location.hash = `#code=${code}`; }", shown)
    await_shared(page)
    page.click(".md-tabs__link:text-is('Plays')")
    wait_until(page, "document.querySelector('[data-stagecheck]') === null")
    page.go_back()
    shared = await_shared(page)
    assert "Your team" not in shared.inner_text()
    assert "You answered" not in shared.inner_text()
    assert "Open the link again to see them." in shared.inner_text()
    shared.get_by_role("button", name="Close").click()
    assert page.locator(".stagecheck-shared").count() == 0
    closed = page.get_by_text("The shared answers are closed. Open the link again to see them.")
    assert closed.is_visible()
    page.evaluate("code => { location.hash = `#code=${code}`; }", shown)
    await_shared(page)


def test_a_link_that_is_no_result_says_why(page: Page, server: Server) -> None:
    """Cut off, of another check, or markup: a sentence, nothing rendered, the form as ever."""
    result_of(page, server, "fearful")
    open_panel(page)
    whole = code(page)
    page.goto(server.url)
    page.goto(f"{server.url}check/#code={whole[:-2]}")
    assert "characters of the code are here" in await_shared(page, "This link").inner_text()
    page.goto(server.url)
    page.goto(f"{server.url}checks/pulse/#code={whole}")
    assert "belongs to another quiz" in await_shared(page, "This link").inner_text()
    page.goto(server.url)
    page.goto(f"{server.url}check/#code=<img src=x onerror=alert(1)>")
    assert "(SC401)" in await_shared(page, "This link").inner_text()
    assert page.locator(".stagecheck-shared img").count() == 0
    expect_no_breach(page)


def test_a_round_marks_the_code_and_can_be_left(page: Page, server: Server) -> None:
    """The tag comes with the facilitator's link, stays for the tab, and is in the code."""
    page.goto(f"{server.url}check/#round=7kx2")
    note = page.locator("[data-part=round]")
    note.wait_for()
    assert "Your team's round 7KX2." in note.inner_text()
    assert "#" not in page.url
    expect_no_breach(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    answer(page, example("folly"))
    await_result(page)
    panel = open_panel(page)
    marked = code(page)
    assert "the tag of the round 7KX2" in panel.inner_text()
    note.get_by_role("button", name="Leave the round").click()
    answer(page, {"rules": "a"})
    wait_until(page, f"document.querySelector('{CODE}').value.length < {len(marked)}")
    assert "the tag of the round" not in panel.inner_text()


def test_the_link_of_a_round_that_is_cut_off_is_told(page: Page, server: Server) -> None:
    """No code is marked by it."""
    page.goto(f"{server.url}check/#round=7k")
    note = page.locator("[data-part=round]")
    note.wait_for()
    assert "is cut off" in note.inner_text()
    answer(page, example("folly"))
    await_result(page)
    assert "the tag of the round" not in open_panel(page).inner_text()


def test_a_link_finds_its_quiz_among_several(visitor: Page, garden: Garden) -> None:
    """On a page of two quizzes, the one to which the code belongs shows it, and no other."""
    visitor.goto(garden.address("both"))
    answer(visitor, {"who-sat": "b"}, "orchard")
    await_result(visitor, "orchard")
    open_panel(visitor, "orchard")
    link = quiz(visitor, "orchard").locator("[aria-label=Link]").input_value()
    visitor.goto(garden.address("check"))
    visitor.goto(link)
    wait_until(
        visitor,
        "document.querySelectorAll('.stagecheck-shared').length === 1"
        " && document.querySelector('.stagecheck-shared .stagecheck-headline') !== null",
    )
    assert quiz(visitor, "orchard").locator(".stagecheck-shared").count() == 1


def test_what_is_private_is_not_shared(page: Page, server: Server) -> None:
    """The champion check is about one person: no panel, and a link with a code does nothing."""
    page.goto(f"{server.url}checks/champion/#code=7PWC-00BK-9W00-0A0G-DF40-NN38-P9VF")
    wait_until(page, "document.querySelector('[data-stagecheck]').dataset.state === 'empty'")
    assert page.locator("[data-action=share], [data-part=brought]").count() == 0


def test_the_panel_works_by_keyboard_alone(page: Page, server: Server) -> None:
    """From the button through every field and back, in the order in which they stand."""
    result_of(page, server, "folly")
    share = quiz(page).locator("[data-action=share]")
    share.focus()
    page.keyboard.press("Enter")
    wait_until(page, f"document.querySelector('{CODE}')?.value.length > 20")
    assert share.get_attribute("aria-expanded") == "true"
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        )
    assert reached == ["Keep this result", "Code", "Copy: Code", "Link"]
    share.focus()
    page.keyboard.press("Enter")
    assert quiz(page).locator(".stagecheck-panel").is_hidden()
    assert share.get_attribute("aria-expanded") == "false"


def test_a_panel_that_cannot_be_loaded_is_told_and_tried_again(
    page: Page, server: Server, record: Record
) -> None:
    """Without a network for a moment, the page says so and the next press works."""
    result_of(page, server, "folly")
    page.route("**/share.js*", lambda route: route.abort())
    press(page, "share")
    told = quiz(page).locator("[data-part=share-said]")
    told.get_by_text("could not be loaded").wait_for()
    page.unroute("**/share.js*")
    open_panel(page)
    assert told.inner_text() == ""
    record.errors.clear()  # the browser logs what was cut off


def test_the_result_alone_fits_a_page(page: Page, server: Server) -> None:
    """Nothing but title and result is on the sheet, and it is one."""
    page.add_init_script("window.print = () => {};")
    result_of(page, server, "fearful")
    open_panel(page)
    page.get_by_role("button", name="Print the result alone").click()
    page.emulate_media(media="print")
    assert quiz(page).locator("fieldset").first.is_hidden()
    assert quiz(page).locator("[data-part=headline]").is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    # The browser says when it has printed: the whole is there again.
    assert quiz(page).locator("fieldset").first.is_visible()
