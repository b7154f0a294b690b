"""Rounds in the browser: renamed, deleted, taken along, and nothing lost where storage fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.boarding import (
    KEY,
    add,
    await_board,
    entry,
    open_page,
    open_round,
    rounds,
    team,
)
from browser.harness import Record, Server, wait_until
from browser.test_storage_faults import FILL, MAKE_ROOM, STORAGE_IS_FORBIDDEN

ROUND = {
    "quiz": "team-stage",
    "name": "Kept",
    "tag": "AB12",
    "people": 6,
    "day": "2026-11-22",
    "codes": ["ABCD-EFGH"],
    "actions": [],
}
SAVED = {"format": 1, "rounds": [ROUND]}


def visit_with(page: Page, server: Server, text: str) -> None:
    """Open the page in a browser that stored a text in the place of the rounds."""
    page.goto(server.url)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    open_page(page, server)


def names(page: Page) -> list[str]:
    """Return the names of the rounds that the page lists."""
    return page.locator(".stagecheck-rounds button[data-round]").all_inner_texts()


def notice(page: Page) -> str:
    """Return what the page says of what is stored."""
    return page.locator(".stagecheck-board > .stagecheck-note").first.inner_text()


def whole_file(page: Page) -> tuple[str, str]:
    """Save all rounds; return the file's name and text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all rounds as a file").click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def open_file(page: Page, text: str, told: str) -> None:
    """Open a file of rounds, and wait until the page says that of it."""
    file = {"name": "rounds.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Open a file of rounds").set_input_files([file])
    words = "[...document.querySelectorAll('.stagecheck-board > [role=status]')].at(-1)"
    wait_until(page, f"{words}.textContent.includes({json.dumps(told)})", 40)


def test_a_check_that_is_called_rounds_keeps_its_answers(page: Page, server: Server) -> None:
    """Answers are stored under the id of their check, and no id is the key of the rounds."""
    key, text = KEY.replace(":boards:", ":"), json.dumps({"answers": {"rules": "a"}})
    page.goto(server.url)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    open_page(page, server)
    tag = open_round(page)
    assert [one["tag"] for one in rounds(page)] == [tag]
    assert page.evaluate("key => localStorage.getItem(key)", key) == text


def test_a_round_is_renamed_deleted_and_brought_back(page: Page, server: Server) -> None:
    """Its name and number of people change where it is open; undo brings back all of it."""
    open_page(page, server)
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    open_round(page, "Other")
    page.get_by_role("button", name="Spring", exact=True).click()
    page.get_by_label("Name", exact=True).fill("  Spring   in Paris ")
    page.get_by_label("Name", exact=True).press("Tab")
    page.get_by_label("People", exact=True).fill("7")
    page.get_by_label("People", exact=True).press("Tab")
    assert names(page) == ["Other", "Spring in Paris"]
    assert "6 of 7 answered" in page.locator(".stagecheck-rounds").inner_text()
    before = rounds(page)
    page.get_by_role("button", name="Delete: Spring in Paris").click()
    assert names(page) == ["Other"]
    assert page.locator(".stagecheck-round").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("document.activeElement.textContent") == "Spring in Paris"
    assert rounds(page) == before
    await_board(page, "Six people")


def test_rounds_go_to_another_machine_and_come_together(page: Page, server: Server) -> None:
    """A file brings back rounds that are gone; to one that is here it adds its codes."""
    open_page(page, server)
    tag = open_round(page)
    codes = team(tag)
    add(page, "\n".join(codes[:4]), "4 codes added.")
    name, text = whole_file(page)
    assert name.startswith("rounds-")
    before = rounds(page)
    page.get_by_role("button", name="Delete: Spring").click()
    assert rounds(page) == []
    open_file(page, text, "Rounds taken in: 1.")
    assert rounds(page) == before
    page.get_by_role("button", name="Spring", exact=True).click()
    add(page, "\n".join(codes[4:]), "2 codes added.")
    open_file(page, text, "Rounds taken in: 0. 1 was here already")
    assert rounds(page)[0]["codes"] == codes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "SC421"),
        ('{"format": 1, "kind": "stagecheck-results", "site": ""}', "SC422"),
        ('{"format": 2, "kind": "stagecheck-rounds"}', "SC423"),
        ("[" * 100_000, "SC421"),
        (
            json.dumps(
                {
                    "format": 1,
                    "kind": "stagecheck-rounds",
                    "site": "",
                    "rounds": [{**ROUND, "codes": ["<img src=x>"]}],
                }
            ),
            "SC426",
        ),
    ],
    ids=["no JSON", "results", "newer", "deep", "markup"],
)
def test_any_other_file_is_refused_with_its_reason(
    page: Page, server: Server, text: str, told: str
) -> None:
    """What was not saved here changes nothing, and none of it is rendered."""
    open_page(page, server)
    open_file(page, text, f"({told})")
    assert entry(page) is None
    assert page.locator(".stagecheck-board img").count() == 0


def test_a_full_storage_is_told_and_tried_again(page: Page, server: Server) -> None:
    """Codes stay in the tab, can be saved as a file, and are stored once there is room."""
    open_page(page, server)
    tag = open_round(page)
    page.evaluate(FILL)
    add(page, "\n".join(team(tag, 5)), "5 codes added.")
    assert notice(page).startswith("Not saved: this browser has no room left")
    assert rounds(page)[0]["codes"] == []
    assert json.loads(whole_file(page)[1])["rounds"][0]["codes"] == team(tag, 5)
    page.evaluate(MAKE_ROOM)
    add(page, team(tag)[5], "1 code added.")
    assert rounds(page)[0]["codes"] == team(tag)
    assert page.locator(".stagecheck-board > .stagecheck-note").first.is_hidden()


def test_without_storage_a_board_is_made_all_the_same(
    page: Page, server: Server, record: Record
) -> None:
    """Where the browser forbids storage the facilitator is told what to do, and has the board."""
    page.add_init_script(STORAGE_IS_FORBIDDEN)
    open_page(page, server)
    assert notice(page).startswith("Not saved: this browser lets the page save nothing")
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    await_board(page, "Six people")
    assert names(page) == ["Spring"]
    record.errors.clear()  # the theme's own scripts do not reckon with it


@pytest.mark.parametrize(
    "text", ["nonsense", "null", "[]", '{"format": 1}', '{"format": 0, "rounds": []}'], ids=str
)
def test_a_damaged_text_is_set_aside_and_told(page: Page, server: Server, text: str) -> None:
    """It stays beside the rounds, which are kept as ever; a reload does not tell it again."""
    visit_with(page, server, text)
    assert notice(page).startswith("A part of what was kept")
    assert entry(page, ":damaged") == text
    open_round(page)
    assert len(rounds(page)) == 1
    page.reload()
    page.get_by_role("button", name="Spring", exact=True).wait_for()
    assert page.locator(".stagecheck-board > .stagecheck-note").first.is_hidden()


@pytest.mark.parametrize(
    "broken",
    [{"tag": "../.."}, {"codes": [7]}, {"people": -1}, {"actions": [{"text": "a"}]}, {"day": ""}],
    ids=str,
)
def test_one_damaged_round_takes_no_other_with_it(
    page: Page, server: Server, broken: dict[str, object]
) -> None:
    """What can be read is there; the whole text stays beside it."""
    text = json.dumps({"format": 1, "rounds": [ROUND, ROUND | {"tag": "CD34"} | broken]})
    visit_with(page, server, text)
    assert names(page) == ["Kept"]
    assert notice(page).startswith("A part of what was kept")
    assert (rounds(page), entry(page, ":damaged")) == ([ROUND], text)


def test_what_a_newer_page_kept_is_left_alone(page: Page, server: Server) -> None:
    """Rounds stay in this tab, the text in the storage stays as it is, and a way on is told."""
    text = json.dumps({"format": 2, "sealed": "who knows"})
    visit_with(page, server, text)
    assert notice(page).startswith("Not saved: a newer version of this page kept rounds")
    open_round(page)
    assert names(page) == ["Spring"]
    assert (entry(page), entry(page, ":damaged")) == (text, None)


def test_two_tabs_collect_for_one_round(page: Page, server: Server) -> None:
    """Codes that are added in two tabs come together, and both show the board of all."""
    open_page(page, server)
    codes = team(open_round(page))
    other = page.context.new_page()
    open_page(other, server)
    other.get_by_role("button", name="Spring", exact=True).click()
    add(page, "\n".join(codes[:3]), "3 codes added.")
    await_board(other, "Three have")
    add(other, "\n".join(codes[2:]), "3 codes added. 1 came again")
    await_board(page, "Six people")
    assert rounds(page)[0]["codes"] == codes


def test_a_code_that_is_unknown_today_is_kept(page: Page, server: Server) -> None:
    """A site that went back to an older build refuses a newer code for now, and loses none."""
    visit_with(page, server, json.dumps(SAVED))
    page.get_by_role("button", name="Kept", exact=True).click()
    await_board(page, "Nobody has answered yet")
    add(page, "\n".join(team("AB12")), "6 codes added.")
    assert rounds(page)[0]["codes"] == ["ABCD-EFGH", *team("AB12")]
