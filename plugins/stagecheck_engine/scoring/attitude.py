"""The rule `attitude`: gates decide the upper stages; below them, a profile does.

Attitudes are never summed: a Folly and a Formulating do not make a Flippant.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Answers, Quiz
from . import gates, profile, steps
from .points import OPEN as OPEN
from .points import is_given

STAGE = "stage"
BETWEEN = "between"


class Verdict(NamedTuple):
    """What the answers say: a stage, a tie between stages, or an open range of stages."""

    kind: str
    stages: tuple[str, ...]


def judge(quiz: Quiz, ranks: gates.Ranks, answers: Answers) -> Verdict:
    """Place a team. Answering an open item never leads outside the stages returned before."""
    height = gates.standing(quiz, gates.score_gates(quiz, ranks, answers))
    return judge_at(quiz, height, () if height.low else profile.sums(quiz, answers))


def judge_at(quiz: Quiz, height: gates.Height, sums: tuple[profile.Sums, ...]) -> Verdict:
    """Place a team by how many gated stages it reaches and, where that may be none, its sums."""
    low, high = height
    gated = gates.gated_stages(quiz)
    stages = set(gated[max(low - 1, 0) : high])
    nearest = frozenset[profile.Nearest]() if low else _nearest(quiz, sums)
    stages.update(stage for tie in nearest for stage in tie)
    ordered = tuple(stage.id for stage in quiz.stages if stage.id in stages)
    if len(ordered) == 1:
        return Verdict(STAGE, ordered)
    tie_is_certain = high == 0 and len(nearest) == 1
    return Verdict(BETWEEN if tie_is_certain else OPEN, ordered)


def margin(quiz: Quiz, ranks: gates.Ranks, answers: Answers) -> int | None:
    """Count the fewest one-step changes of an answer that alter a verdict that is not open.

    Only three things can alter it: a gate more is met, one that was met no longer is, or, below
    the gates, the profile says something else. Each has its own exact minimum.
    """
    scores = gates.score_gates(quiz, ranks, answers)
    reached = gates.standing(quiz, scores).low
    gated = gates.gated_stages(quiz)
    counts = [
        gates.steps_down(score.gate, ranks, answers)
        for score in scores
        if score.gate.stage in gated[:reached]
    ]
    if reached < len(gated):
        following = [score.gate for score in scores if score.gate.stage == gated[reached]]
        counts.append(gates.steps_up(following, ranks, answers))
    if reached == 0:
        counts.append(profile.steps_away(quiz, answers))
    return min((count for count in counts if count is not None), default=None)


def runners_up(quiz: Quiz, ranks: gates.Ranks, answers: Answers) -> tuple[str, ...]:
    """List the stages, other than the present ones, that a single one-step change leads to."""
    now = set(judge(quiz, ranks, answers).stages)
    reached = {stage for near in _one_step(quiz, answers) for stage in judge(quiz, ranks, near)[1]}
    return tuple(stage.id for stage in quiz.stages if stage.id in reached - now)


def _one_step(quiz: Quiz, answers: Answers) -> Iterator[Answers]:
    for item in quiz.items:
        if is_given(answers.get(item.id)):
            for near in steps.near(item, answers[item.id]):
                yield {**answers, item.id: near}


def _nearest(quiz: Quiz, sums: tuple[profile.Sums, ...]) -> frozenset[profile.Nearest]:
    axes, points = profile.profile_of(quiz)
    if not axes:
        # Gates alone: all who reach none are at the first stage.
        return frozenset({(quiz.stages[0].id,)})
    return profile.possible(points, sums)
