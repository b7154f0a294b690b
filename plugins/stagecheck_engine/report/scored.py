"""The sentences for a plain score: where it falls, and where the next band begins."""

from typing import NamedTuple

from ..model import Band, Bands, Placed, Quiz, Result, Score
from ..scoring import attitude
from .phrases import counted, dimension_title, figure, listed, on_scale, spread, stage_title

NAMED_AT_MOST = 3
"""A headline that names more stages than this says nothing that can be kept in mind."""

DIMENSIONS_NAMED = 4
"""Beyond so many dimensions a headline counts them."""


LOWER = "These answers hold it back:"
"""Introduces the answers that keep a score below the next band."""


class Gap(NamedTuple):
    """A score that is not surely in the next band."""

    score: Score
    band: Band


def headline(quiz: Quiz, rule: Bands, result: Result) -> str:
    """Say in one or two sentences where the score falls."""
    if not any(score.items for score in result.dimensions):
        return f"{quiz.places} cannot be told, for too much does not apply."
    if rule.each:
        return _each(quiz, result)
    titles = [stage_title(quiz, stage) for stage in result.stages]
    amount = f": {on_scale(spread(result.total), result.total)}" if result.total else ""
    if result.verdict != attitude.OPEN:
        return f"{quiz.places} is {titles[0]}{amount}."
    if len(titles) > NAMED_AT_MOST or len(titles) == len(quiz.stages):
        return too_early(quiz, result)
    return f"{quiz.places} is {listed(titles, 'or')}{amount}. Which of them {_depends(result)}."


def too_early(quiz: Quiz, result: Result) -> str:
    """Say that nearly any result is possible still: where little is answered, how little."""
    coverage = result.coverage
    if coverage.skipped and 0 < 2 * coverage.answered <= coverage.items:
        are = "is" if coverage.answered == 1 else "are"
        return f"Too early: only {coverage.answered} of {coverage.items} questions {are} answered."
    possible, every = len(result.stages), len(quiz.stages)
    return f"Too early to tell: {possible} of {every} results are still possible."


def _depends(result: Result) -> str:
    return f"depends on {counted(len(result.needed), 'open question')}"


def _each(quiz: Quiz, result: Result) -> str:
    placed = [one for one in result.placed if one.stages]
    certain = [one for one in placed if len(one.stages) == 1]
    if len(certain) < len(placed):
        told = f"{len(certain)} of {counted(len(placed), 'part')}" if certain else "no part"
        rest = "The rest" if certain else "It"
        return f"{quiz.places} can be told in {told} so far. {rest} {_depends(result)}."
    if result.verdict == attitude.STAGE and len(quiz.dimensions) > 1:
        every = "every part" + " that applies" * (len(placed) < len(result.placed))
        return f"{quiz.places} is {stage_title(quiz, result.stages[0])} in {every}."
    highest_first = reversed(result.stages)
    *others, last = [_in_dimensions(quiz, certain, stage) for stage in highest_first]
    # A comma, because each has an `and` of its own.
    return f"{quiz.places} is {', '.join([*others, f'and {last}'] if others else [last])}."


def _in_dimensions(quiz: Quiz, placed: list[Placed], stage: str) -> str:
    title = stage_title(quiz, stage)
    names = [dimension_title(quiz, one.dimension) for one in placed if one.stages == (stage,)]
    if len(placed) == 1:
        return title
    if len(placed) > DIMENSIONS_NAMED:
        return f"{title} in {len(names)} of {len(placed)} parts"
    return f"{title} in {listed(names, 'and')}"


def gaps(rule: Bands, result: Result) -> list[Gap]:
    """List the scores that are placed and surely lie below the next band, and that band."""
    scores = {score.id: score for score in result.dimensions}
    order = [band.stage for band in rule.bands]
    if rule.each:
        sure = [(scores[one.dimension], one.stages[0]) for one in result.placed if one.stages]
    else:
        total = result.total
        sure = [(total, result.stages[0])] if total and total.items else []
    found = [(score, order.index(stage) + 1) for score, stage in sure]
    above = [Gap(score, rule.bands[at]) for score, at in found if at < len(order)]
    return [gap for gap in above if gap.score.low < gap.band.low]


def begins(quiz: Quiz, gap: Gap) -> str:
    """Say where the next band begins, and where the score stands."""
    title, stands = stage_title(quiz, gap.band.stage), spread(gap.score)
    low = figure(gap.band.low, gap.score.most)
    name = f"“{dimension_title(quiz, gap.score.id)}”" if gap.score.id else "The score"
    start = on_scale(low, gap.score)
    if stands == low:
        return f"{name} is just below {start}, where {title} begins."
    why = "" if gap.score.low == gap.score.high else ", for an answer is open"
    return f"{name} has {on_scale(stands, gap.score)}{why}; {title} begins at {low}."
