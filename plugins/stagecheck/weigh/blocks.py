"""Items that share a sum, and all that their answers can add up to together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import Answers, Item, Number

from .tallies import Amounts, Dependence

type Total = tuple[Number, ...]
"""What some answers add up to: a number for each sum of a block, in order."""


class TooManyTotals(Exception):  # noqa: N818 - reads as what happened
    """A block has more totals than are worth counting."""


@dataclass(frozen=True, slots=True)
class Block:
    """Items of one dependence that share sums among them, and none with others."""

    sums: tuple[str, ...]
    caps: tuple[int | None, ...]
    items: tuple[Item, ...]
    adds: Mapping[str, Mapping[str, Total]]

    def plus(self, one: Total, other: Total) -> Total:
        """Add two totals up."""
        return tuple(
            a + b if cap is None else min(a + b, cap)
            for a, b, cap in zip(one, other, self.caps, strict=True)
        )

    @property
    def nothing(self) -> Total:
        """What no answer adds up to."""
        return (0,) * len(self.sums)

    def counted(self, most: int, without: str = "") -> dict[Total, int]:
        """Count in how many ways the items, but one, add up to each total.

        Raises TooManyTotals beyond `most` of them.
        """
        counts = {self.nothing: 1}
        for item in self.items:
            if item.id != without:
                counts = self._with(counts, self.adds[item.id].values(), most)
        return counts

    def _with(
        self, counts: Mapping[Total, int], adds: Iterable[Total], most: int
    ) -> dict[Total, int]:
        steps: dict[Total, int] = {}
        for step in adds:
            steps[step] = steps.get(step, 0) + 1
        after: dict[Total, int] = {}
        for total, ways in counts.items():
            for step, alike in steps.items():
                reached = self.plus(total, step)
                after[reached] = after.get(reached, 0) + ways * alike
            if len(after) > most:
                raise TooManyTotals
        return after

    def examples(self) -> dict[Total, Answers]:
        """Give for each total one set of answers that adds up to it."""
        found: dict[Total, dict[str, str]] = {self.nothing: {}}
        for item in self.items:
            found = {
                self.plus(total, step): {**answers, item.id: answer}
                for total, answers in found.items()
                for answer, step in self.adds[item.id].items()
            }
        return dict(found)


def blocks_of(dependence: Dependence) -> list[Block]:
    """Part the items of a dependence so that no two blocks share a sum."""
    groups: list[tuple[set[str], list[Item]]] = []
    for item in dependence.items:
        sums = {name for amounts in dependence.adds[item.id].values() for name in amounts}
        joined = [group for group in groups if group[0] & sums]
        groups = [group for group in groups if not group[0] & sums]
        names = sums.union(*(group[0] for group in joined))
        groups.append((names, [*(one for group in joined for one in group[1]), item]))
    return [_block(dependence, sorted(names), items) for names, items in groups]


def _block(dependence: Dependence, sums: Sequence[str], items: Sequence[Item]) -> Block:
    adds = {
        item.id: {
            answer: _total(amounts, sums) for answer, amounts in dependence.adds[item.id].items()
        }
        for item in items
    }
    caps = tuple(dependence.caps.get(name) for name in sums)
    return Block(tuple(sums), caps, tuple(items), adds)


def _total(amounts: Amounts, sums: Sequence[str]) -> Total:
    return tuple(amounts.get(name, 0) for name in sums)
