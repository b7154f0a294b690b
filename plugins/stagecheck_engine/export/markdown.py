"""Results, boards and actions as Markdown, to paste wherever people write."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..model import Answers, Quiz, Result
from ..report import words
from ..report.markup import Element, element
from ..report.page import Context
from ..report.page import nodes as reported
from . import blocks
from .days import spoken
from .records import Action, Head

if TYPE_CHECKING:
    from ..report.board import Context as BoardContext


def result(quiz: Quiz, answers: Answers, result: Result, links: Mapping[str, str]) -> str:
    """Write what the page says of a result; `links` are addresses that work where it is pasted.

    A page that they lack is named without a link.
    """
    context = Context(quiz, answers, result, reachable(quiz, links), "")
    headline = element("p", words.headline(quiz, result))
    return blocks.written(element("h3", quiz.title), headline, *reported(context))


def board(context: "BoardContext", head: Head | None = None) -> str:
    """Write what the page says of a team's board; its links work where it is pasted.

    With `head`, it says of which round and day.
    """
    # Boards are for a few readers, results for all.
    from ..report import board as told

    headline = element("p", told.headline(context))
    title = element("h3", context.quiz.title)
    which = [element("p", _which(head))] if head else []
    return blocks.written(title, *which, headline, *told.nodes(context))


def actions(agreed: Iterable[Action], head: Head) -> str:
    """Write what was agreed, by day."""
    lines = (_line(one) for one in sorted(agreed, key=lambda one: one.day))
    which = (element("p", text) for text in (head.check, _which(head)))
    return blocks.written(element("h3", "What we agreed"), *which, element("ul", *lines))


def reachable(quiz: Quiz, links: Mapping[str, str]) -> dict[str, str]:
    """Map every page that a quiz names to its address, or to an empty one."""
    pages = [*(stage.page for stage in quiz.stages), *(play.page for play in quiz.plays)]
    return {page: links.get(page, "") for page in pages}


def _which(head: Head) -> str:
    return f"Round {head.name} ({head.tag}), {spoken(head.day)}"


def _line(action: Action) -> Element:
    owner = element("span", f"Owner: {action.owner.strip() or 'nobody yet'}")
    return element("li", action.text, owner, element("span", f"By: {spoken(action.day)}"))
