"""The scales of a plain score: of each dimension, each group and the whole.

An item's scale reaches from its least to its most; a dimension's is the weighted mean or sum of
its items'; a group's and the whole's the mean or sum of their parts'. Items that are not counted
are in none of them, and what holds no counted item has no scale.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import MEAN, Bands, Item
from .points import Scale, counted, exact, fraction, item_scale

WHOLE = ""
"""The id of the node that all others are part of."""

type Shares = Mapping[str, Fraction]
"""Node -> how far up its scale it stands, 0 to 1; what does not apply is absent."""


class Tree(NamedTuple):
    """Every node that has a scale; and of what each group and, last, the whole is made."""

    scales: dict[str, Scale]
    parts: dict[str, tuple[str, ...]]


def by_dimension(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Sort the counted items by their dimension."""
    found: dict[str, list[Item]] = {}
    for item in counted(items):
        found.setdefault(item.dimension, []).append(item)
    return found


def tree(items: Iterable[Item], rule: Bands) -> Tree:
    """Lay out the nodes of a quiz with these items, parts before what they are part of."""
    scales = _dimensions(items, rule)
    parts = {}
    for node, how, members in _compounds(scales, rule):
        parts[node] = tuple(part for part in members if part in scales)
        if parts[node]:
            ranges = [scales[part] for part in parts[node]]
            scales[node] = _combined(ranges, [1] * len(ranges), how)
    if rule.out_of is not None and not rule.each and WHOLE in scales:
        scales[WHOLE] = Scale(0, rule.out_of)
    return Tree(scales, parts)


def spread(tree: Tree, dimensions: Shares) -> Shares:
    """Carry the shares of the dimensions up to the groups and the whole."""
    shares = dict(dimensions)
    for node, members in tree.parts.items():
        parts = [part for part in members if part in shares]
        if parts:
            spans = [tree.scales[part].span for part in parts]
            reached = sum(
                (shares[part] * span for part, span in zip(parts, spans, strict=True)), Fraction()
            )
            shares[node] = reached / sum(spans)
    return shares


def placed(tree: Tree, rule: Bands) -> tuple[str, ...]:
    """List the nodes that are given a stage: the whole, or each dimension."""
    if rule.each:
        return tuple(node for node in tree.scales if node not in tree.parts)
    return (WHOLE,) if WHOLE in tree.scales else ()


def _dimensions(items: Iterable[Item], rule: Bands) -> dict[str, Scale]:
    found = by_dimension(items)
    if rule.each and rule.out_of is not None:
        return dict.fromkeys(found, Scale(0, rule.out_of))
    return {
        name: _combined(
            [item_scale(item) for item in own], [item.weight for item in own], rule.dimension
        )
        for name, own in found.items()
    }


def _compounds(
    dimensions: Iterable[str], rule: Bands
) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Give each group, then the whole: its id, `mean` or `sum`, and of what it is made."""
    inside = {part for group in rule.groups for part in group.of}
    nodes = [*dimensions, *(group.id for group in rule.groups)]
    for group in rule.groups:
        yield group.id, group.combine, group.of
    yield WHOLE, rule.total, tuple(node for node in nodes if node not in inside)


def _combined(scales: Sequence[Scale], weights: Sequence[int], how: str) -> Scale:
    by = sum(weights) if how == MEAN else 1
    least = sum(scale.least * weight for scale, weight in zip(scales, weights, strict=True))
    most = sum(scale.most * weight for scale, weight in zip(scales, weights, strict=True))
    return Scale(exact(fraction(least, by)), exact(fraction(most, by)))
