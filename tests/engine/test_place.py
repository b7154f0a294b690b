"""`place` says what `score` says, without the reasons, and forgets nothing between two teams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import answered, answers_to, any_quizzes
from small_quizzes import every_rule
from stagecheck_engine.errors import AnswerError
from stagecheck_engine.model import Answers, Play, Quiz, Result
from stagecheck_engine.scoring import Standing, place, placer, plays, score


def with_one_play(quiz: Quiz) -> Quiz:
    """Give a quiz a single play that acts on every item and keeps every stage."""
    items = tuple(item.id for item in quiz.items)
    stages = tuple(stage.id for stage in quiz.stages)
    return quiz._replace(plays=(Play("all", "All", "All of it.", "all.md", items, stages),))


def said(result: Result) -> tuple[object, ...]:
    """Take out of a result what a standing has."""
    return (result.verdict, result.stages, result.next_stage, result.blockers, result.placed)


@given(answered(any_quizzes()))
def test_a_place_is_what_the_whole_score_says(case: tuple[Quiz, Answers]) -> None:
    """Every rule and every kind of answers: verdict, stages, next stage, blockers, dimensions."""
    quiz, answers = case
    assert place(quiz, answers)[:5] == said(score(quiz, answers))


@given(answered(any_quizzes()))
def test_the_aim_is_what_the_plays_of_the_score_act_on(case: tuple[Quiz, Answers]) -> None:
    """A play that improves everything names all that is aimed at, or is there to keep a stage."""
    quiz = with_one_play(case[0])
    answers = case[1]
    aim = place(quiz, answers).aim
    assert plays.advised(quiz, aim) == score(quiz, answers).plays
    assert aim.keeps is None or not aim.targets


@given(any_quizzes(), st.data())
def test_who_came_before_does_not_alter_where_one_stands(quiz: Quiz, data: st.DataObject) -> None:
    """A placer remembers answers, and still gives each person the place of that person."""
    members = data.draw(st.lists(answers_to(quiz), max_size=6))
    placed = placer(quiz)
    assert [placed(one) for one in (*members, *members)] == [
        place(quiz, one) for one in (*members, *members)
    ]


@pytest.mark.parametrize("quiz", every_rule(), ids=lambda quiz: str(quiz.rule)[:8])
def test_wrong_answers_are_refused_each_time(quiz: Quiz) -> None:
    """An answer that the quiz does not offer is refused as `score` refuses it, again and again."""
    first = quiz.items[0].id
    placed = placer(quiz)
    placed({first: "a"})
    for wrong, code in (({"nothing": "a"}, "SC301"), ({first: "z"}, "SC302")):
        for judge in (lambda one: score(quiz, one), placed, placed):
            with pytest.raises(AnswerError) as refused:
                judge(wrong)
            assert refused.value.code == code


def test_a_standing_can_be_counted() -> None:
    """Equal answers of two people are one standing with a count of two."""
    quiz = every_rule()[0]
    one, other = (place(quiz, {quiz.items[0].id: "a"}) for _ in range(2))
    assert isinstance(one, Standing)
    assert len({one, other}) == 1
