"""The records that a file may hold, and what may stand in each of their fields."""

from collections.abc import Callable, Mapping
from typing import cast

from ..codec import Json
from .fields import (
    Reader,
    answer,
    code,
    day,
    identifier,
    many,
    misfit,
    name,
    people,
    table,
    tag,
    version,
)
from .records import Action, Check, Kept, Mine, Round, Rounds, Unfinished


def mine(data: Json, where: str) -> Mine:
    """Read all that one reader has."""
    return _record(Mine, data, where)


def rounds(data: Json, where: str) -> Rounds:
    """Read all rounds of a facilitator."""
    return _record(Rounds, data, where)


def actions(data: Json, where: str) -> tuple[Action, ...]:
    """Read what a team agreed to do."""
    return _each(Action)(data, where)


def _record[Record](shape: type[Record], data: Json, where: str) -> Record:
    """Read an object that has the fields of a record, and no others."""
    if not isinstance(data, dict):
        raise misfit(where, "an object", data)
    readers = _SHAPES[shape]
    for field in data:
        if field not in readers:
            known = ", ".join(readers)
            raise misfit(where, f"none but the fields {known}", field)
    for field in readers:
        if field not in data:
            raise misfit(f"{where}.{field}", "a value", None)
    make = cast(Callable[..., Record], shape)
    return make(**{field: read(data[field], f"{where}.{field}") for field, read in readers.items()})


def _each[Record](shape: type[Record]) -> Reader[tuple[Record, ...]]:
    return many(lambda data, where: _record(shape, data, where))


type _Fields = Mapping[str, Reader[object]]

_SHAPES: Mapping[type, _Fields] = {
    Mine: {
        "site": name,
        "results": _each(Kept),
        "unfinished": _each(Unfinished),
        "checks": _each(Check),
    },
    Kept: {"quiz": identifier, "version": version, "answers": table(answer), "day": day},
    Unfinished: {"quiz": identifier, "answers": table(answer), "versions": table(version)},
    Check: {"quiz": identifier, "day": day},
    Rounds: {"site": name, "rounds": _each(Round)},
    Round: {
        "quiz": identifier,
        "name": name,
        "tag": tag,
        "people": people,
        "day": day,
        "codes": many(code),
        "actions": _each(Action),
    },
    Action: {"text": name, "owner": name, "day": day},
}
