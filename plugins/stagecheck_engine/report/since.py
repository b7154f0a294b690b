"""What a kept result came to, and what changed since the one before, in words."""

from typing import NamedTuple

from ..export.days import spoken
from ..export.table import answer_text
from ..kept import ITEMS, OFFERED, RULE, UNKNOWN, Past, changed, obstacle
from ..ledger import Ledger
from ..model import Quiz
from ..scoring import score
from . import words
from .markup import Element, Node, element, serialise


class Last(NamedTuple):
    """The result that is told, and whether it is kept."""

    past: Past
    kept: bool


def headline(quiz: Quiz, ledger: Ledger, last: Past) -> str:
    """Say what a kept result came to, or why that cannot be told any more."""
    why = obstacle(quiz, ledger, last)
    if why:
        return f"This result cannot be worked out any more: {_WHY[why]}. Its answers are kept."
    return words.headline(quiz, score(quiz, last.answers))


def report(quiz: Quiz, ledger: Ledger, last: Last, before: Past | None) -> str:
    """Say when it was kept, or that it is not, and what changed since the one before, if any."""
    told = f"Kept on {spoken(last.past.day)}." if last.kept else "Not kept."
    nodes: list[Node] = [element("p", told)]
    if before and not obstacle(quiz, ledger, last.past):
        nodes += _since(quiz, ledger, last.past, before)
    return serialise(*nodes)


_WHY = {
    UNKNOWN: "the version of the check that was answered is not on record here",
    RULE: "how answers become a result has changed since",
    ITEMS: "the questions, or what their answers count, have changed since",
    OFFERED: "an answer is not offered any more",
}


def _since(quiz: Quiz, ledger: Ledger, last: Past, before: Past) -> list[Node]:
    day = spoken(before.day)
    why = obstacle(quiz, ledger, before)
    if why:
        text = f"It cannot be compared with the one before, of {day}: {_WHY[why]}."
        return [element("p", text)]
    then, now = headline(quiz, ledger, before), headline(quiz, ledger, last)
    same = f"The result is the same as on {day}."
    told = same if then == now else f"On {day} it was: “{then}”"
    items = changed(quiz, before.answers, last.answers)
    if not items:
        return [element("p", f"{told} No answer is another.")]
    count = words.counted(len(items), "answer")
    summary = element("summary", f"{count} changed")
    lines = (_line(quiz, item, last, before) for item in items)
    listed = element("ul", *lines, class_="stagecheck-answers")
    return [element("p", told), element("details", summary, listed)]


def _line(quiz: Quiz, name: str, last: Past, before: Past) -> Element:
    item = next(one for one in quiz.items if one.id == name)
    then = answer_text(quiz, before.answers, item) or "skipped"
    now = answer_text(quiz, last.answers, item) or "skipped"
    told = (element("span", f"Then: {then}"), element("span", f"Now: {now}"))
    return element("li", element("strong", item.text), *told)
