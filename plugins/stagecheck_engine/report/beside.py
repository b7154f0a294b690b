"""Two boards of one quiz side by side, in numbers of people. No difference is worked out."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model import Quiz
from ..team import stages
from . import board_words as words
from .board_words import number
from .markup import Element, Node, element, serialise
from .phrases import dimension_title

if TYPE_CHECKING:
    from ..team import Board, Holding

OTHERS = (
    "Codes have no names, so that nobody can tell whether the same people answered. Ask who joined "
    "and who left. One or two people more at an answer may be chance: look for something that "
    "happened in between before you believe it."
)


class Side(NamedTuple):
    """One of the two rounds: its name, as somebody typed it, and its board."""

    name: str
    board: "Board"


class Context(NamedTuple):
    """What is told: the earlier round first. `threshold` is in people."""

    quiz: Quiz
    sides: tuple[Side, Side]
    threshold: int


def headline(context: Context) -> str:
    """Say how many answered each time, or that one round is too small for both to be shown."""
    told = [f"{side.name}: {_people(side.board.people)}" for side in context.sides]
    counted = f"{told[0]}. {told[1]}."
    if not _hidden(context):
        return counted
    least = number(context.threshold)
    thin = any(_few(side) and side.board.people >= context.threshold for side in context.sides)
    enough = " who answered enough" if thin else ""
    return f"{counted} Both rounds are hidden, for one has fewer than {least}{enough}."


def report(context: Context) -> str:
    """Write stages and answers as HTML; nothing where a round is too small."""
    if _hidden(context):
        return ""
    first, second = (side.board for side in context.sides)
    told = [OTHERS]
    if first.people != second.people:
        told.insert(0, "Not as many answered as the other time.")
    nodes: list[Node] = [element("p", " ".join(told), class_="stagecheck-note")]
    if first.placed:
        for one, other in zip(first.placed, second.placed, strict=True):
            title = element("h5", dimension_title(context.quiz, one.dimension))
            nodes += [title, _stages(context, one.holding, other.holding)]
    else:
        nodes.append(_stages(context, first.holding, second.holding))
    nodes.append(element("h4", "What you answered"))
    nodes += _items(context)
    return serialise(*nodes)


def _hidden(context: Context) -> bool:
    return any(map(_few, context.sides))


def _few(side: Side) -> bool:
    return side.board.holding.verdict == stages.FEW


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{number(count)} people"


def _stages(context: Context, one: "Holding", other: "Holding") -> Element:
    first, second = (dict(words.held(context.quiz, each)) for each in (one, other))
    rows = [(title, first.get(title, 0), second.get(title, 0)) for title in {**first, **second}]
    return _table(context, "How many people hold each stage", "Stage", rows)


def _items(context: Context) -> list[Node]:
    first, second = ({one.item: one for one in side.board.spreads} for side in context.sides)
    found: list[Node] = []
    for item in context.quiz.items:
        pairs = zip(
            words.rows_of(item, first[item.id]), words.rows_of(item, second[item.id]), strict=True
        )
        rows = [
            (text.removesuffix("."), one, other)
            for (key, text, one), (_, _, other) in pairs
            if key or one or other
        ]
        table = _table(context, "How many people gave each answer", "Answer", rows)
        found.append(element("div", element("h5", item.text), table, class_="stagecheck-item"))
    return found


def _table(
    context: Context, caption: str, first: str, rows: Iterable[tuple[str, int, int]]
) -> Element:
    """Draw how many of its people each round has in a row, with the number beside it."""
    people = [side.board.people for side in context.sides]
    names = (first, *(side.name for side in context.sides))
    head = element("tr", *(element("th", name, scope="col") for name in names))
    body = element(
        "tbody",
        *(
            element("tr", element("th", text, scope="row"), *_cells((one, other), people))
            for text, one, other in rows
        ),
    )
    title = element("caption", caption, class_="stagecheck-hidden")
    drawn = element("table", title, element("thead", head), body, class_="stagecheck-table")
    return element("div", drawn, class_="stagecheck-beside")


def _cells(counts: Sequence[int], people: Sequence[int]) -> list[Element]:
    return [
        element("td", _bar(count, all_), element("span", f"{count:,}"))
        for count, all_ in zip(counts, people, strict=True)
    ]


def _bar(count: int, people: int) -> Element:
    bars = (
        element("rect", class_=name, width=str(width), height="1")
        for name, width in (("most", people), ("low", count))
    )
    # The number stands beside it, so the drawing is hidden from assistive technology.
    return element(
        "svg", *bars, viewBox=f"0 0 {people} 1", preserveAspectRatio="none", aria_hidden="true"
    )
