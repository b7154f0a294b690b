"""What the boards of a few teams hold, in a file to read: `golden/boards.md`.

Run `python tests/engine/test_boards.py` to write it again, then read the difference. Each line is
JSON; what is 0, empty or missing is left out, and an item's counts stand from least to most.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from samples import team_quiz, team_stage, tied_answers
from stagecheck_engine.codec import Json, dumps, plain
from stagecheck_engine.model import Advice, Answers
from stagecheck_engine.team import Board, Spread, combine

GOLDEN = Path(__file__).parent / "golden" / "boards.md"
THRESHOLD = 5

type Team = tuple[str, dict[str, int]]

TEAMS: tuple[Team, ...] = (
    ("Four people are too few", {"Legal": 4}),
    ("Of one mind", {"Field sales": 6}),
    ("More than half, hanging on three", {"Legal": 3, "Lab": 2}),
    ("Split in two", {"Legal": 3, "Lab": 3}),
    ("Split in three", {"Night shift": 2, "New office": 2, "Plant B": 3}),
    ("At both ends", {"Night shift": 4, "Service": 3}),
    ("At the top, with some below", {"Service": 5, "Design": 2}),
    ("Some cannot tell", {"Support": 3, "Cannot tell": 3, "Tied": 1}),
    ("Nobody can tell", {"Cannot tell": 5}),
)


def members(of: dict[str, int]) -> list[Answers]:
    """Let so many people answer as each example team does."""
    ways = {one.team: one.answers for one in team_stage().examples}
    ways["Cannot tell"] = {item.id: "?" for item in team_quiz().items}
    ways["Tied"] = tied_answers()
    return [ways[name] for name, people in of.items() for _ in range(people)]


def short_spread(one: Spread) -> Json:
    """Write an item's counts as a list of numbers, and what else there is to say of it."""
    others = {name: part for name, part in one._asdict().items() if name != "counts" and part}
    return {
        "counts": [count.people for count in one.counts],
        **{k: plain(v) for k, v in others.items()},
    }


def lines(board: Board) -> Iterator[str]:
    """Write a board, a line for each field, each item and each play."""
    fields: dict[str, Any] = {}
    for name, part in board._asdict().items():
        fields |= part._asdict() if name == "holding" else {name: part}
    for name, part in fields.items():
        if name in ("spreads", "plays"):
            one = short_spread if name == "spreads" else short_play
            yield from (f"{name[:-1]}: {dumps(one(each))}" for each in part)
        elif name in ("stages", "blocked"):
            yield f"{name}: {dumps([[key, people] for key, people in part if people])}"
        elif part or name == "stable":
            yield f"{name}: {dumps(plain(part))}"


def short_play(one: Advice) -> Json:
    """Write a play and what it acts on, most people first."""
    return [one.play, *one.items]


def told(team: Team) -> str:
    """Write one team's board."""
    title, of = team
    who = ", ".join(f"{people} as {name}" for name, people in of.items())
    board = "\n".join(lines(combine(team_quiz(), members(of), THRESHOLD)))
    return f"## {title}\n\n{who}\n\n```text\n{board}\n```\n"


def golden() -> str:
    """Write the boards of all teams."""
    title = f"# Boards of made-up teams, from {THRESHOLD} people on\n"
    return "\n".join([title, *(told(team) for team in TEAMS)])


def test_every_team_has_the_board_that_the_file_says() -> None:
    """Stages, stability, every item, blockers and plays, line for line."""
    assert golden() == GOLDEN.read_text("utf-8")


def test_the_teams_reach_every_verdict_and_every_word() -> None:
    """What a board can say of this quiz stands in the file."""
    boards = [combine(team_quiz(), members(of), THRESHOLD) for _, of in TEAMS]
    assert {board.holding.verdict for board in boards} == {"few", "stage", "split"}
    words = {one.agreement for board in boards for one in board.spreads}
    assert words == {"agree", "lean", "mixed", "split", "unknown"}
    assert {bool(board.for_others) for board in boards} == {True, False}


if __name__ == "__main__":
    GOLDEN.write_text(golden(), "utf-8")
