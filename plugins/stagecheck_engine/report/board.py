"""A team's board as HTML; Markdown is made of the same nodes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..gathered import Older
from ..model import Item, Quiz
from ..team import stages
from ..team.spread import PEOPLE_TO_AGREE, SPLIT
from . import board_words as words
from .markup import Element, Node, element, serialise
from .phrases import counted, dimension_title, stage_title

if TYPE_CHECKING:
    from ..team import Board, Holding, Spread

SHOWN = 6
"""So many questions are shown at once; the others, on which people differ less, are folded away."""

SHARED = 2
"""What is in the way of fewer people than this is nobody's but one's own."""


class Context(NamedTuple):
    """What is told, and where it will stand.

    `threshold` is in people; `links` maps the pages a quiz names to addresses that work there, none
    for a page that cannot be reached; `anchor` is the prefix of the ids of the questions in the
    report, empty for none.
    """

    quiz: Quiz
    board: "Board"
    threshold: int
    older: Older
    links: Mapping[str, str]
    anchor: str


def headline(context: Context) -> str:
    """Say in a sentence or two what the team's answers come to."""
    if context.board.holding.verdict == stages.FEW:
        return words.few(context.board, context.threshold)
    return words.headline(context.quiz, context.board)


def note(context: Context) -> str:
    """Say what became of answers to other versions; below the threshold nothing is told."""
    return "" if context.board.holding.verdict == stages.FEW else words.note(context.older)


def report(context: Context) -> str:
    """Write the report as HTML."""
    return serialise(*nodes(context))


def nodes(context: Context) -> list[Node]:
    """Build the report: stages, questions, what is unseen and in the way, plays."""
    if context.board.holding.verdict == stages.FEW:
        return _script(context)
    told = note(context)
    return [
        _place(context),
        *([element("p", told, class_="stagecheck-note")] if told else []),
        *_held(context),
        *_items(context),
        *_unseen(context),
        *_blocked(context),
        *_plays(context),
    ]


def _script(context: Context) -> list[Node]:
    if not context.board.people:
        return []
    lines = (element("li", line) for line in words.SCRIPT)
    return [
        element("h4", "Talk instead"),
        element(
            "p",
            "Among so few, numbers would show who answered what. Take fifteen minutes and ask each "
            "other these questions in turn. Nobody has to say what they answered.",
        ),
        element("ol", *lines, class_="stagecheck-talk"),
    ]


def _place(context: Context) -> Element:
    holding = context.board.holding
    stability = element("p", words.stability(context.board))
    badges = [_badge(context, holding.stage)] if holding.stage is not None else []
    listed = [element("ul", *badges, class_="stagecheck-stages")] if badges else []
    return element(
        "div", *listed, stability, class_="stagecheck-place", data_verdict=holding.verdict
    )


def _held(context: Context) -> list[Node]:
    """Draw who holds what, of the whole or of each dimension."""
    quiz, board = context.quiz, context.board
    if not board.placed:
        return [element("h4", "How many hold each stage"), _stages(context, board.holding)]
    nodes: list[Node] = [element("h4", "How many hold each stage, part by part")]
    for one in board.placed:
        nodes.append(element("h5", dimension_title(quiz, one.dimension)))
        nodes += [element("p", words.part(quiz, one)), _stages(context, one.holding)]
    return nodes


def _badge(context: Context, name: str) -> Element:
    stage = next(one for one in context.quiz.stages if one.id == name)
    belief = element("span", stage.belief, class_="stagecheck-belief")
    link = _link(context, stage.title, stage.page)
    return element("li", element("div", link, belief), class_="stagecheck-stage", data_stage=name)


def _link(context: Context, title: str, page: str) -> Node:
    address = context.links.get(page)
    return element("a", title, href=address) if address else element("strong", title)


def _stages(context: Context, of: "Holding") -> Element:
    rows = words.held(context.quiz, of)
    return _table("How many people hold each stage", "Stage", rows, context.board.people)


def _table(caption: str, first: str, rows: Iterable[tuple[str, int]], people: int) -> Element:
    """Draw how many of all people each row has, with the number beside it."""
    head = element("tr", *(element("th", name, scope="col") for name in (first, "Share", "People")))
    body = element("tbody", *(_row(text, count, people) for text, count in rows))
    title = element("caption", caption, class_="stagecheck-hidden")
    drawn = element("table", title, element("thead", head), body, class_="stagecheck-table")
    return element("div", drawn, class_="stagecheck-scores")


def _row(text: str, count: int, people: int) -> Element:
    bars = (
        element("rect", class_=name, width=str(width), height="1")
        for name, width in (("most", people), ("low", count))
    )
    # The number stands in the next cell, so the drawing is hidden from assistive technology.
    bar = element(
        "svg", *bars, viewBox=f"0 0 {people} 1", preserveAspectRatio="none", aria_hidden="true"
    )
    return element(
        "tr", element("th", text, scope="row"), element("td", bar), element("td", f"{count:,}")
    )


def _items(context: Context) -> list[Node]:
    board, items = context.board, {item.id: item for item in context.quiz.items}
    drawn = [_item(context, items[one.item], one) for one in board.spreads]
    nodes: list[Node] = [
        element("h4", "What you answered"),
        element("p", "The questions on which you differ most come first."),
    ]
    if board.people < PEOPLE_TO_AGREE:
        nodes.append(element("p", words.FEW_TO_AGREE))
    nodes += drawn[:SHOWN]
    if folded := drawn[SHOWN:]:
        summary = element("summary", f"And {counted(len(folded), 'more question')}")
        nodes.append(element("details", summary, *folded))
    return nodes


def _item(context: Context, item: Item, spread: "Spread") -> Element:
    board = context.board
    anchor = {"id": f"{context.anchor}.{item.id}"} if context.anchor else {}
    parts: list[Node] = [element("h5", item.text, **anchor)]
    # Said once above all questions where it is so of each.
    said = "" if board.people < PEOPLE_TO_AGREE else words.agreement(item, spread)
    if said:
        parts.append(element("p", said, class_="stagecheck-agreement"))
    rows = [
        (text.removesuffix("."), people)
        for key, text, people in words.rows_of(item, spread)
        if key or people
    ]
    parts.append(_table("How many people gave each answer", "Answer", rows, board.people))
    if spread.agreement == SPLIT:
        parts.append(element("p", words.to_ask(item), class_="stagecheck-ask"))
    return element("div", *parts, class_="stagecheck-item", data_agreement=spread.agreement)


def _unseen(context: Context) -> list[Node]:
    board = context.board
    people = {one.item: one.dont_know for one in board.spreads}
    if not board.unseen:
        return []
    return [
        element("h4", "What half of you or more cannot tell"),
        element("p", "That is a finding of its own: ask who could find out, and how."),
        _counted(context, [(item, people[item]) for item in board.unseen]),
    ]


def _blocked(context: Context) -> list[Node]:
    shared = [one for one in context.board.blocked if one.people >= SHARED][:SHOWN]
    if not shared:
        return []
    return [
        element("h4", "What holds several of you back"),
        _counted(context, [(one.item, one.people) for one in shared]),
    ]


def _counted(context: Context, lines: Sequence[tuple[str, int]]) -> Element:
    everybody = words.number(context.board.people)
    listed = (
        element(
            "li",
            _question(context, item),
            element("span", f"{words.number(people)} of {everybody}", class_="stagecheck-people"),
        )
        for item, people in lines
    )
    return element("ul", *listed, class_="stagecheck-questions")


def _question(context: Context, item: str) -> Node:
    """Lead to a question of the report, by its text."""
    text = words.text_of(context.quiz, item)
    return element("a", text, href=f"#{context.anchor}.{item}") if context.anchor else text


def _plays(context: Context) -> list[Node]:
    quiz, board = context.quiz, context.board
    plays = {play.id: play for play in quiz.plays}
    lines = []
    for advice in board.plays:
        play = plays[advice.play]
        parts = [_link(context, play.title, play.page)]
        if play.outcome:
            parts.append(element("span", play.outcome, class_="stagecheck-outcome"))
        if board.for_others and board.for_others.play == advice.play:
            told = f"For those in {stage_title(quiz, board.for_others.stage)}."
            parts.append(element("span", told, class_="stagecheck-reason"))
        parts += _reason(context, advice.items)
        lines.append(element("li", *parts))
    if not lines:
        return []
    heading = element("h4", "What to do next")
    return [heading, element("ol", *lines, class_="stagecheck-plays")]


def _reason(context: Context, items: Sequence[str]) -> list[Node]:
    if not items:
        return [element("span", "It helps you stay where you are.", class_="stagecheck-reason")]
    listed = (element("li", _question(context, item)) for item in items)
    return [
        element("span", "It acts on what you answered here:", class_="stagecheck-reason"),
        element("ul", *listed, class_="stagecheck-questions"),
    ]
