"""YAML with places: where each key and each value of a front matter stands."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

import yaml
from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import Mend, Place, Problem, problem
from .quickyaml import quick_loader

NOT_YAML = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What PyYAML raises, beside its own errors, for a value that its type does not take."""

type Location = tuple[str | int, ...]
type Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None

_TEXT = "tag:yaml.org,2002:str"

_ONE_LINE = re.compile(r"\w+:[ \t]+(?P<value>[^\s|>&*!#].*?)(?:[ \t]+#.*|[ \t]*)$")
"""A key with its value, and perhaps a comment."""

FIRST_LINE = 1
"""Lines of a file that stand before its front matter: the opening `---`."""

WHOLE_FILE = 0
"""Lines of a file that stand before its YAML, where the file is nothing else."""


@dataclass(frozen=True, slots=True)
class YamlMap:
    """The plain data of a front matter, and the place of every key or list entry in it.

    `text` is the YAML, before which stand so many lines of the file.
    """

    data: Plain
    places: Mapping[Location, Place]
    before: int = FIRST_LINE
    text: str = ""

    def place(self, location: Sequence[str | int]) -> Place:
        """Return the place of a location, or of the nearest one around it that exists."""
        return self.places.get(self.nearest(location), Place(max(1, self.before), 1))

    def nearest(self, location: Sequence[str | int]) -> Location:
        """Return a location, or that of the nearest value around it that exists."""
        at = tuple(location)
        while at and at not in self.places:
            at = at[:-1]
        return at

    def changing(self, key: str, new: str) -> Mend | None:
        """Change the value of an outermost key, if it stands in the key's line and nowhere else."""
        place = self.places.get((key,))
        if place is None:
            return None
        lines = self.text.split("\n")[place.line - self.before - 1 :]
        found = _ONE_LINE.match(lines[0])
        goes_on = len(lines) > 1 and re.match(r"[ \t]+\S|- ", lines[1])
        if not found or goes_on:
            return None
        return Mend(Place(place.line, found.start("value") + 1), found["value"], new)


def load(path: str, text: str, before: int = FIRST_LINE) -> tuple[YamlMap, list[Problem]]:
    """Read YAML. Bad YAML is a problem and gives an empty mapping; so is a key given twice.

    `before` counts the lines of the file that stand before `text`.
    """
    where, problems = _load(path, text, before)
    return where, list(problems)


# A few files are read anew at every save under `mkdocs serve`; what is read of others is kept.
@lru_cache(16)
def _load(path: str, text: str, before: int) -> tuple[YamlMap, list[Problem]]:
    quick = quick_loader(text)
    if quick:
        with suppress(yaml.YAMLError, *NOT_YAML):  # the loader below says what is wrong
            return _read(_Walk(path, _Lines(text, before)), quick)
    walk = _Walk(path, _Lines(text, before))
    try:
        return _read(walk, _Loader(text))
    except yaml.YAMLError as error:
        return YamlMap({}, {}, before), [_bad_yaml(path, walk.lines, error)]
    except NOT_YAML as error:
        hint = "Write plain values, and put text that looks like a date in quotes"
        place = _no_day(text, before) or Place(before + 1, 1)
        found = problem("QZ004", path, place, f"bad YAML: {error}", hint)
        return YamlMap({}, {}, before), [found]


def _read(
    walk: "_Walk", loader: yaml.SafeLoader | yaml.CSafeLoader
) -> tuple[YamlMap, list[Problem]]:
    node = loader.get_single_node()
    if node is None:
        return YamlMap({}, {}, walk.lines.before, walk.lines.whole), []
    walk.node(node, ())
    data = loader.construct_document(node)
    return YamlMap(data, walk.places, walk.lines.before, walk.lines.whole), walk.problems


class _Lines:
    """The lines of a front matter, as editors count them: YAML knows more ends of lines."""

    def __init__(self, text: str, before: int) -> None:
        self.before = before
        self.whole = text
        self._lines = text.split("\n")
        lengths = (len(line) + 1 for line in self._lines)
        self._starts = list(accumulate(lengths, initial=0))[:-1]

    def text(self, place: Place) -> str:
        """Return the line of a place."""
        return self._lines[place.line - self.before - 1]

    def place(self, mark: Mark) -> Place:
        line = bisect_right(self._starts, mark.index)
        return Place(line + self.before, mark.index - self._starts[line - 1] + 1)


class _Loader(yaml.SafeLoader):
    """Reads YAML without aliases: a few lines of them can stand for more than a machine holds."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Read one value, or refuse it."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias (*name) cannot be used", mark)
        return super().compose_node(parent, index)


class _Walk:
    """Collects the places of all keys and entries, and the keys that are given twice."""

    def __init__(self, path: str, lines: _Lines) -> None:
        self.lines = lines
        self.places: dict[Location, Place] = {}
        self.problems: list[Problem] = []
        self._path = path

    def node(self, node: Node, at: Location) -> None:
        """Walk through one value, which stands at a location."""
        if isinstance(node, MappingNode):
            for key, value in node.value:
                name = str(key.value) if isinstance(key, ScalarNode) else "?"
                here = self.lines.place(key.start_mark)
                if (*at, name) in self.places:
                    first = self.places[*at, name]
                    self.problems.append(self._repeated(name, here, first))
                self.places[*at, name] = here
                self.node(value, (*at, name))
        elif isinstance(node, SequenceNode):
            for index, value in enumerate(node.value):
                self.places[*at, index] = self.lines.place(value.start_mark)
                self.node(value, (*at, index))
        elif isinstance(node, ScalarNode) and node.style is None and node.tag == _TEXT:
            self._cut(node)

    def _repeated(self, name: str, here: Place, first: Place) -> Problem:
        message = f"the key {name!r} stands here for the second time, first in line {first.line}"
        again, line = self.lines.text(here), Place(here.line, 1)
        # Where both say the same in one line, it does not matter which of them goes.
        same = again == self.lines.text(first) and re.match(r"\s*[\w-]+: +[^\s|>&{\[]", again)
        mend = Mend(line, f"{again}\n", "") if same else None
        return problem("QZ008", self._path, here, message, "Keep one of the two", mend)

    def _cut(self, node: ScalarNode) -> None:
        """Notice a text that YAML cuts off at ` #`, unless what follows looks like a comment."""
        end = self.lines.place(node.end_mark)
        lost = re.match(r"\s+(#\S.*)", self.lines.text(end)[end.column - 1 :])
        if lost:
            place = Place(end.line, end.column + lost.start(1))
            message = f"the text ends before {lost[1]!r}, which YAML takes for a comment"
            hint = "Put the text in quotes, or write a space after # if it is a comment"
            self.problems.append(problem("QZ007", self._path, place, message, hint))


def _bad_yaml(path: str, lines: _Lines, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = lines.place(mark) if mark else Place(lines.before + 1, 1)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
    line = lines.text(place)
    return problem("QZ004", path, place, f"bad YAML: {what}", _hint(what, line), _mend(place, line))


_KEY_AND_TEXT = re.compile(r"\s*(?:- )?[\w-]+:[ \t]+(?P<value>[^\s\"'\[{|>&*!%@`#][^\"\\\\]*?)\s*")
_PRINTED = re.compile("[„“”«»](?P<inside>.*)[“”«»]")


def _mend(place: Place, line: str) -> Mend | None:
    """Put a text in quotes that holds a colon, or straight ones in place of those of print."""
    found = _KEY_AND_TEXT.fullmatch(line)
    if not found or " #" in found["value"]:
        return None
    # Two keys in one line, of which the first would swallow the second.
    swallows = re.search(r"(?:^|\s)[a-z_]+:\s", found["value"])
    printed = _PRINTED.fullmatch(found["value"])
    if swallows or (": " not in found["value"]):
        return None
    inside = printed["inside"] if printed else found["value"]
    return Mend(Place(place.line, found.start("value") + 1), found["value"], f'"{inside}"')


def _no_day(text: str, before: int) -> Place | None:
    """Find what looks like a day and is none, as the 30th of February."""
    for number, line in enumerate(text.split("\n"), before + 1):
        found = re.match(r"\s*[\w-]+:\s+(?P<day>\d{4}-\d\d-\d\d)\s*$", line)
        if found:
            try:
                date.fromisoformat(found["day"])
            except ValueError:
                return Place(number, found.start("day") + 1)
    return None


def _hint(what: str, line: str) -> str:
    """Advise on a line that YAML does not take."""
    if r"\t" in what:
        return "Indent with spaces instead of tabs"
    if re.search("[„“”«»]", line):
        return 'Put the text in straight quotes: "…"'
    begins = re.match(r"\s*(?:- )?[\w-]+:\s+(?P<mark>[?@`%*&!|>])", line)
    if begins and not re.search(r"[|>]\s*$", line):
        return f"Put the text in quotes, for it begins with {begins['mark']}"
    if re.match(r"\s*(?:- )?[\w-]+:\s+'.*\w'\w", line):
        return "Put the text in double quotes, for it holds an apostrophe"
    if "mapping values" in what:
        return "Put the text in quotes, for it holds a colon, or begin the key below its neighbours"
    if "expected ':'" in what:
        return "Write a colon and a space after each key, here and above, as in `minutes: 3`"
    return "Check quotes, colons and indentation in this line and the one above it"
