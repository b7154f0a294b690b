"""On what of the answers a result depends: a few sums, so that alike answers are judged once.

Complete answers with equal sums have equal results, in every rule. What the sums are stands here;
what they lead to is left to the engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import Answers, Attitude, Bands, Item, Number, Quiz, Share
from stagecheck_engine.scoring import placer, score
from stagecheck_engine.scoring.attitude import STAGE
from stagecheck_engine.scoring.case import case
from stagecheck_engine.scoring.gates import ranks_of
from stagecheck_engine.scoring.moves import weighed
from stagecheck_engine.scoring.points import counted, points
from stagecheck_engine.scoring.profile import axis_items, profile_of

from .outcome import Outcome, by_dimension, outcome_of
from .ways import ways

type Amounts = Mapping[str, Number]
"""Name of a sum -> what one answer adds to it; a sum that is not named gains nothing."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A whole result, or that of one `dimension`, and the sums on which it depends.

    `adds` says by item and answer what is added; no sum grows beyond its `cap`, where it has one.
    """

    dimension: str
    items: tuple[Item, ...]
    adds: Mapping[str, Mapping[str, Amounts]]
    caps: Mapping[str, int]
    judge: Callable[[Answers], Outcome]


def dependences(quiz: Quiz) -> list[Dependence]:
    """List the results of a quiz: one, or one of each dimension. Raises TooManyWays."""
    match quiz.rule:
        case Attitude() as rule:
            caps = {_gate(at): gate.at_least for at, gate in enumerate(rule.gates)}
            return [_whole(quiz, _attitude(quiz, rule), caps)]
        case Bands() as rule if rule.each:
            return _each(quiz, rule)
        case Bands() as rule:
            return [_whole(quiz, _bands(quiz, rule), {})]
        case Share():
            return [_whole(quiz, _marks(quiz), {})]


type _Adds = Callable[[Item, str], Amounts]


def _whole(quiz: Quiz, adds: _Adds, caps: Mapping[str, int]) -> Dependence:
    placed = placer(quiz)

    def judge(answers: Answers) -> Outcome:
        return outcome_of(placed(answers))

    return Dependence("", quiz.items, _all(quiz.items, adds), caps, judge)


def _each(quiz: Quiz, rule: Bands) -> list[Dependence]:
    adds = _bands(quiz, rule)
    return [
        _dimension(quiz, one.id, adds)
        for one in quiz.dimensions
        if any(item.dimension == one.id for item in counted(quiz.items))
    ]


def _dimension(quiz: Quiz, name: str, adds: _Adds) -> Dependence:
    items = tuple(item for item in quiz.items if item.dimension == name)

    placed = placer(quiz)

    def judge(answers: Answers) -> Outcome:
        return Outcome(STAGE, by_dimension(placed(answers))[name])

    return Dependence(name, items, _all(items, adds), {}, judge)


def _all(items: Sequence[Item], adds: _Adds) -> dict[str, dict[str, Amounts]]:
    return {
        item.id: {
            answer: {name: one for name, one in adds(item, answer).items() if one}
            for answer in ways(item)
        }
        for item in items
    }


def _gate(number: int) -> str:
    return f"gate {number}"


def _attitude(quiz: Quiz, rule: Attitude) -> _Adds:
    """Count for every gate how many items reach its option, and add up every axis."""
    ranks = ranks_of(quiz)
    axes = {
        item.id: axis.dimension for axis in profile_of(quiz).axes for item in axis_items(quiz, axis)
    }

    def adds(item: Item, answer: str) -> Amounts:
        reached: dict[str, Number] = {
            _gate(at): int(ranks[item.id][answer] >= ranks[item.id][gate.option])
            for at, gate in enumerate(rule.gates)
            if item.id in gate.items
        }
        if item.id in axes:
            reached[f"axis {axes[item.id]}"] = points(item, answer)
        return reached

    return adds


def _bands(quiz: Quiz, rule: Bands) -> _Adds:
    """Add up what share of its place's scale every answer makes."""
    full = {item.id: ways(item)[0] for item in quiz.items}
    rates = {
        dimension: (node, rate)
        for node, parts in weighed(case(quiz, rule, full)).rates.items()
        for dimension, rate in parts.items()
    }
    counts = {item.id for item in counted(quiz.items)}

    def adds(item: Item, answer: str) -> Amounts:
        if item.id not in counts:
            return {}
        node, rate = rates[item.dimension]
        return {node: item.weight * rate * points(item, answer)}

    return adds


def _marks(quiz: Quiz) -> _Adds:
    def adds(item: Item, answer: str) -> Amounts:
        marks = score(quiz, {item.id: answer}).marks
        credit = next(mark.credit for mark in marks if mark.item == item.id)
        return {"credit": item.weight * credit}

    return adds
