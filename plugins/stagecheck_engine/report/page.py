"""A result as HTML, for the page that holds the quiz."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import DONT_KNOW, Answers, Quiz, Result, Score, Stage
from ..scoring import attitude, gates, profile
from . import words
from .markup import Element, Node, element, serialise

EARLY = Fraction(7, 10)
"""Below this share of considered items a report would guess; only the range is shown."""

DRIVERS_SHOWN = 6
"""More reasons than this are folded away."""


class Context(NamedTuple):
    """What a report is about and where it will stand.

    `links` maps the pages a quiz names to addresses that work on this page; `anchor` is the
    prefix of the ids of the questions on it.
    """

    quiz: Quiz
    answers: Answers
    result: Result
    links: dict[str, str]
    anchor: str


def report(context: Context) -> str:
    """Write the report: place, reasons, what is in the way, plays, scores, what is not known."""
    coverage = context.result.coverage
    if coverage.answered == 0:
        return serialise(*_unknown(context))
    parts: list[Node] = [_place(context)]
    if coverage.items - coverage.skipped >= EARLY * coverage.items:
        parts += [*_plays(context), *_drivers(context), *_blockers(context)]
    return serialise(*parts, *_scores(context), *_unknown(context))


def _place(context: Context) -> Element:
    quiz, result = context.quiz, context.result
    stages = [stage for stage in quiz.stages if stage.id in result.stages]
    kind = result.verdict
    parts: list[Node] = []
    if len(stages) < len(quiz.stages):
        badges = (_stage(context, stage) for stage in stages)
        parts.append(element("ul", *badges, class_="stagecheck-stages"))
    if kind != attitude.OPEN:
        parts.append(element("p", words.margin(quiz, result)))
    if ahead := words.ahead(quiz, result):
        parts.append(element("p", ahead))
    return element(
        "div",
        *parts,
        class_="stagecheck-place",
        data_verdict=kind,
    )


def _stage(context: Context, stage: Stage) -> Element:
    link = element("a", stage.title, href=context.links[stage.page])
    belief = element("span", stage.belief, class_="stagecheck-belief")
    return element("li", link, belief, class_="stagecheck-stage", data_stage=stage.id)


def _drivers(context: Context) -> list[Node]:
    drivers = context.result.drivers
    if not drivers or context.result.verdict == attitude.OPEN:
        return []
    shown, folded = drivers[:DRIVERS_SHOWN], drivers[DRIVERS_SHOWN:]
    nodes: list[Node] = [element("h4", "What decided it"), _answers(context, shown)]
    if folded:
        summary = element("summary", f"And {words.counted(len(folded), 'more answer')}")
        nodes.append(element("details", summary, _answers(context, folded)))
    return nodes


def _blockers(context: Context) -> list[Node]:
    quiz, result = context.quiz, context.result
    if result.next_stage is None:
        return []
    title = words.stage_title(quiz, result.next_stage)
    nodes: list[Node] = [element("h4", f"What is in the way of {title}")]
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
        below = words.option_text(context.quiz, item, context.answers[item])
        wanted = words.option_text(context.quiz, item, option)
        now = element("span", f"Now: {below}", class_="stagecheck-now")
        next_ = element("span", f"Enough: {wanted}", class_="stagecheck-enough")
        lines.append(element("li", _question(context, item), now, next_))
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
            given = (_given(context, item) for item in advice.items)
            parts += [reason, element("ul", *given, class_="stagecheck-questions")]
        lines.append(element("li", *parts))
    return [*nodes, element("ol", *lines, class_="stagecheck-plays")]


def _given(context: Context, item: str) -> Element:
    answer = words.option_text(context.quiz, item, context.answers[item])
    return element("li", element("a", answer, href=f"#{context.anchor}.{item}"))


def _scores(context: Context) -> list[Node]:
    scored = [score for score in context.result.dimensions if score.most]
    ordered = sorted(scored, key=_share, reverse=True)
    rows = [_score_row(_dimension_title(context.quiz, one.id), one) for one in ordered]
    head = element("tr", *(element("th", name, scope="col") for name in _COLUMNS))
    body = element("tbody", *rows)
    table = element("table", element("thead", head), body, class_="stagecheck-table")
    heading = element("h4", "Your scores, highest first")
    return [heading, element("div", table, class_="stagecheck-scores")]


def _dimension_title(quiz: Quiz, dimension: str) -> str:
    title = next(one.title for one in quiz.dimensions if one.id == dimension)
    wants = {axis.dimension: axis.wants for axis in profile.profile_of(quiz).axes}
    return f"{title} (less is better)" if wants.get(dimension) == "less" else title


_COLUMNS = ("Dimension", "Score", "Points", "Answered")


def _share(score: Score) -> tuple[Fraction, Fraction]:
    return Fraction(score.low, score.most), Fraction(score.high, score.most)


def _score_row(title: str, score: Score) -> Element:
    points = f"{score.low}" if score.low == score.high else f"{score.low} to {score.high}"
    return element(
        "tr",
        element("th", title, scope="row"),
        element("td", _bar(score)),
        element("td", f"{points} of {score.most}"),
        element("td", f"{score.answered} of {score.items}"),
    )


def _bar(score: Score) -> Element:
    """Draw what is certain in full, and what open answers could still add in a lighter tone."""
    bars = [
        element("rect", class_=name, width=str(points), height="1")
        for name, points in (("most", score.most), ("high", score.high), ("low", score.low))
    ]
    box = f"0 0 {score.most} 1"
    # The figures stand in the next cell, so the drawing is hidden from assistive technology.
    return element("svg", *bars, viewBox=box, preserveAspectRatio="none", aria_hidden="true")


def _unknown(context: Context) -> list[Node]:
    items, answers = context.quiz.items, context.answers
    skipped = [item.id for item in items if item.id not in answers]
    unseen = [item.id for item in items if answers.get(item.id) == DONT_KNOW]
    nodes: list[Node] = []
    if skipped:
        count = words.counted(len(skipped), "question")
        nodes += [element("h4", f"Not answered: {count}"), _open_items(context, skipped)]
    if unseen:
        count = words.counted(len(unseen), "question")
        note = "That you cannot see this is a finding of its own: ask a colleague who can."
        nodes += [element("h4", f"Not known: {count}"), element("p", note)]
        nodes.append(_open_items(context, unseen))
    return nodes


def _open_items(context: Context, items: Sequence[str]) -> Element:
    """List open questions, those first on which the result depends."""
    needed = context.result.needed if context.result.coverage.answered else ()
    lines = []
    for item in sorted(items, key=lambda item: item not in needed):
        note = element("span", "The result depends on this one.", class_="stagecheck-needed")
        lines.append(element("li", _question(context, item), *([note] * (item in needed))))
    return element("ul", *lines, class_="stagecheck-questions")


def _answers(context: Context, items: Sequence[str]) -> Element:
    lines = []
    for item in items:
        answer = words.option_text(context.quiz, item, context.answers[item])
        given = element("span", f"You answered: {answer}")
        lines.append(element("li", _question(context, item), given))
    return element("ul", *lines, class_="stagecheck-answers")


def _question(context: Context, item: str) -> Element:
    text = next(one.text for one in context.quiz.items if one.id == item)
    return element("a", text, href=f"#{context.anchor}.{item}")
