"""A result as HTML, for the page that holds the quiz."""

from collections.abc import Sequence

from ..model import Bands, Placed, Share, Stage
from ..scoring import attitude, gates
from ..scoring.points import is_enough
from . import checked, scored, words
from .context import Context as Context
from .context import answer_text, answers, question, unknown
from .markup import Element, Node, element, serialise
from .phrases import dimension_title
from .table import table

SHOWN = 6
"""More answers than this, under one heading, are folded away."""


NOT_SEEN = (
    "That you cannot see this is a finding of its own. Where the result depends on it, find out "
    "before you act."
)


def report(context: Context) -> str:
    """Write the report as HTML."""
    return serialise(*nodes(context))


def nodes(context: Context) -> list[Node]:
    """Build the report: place, reasons, what is in the way, plays, scores, what is not known."""
    rule, coverage = context.quiz.rule, context.result.coverage
    if isinstance(rule, Share):
        return checked.report(context, rule)
    if coverage.answered == 0:
        return unknown(context, NOT_SEEN)
    parts: list[Node] = [_place(context)]
    # While too little was considered, reasons would be guesses; only the range is shown.
    if is_enough(coverage.items - coverage.skipped, coverage.items):
        parts += [*_plays(context), *_drivers(context), *_in_the_way(context)]
    scores = table(context.quiz, context.result, theirs=context.theirs)
    return [*parts, *scores, *unknown(context, NOT_SEEN)]


def _place(context: Context) -> Element:
    quiz, result = context.quiz, context.result
    parts: list[Node] = []
    if badges := _badges(context):
        parts.append(element("ul", *badges, class_="stagecheck-stages"))
    if result.verdict != attitude.OPEN:
        parts.append(element("p", words.margin(quiz, result)))
    if ahead := words.ahead(quiz, result):
        parts.append(element("p", ahead))
    return element("div", *parts, class_="stagecheck-place", data_verdict=result.verdict)


def _badges(context: Context) -> list[Element]:
    """Show the stages that are possible; of each dimension, where each has its own."""
    if context.result.placed:
        return [_placed(context, one) for one in context.result.placed if one.stages]
    stages = _stages(context, context.result.stages)
    return [_stage(context, stage) for stage in stages if len(stages) < len(context.quiz.stages)]


def _stages(context: Context, ids: Sequence[str]) -> list[Stage]:
    return [stage for stage in context.quiz.stages if stage.id in ids]


def _stage(context: Context, stage: Stage, *before: Node) -> Element:
    link = element("a", stage.title, href=context.links[stage.page])
    belief = element("span", stage.belief, class_="stagecheck-belief")
    text = element("div", *before, link, belief)
    return element("li", text, class_="stagecheck-stage", data_stage=stage.id)


def _placed(context: Context, placed: Placed) -> Element:
    title = dimension_title(context.quiz, placed.dimension)
    name = element("div", title, class_="stagecheck-dimension")
    stages = _stages(context, placed.stages)
    if len(stages) == 1:
        return _stage(context, stages[0], name)
    known = len(stages) < len(context.quiz.stages)
    titles = words.listed([stage.title for stage in stages], "or") if known else "Not told yet"
    return element("li", element("div", name, titles), class_="stagecheck-stage")


GIVEN = "You answered"
"""Introduces an answer that counts for what it is."""


def _drivers(context: Context) -> list[Node]:
    drivers = context.result.drivers
    if not drivers or context.result.verdict == attitude.OPEN:
        return []
    says = "Answered" if context.theirs else GIVEN
    return [element("h4", "What decided it"), *_folded(context, drivers, says, SHOWN)]


def _folded(context: Context, items: Sequence[str], says: str, room: int) -> list[Node]:
    """List answers; those for which there is no room are folded away."""
    shown, folded = items[:room], items[room:]
    nodes: list[Node] = [answers(context, shown, says)] if shown else []
    if folded:
        count = words.counted(len(folded), "more answer" if shown else "answer")
        summary = element("summary", f"And {count}" if shown else count)
        nodes.append(element("details", summary, answers(context, folded, says)))
    return nodes


def _in_the_way(context: Context) -> list[Node]:
    if isinstance(context.quiz.rule, Bands):
        return _gaps(context, context.quiz.rule)
    return _gates(context)


def _gaps(context: Context, rule: Bands) -> list[Node]:
    """Tell where each next band begins, and which answers stand lower."""
    quiz, result = context.quiz, context.result
    gaps = scored.gaps(rule, result)
    if not gaps:
        return []
    title = words.stage_title(quiz, gaps[0].band.stage)
    above = "the next stage" if rule.each else f"“{title}”"
    nodes: list[Node] = [element("h4", f"What is in the way of {above}")]
    dimensions = {item.id: item.dimension for item in quiz.items}
    room = SHOWN
    for gap in gaps:
        within = [one for one in result.blockers if gap.score.id in ("", dimensions[one])]
        lower = f" {scored.LOWER}" if within else ""
        nodes.append(element("p", f"{scored.begins(quiz, gap)}{lower}"))
        nodes += _folded(context, within, "Now", room)
        room = max(0, room - len(within))
    return nodes


def _gates(context: Context) -> list[Node]:
    quiz, result = context.quiz, context.result
    if result.next_stage is None:
        return []
    title = words.stage_title(quiz, result.next_stage)
    nodes: list[Node] = [element("h4", f"What is in the way of “{title}”")]
    for score in result.gates:
        if score.gate.stage != result.next_stage or score.status == gates.MET:
            continue
        nodes.append(element("p", words.gate_standing(quiz, score)))
        if score.short:
            nodes.append(_steps_to(context, score.short, score.gate.option))
    return nodes


def _steps_to(context: Context, items: Sequence[str], option: str) -> Element:
    lines = []
    for item in items:
        below = answer_text(context, item)
        wanted = words.option_text(context.quiz, item, option)
        now = element("span", f"Now: {below}", class_="stagecheck-now")
        next_ = element("span", f"Enough: {wanted}", class_="stagecheck-enough")
        lines.append(element("li", question(context, item), now, next_))
    return element("ul", *lines, class_="stagecheck-answers")


def _plays(context: Context) -> list[Node]:
    if not context.result.plays:
        return []
    plays = {play.id: play for play in context.quiz.plays}
    nodes: list[Node] = [element("h4", "What to do next")]
    lines = []
    for advice in context.result.plays:
        play = plays[advice.play]
        parts: list[Node] = [element("a", play.title, href=context.links[play.page])]
        if play.outcome:
            parts.append(element("span", play.outcome, class_="stagecheck-outcome"))
        if advice.items:
            reason = element("span", "It acts on these answers:", class_="stagecheck-reason")
            parts += [reason, answers(context, advice.items, "Now")]
        lines.append(element("li", *parts))
    return [*nodes, element("ol", *lines, class_="stagecheck-plays")]
