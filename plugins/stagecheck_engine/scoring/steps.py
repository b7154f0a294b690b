"""One-step changes of an answer, and the fewest of them that add up to something.

A step moves an answer by one option up or down; of several choices, it ticks or unticks one.
None of these is nothing ticked.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from ..model import NONE, Item, Number
from .points import chosen

type Ladder = Sequence[Number]
"""The most that a change by at most 0, 1, 2, … steps adds up to; it begins with 0, never falls."""


def near(item: Item, answer: str) -> list[str]:
    """List the answers that are one step away from an answer that was given."""
    keys = [option.key for option in item.options]
    if item.several:
        ticked = set(chosen(item, answer))
        return [_joined(keys, ticked ^ {key}) for key in keys]
    rank = keys.index(answer)
    return keys[max(rank - 1, 0) : rank] + keys[rank + 1 : rank + 2]


def reach(item: Item, answer: str) -> dict[Number, int]:
    """Map every number of points that steps can lead to to the fewest of them."""
    keys = [option.key for option in item.options]
    values = [option.value for option in item.options]
    if not item.several:
        rank = keys.index(answer)
        return cheapest((value, abs(at - rank)) for at, value in enumerate(values))
    ticked = chosen(item, answer)
    costs: dict[Number, int] = {0: 0}
    for key, value in zip(keys, values, strict=True):
        costs = cheapest(
            (total + (value if tick else 0), cost + (tick != (key in ticked)))
            for total, cost in costs.items()
            for tick in (False, True)
        )
    return costs


def rises(item: Item, answer: str) -> Ladder:
    """Return the most points that an answer gains by at most so many steps."""
    return _ladder(item, answer, 1)


def falls(item: Item, answer: str) -> Ladder:
    """Return the most points that an answer loses by at most so many steps."""
    return _ladder(item, answer, -1)


def fewest(ladders: Iterable[Ladder], wanted: Number) -> int | None:
    """Count the fewest steps, over all ladders, that add up to `wanted`; None if none do.

    Exact. Where no step of a ladder gives more than the one before it, its steps can be taken
    singly, the best first; only the others need dynamic programming, over the number of steps.
    """
    singles: list[Number] = []
    best: list[Number] = [0]
    for ladder in ladders:
        gains = [after - before for before, after in pairwise(ladder)]
        if gains == sorted(gains, reverse=True):
            singles += gains
        else:
            best = _with_ladder(best, ladder)
    total = list(accumulate(sorted(singles, reverse=True), initial=0))
    counts = (
        steps + _enough(total, wanted - given)
        for steps, given in enumerate(best)
        if given + total[-1] >= wanted
    )
    return min(counts, default=None)


def cheapest[K](pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    """Keep for each key the least of its costs."""
    best: dict[K, int] = {}
    for key, cost in pairs:
        best[key] = min(cost, best.get(key, cost))
    return best


def _enough(total: Sequence[Number], wanted: Number) -> int:
    """Return the first place at which an ascending list reaches what is wanted, as it does."""
    return next(count for count, reached in enumerate(total) if reached >= wanted)


def _joined(keys: Iterable[str], ticked: set[str]) -> str:
    return " ".join(key for key in keys if key in ticked) or NONE


def _ladder(item: Item, answer: str, sign: int) -> Ladder:
    if item.several:
        ticked = chosen(item, answer)
        changes = [
            sign * (-option.value if option.key in ticked else option.value)
            for option in item.options
        ]
        ascent = sorted((change for change in changes if change > 0), reverse=True)
        return list(accumulate(ascent, initial=0))
    rank = [option.key for option in item.options].index(answer)
    now = item.options[rank].value
    most: dict[int, Number] = {}
    for at, option in enumerate(item.options):
        gain = sign * (option.value - now)
        most[abs(at - rank)] = max(gain, most.get(abs(at - rank), 0))
    return list(accumulate((most[steps] for steps in range(len(most))), max))


def _with_ladder(best: list[Number], ladder: Ladder) -> list[Number]:
    longer: list[Number] = [0] * (len(best) + len(ladder) - 1)
    for before, given in enumerate(best):
        for steps, gain in enumerate(ladder):
            if given + gain > longer[before + steps]:
                longer[before + steps] = given + gain
    return longer
