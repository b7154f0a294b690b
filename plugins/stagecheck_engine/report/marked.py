"""The sentences for a knowledge check, and which feedback is shown beside its questions."""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from ..model import DONT_KNOW, Answers, Item, Mark, Number, Quiz, Result, Score, Share
from ..scoring import share
from ..scoring.attitude import OPEN
from ..scoring.points import chosen, is_given
from .phrases import counted, figure

STATES = {share.RIGHT: "Right", share.PARTLY: "Partly right", share.WRONG: "Not right"}
"""What a question with an answer is called, by the state of its mark."""


class Told(NamedTuple):
    """What is said beside one question: its state, and a sentence."""

    item: str
    state: str
    text: str


class Feedback(NamedTuple):
    """What the page shows beside the questions.

    `reveal` names hidden parts: `item.key` is the feedback of an option, `item..right` what is
    right; a page need not have them all. `again` are the items worth another try.
    """

    told: tuple[Told, ...]
    reveal: tuple[str, ...]
    again: tuple[str, ...]


def headline(quiz: Quiz, result: Result) -> str:
    """Say how much is right, and whether it is enough."""
    if not result.total or not result.marks:
        return "None of the questions applies to you."
    so_far = " so far" if result.total.low != result.total.high else ""
    have = f"You have {_points(quiz, result, result.total)}{so_far}"
    match result.verdict:
        case share.PASSED:
            return f"{have}: passed."
        case share.FAILED:
            return f"{have}: not yet passed."
        case _:
            return f"{have}: {len(result.needed)} more to answer."


def needed(quiz: Quiz, rule: Share, result: Result) -> str:
    """Say what is needed to pass, in the terms of the headline; nothing if nothing applies."""
    if not result.total or not result.marks:
        return ""
    points = rule.pass_mark * result.total.most
    open_ = {mark.item for mark in result.marks if mark.state == OPEN}
    in_parts = any(item.several for item in quiz.items if item.id in open_)
    if _is_plain(quiz, result) and not in_parts:
        return f"Passing takes {counted(ceil(points), 'right answer')}."
    # What is not reached must not read as what one has, and that is cut.
    shown = figure(points if result.total.low >= points else _up(points))
    return f"Passing takes {shown} of {counted(int(result.total.most), 'point')}."


def feedback(quiz: Quiz, answers: Answers, result: Result) -> Feedback:
    """Choose what is shown beside the questions: of options that were chosen, and what is right.

    A question that is left out shows nothing, so that it can still be tried.
    """
    items = {item.id: item for item in quiz.items}
    marks = [mark for mark in result.marks if mark.item in answers]
    again = tuple(mark.item for mark in marks if mark.state != share.RIGHT)
    reveal = (
        *(f"{mark.item}.{key}" for mark in marks for key in _chosen(items[mark.item], answers)),
        *(f"{item}..right" for item in again),
    )
    told = (
        Told(mark.item, mark.state, _sentence(items[mark.item], answers.get(mark.item), mark))
        for mark in result.marks
    )
    return Feedback(tuple(told), reveal, again)


def _points(quiz: Quiz, result: Result, total: Score) -> str:
    if _is_plain(quiz, result):
        right = sum(mark.state == share.RIGHT for mark in result.marks)
        return f"{right} of {len(result.marks)} right"
    return f"{figure(total.low)} of {counted(int(total.most), 'point')}"


def _is_plain(quiz: Quiz, result: Result) -> bool:
    """Tell whether points are as many as right answers."""
    whole = all(mark.credit in (0, 1) for mark in result.marks)
    return whole and all(item.weight == 1 for item in quiz.items)


def _up(number: Number) -> Number:
    return Fraction(ceil(number * 100), 100)


def _chosen(item: Item, answers: Answers) -> tuple[str, ...]:
    answer = answers[item.id]
    return chosen(item, answer) if is_given(answer) else ()


def _sentence(item: Item, answer: str | None, mark: Mark) -> str:
    if answer is None:
        return "Not answered."
    if answer == DONT_KNOW:
        return "You do not know this yet."
    ticks = share.ticks(item, answer)
    if mark.state == share.RIGHT or not item.several or not ticks.hit:
        return f"{STATES[mark.state]}."
    wrong = (
        f" and {ticks.wrong} that {'is' if ticks.wrong == 1 else 'are'} not" if ticks.wrong else ""
    )
    found = f"you ticked {ticks.hit} of the {ticks.right} right answers{wrong}"
    worth = f"{figure(mark.credit * item.weight)} of {counted(item.weight, 'point')}"
    return f"{STATES[mark.state]}: {found}. That is {worth}."
