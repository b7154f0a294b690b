"""What it takes to alter the verdict of a plain score: steps of an answer, or its absence."""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from ..model import NOT_APPLICABLE, Item
from . import scales, steps
from .case import Case, Place, Reach, answered, place_of, reach, stages
from .points import is_open, points
from .sheet import added, filled, rates, tally


class Weighed(NamedTuple):
    """A case, and what one weighted point of a dimension adds to a place: `rates`, by place.

    Each is as `sheet.rates` has them.
    """

    case: Case
    rates: dict[str, dict[str, Fraction]]


def weighed(at: Case) -> Weighed:
    """Find out what the points of a case add to its places."""
    return Weighed(at, {place.node: rates(at.sheet, place.node) for place in at.places})


def margin(on: Weighed) -> int | None:
    """Count the fewest steps that alter the stage of any place, all of which are certain."""
    counts = [
        count
        for place in on.case.places
        for count in (_steps_up(on, place), _steps_down(on, place))
    ]
    return min((count for count in counts if count is not None), default=None)


def runners_up(on: Weighed, now: tuple[str, ...]) -> tuple[str, ...]:
    """List the stages, other than the present ones, that a single step leads to."""
    at = on.case
    found = {
        stage
        for place in at.places
        for item, answer in answered(at, place)
        for other in steps.near(item, answer)
        for stage in stages(at, reach(_moved(on, place, item, other)))
    }
    return tuple(stage.id for stage in at.quiz.stages if stage.id in found - set(now))


def drivers(on: Weighed) -> tuple[str, ...]:
    """List the answers without which the verdict differs, strongest first.

    The more stages become possible without it, the stronger an answer is.
    """
    at = on.case
    weights: dict[str, int] = {}
    nodes = [place.node for place in at.places]
    now = dict(zip(nodes, at.reaches, strict=True))
    if not (now or at.rule.each):
        # Where nothing applies, the whole can be anywhere.
        now = {scales.WHOLE: Reach(0, len(at.rule.bands) - 1)}
    for item in at.items:
        if not is_open(at.answers.get(item.id)):
            place = _without(on, item)
            then = reach(place)
            if then != now.get(place.node):
                weights[item.id] = then.best - then.sure
    return tuple(sorted(weights, key=lambda item: -weights[item]))


def _steps_up(on: Weighed, place: Place) -> int | None:
    """Count the fewest steps after which the best case reaches the next band."""
    now = reach(place).best
    if now + 1 == len(place.borders):
        return None
    wanted = place.borders[now + 1] - place.high
    unit = _unit(on, place, wanted)
    ladders = (
        _scaled(steps.rises(item, answer), _rate(on, place, item) * unit)
        for item, answer in answered(on.case, place)
    )
    return steps.fewest(ladders, int(wanted * unit))


def _steps_down(on: Weighed, place: Place) -> int | None:
    """Count the fewest steps after which the worst case falls out of the band."""
    now = reach(place).sure
    if now == 0:
        return None
    spare = place.low - place.borders[now]
    unit = _unit(on, place, spare)
    ladders = (
        _scaled(steps.falls(item, answer), _rate(on, place, item) * unit)
        for item, answer in answered(on.case, place)
    )
    # The border belongs to the band, so that it is not left before it is passed.
    return steps.fewest(ladders, int(spare * unit) + 1)


def _unit(on: Weighed, place: Place, share: Fraction) -> int:
    """Find the number by which every step's share, and `share`, becomes whole: ints are fast."""
    parts = {option.value.denominator for item in on.case.items for option in item.options}
    wholes = {rate.denominator for rate in on.rates[place.node].values()}
    return lcm(share.denominator, lcm(*parts) * lcm(*wholes))


def _rate(on: Weighed, place: Place, item: Item) -> Fraction:
    """Tell how much of a place's share one point of an item makes."""
    return item.weight * on.rates[place.node][item.dimension]


def _scaled(ladder: steps.Ladder, by: Fraction) -> steps.Ladder:
    # `by` is whole, and a multiple of every denominator that a gain can have.
    return [int(by.numerator * gain) for gain in ladder]


def _moved(on: Weighed, place: Place, item: Item, other: str) -> Place:
    """Return a place as it would be with another answer to one item."""
    gained = points(item, other) - points(item, on.case.answers[item.id])
    share = _rate(on, place, item) * gained
    return place._replace(low=place.low + share, high=place.high + share)


def _without(on: Weighed, item: Item) -> Place:
    """Return the place that an item belongs to as it would be without the item's answer."""
    at = on.case
    answer = at.answers[item.id]
    if answer == NOT_APPLICABLE:
        return _without_not_applicable(at, item)
    place = next(place for place in at.places if item.dimension in on.rates[place.node])
    gone, rate = tally(item, answer), on.rates[place.node][item.dimension]
    return place._replace(
        low=place.low - rate * gone.low,
        high=place.high + rate * (gone.span - gone.high),
        answered=place.answered - 1,
    )


def _without_not_applicable(at: Case, item: Item) -> Place:
    """Return the same where the item was not counted so far, and its whole scale changes."""
    left = added(at.sheet.tallies[item.dimension], tally(item, None))
    again = filled(at.sheet.tree, {**at.sheet.tallies, item.dimension: left})
    node = item.dimension if at.rule.each else scales.WHOLE
    return place_of(again, node, at.borders[node])
