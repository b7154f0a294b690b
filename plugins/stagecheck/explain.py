"""The published explanation of a score, made from the same data that scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import (
    MEAN,
    Attitude,
    Bands,
    Gate,
    Item,
    Number,
    Option,
    Quiz,
    Share,
    Stage,
)
from stagecheck_engine.report import words
from stagecheck_engine.scoring import gates as gates_
from stagecheck_engine.scoring import profile, scales
from stagecheck_engine.scoring.points import MIN_COVERAGE, Scale, counted


@dataclass(frozen=True, slots=True)
class Condition:
    """One gate in words: what it asks for, and the option that is enough for each question."""

    ask: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One axis of the profile: its title, and the least and most points it can have."""

    title: str
    least: Number
    most: Number


@dataclass(frozen=True, slots=True)
class Counting:
    """Questions whose options count the same: not 0, 1, 2 and so on, nor 1 each of several."""

    questions: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a plain score: what it is made of, whether as a mean, and how far it goes.

    `questions` is their number where it is made of questions, else `parts` are the titles.
    """

    title: str
    is_mean: bool
    questions: int
    parts: tuple[str, ...]
    scale: Scale


def explanation(quiz: Quiz) -> Mapping[str, object]:
    """Return what the template `explanation.html` needs."""
    coverage = f"{MIN_COVERAGE.numerator} in {MIN_COVERAGE.denominator}"
    told: dict[str, object] = {
        "coverage": coverage,
        "first": quiz.stages[0].title if quiz.stages else "",
        "weights": [(one.text, one.weight) for one in counted(quiz.items) if one.weight > 1],
        "ignored": [item.text for item in quiz.items if not item.ordered],
        "counting": _counting(quiz.items),
        "several": any(item.several for item in counted(quiz.items)),
        "void": any(item.not_applicable for item in quiz.items),
    }
    match quiz.rule:
        case Attitude():
            return {"rule": "attitude", **told, **_attitude(quiz)}
        case Bands():
            return {"rule": "bands", **told, **_bands(quiz, quiz.rule)}
        case Share():
            return {"rule": "share", **told, **_share(quiz, quiz.rule)}


def _attitude(quiz: Quiz) -> Mapping[str, object]:
    stages = {stage.id: stage for stage in quiz.stages}
    rule = profile.profile_of(quiz)
    return {
        "gated": _gated(quiz),
        "axes": [_column(quiz, axis.dimension) for axis in rule.axes],
        "points": [(stages[point.stage], point.at) for point in rule.points],
    }


def _bands(quiz: Quiz, rule: Bands) -> Mapping[str, object]:
    stages = {stage.id: stage for stage in quiz.stages}
    return {
        "nodes": list(_nodes(quiz, rule)),
        "bands": [(stages[band.stage], band.low, band.high) for band in rule.bands],
        "each": rule.each,
        "out_of": rule.out_of,
    }


def _share(quiz: Quiz, rule: Share) -> Mapping[str, object]:
    total = sum(item.weight for item in quiz.items)
    return {
        "percent": rule.pass_mark * 100,
        "enough": rule.pass_mark * total,
        "total": total,
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
    ask = words.gate(quiz, gate) if len(gate.items) > 1 else "this question"
    return Condition(ask[0].upper() + ask[1:], options)


def _column(quiz: Quiz, dimension: str) -> Column:
    title = next(one.title for one in quiz.dimensions if one.id == dimension)
    values = [
        [option.value for option in item.options]
        for item in quiz.items
        if item.dimension == dimension
    ]
    return Column(title, sum(min(one) for one in values), sum(max(one) for one in values))


def _counting(items: Iterable[Item]) -> list[Counting]:
    """Gather the questions whose options count something else than they usually do."""
    alike: dict[tuple[Option, ...], list[str]] = {}
    for item in counted(items):
        values: Sequence[Number] = [option.value for option in item.options]
        usual = [1] * len(values) if item.several else list(range(len(values)))
        if values != usual:
            alike.setdefault(item.options, []).append(item.text)
    return [Counting(tuple(texts), options) for options, texts in alike.items()]


def _nodes(quiz: Quiz, rule: Bands) -> Iterator[Node]:
    """Give the lines of a plain score, parts before what they are part of."""
    # On their own scales: what gets a stage is stretched to `out_of` after that.
    tree = scales.tree(quiz.items, rule._replace(out_of=None))
    titles = {one.id: one.title for one in quiz.dimensions}
    titles |= {group.id: group.title for group in rule.groups}
    hows = {group.id: group.combine for group in rule.groups} | {scales.WHOLE: rule.total}
    items = counted(quiz.items)
    for node, scale in tree.scales.items():
        parts = tree.parts.get(node, ())
        if node == scales.WHOLE and (rule.each or len(parts) == 1):
            continue
        questions = 0 if parts else sum(item.dimension == node for item in items)
        how = hows.get(node, rule.dimension)
        members = tuple(titles[part] for part in parts)
        yield Node(titles.get(node, "All together"), how == MEAN, questions, members, scale)
