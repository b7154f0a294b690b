"""The rule `share`: what is right in a knowledge check, and whether it is enough to pass.

One choice is right or wrong. Of several, every right option ticked counts one and every wrong one
takes one away, but never below nothing; all that are right make the whole credit.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from ..model import Answers, Item, Mark, Number, Quiz, Result, Score, Share
from .attitude import OPEN
from .blank import blank
from .plays import Aim
from .points import applicable, chosen, exact, is_enough, is_given, is_open
from .scales import WHOLE
from .standing import Standing

PASSED = "passed"
FAILED = "failed"
RIGHT = "right"
PARTLY = "partly"
WRONG = "wrong"


class Ticks(NamedTuple):
    """How many of the `right` options of an item were ticked: `hit`; how many others: `wrong`."""

    hit: int
    wrong: int
    right: int


def result(quiz: Quiz, rule: Share, answers: Answers) -> Result:
    """Mark every item that applies, and tell whether the share that is right is a pass."""
    items = applicable(quiz.items, answers)
    total = _score(WHOLE, items, answers)
    verdict = _verdict(rule, total)
    dimensions = (
        _score(one.id, [item for item in items if item.dimension == one.id], answers)
        for one in quiz.dimensions
    )
    return blank(quiz, answers)._replace(
        verdict=verdict,
        needed=tuple(
            item.id for item in items if verdict == OPEN and is_open(answers.get(item.id))
        ),
        dimensions=tuple(dimensions),
        total=total,
        marks=tuple(_mark(item, answers.get(item.id)) for item in items),
    )


def placer(quiz: Quiz, rule: Share) -> Callable[[Answers], Standing]:
    """Make what tells of answers whether they pass; a knowledge check places nobody."""

    def placed(answers: Answers) -> Standing:
        total = _score(WHOLE, applicable(quiz.items, answers), answers)
        return Standing(_verdict(rule, total), (), None, (), (), Aim((), None))

    return placed


def ticks(item: Item, answer: str) -> Ticks:
    """Count what was ticked rightly and wrongly."""
    keys = chosen(item, answer)
    right = [option.key for option in item.options if option.value]
    hit = len(set(keys).intersection(right))
    return Ticks(hit, len(keys) - hit, len(right))


def _mark(item: Item, answer: str | None) -> Mark:
    if answer is None or not is_given(answer):
        return Mark(item.id, 0, OPEN)
    credit = _credit(item, answer)
    if credit in (0, 1):
        return Mark(item.id, credit, RIGHT if credit else WRONG)
    return Mark(item.id, credit, PARTLY)


def _credit(item: Item, answer: str) -> Number:
    hit, wrong, right = ticks(item, answer)
    # Of one choice, one right option is all: any other that is right too asks for nothing.
    return exact(Fraction(max(0, hit - wrong), right if item.several else 1)) if hit else 0


def _score(name: str, items: Iterable[Item], answers: Answers) -> Score:
    """Add up the credit of items, times their weight; open ones count nothing, or all."""
    low: Number = 0
    open_ = most = answered = count = 0
    for item in items:
        answer = answers.get(item.id)
        if answer is not None and is_given(answer):
            low += item.weight * _credit(item, answer)
            answered += 1
        else:
            open_ += item.weight
        most += item.weight
        count += 1
    return Score(name, exact(low), exact(low + open_), 0, most, answered, count)


def _verdict(rule: Share, total: Score) -> str:
    if not is_enough(total.answered, total.items):
        return OPEN
    needed = rule.pass_mark * total.most
    if total.low >= needed:
        return PASSED
    return FAILED if total.high < needed else OPEN
