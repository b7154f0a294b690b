"""Every play that an assessment names is worth naming: some result of it shows the play."""

from collections.abc import Iterator

import pytest

from made_up import offered
from samples import catalogue
from stagecheck_engine.model import KNOWLEDGE, Answers, Quiz
from stagecheck_engine.scoring import placer
from stagecheck_engine.scoring.plays import advised

ASSESSMENTS = [
    name
    for name, one in catalogue().quizzes.items()
    if one.quiz.kind != KNOWLEDGE and one.quiz.plays
]


def near_examples(quiz: Quiz) -> Iterator[Answers]:
    """Give the answers of each example team, and all that differ from them by one answer."""
    for example in catalogue().checked[quiz.id].examples:
        yield example.answers
        for item in quiz.items:
            yield from ({**example.answers, item.id: option} for option in offered(item))


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_every_play_is_shown_by_some_result(name: str) -> None:
    """One that always gives way to another, which acts on the same answers, would help nobody."""
    quiz = catalogue().quizzes[name].quiz
    place = placer(quiz)
    shown = {
        one.play for answers in near_examples(quiz) for one in advised(quiz, place(answers).aim)
    }
    assert {play.id for play in quiz.plays} - shown == set()
