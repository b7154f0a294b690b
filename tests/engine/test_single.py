"""Which single answers would change a result: what an editor asks of a quiz with a team at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from hypothesis import given, settings

from made_up import answered, any_quizzes, pack
from samples import catalogue, team_quiz, team_stage
from stagecheck_engine.bridge import handle
from stagecheck_engine.export.table import ways
from stagecheck_engine.model import Answers, Quiz
from stagecheck_engine.scoring import place
from stagecheck_engine.scoring.single import changes

LEGAL = dict(next(one.answers for one in team_stage().examples if one.team == "Legal"))


def ask(quiz: Quiz, answers: Answers) -> dict[str, Any]:
    request = {"op": "single", "quiz": pack(quiz), "answers": answers, "anchor": "quiz.x"}
    response: dict[str, Any] = json.loads(handle(json.dumps(request)))
    return response


@settings(max_examples=60)
@given(answered(any_quizzes()))
def test_all_that_is_listed_leads_elsewhere_and_all_else_does_not(
    case: tuple[Quiz, Answers],
) -> None:
    """Whatever the rule, each answer to a question of one choice is tried by itself."""
    quiz, answers = case
    now = place(quiz, answers)
    listed = {(one.item, one.answer): one.standing for one in changes(quiz, answers)}
    for item in (one for one in quiz.items if not one.several):
        for key, _ in ways(item):
            then = place(quiz, {**answers, item.id: key})
            same = (then.verdict, then.stages, then.placed) == (
                now.verdict,
                now.stages,
                now.placed,
            )
            assert ((item.id, key) in listed) == (not same)
            assert listed.get((item.id, key), then) == then


@settings(max_examples=60)
@given(answered(any_quizzes()))
def test_of_several_choices_one_is_ticked_or_unticked(case: tuple[Quiz, Answers]) -> None:
    """Any other set of ticks would be more than one change."""
    quiz, answers = case
    several = {item.id: [one.key for one in item.options] for item in quiz.items if item.several}
    for one in changes(quiz, answers):
        keys = several.get(one.item)
        if keys and one.answer not in "?-~":
            given_now = set(answers.get(one.item, "").split(" ")) & set(keys)
            assert len(given_now ^ set(one.answer.split(" "))) == 1


def test_a_question_is_named_with_its_id_its_answer_and_where_others_lead() -> None:
    """An editor reads what to change in the file: ids and keys beside the words."""
    told = ask(team_quiz(), LEGAL)
    assert told["ok"]
    assert told["headline"] == (
        "3 of 16 questions: another answer to one of them alone would change the result."
    )
    assert told["items"] == ["before-posting", "disagreement", "rules"]
    assert '<a href="#quiz.x.before-posting">What did people do before they posted' in told["html"]
    assert "<code>before-posting</code>, now d (They did not post" in told["html"]
    assert "<li>? (don&#x27;t know): <strong>Folly or Fearful</strong></li>" in told["html"]


def test_where_nothing_decides_alone_that_is_said() -> None:
    """Neither an empty form nor a firm result is left without a word."""
    empty = ask(team_quiz(), {})
    assert empty["headline"].startswith("No question is answered yet")
    champion = catalogue().checked["champion"]
    assert champion.file
    firm = next(one.answers for one in champion.examples if one.team == "Ward manager")
    told = ask(champion.file.quiz, dict(firm))
    assert told["headline"] == "No other answer to a single question would change the result."
    assert (told["html"], told["items"]) == ("", [])


def test_a_reader_never_loads_it() -> None:
    """A result is worked out without the module, which only editors ask for."""
    code = (
        "import sys, json; from stagecheck_engine.bridge import handle; handle('{}');"
        "handle(sys.stdin.read()); print([m for m in sys.modules if m.endswith('.single')])"
    )
    request = {"op": "score", "quiz": pack(team_quiz()), "answers": LEGAL, "base": "../"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps({**request, "anchor": "q"}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
