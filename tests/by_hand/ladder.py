"""Gates as boxes to tick, and the grid: the key of the rules attitude, gates and profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from by_hand.form import ENOUGH, Form, found, key_of, rows, tables
from markup import Element


@dataclass(frozen=True)
class Enough:
    """What makes a box true: the question counts this much, or its answer stands there or below."""

    question: int
    counts: Fraction | None
    place: int

    def holds(self, form: Form, *, if_open: bool) -> bool:
        """Tell whether to tick the box."""
        question = form[self.question]
        if question.open:
            return if_open
        assert question.given, "the sheet does not say what to do where a gate does not apply"
        return (
            question.low >= self.counts
            if self.counts is not None
            else (question.place >= self.place)
        )


@dataclass(frozen=True)
class Step:
    """One step: the conditions, each with its boxes and how many are needed, and what follows.

    What follows is the title of the result, or the number of the next step.
    """

    stage: str
    conditions: list[tuple[list[Enough], int]]
    then: str | int
    otherwise: str | int


@dataclass(frozen=True)
class Part:
    """A column of the grid: its questions, and its lowest and highest sum with too few answers.

    Fewer than `few` are too few, or fewer than 7 in 10 where that is None. `void` says that the
    sheet tells what to do where none applies, `times` by what a sum is multiplied where some do
    not; with `uneven`, one open question is too much.
    """

    questions: list[int]
    least: Fraction
    most: Fraction
    few: int | None
    void: bool
    uneven: bool
    times: int

    def reach(self, form: Form) -> tuple[Fraction, Fraction]:
        """Work out the lowest and the highest sum."""
        apply = [form[number] for number in self.questions if not form[number].void]
        answered = sum(question.given for question in apply)
        enough = answered >= (ENOUGH * len(apply) if self.few is None else self.few)
        if not apply or not enough or (self.uneven and answered < len(apply)):
            assert apply or self.void, "the sheet does not say what to do where nothing applies"
            return self.least, self.most
        low = sum((question.low for question in apply), Fraction())
        high = sum((question.high for question in apply), Fraction())
        if len(apply) == len(self.questions):
            return low, high
        return low * self.times / len(apply), high * self.times / len(apply)


class Ladder:
    """The key of one page."""

    def __init__(self, page: Element) -> None:
        key = key_of(page)
        self._steps = _steps(key)
        self._parts: list[Part] = []
        self._teams: dict[str, list[Fraction]] = {}
        for grid in tables(key, "grid"):
            self._parts = _parts(key, grid)
            self._teams = {
                team[0]: [Fraction(cell) for cell in team[1:-1]] for team in rows(grid)[1:]
            }

    def stages(self, form: Form) -> set[str]:
        """Find the stages that remain possible, by gates and grid."""
        if not self._steps:
            return self._nearest(form)
        first, second = (self._climb(form, if_open=if_open) for if_open in (False, True))
        floor = self._steps[0].otherwise
        ladder = [floor, *(step.stage for step in self._steps)]
        upper = ladder.index(second) + 1 if second else 0
        if first is None:
            return self._nearest(form) | {str(stage) for stage in ladder[1:upper]}
        return {str(stage) for stage in ladder[ladder.index(first) : upper]}

    def _climb(self, form: Form, *, if_open: bool) -> str | None:
        """Go from step to step; None where they lead to the grid."""
        at = 1
        while at <= len(self._steps):
            step = self._steps[at - 1]
            met = all(
                sum(box.holds(form, if_open=if_open) for box in boxes) >= needed
                for boxes, needed in step.conditions
            )
            says = step.then if met else step.otherwise
            if isinstance(says, str):
                return says
            at = says
        return None

    def _nearest(self, form: Form) -> set[str]:
        ranges = [part.reach(form) for part in self._parts]
        return {team for team in self._teams if self._is_possible(team, ranges)}

    def _is_possible(self, team: str, ranges: Sequence[tuple[Fraction, Fraction]]) -> bool:
        """Take the sums nearest to one row's numbers, and see whether another row is nearer."""
        numbers = self._teams[team]
        sums = [min(max(own, low), high) for own, (low, high) in zip(numbers, ranges, strict=True)]
        totals = {
            other: sum(abs(number - mine) for number, mine in zip(theirs, sums, strict=True))
            for other, theirs in self._teams.items()
        }
        return totals[team] == min(totals.values())


def _steps(key: Element) -> list[Step]:
    steps = []
    gates = tables(key, "gates")
    for at, part in enumerate(key.children):
        if part not in gates:
            continue
        stage = found(r"^\d+\. Is it (.*)\?$", key.children[at - 1].text)[1]
        says = key.children[at + 1].text
        then = found(r"[Aa]s many ticked as needed, or more: (.*?)\. Otherwise (.*?)\.$", says)
        conditions = [
            ([_enough(box.text) for box in row.all("span", class_="stagecheck-tick")], int(needed))
            for row in part.all("tbody")[0].all("tr")
            for needed in [row.children[-1].text]
        ]
        steps.append(Step(stage, conditions, _follows(then[1]), _follows(then[2])))
    return steps


def _enough(box: str) -> Enough:
    match = found(
        r"^Question (\d+): (?:([\d./]+) or more|its answer (\d+) or one further down)$", box
    )
    counts = Fraction(match[2]) if match[2] else None
    return Enough(int(match[1]), counts, int(match[3] or 0))


def _follows(says: str) -> str | int:
    match = found(r"^the result is (.*)$|^(?:it is .* at least; )?go on to step (\d+)$", says)
    return int(match[2]) if match[2] else match[1]


def _parts(key: Element, grid: Element) -> list[Part]:
    titles = [cell.text for cell in grid.all("thead")[0].all("th")][1:-1]
    sums = rows(grid)[0]
    assert sums[0] == "Add up what you ticked in questions"
    (ranges,) = tables(key, "range")
    return [
        _part(key.text, title, [int(number) for number in re.findall(r"\d+", cell)], rule)
        for title, cell, (*_, rule) in zip(titles, sums[1:-1], rows(ranges), strict=True)
    ]


def _part(sheet: str, title: str, questions: list[int], rule: str) -> Part:
    match = found(
        r"^([\d./]+) and ([\d./]+) with fewer than (?:(\d+) of \d+|7 in 10 of those that apply)"
        r" answered(, or when none applies)?"
        r"(, or when an open question may turn out not to apply)?$",
        rule,
    )
    few = int(match[3]) if match[3] else None
    void, uneven = bool(match[4]), bool(match[5])
    says = (
        f"{re.escape(title)}, where a question does not apply: multiply the sum of the others by"
        r" (\d+), and divide by how many they are\."
    )
    times = int(found(says, sheet)[1]) if void else 1
    least, most = Fraction(match[1]), Fraction(match[2])
    return Part(questions, least, most, few, void, uneven, times)
