"""Checks gates: what each asks for must be there, have an order, and be a thing to ask for."""

from collections.abc import Mapping, Sequence

from stagecheck_engine.model import Gate, Item
from stagecheck_engine.scoring.gates import apart, cases

from ..front_shapes import GateFront
from ..yamlmap import Location
from .names import Names

MOST_CASES = 200_000
"""Four conditions `6 of 9` on the same questions; a browser tries them in less than a second."""


def check_gates(names: Names, fronts: Mapping[str, Sequence[GateFront]]) -> tuple[Gate, ...]:
    """Return the gates in the order of their stages."""
    gates = [
        _gate(names, stage, index, front)
        for stage, listed in fronts.items()
        for index, front in enumerate(listed)
    ]
    order = list(names.stages)
    known = [gate for gate in gates if gate.stage in order]
    for stage in fronts:
        _bounded(names, stage, [gate for gate in known if gate.stage == stage])
    return tuple(sorted(known, key=lambda gate: order.index(gate.stage)))


def _gate(names: Names, stage: str, index: int, front: GateFront) -> Gate:
    at: Location = ("gates", stage, index)
    names.stage(stage, ("gates", stage))
    members = names.members(front.of, (*at, "of"))
    for member in members:
        _gate_item(names, names.items[member], front.option, at)
    if members and front.at_least > len(members):
        message = f"the gate asks for {front.at_least} of {len(members)} questions"
        names.add("QZ045", (*at, "at_least"), message, f"Ask for at most {len(members)}")
    return Gate(stage, front.at_least, members, front.option)


def _bounded(names: Names, stage: str, gates: Sequence[Gate]) -> None:
    """See that a browser can try every way to meet the conditions of one stage."""
    options = {item.id: len(item.options) for item in names.items.values()}
    for group in apart(gates):
        if len(group) > 1 and cases(group, options) > MOST_CASES:
            message = (
                f"{len(group)} conditions of the stage {stage!r} share questions, and can be met "
                "together in more ways than a browser can try"
            )
            hint = "Ask for fewer conditions, or give each questions of its own"
            names.add("QZ074", ("gates", stage), message, hint)


def _gate_item(names: Names, item: Item, option: str, at: Location) -> None:
    if _lacks_order(names, item, at):
        return
    keys = [one.key for one in item.options if one.key]
    if option not in keys and item.id not in names.content.broken:
        message = f"the question {item.id!r}, which the gate counts, has no option {option!r}"
        hint = f"Give it one, or name the gate's questions one by one; it has: {', '.join(keys)}"
        names.add("QZ042", (*at, "option"), message, hint)
    if keys and option == keys[0]:
        message = f"every answer to {item.id!r} reaches its least option {option!r}"
        names.add("QZ051", (*at, "option"), message, "Ask for a higher one")
    if item.not_applicable:
        message = f"the question {item.id!r} may be answered with not applicable"
        hint = "Take it out of the gate, or not-applicable off the question"
        names.add("QZ044", (*at, "of"), message, hint)


def _lacks_order(names: Names, item: Item, at: Location) -> bool:
    """Tell whether no option of an item is above another, which makes it a problem."""
    if not item.ordered:
        message = f"the options of {item.id!r} have no order, so none is above another"
        hint = "Take it out of the gate, or .unordered off it"
        names.add("QZ043", (*at, "of"), message, hint)
    elif item.several:
        message = f"several options of {item.id!r} may be chosen, so none is above another"
        hint = "Take it out of the gate, or .several off it"
        names.add("QZ043", (*at, "of"), message, hint)
    return item.several or not item.ordered
