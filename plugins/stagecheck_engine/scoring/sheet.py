"""A score sheet: what the answers add up to in every dimension, every group and the whole.

Open items are tried at their worst and at their best. Items that do not apply are left out, and
what is left counts for the whole of its scale.
"""

from fractions import Fraction
from typing import NamedTuple

from ..model import NOT_APPLICABLE, Answers, Bands, Item, Number, Quiz, Score
from .points import counted, exact, fraction, is_given, item_scale, points
from .scales import WHOLE, Shares, Tree, spread, tree


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


def sheet(quiz: Quiz, rule: Bands, answers: Answers) -> Sheet:
    """Add up the answers of a quiz."""
    tallies: dict[str, Tally] = {}
    for item in counted(quiz.items):
        before = tallies.get(item.dimension, Tally(0, 0, 0, 0, 0))
        tallies[item.dimension] = added(before, tally(item, answers.get(item.id)))
    return filled(tree(quiz.items, rule), tallies)


def filled(nodes: Tree, tallies: dict[str, Tally]) -> Sheet:
    """Work out the shares of all nodes from the tallies of the dimensions."""
    told = {name: one for name, one in tallies.items() if one.items}
    low = {name: fraction(one.low, one.span) for name, one in told.items()}
    high = {name: fraction(one.high, one.span) for name, one in told.items()}
    return Sheet(nodes, tallies, spread(nodes, low), spread(nodes, high))


def tally(item: Item, answer: str | None) -> Tally:
    """Tell what one item adds to its dimension."""
    if answer == NOT_APPLICABLE:
        return Tally(0, 0, 0, 0, 0)
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
    found = Tally(0, 0, 0, 0, 0)
    for part in of.tree.parts.get(node, ()):
        found = added(found, total(of, part))
    return found


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
