"""Why a team stands where it does, and what to do next: drivers, blockers, needs and plays."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from ..model import Answers, GateScore, Number, Quiz, Result, Score
from . import attitude, gates, profile
from .blank import blank
from .plays import Aim, advised, in_order
from .points import applicable, counted, exact, is_given, is_open, item_scale, points
from .standing import Standing, remembered


class Place(NamedTuple):
    """Everything the reasons start from: a quiz, its answers, and what they were judged to be.

    `sides` are those of the axes, where the profile may decide.
    """

    quiz: Quiz
    ranks: gates.Ranks
    answers: Answers
    scores: tuple[GateScore, ...]
    height: gates.Height
    sides: tuple[profile.Side, ...]
    verdict: attitude.Verdict


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
        plays=advised(quiz, aim(at)),
    )


def place(quiz: Quiz, answers: Answers) -> Place:
    """Judge the answers and keep everything that the reasons need."""
    return _locator(quiz)(answers)


def placer(quiz: Quiz) -> Callable[[Answers], Standing]:
    """Make what places one team after the other."""
    located = _locator(quiz)

    def placed(answers: Answers) -> Standing:
        at = located(answers)
        return Standing(*at.verdict, next_stage(at), blockers(at), (), aim(at))

    return placed


def _locator(quiz: Quiz) -> Callable[[Answers], Place]:
    """Make what judges one set of answers after the other; gates and axes remember theirs."""
    ranks = gates.ranks_of(quiz)
    gates_ = [
        remembered(gate.items, partial(gates.score_gate, gate, ranks))
        for gate in gates.gates_of(quiz)
    ]
    axes = [(axis, profile.axis_items(quiz, axis)) for axis in profile.profile_of(quiz).axes]
    sides = [
        remembered([item.id for item in items], partial(profile.side, axis, items))
        for axis, items in axes
    ]

    def located(answers: Answers) -> Place:
        scores = tuple(gate(answers) for gate in gates_)
        height = gates.standing(quiz, scores)
        told = () if height.low else tuple(side(answers) for side in sides)
        verdict = attitude.judge_at(quiz, height, tuple(side.sums for side in told))
        return Place(quiz, ranks, answers, scores, height, told, verdict)

    return located


def next_stage(at: Place) -> str | None:
    """Return the lowest gated stage that is not surely reached, or None at the top."""
    gated = gates.gated_stages(at.quiz)
    reached = at.height.low
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
    gated = gates.gated_stages(at.quiz)[at.height.low : at.height.high]
    wanted = {
        item
        for stage in gated
        for score in _gates_of(at, stage)
        if score.status == gates.OPEN
        for item in score.gate.items
    }
    if at.height.low == 0:
        axes = {axis.dimension for axis in profile.profile_of(at.quiz).axes}
        wanted.update(item.id for item in at.quiz.items if item.dimension in axes)
    return in_order(at.quiz, {item for item in wanted if is_open(at.answers.get(item))})


def aim(at: Place) -> Aim:
    """Find what plays should act on: what is in the way of the next stage.

    Where a profile placed the team, it is what the farthest axis asks for; where nothing is above,
    or to be gained, the team is to stay where it is.
    """
    if at.height.high == 0 and profile.profile_of(at.quiz).axes:
        targets = _farthest_axis(at)
    else:
        targets = blockers(at)
    stays = next_stage(at) is None and not targets
    return Aim((targets,), at.verdict.stages[-1] if stays else None)


def _farthest_axis(at: Place) -> tuple[str, ...]:
    """List the answered items that fall short on the axis where the stage's point does most.

    The point decides, not the team's own sums, so that all who share an attitude start with what
    that attitude lacks. An axis on which the team has nothing to gain gives way to the next.
    """
    rule = profile.profile_of(at.quiz)
    points = [point.at for point in rule.points if point.stage in at.verdict.stages]
    ways = []
    for index, (axis, side) in enumerate(zip(rule.axes, at.sides, strict=True)):
        far = sum(side.most - to[index] if axis.wants == "more" else to[index] for to in points)
        ways.append((far if side.short else -1, side.short))
    return max(ways, key=lambda way: way[0])[1]


def _highest_gate_met(at: Place) -> tuple[str, ...]:
    gated = gates.gated_stages(at.quiz)[: at.height.low]
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
