"""Why a team stands where it does, and what to do next: drivers, blockers, needs and plays."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model import NOT_APPLICABLE, Advice, Answers, GateScore, Item, Number, Quiz
from . import attitude, gates, profile

PLAYS_SHOWN = 3
"""More than three things to do next is a list that nobody starts."""


class Place(NamedTuple):
    """Everything the reasons start from: a quiz, its answers, and what they were judged to be."""

    quiz: Quiz
    ranks: gates.Ranks
    answers: Answers
    scores: tuple[GateScore, ...]
    verdict: attitude.Verdict

    @property
    def standing(self) -> gates.Standing:
        """How many of the gated stages are reached, surely and at best."""
        return gates.standing(self.quiz, self.scores)


def place(quiz: Quiz, answers: Answers) -> Place:
    """Judge the answers and keep everything that the reasons need."""
    ranks = gates.ranks_of(quiz)
    scores = gates.score_gates(quiz, ranks, answers)
    return Place(quiz, ranks, answers, scores, attitude.judge_scored(quiz, answers, scores))


def next_stage(at: Place) -> str | None:
    """Return the lowest gated stage that is not surely reached, or None at the top."""
    gated = gates.gated_stages(at.quiz)
    reached = at.standing.low
    return gated[reached] if reached < len(gated) else None


def drivers(at: Place) -> tuple[str, ...]:
    """List the answers that decided, strongest first.

    An answer decides when taking it away alters the verdict; the more stages become possible
    without it, the stronger it is. Where no single one does, the answers that met the highest
    gate did it together.
    """
    weights: dict[str, int] = {}
    for item in at.quiz.items:
        if item.id in at.answers:
            left = {key: value for key, value in at.answers.items() if key != item.id}
            without = attitude.judge(at.quiz, at.ranks, left)
            if without != at.verdict:
                weights[item.id] = len(without.stages)
    return tuple(sorted(weights, key=lambda item: -weights[item])) or _highest_gate_met(at)


def blockers(at: Place) -> tuple[str, ...]:
    """List the answers below what the unmet gates of the next stage ask for."""
    short = {
        item
        for score in _gates_of(at, next_stage(at))
        if score.status != gates.MET
        for item in score.short
    }
    return _in_order(at.quiz, short)


def needed(at: Place) -> tuple[str, ...]:
    """List the open items on which an open verdict still depends."""
    if at.verdict.kind != attitude.OPEN:
        return ()
    gated = gates.gated_stages(at.quiz)[at.standing.low : at.standing.high]
    wanted = {
        item
        for stage in gated
        for score in _gates_of(at, stage)
        if score.status == gates.OPEN
        for item in score.gate.items
    }
    if at.standing.low == 0:
        axes = {axis.dimension for axis in profile.profile_of(at.quiz).axes}
        wanted.update(item.id for item in at.quiz.items if item.dimension in axes)
    return _in_order(at.quiz, {item for item in wanted if _is_open(at, item)})


def plays(at: Place) -> tuple[Advice, ...]:
    """Choose at most `PLAYS_SHOWN` plays, found greedily, ties by id.

    They cover the blockers of the next stage; where a profile placed the team, what its farthest
    axis asks for; at the top, they are the plays that help to stay there.
    """
    following = next_stage(at)
    if following is None:
        return _keepers(at)
    below = at.standing.high == 0
    return _cover(at.quiz, set(_farthest_axis(at) if below else blockers(at)))


def _keepers(at: Place) -> tuple[Advice, ...]:
    stage = at.verdict.stages[-1]
    keep = sorted(play.id for play in at.quiz.plays if stage in play.keeps)
    return tuple(Advice(play, ()) for play in keep[:PLAYS_SHOWN])


def _cover(quiz: Quiz, targets: set[str]) -> tuple[Advice, ...]:
    chosen: list[Advice] = []
    while quiz.plays and targets and len(chosen) < PLAYS_SHOWN:
        play = min(quiz.plays, key=lambda play: (-len(targets.intersection(play.items)), play.id))
        acted_on = targets.intersection(play.items)
        if not acted_on:
            break
        chosen.append(Advice(play.id, _in_order(quiz, acted_on)))
        targets = targets - acted_on
    return tuple(chosen)


def _farthest_axis(at: Place) -> Sequence[str]:
    """List the answered items that fall short on the axis where the stage's point does most.

    The point decides, not the team's own sums, so that all who share an attitude start with what
    that attitude lacks. An axis on which the team has nothing to gain gives way to the next.
    """
    rule = profile.profile_of(at.quiz)
    points = [point for point in rule.points if point.stage in at.verdict.stages]
    ways = []
    for index, axis in enumerate(rule.axes):
        items = profile.axis_items(at.quiz, axis)
        short = [item.id for item in items if _gap(item, at.answers, axis.wants)]
        far = sum(_point_gap(items, point.at[index], axis.wants) for point in points)
        ways.append((far if short else -1, short))
    return max(ways, key=lambda way: way[0])[1]


def _point_gap(items: Sequence[Item], value: int, wants: str) -> Number:
    most = sum(max(option.value for option in item.options) for item in items)
    return most - value if wants == "more" else value


def _gap(item: Item, answers: Answers, wants: str) -> Number:
    values = {option.key: option.value for option in item.options}
    value = values.get(answers.get(item.id, ""))
    if value is None:
        return 0
    return max(values.values()) - value if wants == "more" else value - min(values.values())


def _highest_gate_met(at: Place) -> tuple[str, ...]:
    gated = gates.gated_stages(at.quiz)[: at.standing.low]
    reaching = {
        item
        for score in _gates_of(at, gated[-1] if gated else None)
        for item in score.gate.items
        if not _is_open(at, item) and item not in score.short
    }
    return _in_order(at.quiz, reaching)


def _gates_of(at: Place, stage: str | None) -> list[GateScore]:
    return [score for score in at.scores if score.gate.stage == stage]


def _is_open(at: Place, item: str) -> bool:
    answer = at.answers.get(item, "")
    return answer not in at.ranks[item] and answer != NOT_APPLICABLE


def _in_order(quiz: Quiz, items: set[str]) -> tuple[str, ...]:
    return tuple(item.id for item in quiz.items if item.id in items)
