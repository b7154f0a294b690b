"""What stands in a round's fields and lists: nothing typed is lost, and any code goes out again."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from browser.boarding import (
    add,
    await_board,
    await_said,
    board,
    field,
    open_page,
    open_round,
    rounds,
    team,
)
from browser.harness import Server, wait_until
from browser.quizzing import has_focus
from samples import team_quiz

SHEET = "d d d a b a d c d d d d d c c c"
DROP = """([selector, text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "codes.txt", {type: "text/plain"}));
    const about = {dataTransfer, cancelable: true, bubbles: true};
    const place = document.querySelector(selector);
    return ["dragover", "drop"].map((name) => {
        const event = new DragEvent(name, about);
        place.dispatchEvent(event);
        return event.defaultPrevented;
    });
}"""


def codes_of(page: Page) -> list[str]:
    """Unfold the codes of the round that is open, and read them."""
    fold = page.locator("details:has(> .stagecheck-codes)")
    fold.evaluate("fold => { fold.open = true; }")
    wait_until(page, "document.querySelector('details:has(> .stagecheck-codes)').open")
    return fold.locator("code").all_inner_texts()


def typed(page: Page) -> tuple[str, str]:
    """Read both fields: the codes', and that of answers on paper."""
    return field(page).input_value(), page.get_by_label("Answers on paper").input_value()


def test_one_code_is_taken_out_and_put_back(page: Page, server: Server) -> None:
    """However long ago it was added; the board follows, and Undo puts it where it was."""
    open_page(page, server)
    tag = open_round(page)
    codes = team(tag)
    add(page, "\n".join(codes), "6 codes added.")
    page.reload()
    await_board(page, "Six people")
    assert codes_of(page) == codes
    page.get_by_role("button", name=f"Remove: {codes[2]}").click()
    await_board(page, "Five people")
    assert rounds(page)[0]["codes"] == [*codes[:2], *codes[3:]]
    fold = page.locator("details:has(> .stagecheck-codes)")
    assert has_focus(page, "details:has(> .stagecheck-codes) [role=status] button")
    fold.get_by_role("button", name="Undo").click()
    assert rounds(page)[0]["codes"] == codes
    assert codes_of(page) == codes


def test_what_is_typed_stays_in_the_tab(page: Page, server: Server) -> None:
    """Codes and sheets that are not added yet are there after a link and back, for their round."""
    open_page(page, server)
    open_round(page, "Other")
    open_round(page)
    page.get_by_text("Type in answers on paper").click()
    field(page).fill("pasted, not added")
    page.get_by_label("Answers on paper").fill(f"{SHEET}\n{SHEET}")
    page.goto(f"{server.url}checks/facilitate/")
    page.go_back()
    page.get_by_label("Answers on paper").wait_for()
    assert typed(page) == ("pasted, not added", f"{SHEET}\n{SHEET}")
    page.get_by_role("button", name="Other", exact=True).click()
    assert typed(page) == ("", "")


def test_what_was_added_is_typed_no_more(page: Page, server: Server) -> None:
    """Neither the codes nor the sheets come back once they are in the round."""
    open_page(page, server)
    tag = open_round(page)
    add(page, "\n".join(team(tag, 2)), "2 codes added.")
    page.get_by_text("Type in answers on paper").click()
    page.get_by_label("Answers on paper").fill(SHEET)
    page.get_by_role("button", name="Add the sheets").click()
    await_board(page, "Three have")
    page.reload()
    await_board(page, "Three have")
    assert typed(page) == ("", "")


def test_what_is_typed_goes_with_a_deleted_round(page: Page, server: Server) -> None:
    """The tab keeps none of it, until Undo brings the round back."""
    open_page(page, server)
    open_round(page)
    field(page).fill("pasted, not added")
    page.get_by_role("button", name="Delete this round").click()
    assert "pasted" not in page.evaluate("JSON.stringify({...sessionStorage})")
    page.get_by_role("button", name="Undo").click()
    assert typed(page) == ("pasted, not added", "")


def test_a_round_that_another_tab_deletes_can_be_brought_back(page: Page, server: Server) -> None:
    """It is told, the focus is on the way back, and what was being typed is there again."""
    open_page(page, server)
    open_round(page)
    field(page).fill("half a co")
    other = page.context.new_page()
    open_page(other, server)
    other.get_by_role("button", name="Delete: Spring").click()
    told = "[...document.querySelectorAll('.stagecheck-board > [role=status]')].at(-1)"
    wait_until(page, f"{told}.textContent.includes('“Spring” was deleted in another tab')")
    assert page.locator(".stagecheck-round").count() == 0
    assert has_focus(page, ".stagecheck-board > [role=status] button")
    page.get_by_role("button", name="Bring it back").click()
    assert typed(page) == ("half a co", "")
    assert [one["name"] for one in rounds(page)] == ["Spring"]


def test_a_file_is_caught_wherever_it_falls_on_the_round(page: Page, server: Server) -> None:
    """Beside the field a browser would leave the page for it."""
    open_page(page, server)
    codes = "\n".join(team(open_round(page)))
    assert page.evaluate(DROP, [".stagecheck-round > h2", codes]) == [True, True]
    await_said(page, "6 codes added.")


def test_the_round_beside_is_chosen_still_after_a_reload(page: Page, server: Server) -> None:
    """Each round has its own choice in the tab, and none once none is chosen."""
    open_page(page, server)
    first = open_round(page, "Spring")
    open_round(page, "Autumn")
    choice = page.get_by_role("combobox", name="Round", exact=True)
    choice.select_option(first)
    page.reload()
    choice.wait_for()
    assert choice.input_value() == first
    choice.select_option("")
    page.reload()
    choice.wait_for()
    assert choice.input_value() == ""


def test_too_few_have_no_files_and_no_brief(page: Page, server: Server) -> None:
    """There is nothing to put into them; with enough people they are there."""
    open_page(page, server)
    tag = open_round(page)
    codes = team(tag)
    brief = page.get_by_role("button", name="Write the brief")
    files = board(page).locator(".stagecheck-buttons")
    assert brief.is_hidden()
    add(page, "\n".join(codes[:4]), "4 codes added.")
    await_board(page, "Four have answered")
    assert (brief.is_visible(), files.is_visible()) == (False, False)
    add(page, "\n".join(codes[4:]), "2 codes added.")
    await_board(page, "Six people")
    assert (brief.is_visible(), files.is_visible()) == (True, True)


def test_a_round_for_too_few_is_told_when_it_is_opened(page: Page, server: Server) -> None:
    """Before anybody answers, and not where enough are expected."""
    open_page(page, server)
    open_round(page, people=3)
    told = page.locator(".stagecheck-round > .stagecheck-note")
    assert "You expect 3 people, and the board shows results from 5" in told.inner_text()
    page.get_by_label("People", exact=True).fill("5")
    page.get_by_label("People", exact=True).press("Tab")
    assert told.is_hidden()


def test_blank_sheets_open_no_board(page: Page, server: Server) -> None:
    """Three codes and two sheets without an answer are three who answered enough to count."""
    open_page(page, server)
    tag = open_round(page)
    add(page, "\n".join(team(tag, 3)), "3 codes added.")
    page.get_by_text("Type in answers on paper").click()
    page.get_by_label("Answers on paper").fill("\n".join([" ".join("." * 16)] * 2))
    page.get_by_role("button", name="Add the sheets").click()
    told = await_board(page, "Five have answered")
    assert "Two of five codes hold too few answers to count" in told
    assert board(page).locator(".stagecheck-item").count() == 0


def test_files_are_told_apart_by_name_and_head(page: Page, server: Server) -> None:
    """The tag stands in every name; check, round and day stand in what is read and printed."""
    open_page(page, server)
    tag = open_round(page, "Team Blue")
    add(page, "\n".join(team(tag)), "6 codes added.")
    await_board(page, "Six people")
    page.get_by_label("What exactly").fill("Answer in the open")
    page.get_by_label("By", exact=True).fill("2199-02-03")
    page.get_by_role("button", name="Add the action").click()
    found: dict[str, str] = {}
    for name in ("Text to paste or send (Markdown)", "Spreadsheet (CSV)"):
        for press in page.get_by_role("button", name=name).all():
            with page.expect_download() as download:
                press.click()
            text = Path(download.value.path()).read_text("utf-8-sig")
            found[download.value.suggested_filename] = text
    day = r"\d{4}-\d\d-\d\d"
    assert [re.sub(day, "DAY", name) for name in found] == [
        f"board-team-stage-{tag}-DAY.md",
        f"actions-{tag}-DAY.md",
        f"board-team-stage-{tag}-DAY.csv",
        f"actions-{tag}-DAY.csv",
    ]
    for name, text in found.items():
        assert "Team Blue" in text, name
        assert tag in text, name
        assert team_quiz().title in text, name
    head = page.locator(".stagecheck-of").inner_text()
    assert re.search(rf"Team stage check, round {tag}, \d+ \w+ 20\d\d", head)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this round as a file").click()
    assert download.value.suggested_filename.startswith(f"rounds-{tag}-")


def test_one_late_code_waits_for_the_next(page: Page, server: Server) -> None:
    """What it changes would be one person's answers: it is told, and shown with another code."""
    open_page(page, server)
    codes = team(open_round(page), 7)
    add(page, "\n".join(codes[:5]), "5 codes added.")
    await_board(page, "Five people")
    add(page, codes[5], "1 code added.")
    waiting = board(page).get_by_text("One more code is waiting")
    waiting.wait_for()
    page.reload()
    assert await_board(page, "Five people")
    assert waiting.is_visible()
    add(page, codes[6], "1 code added.")
    await_board(page, "Seven people")
    assert waiting.is_hidden()


def test_one_late_code_is_shown_when_that_is_asked_for(page: Page, server: Server) -> None:
    """Whoever is alone with the board need not wait, and the files have the code too."""
    open_page(page, server)
    codes = team(open_round(page))
    add(page, "\n".join(codes[:5]), "5 codes added.")
    await_board(page, "Five people")
    add(page, codes[5], "1 code added.")
    page.get_by_role("button", name="Show it now").click()
    await_board(page, "Six people")
    page.reload()
    await_board(page, "Six people")
