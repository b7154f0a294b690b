"""What the board of a large team costs: Python's time, once it runs, for thousands of codes."""

from __future__ import annotations

import json
import random
from statistics import median

from bench.figures import Figure, exactly, middle
from browser.harness import ROOT
from made_up import offered, pack
from parity.pyodide_node import handle_timed
from samples import team_quiz
from stagecheck.toolchain import prepare_runtime
from stagecheck_engine import codes

ROUNDS = 5
PEOPLE = 5_000
MANY = 50_000
ROUND = 7


def measure() -> list[Figure]:
    """Return the seconds for 5,000 codes, and what ten times as many cost over that.

    In the browser's Python, run by Node: seconds are of the processor, so that a busy machine
    stretches them hardly.
    """
    asked = [_asked(PEOPLE, number) for number in range(ROUNDS + 1)]
    answered = handle_timed(prepare_runtime(ROOT), [*asked, _asked(MANY, 0)])
    for response, _ in answered:
        taken = json.loads(response)["taken"]
        assert taken in (PEOPLE, MANY), f"expected every code to be taken, found {taken}"
    # The first one loads the modules that are for boards alone; every round is as a second board.
    _, *seconds, many = (seconds for _, seconds in answered)
    return [
        middle("team.seconds_5000", seconds, most=2),
        exactly("team.cost_slope", many / median(seconds), most=11),
    ]


def _asked(people: int, seed: int) -> str:
    """Ask for the board of people who answered by chance: no two alike, the most work there is."""
    quiz = team_quiz()
    chance = random.Random(seed)  # noqa: S311 - the same cases each time, not a secret
    ways = {item.id: offered(item) for item in quiz.items}
    lines = (
        codes.encode(
            quiz,
            {item: chance.choice(keys) for item, keys in ways.items()},
            chance.randrange(codes.TAGS),
            ROUND,
        )
        for _ in range(people)
    )
    return json.dumps(
        {
            "op": "board",
            "quiz": pack(quiz),
            "ledger": "",
            "codes": "\n".join(lines),
            "round": "",
            "threshold": 5,
            "base": "../",
            "anchor": "board",
            "site": "",
        }
    )
