"""The grid, and which of its rows is nearest: the key of the rules attitude and profile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from by_hand.form import ENOUGH, Form, found, rows
from by_hand.key import Key, heads

NEAREST = (
    "In the rows below your sums, write beside each number how far your sum is from it, up or"
    r" down\. Add up each of these rows: the one with the (smallest|largest) total is the result\."
    r" Where several are equally (small|large), it lies between them\."
)
SUMS = (
    "ork out two sums in each part: with open questions at their lowest number, and at their"
    " highest. Too few answers tell nothing of a part; then its sums are those on the right."
)
TEST = (
    "Now test each row of the grid by itself: in every part take the number between lowest and"
    " highest that is nearest to the row\u2019s own, and work out the totals of all rows from these"
    r"\. The row is possible when no other total is (smaller|larger) than its own\."
)
BEST = {"small": min, "smallest": min, "smaller": min, "large": max, "largest": max, "larger": max}

type Totals = Mapping[str, Fraction]


@dataclass(frozen=True)
class Part:
    """A column of the grid: its questions, and its lowest and highest sum with too few answers.

    Fewer than `few` are too few, or fewer than 7 in 10 where that is None. `times` is by what a
    sum is multiplied where some questions do not apply; None where the sheet does not tell what to
    do then. With `uneven`, one open question is too much.
    """

    questions: list[int]
    least: Fraction
    most: Fraction
    few: int | None
    uneven: bool
    times: int | None

    def reach(self, form: Form) -> tuple[Fraction, Fraction]:
        """Work out the lowest and the highest sum."""
        apply = [form[number] for number in self.questions if not form[number].void]
        every = len(apply) == len(self.questions)
        assert every or self.times, "the sheet does not say what to do where one does not apply"
        answered = sum(question.given for question in apply)
        enough = answered >= (ENOUGH * len(apply) if self.few is None else self.few)
        if not apply or not enough or (self.uneven and answered < len(apply)):
            return self.least, self.most
        low = sum((question.low for question in apply), Fraction())
        high = sum((question.high for question in apply), Fraction())
        if every or not self.times:
            return low, high
        return low * self.times / len(apply), high * self.times / len(apply)


class Grid:
    """The grid of a key: first what stands above the part on open answers, then what is in it."""

    def __init__(self, key: Key) -> None:
        grid = key.table("grid")
        first, *self._titles, last = heads(grid)
        assert (first, last) == ("Part", "Total")
        (add, *sums, _), *teams = rows(grid)
        assert add == "Add up what you ticked in questions"
        self._questions = [[int(number) for number in re.findall(r"\d+", cell)] for cell in sums]
        self._teams = {team[0]: [Fraction(cell) for cell in team[1:-1]] for team in teams}
        best, equally = key.read(NEAREST).groups()
        assert BEST[best] is BEST[equally], f"the {best}, but equally {equally}"
        self._best = BEST[best]
        self._times = [_times(key, title) for title in self._titles]

    def read_open(self, key: Key, *, step: int | None) -> None:
        """Read what to do with open answers; `step` is the grid's own, if steps go before it."""
        key.expect((f"For step {step}, w" if step else "W") + SUMS)
        ranges = key.table("range")
        assert heads(ranges) == ["Part", "Lowest sum", "Highest sum", "Too few answers"]
        titles, _, _, rules = zip(*rows(ranges), strict=True)
        assert list(titles) == self._titles
        columns = zip(self._questions, rules, self._times, strict=True)
        self._parts = [_part(*column) for column in columns]
        self._unbeaten = BEST[key.read(TEST)[1]]

    @property
    def asked(self) -> set[int]:
        """The numbers of all questions in the grid."""
        return {number for numbers in self._questions for number in numbers}

    def applies(self, form: Form) -> bool:
        """Tell whether in every part some question applies."""
        return all(any(not form[one].void for one in numbers) for numbers in self._questions)

    def stages(self, form: Form) -> set[str]:
        """Find the rows that are the result, or that remain possible."""
        ranges = [part.reach(form) for part in self._parts]
        if all(low == high for low, high in ranges):
            totals = self._totals([low for low, _ in ranges])
            return {team for team in totals if totals[team] == self._best(totals.values())}
        return {team for team in self._teams if self._is_possible(team, ranges)}

    def _is_possible(self, team: str, ranges: Sequence[tuple[Fraction, Fraction]]) -> bool:
        """Take the sums nearest to one row's numbers, and see whether another row is nearer."""
        numbers = self._teams[team]
        totals = self._totals(
            [min(max(own, low), high) for own, (low, high) in zip(numbers, ranges, strict=True)]
        )
        return totals[team] == self._unbeaten(totals.values())

    def _totals(self, sums: Sequence[Fraction]) -> Totals:
        return {
            team: sum(
                (abs(number - mine) for number, mine in zip(numbers, sums, strict=True)),
                Fraction(),
            )
            for team, numbers in self._teams.items()
        }


def _times(key: Key, title: str) -> int | None:
    match = key.read_if(
        f"{re.escape(title)}, where a question does not apply: multiply the sum of the others by"
        r" (\d+), and divide by how many they are\."
        " If none applies, see “If an answer is open”\\."
    )
    return int(match[1]) if match else None


def _part(questions: list[int], rule: str, times: int | None) -> Part:
    match = found(
        r"^([\d./]+) and ([\d./]+) with fewer than (?:(\d+) of (\d+)|7 in 10 of those that apply)"
        r" answered(, or when none applies)?"
        r"(, or when an open question may turn out not to apply)?$",
        rule,
    )
    assert match[4] in {None, str(len(questions))}
    assert bool(match[5]) == (times is not None) == (match[3] is None)
    few = int(match[3]) if match[3] else None
    return Part(questions, Fraction(match[1]), Fraction(match[2]), few, bool(match[6]), times)
