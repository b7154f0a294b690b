"""Results, boards and actions as Markdown, to paste wherever people write."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..model import Answers, Quiz, Result
from ..report import words
from ..report.markup import Element, element
from ..report.page import Context
from ..report.page import nodes as reported
from . import blocks
from .records import Action

if TYPE_CHECKING:
    from ..report.board import Context as BoardContext


def result(quiz: Quiz, answers: Answers, result: Result, links: Mapping[str, str]) -> str:
    """Write what the page says of a result; `links` are addresses that work where it is pasted.

    A page that they lack is named without a link.
    """
    context = Context(quiz, answers, result, reachable(quiz, links), "")
    headline = element("p", words.headline(quiz, result))
    return blocks.written(element("h3", quiz.title), headline, *reported(context))


def board(context: "BoardContext") -> str:
    """Write what the page says of a team's board; its links work where it is pasted."""
    # Boards are for a few readers, results for all.
    from ..report import board as told

    headline = element("p", told.headline(context))
    return blocks.written(element("h3", context.quiz.title), headline, *told.nodes(context))


def actions(agreed: Iterable[Action]) -> str:
    """Write what was agreed, by day."""
    lines = (_line(one) for one in sorted(agreed, key=lambda one: one.day))
    return blocks.written(element("h3", "What we agreed"), element("ul", *lines))


def reachable(quiz: Quiz, links: Mapping[str, str]) -> dict[str, str]:
    """Map every page that a quiz names to its address, or to an empty one."""
    pages = [*(stage.page for stage in quiz.stages), *(play.page for play in quiz.plays)]
    return {page: links.get(page, "") for page in pages}


def _line(action: Action) -> Element:
    owner = element("span", f"Owner: {action.owner.strip() or 'nobody yet'}")
    return element("li", action.text, owner, element("span", f"By: {action.day}"))
