"""A score sheet: what the answers add up to in every dimension, every group and the whole.

Open items are tried at their worst and at their best. Items that do not apply are left out, and
what is left counts for the whole of its scale.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from ..model import NOT_APPLICABLE, Answers, Item, Number, Score
from .points import exact, fraction, is_given, item_scale, points
from .scales import WHOLE, Shares, Tree, spread


class Tally(NamedTuple):
    """Weighted points above the least, surely and at best, of `span`, and how many items gave them.

    `items` counts those that apply, `answered` those of them that were answered.
    """

    low: Number
    high: Number
    span: Number
    answered: int
    items: int


class Sheet(NamedTuple):
    """The tallies of the dimensions, and what share of its scale every node reaches."""

    tree: Tree
    tallies: dict[str, Tally]
    low: Shares
    high: Shares


NOTHING = Tally(0, 0, 0, 0, 0)
"""What no item adds up to."""


def summed(items: Iterable[Item], answers: Answers) -> Tally:
    """Add up the answers to the items of one dimension."""
    return reduce(added, (tally(item, answers.get(item.id)) for item in items), NOTHING)


def filled(nodes: Tree, tallies: dict[str, Tally]) -> Sheet:
    """Work out the shares of all nodes from the tallies of the dimensions."""
    told = {name: one for name, one in tallies.items() if one.items}
    low = spread(nodes, {name: fraction(one.low, one.span) for name, one in told.items()})
    if all(one.low == one.high for one in told.values()):
        return Sheet(nodes, tallies, low, low)
    high = {name: fraction(one.high, one.span) for name, one in told.items()}
    return Sheet(nodes, tallies, low, spread(nodes, high))


def tally(item: Item, answer: str | None) -> Tally:
    """Tell what one item adds to its dimension."""
    if answer == NOT_APPLICABLE:
        return NOTHING
    scale = item_scale(item)
    span = item.weight * scale.span
    if answer is None or not is_given(answer):
        return Tally(0, span, span, 0, 1)
    gained = item.weight * (points(item, answer) - scale.least)
    return Tally(gained, gained, span, 1, 1)


def added(one: Tally, other: Tally) -> Tally:
    """Add two tallies up."""
    return Tally(
        one.low + other.low,
        one.high + other.high,
        one.span + other.span,
        one.answered + other.answered,
        one.items + other.items,
    )


def total(of: Sheet, node: str) -> Tally:
    """Add up the tallies of all dimensions within a node."""
    if node in of.tallies:
        return of.tallies[node]
    return reduce(added, (total(of, part) for part in of.tree.parts.get(node, ())), NOTHING)


def rates(of: Sheet, node: str) -> dict[str, Fraction]:
    """Tell how much of a node's share one weighted point of each dimension makes."""
    told = {name: one.span for name, one in of.tallies.items() if one.items}
    if node != WHOLE:
        return {node: 1 / Fraction(told[node])}
    shares = {}
    for name, span in told.items():
        alone = {other: Fraction(other == name) for other in told}
        shares[name] = spread(of.tree, alone)[WHOLE] / span
    return shares


def score_of(of: Sheet, node: str) -> Score:
    """Return the score of a node on its scale; 0 of 0 where it has none."""
    if node not in of.tree.scales:
        return Score(node, 0, 0, 0, 0, 0, 0)
    least, most = of.tree.scales[node]
    if node not in of.low:
        return Score(node, least, most, least, most, 0, 0)
    reached = (exact(least + share[node] * (most - least)) for share in (of.low, of.high))
    low, high = reached
    whole = total(of, node)
    return Score(node, low, high, least, most, whole.answered, whole.items)
