"""What one question decides, from what each of its answers would lead to beside the others'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .outcome import Outcome

type Pattern = tuple[Outcome, ...]
"""What each way to answer one item leads to, while all other answers stay."""


@dataclass(frozen=True, slots=True)
class ItemWeight:
    """How much an item decides.

    `alters` is the share, 0 to 1, of the answer sets in which another answer to it alone alters the
    outcome. `alike` groups its answers: those of one group lead to the same everywhere.
    """

    item: str
    alters: Fraction
    alike: tuple[tuple[str, ...], ...]


def item_weight(item: str, ways: Sequence[str], patterns: Mapping[Pattern, int]) -> ItemWeight:
    """Sum up the patterns of an item, each with how often it came."""
    altering = sum(count for pattern, count in patterns.items() if len(set(pattern)) > 1)
    columns = zip(*patterns, strict=True)
    groups: dict[Pattern, list[str]] = {}
    for answer, column in zip(ways, columns, strict=True):
        groups.setdefault(column, []).append(answer)
    alike = tuple(tuple(group) for group in groups.values())
    return ItemWeight(item, Fraction(altering, sum(patterns.values())), alike)
