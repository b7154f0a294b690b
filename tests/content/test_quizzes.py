"""How this playbook's quizzes ask: what first answers say, and that none gives itself away."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

import pytest

from prose import QUIZZES, passages
from samples import catalogue
from stagecheck_engine.model import KNOWLEDGE, Answers, Item, Quiz
from stagecheck_engine.scoring import score

CHECKS = [name for name, one in catalogue().quizzes.items() if one.quiz.kind == KNOWLEDGE]
BY_LENGTH: dict[str, Callable[[list[int]], int]] = {"the longest": max, "the shortest": min}
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


def single_choice(name: str) -> list[Item]:
    """Give the questions of a knowledge check that have one right option."""
    return [item for item in catalogue().quizzes[name].quiz.items if not item.several]


def given_away(item: Item, extreme: Callable[[list[int]], int]) -> bool:
    """Tell whether the right option, and no other, has the extreme length in characters."""
    lengths = [len(option.text) for option in item.options]
    (right,) = (len(option.text) for option in item.options if option.value)
    return right == extreme(lengths) and lengths.count(right) == 1


@pytest.mark.parametrize("extreme", BY_LENGTH)
def test_a_right_answer_cannot_be_picked_by_its_length(extreme: str) -> None:
    """Over all checks, that option is right no oftener than one drawn by lot would be.

    A draw is right once in as many times as there are options, so over all questions it is
    expected to be right in the sum of these shares. No check may be passed in that way either.
    """
    pick, items = BY_LENGTH[extreme], [item for name in CHECKS for item in single_choice(name)]
    by_lot = sum(Fraction(1, len(item.options)) for item in items)
    assert sum(given_away(item, pick) for item in items) <= by_lot
    for name in CHECKS:
        own = single_choice(name)
        assert 2 * sum(given_away(item, pick) for item in own) <= len(own), name
