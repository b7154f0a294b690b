"""Must-haves in order: a stage is reached when its gates, and all below, are met.

A gate counts how many of its items stand at an option or above. Open items (skipped or don't
know) are tried at their worst and at their best, so every gate is met, unmet or open.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from ..model import Answers, Attitude, Gate, GateScore, Quiz
from .points import OPEN as OPEN

MET = "met"
UNMET = "unmet"


class Height(NamedTuple):
    """How many of the stages with gates are reached: surely (`low`), and at best (`high`)."""

    low: int
    high: int


type Ranks = dict[str, dict[str, int]]
"""Item id -> option key -> rank of the option, 0 for the least."""


def ranks_of(quiz: Quiz) -> Ranks:
    """Rank every option of every item."""
    return {
        item.id: {option.key: rank for rank, option in enumerate(item.options)}
        for item in quiz.items
    }


def gates_of(quiz: Quiz) -> tuple[Gate, ...]:
    """Return the gates of a quiz; none where its rule has none."""
    return quiz.rule.gates if isinstance(quiz.rule, Attitude) else ()


def gated_stages(quiz: Quiz) -> tuple[str, ...]:
    """Return the stages that have gates, lowest first."""
    gated = {gate.stage for gate in gates_of(quiz)}
    return tuple(stage.id for stage in quiz.stages if stage.id in gated)


def score_gate(gate: Gate, ranks: Ranks, answers: Answers) -> GateScore:
    """Count the items of one gate that reach its option, and those that still may."""
    given = {item: ranks[item].get(answers.get(item, "")) for item in gate.items}
    short = tuple(
        item for item, rank in given.items() if rank is not None and rank < ranks[item][gate.option]
    )
    unknown = list(given.values()).count(None)
    met = len(given) - unknown - len(short)
    if met >= gate.at_least:
        return GateScore(gate, met, unknown, short, MET)
    status = OPEN if met + unknown >= gate.at_least else UNMET
    return GateScore(gate, met, unknown, short, status)


def score_gates(quiz: Quiz, ranks: Ranks, answers: Answers) -> tuple[GateScore, ...]:
    """Score every gate of the quiz."""
    return tuple(score_gate(gate, ranks, answers) for gate in gates_of(quiz))


def standing(quiz: Quiz, scores: Iterable[GateScore]) -> Height:
    """Find how far the gates are met without a break, at worst and at best.

    Gates ask for more, never for less, so the best answers to all open items serve every gate at
    once, and judging each gate by itself is exact.
    """
    statuses: dict[str, set[str]] = {stage: set() for stage in gated_stages(quiz)}
    for score in scores:
        statuses[score.gate.stage].add(score.status)
    return Height(
        _run(seen == {MET} for seen in statuses.values()),
        _run(UNMET not in seen for seen in statuses.values()),
    )


def steps_up(gates: Sequence[Gate], ranks: Ranks, answers: Answers) -> int | None:
    """Count the fewest one-step rises that let all of `gates` be met, or None if nothing does.

    Gates that share no item are raised apart: together they would multiply each other's cases.
    """
    total = 0
    for group in apart(gates):
        count = _steps_up(group, ranks, answers)
        if count is None:
            return None
        total += count
    return total


def apart(gates: Iterable[Gate]) -> list[tuple[Gate, ...]]:
    """Group gates so that those of one group hang together by items, and no two groups do."""
    found: list[tuple[set[str], tuple[Gate, ...]]] = []
    for gate in gates:
        joined = [one for one in found if not one[0].isdisjoint(gate.items)]
        found = [one for one in found if one[0].isdisjoint(gate.items)]
        items = set(gate.items).union(*(items for items, _ in joined))
        found.append((items, (*(member for _, group in joined for member in group), gate)))
    return [group for _, group in found]


def cases(group: Sequence[Gate], options: Mapping[str, int]) -> int:
    """Count what `steps_up` tries at most for gates that hang together: their states by options.

    `options` maps an item to how many options it has.
    """
    states = prod(min(gate.at_least, len(gate.items)) + 1 for gate in group)
    return states * sum(options[item] for item in {item for gate in group for item in gate.items})


def steps_down(gate: Gate, ranks: Ranks, answers: Answers) -> int | None:
    """Count the fewest one-step falls after which `gate`, now met, no longer surely is."""
    level = {item: ranks[item][gate.option] for item in gate.items}
    above = [
        ranks[item][answers[item]] - level[item] + 1
        for item in gate.items
        if ranks[item].get(answers.get(item, ""), -1) >= level[item]
    ]
    falls = len(above) - gate.at_least + 1
    return sum(sorted(above)[:falls]) if falls > 0 else None


def _steps_up(gates: Sequence[Gate], ranks: Ranks, answers: Answers) -> int | None:
    """Raise gates together, by dynamic programming over the items.

    A state holds how many items each gate has so far. Open items count for every gate without a
    step.
    """
    wanted = tuple(gate.at_least for gate in gates)
    costs = {(0,) * len(gates): 0}
    for item in sorted({item for gate in gates for item in gate.items}):
        costs = _with_item(item, gates, wanted, costs, ranks, answers)
    return costs.get(wanted)


def _run(flags: Iterable[bool]) -> int:
    length = 0
    for flag in flags:
        if not flag:
            break
        length += 1
    return length


def _with_item(
    item: str,
    gates: Sequence[Gate],
    wanted: tuple[int, ...],
    costs: dict[tuple[int, ...], int],
    ranks: Ranks,
    answers: Answers,
) -> dict[tuple[int, ...], int]:
    now = ranks[item].get(answers.get(item, ""))
    top = len(ranks[item]) - 1
    choices = [(top, 0)] if now is None else [(rank, rank - now) for rank in range(now, top + 1)]
    levels = [ranks[item][gate.option] if item in gate.items else top + 1 for gate in gates]
    reached: dict[tuple[int, ...], int] = {}
    for state, cost in costs.items():
        for rank, steps in choices:
            after = tuple(
                min(count + (rank >= level), want)
                for count, level, want in zip(state, levels, wanted, strict=True)
            )
            reached[after] = min(cost + steps, reached.get(after, cost + steps))
    return reached
