"""Checks the rule of a quiz against its questions: each rule in a module of its own."""

from stagecheck_engine.model import Attitude, Bands, Play, Quiz, Rule, Share, Stage

from ..front_shapes import (
    AssessmentFront,
    AttitudeFront,
    BandsFront,
    Front,
    GatesFront,
    PointsFront,
    ShareFront,
)
from .bands import check_bands, fit_scale
from .gates import check_gates
from .names import Names
from .profile import check_profile
from .stages import (
    check_plays,
    check_stages,
    reached_by_attitude,
    reached_by_gates,
    reached_by_points,
)
from .weights import check_weights


def check_rule(names: Names, front: Front) -> Rule:
    """Turn the data of a front matter into a rule, and note every problem on the way."""
    match front:
        case AttitudeFront():
            reached_by_attitude(names, front.gates, front.profile.points)
            gates = check_gates(names, front.gates)
            return Attitude(gates, check_profile(names, front.profile))
        case GatesFront():
            reached_by_gates(names, front.gates)
            return Attitude(check_gates(names, front.gates), None)
        case PointsFront():
            reached_by_points(names, front.profile.points)
            return Attitude((), check_profile(names, front.profile))
        case BandsFront():
            return check_bands(names, front)
        case ShareFront():
            return _share(names, front)
        case _:
            raise TypeError(front)


def check_whole(names: Names, quiz: Quiz) -> None:
    """Check what only shows in the whole quiz: the scale of its score, and its weights."""
    if isinstance(quiz.rule, Bands):
        fit_scale(names, quiz, quiz.rule)
    check_weights(names, quiz)


def stages_and_plays(names: Names, front: Front) -> tuple[tuple[Stage, ...], tuple[Play, ...]]:
    """Return what an assessment leads to; a knowledge check leads to nothing of the kind."""
    if not isinstance(front, AssessmentFront):
        return (), ()
    return check_stages(names, front.stages), check_plays(names, front.plays)


def _share(names: Names, front: ShareFront) -> Share:
    if front.pass_ > 1:
        message = "more than everything would have to be right"
        names.add("QZ056", ("pass",), message, "Write at most 100%")
    if front.pass_ == 0:
        message = "everybody passes, whatever they answer"
        names.add("QZ056", ("pass",), message, "Write more than 0%")
    return Share(front.pass_)
