"""The facts that pages may cite, each with its sources and what it does not show."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from ..front_shapes import NOT_BLANK, Text
from ..problems import Problem
from ..shape import Strict, fit
from ..yamlmap import WHOLE_FILE, YamlMap
from .front import FactId

type Long = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1200),
    Field(json_schema_extra=NOT_BLANK),
]
type Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>()]+$", max_length=400)]

STRENGTHS = {
    "read": "read in the source",
    "reported": "as others report it",
    "opinion": "an opinion",
    "own": "our own count",
}
"""How well a fact is known to whoever wrote it down, in the words that readers see."""


_HINTS = {
    "": "Facts are numbered F1, F2 and so on",
    "address": "Write one address that begins with http:// or https://",
    "one_firm_with": "List the numbers of facts, like [F9, F10]",
}


class Source(Strict):
    """Where a fact is to be read."""

    title: Text
    """What it is called, and where it appeared."""
    year: Annotated[int, Field(ge=1900, le=2999)] | None = None
    """When; null where the source does not say."""
    address: Address
    """Where to read it: http:// or https://."""


class Fact(Strict):
    """A finding, and how far it may be trusted."""

    cited: Text
    """Who and when, as a page shows it in brackets."""
    caveat: Text | None = None
    """What to know before believing it, in a few words."""
    strength: Literal["read", "reported", "opinion", "own"]
    """How well it is known to whoever wrote it down."""
    vendor: bool = False
    """Whether somebody who sells such things found it."""
    finding: Long
    """What was found, with whom and how many."""
    limits: Long | None = None
    """What it does not show."""
    corrected: Long | None = None
    """How it is often misquoted."""
    one_firm_with: list[FactId] = Field(default_factory=list)
    """Other facts about the same firm, like [F9, F10]."""
    unused: bool = False
    """Kept as a warning: no page may cite it."""
    sources: list[Source]
    """Where to read it."""

    @property
    def marks(self) -> list[str]:
        """Say in a few words what a reader should know before believing it."""
        vendor = ["a vendor's"] if self.vendor else []
        return [one for one in (self.caveat, *vendor, STRENGTHS[self.strength]) if one]


class Facts(RootModel[Annotated[dict[FactId, Fact], Field(min_length=1)]]):
    """All facts of a playbook, by number."""


@lru_cache(8)
def read_facts(path: str, text: str) -> tuple[Mapping[str, Fact], YamlMap, tuple[Problem, ...]]:
    """Read a file of facts; there are none where it has problems."""
    found, where, problems = fit(path, text, Facts, WHOLE_FILE, _HINTS)
    return (found.root if found else {}), where, tuple(problems)


def number(fact: str) -> int:
    """Give the number of a fact, by which facts are put in order."""
    return int(fact[1:])
