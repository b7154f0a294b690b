"""A team's board: codes come in, what is refused is named, and nobody's own answers are touched."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Page

from browser.boarding import (
    add,
    answers,
    await_board,
    await_said,
    board,
    code,
    field,
    link,
    open_page,
    open_round,
    rounds,
    team,
)
from browser.harness import Record, Server, wait_until, watched_page
from browser.quizzing import answer, await_result, chosen, example, expect_letter, has_focus, press
from browser.test_paper import sheets
from browser.test_states import expect_no_breach

FEW = {"folly", "fearful", "flippant"}


def own_code(page: Page, address: str, stage: str) -> str:
    """Answer by a round's link, and return the code that the page makes under the result."""
    page.goto(address)
    answer(page, example(stage))
    await_result(page)
    press(page, "share")
    value = "document.querySelector('[aria-label=Code]')?.value"
    wait_until(page, f"{value}?.length > 20")
    return page.get_by_label("Code", exact=True).input_value()


def test_three_profiles_become_one_board(page: Page, browser: Browser, server: Server) -> None:
    """Each answers by the round's link in a browser of their own; pasted codes make the board.

    Three are below the threshold: their number and a script. With two more there is a board.
    """
    open_page(page, server)
    tag = open_round(page, people=5)
    codes = []
    for stage in sorted(FEW):
        with watched_page(browser, Record()) as member:
            codes.append(own_code(member, link(page), stage))
            assert answers(member) == dict(example(stage))
    assert len(set(codes)) == len(FEW)
    add(page, "\n".join(codes), "3 codes added.")
    assert "Three have answered" in await_board(page, "Three")
    assert board(page).locator(".stagecheck-talk li").count() == 3
    assert board(page).locator(".stagecheck-item").count() == 0
    add(page, f"{code('folly', 77, tag)}\n{code('folly', 78, tag)}", "2 codes added.")
    told = await_board(page, "Five people answered.")
    assert "For three of them, your team's phase is Folly" in told
    assert "5 of 5 answered." in board(page).inner_text()
    assert answers(page) is None


def test_paper_answers_are_typed_in_a_sheet_a_line(page: Page, server: Server) -> None:
    """Sheets become codes of the round; equal ones are two people; a slip stays, to be mended."""
    open_page(page, server)
    open_round(page)
    page.get_by_text("Type in answers on paper").click()
    sheet = "d d d a b a d c d d d d d c c c"
    field = page.get_by_label("Answers on paper")
    field.fill("\n".join([sheet, sheet, "a b c", sheet, sheet, sheet]))
    page.get_by_role("button", name="Add the sheets").click()
    told = await_board(page, "Five people answered.")
    assert "For all of them, your team's phase is Fusing" in told or "Fusing" in told
    assert field.input_value() == "a b c"
    told = page.locator(".stagecheck-refused").last.inner_text()
    assert told.startswith("Line 3: a b c")
    assert "This has 3 answers, and the check has 16 questions." in told
    assert answers(page) is None
    (kept,) = rounds(page)
    assert len(cast(list[str], kept["codes"])) == 5


def type_sheets(page: Page, text: str) -> None:
    """Type sheets into the field, which is folded at first, and add them."""
    page.get_by_text("Type in answers on paper").click()
    page.get_by_label("Answers on paper").fill(text)
    page.get_by_role("button", name="Add the sheets").click()


def test_sheets_that_a_round_cannot_hold_stay_in_the_field(page: Page, server: Server) -> None:
    """What was typed by hand goes out of the field when it was added, and not before."""
    open_page(page, server)
    tag = open_round(page)
    codes = "\n".join(code("folly", one, tag) for one in range(9_999))
    page.get_by_label("Or choose text files, or drop them on this round").set_input_files(
        [{"name": "codes.txt", "mimeType": "text/plain", "buffer": codes.encode()}]
    )
    await_said(page, "9999 codes added.")
    typed = "\n".join(["b " * 16, "d " * 16])
    type_sheets(page, typed)
    await_said(page, "Nothing was added. This is more than the 10000 codes")
    await_said(page, "The sheets still stand in the field.", ".stagecheck-collecting details")
    assert page.get_by_label("Answers on paper").input_value() == typed
    assert len(cast(list[str], rounds(page)[0]["codes"])) == 9_999


def test_sheets_above_the_most_stay_in_the_field(page: Page, server: Server) -> None:
    """Of 620 sheets with empty lines between, 500 go in and 120 stay; a second press adds these."""
    open_page(page, server)
    open_round(page, people=620)
    type_sheets(page, "\n\n".join(["b " * 16] * 620))
    await_said(page, "500 codes added.")
    field = page.get_by_label("Answers on paper")
    assert field.input_value().split("\n") == ["b " * 16] * 120
    assert "There are more than 500 sheets" in page.locator("details li").first.inner_text()
    assert page.locator("details li").last.inner_text() == "And 100 more."
    page.get_by_role("button", name="Add the sheets").click()
    await_said(page, "120 codes added.")
    assert field.input_value() == ""


def test_a_brief_is_written_from_the_board(page: Page, server: Server) -> None:
    """What a team answered becomes a page for finance, to change and copy."""
    open_page(page, server)
    tag = open_round(page)
    add(page, "\n".join(code("folly", one, tag) for one in range(6)), "6 codes added.")
    await_board(page, "Six people answered.")
    whom = page.get_by_label("For whom")
    wait_until(page, "document.querySelectorAll('option[value=finance]').length > 0")
    whom.select_option("finance")
    page.get_by_role("button", name="Write the brief").click()
    wait_until(page, "document.querySelector('[aria-label=Brief]').value.includes('What we ask')")
    text = page.get_by_label("Brief", exact=True).input_value()
    assert "6 colleagues" in text
    assert "Folly" in text
    expect_letter(page, text)


def test_what_is_refused_is_named_and_the_rest_goes_in(page: Page, server: Server) -> None:
    """Case, spaces and a mail around them do not matter; what is refused stays, to be mended."""
    open_page(page, server)
    tag = open_round(page)
    good = team(tag)
    mistyped = good[5][:-1] + ("0" if good[5][-1] != "0" else "1")
    elsewhere = code("folly", 1, "ZZZZ" if tag != "ZZZZ" else "AAAA")
    lines = [
        "Dear facilitator, here is mine:",
        f"> {good[0].lower()}",
        good[1].replace("-", " "),
        good[0],
        elsewhere,
        code("folly", 1, ""),
        mistyped,
        f"{good[2]}, {good[3]}",
        "<img src=x onerror=alert(1)> 0000-0000-0000",
    ]
    add(page, "\n".join(lines), "4 codes added. 1 came again")
    refused = page.locator(".stagecheck-refused li").all_inner_texts()
    assert [re.sub(r"\D.*", "", one.removeprefix("Line "), flags=re.DOTALL) for one in refused] == [
        *"5679"
    ]
    assert "belongs to the round" in refused[0]
    assert "mistyped" in refused[2]
    assert page.locator(".stagecheck-board img").count() == 0
    assert field(page).input_value().split("\n") == [lines[4], lines[5], lines[6], lines[8]]
    add(page, good[5], "1 code added.")
    await_board(page, "Five people")
    assert [one["codes"] for one in rounds(page)] == [[*good[:4], good[5]]]


def test_nothing_to_add_is_told(page: Page, server: Server) -> None:
    """An empty field, or a text without a code, changes nothing."""
    open_page(page, server)
    open_round(page)
    page.get_by_role("button", name="Add", exact=True).click()
    await_said(page, "There is nothing to add")
    add(page, "Nobody has sent me anything yet.", "No code was found in this.")
    assert rounds(page)[0]["codes"] == []


def test_what_was_added_by_mistake_goes_out_again(page: Page, server: Server) -> None:
    """Undo takes out what came last, and nothing else."""
    open_page(page, server)
    tag = open_round(page)
    codes = team(tag)
    add(page, codes[0], "1 code added.")
    add(page, "\n".join(codes), "5 codes added. 1 came again")
    page.locator(".stagecheck-collecting").get_by_role("button", name="Undo").click()
    await_said(page, "out again")
    assert rounds(page)[0]["codes"] == codes[:1]
    await_board(page, "One has answered")


def test_files_are_read_as_pasted_text_is(page: Page, server: Server) -> None:
    """Several at once, in UTF-16 too; one that is no text or too large is named, others go in."""
    open_page(page, server)
    tag = open_round(page)
    codes = team(tag, 7)
    wide = f"\ufeff{codes[6]}".encode("utf-16-be")
    page.get_by_label("Or choose text files, or drop them on this round").set_input_files(
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": codes[0].encode()},
            {
                "name": "b.json",
                "mimeType": "application/json",
                "buffer": json.dumps(["0000-0000-0000-0000", *codes[1:5]], indent=1).encode(),
            },
            {"name": "c.png", "mimeType": "image/png", "buffer": b"\x89PNG\0\0"},
            {"name": "d.txt", "mimeType": "text/plain", "buffer": b"x" * 5_000_001},
            {"name": "e.txt", "mimeType": "text/plain", "buffer": codes[5].encode("utf-16")},
            {"name": "E.txt", "mimeType": "text/plain", "buffer": wide},
            {"name": "f.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0\0\0"},
        ]
    )
    await_said(page, "7 codes added.")
    said = page.locator(".stagecheck-collecting [role=status]").first.inner_text()
    assert "c.png is no text" in said
    assert "d.txt is larger than 5 MB" in said
    assert "f.jpg is no text" in said
    assert "b.json, line 2" in page.locator(".stagecheck-refused").first.inner_text()
    await_board(page, "Seven people")


def test_dropped_files_are_read_too(page: Page, server: Server) -> None:
    """What is dropped on the field's part goes in."""
    open_page(page, server)
    codes = team(open_round(page))
    page.evaluate(
        """text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "codes.txt", {type: "text/plain"}));
            const event = new DragEvent("drop", {dataTransfer, cancelable: true, bubbles: true});
            document.querySelector(".stagecheck-collecting").dispatchEvent(event);
        }""",
        "\n".join(codes),
    )
    await_said(page, "6 codes added.")


def test_a_board_survives_a_reload(page: Page, server: Server) -> None:
    """In the middle of collecting: the round is open again, and its board is there."""
    open_page(page, server)
    tag = open_round(page)
    add(page, "\n".join(team(tag, 5)), "5 codes added.")
    page.reload()
    await_board(page, "Five people")
    add(page, "\n".join(team(tag, 7)[5:]), "2 codes added.")
    await_board(page, "Seven people")


def test_own_answers_are_never_touched(page: Page, server: Server) -> None:
    """Who leads a round and has answered too finds these answers as they were."""
    page.goto(f"{server.url}check/")
    answer(page, example("fusing"))
    await_result(page)
    open_page(page, server)
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    assert answers(page) == dict(example("fusing"))
    page.goto(f"{server.url}check/")
    await_result(page)
    assert chosen(page) == dict(example("fusing"))


def test_a_round_with_the_keyboard_alone(page: Page, server: Server) -> None:
    """From the name to the board without a mouse; the new round has the focus."""
    open_page(page, server)
    page.get_by_label("Name of the round").focus()
    page.keyboard.type("Spring")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    assert has_focus(page, ".stagecheck-round > h2")
    tag = link(page).partition("#round=")[2]
    while not has_focus(page, ".stagecheck-collecting textarea"):
        page.keyboard.press("Tab")
    page.keyboard.insert_text("\n".join(team(tag)))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    await_board(page, "Six people")


def test_what_is_agreed_goes_into_files(page: Page, server: Server) -> None:
    """Actions with owner and day as Markdown, CSV and calendar; one removed comes back."""
    open_page(page, server)
    open_round(page)
    # What is pasted may hold characters that no file can.
    for text, owner in (("=Answer\x92 <b>in the open</b>", "Ada"), ("Ask once a week", "")):
        page.get_by_label("What exactly").fill(text)
        page.get_by_label("Who", exact=True).fill(owner)
        page.get_by_label("By", exact=True).fill("2199-02-03")
        page.get_by_role("button", name="Add the action").click()
    page.get_by_role("button", name="Remove: Ask once a week").click()
    assert page.locator(".stagecheck-actions li").count() == 1
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("document.activeElement.textContent").startswith("Ask once a week")
    part = page.locator("[data-printed]:has(.stagecheck-actions)")
    files = {}
    for name in ("Text to paste or send (Markdown)", "Spreadsheet (CSV)", "Calendar file"):
        with page.expect_download() as download:
            part.get_by_role("button", name=name).click()
        files[name] = Path(download.value.path()).read_bytes().decode()
    markdown, table, calendar = files.values()
    assert "Owner: Ada" in markdown
    assert "<b>" not in markdown
    assert [row[:3] for row in csv.reader(io.StringIO(table))][1:] == [
        ["'=Answer <b>in the open</b>", "Ada", "2199-02-03"],
        ["Ask once a week", "", "2199-02-03"],
    ]
    assert calendar.count("DTSTART;VALUE=DATE:21990203") == 2


def test_the_board_goes_into_files(page: Page, server: Server) -> None:
    """Markdown with whole addresses, CSV with a row an answer."""
    open_page(page, server)
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    await_board(page, "Six people")
    with page.expect_download() as download:
        board(page).get_by_role("button", name="Text to paste or send (Markdown)").click()
    markdown = Path(download.value.path()).read_text("utf-8")
    assert f"{server.url}plays/" in markdown
    with page.expect_download() as download:
        board(page).get_by_role("button", name="Spreadsheet (CSV)").click()
    rows = [*csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")))]
    assert sum(int(row[4]) for row in rows[1:] if row[0] == "rules") == 6


def test_two_rounds_beside_each_other(page: Page, server: Server) -> None:
    """In numbers of people, with a warning; both are hidden when one is too small."""
    open_page(page, server)
    first = open_round(page, "Spring")
    add(page, "\n".join(team(first, 5)), "5 codes added.")
    second = open_round(page, "Autumn")
    add(page, "\n".join(team(second, 6)), "6 codes added.")
    page.get_by_role("combobox", name="Round", exact=True).select_option(first)
    said = "document.querySelector('.stagecheck-round > :not([data-printed]) .stagecheck-headline')"
    wait_until(page, f"{said}?.textContent.includes('Autumn: six people')", 20)
    part = page.locator(".stagecheck-round > section").filter(has_text="Beside another round")
    assert "whether the same people answered" in part.inner_text()
    heads = part.locator("table").first.locator("thead th").all_inner_texts()
    assert sorted(heads) == ["Autumn", "Spring", "Stage"]
    third = open_round(page, "Small")
    add(page, "\n".join(team(third, 2)), "2 codes added.")
    page.get_by_role("combobox", name="Round", exact=True).select_option(first)
    wait_until(page, f"{said}?.textContent.includes('Both rounds are hidden')", 20)
    assert part.locator("table").count() == 0


def test_every_state_is_for_everybody(page: Page, server: Server) -> None:
    """No round, an empty one, refused codes, a board with actions beside another one."""
    open_page(page, server)
    expect_no_breach(page)
    first = open_round(page, "Spring")
    expect_no_breach(page)
    add(page, "\n".join([*team(first), code("folly", 1, "")]), "1 line refused")
    await_board(page, "Six people")
    second = open_round(page, "A name without any place to break it" * 2)
    add(page, "\n".join(team(second)), "6 codes added.")
    page.get_by_role("combobox", name="Round", exact=True).select_option(first)
    page.locator(".stagecheck-beside").first.wait_for()
    page.get_by_label("What exactly").fill("Answer in the open")
    page.get_by_label("By", exact=True).fill("2199-02-03")
    page.get_by_role("button", name="Add the action").click()
    page.locator("summary").last.click()
    expect_no_breach(page)


def test_the_board_is_printed_on_one_sheet(page: Page, server: Server) -> None:
    """With what was agreed, and without anything that stands around it."""
    open_page(page, server)
    add(page, "\n".join(team(open_round(page))), "6 codes added.")
    await_board(page, "Six people")
    page.get_by_label("What exactly").fill("Answer in the open")
    page.get_by_label("By", exact=True).fill("2199-02-03")
    page.get_by_role("button", name="Add the action").click()
    page.evaluate("window.print = () => {}")
    board(page).get_by_role("button", name="Print on one sheet").click()
    assert sheets(page) == 1


def test_without_script_the_page_says_how(browser: Browser, server: Server) -> None:
    """What needs a script is named, and the way on paper, with the checks to print."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}checks/board/")
    part = page.locator("[data-stagecheck-board]")
    assert "runs no script" in part.inner_text()
    assert part.get_by_role("link").count() >= 4
    assert part.get_by_text("Could this person be your champion?").count() == 0
    context.close()


def test_python_that_does_not_start_loses_no_code(
    page: Page, server: Server, record: Record
) -> None:
    """The text stays where it was pasted, the reason is told, and another try works."""
    open_page(page, server)
    codes = "\n".join(team(open_round(page)))
    page.route("**/engine-*.zip", lambda route: route.abort())
    add(page, codes, "Nothing was added. The file")
    assert field(page).input_value() == codes
    page.unroute("**/engine-*.zip")
    page.get_by_role("button", name="Add", exact=True).click()
    await_board(page, "Six people")
    record.errors.clear()  # the browser logs the request that failed
