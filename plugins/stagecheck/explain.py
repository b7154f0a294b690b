"""The published explanation of a score, made from the same data that scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from stagecheck_engine.model import Gate, Number, Quiz, Stage
from stagecheck_engine.report import words
from stagecheck_engine.scoring import gates as gates_
from stagecheck_engine.scoring import profile


@dataclass(frozen=True, slots=True)
class Condition:
    """One gate in words: what it asks for, and the option that is enough for each question."""

    ask: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One axis of the profile: its title, and the most points it can have."""

    title: str
    most: Number


def explanation(quiz: Quiz) -> Mapping[str, object]:
    """Return what the template `explanation.html` needs."""
    stages = {stage.id: stage for stage in quiz.stages}
    titles = {dimension.id: dimension.title for dimension in quiz.dimensions}
    return {
        "gated": _gated(quiz),
        "axes": [
            Column(titles[axis.dimension], _most(quiz, axis.dimension))
            for axis in profile.profile_of(quiz).axes
        ],
        "points": [(stages[point.stage], point.at) for point in profile.profile_of(quiz).points],
        "coverage": f"{profile.MIN_COVERAGE.numerator} in {profile.MIN_COVERAGE.denominator}",
    }


def _gated(quiz: Quiz) -> list[tuple[Stage, list[Condition]]]:
    gates = gates_.gates_of(quiz)
    grouped = {
        stage: [_condition(quiz, gate) for gate in gates if gate.stage == stage.id]
        for stage in quiz.stages
    }
    return [(stage, conditions) for stage, conditions in grouped.items() if conditions]


def _condition(quiz: Quiz, gate: Gate) -> Condition:
    texts = {item.id: item.text for item in quiz.items}
    options = tuple(
        (texts[item], words.option_text(quiz, item, gate.option)) for item in gate.items
    )
    ask = words.gate(quiz, gate)
    return Condition(ask[0].upper() + ask[1:], options)


def _most(quiz: Quiz, dimension: str) -> Number:
    items = [item for item in quiz.items if item.dimension == dimension]
    return sum(max(option.value for option in item.options) for item in items)
