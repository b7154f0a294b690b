"""Which single answers would lead elsewhere: what an editor asks of a quiz, with a team at hand."""

from collections.abc import Iterator
from typing import NamedTuple

from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Item, Quiz
from . import placer
from .standing import Standing


class Change(NamedTuple):
    """Another answer to one item, all others as they are, and where it would lead."""

    item: str
    answer: str
    standing: Standing


def changes(quiz: Quiz, answers: Answers) -> tuple[Change, ...]:
    """List the answers that alone would lead to other stages, or to a pass or a fail.

    Items are in the quiz's order, and answers in that of the item. Of several choices, one is
    ticked or unticked. Raises AnswerError (SC301 to SC305) as `score` does.
    """
    place = placer(quiz)
    now = _outcome(place(answers))
    return tuple(
        Change(item.id, other, standing)
        for item in quiz.items
        for other in _others(item, answers.get(item.id))
        if _outcome(standing := place({**answers, item.id: other})) != now
    )


def _outcome(standing: Standing) -> tuple[object, ...]:
    return standing.verdict, standing.stages, standing.placed


def _others(item: Item, given: str | None) -> Iterator[str]:
    """Give what may be answered instead."""
    keys = [option.key for option in item.options]
    ticked = set((given or "").split(" ")) & set(keys) if item.several else set()
    for key in keys:
        toggled = ticked ^ {key} if item.several else {key}
        other = " ".join(one for one in keys if one in toggled)
        if other and other != given:
            yield other
    offered = (
        (NONE, item.none),
        (NOT_APPLICABLE, item.not_applicable),
        (DONT_KNOW, item.dont_know),
    )
    yield from (key for key, is_offered in offered if is_offered and key != given)
