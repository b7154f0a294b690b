"""The report of a knowledge check: how much is right, and what to look at again."""

from fractions import Fraction

from ..model import Share
from ..scoring import attitude, share
from . import marked
from .context import Context, unknown
from .markup import Element, Node, element
from .table import table


def report(context: Context, rule: Share) -> list[Node]:
    """Build the report: what is needed, what to do, points, and what is left."""
    nodes: list[Node] = [_place(context, rule)]
    if context.result.coverage.answered:
        nodes += table(context.quiz, context.result)
    return nodes + unknown(context, "What is right stands beside each of these questions.")


def _place(context: Context, rule: Share) -> Element:
    parts = [element("p", _needed(context, rule))]
    if any(mark.state in (share.PARTLY, share.WRONG) for mark in context.result.marks):
        again = "Look at the feedback beside the questions that are not fully right, and try again."
        parts.append(element("p", again))
    return element("div", *parts, class_="stagecheck-place", data_verdict=context.result.verdict)


def _needed(context: Context, rule: Share) -> str:
    needed, total = marked.percent(rule.pass_mark), context.result.total
    if context.result.verdict == attitude.OPEN or not total:
        return f"{needed} are needed to pass."
    have = marked.percent_beside(rule.pass_mark, Fraction(total.low) / total.most)
    if total.low != total.high:
        return f"{needed} are needed to pass; you have {have} so far."
    return f"{needed} are needed to pass; you have {have}."
