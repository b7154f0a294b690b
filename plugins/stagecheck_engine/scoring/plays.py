"""What to do next: the fewest plays that act on what is in the way, or that keep a stage."""

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from ..model import Advice, Quiz

PLAYS_SHOWN = 3
"""More than three things to do next is a list that nobody starts."""


class Aim(NamedTuple):
    """What plays are to do: act on the answers to some items or, where it is named, keep a stage.

    `groups` are those items, the most urgent first.
    """

    groups: tuple[tuple[str, ...], ...]
    keeps: str | None

    @property
    def targets(self) -> tuple[str, ...]:
        """List all items that plays should act on."""
        return tuple(item for group in self.groups for item in group)


def advised(quiz: Quiz, aim: Aim) -> tuple[Advice, ...]:
    """Choose at most `PLAYS_SHOWN` plays that serve an aim."""
    return cover(quiz, aim.groups) if aim.keeps is None else keepers(quiz, aim.keeps)


def cover(quiz: Quiz, groups: Sequence[Iterable[str]]) -> tuple[Advice, ...]:
    """Choose at most `PLAYS_SHOWN` plays that act on these items, found greedily.

    A play for the first group comes before any other; among those for the same group, the one that
    acts on most items of all groups; ties by id.
    """
    left = {item: at for at, group in enumerate(groups) for item in group}
    chosen: list[Advice] = []
    while len(chosen) < PLAYS_SHOWN:
        ways = [(play.id, left.keys() & set(play.items)) for play in quiz.plays]
        serving = [way for way in ways if way[1]]
        if not serving:
            break
        play, acted_on = min(
            serving, key=lambda way: (min(left[item] for item in way[1]), -len(way[1]), way[0])
        )
        chosen.append(Advice(play, in_order(quiz, acted_on)))
        left = {item: at for item, at in left.items() if item not in acted_on}
    return tuple(chosen)


def keepers(quiz: Quiz, stage: str) -> tuple[Advice, ...]:
    """Choose the plays that help a team to stay where it is."""
    keep = sorted(play.id for play in quiz.plays if stage in play.keeps)
    return tuple(Advice(play, ()) for play in keep[:PLAYS_SHOWN])


def in_order(quiz: Quiz, items: Set[str]) -> tuple[str, ...]:
    """List items in the order of the quiz."""
    return tuple(item.id for item in quiz.items if item.id in items)
