"""The table of scores: every dimension, every group and the whole."""

from collections.abc import Sequence
from fractions import Fraction

from ..model import Bands, Quiz, Result, Score
from ..scoring import profile
from .markup import Element, Node, element
from .phrases import dimension_title, figure, is_cut, on_scale, parts, spread

WHOLE = "All together"
"""The title of the last row, where there is one."""


def table(quiz: Quiz, result: Result, *, theirs: bool = False) -> list[Node]:
    """Draw the scores: dimensions from the highest share to the lowest, then what they make up.

    `theirs` are of answers that somebody else gave.
    """
    scored = [score for score in result.dimensions if score.most]
    rows = [
        (_dimension_title(quiz, score.id), score)
        for score in sorted(scored, key=_share, reverse=True)
    ]
    groups = quiz.rule.groups if isinstance(quiz.rule, Bands) else ()
    titles = {group.id: group.title for group in groups}
    rows += [(titles[score.id], score) for score in result.groups if score.most]
    # Where each part has a stage of its own, the whole decides nothing.
    each = isinstance(quiz.rule, Bands) and quiz.rule.each
    if result.total and result.total.most and len(rows) > 1 and not each:
        rows.append((WHOLE, result.total))
    head = element("tr", *(element("th", name, scope="col") for name in _COLUMNS))
    body = element("tbody", *(_row(title, score) for title, score in rows))
    drawn = element("table", element("thead", head), body, class_="stagecheck-table")
    nodes: list[Node] = [element("h4", f"{'Scores' if theirs else 'Your scores'}, highest first")]
    nodes.append(element("div", drawn, class_="stagecheck-scores"))
    return nodes + _note([score for _, score in rows])


def _note(scores: Sequence[Score]) -> list[Node]:
    numbers = ((number, score.most) for score in scores for number in score[1:5])
    note = "Numbers are cut after two decimals, not rounded."
    if any(parts(score.most) > 100 for score in scores):
        note = "Numbers are cut, not rounded."
    return [element("p", note)] if any(is_cut(*number) for number in numbers) else []


_COLUMNS = ("Part", "Score", "Points", "Answered")


def _dimension_title(quiz: Quiz, dimension: str) -> str:
    title = dimension_title(quiz, dimension)
    wants = {axis.dimension: axis.wants for axis in profile.profile_of(quiz).axes}
    return f"{title} (less is better)" if wants.get(dimension) == "less" else title


def _share(score: Score) -> tuple[Fraction, Fraction]:
    span = score.most - score.least
    low, high = Fraction(score.low - score.least), Fraction(score.high - score.least)
    return (low / span, high / span) if score.items else (Fraction(-1), Fraction(-1))


def _row(title: str, score: Score) -> Element:
    points = on_scale(spread(score), score) if score.items else "does not apply"
    return element(
        "tr",
        element("th", title, scope="row"),
        element("td", *([_bar(score)] if score.items else [])),
        element("td", points),
        element("td", f"{score.answered} of {score.items}"),
    )


def _bar(score: Score) -> Element:
    """Draw what is certain in full, and what open answers could still add in a lighter tone."""
    span = score.most - score.least
    bars = [
        element("rect", class_=name, width=figure(points - score.least, span), height="1")
        for name, points in (("most", score.most), ("high", score.high), ("low", score.low))
    ]
    box = f"0 0 {figure(span, span)} 1"
    # The figures stand in the next cell, so the drawing is hidden from assistive technology.
    return element("svg", *bars, viewBox=box, preserveAspectRatio="none", aria_hidden="true")
