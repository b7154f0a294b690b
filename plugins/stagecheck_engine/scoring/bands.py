"""The rule `bands`: a plain score, and the stage it falls into, for the whole or each dimension."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from ..model import NOT_APPLICABLE, Advice, Answers, Bands, Item, Placed, Quiz, Result
from . import plays, scales, steps
from .attitude import OPEN, STAGE
from .blank import blank
from .points import counted, is_enough, is_given, is_open, item_scale, points
from .sheet import Sheet, added, filled, rates, score_of, sheet, tally, total

EACH = "each"
"""The verdict where every dimension has a stage of its own."""


class Place(NamedTuple):
    """A node that is given a stage, and what share of its scale it reaches, surely and at best.

    `borders` are the shares at which the bands begin.
    """

    node: str
    low: Fraction
    high: Fraction
    answered: int
    items: int
    borders: tuple[Fraction, ...]


class Reach(NamedTuple):
    """The bands that remain possible: from the one that is sure to the best, counted from 0."""

    sure: int
    best: int


class Case(NamedTuple):
    """A quiz, its answers, and where they lead.

    `items` are those that a place counts; `rates`, as `sheet.rates` has them, are by place.
    """

    quiz: Quiz
    rule: Bands
    answers: Answers
    sheet: Sheet
    items: tuple[Item, ...]
    places: tuple[Place, ...]
    rates: dict[str, dict[str, Fraction]]


def result(quiz: Quiz, rule: Bands, answers: Answers) -> Result:
    """Place a team, or each of its dimensions, by a plain score."""
    at = case(quiz, rule, answers)
    verdict, stages = judge(at)
    margin = _margin(at) if verdict != OPEN else None
    return blank(quiz, answers)._replace(
        verdict=verdict,
        stages=stages,
        margin=margin,
        runners_up=_runners_up(at, stages) if margin == 1 else (),
        next_stage=_next_stage(at),
        drivers=_drivers(at),
        blockers=_blockers(at),
        needed=_needed(at),
        dimensions=tuple(score_of(at.sheet, one.id) for one in quiz.dimensions),
        groups=tuple(score_of(at.sheet, group.id) for group in rule.groups),
        total=score_of(at.sheet, scales.WHOLE),
        placed=_placed(at) if rule.each else (),
        plays=_plays(at),
    )


def case(quiz: Quiz, rule: Bands, answers: Answers) -> Case:
    """Add the answers up and find the nodes that are given a stage."""
    filled_in = sheet(quiz, rule, answers)
    found = [node for node in scales.placed(filled_in.tree, rule) if node in filled_in.low]
    places = tuple(_place(filled_in, rule, node) for node in found)
    by_place = {node: rates(filled_in, node) for node in found}
    return Case(quiz, rule, answers, filled_in, counted(quiz.items), places, by_place)


def judge(at: Case) -> tuple[str, tuple[str, ...]]:
    """Return the verdict and the stages that remain possible, in the order of the quiz."""
    found = [reach(place) for place in at.places]
    if not found:
        return OPEN, _stages(at, Reach(0, len(at.rule.bands) - 1))
    stages = {stage for one in found for stage in _stages(at, one)}
    ordered = tuple(stage.id for stage in at.quiz.stages if stage.id in stages)
    if any(one.sure != one.best for one in found):
        return OPEN, ordered
    return STAGE if len(ordered) == 1 else EACH, ordered


def reach(place: Place) -> Reach:
    """Find the bands that a place can be in; every one while too little is answered."""
    if not is_enough(place.answered, place.items):
        return Reach(0, len(place.borders) - 1)
    return Reach(_band(place.borders, place.low), _band(place.borders, place.high))


def _band(borders: tuple[Fraction, ...], share: Fraction) -> int:
    """Count the borders after the first that a share has reached: each belongs to its band."""
    return sum(border <= share for border in borders[1:])


def _place(of: Sheet, rule: Bands, node: str) -> Place:
    scale, whole = of.tree.scales[node], total(of, node)
    borders = tuple((Fraction(band.low) - scale.least) / scale.span for band in rule.bands)
    return Place(node, of.low[node], of.high[node], whole.answered, whole.items, borders)


def _stages(at: Case, found: Reach) -> tuple[str, ...]:
    return tuple(band.stage for band in at.rule.bands[found.sure : found.best + 1])


def _placed(at: Case) -> tuple[Placed, ...]:
    """List the stages of each dimension; none where it does not apply at all."""
    stages = {place.node: _stages(at, reach(place)) for place in at.places}
    scored = (one.id for one in at.quiz.dimensions if one.id in at.sheet.tree.scales)
    return tuple(Placed(dimension, stages.get(dimension, ())) for dimension in scored)


def _items(at: Case, place: Place) -> Iterator[Item]:
    """List the counted items that a place is made of."""
    return (item for item in at.items if item.dimension in at.rates[place.node])


def _answered(at: Case, place: Place) -> Iterator[tuple[Item, str]]:
    for item in _items(at, place):
        answer = at.answers.get(item.id)
        if answer is not None and is_given(answer):
            yield item, answer


def _margin(at: Case) -> int | None:
    """Count the fewest steps that alter the stage of any place, all of which are certain."""
    counts = [
        count for place in at.places for count in (_steps_up(at, place), _steps_down(at, place))
    ]
    return min((count for count in counts if count is not None), default=None)


def _steps_up(at: Case, place: Place) -> int | None:
    """Count the fewest steps after which the best case reaches the next band."""
    now = reach(place).best
    if now + 1 == len(place.borders):
        return None
    wanted = place.borders[now + 1] - place.high
    unit = _unit(at, place, wanted)
    ladders = (
        _scaled(steps.rises(item, answer), _rate(at, place, item) * unit)
        for item, answer in _answered(at, place)
    )
    return steps.fewest(ladders, int(wanted * unit))


def _steps_down(at: Case, place: Place) -> int | None:
    """Count the fewest steps after which the worst case falls out of the band."""
    now = reach(place).sure
    if now == 0:
        return None
    spare = place.low - place.borders[now]
    unit = _unit(at, place, spare)
    ladders = (
        _scaled(steps.falls(item, answer), _rate(at, place, item) * unit)
        for item, answer in _answered(at, place)
    )
    # The border belongs to the band, so that it is not left before it is passed.
    return steps.fewest(ladders, int(spare * unit) + 1)


def _unit(at: Case, place: Place, share: Fraction) -> int:
    """Find the number by which every step's share, and `share`, becomes whole: ints are fast."""
    parts = {option.value.denominator for item in at.items for option in item.options}
    wholes = {rate.denominator for rate in at.rates[place.node].values()}
    return lcm(share.denominator, lcm(*parts) * lcm(*wholes))


def _rate(at: Case, place: Place, item: Item) -> Fraction:
    """Tell how much of a place's share one point of an item makes."""
    return item.weight * at.rates[place.node][item.dimension]


def _scaled(ladder: steps.Ladder, by: Fraction) -> steps.Ladder:
    # `by` is whole, and a multiple of every denominator that a gain can have.
    return [int(by.numerator * gain) for gain in ladder]


def _runners_up(at: Case, now: tuple[str, ...]) -> tuple[str, ...]:
    """List the stages, other than the present ones, that a single step leads to."""
    found = {
        stage
        for place in at.places
        for item, answer in _answered(at, place)
        for other in steps.near(item, answer)
        for stage in _stages(at, reach(_moved(at, place, item, other)))
    }
    return tuple(stage.id for stage in at.quiz.stages if stage.id in found - set(now))


def _moved(at: Case, place: Place, item: Item, other: str) -> Place:
    """Return a place as it would be with another answer to one item."""
    gained = points(item, other) - points(item, at.answers[item.id])
    share = _rate(at, place, item) * gained
    return place._replace(low=place.low + share, high=place.high + share)


def _drivers(at: Case) -> tuple[str, ...]:
    """List the answers without which the verdict differs, strongest first.

    The more stages become possible without it, the stronger an answer is.
    """
    weights: dict[str, int] = {}
    now = {place.node: reach(place) for place in at.places}
    if not (now or at.rule.each):
        # Where nothing applies, the whole can be anywhere.
        now = {scales.WHOLE: Reach(0, len(at.rule.bands) - 1)}
    for item in at.items:
        if not is_open(at.answers.get(item.id)):
            place = _without(at, item)
            then = reach(place)
            if then != now.get(place.node):
                weights[item.id] = then.best - then.sure
    return tuple(sorted(weights, key=lambda item: -weights[item]))


def _without(at: Case, item: Item) -> Place:
    """Return the place that an item belongs to as it would be without the item's answer."""
    answer = at.answers[item.id]
    if answer == NOT_APPLICABLE:
        left = added(at.sheet.tallies[item.dimension], tally(item, None))
        spread = filled(at.sheet.tree, {**at.sheet.tallies, item.dimension: left})
        return _place(spread, at.rule, item.dimension if at.rule.each else scales.WHOLE)
    place = next(place for place in at.places if item.dimension in at.rates[place.node])
    gone, rate = tally(item, answer), at.rates[place.node][item.dimension]
    return place._replace(
        low=place.low - rate * gone.low,
        high=place.high + rate * (gone.span - gone.high),
        answered=place.answered - 1,
    )


def _next_stage(at: Case) -> str | None:
    """Return the stage above the one that is sure; none where each dimension has its own."""
    if at.rule.each or not at.places:
        return None
    following = reach(at.places[0]).sure + 1
    return at.rule.bands[following].stage if following < len(at.rule.bands) else None


def _blockers(at: Case) -> tuple[str, ...]:
    """List the answers that stand lower on their scale than where the next band begins."""
    found: set[str] = set()
    for place in at.places:
        for border in place.borders[reach(place).sure + 1 :][:1]:
            found.update(
                item.id for item, answer in _answered(at, place) if _share(item, answer) < border
            )
    return plays.in_order(at.quiz, found)


def _share(item: Item, answer: str) -> Fraction:
    scale = item_scale(item)
    return Fraction(points(item, answer) - scale.least) / scale.span


def _needed(at: Case) -> tuple[str, ...]:
    """List the open items of all that is not certain yet."""
    found: set[str] = set()
    for place in at.places:
        sure, best = reach(place)
        if sure != best:
            found.update(item.id for item in _items(at, place) if is_open(at.answers.get(item.id)))
    return plays.in_order(at.quiz, found)


def _plays(at: Case) -> tuple[Advice, ...]:
    top = len(at.rule.bands) - 1
    if at.places and all(reach(place).sure == top for place in at.places):
        return plays.keepers(at.quiz, at.rule.bands[top].stage)
    return plays.cover(at.quiz, set(_blockers(at)))
