"""What to do next: the fewest plays that act on what is in the way, or that keep a stage."""

from collections.abc import Set
from typing import NamedTuple

from ..model import Advice, Quiz

PLAYS_SHOWN = 3
"""More than three things to do next is a list that nobody starts."""


class Aim(NamedTuple):
    """What plays are to do: act on the answers to `targets` or, where it is named, keep a stage."""

    targets: tuple[str, ...]
    keeps: str | None


def advised(quiz: Quiz, aim: Aim) -> tuple[Advice, ...]:
    """Choose at most `PLAYS_SHOWN` plays that serve an aim."""
    return cover(quiz, set(aim.targets)) if aim.keeps is None else keepers(quiz, aim.keeps)


def cover(quiz: Quiz, targets: Set[str]) -> tuple[Advice, ...]:
    """Choose at most `PLAYS_SHOWN` plays that act on these items, found greedily, ties by id."""
    chosen: list[Advice] = []
    while quiz.plays and targets and len(chosen) < PLAYS_SHOWN:
        play = min(quiz.plays, key=lambda play: (-len(targets & set(play.items)), play.id))
        acted_on = targets & set(play.items)
        if not acted_on:
            break
        chosen.append(Advice(play.id, in_order(quiz, acted_on)))
        targets = targets - acted_on
    return tuple(chosen)


def keepers(quiz: Quiz, stage: str) -> tuple[Advice, ...]:
    """Choose the plays that help a team to stay where it is."""
    keep = sorted(play.id for play in quiz.plays if stage in play.keeps)
    return tuple(Advice(play, ()) for play in keep[:PLAYS_SHOWN])


def in_order(quiz: Quiz, items: Set[str]) -> tuple[str, ...]:
    """List items in the order of the quiz."""
    return tuple(item.id for item in quiz.items if item.id in items)
