"""The front matter of a quiz: its shape, and every way in which it can miss it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from .problems import Problem, close, nearest, problem
from .yamlmap import YamlMap, load

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

type Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
type Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StageFront(_Strict):
    """A stage: what it is called, the belief behind it, and the page about it."""

    title: Text
    belief: Text
    page: Text


class GateFront(_Strict):
    """A condition: at least so many of these questions or dimensions at this option or above."""

    at_least: Annotated[int, Field(ge=1, le=999)]
    of: Annotated[list[Id], Field(min_length=1)]
    option: Text


class ProfileFront(_Strict):
    """Named axes, each a dimension a team wants more or less of, and a point for each stage."""

    axes: Annotated[dict[Id, Literal["more", "less"]], Field(min_length=1, max_length=4)]
    points: Annotated[dict[Id, dict[Id, Annotated[int, Field(ge=0, le=9999)]]], Field(min_length=2)]


class PlayFront(_Strict):
    """A play: its page, the questions or dimensions it improves, the stages it keeps."""

    page: Text
    improves: list[Id] = []
    keeps: list[Id] = []


class QuizFront(_Strict):
    """The front matter of an assessment."""

    id: Id
    version: Annotated[int, Field(ge=1, le=9999)]
    kind: Literal["assessment"]
    minutes: Annotated[int, Field(ge=1, le=120)]
    purpose: Text
    places: Text
    dont_know: Text | None = None
    rule: Literal["attitude"]
    stages: Annotated[dict[Id, StageFront], Field(min_length=2)]
    gates: Annotated[dict[Id, Annotated[list[GateFront], Field(min_length=1)]], Field(min_length=1)]
    profile: ProfileFront
    plays: dict[Id, PlayFront] = {}


def read_front(path: str, text: str) -> tuple[QuizFront | None, YamlMap, list[Problem]]:
    """Validate a front matter; it is None where the problems leave nothing to go on with."""
    where, problems = load(path, text)
    if any(one.code == "QZ004" for one in problems):
        return None, where, problems
    try:
        return QuizFront.model_validate(where.data), where, problems
    except ValidationError as error:
        found_all = _without_echo(error.errors(include_url=False))
        return None, where, problems + [_problem(path, where, one) for one in found_all]


def _without_echo(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out a missing key where an unknown one beside it is the same key misspelt."""
    misspelt = {
        (*error["loc"][:-1], meant)
        for error in errors
        if error["type"] == "extra_forbidden"
        for meant in close(str(error["loc"][-1]), _fields_at(error["loc"][:-1]))
    }
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt]


def _problem(path: str, where: YamlMap, error: ErrorDetails) -> Problem:
    location = tuple(part for part in error["loc"] if part != "[key]")
    place = where.place(location)
    name = ".".join(str(part) for part in location) or "the front matter"
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(str(location[-1]), _fields_at(location[:-1]))
            return problem("QZ005", path, place, f"unknown key {name!r}", hint)
        case "missing":
            known = f"{location[-1]}: …"
            return problem("QZ006", path, place, f"the key {name!r} is missing", f"Add `{known}`")
        case _:
            message = f"{name!r} is {_shown(error['input'])}"
            return problem("QZ007", path, place, message, _advice(error))


def _fields_at(location: tuple[str | int, ...]) -> list[str]:
    """List the keys that the front matter knows at a location."""
    heads: Mapping[str, type[BaseModel]] = {
        "stages": StageFront,
        "gates": GateFront,
        "profile": ProfileFront,
        "plays": PlayFront,
    }
    model = heads.get(str(location[0]), QuizFront) if location else QuizFront
    return list(model.model_fields)


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _advice(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return "Ids are small letters and digits, in words joined by hyphens, like last-help"
    message = error["msg"]
    return message.replace("Input should", "It should").replace("Value should", "It should")
