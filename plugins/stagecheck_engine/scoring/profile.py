"""Attitudes that are not a ladder: the stage whose point is nearest, by city-block distance.

An axis is the sum of its items' option values; items that do not apply are left out and the sum
is scaled to the full number of items. Open items are tried at every answer they have. An axis of
which less than `MIN_COVERAGE` is answered tells nothing: all its values are tried.
"""

from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ..model import (
    NONE,
    NOT_APPLICABLE,
    Answers,
    Attitude,
    Axis,
    Item,
    Number,
    Point,
    Profile,
    Quiz,
)
from .points import MIN_COVERAGE as MIN_COVERAGE
from .points import applicable, is_enough, is_given, item_scale, points
from .steps import cheapest, reach

type Sums = tuple[Number, ...]
"""Every sum that an axis can still take, ascending."""

type Nearest = tuple[str, ...]
"""The stages nearest to one place, in the order of the points; several when they tie."""


NO_PROFILE = Profile((), ())


def profile_of(quiz: Quiz) -> Profile:
    """Return the profile of a quiz; one without axes where its rule has none."""
    rule = quiz.rule
    return (rule.profile if isinstance(rule, Attitude) else None) or NO_PROFILE


def axis_items(quiz: Quiz, axis: Axis) -> tuple[Item, ...]:
    """Return the items of an axis, in the order of the quiz."""
    return tuple(item for item in quiz.items if item.dimension == axis.dimension)


class Side(NamedTuple):
    """What some answers say on one axis.

    Every sum that it can take, the answered items with something to gain, and the most points.
    """

    sums: Sums
    short: tuple[str, ...]
    most: Number


def side(axis: Axis, items: tuple[Item, ...], answers: Answers) -> Side:
    """Look at the items of one axis."""
    short = tuple(item.id for item in items if _can_gain(item, answers.get(item.id), axis.wants))
    return Side(axis_sums(items, answers), short, sum(item_scale(item).most for item in items))


def sums(quiz: Quiz, answers: Answers) -> tuple[Sums, ...]:
    """Return every sum that each axis can take, in the order of the axes."""
    return tuple(axis_sums(axis_items(quiz, axis), answers) for axis in profile_of(quiz).axes)


def axis_sums(items: tuple[Item, ...], answers: Answers) -> Sums:
    """Return every sum the axis can take once its open items are answered."""
    if not is_told(items, answers):
        answers = {}
    return _sums(items, {(0, 0)}, items, answers)


def is_told(items: tuple[Item, ...], answers: Answers) -> bool:
    """Tell whether enough of an axis's applicable items are answered."""
    answered = sum(is_given(answers.get(item.id)) for item in items)
    return is_enough(answered, len(applicable(items, answers)))


def _can_gain(item: Item, answer: str | None, wants: str) -> bool:
    if answer is None or not is_given(answer):
        return False
    scale, value = item_scale(item), points(item, answer)
    return value < scale.most if wants == "more" else value > scale.least


@lru_cache(maxsize=1024)
def possible(points: tuple[Point, ...], axes: tuple[Sums, ...]) -> frozenset[Nearest]:
    """Return what is nearest at every place that the axes' sums allow."""
    return frozenset(nearest(points, place) for place in product(*axes))


def nearest(points: tuple[Point, ...], place: tuple[Number, ...]) -> Nearest:
    """Return the stages whose points lie nearest to one place."""
    distances = [_distance(point.at, place) for point in points]
    least = min(distances)
    return tuple(point.stage for point, far in zip(points, distances, strict=True) if far == least)


def _distance(one: tuple[int, ...], other: tuple[Number, ...]) -> Number:
    total: Number = 0
    for here, there in zip(one, other, strict=True):
        gap = there - here
        total += gap if gap > 0 else -gap
    return total


def steps_away(quiz: Quiz, answers: Answers) -> int | None:
    """Count the fewest one-step changes after which the profile says something else, if any."""
    axes, points = profile_of(quiz)
    if not axes:
        return None
    groups = [axis_items(quiz, axis) for axis in axes]
    now = possible(points, tuple(axis_sums(items, answers) for items in groups))
    moves = [_moves(items, answers) for items in groups]
    for place in sorted(product(*(axis.items() for axis in moves)), key=_steps):
        if possible(points, tuple(sums for sums, _ in place)) != now:
            return _steps(place)
    return None


def _moves(items: tuple[Item, ...], answers: Answers) -> dict[Sums, int]:
    """Map what an axis can become to the fewest steps that lead there.

    The answered items are moved; the sums that the open ones add are the same everywhere.
    """
    totals: dict[Number, int] = {0: 0}
    for item in items:
        if not is_given(answers.get(item.id)):
            continue
        choices = reach(item, answers[item.id])
        totals = cheapest(
            (total + value, cost + steps)
            for total, cost in totals.items()
            for value, steps in choices.items()
        )
    return cheapest((_shifted(items, answers, total), cost) for total, cost in totals.items())


def _shifted(items: tuple[Item, ...], answers: Answers, total: Number) -> Sums:
    if not is_told(items, answers):
        return axis_sums(items, answers)
    fixed = [item for item in items if is_given(answers.get(item.id))]
    others = tuple(item for item in items if item not in fixed)
    return _sums(items, {(total, len(fixed))}, others, answers)


def _sums(
    items: tuple[Item, ...],
    reached: set[tuple[Number, int]],
    added: tuple[Item, ...],
    answers: Answers,
) -> Sums:
    """Add to `reached`, pairs of (points, items counted), all that the items `added` can give."""
    for item in added:
        given = _contributions(item, answers.get(item.id))
        reached = {(total + value, n + count) for total, n in reached for value, count in given}
    scaled: set[Number] = {_scaled(total, n, len(items)) for total, n in reached if n}
    return tuple(sorted(scaled))


def _contributions(item: Item, answer: str | None) -> list[tuple[Number, int]]:
    """List what an item can add, as (points, items counted)."""
    if answer == NOT_APPLICABLE:
        return [(0, 0)]
    if answer is not None and is_given(answer):
        return [(points(item, answer), 1)]
    anywhere = reach(item, NONE if item.several else item.options[0].key)
    return [(value, 1) for value in anywhere] + [(0, 0)] * item.not_applicable


def _scaled(total: Number, counted: int, items: int) -> Number:
    # Whole numbers stay integers: they are many times faster, and equal to their fractions.
    return total if counted == items else Fraction(total * items, counted)


def _steps(place: tuple[tuple[Sums, int], ...]) -> int:
    return sum(cost for _, cost in place)
