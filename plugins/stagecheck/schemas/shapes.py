"""The schema of each kind of file, and how it is written."""

import json
from collections.abc import Callable
from typing import cast

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from stagecheck_engine.model import KNOWLEDGE

from ..front import SHARE
from ..front_shapes import FRONTS, Front
from ..playbook.briefs import BriefWords
from ..playbook.facts import Facts
from ..playbook.front import PageFront, PlayPage
from ..playbook.organisation import Organisation
from .described import Described, Json

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DEFINED = "#/$defs/"


def _whole(title: str, shape: type[BaseModel]) -> Json:
    """Make the schema of a file that has one shape."""
    return _titled(title, [shape], _ref(shape))


def _quiz() -> Json:
    """Let the rule decide which keys there are, as the checks do."""
    rules = [_where({"rule": {"const": rule}}, _ref(shape)) for rule, shape in FRONTS.items()]
    ruled = {"properties": {"rule": {"enum": list(FRONTS)}}, "required": ["rule"]}
    knows = {"properties": {"kind": {"const": KNOWLEDGE}}, "required": ["kind"]}
    other = {"if": knows, "then": _ref(FRONTS[SHARE]), "else": _ref(Front)}
    found = _titled("The front matter of a quiz", [Front, *FRONTS.values()], {})
    _open(found["$defs"][Front.__name__], [found["$defs"][one.__name__] for one in FRONTS.values()])
    choices = {key: found["$defs"][Front.__name__]["properties"][key] for key in ("kind", "rule")}
    return {**found, "properties": choices, "allOf": [*rules, {"if": ruled, "else": other}]}


def _open(shape: Json, others: list[Json]) -> None:
    """Offer the keys of every rule while no rule is chosen."""
    for other in others:
        for key, value in other["properties"].items():
            shape["properties"].setdefault(key, {"description": value["description"]})


def _page() -> Json:
    """Let the key `outcome` make a page a play, as the checks do, and offer it on every page."""
    found = _titled("The front matter of a page or a play", [PageFront, PlayPage], {})
    page, play = (found["$defs"][one.__name__]["properties"] for one in (PageFront, PlayPage))
    page["outcome"] = play["outcome"]
    outcome = {"required": ["outcome"]}
    return {**found, "if": outcome, "then": _ref(PlayPage), "else": _ref(PageFront)}


def _where(properties: Json, then: Json) -> Json:
    return {"if": {"properties": properties, "required": list(properties)}, "then": then}


def _ref(shape: type[BaseModel]) -> Json:
    return {"$ref": f"{_DEFINED}{shape.__name__}"}


def _titled(title: str, shapes: list[type[BaseModel]], rest: Json) -> Json:
    _, made = models_json_schema(
        [(shape, "validation") for shape in shapes], schema_generator=Described
    )
    defined = made["$defs"]
    asked = [shape.__name__ for shape in shapes]
    plain = {
        name: one for name, one in defined.items() if "properties" not in one and name not in asked
    }
    kept = {name: _inlined(one, plain) for name, one in defined.items() if name not in plain}
    return {"$schema": _DIALECT, "title": title, "type": "object", "$defs": kept, **rest}


def _inlined(value: object, plain: Json) -> Json:
    """Write values out where they are used, so that all about a key stands beside it."""
    return cast("Json", _inline(value, plain))


def _inline(value: object, plain: Json) -> object:
    if isinstance(value, list):
        return [_inline(one, plain) for one in value]
    if not isinstance(value, dict):
        return value
    named = str(value.get("$ref", "")).removeprefix(_DEFINED)
    rest = {key: _inline(one, plain) for key, one in value.items()}
    if named in plain:
        del rest["$ref"]
        return {**_inlined(plain[named], plain), **rest}
    return rest


SCHEMAS: dict[str, Callable[[], Json]] = {
    "brief.json": lambda: _whole("The sentences of briefs", BriefWords),
    "facts.json": lambda: _whole("The facts that pages cite", Facts),
    "organisation.json": lambda: _whole("One organisation's own words and looks", Organisation),
    "page.json": _page,
    "quiz.json": _quiz,
}
"""What makes the schema of each kind of file, by the name that it is written under."""


def schemas() -> dict[str, Json]:
    """Make every schema."""
    return {name: make() for name, make in SCHEMAS.items()}


def written(schema: Json) -> str:
    """Write a schema as it stands in the repository."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
