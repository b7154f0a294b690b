"""The work sheet of a plain score: one line of arithmetic after the other, down to the bands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from string import ascii_uppercase

from stagecheck_engine.model import MEAN, Bands, Item, Number, Quiz
from stagecheck_engine.scoring.points import MIN_COVERAGE, Scale, counted, item_scale
from stagecheck_engine.scoring.scales import WHOLE, tree


@dataclass(frozen=True, slots=True)
class Term:
    """What a line adds: a question or an earlier line, so many times; and how far it goes."""

    name: str
    times: int
    scale: Scale


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: the sum of its terms, divided by `divisor`.

    `void` says whether a term may not apply, and so be left out; `even` whether all terms go
    equally far, which makes that simple. `scale` is how far the line's own result goes.
    """

    name: str
    title: str
    terms: tuple[Term, ...]
    divisor: int
    scale: Scale
    void: bool

    @property
    def even(self) -> bool:
        """Whether all terms go equally far."""
        return len({term.scale for term in self.terms}) == 1

    @property
    def weight(self) -> int:
        """How many times something is added, all terms together."""
        return sum(term.times for term in self.terms)


@dataclass(frozen=True, slots=True)
class Rescaled:
    """A line that stretches another, `of`, from its own scale to 0..`out_of`."""

    name: str
    title: str
    of: str
    scale: Scale
    out_of: Number


@dataclass(frozen=True, slots=True)
class Told:
    """The name of a line that gives a stage, and the questions that must tell enough for it.

    At least `needed` of the `count` questions, whose numbers are listed as "1 to 4, 7", must be
    answered; fewer where some do not apply.
    """

    line: str
    questions: str
    count: int
    needed: int
    void: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines in the order in which they are worked out, and the bands: stage, from, to."""

    lines: tuple[Line, ...]
    rescaled: tuple[Rescaled, ...]
    told: tuple[Told, ...]
    bands: tuple[tuple[str, Number, Number], ...]

    @property
    def parts(self) -> list[str]:
        """What each line that gives a stage is a line of, with its name."""
        titles = {line.name: line.title for line in self.lines}
        titles |= {line.name: line.title for line in self.rescaled}
        return [f"{titles[told.line]} (line {told.line})" for told in self.told]

    @property
    def void(self) -> bool:
        """Whether some question may not apply."""
        return any(line.void for line in self.lines)


def sheet(quiz: Quiz, rule: Bands, numbers: Mapping[str, int]) -> Sheet:
    """Lay out the arithmetic of a plain score; `numbers` are those of the questions, by id."""
    lines = _Lines(quiz, rule, numbers)
    placed = lines.all()
    rescaled = tuple(lines.rescaled(line) for line in placed) if rule.out_of is not None else ()
    names = [line.name for line in rescaled or placed]
    told = tuple(
        _told(name, lines.items(line), numbers) for name, line in zip(names, placed, strict=True)
    )
    titles = {stage.id: stage.title for stage in quiz.stages}
    bands = tuple((titles[band.stage], band.low, band.high) for band in rule.bands)
    return Sheet(tuple(lines.lines.values()), rescaled, told, bands)


def _told(line: str, items: Sequence[Item], numbers: Mapping[str, int]) -> Told:
    return Told(
        line,
        listed([numbers[item.id] for item in items]),
        len(items),
        ceil(len(items) * MIN_COVERAGE),
        any(item.not_applicable for item in items),
    )


def listed(numbers: Sequence[int]) -> str:
    """List ascending numbers shortly: three or more in a row by their ends."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


class _Lines:
    """Makes the lines of one quiz; `lines` are those made so far, by dimension or group."""

    def __init__(self, quiz: Quiz, rule: Bands, numbers: Mapping[str, int]) -> None:
        self._items = counted(quiz.items)
        self._rule = rule
        self._numbers = numbers
        # Lines are worked out on their own scales, and what is placed is stretched at the end.
        self._tree = tree(quiz.items, rule._replace(out_of=None))
        self._names = _letters()
        self._titles = {one.id: one.title for one in quiz.dimensions}
        self._titles |= {group.id: group.title for group in rule.groups}
        self._void: set[str] = set()
        self.lines: dict[str, Line] = {}

    def all(self) -> list[Line]:
        """Make every line, and return those that give a stage."""
        for node in self._tree.scales:
            if node not in self._tree.parts:
                self._dimension(node)
        if self._rule.each:
            return list(self.lines.values())
        combine = {group.id: group.combine for group in self._rule.groups}
        combine[WHOLE] = self._rule.total
        for node, parts in self._tree.parts.items():
            if parts and (node, len(parts)) != (WHOLE, 1):
                self._node(node, combine[node], parts)
        (*_, last) = self.lines.values()
        top = self._tree.parts[WHOLE]
        return [self.lines[top[0]] if len(top) == 1 else last]

    def rescaled(self, line: Line) -> Rescaled:
        """Make the line that stretches another to the quiz's own scale."""
        out_of = self._rule.out_of or 0
        return Rescaled(next(self._names), line.title, line.name, line.scale, out_of)

    def items(self, line: Line) -> Sequence[Item]:
        """Return the questions that a line's stage rests on."""
        if not self._rule.each:
            return self._items
        node = next(node for node, one in self.lines.items() if one is line)
        return self._of(node)

    def _of(self, dimension: str) -> Sequence[Item]:
        return [item for item in self._items if item.dimension == dimension]

    def _dimension(self, dimension: str) -> None:
        items = self._of(dimension)
        terms = tuple(
            Term(f"Q{self._numbers[item.id]}", item.weight, item_scale(item)) for item in items
        )
        void = [item.not_applicable for item in items]
        if all(void):
            self._void.add(dimension)
        self._add(dimension, self._rule.dimension, terms, any(void))

    def _node(self, node: str, combine: str, parts: Sequence[str]) -> None:
        lines = [self.lines[part] for part in parts]
        terms = tuple(Term(line.name, 1, line.scale) for line in lines)
        if self._void.issuperset(parts):
            self._void.add(node)
        self._add(node, combine, terms, not self._void.isdisjoint(parts))

    def _add(self, node: str, combine: str, terms: tuple[Term, ...], void: bool) -> None:
        divisor = sum(term.times for term in terms) if combine == MEAN else 1
        title = self._titles.get(node, "All together")
        scale = self._tree.scales[node]
        self.lines[node] = Line(next(self._names), title, terms, divisor, scale, void)


def _letters() -> Iterator[str]:
    """Name lines A, B, … Z, A1, B1, …"""
    for turn in count():
        yield from (f"{letter}{turn or ''}" for letter in ascii_uppercase)
