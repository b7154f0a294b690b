"""Who holds which stage, what the team's is, and whether that hangs on one person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import Quiz
from ..scoring import Standing
from ..scoring.attitude import BETWEEN, OPEN, STAGE
from ..scoring.bands import EACH as EACH

FEW = "few"
SPLIT = "split"

MAJORITY = Fraction(1, 2)
"""A stage is the team's where more than this share of all people hold it, the undecided included.

Then no other stage can have as many, and nobody who cannot tell is counted for it.
"""


class Held(NamedTuple):
    """How many people hold one stage: it is the one their answers lead to for certain."""

    stage: str
    people: int


class Holding(NamedTuple):
    """Who holds which stage, and what follows.

    `verdict` is `stage` (more than half of all people hold `stage`), `split` (no stage is held by
    so many), `each` (every dimension has its own, and `stages` is empty), or `few`: there are fewer
    people than the threshold, and nothing else is told.

    `stages` counts who holds each stage of the quiz, none left out; `between` and `open` count
    those whose answers tie, or leave more than one stage possible. They all add up to the people.
    `stable` tells that no one person's leaving alters verdict or stage; `hangs_on` counts the
    people whose leaving would.
    """

    stages: tuple[Held, ...]
    between: int
    open: int
    verdict: str
    stage: str | None
    stable: bool
    hangs_on: int


NOT_TOLD = Holding((), 0, 0, FEW, None, False, 0)
"""What is said of fewer people than the threshold."""


class DimensionBoard(NamedTuple):
    """Who holds which stage of one dimension, where each has its own.

    Those to whom the dimension does not apply are counted as `open`.
    """

    dimension: str
    holding: Holding


class Kind(NamedTuple):
    """Where one person's answers lead: to a stage, to a tie, or to nothing certain."""

    verdict: str
    stage: str | None


def of_all(quiz: Quiz, standings: Mapping[Standing, int]) -> Holding:
    """Tell who holds which stage; `standings` counts people."""
    return holding(
        quiz, _counted((_kind(one.verdict, one.stages), n) for one, n in standings.items())
    )


def of_each(
    quiz: Quiz, standings: Mapping[Standing, int]
) -> tuple[tuple[DimensionBoard, ...], int]:
    """Tell it for each dimension, and on how many people any of these verdicts hangs."""
    rows = [([_kind(STAGE, one.stages) for one in at.placed], n) for at, n in standings.items()]
    dimensions = [one.dimension for one in next(iter(standings)).placed]
    columns = [_counted((kinds[at], n) for kinds, n in rows) for at in range(len(dimensions))]
    boards = tuple(
        DimensionBoard(name, holding(quiz, column))
        for name, column in zip(dimensions, columns, strict=True)
    )
    decisive = [_decisive(column) for column in columns]
    hangs_on = sum(
        n
        for kinds, n in rows
        if any(kind in some for kind, some in zip(kinds, decisive, strict=True))
    )
    return boards, hangs_on


def holding(quiz: Quiz, people: Counter[Kind]) -> Holding:
    """Find the stage that more than half hold, and whose leaving would alter that."""
    stage = _majority(people)
    hangs_on = sum(people[kind] for kind in _decisive(people))
    return Holding(
        stages=tuple(Held(one.id, people[Kind(STAGE, one.id)]) for one in quiz.stages),
        between=people[Kind(BETWEEN, None)],
        open=people[Kind(OPEN, None)],
        verdict=STAGE if stage else SPLIT,
        stage=stage,
        stable=not hangs_on,
        hangs_on=hangs_on,
    )


def _kind(verdict: str, stages: Sequence[str]) -> Kind:
    if verdict == STAGE and len(stages) == 1:
        return Kind(STAGE, stages[0])
    return Kind(BETWEEN if verdict == BETWEEN else OPEN, None)


def _counted(pairs: Iterable[tuple[Kind, int]]) -> Counter[Kind]:
    found: Counter[Kind] = Counter()
    for kind, people in pairs:
        found[kind] += people
    return found


def _majority(people: Counter[Kind]) -> str | None:
    needed = MAJORITY * people.total()
    return next((kind.stage for kind, n in people.items() if kind.stage and n > needed), None)


def _decisive(people: Counter[Kind]) -> set[Kind]:
    """Leave out one person of each kind in turn, for all of a kind count alike.

    Return the kinds without one of which another stage, or none, is the team's.
    """
    now = _majority(people)
    kinds = [kind for kind, n in people.items() if n]
    return {kind for kind in kinds if _majority(people - Counter([kind])) != now}
