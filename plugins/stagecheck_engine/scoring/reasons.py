"""Why a team stands where it does, and what to do next: drivers, blockers, needs and plays."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Advice, Answers, GateScore, Item, Number, Quiz, Result, Score
from . import attitude, gates, profile
from .blank import blank
from .plays import cover, in_order, keepers
from .points import applicable, counted, exact, is_given, is_open, item_scale, points


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


def result(quiz: Quiz, answers: Answers) -> Result:
    """Place a team by gates, a profile, or both, and say why."""
    at = place(quiz, answers)
    settled = at.verdict.kind != attitude.OPEN
    margin = attitude.margin(quiz, at.ranks, answers) if settled else None
    return blank(quiz, answers)._replace(
        verdict=at.verdict.kind,
        stages=at.verdict.stages,
        margin=margin,
        runners_up=attitude.runners_up(quiz, at.ranks, answers) if margin == 1 else (),
        next_stage=next_stage(at),
        gates=at.scores,
        drivers=drivers(at),
        blockers=blockers(at),
        needed=needed(at),
        dimensions=tuple(_dimension(quiz, one.id, answers) for one in quiz.dimensions),
        plays=plays(at),
    )


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
    return in_order(at.quiz, short)


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
    return in_order(at.quiz, {item for item in wanted if is_open(at.answers.get(item))})


def plays(at: Place) -> tuple[Advice, ...]:
    """Choose plays that cover what is in the way of the next stage.

    Where a profile placed the team, they cover what its farthest axis asks for; where nothing is
    above, or to be gained, they are the plays that help to stay.
    """
    if at.standing.high == 0 and profile.profile_of(at.quiz).axes:
        targets = set(_farthest_axis(at))
    else:
        targets = set(blockers(at))
    if next_stage(at) is None and not targets:
        return keepers(at.quiz, at.verdict.stages[-1])
    return cover(at.quiz, targets)


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
    most = sum(item_scale(item).most for item in items)
    return most - value if wants == "more" else value


def _gap(item: Item, answers: Answers, wants: str) -> Number:
    answer = answers.get(item.id)
    if answer is None or not is_given(answer):
        return 0
    scale, value = item_scale(item), points(item, answer)
    return scale.most - value if wants == "more" else value - scale.least


def _highest_gate_met(at: Place) -> tuple[str, ...]:
    gated = gates.gated_stages(at.quiz)[: at.standing.low]
    reaching = {
        item
        for score in _gates_of(at, gated[-1] if gated else None)
        for item in score.gate.items
        if is_given(at.answers.get(item)) and item not in score.short
    }
    return in_order(at.quiz, reaching)


def _gates_of(at: Place, stage: str | None) -> list[GateScore]:
    return [score for score in at.scores if score.gate.stage == stage]


def _dimension(quiz: Quiz, dimension: str, answers: Answers) -> Score:
    """Add up the points of a dimension's counted items, without those that do not apply."""
    low: Number = 0
    high: Number = 0
    most: Number = 0
    answered = count = 0
    for item in applicable(counted(quiz.items), answers):
        if item.dimension != dimension:
            continue
        answer, scale = answers.get(item.id), item_scale(item)
        told = points(item, answer) if answer is not None and is_given(answer) else None
        low += scale.least if told is None else told
        high += scale.most if told is None else told
        most += scale.most
        answered += told is not None
        count += 1
    return Score(dimension, exact(low), exact(high), 0, exact(most), answered, count)
