"""The values of YAML that readers see: of a front matter, of briefs, of facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..pages import front_of
from ..problems import Place
from ..yamlmap import FIRST_LINE, Location, Plain, YamlMap, load
from .masks import own_of, read_of
from .passages import Passage

TOLD = frozenset(
    {
        *("title", "description", "outcome", "people"),  # of a page
        *("purpose", "places", "dont_know", "belief"),  # of a quiz
        *("finding", "limits", "caveat", "corrected"),  # of a fact
        *("objective", "requirement", "argument", "play", "otherwise"),  # of a brief
        *("stage", "open", "blocker", "shared", "split", "lacking"),
    }
)
"""The keys of what readers see. Tags are the words of those who search, whatever words those are;
titles of sources are their authors'."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Value(Passage):
    """A value without its quotation marks and folds; `source` is the file from its key on."""

    column: int = 1
    source: str = ""

    def place(self, index: int) -> Place:
        """Find the place in the file of a word of the value, or of its key."""
        word = _WORD.match(self.text, index)
        found = list(re.finditer(rf"\b{word[0]}\b", self.source)) if word else []
        earlier = len(re.findall(rf"\b{word[0]}\b", self.text[:index])) if word else 0
        if earlier >= len(found):
            return Place(self.line, self.column)
        before = self.source[: found[earlier].start()]
        column = len(before) - (before.rfind("\n") + 1) + 1
        lines = before.count("\n")
        return Place(self.line + lines, column if lines else column + self.column - 1)


def front_values(path: str, text: str) -> Iterator[Passage]:
    """Give what readers see of a front matter, if there is one."""
    front = front_of(text)
    return values(path, front.yaml, FIRST_LINE) if front else iter(())


def values(path: str, text: str, before: int) -> Iterator[Passage]:
    """Give what readers see of YAML that begins after so many lines of its file."""
    where, _ = load(path, text, before)
    lines = text.split("\n")
    for at, value in _told(where.data, ()):
        yield _value(where, at, value, lines)


def _value(where: YamlMap, at: Location, value: str, lines: list[str]) -> Value:
    place = where.place(at)
    rest = lines[place.line - where.before - 1 :][:LONGEST]
    source = "\n".join([rest[0][place.column - 1 :], *rest[1:]])
    # The key itself is no word of the value.
    key = len(str(at[-1]))
    read = read_of(value)
    return Value(place.line, value, read, own_of(read), place.column, " " * key + source[key:])


LONGEST = 40
"""Lines of a file that one value may take and still be found word by word."""


def _told(data: Plain, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            # The list of sources is other people's.
            if key != "sources":
                yield from _told(value, (*at, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _told(value, (*at, index))
    elif isinstance(data, str) and at and at[-1] in TOLD:
        yield at, data
