"""The same requests, answered by CPython and by the browser's Python, are equal to the byte."""

import json
import random
from pathlib import Path

import pytest

from made_up import offered, pack
from parity.pyodide_node import handle_all
from samples import ROOT, team_quiz, team_stage, tied_answers
from small_quizzes import all_right, every_rule, knowledge
from stagecheck.runtime import Runtime
from stagecheck.toolchain import prepare_runtime
from stagecheck_engine.bridge import DOORS, handle
from stagecheck_engine.codes import encode
from stagecheck_engine.model import Answers, Quiz

CASES = 400


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime(ROOT)


def asked_of(quiz: Quiz, answers: list[Answers]) -> list[str]:
    """Ask for the score of each of these answers."""
    whole = {"op": "score", "quiz": pack(quiz), "base": "../", "anchor": quiz.id}
    return [json.dumps({**whole, "answers": given}) for given in answers]


def by_chance(quiz: Quiz, count: int) -> list[Answers]:
    """Answer a quiz in many ways, from few of its items to all; the same ways each time."""
    chance = random.Random(20)  # noqa: S311 - the same cases each time, not a secret
    return [
        {item.id: chance.choice(offered(item)) for item in quiz.items if chance.random() < share}
        for share in (0.3, 0.7, 0.95, 1)
        for _ in range(count // 4)
    ]


def board_of(quiz: Quiz, people: int) -> str:
    """Ask for the board of people who answered in many ways, and of lines that are no codes."""
    team = by_chance(quiz, 4 * people)[:people]
    lines = [encode(quiz, given, number, number % 2 or None) for number, given in enumerate(team)]
    bad = [f"{line[:-3]} <b>" for line in lines[:2]]
    whole = {"op": "board", "quiz": pack(quiz), "ledger": "", "round": "", "threshold": 5}
    return json.dumps(
        {**whole, "codes": "\n".join([*lines, *bad]), "base": "", "anchor": "board", "site": ""}
    )


def requests() -> list[str]:
    """Make requests of every kind: example teams, random answers, and broken ones."""
    quiz = team_quiz()
    examples = [tied_answers(), *(dict(example.answers) for example in team_stage().examples)]
    good = asked_of(quiz, [*examples, *by_chance(quiz, CASES)])
    for small in every_rule():
        good += asked_of(small, by_chance(small, CASES // 4))
    good += asked_of(knowledge(), [all_right(knowledge())])
    good += [board_of(quiz, people) for people in (0, 3, 40)]
    good += [board_of(small, 12) for small in every_rule()]
    whole = json.loads(good[0])
    # Each is loaded when it is asked, and refuses for want of what it needs.
    doors = [json.dumps({"op": operation}) for operation in DOORS]
    broken = [
        *doors,
        json.dumps({**whole, "answers": {"gone": "a"}}),
        json.dumps({**whole, "answers": {"rules": "ü\ud800"}}),
        json.dumps({**whole, "answers": {}, "quiz": "{}"}),
        json.dumps({**whole, "answers": {}, "quiz": '{"schema_version": 99}'}),
        json.dumps({"op": "sing"}),
        "[]",
        "{",
        "",
        "[" * 200_000,
    ]
    return good + broken


def test_cpython_and_the_browser_agree_to_the_byte(runtime: Runtime) -> None:
    """Results, reports, headlines and errors do not depend on where Python runs."""
    asked = requests()
    here, there = [handle(one) for one in asked], handle_all(runtime, asked)
    assert len(here) == len(there) > CASES
    for request, ours, theirs in zip(asked, here, there, strict=True):
        assert ours == theirs, request[:300]


def test_the_parity_cases_reach_every_verdict_and_phase() -> None:
    """The cases that are compared are not all alike."""
    results = [json.loads(handle(one)).get("result") for one in requests()]
    found = [result for result in results if result]
    verdicts = {result["verdict"] for result in found}
    assert verdicts == {"stage", "between", "each", "open", "passed", "failed"}
    team = [result for result in found if result["quiz"] == team_quiz().id]
    reached = {result["stages"][0] for result in team if result["verdict"] == "stage"}
    assert reached == {stage.id for stage in team_quiz().stages}
    totals = [result["total"]["low"] for result in found if result["total"]]
    assert {type(total) for total in totals} == {int, str}


def test_the_runtime_of_this_repository_is_the_one_compared(runtime: Runtime) -> None:
    """What is compared is what the build ships."""
    assert all(Path(path).is_file() for path in runtime.runtime.values())
