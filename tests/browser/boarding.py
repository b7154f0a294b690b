"""How a facilitator makes a board, and the codes that a team sends."""

from __future__ import annotations

import json
from typing import cast

from playwright.sync_api import Locator, Page

from browser.harness import Server, wait_until
from browser.quizzing import example
from samples import team_quiz
from stagecheck_engine import codes

KEY = "stagecheck:/intranet/playbook/:boards:rounds"
STAGES = ("folly", "fearful", "flippant", "formulating", "forging", "fusing")


def code(stage: str, nonce: int, tag: str) -> str:
    """Write the code of an example team's answers, with the mark of a round."""
    return codes.encode(team_quiz(), example(stage), nonce, codes.round_tag(tag) if tag else None)


def team(tag: str, count: int = 6) -> list[str]:
    """Write codes of so many people, whose answers differ."""
    return [code(STAGES[one % len(STAGES)], one, tag) for one in range(count)]


def open_page(page: Page, server: Server) -> None:
    """Open the page of team boards, and wait until its script has run."""
    page.goto(f"{server.url}checks/board/")
    page.get_by_role("button", name="Open the round").wait_for()


def open_round(page: Page, name: str = "Spring", people: int = 6) -> str:
    """Open a round of the team stage check; return its tag."""
    page.get_by_role("combobox", name="Check", exact=True).select_option("team-stage")
    page.get_by_label("Name of the round").fill(name)
    page.get_by_label("How many people do you expect?").fill(str(people))
    page.get_by_role("button", name="Open the round").click()
    return link(page).partition("#round=")[2]


def link(page: Page) -> str:
    """Return the link that the facilitator sends."""
    return page.get_by_label("Link of the round", exact=True).input_value()


def field(page: Page) -> Locator:
    """Return where codes are pasted."""
    return page.get_by_label("Codes, one a line")


def add(page: Page, text: str, told: str) -> None:
    """Paste a text, press Add, and wait until the page says that of it."""
    field(page).fill(text)
    page.get_by_role("button", name="Add", exact=True).click()
    await_said(page, told)


def await_said(page: Page, told: str, part: str = ".stagecheck-collecting") -> None:
    """Wait until the page says that of what was added."""
    words = f"document.querySelector('{part} [role=status]')?.textContent"
    wait_until(page, f"{words}?.includes({json.dumps(told)})", 40)


def board(page: Page) -> Locator:
    """Return the board of the round that is open."""
    return page.locator("[data-printed]:has(> .stagecheck-count)")


def await_board(page: Page, start: str) -> str:
    """Wait until the board begins with some words; return its first sentences."""
    words = "document.querySelector('[data-printed] .stagecheck-headline')?.textContent"
    wait_until(page, f"{words}?.startsWith({json.dumps(start)})", 40)
    return board(page).locator(".stagecheck-headline").inner_text()


def answers(page: Page) -> dict[str, str] | None:
    """Return the reader's own answers to the team stage check, as they are stored."""
    key = KEY.replace(":boards:rounds", ":team-stage")
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return cast("dict[str, str]", json.loads(text)["answers"]) if text else None


def rounds(page: Page) -> list[dict[str, object]]:
    """Return the rounds that the browser's storage holds."""
    text = entry(page)
    return cast("list[dict[str, object]]", json.loads(text)["rounds"]) if text else []


def entry(page: Page, ending: str = "") -> str | None:
    """Return what the browser's storage holds in the place of the rounds, or beside."""
    return cast("str | None", page.evaluate("key => localStorage.getItem(key)", KEY + ending))
