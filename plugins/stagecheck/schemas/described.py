"""Describes the keys of a shape by the docstrings below its fields."""

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

type Json = dict[str, Any]


class Described(GenerateJsonSchema):
    """Makes schemas as pydantic does, with what each key is for, and without titles of keys."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Leave out titles: they would only repeat the keys."""
        del schema
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Json:
        """Name a default that is something: what may be left out need not be written as null."""
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if (key, value) != ("default", None)}

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        """Describe each key of one shape."""
        found = super().model_schema(schema)
        shape: type[BaseModel] = schema["cls"]
        told = field_docs(shape)
        for name, field in shape.model_fields.items():
            key = field.alias or name
            if key in found.get("properties", {}):
                found["properties"][key]["description"] = told[name]
        # Language servers offer a whole shape by this name.
        found["title"] = re.sub("(Front|Page|Words)$", "", shape.__name__)
        return found


def field_docs(shape: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field of a shape, its own before those of its bases."""
    found: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        if issubclass(base, BaseModel) and base.__module__.startswith("stagecheck."):
            found |= _docs_in(base)
    return found


def _docs_in(shape: type[BaseModel]) -> dict[str, str]:
    lines = _classes(shape.__module__).get(shape.__name__, [])
    return {
        ast.unparse(field.target): str(ast.literal_eval(below.value))
        for field, below in pairwise(lines)
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr)
    }


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    """Return the body of each class of a module, by its name."""
    parsed = ast.parse(inspect.getsource(import_module(module)))
    return {one.name: one.body for one in parsed.body if isinstance(one, ast.ClassDef)}
