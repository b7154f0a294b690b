"""How answers become a stage: `score` is pure, deterministic and exact."""

from ..errors import AnswerError
from ..model import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Answers,
    Coverage,
    Item,
    Number,
    Quiz,
    Result,
    Score,
)
from . import attitude, reasons

__all__ = ["score"]


def score(quiz: Quiz, answers: Answers) -> Result:
    """Place a team by its answers, and say why.

    Raises AnswerError (SC301 to SC304) for an answer that the quiz does not offer.
    """
    _check(quiz, answers)
    at = reasons.place(quiz, answers)
    settled = at.verdict.kind != attitude.OPEN
    margin = attitude.margin(quiz, at.ranks, answers) if settled else None
    return Result(
        quiz=quiz.id,
        version=quiz.version,
        verdict=at.verdict.kind,
        stages=at.verdict.stages,
        margin=margin,
        runners_up=attitude.runners_up(quiz, at.ranks, answers) if margin == 1 else (),
        next_stage=reasons.next_stage(at),
        gates=at.scores,
        drivers=reasons.drivers(at),
        blockers=reasons.blockers(at),
        needed=reasons.needed(at),
        dimensions=tuple(_dimension(quiz, one.id, answers) for one in quiz.dimensions),
        groups=(),
        total=None,
        placed=(),
        marks=(),
        coverage=_coverage(quiz, answers),
        plays=reasons.plays(at),
    )


def _dimension(quiz: Quiz, dimension: str, answers: Answers) -> Score:
    low: Number = 0
    high: Number = 0
    most: Number = 0
    answered = count = 0
    for item in quiz.items:
        answer = answers.get(item.id, DONT_KNOW)
        if item.dimension != dimension or answer == NOT_APPLICABLE or not item.ordered:
            continue
        values = {option.key: option.value for option in item.options}
        low += values.get(answer, min(values.values()))
        high += values.get(answer, max(values.values()))
        most += max(values.values())
        answered += answer in values
        count += 1
    return Score(dimension, low, high, 0, most, answered, count)


def _coverage(quiz: Quiz, answers: Answers) -> Coverage:
    given = [answers.get(item.id) for item in quiz.items]
    unknown, not_applicable = given.count(DONT_KNOW), given.count(NOT_APPLICABLE)
    skipped = given.count(None)
    answered = len(given) - unknown - not_applicable - skipped
    return Coverage(len(given), answered, unknown, not_applicable, skipped)


def _check(quiz: Quiz, answers: Answers) -> None:
    items = {item.id: item for item in quiz.items}
    for item_id, answer in answers.items():
        if item_id not in items:
            known = ", ".join(items)
            raise AnswerError(
                "SC301",
                f"the quiz {quiz.id!r} has no item {item_id!r}",
                f"its items are: {known}",
            )
        _check_answer(items[item_id], answer)


def _check_answer(item: Item, answer: str) -> None:
    keys = [option.key for option in item.options]
    offered = [*keys, *[DONT_KNOW] * item.dont_know, *[NOT_APPLICABLE] * item.not_applicable]
    if answer in offered:
        return
    code = {DONT_KNOW: "SC303", NOT_APPLICABLE: "SC304"}.get(answer, "SC302")
    raise AnswerError(
        code,
        f"the item {item.id!r} does not offer the answer {answer!r}",
        f"answer one of: {', '.join(offered)}",
    )
