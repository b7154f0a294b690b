"""What is known of each component before a site is built: `components.toml`, as records."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from pydantic import ConfigDict, TypeAdapter, with_config

type Group = Literal["ours", "python", "theme", "icons"]
GROUPS: tuple[str, ...] = get_args(Group.__value__)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """An entry of `components.toml`, which says what each key means."""

    id: str
    name: str
    group: Group
    source: str = ""
    package: str = ""
    text: str = ""
    full: tuple[str, ...] = ()
    npm: str = ""
    within: str = ""
    key: str = ""
    version: str = ""
    licence: str = ""
    holders: tuple[str, ...] = ()
    changes: str = ""
    files: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@cache
def components() -> dict[str, Component]:
    """Return all components by id, in the order of the file.

    Raises pydantic's ValidationError for a key or a group that there is not.
    """
    text = (files("stagecheck.notices") / "components.toml").read_text("utf-8")
    shape = TypeAdapter(tuple[Component, ...])
    return {one.id: one for one in shape.validate_python(tomllib.loads(text)["component"])}


def outermost(component: Component) -> Component:
    """Return what a component comes in, which is itself when it comes alone."""
    known = components()
    while component.within:
        component = known[component.within]
    return component
