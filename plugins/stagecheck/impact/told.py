"""A report of what a change does: short at the top, the rest folded away, short enough to post."""

import json
from dataclasses import asdict

from stagecheck_engine.report.phrases import counted, listed

from ..weigh.interval import per_cent, wilson
from ..written import Ready, write
from .compare import Impact, QuizImpact
from .saved_words import saved_words
from .teams import Drawn

LONGEST = 60_000
"""Characters. GitHub takes comments of 65,536, and summaries of far more."""

ROWS = 25
"""Rows of a table or list; of more, only their number is told."""

FEW_ROWS = 3
"""The same where the lists at the top would leave no room for anything else."""


def as_json(impact: Impact) -> str:
    """Write all that was found as JSON."""
    return json.dumps(asdict(impact), indent=1, ensure_ascii=False)


def tell(impact: Impact, form: str) -> str:
    """Write a report as `text` or `markdown`."""
    if impact.nothing:
        where = impact.commit[:12]
        return f"Nothing changes for teams, saved answers, plays or addresses since {where}.\n"
    head = _head(impact, form, ROWS)
    if len(head) > LONGEST // 2:
        head = _head(impact, form, FEW_ROWS)
    parts = [_part(one, form) for one in impact.changed]
    shown, size = 0, len(head)
    while shown < len(parts) and size + len(parts[shown]) <= LONGEST - 500:
        size += len(parts[shown])
        shown += 1
    left = len(parts) - shown
    more = f"\n{_left_out(left, impact)}\n" if left else ""
    return "".join([head, *parts[:shown], more])


def _head(impact: Impact, form: str, rows: int) -> str:
    told, names = summary(impact), _names(impact)
    return write(f"impact.{form}", impact=impact, summary=told, names=names, rows=rows)


def summary(impact: Impact) -> tuple[str, ...]:
    """Say in a few sentences what a reviewer has to know."""
    return (
        *_quizzes(impact),
        *_teams(impact),
        *_answers(impact),
        *_pages(impact),
        *([f"To do before this is published: {len(impact.to_do)}."] if impact.to_do else []),
    )


def _quizzes(impact: Impact) -> list[str]:
    told = (
        ("with other meanings, plays or codes", impact.changed),
        ("changed in words or example teams alone", impact.words),
        ("new", impact.new),
        ("retired, with codes and saved answers", impact.retired),
        ("not to be compared", impact.unread),
    )
    lines = [f"{len(names)} {what}" for what, names in told if names]
    return [f"Quizzes: {listed(lines, 'and')}."] if lines else []


def _teams(impact: Impact) -> list[str]:
    examples = sum(one.examples for one in impact.changed)
    moved = sum(len(one.moved) for one in impact.changed)
    if not impact.changed:
        return []
    most = max(impact.changed, key=lambda one: one.drawn.moved)
    where = f" in {most.quiz}, the most" if len(impact.changed) > 1 and most.drawn.moved else ""
    drawn = (
        f"Of {most.drawn.teams:,} teams drawn, {most.drawn.moved} {_ends(most.drawn.moved)} "
        f"elsewhere{where}."
    )
    told = f"Of {counted(examples, 'example team')}, {moved} {_ends(moved)} elsewhere."
    return [told, drawn] if examples else [drawn]


def _ends(number: int) -> str:
    return "ends" if number == 1 else "end"


def _answers(impact: Impact) -> list[str]:
    touched = sum(
        len(one.saved.gone) + len(one.saved.closed) for one in impact.changed if one.saved.published
    )
    refused = sum(bool(code.refused) for one in impact.changed for code in one.codes)
    said = []
    if touched:
        said.append(f"Answers that readers saved to {counted(touched, 'question')} are lost.")
    if refused:
        said.append(f"Codes of {counted(refused, 'published version')} are no longer read.")
    return said


def _pages(impact: Impact) -> list[str]:
    pages = impact.pages
    moved = (*pages.led, *pages.moved)
    lines = [
        f"{len(paths)} {verb}"
        for verb, paths in (("new", pages.new), ("gone", pages.gone), ("moved", moved))
        if paths
    ]
    return [f"Pages: {listed(lines, 'and')}."] if lines else []


def _part(one: QuizImpact, form: str) -> str:
    return write(
        f"impact-quiz.{form}",
        one=one,
        headline=Ready(_headline(one)),
        interval=Ready(_interval(one.drawn)),
        saved=saved_words(one),
        rows=ROWS,
    )


def _names(impact: Impact) -> dict[str, list[str]]:
    """Write one line for each quiz and page that is only named."""
    return {
        "new": [f"{one.quiz} ({one.title})" for one in impact.new],
        "retired": [f"{one.quiz} ({one.title})" for one in impact.retired],
        "words": [f"{one.quiz} ({one.title})" for one in impact.words],
        "come": [f"`{path}`" for path in impact.pages.new],
        "gone": [f"`{path}`" for path in impact.pages.gone],
        "led": [f"`{old}` is now `{new}`" for old, new in impact.pages.led],
        "moved": [f"`{old}` is now `{new}`" for old, new in impact.pages.moved],
    }


def _headline(one: QuizImpact) -> str:
    drawn = f"{one.drawn.moved} of {one.drawn.teams:,} teams drawn end elsewhere"
    examples = f"{len(one.moved)} of {counted(one.examples, 'example team')} and "
    return f"{one.quiz}: {examples if one.examples else ''}{drawn}"


def _interval(drawn: Drawn) -> str:
    low, high = wilson(drawn.moved, drawn.teams)
    return f"{per_cent(low)} to {per_cent(high)}"


def _left_out(left: int, impact: Impact) -> str:
    return (
        f"{counted(left, 'quiz') if left == 1 else f'{left} quizzes'} more changed, and would make "
        f"this longer than a comment may be. `stagecheck impact --base {impact.commit[:12]} "
        "--format json` tells all."
    )
