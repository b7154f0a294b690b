"""Shares from a sample, where there are too many answers to count: the same for a seed, always."""

from collections import Counter
from random import Random
from typing import NamedTuple

from stagecheck_engine.model import Answers, Item

from .outcome import Outcome
from .patterns import ItemWeight, Pattern, item_weight
from .tallies import Dependence
from .ways import any_team, ways


class Sampled(NamedTuple):
    """How many of the sampled sets lead to each outcome, and what each item decides in them."""

    outcomes: Counter[Outcome]
    items: list[ItemWeight]


def sample(dependence: Dependence, size: int, seed: int) -> Sampled:
    """Draw sets of answers, each as likely as any other, and try every answer to every item."""
    chance = Random(seed)  # noqa: S311 - the same draw each time, not a secret
    outcomes: Counter[Outcome] = Counter()
    patterns: dict[str, Counter[Pattern]] = {item.id: Counter() for item in dependence.items}
    for _ in range(size):
        answers = any_team(dependence.items, chance)
        outcomes[dependence.judge(answers)] += 1
        for item in dependence.items:
            patterns[item.id][_pattern(dependence, item, answers)] += 1
    items = [item_weight(item.id, ways(item), patterns[item.id]) for item in dependence.items]
    return Sampled(outcomes, items)


def _pattern(dependence: Dependence, item: Item, answers: Answers) -> Pattern:
    return tuple([dependence.judge({**answers, item.id: way}) for way in ways(item)])
