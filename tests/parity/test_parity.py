"""The same requests, answered by CPython and by the browser's Python, are equal to the byte."""

import json
import random
from pathlib import Path

import pytest

from parity.pyodide_node import handle_all
from samples import ROOT, offered, team_quiz, team_stage, tied_answers
from stagecheck.runtime import Runtime
from stagecheck.toolchain import prepare_runtime
from stagecheck_engine import codec
from stagecheck_engine.bridge import handle
from stagecheck_engine.codec import Link, Pack

CASES = 400


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime(ROOT)


def requests() -> list[str]:
    """Make requests of every kind: example teams, random answers, and broken ones."""
    quiz = team_quiz()
    pages = sorted({one.page for one in (*quiz.stages, *quiz.plays)})
    links = tuple(Link(page, page[:-3]) for page in pages)
    pack = codec.dump_pack(Pack(codec.SCHEMA_VERSION, quiz, links))
    chance = random.Random(20)  # noqa: S311 - the same cases each time, not a secret
    answers = [tied_answers(), *(dict(example.answers) for example in team_stage().examples)]
    answers += [
        {item.id: chance.choice(offered(item)) for item in quiz.items if chance.random() < share}
        for share in (0.3, 0.7, 0.95, 1)
        for _ in range(CASES // 4)
    ]
    whole = {"op": "score", "quiz": pack, "base": "../", "anchor": "team-stage"}
    good = [json.dumps({**whole, "answers": given}) for given in answers]
    broken = [
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
    assert {result["verdict"] for result in found} == {"stage", "between", "open"}
    reached = {result["stages"][0] for result in found if result["verdict"] == "stage"}
    assert reached == {stage.id for stage in team_quiz().stages}


def test_the_runtime_of_this_repository_is_the_one_compared(runtime: Runtime) -> None:
    """What is compared is what the build ships."""
    assert all(Path(path).is_file() for path in runtime.runtime.values())
