"""Gates as boxes to tick, and the grid: the key of the rules attitude, gates and profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from by_hand.form import Form, found
from by_hand.grid import Grid
from by_hand.key import OPEN, OPEN_IS, Key, heads
from markup import Element

APPLIES = "in every part some question applies"
COUNTS = (
    "The small number before an answer is what it counts. “Question 4: 2 or more” is true when the"
    " answer you ticked there counts 2 or more."
)
TWICE = (
    " twice: first leave the boxes of open questions empty, then tick them as well. Where both"
    " times end at the same stage, that is the result. Otherwise it is one of the two, or one"
    " between them"
)


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


class Ladder:
    """The key of one page."""

    def __init__(self, page: Element) -> None:
        key = Key(page)
        key.expect(COUNTS)
        self._steps = _steps(key)
        count = len(self._steps)
        number = f"{count + 1}\\. " if count else ""
        self._grid = Grid(key) if key.read_if(number + r"Which of these is nearest\?") else None
        assert count or self._grid, "the key has neither steps nor a grid"
        key.expect(OPEN)
        used = "the steps you used" if count else "the grid"
        stands = rf"If no answer in {used} is open(, and {APPLIES})?, your result stands\. "
        says = key.read(stands + OPEN_IS + re.escape(_twice(count, grid=self._grid is not None)))
        self._must_apply = says[1] is not None
        if self._grid:
            self._grid.read_open(key, step=count + 1 if count else None)
        _, stages = key.end()
        self.beliefs = [stage.text for stage in stages.children]

    def stages(self, form: Form) -> set[str]:
        """Find the stages that remain possible, by gates and grid."""
        if stands := self._standing(form):
            return stands
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

    def _standing(self, form: Form) -> set[str]:
        """Find the result that stands, whatever is open elsewhere; empty where none does."""
        end = self._climb(form, if_open=False)
        titles = [step.stage for step in self._steps]
        # The step after the one that was met is the first that was not.
        used = self._steps[: titles.index(end) + 2 if end in titles else 1]
        asked = {box.question for step in used for boxes, _ in step.conditions for box in boxes}
        if end is None or not self._steps:
            assert self._grid
            asked |= self._grid.asked
            if self._must_apply and not self._grid.applies(form):
                return set()
        if any(form[number].open for number in asked):
            return set()
        return {end} if end else self._nearest(form)

    def _nearest(self, form: Form) -> set[str]:
        assert self._grid, "the steps lead to a grid that the sheet does not have"
        return self._grid.stages(form)


def _twice(steps: int, *, grid: bool) -> str:
    """Say what the sheet is to say of open answers."""
    says = "Then the key tells which results remain possible."
    if not steps:
        return says
    says += " Do step 1" if steps == 1 else f" Do steps 1 to {steps}"
    says += TWICE
    if grid:
        says += f"; and if the first time leads to step {steps + 1}, its possible rows take the"
        says += " place of a stage"
    return says + "."


def _steps(key: Key) -> list[Step]:
    steps: list[Step] = []
    while match := key.read_if(rf"{len(steps) + 1}\. Is it (.*)\?"):
        gates = key.table("gates")
        assert heads(gates) == ["Tick what is true", "Ticked", "Needed"]
        conditions = [
            ([_enough(box.text) for box in row.all("span", class_="stagecheck-tick")], int(needed))
            for row in gates.all("tbody")[0].all("tr")
            for needed in [row.children[-1].text]
        ]
        start = {1: "As", 2: "In both rows as"}.get(len(conditions), "In every row as")
        says = key.read(start + r" many ticked as needed, or more: (.*?)\. Otherwise (.*?)\.")
        least = f"it is {match[1]} at least; "
        then = _follows(says[1].removeprefix(least))
        assert (then == match[1]) != says[1].startswith(least)
        steps.append(Step(match[1], conditions, then, _follows(says[2])))
    return steps


def _enough(box: str) -> Enough:
    match = found(
        r"^Question (\d+): (?:([\d./]+) or more|its answer (\d+) or one further down)$", box
    )
    counts = Fraction(match[2]) if match[2] else None
    return Enough(int(match[1]), counts, int(match[3] or 0))


def _follows(says: str) -> str | int:
    match = found(r"^the result is (.*)$|^go on to step (\d+)$", says)
    return int(match[2]) if match[2] else match[1]
