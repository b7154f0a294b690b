"""A slip against one rule of style in one passage."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .guide import Rule
from .passages import Passage


class Slip(NamedTuple):
    """What was found, where in the passage's text, and what to write instead."""

    code: str
    at: int
    message: str
    hint: str


type Slips = Iterator[tuple[Passage, Slip]]

type Look = Callable[[Sequence[Passage]], Slips]
"""Finds the slips of a file's passages against one rule."""

type Looking = Callable[[Rule], Look]
"""Makes ready to look for slips against a rule."""
