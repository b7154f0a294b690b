"""A file of rounds may come from anybody: what it adds is asked for, told, and taken back."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from browser.boarding import KEY, add, await_board, code, open_page, open_round, rounds, team
from browser.harness import Server
from browser.test_rounds import ROUND, names, open_file

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def file_of(*found: dict[str, object]) -> str:
    """Write rounds as they are saved."""
    whole = {"format": 1, "kind": "stagecheck-rounds", "site": "", "rounds": found}
    return json.dumps(whole)


def forged(tag: str) -> dict[str, object]:
    """Make a round of somebody who knows a tag, as all who are asked do."""
    action = {"text": "Ask Ada to leave", "owner": "Boss", "day": "2026-12-01"}
    codes = [code("folly", 1000 + one, tag) for one in range(7)]
    return {**ROUND, "tag": tag, "codes": codes, "actions": [action]}


def many(count: int) -> list[dict[str, object]]:
    """Make so many rounds, each with a tag of its own."""
    return [
        {**ROUND, "name": f"Round {one}", "tag": f"AA{LETTERS[one // 32]}{LETTERS[one % 32]}"}
        for one in range(count)
    ]


def collected(page: Page, server: Server) -> str:
    """Open a round and add six codes; return its tag."""
    open_page(page, server)
    tag = open_round(page)
    add(page, "\n".join(team(tag)), "6 codes added.")
    await_board(page, "Six people")
    return tag


def test_a_file_adds_nothing_to_a_round_that_nobody_asked_for(page: Page, server: Server) -> None:
    """Before a round here gets codes and actions, their number is told; left, it stays as it is."""
    tag = collected(page, server)
    before = rounds(page)
    open_file(page, file_of(forged(tag)), "1 is here already, and the file has more for it")
    asked = page.locator(".stagecheck-asked li")
    assert "7 codes and 1 action to “Spring”" in asked.inner_text()
    assert rounds(page) == before
    asked.get_by_role("button", name="Leave it").click()
    assert rounds(page) == before
    assert page.get_by_role("button", name="Add them").count() == 0


def test_what_a_file_added_is_taken_back_whole(page: Page, server: Server) -> None:
    """Undo takes out its codes and actions and no others; the Undo of an earlier Add is gone."""
    tag = collected(page, server)
    before = rounds(page)
    open_file(page, file_of(forged(tag)), "1 is here already")
    page.get_by_role("button", name="Add them").click()
    await_board(page, "13 people")
    assert len(rounds(page)[0]["actions"]) == 1  # type: ignore[arg-type]
    assert page.locator(".stagecheck-collecting").get_by_role("button", name="Undo").count() == 0
    page.locator(".stagecheck-asked").get_by_role("button", name="Undo").click()
    assert rounds(page) == before


def test_rounds_of_a_file_go_out_again(page: Page, server: Server) -> None:
    """All that came with it at once, however many they are; what was here stays."""
    tag = collected(page, server)
    open_file(page, file_of(*many(40)), "Rounds taken in: 40.")
    assert len(names(page)) == 41
    said = page.locator(".stagecheck-board > [role=status]").last
    said.get_by_role("button", name="Undo").click()
    assert [one["tag"] for one in rounds(page)] == [tag]


def test_more_rounds_than_anybody_leads_are_refused(page: Page, server: Server) -> None:
    """A hundred are kept; a file with more changes nothing, and no further one is opened."""
    open_page(page, server)
    open_file(page, file_of(*many(101)), "at most 100")
    assert rounds(page) == []
    open_file(page, file_of(*many(100)), "Rounds taken in: 100.")
    page.get_by_label("Name of the round").fill("One more")
    page.get_by_label("How many people do you expect?").fill("6")
    page.get_by_role("button", name="Open the round").click()
    assert "at most 100" in page.locator(".stagecheck-board > [role=status]").last.inner_text()
    assert len(rounds(page)) == 100


def test_two_rounds_of_a_file_with_one_tag_are_one(page: Page, server: Server) -> None:
    """Their codes come together, for a tag is all that tells rounds apart."""
    open_page(page, server)
    one, other = ({**ROUND, "codes": [code("folly", at, "AB12")]} for at in (1, 2))
    open_file(page, file_of(one, other), "Rounds taken in: 1.")
    assert [len(each["codes"]) for each in rounds(page)] == [2]  # type: ignore[arg-type]


def test_a_round_of_another_check_with_a_known_tag_is_named(page: Page, server: Server) -> None:
    """It is left out, and said to be, with the round that has its tag."""
    tag = collected(page, server)
    before = rounds(page)
    other = {**ROUND, "name": "Collides", "quiz": "growth", "tag": tag}
    open_file(page, file_of(other), "Left out: “Collides”")
    said = page.locator(".stagecheck-board > [role=status]").last.inner_text()
    assert "Rounds taken in: 0." in said
    assert f"“Spring” has its tag, {tag}, and is of another check" in said
    assert "already" not in said
    assert rounds(page) == before


def test_a_deleted_round_that_came_back_is_not_there_twice(page: Page, server: Server) -> None:
    """Deleted and taken in from a file before Undo: one round, with the codes of both."""
    tag = collected(page, server)
    text = file_of({**ROUND, "name": "Spring", "tag": tag, "codes": team(tag)[:2]})
    other = page.context.new_page()
    open_page(other, server)
    page.get_by_role("button", name="Delete: Spring").click()
    open_file(other, text, "Rounds taken in: 1.")
    page.get_by_role("button", name="Undo").click()
    assert [one["tag"] for one in rounds(page)] == [tag]
    assert sorted(rounds(page)[0]["codes"]) == sorted(team(tag))  # type: ignore[call-overload]
    assert page.evaluate("key => localStorage.getItem(key)", KEY)
