"""What a report is about, and the pieces that all its parts are made of."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model import DONT_KNOW, Answers, Quiz, Result
from . import words
from .markup import Element, Node, element


class Context(NamedTuple):
    """What a report is about and where it will stand.

    `links` maps the pages a quiz names to addresses that work on this page; `anchor` is the
    prefix of the ids of the questions on it. `theirs` are answers that somebody else gave.
    """

    quiz: Quiz
    answers: Answers
    result: Result
    links: dict[str, str]
    anchor: str
    theirs: bool = False


def question(context: Context, item: str) -> Element:
    """Lead to a question, by its text."""
    text = next(one.text for one in context.quiz.items if one.id == item)
    return element("a", text, href=f"#{context.anchor}.{item}")


def answer_text(context: Context, item: str) -> str:
    """Write the answer that was given to a question."""
    return words.option_text(context.quiz, item, context.answers[item])


def answers(context: Context, items: Sequence[str], says: str) -> Element:
    """List questions with the answers that were given, each introduced by `says`."""
    lines = []
    for item in items:
        given = element("span", f"{says}: {answer_text(context, item)}")
        lines.append(element("li", question(context, item), given))
    return element("ul", *lines, class_="stagecheck-answers")


def listed(context: Context, notes: Mapping[str, str]) -> Element:
    """List questions, each with a note."""
    lines = []
    for item, note in notes.items():
        told = element("span", f"{note}.", class_="stagecheck-needed")
        lines.append(element("li", question(context, item), told))
    return element("ul", *lines, class_="stagecheck-questions")


def unknown(context: Context, note: str) -> list[Node]:
    """List what was left out and, with a `note`, what is not known."""
    items, given = context.quiz.items, context.answers
    skipped = [item.id for item in items if item.id not in given]
    unseen = [item.id for item in items if given.get(item.id) == DONT_KNOW]
    nodes: list[Node] = []
    if skipped:
        count = words.counted(len(skipped), "question")
        nodes += [element("h4", f"Not answered: {count}"), _open_items(context, skipped)]
    if unseen:
        count = words.counted(len(unseen), "question")
        nodes += [element("h4", f"Not known: {count}"), element("p", note)]
        nodes.append(_open_items(context, unseen))
    return nodes


def _open_items(context: Context, items: Sequence[str]) -> Element:
    """List open questions, those first on which the result depends."""
    needed = context.result.needed if context.result.coverage.answered else ()
    lines = []
    for item in sorted(items, key=lambda item: item not in needed):
        note = element("span", "The result depends on this one.", class_="stagecheck-needed")
        lines.append(element("li", question(context, item), *([note] * (item in needed))))
    return element("ul", *lines, class_="stagecheck-questions")
