"""The single answers that would change what a result says, worded for an editor."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model import DONT_KNOW, Answers, Quiz
from ..scoring.attitude import BETWEEN
from ..scoring.single import Change
from ..scoring.standing import Standing
from .markup import Element, element, serialise
from .phrases import counted, dimension_title, listed, stage_title
from .words import option_text

MARK = "another answer changes the result"
"""What stands at each question of the list."""


class Context(NamedTuple):
    """A quiz as it is answered, and the prefix of its questions' ids on the page."""

    quiz: Quiz
    answers: Answers
    anchor: str


def headline(context: Context, found: Sequence[Change]) -> str:
    """Say how many questions matter, one at a time."""
    if not context.answers:
        return "No question is answered yet: answer some, or fill in an example team."
    items = {one.item for one in found}
    if not items:
        return "No other answer to a single question would change the result."
    of = f"{len(items)} of {counted(len(context.quiz.items), 'question')}"
    return f"{of}: another answer to one of them alone would change the result."


def report(context: Context, found: Sequence[Change]) -> str:
    """List each such question with its id, the answer it has, and those that lead elsewhere."""
    items = list(dict.fromkeys(one.item for one in found))
    lines = [_question(context, item, [one for one in found if one.item == item]) for item in items]
    return serialise(element("ul", *lines)) if lines else ""


def _question(context: Context, item: str, found: Sequence[Change]) -> Element:
    text = next(one.text for one in context.quiz.items if one.id == item)
    given = context.answers.get(item)
    now = f", now {_answer(context.quiz, item, given)}" if given else ", not answered"
    rows = [
        element("li", _answer(context.quiz, item, one.answer), ": ", _result(context.quiz, one))
        for one in found
    ]
    link = element("a", text, href=f"#{context.anchor}.{item}")
    return element("li", link, " ", element("code", item), now, element("ul", *rows))


def _answer(quiz: Quiz, item: str, answer: str) -> str:
    text = "don't know" if answer == DONT_KNOW else option_text(quiz, item, answer)
    return f"{answer} ({text.rstrip('.')})"


def _result(quiz: Quiz, change: Change) -> Element:
    return element("strong", outcome(quiz, change.standing))


def outcome(quiz: Quiz, standing: Standing) -> str:
    """Name the stage or stages, those of each dimension, or whether a check is passed."""
    if not quiz.stages:
        return standing.verdict
    if standing.placed:
        each = (
            f"{dimension_title(quiz, one.dimension)} {_stages(quiz, one.stages, 'or')}"
            for one in standing.placed
        )
        return "; ".join(each)
    return _stages(quiz, standing.stages, "and" if standing.verdict == BETWEEN else "or")


def _stages(quiz: Quiz, stages: Sequence[str], last: str) -> str:
    titles = [stage_title(quiz, one) for one in stages]
    between = "between " if last == "and" else ""
    return f"{between}{listed(titles, last)}" if titles else "cannot be told"
