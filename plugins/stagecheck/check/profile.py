"""Checks a profile: its axes, the points on them, and that a browser can try them all."""

from collections.abc import Iterable, Sequence

from stagecheck_engine.model import Axis, Item, Number, Point, Profile

from ..front_shapes import ProfileFront
from ..problems import nearest
from ..yamlmap import Location
from .names import Names

MOST_SUMS = 10_000
"""Four axes of three questions with four options; a browser tries them in well under a second."""


def check_profile(names: Names, front: ProfileFront) -> Profile:
    """Return the profile."""
    axes = tuple(Axis(axis, wants) for axis, wants in front.axes.items())
    for axis in axes:
        _axis(names, axis.dimension)
    points = [_point(names, stage, at, axes) for stage, at in front.points.items()]
    _distinct(names, points)
    _bounded(names, axes)
    return Profile(axes, tuple(points))


def _axis(names: Names, dimension: str) -> None:
    at: Location = ("profile", "axes", dimension)
    if dimension not in names.dimensions:
        hint = nearest(dimension, names.dimensions)
        names.add("QZ041", at, f"there is no dimension {dimension!r}", hint)
    for item in names.items_of(dimension):
        if item.id not in names.content.broken:
            _axis_item(names, item, at)


def _axis_item(names: Names, item: Item, at: Location) -> None:
    if not item.ordered:
        message = f"the options of {item.id!r} have no order, so they have no sum"
        hint = "Take the dimension out of the profile, or .unordered off the question"
        names.add("QZ043", at, message, hint)
    elif item.several:
        message = f"several options of {item.id!r} may be chosen, and an axis adds up single ones"
        hint = "Take the dimension out of the profile, or .several off the question"
        names.add("QZ043", at, message, hint)
    elif any(not isinstance(option.value, int) for option in item.options):
        message = (
            f"the options of {item.id!r} count parts of a point, and a profile only whole ones"
        )
        hint = "Give them whole values, or take the dimension out of the profile"
        names.add("QZ059", at, message, hint)


def _point(names: Names, stage: str, given: dict[str, int], axes: Sequence[Axis]) -> Point:
    at: Location = ("profile", "points", stage)
    names.stage(stage, at)
    wanted = [axis.dimension for axis in axes]
    if set(given) != set(wanted):
        message = f"the point has {', '.join(given) or 'no axis'}"
        names.add("QZ048", at, message, f"Give it a number for each axis: {', '.join(wanted)}")
    for name, value in given.items():
        span = _span(names, name)
        if name in wanted and span and not span[0] <= value <= span[1]:
            message = f"{name!r} goes from {span[0]} to {span[1]}, and the point has {value}"
            hint = f"Write at most {span[1]}" if value > span[1] else f"Write at least {span[0]}"
            names.add("QZ049", (*at, name), message, hint)
    return Point(stage, tuple(given.get(name, 0) for name in wanted))


def _bounded(names: Names, axes: Sequence[Axis]) -> None:
    """See that a browser can try every sum that open answers may lead to."""
    sums: Number = 1
    for axis in axes:
        void = sum(item.not_applicable for item in names.items_of(axis.dimension))
        least, most = _span(names, axis.dimension) or (0, 0)
        sums *= (most - least + 1) * (void + 1)
    if sums > MOST_SUMS:
        message = f"the axes have {sums:,} combinations of sums, at most {MOST_SUMS:,} are tried"
        hint = "Take fewer axes or questions, or not-applicable off the questions"
        names.add("QZ052", ("profile", "axes"), message, hint)


def _span(names: Names, dimension: str) -> tuple[Number, Number] | None:
    """Sum the least and the most that a dimension can give; None while its items have problems."""
    items = names.items_of(dimension)
    if not items or any(_is_odd(names, item) for item in items):
        return None
    values = [[option.value for option in item.options] for item in items]
    return sum(min(one) for one in values), sum(max(one) for one in values)


def _is_odd(names: Names, item: Item) -> bool:
    return item.id in names.content.broken or item.several or len(item.options) < 2


def _distinct(names: Names, points: Iterable[Point]) -> None:
    first: dict[tuple[int, ...], str] = {}
    for point in points:
        if point.at in first:
            message = f"{point.stage!r} has the same point as {first[point.at]!r}"
            hint = "Move one of them; a tie everywhere places nobody"
            names.add("QZ050", ("profile", "points", point.stage), message, hint)
        first.setdefault(point.at, point.stage)
