"""What a team should do next: the plays that serve most of its people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ..model import Advice, Play, Quiz
from ..scoring import Standing
from ..scoring.attitude import STAGE
from ..scoring.plays import PLAYS_SHOWN, keepers
from .stages import MAJORITY

SERVED = Fraction(1, 2)
"""A play serves a group where it acts on an answer of more than this share of the group.

What helps most of them is worth an hour of all of them; it is the share by which stages are held.
"""

OTHERS = 2
"""A group that a play is there for has at least so many people: one alone would be pointed at."""

type Standings = Mapping[Standing, int]
"""Where people stand -> how many of them."""


class Blocked(NamedTuple):
    """An item, and how many people it keeps from their next stage."""

    item: str
    people: int


class Served(NamedTuple):
    """A play, and the stage of the group that it is there for."""

    play: str
    stage: str


def blocked(quiz: Quiz, standings: Standings) -> tuple[Blocked, ...]:
    """Count for each item how many people it keeps from their next stage, most first."""
    people = _people((one.blockers, n) for one, n in standings.items())
    return tuple(Blocked(item, people[item]) for item in _most_first(quiz, people, people))


def chosen(quiz: Quiz, standings: Standings) -> tuple[Advice, ...]:
    """Choose at most three plays.

    Where most people hold a stage with nothing above it, plays that keep it come first.
    """
    kept: Counter[str] = Counter()
    for one, n in standings.items():
        if one.verdict == STAGE and one.aim.keeps is not None:
            kept[one.aim.keeps] += n
    needed = MAJORITY * sum(standings.values())
    keep = [play for stage, n in kept.items() if n > needed for play in keepers(quiz, stage)]
    known = {advice.play for advice in keep}
    others = (advice for advice in _cover(quiz, _targets(standings)) if advice.play not in known)
    return (*keep, *others)[:PLAYS_SHOWN]


def for_others(quiz: Quiz, standings: Standings, plays: tuple[Advice, ...]) -> Served | None:
    """Find the play for a mixed team: one that serves another group than the first play does.

    It is that of the largest such group that any play serves, of `OTHERS` at least; one that is
    chosen already comes before one that is not.
    """
    groups = _groups(quiz, standings)
    by_id = {play.id: play for play in quiz.plays}
    if not plays:
        return None
    first = by_id[plays[0].play]
    mine = max(groups, key=lambda stage: _reached(first, groups[stage]), default=None)
    for stage in sorted(groups, key=lambda stage: -sum(groups[stage].values())):
        serving = [play for play in quiz.plays if _serves(play, groups[stage])]
        if stage != mine and serving and groups[stage].total() >= OTHERS:
            return Served(_best(serving, plays, groups[stage]), stage)
    return None


def with_others(
    quiz: Quiz, standings: Standings, plays: tuple[Advice, ...], others: Served
) -> tuple[Advice, ...]:
    """Let the play for the others take the last place, unless it is among the plays."""
    if any(advice.play == others.play for advice in plays):
        return plays
    play = next(play for play in quiz.plays if play.id == others.play)
    group = _targets(_groups(quiz, standings)[others.stage])
    acted_on = _most_first(quiz, set(play.items) & set(group), _targets(standings))
    return (*plays[: PLAYS_SHOWN - 1], Advice(play.id, acted_on))


def _cover(quiz: Quiz, people: Counter[str]) -> Iterable[Advice]:
    """Choose plays greedily by the pairs of a person and an item that they act on, ties by id."""
    left = Counter(people)
    while quiz.plays and left:
        play = min(quiz.plays, key=lambda play: (-sum(left[item] for item in play.items), play.id))
        acted_on = set(play.items) & set(left)
        if not acted_on:
            return
        yield Advice(play.id, _most_first(quiz, acted_on, people))
        for item in acted_on:
            del left[item]


def _groups(quiz: Quiz, standings: Standings) -> dict[str, Counter[Standing]]:
    """Sort people by the stage they hold, in the order of the quiz; the undecided are no group."""
    found: dict[str, Counter[Standing]] = {stage.id: Counter() for stage in quiz.stages}
    for one, n in standings.items():
        if one.verdict == STAGE:
            found[one.stages[0]][one] += n
    return found


def _reached(play: Play, group: Standings) -> int:
    """Count the people of a group on whose answers a play acts."""
    return sum(n for one, n in group.items() if not set(play.items).isdisjoint(one.aim.targets))


def _serves(play: Play, group: Standings) -> bool:
    return _reached(play, group) > SERVED * sum(group.values())


def _best(serving: Iterable[Play], plays: tuple[Advice, ...], group: Standings) -> str:
    ids = {play.id for play in serving}
    already = [advice.play for advice in plays if advice.play in ids]
    if already:
        return already[0]
    return min(serving, key=lambda play: (-_reached(play, group), play.id)).id


def _targets(standings: Standings) -> Counter[str]:
    return _people((one.aim.targets, n) for one, n in standings.items())


def _people(lists: Iterable[tuple[Iterable[str], int]]) -> Counter[str]:
    """Count for each item the people in whose list it stands."""
    found: Counter[str] = Counter()
    for items, n in lists:
        for item in items:
            found[item] += n
    return found


def _most_first(quiz: Quiz, items: Iterable[str], people: Counter[str]) -> tuple[str, ...]:
    """Order items by how many people they concern; ties in the order of the quiz."""
    wanted = set(items)
    listed = [item.id for item in quiz.items if item.id in wanted]
    return tuple(sorted(listed, key=lambda item: -people[item]))
