"""Holds YAML against a shape, and names every way in which it can miss it."""

from collections.abc import Callable, Mapping
from types import UnionType
from typing import get_args

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError
from pydantic_core import ErrorDetails

from .problems import Mend, Problem, close, nearest, problem, sure
from .values import mend_value
from .yamlmap import Location, YamlMap, load

type Advise = Callable[[ErrorDetails, Location], str | None]
"""Gives a hint on one error at a location, or None where the usual one will do."""


class Strict(BaseModel):
    """What a file may say: no key that is not named, and no value made to fit."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def fit[Shape: BaseModel](
    path: str, text: str, shape: type[Shape], before: int, hints: Mapping[str, str]
) -> tuple[Shape | None, YamlMap, list[Problem]]:
    """Read YAML of one shape; it is None where there are problems.

    `before` counts the lines of the file that stand before the YAML; `hints` say, by key, what to
    write where a value is wrong.
    """
    where, problems = load(path, text, before)
    if any(one.code == "QZ004" for one in problems):
        return None, where, problems
    try:
        return shape.model_validate(where.data), where, problems
    except ValidationError as error:
        errors = without_echo(error.errors(include_url=False), lambda at: known_at(shape, at))
    advise = _advice(shape, hints)
    found = [
        problem_of(path, where, one, advise, _mend(shape, where, one))
        for one in _one_each(where, errors)
    ]
    return None, where, problems + found


def _mend(shape: type[BaseModel], where: YamlMap, error: ErrorDetails) -> Mend | None:
    if error["type"] == "extra_forbidden":
        at = error["loc"]
        return mend_key(where, at, known_at(shape, at[:-1]))
    return mend_value(where, error)


def mend_key(where: YamlMap, at: Location, known: list[str]) -> Mend | None:
    """Write the one key that a misspelt one can be, unless it is there already."""
    meant = sure(str(at[-1]), known)
    there = meant is not None and (*at[:-1], meant) in where.places
    return Mend(where.place(at), str(at[-1]), meant) if meant and not there else None


def problem_of(
    path: str, where: YamlMap, error: ErrorDetails, advise: Advise, mend: Mend | None = None
) -> Problem:
    """Say what one error of the validator means to whoever wrote the YAML."""
    location = _written(where, error["loc"])
    place = where.place(location)
    whole = "the front matter" if where.before else "the file"
    name = ".".join(str(part) for part in location) or whole
    hint = advise(error, location)
    match error["type"]:
        case "extra_forbidden":
            message = f"unknown key {name!r}"
            return problem("QZ005", path, place, message, hint or "Take it out", mend)
        case "missing":
            known = f"Add `{location[-1]}: …`"
            return problem("QZ006", path, place, f"the key {name!r} is missing", hint or known)
        case _:
            message = f"{name!r} is {_shown(error['input'])}"
            return problem("QZ007", path, place, message, hint or _in_words(error), mend)


def _written(where: YamlMap, location: Location) -> Location:
    """Leave out what is no part of the YAML: the names of types that were tried."""
    written: Location = ()
    for part in location:
        # A key may have a bracket as well.
        if not (isinstance(part, str) and "[" in part and (*written, part) not in where.places):
            written = (*written, part)
    return written


def _one_each(where: YamlMap, errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Of a value that fits none of several types, keep what is said of the one it is most like."""
    told: dict[Location, ErrorDetails] = {}
    places = [(_written(where, error["loc"]), error) for error in errors]
    for at, error in sorted(places, key=lambda one: (-len(one[0]), str(one[1]["type"]))):
        typed = at != error["loc"] and "[key]" not in error["loc"]
        deeper = typed and any(other[: len(at)] == at for other in told)
        if not deeper:
            told[(*at, "" if typed else error["type"])] = error
    return [one for one in errors if any(one is other for other in told.values())]


def without_echo(
    errors: list[ErrorDetails], known: Callable[[Location], list[str]]
) -> list[ErrorDetails]:
    """Leave out a missing key where an unknown one beside it is the same key misspelt."""
    misspelt = {
        (*error["loc"][:-1], meant)
        for error in errors
        if error["type"] == "extra_forbidden"
        for meant in close(str(error["loc"][-1]), known(error["loc"][:-1]))
    }
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt]


def keys_of(shape: type[BaseModel]) -> list[str]:
    """List the keys of a shape as an editor writes them."""
    return [field.alias or name for name, field in shape.model_fields.items()]


def known_at(shape: type[BaseModel], at: Location) -> list[str]:
    """List the keys that a shape knows at a location, through its lists and mappings."""
    kind: object = shape
    for part in at:
        kind = _below(kind, part)
    return keys_of(kind) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _below(kind: object, part: str | int) -> object:
    """Give the type of what stands at a key or an index of a type."""
    if isinstance(kind, type) and issubclass(kind, RootModel):
        return _below(kind.model_fields["root"].annotation, part)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return _present(field.annotation) if field else None
    return _present(get_args(kind)[-1]) if get_args(kind) else None


def _present(kind: object) -> object:
    """Give the type that a value has where it is not None."""
    if isinstance(kind, UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _advice(shape: type[BaseModel], hints: Mapping[str, str]) -> Advise:
    def advise(error: ErrorDetails, location: Location) -> str | None:
        if error["type"] == "extra_forbidden":
            return nearest(str(location[-1]), known_at(shape, location[:-1]))
        # Of a list, the hint is that of its key; what is no key at all has one too, named "".
        keys = [str(part) for part in location if isinstance(part, str)]
        known = [hints[key] for key in reversed(keys) if key in hints]
        missing = error["type"] == "missing"
        return (
            None
            if missing
            else next(iter(known), hints.get("") if "[key]" in error["loc"] else None)
        )

    return advise


_WORDS = {
    "a valid integer": "a whole number",
    "a valid string": "a text",
    "a valid list": "a list, like [one, two]",
    "a valid dictionary": "keys with values, each on a line of its own",
}
"""What the validator says, in the words of an editor."""


def _in_words(error: ErrorDetails) -> str:
    given = error["input"]
    if given is None:
        return "Write it after the colon, or take the key out if it is not needed"
    if error["type"] == "string_type" and isinstance(given, bool):
        return "Put it in quotes: YAML takes yes, no, on and off for true and false"
    if error["type"] == "string_type" and isinstance(given, int | float):
        return f'Put it in quotes, like "{given}"'
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "too_short" and isinstance(given, dict):
        return "Write at least one, like its neighbours in the documentation"
    for said, meant in _WORDS.items():
        message = message.replace(said, meant)
    return message.replace("Input should", "It should").replace("Value should", "It should")


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
