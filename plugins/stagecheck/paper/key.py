"""The scoring key: how to find the result by hand, made from the same data that scores.

Numbers are exact, as the engine's are. The key says what the engine says or, where answers are
open and the exact range is too much to do by hand, less; never anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from stagecheck_engine.model import (
    Attitude,
    Axis,
    Bands,
    Gate,
    Item,
    Number,
    Quiz,
    Share,
)
from stagecheck_engine.scoring import gates
from stagecheck_engine.scoring import profile as profile_
from stagecheck_engine.scoring.points import MIN_COVERAGE, item_scale, written

from .bands import sheet


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick when the question of this number counts `enough`, such as "2 or more"."""

    number: int
    enough: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a stage: at least `needed` of the boxes must be ticked."""

    boxes: tuple[Box, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage asks for. `otherwise` is the stage before it, empty where a grid decides."""

    stage: str
    conditions: tuple[Condition, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Column:
    """One axis of the grid: the numbers of its questions, and the points it can have.

    At least `needed` of its questions must be answered. `void` says whether some of them may not
    apply, `uneven` whether they then count for different amounts.
    """

    title: str
    questions: tuple[int, ...]
    least: Number
    most: Number
    needed: int
    void: bool
    uneven: bool


@dataclass(frozen=True, slots=True)
class Points:
    """One question of a knowledge check: what it is worth, and the keys that are right.

    `each` is what a right tick adds and a wrong one takes, None where one answer is right.
    """

    item: Item
    number: int
    right: tuple[str, ...]
    points: Number
    each: Number | None


def paper(quiz: Quiz) -> Mapping[str, object]:
    """Return what the template `paper.html` needs; `kind` names the part for the quiz's rule."""
    numbers = numbers_of(quiz)
    several = any(item.several for item in quiz.items)
    match quiz.rule:
        case Attitude():
            results = [quiz.places]
            return {"kind": "attitude", "results": results, **_attitude(quiz, quiz.rule, numbers)}
        case Bands():
            lines = sheet(quiz, quiz.rule, numbers)
            results = lines.parts if quiz.rule.each else [quiz.places]
            return {"kind": "bands", "several": several, "results": results, "sheet": lines}
        case Share():
            return {"kind": "share", **_share(quiz, quiz.rule, numbers)}


def numbers_of(quiz: Quiz) -> Mapping[str, int]:
    """Number the questions as the form does."""
    return {item.id: number for number, item in enumerate(quiz.items, 1)}


def needed(count: int) -> int:
    """Return how many of `count` questions must be answered before they tell anything."""
    return ceil(count * MIN_COVERAGE)


def _attitude(quiz: Quiz, rule: Attitude, numbers: Mapping[str, int]) -> dict[str, object]:
    profile = rule.profile or profile_.NO_PROFILE
    stages = {stage.id: stage.title for stage in quiz.stages}
    return {
        "steps": _steps(quiz, rule, numbers),
        "columns": [_column(quiz, axis, numbers) for axis in profile.axes],
        "points": [(stages[point.stage], point.at) for point in profile.points],
    }


def _steps(quiz: Quiz, rule: Attitude, numbers: Mapping[str, int]) -> list[Step]:
    titles = {stage.id: stage.title for stage in quiz.stages}
    items = {item.id: item for item in quiz.items}
    steps = []
    otherwise = "" if rule.profile else quiz.stages[0].title
    for stage in gates.gated_stages(quiz):
        conditions = tuple(
            Condition(_boxes(gate, items, numbers), gate.at_least)
            for gate in rule.gates
            if gate.stage == stage
        )
        steps.append(Step(titles[stage], conditions, otherwise))
        otherwise = titles[stage]
    return steps


def _boxes(gate: Gate, items: Mapping[str, Item], numbers: Mapping[str, int]) -> tuple[Box, ...]:
    return tuple(Box(numbers[item], _enough(items[item], gate.option)) for item in gate.items)


def _enough(item: Item, option: str) -> str:
    """Say what reaches an option: by its number, or its place where others count the same."""
    values = [one.value for one in item.options]
    rank = [one.key for one in item.options].index(option)
    if values[rank] > values[rank - 1]:
        return f"{written(values[rank])} or more"
    return f"its answer {rank + 1} or one further down"


def _column(quiz: Quiz, axis: Axis, numbers: Mapping[str, int]) -> Column:
    items = profile_.axis_items(quiz, axis)
    # With nothing answered the engine tries all there is, "does not apply" included.
    sums = profile_.axis_sums(items, {})
    void = any(item.not_applicable for item in items)
    return Column(
        next(one.title for one in quiz.dimensions if one.id == axis.dimension),
        tuple(numbers[item.id] for item in items),
        sums[0],
        sums[-1],
        needed(len(items)),
        void,
        void and len({item_scale(item) for item in items}) > 1,
    )


def _share(quiz: Quiz, rule: Share, numbers: Mapping[str, int]) -> dict[str, object]:
    questions = [_points(item, numbers[item.id]) for item in quiz.items]
    total = sum(question.points for question in questions)
    return {
        "questions": questions,
        "total": total,
        "pass_mark": total * rule.pass_mark,
        "needed": needed(len(questions)),
    }


def _points(item: Item, place: int) -> Points:
    right = tuple(option.key for option in item.options if option.value)
    each = Fraction(item.weight, len(right)) if item.several else None
    return Points(item, place, right, item.weight, each)
