"""Exact shares, without trying every set of answers: those that add up alike are counted together.

The sums of different blocks are independent, so that every combination of their totals is judged
once, by one set of answers that adds up to it, and counts as often as there are such sets.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from stagecheck_engine.model import Item

from .blocks import Block, TooManyTotals, Total, blocks_of
from .outcome import Outcome
from .patterns import ItemWeight, Pattern, item_weight
from .tallies import Dependence

MOST_COMBINATIONS = 200_000
"""Combinations of totals that are judged: some ten seconds of work. Beyond it, a sample must do."""


class Counted(NamedTuple):
    """How many sets of answers lead to each outcome, and what each item decides."""

    outcomes: Counter[Outcome]
    items: list[ItemWeight]


class _Table(NamedTuple):
    """A block, its totals in order, and how many ways lead to each."""

    block: Block
    totals: list[Total]
    ways: list[int]


def count(dependence: Dependence) -> Counted:
    """Count every set of answers. Raises TooManyTotals where that would take too long."""
    tables = _tables(dependence)
    judged = _judged(dependence, tables)
    outcomes: Counter[Outcome] = Counter()
    for outcome, ways in zip(judged, _products([table.ways for table in tables]), strict=True):
        outcomes[outcome] += ways
    weights = {
        item.id: _weight(table, item, rows)
        for at, table in enumerate(tables)
        for rows in [_rows(tables, judged, at)]
        for item in table.block.items
    }
    return Counted(outcomes, [weights[item.id] for item in dependence.items])


def _tables(dependence: Dependence) -> list[_Table]:
    tables: list[_Table] = []
    room = MOST_COMBINATIONS
    for block in blocks_of(dependence):
        counts = block.counted(room)
        room //= len(counts)
        if not room:
            raise TooManyTotals
        tables.append(_Table(block, list(counts), list(counts.values())))
    return tables


def _judged(dependence: Dependence, tables: Sequence[_Table]) -> list[Outcome]:
    """Judge every combination of totals, the last block's changing first."""
    examples = []
    for table in tables:
        found = table.block.examples()
        examples.append([found[total] for total in table.totals])
    return [
        dependence.judge({item: answer for part in parts for item, answer in part.items()})
        for parts in product(*examples)
    ]


def _products(numbers: Sequence[Sequence[int]]) -> Iterator[int]:
    return map(prod, product(*numbers))


def _rows(tables: Sequence[_Table], judged: Sequence[Outcome], at: int) -> Counter[Pattern]:
    """Count, over the totals of all other blocks, what the totals of one block lead to."""
    size = len(tables[at].totals)
    before = [*_products([table.ways for table in tables[:at]])]
    after = [*_products([table.ways for table in tables[at + 1 :]])]
    step = len(after)
    rows: Counter[Pattern] = Counter()
    for number, ways in enumerate(before):
        begin = number * size * step
        for offset, more in enumerate(after):
            row = judged[begin + offset : begin + size * step : step]
            rows[tuple(row)] += ways * more
    return rows


def _weight(table: _Table, item: Item, rows: Counter[Pattern]) -> ItemWeight:
    """Try each answer to an item beside all that the others add up to."""
    place = {total: at for at, total in enumerate(table.totals)}
    steps = table.block.adds[item.id]
    patterns: Counter[Pattern] = Counter()
    for total, ways in table.block.counted(MOST_COMBINATIONS, without=item.id).items():
        reached = [place[table.block.plus(total, step)] for step in steps.values()]
        for row, more in rows.items():
            patterns[tuple([row[one] for one in reached])] += ways * more
    return item_weight(item.id, list(steps), patterns)
