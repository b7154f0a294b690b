"""Complete answers: every question answered by an option, by several, or by none of several.

Nothing is left open, and nothing is called not applicable.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import compress, product
from random import Random

from stagecheck_engine.model import NONE, Answers, Item

MOST_WAYS = 4096
"""Ways to answer one question that are tried: any of twelve options make so many."""


class TooManyWays(Exception):  # noqa: N818 - reads as what happened
    """A question has more ways to answer it than are tried; the message names it."""


def ways(item: Item) -> tuple[str, ...]:
    """List the complete answers to an item, in the order of its options. Raises TooManyWays."""
    keys = [option.key for option in item.options]
    if not item.several:
        return tuple(keys)
    if 2 ** len(keys) > MOST_WAYS:
        raise TooManyWays(
            f"the question {item.id!r} lets any of {len(keys)} options be chosen; of at most "
            f"{MOST_WAYS.bit_length() - 1} every choice can be tried"
        )
    chosen = (" ".join(some) for some in _subsets(keys))
    return tuple(answer or NONE for answer in chosen if answer or item.none)


def drawn(item: Item, keys: Collection[str], chance: Random) -> str:
    """Draw one complete answer of these options of an item, each as likely as any other.

    `keys` has one of its options at least.
    """
    offered = [option.key for option in item.options if option.key in keys]
    if not item.several:
        return offered[_below(len(offered), chance)]
    while True:
        answer = " ".join(key for key in offered if chance.random() < 0.5)
        if answer or item.none:
            return answer or NONE


def any_team(items: Sequence[Item], chance: Random) -> Answers:
    """Draw a complete answer to each item."""
    return {item.id: drawn(item, [option.key for option in item.options], chance) for item in items}


def _below(limit: int, chance: Random) -> int:
    # Of all that `Random` draws, `random` alone is promised to stay the same for a seed.
    return int(chance.random() * limit)


def _subsets(keys: Sequence[str]) -> Iterator[Iterator[str]]:
    for flags in product((False, True), repeat=len(keys)):
        yield compress(keys, reversed(flags))
