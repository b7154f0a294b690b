"""What a new version of a quiz made of saved answers, for the page that holds the quiz."""

from typing import NamedTuple

from ..carried import GONE, SINGLE, Carried, Void
from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Quiz
from . import words
from .markup import Element, Node, element, serialise


class Context(NamedTuple):
    """What is told, and the prefix of the ids of the questions on the page."""

    quiz: Quiz
    carried: Carried
    anchor: str


def headline(carried: Carried) -> str:
    """Say in a sentence what became of the answers; nothing if there is no change."""
    void, total = len(carried.void), len(carried.void) + len(carried.kept)
    if not total or not (void or carried.new or carried.counts_changed or not carried.known):
        return ""
    if total == 1:
        return f"The answer you gave before {'no longer stands' if void else 'still stands'}."
    if void == 0:
        return f"All {total} answers you gave before still stand."
    if void == total:
        return f"None of the {total} answers you gave before still stands."
    verb = "stands" if void == 1 else "stand"
    return f"{void} of the {total} answers you gave before no longer {verb}."


def report(context: Context) -> str:
    """List what does not stand and why, what is new, and what else changed."""
    carried = context.carried
    if not headline(carried):
        return ""
    nodes = [*_void(context), *_new(context)]
    if carried.counts_changed:
        nodes.append(element("p", _COUNTS))
    if not carried.known:
        nodes.append(element("p", _UNKNOWN))
    return serialise(*nodes)


_COUNTS = (
    "What an answer counts, or how answers become a result, has changed: the same answers may "
    "give another result."
)
_UNKNOWN = (
    "The version that you answered is not on record here. So it cannot be said which questions are "
    "new, or whether the same answers may give another result."
)
_WAYS = {NONE: "none of these", NOT_APPLICABLE: "does not apply", DONT_KNOW: "don't know"}


def _void(context: Context) -> list[Node]:
    void = context.carried.void
    nodes: list[Node] = []
    named = [one for one in void if _question(context, one.item)]
    if void:
        nodes.append(element("h4", "Answers that no longer stand"))
    if named:
        lines = (_line(context, one) for one in named)
        nodes.append(element("ul", *lines, class_="stagecheck-questions"))
    if len(named) < len(void):
        nameless = words.counted(len(void) - len(named), "answer")
        text = f"{nameless} to questions of which this page does not know the words."
        nodes.append(element("p", text))
    return nodes


def _line(context: Context, void: Void) -> Element:
    text = _question(context, void.item)
    here = element("a", text, href=f"#{context.anchor}.{void.item}")
    reason = element("span", _reason(context, void), class_="stagecheck-void")
    return element("li", text if void.why == GONE else here, reason)


def _reason(context: Context, void: Void) -> str:
    """Say why an answer does not stand, with the parts of it whose words are known."""
    known = {**_WAYS, **_options_now(context, void.item), **_options_then(context, void.item)}
    said = {key: known[key] for key in void.answer.split(" ") if key in known}
    # The sentence has its own full stop.
    parts = {key: f"“{text.removesuffix('.')}”" for key, text in said.items()}
    given = words.listed(list(parts.values()), "and")
    if void.why == GONE:
        answered = f" You had answered {given}." if given else ""
        return f"This question is gone.{answered}"
    if void.why == SINGLE:
        return f"This question now takes one answer, and you had given {given}. Choose one of them."
    closed = [text for key, text in parts.items() if key not in _options_now(context, void.item)]
    if not closed:
        return "The saved answer is not one that this question offers."
    if len(parts) == 1:
        return f"The answer you gave, {closed[0]}, is no longer offered."
    verb = "is" if len(closed) == 1 else "are"
    return f"Of the answers you gave, {words.listed(closed, 'and')} {verb} no longer offered."


def _question(context: Context, item: str) -> str:
    """Return a question in the words it had when it was answered, or in those of today."""
    if item in context.carried.asked:
        return context.carried.asked[item].text
    return next((one.text for one in context.quiz.items if one.id == item), "")


def _options_then(context: Context, item: str) -> dict[str, str]:
    asked = context.carried.asked.get(item)
    return asked.options if asked else {}


def _options_now(context: Context, item: str) -> dict[str, str]:
    options = next((one.options for one in context.quiz.items if one.id == item), ())
    return {option.key: option.text for option in options}


def _new(context: Context) -> list[Node]:
    items = [item for item in context.quiz.items if item.id in context.carried.new]
    if not items:
        return []
    links = (element("a", item.text, href=f"#{context.anchor}.{item.id}") for item in items)
    lines = (element("li", link) for link in links)
    heading = element("h4", "New questions")
    return [heading, element("ul", *lines, class_="stagecheck-questions")]
