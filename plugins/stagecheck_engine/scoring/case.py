"""A plain score of one set of answers, and the bands that it can fall into."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from ..model import Answers, Bands, Item, Quiz
from . import scales
from .points import counted, fraction, is_enough, is_given, item_scale, points
from .sheet import Sheet, filled, summed, total
from .standing import remembered

type Borders = tuple[Fraction, ...]
"""The shares of a scale at which its bands begin, ascending from 0."""


class Place(NamedTuple):
    """A node that is given a stage, and what share of its scale it reaches, surely and at best."""

    node: str
    low: Fraction
    high: Fraction
    answered: int
    items: int
    borders: Borders


class Reach(NamedTuple):
    """The bands that remain possible: from the one that is sure to the best, counted from 0."""

    sure: int
    best: int


class Case(NamedTuple):
    """A quiz, its answers, and where they lead.

    `items` are those that a place counts; `borders` are by node, applicable or not. `alone` is the
    band that each given answer would be in by itself; `reaches` are those of the places.
    """

    quiz: Quiz
    rule: Bands
    answers: Answers
    sheet: Sheet
    items: tuple[Item, ...]
    borders: dict[str, Borders]
    alone: dict[str, int]
    places: tuple[Place, ...]
    reaches: tuple[Reach, ...]


def case(quiz: Quiz, rule: Bands, answers: Answers) -> Case:
    """Add the answers up and find the nodes that are given a stage."""
    return caser(quiz, rule)(answers)


def caser(quiz: Quiz, rule: Bands) -> Callable[[Answers], Case]:
    """Make what does so for one set of answers after the other.

    Each dimension remembers what was added up, and each item what it was worth.
    """
    nodes, counted_ = scales.tree(quiz.items, rule), counted(quiz.items)
    begin = borders(nodes, rule)
    sums = {
        name: remembered([item.id for item in own], partial(summed, own))
        for name, own in scales.by_dimension(quiz.items).items()
    }
    alone = {
        item.id: remembered([item.id], partial(_alone, item, begin[_node(rule, item)]))
        for item in counted_
    }

    def of(answers: Answers) -> Case:
        filled_in = filled(nodes, {name: tally(answers) for name, tally in sums.items()})
        found = [node for node in begin if node in filled_in.low]
        places = tuple(place_of(filled_in, node, begin[node]) for node in found)
        bands = {item: band for item, one in alone.items() if (band := one(answers)) is not None}
        reaches = tuple(map(reach, places))
        return Case(quiz, rule, answers, filled_in, counted_, begin, bands, places, reaches)

    return of


def borders(nodes: scales.Tree, rule: Bands) -> dict[str, Borders]:
    """Tell, for each node that is given a stage, where its bands begin."""
    found = ((node, nodes.scales[node]) for node in scales.placed(nodes, rule))
    return {
        node: tuple((Fraction(band.low) - scale.least) / scale.span for band in rule.bands)
        for node, scale in found
    }


def place_of(of: Sheet, node: str, within: Borders) -> Place:
    """Tell what share of its scale a node reaches."""
    whole = total(of, node)
    return Place(node, of.low[node], of.high[node], whole.answered, whole.items, within)


def reach(place: Place) -> Reach:
    """Find the bands that a place can be in; every one while too little is answered."""
    if not is_enough(place.answered, place.items):
        return Reach(0, len(place.borders) - 1)
    return Reach(_band(place.borders, place.low), _band(place.borders, place.high))


def stages(at: Case, found: Reach) -> tuple[str, ...]:
    """List the stages of the bands that remain possible."""
    return tuple(band.stage for band in at.rule.bands[found.sure : found.best + 1])


def items(at: Case, place: Place) -> Iterator[Item]:
    """List the counted items that a place is made of."""
    return (item for item in at.items if place.node in (scales.WHOLE, item.dimension))


def answered(at: Case, place: Place) -> Iterator[tuple[Item, str]]:
    """List the counted items of a place that have an answer, with it."""
    for item in items(at, place):
        answer = at.answers.get(item.id)
        if answer is not None and is_given(answer):
            yield item, answer


def _node(rule: Bands, item: Item) -> str:
    return item.dimension if rule.each else scales.WHOLE


def _alone(item: Item, within: Borders, answers: Answers) -> int | None:
    """Find the band that an answer would be in by itself; None where nothing was answered."""
    answer, scale = answers.get(item.id), item_scale(item)
    if answer is None or not is_given(answer):
        return None
    return _band(within, fraction(points(item, answer) - scale.least, scale.span))


def _band(within: Borders, share: Fraction) -> int:
    """Count the borders after the first that a share has reached: each belongs to its band."""
    return sum(border <= share for border in within[1:])
