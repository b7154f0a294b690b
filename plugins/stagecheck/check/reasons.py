"""Says in the rule's own terms why an example team ends where it does."""

from stagecheck_engine.model import Answers, Bands, Number, Quiz, Result, Score
from stagecheck_engine.report import words
from stagecheck_engine.scoring import profile
from stagecheck_engine.scoring.points import written

from .bands import placing


def reasons(quiz: Quiz, answers: Answers, result: Result) -> list[str]:
    """Say how the team stands at everything that its stage depends on."""
    if isinstance(quiz.rule, Bands):
        return _bands(quiz, quiz.rule, result)
    return [*_gates(quiz, result), *_profile(quiz, answers)]


def _gates(quiz: Quiz, result: Result) -> list[str]:
    return [
        f"{one.gate.stage!r} asks for {words.gate(quiz, one.gate)}, met in {one.met}"
        for one in result.gates
    ]


def _profile(quiz: Quiz, answers: Answers) -> list[str]:
    axes = [
        f"{axis.dimension} {_axis(profile.axis_sums(profile.axis_items(quiz, axis), answers))}"
        for axis in profile.profile_of(quiz).axes
    ]
    return [f"in the profile it has {', '.join(axes)}"] if axes else []


def _axis(sums: profile.Sums) -> str:
    return _span(sums[0], sums[-1])


def _bands(quiz: Quiz, rule: Bands, result: Result) -> list[str]:
    scale = next(iter(placing(quiz, rule).values()))
    scores = list(result.dimensions)
    if result.total and not rule.each:
        scores = [*scores, *result.groups, result.total]
    had = [f"{score.id or 'in all'} {_points(score)}" for score in scores]
    begin = [f"{band.stage!r} from {written(band.low)}" for band in rule.bands]
    ends = f"up to {written(scale.most)}"
    return [f"it has {', '.join(had)}", f"the bands are {', '.join(begin)}, {ends}"]


def _points(score: Score) -> str:
    return _span(score.low, score.high) if score.items else "nothing that counts"


def _span(low: Number, high: Number) -> str:
    return written(low) if low == high else f"{written(low)} to {written(high)}"
