"""The scoring key: who follows the printed sheet finds what Python finds, or less, never else."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from hypothesis import assume, given

from by_hand import lines, points
from by_hand.form import Paper, key_of
from by_hand.ladder import Ladder
from made_up import (
    answered,
    band_quizzes,
    gate_quizzes,
    knowledge_quizzes,
    offered,
    profile_quizzes,
    quizzes,
)
from markup import Element
from samples import team_quiz, team_stage
from sheets import printed, written
from stagecheck_engine.model import DONT_KNOW, NOT_APPLICABLE, Answers, Bands, Option, Quiz
from stagecheck_engine.scoring import scales, score

type Case = tuple[Quiz, Answers]


@cache
def team_sheet() -> Element:
    """Print the team stage check, once."""
    file = team_stage().file
    assert file is not None
    return printed(file)


def titles(quiz: Quiz, stages: tuple[str, ...]) -> set[str]:
    """Return the titles of stages."""
    return {stage.title for stage in quiz.stages if stage.id in stages}


def is_full(quiz: Quiz, answers: Answers) -> bool:
    """Tell whether no answer is open."""
    return all(answers.get(item.id, DONT_KNOW) != DONT_KNOW for item in quiz.items)


def team_answers(count: int, *, some_open: bool) -> Iterator[Answers]:
    """Answer the team stage check at random, always the same way."""
    chance = random.Random(7)  # noqa: S311
    items = team_quiz().items
    for _ in range(count):
        # Each team has a level of its own, or nearly all would end at one phase.
        level = chance.choice(["001", "00112", "0123", "1223", "233"])
        full = {item.id: item.options[int(chance.choice(level))].key for item in items}
        left = chance.sample(sorted(full), chance.randint(0, 4)) if some_open else ()
        yield {item: DONT_KNOW if item in left else key for item, key in full.items()}


def test_every_example_team_ends_where_the_sheet_says() -> None:
    """The example teams are placed by pencil as they are by Python."""
    for team in team_stage().examples:
        expected = titles(team_quiz(), score(team_quiz(), team.answers).stages)
        form = Paper(team_sheet()).fill(team.answers)
        assert Ladder(team_sheet()).stages(form) == expected, team


@pytest.mark.parametrize("some_open", [False, True])
def test_the_sheet_of_the_team_stage_check_says_what_python_says(some_open: bool) -> None:
    """Thousands of teams, with all answers given and with some of them open; every phase occurs."""
    paper, ladder = Paper(team_sheet()), Ladder(team_sheet())
    seen = set()
    for answers in team_answers(2000, some_open=some_open):
        expected = titles(team_quiz(), score(team_quiz(), answers).stages)
        found = ladder.stages(paper.fill(answers))
        assert found == expected, answers
        seen.add(frozenset(found))
    assert {frozenset({stage.title}) for stage in team_quiz().stages} <= seen


def expect_same_stages(quiz: Quiz, answers: Answers) -> None:
    """See that the sheet leads to the engine's stages, or with open answers to no fewer."""
    sheet = printed(written(quiz))
    found = Ladder(sheet).stages(Paper(sheet).fill(answers))
    expected = titles(quiz, score(quiz, answers).stages)
    assert found >= expected
    applying = {item.dimension for item in quiz.items if answers.get(item.id) != NOT_APPLICABLE}
    if is_full(quiz, answers) and len(applying) == len(quiz.dimensions):
        assert found == expected


@given(answered(quizzes()))
def test_gates_above_a_grid(case: Case) -> None:
    """Quizzes of the rule `attitude`, with questions that may not apply."""
    expect_same_stages(*case)


@given(answered(profile_quizzes()))
def test_a_grid_alone(case: Case) -> None:
    """Quizzes of the rule `profile`."""
    expect_same_stages(*case)


@given(answered(gate_quizzes()))
def test_gates_alone(case: Case) -> None:
    """Quizzes of the rule `gates`; nothing is lost to open answers."""
    quiz, answers = case
    sheet = printed(written(quiz))
    found = Ladder(sheet).stages(Paper(sheet).fill(answers))
    assert found == titles(quiz, score(quiz, answers).stages)


@given(answered(gate_quizzes()))
def test_gates_on_answers_that_count_the_same(case: Case) -> None:
    """Where two answers count the same, their number is no threshold; their place is one."""
    quiz, answers = case
    items = tuple(item._replace(options=in_pairs(item.options)) for item in quiz.items)
    quiz = quiz._replace(items=items)
    sheet = printed(written(quiz))
    found = Ladder(sheet).stages(Paper(sheet).fill(answers))
    assert found == titles(quiz, score(quiz, answers).stages)


def in_pairs(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Let every second option count what the one before it does."""
    return tuple(option._replace(value=at // 2) for at, option in enumerate(options))


@given(answered(band_quizzes()))
def test_a_plain_score(case: Case) -> None:
    """Quizzes of the rule `bands`, with weights, groups, scales and what does not apply."""
    quiz, answers = case
    assert isinstance(quiz.rule, Bands)
    assume(scales.placed(scales.tree(quiz.items, quiz.rule), quiz.rule))
    sheet = printed(written(quiz))
    found = lines.stages_by_part(sheet, Paper(sheet).fill(answers))
    result = score(quiz, answers)
    if quiz.rule.each:
        parts = {dimension.id: dimension.title for dimension in quiz.dimensions}
        placed = {parts[one.dimension]: titles(quiz, one.stages) for one in result.placed}
        assert found == placed
    else:
        (stages,) = found.values()
        assert (stages or titles(quiz, tuple(one.id for one in quiz.stages))) == titles(
            quiz, result.stages
        )


@given(answered(knowledge_quizzes()))
def test_right_answers(case: Case) -> None:
    """Knowledge checks, of one right answer and of several."""
    quiz, answers = case
    sheet = printed(written(quiz))
    assert points.verdict(sheet, Paper(sheet).fill(answers)) == score(quiz, answers).verdict


@given(knowledge_quizzes())
def test_the_form_of_a_knowledge_check_does_not_give_it_away(quiz: Quiz) -> None:
    """No answer has a number before it; the key has the feedback of the right ones, no others."""
    sheet = printed(written(quiz))
    assert not [small for field in sheet.all("fieldset") for small in field.all("small")]
    for item in quiz.items:
        for option in item.options:
            assert (f"Why {option.text}." in key_of(sheet).text) == bool(option.value)


def test_the_key_ends_with_what_each_stage_means() -> None:
    """Below a line for the result: every stage, its belief, and the address of its page."""
    said = Ladder(team_sheet()).beliefs
    stages = team_quiz().stages
    assert said == [f"{one.title}: {one.belief} {one.page}" for one in stages]


@given(knowledge_quizzes())
def test_a_knowledge_check_asks_for_a_name(quiz: Quiz) -> None:
    """It is one person's; a team stage check is a team's."""
    asked = [
        page.all("p", class_="stagecheck-sheet")[0].text
        for page in (team_sheet(), printed(written(quiz)))
    ]
    assert asked == ["Team Date", "Name Date"]


def test_offered_answers_stand_on_the_form() -> None:
    """Every answer that the team stage check takes has its box, and the ways out no number."""
    for item in team_quiz().items:
        (field,) = team_sheet().all("fieldset", data_item=item.id)
        counts: Mapping[str, str] = {
            label.all("input")[0].attributes["value"]: "".join(
                small.text for small in label.all("small")
            )
            for label in field.all("label")
        }
        assert sorted(counts) == sorted(offered(item))
        assert list(counts.values()) == ["0", "1", "2", "3", ""]
