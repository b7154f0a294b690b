"""How this playbook's quizzes ask: what first answers say, and that none gives itself away."""

from collections.abc import Iterator
from itertools import product

import pytest

from prose import QUIZZES, passages
from samples import catalogue
from stagecheck_engine.model import Answers, Quiz
from stagecheck_engine.scoring import score

LITTLE_FEAR = 2
"""The most on a threat axis that is no fear yet: two mild answers, or the one of the pulse."""


def without_use(quiz: Quiz, value: Answers) -> Iterator[Answers]:
    """Answer as teams with these answers on value, little fear and hardly a purpose."""
    rest = {item.id: item.options[0].key for item in quiz.items}
    free = [item for item in quiz.items if item.dimension in ("threat", "purpose")]
    for options in product(*(item.options[:2] for item in free)):
        chosen = list(zip(free, options, strict=True))
        fear = sum(option.value for item, option in chosen if item.dimension == "threat")
        if fear <= LITTLE_FEAR:
            yield {**rest, **value, **{item.id: option.key for item, option in chosen}}


def on_value(quiz: Quiz, place: int) -> Answers:
    """Answer as teams that laugh at the network, at the first place, or pass over it.

    Neither can name anything that the network gave it.
    """
    own = [item for item in quiz.items if item.dimension == "value" and item.id != "last-help"]
    return {item.id: item.options[place].key for item in own}


@pytest.mark.parametrize("name", ["team-stage", "pulse"])
def test_a_network_that_is_ignored_is_not_one_that_is_laughed_at(name: str) -> None:
    """Scorn is Folly, and no notice Flippant, however little is feared or known of a purpose."""
    quiz = catalogue().quizzes[name].quiz
    for place, stage in enumerate(("folly", "flippant")):
        teams = without_use(quiz, on_value(quiz, place))
        assert {score(quiz, answers).stages for answers in teams} == {(stage,)}


def test_a_stretch_of_time_is_looked_at_whole() -> None:
    """No quiz says "think back three months", which can mean the day three months ago."""
    said = [
        passage
        for path in QUIZZES.glob("*.md")
        for passage in passages(path)
        if passage.startswith(("Think back", "Think of the past"))
    ]
    assert said == []
