"""What a facilitator and a reader do with codes, told once for every engine."""

from __future__ import annotations

import json
from collections.abc import Sequence

from browser.harness import Server
from engines.journey import STARTS
from engines.visitor import Visitor, press, until
from markup import Element, read_text
from stagecheck_engine.bridge import handle

OPENING = ".stagecheck-opening"
LINK = "document.querySelector('[aria-label=\"Link of the round\"]')"
CODE = "document.querySelector('[aria-label=Code]')"
REPORT = "document.querySelector('[data-printed] .stagecheck-report')"
KEPT = "document.querySelector('.stagecheck-checks > [data-quiz=team-stage] .stagecheck-headline')"


def come_to_the_board(visitor: Visitor, server: Server) -> None:
    """Open the page of team boards, and wait until its script has run."""
    visitor.open(f"{server.url}checks/board/")
    until(visitor, f"document.querySelector('{OPENING}') !== null")


def open_round(visitor: Visitor, name: str) -> str:
    """Open a round of the check that is offered first; return the link that is sent."""
    visitor.write(f"{OPENING} [type=text]", name)
    visitor.write(f"{OPENING} [type=number]", "5")
    press(visitor, f"{OPENING} .stagecheck-primary")
    until(visitor, f"{LINK} !== null")
    return str(visitor.evaluate(f"{LINK}.value"))


def enter_round(visitor: Visitor, link: str) -> None:
    """Open the link of a round, and wait until the page has led the reader to the note about it."""
    visitor.open(link)
    until(visitor, "document.activeElement.matches('[data-part=round]')")


def code_of_result(visitor: Visitor) -> str:
    """Open the panel below a result, keep the result, and return its code."""
    press(visitor, "[data-action=share]")
    until(visitor, f"{CODE}?.value.length > 20", STARTS)
    press(visitor, ".stagecheck-panel .stagecheck-primary")
    return str(visitor.evaluate(f"{CODE}.value"))


def kept(visitor: Visitor, server: Server) -> object:
    """Return what My results says of the team stage check."""
    visitor.open(f"{server.url}results/")
    until(visitor, f"{KEPT}?.textContent.startsWith('Your team')", STARTS)
    return visitor.evaluate(f"{KEPT}.textContent")


def paste(visitor: Visitor, codes: Sequence[str]) -> Element:
    """Add codes to the round that is open, and return the board that comes of them."""
    visitor.write(".stagecheck-collecting textarea", "\n".join(codes))
    press(visitor, ".stagecheck-collecting .stagecheck-primary")
    until(visitor, f"{REPORT}?.innerHTML.length > 1000", STARTS)
    return read_text(str(visitor.evaluate(f"{REPORT}.innerHTML")))


def board_of(server: Server, codes: Sequence[str], tag: str) -> Element:
    """Ask CPython for the board of some codes, as the page asks."""
    parts = server.site / "assets/stagecheck"
    (pack,) = (parts / "quizzes").glob("team-stage-*.json")
    (versions,) = (parts / "versions").glob("team-stage-*.json")
    request = {
        "op": "board",
        "quiz": pack.read_text(encoding="utf-8"),
        "ledger": versions.read_text(encoding="utf-8"),
        "codes": "\n".join(codes),
        "round": tag,
        "threshold": 5,
        "base": "../../",
        "anchor": "board",
        "site": "",
    }
    return read_text(json.loads(handle(json.dumps(request)))["html"])
