"""A result that says nothing yet, for each rule to fill in."""

from ..model import Answers, Quiz, Result
from .given import coverage
from .points import OPEN


def blank(quiz: Quiz, answers: Answers) -> Result:
    """Return an open result of a quiz, with its coverage alone."""
    return Result(
        quiz=quiz.id,
        version=quiz.version,
        verdict=OPEN,
        stages=(),
        margin=None,
        runners_up=(),
        next_stage=None,
        gates=(),
        drivers=(),
        blockers=(),
        needed=(),
        dimensions=(),
        groups=(),
        total=None,
        placed=(),
        marks=(),
        coverage=coverage(quiz, answers),
        plays=(),
    )
