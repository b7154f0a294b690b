"""What complete answers lead to, in short: a stage, several between which a team is, or a pass."""

from typing import NamedTuple

from stagecheck_engine.model import Quiz
from stagecheck_engine.report.phrases import listed, stage_title
from stagecheck_engine.scoring import Standing
from stagecheck_engine.scoring.attitude import BETWEEN, OPEN

NOWHERE = "does not apply"


class Outcome(NamedTuple):
    """The `verdict` and the `stages` of a result, or of one dimension of it."""

    verdict: str
    stages: tuple[str, ...]


def outcome_of(standing: Standing) -> Outcome:
    """Return where one team stands as a whole."""
    return Outcome(standing.verdict, standing.stages)


def by_dimension(standing: Standing) -> dict[str, tuple[str, ...]]:
    """Return where one team stands in each dimension that has a stage of its own."""
    return {one.dimension: one.stages for one in standing.placed}


def said(quiz: Quiz, outcome: Outcome) -> str:
    """Name an outcome in a few words."""
    if not outcome.stages:
        return {OPEN: "open"}.get(outcome.verdict, outcome.verdict)
    titles = [stage_title(quiz, stage) for stage in outcome.stages]
    if outcome.verdict == BETWEEN:
        return f"between {listed(titles, 'and')}"
    return listed(titles, "or")


def placed(quiz: Quiz, standing: Standing) -> str:
    """Name where a team stands: as a whole, or in one dimension after the other."""
    if not standing.placed:
        return said(quiz, outcome_of(standing))
    return ", ".join(
        listed([stage_title(quiz, stage) for stage in one.stages], "or") or NOWHERE
        for one in standing.placed
    )
