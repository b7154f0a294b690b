"""The report of a knowledge check: how much is right, and what to look at again."""

from ..model import Share
from ..scoring import share
from . import marked, words
from .context import Context, listed, unknown
from .markup import Element, Node, element
from .table import table


def report(context: Context, rule: Share) -> list[Node]:
    """Build the report: what is needed, what to look at again, points, and what is left."""
    nodes: list[Node] = [_place(context, rule), *_again(context)]
    if context.result.coverage.answered:
        nodes += table(context.quiz, context.result)
    return nodes + unknown(context, "What is right stands beside each of these questions.")


def _place(context: Context, rule: Share) -> Element:
    needed = marked.needed(context.quiz, rule, context.result)
    parts = [element("p", needed)] if needed else []
    verdict = context.result.verdict
    return element("div", *parts, class_="stagecheck-place", data_verdict=verdict)


def _again(context: Context) -> list[Node]:
    """Lead to the questions that are not fully right; their feedback stands beside them."""
    notes = {
        mark.item: marked.STATES[mark.state]
        for mark in context.result.marks
        if mark.state in (share.PARTLY, share.WRONG)
    }
    if not notes:
        return []
    count = words.counted(len(notes), "question")
    # Beside a printed question there is no feedback.
    note = element(
        "p", "Beside each of these stands what is right, and why.", class_="stagecheck-screen"
    )
    heading = element("h4", f"To look at again: {count}")
    return [heading, note, listed(context, notes)]
