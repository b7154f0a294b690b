"""Checks the rule of a quiz: its stages, gates, profile and plays against its questions."""

from collections.abc import Iterable, Mapping, Sequence

from stagecheck_engine.model import (
    Attitude,
    Axis,
    Gate,
    Item,
    Number,
    Play,
    Point,
    Profile,
    Stage,
)

from .check_items import Content
from .findings import Findings
from .front import GateFront, QuizFront
from .pages import Page
from .problems import nearest
from .yamlmap import Location, YamlMap

MOST_SUMS = 10_000
"""Four axes of three questions with four options; a browser tries them in well under a second."""


class RuleCheck:
    """Turns the data of a front matter into a rule, and notes every problem on the way."""

    def __init__(
        self,
        findings: Findings,
        front: QuizFront,
        where: YamlMap,
        content: Content,
        pages: Mapping[str, Page],
    ) -> None:
        self._findings = findings
        self._front = front
        self._where = where
        self._items = {item.id: item for item in content.items}
        self._broken = content.broken
        self._dimensions = [dimension.id for dimension in content.dimensions]
        self._pages = pages

    def stages(self) -> tuple[Stage, ...]:
        """Check the stages: each has a page, and the rule leads to each of them."""
        stages = self._front.stages
        gated = [stage for stage in stages if stage in self._front.gates]
        if gated != list(stages)[len(stages) - len(gated) :]:
            hint = "List the stages of the profile first, then those with gates, lowest first"
            self._add("QZ046", ("stages",), "stages with gates stand before others", hint)
        for stage, front in stages.items():
            self._page(front.page, ("stages", stage, "page"))
            if (stage in self._front.gates) == (stage in self._front.profile.points):
                hint = "Give it either gates or a point in the profile"
                message = f"the stage {stage!r} has neither gates nor a point, or both"
                self._add("QZ047", ("stages", stage), message, hint)
        return tuple(
            Stage(stage, front.title, front.belief, front.page) for stage, front in stages.items()
        )

    def rule(self) -> Attitude:
        """Check gates and profile."""
        gates = [
            self._gate(stage, index, front)
            for stage, fronts in self._front.gates.items()
            for index, front in enumerate(fronts)
        ]
        order = list(self._front.stages)
        known = [gate for gate in gates if gate.stage in order]
        known.sort(key=lambda gate: order.index(gate.stage))
        return Attitude(tuple(known), self._profile())

    def plays(self) -> tuple[Play, ...]:
        """Check the plays: their pages, and what they say they improve and keep."""
        plays = []
        for play, front in self._front.plays.items():
            at = ("plays", play)
            self._page(front.page, (*at, "page"))
            items = self._members(front.improves, (*at, "improves"))
            for index, stage in enumerate(front.keeps):
                self._stage(stage, (*at, "keeps", index))
            page = self._pages.get(front.page)
            said = (page.title, page.description) if page else ("", "")
            plays.append(Play(play, *said, front.page, items, tuple(front.keeps)))
        return tuple(plays)

    def _gate(self, stage: str, index: int, front: GateFront) -> Gate:
        at: Location = ("gates", stage, index)
        self._stage(stage, ("gates", stage))
        members = self._members(front.of, (*at, "of"))
        for member in members:
            self._gate_item(self._items[member], front.option, at)
        if members and front.at_least > len(members):
            message = f"the gate asks for {front.at_least} of {len(members)} questions"
            self._add("QZ045", (*at, "at_least"), message, f"Ask for at most {len(members)}")
        return Gate(stage, front.at_least, members, front.option)

    def _gate_item(self, item: Item, option: str, at: Location) -> None:
        keys = [one.key for one in item.options if one.key]
        if option not in keys and item.id not in self._broken:
            message = f"the question {item.id!r}, which the gate counts, has no option {option!r}"
            hint = (
                f"Give it one, or name the gate's questions one by one; it has: {', '.join(keys)}"
            )
            self._add("QZ042", (*at, "option"), message, hint)
        if keys and option == keys[0]:
            message = f"every answer to {item.id!r} reaches its least option {option!r}"
            self._add("QZ051", (*at, "option"), message, "Ask for a higher one")
        if not item.ordered:
            message = f"the options of {item.id!r} have no order, so none is above another"
            self._add(
                "QZ043", (*at, "of"), message, "Take it out of the gate, or .unordered off it"
            )
        if item.not_applicable:
            message = f"the question {item.id!r} may be answered with not applicable"
            hint = "Take it out of the gate, or not-applicable off the question"
            self._add("QZ044", (*at, "of"), message, hint)

    def _profile(self) -> Profile:
        front = self._front.profile
        axes = tuple(Axis(axis, wants) for axis, wants in front.axes.items())
        for axis in axes:
            at = ("profile", "axes", axis.dimension)
            if axis.dimension not in self._dimensions:
                hint = nearest(axis.dimension, self._dimensions)
                self._add("QZ041", at, f"there is no dimension {axis.dimension!r}", hint)
            for item in self._axis_items(axis.dimension):
                if not item.ordered:
                    message = f"the options of {item.id!r} have no order, so they have no sum"
                    hint = "Take the dimension out of the profile, or .unordered off the question"
                    self._add("QZ043", at, message, hint)
        points = [self._point(stage, at, axes) for stage, at in front.points.items()]
        self._distinct(points)
        self._bounded(axes)
        return Profile(axes, tuple(points))

    def _point(self, stage: str, given: dict[str, int], axes: Sequence[Axis]) -> Point:
        at: Location = ("profile", "points", stage)
        self._stage(stage, at)
        names = [axis.dimension for axis in axes]
        if set(given) != set(names):
            message = f"the point has {', '.join(given) or 'no axis'}"
            self._add("QZ048", at, message, f"Give it a number for each axis: {', '.join(names)}")
        for name, value in given.items():
            most = self._most(name)
            if name in names and most is not None and value > most:
                message = f"{name!r} goes from 0 to {most}, and the point has {value}"
                self._add("QZ049", (*at, name), message, f"Write at most {most}")
        return Point(stage, tuple(given.get(name, 0) for name in names))

    def _bounded(self, axes: Sequence[Axis]) -> None:
        """See that a browser can try every sum that open answers may lead to."""
        sums: Number = 1
        for axis in axes:
            items = self._axis_items(axis.dimension)
            void = sum(item.not_applicable for item in items)
            sums *= ((self._most(axis.dimension) or 0) + 1) * (void + 1)
        if sums > MOST_SUMS:
            message = (
                f"the axes have {sums:,} combinations of sums, at most {MOST_SUMS:,} are tried"
            )
            hint = "Take fewer axes or questions, or not-applicable off the questions"
            self._add("QZ052", ("profile", "axes"), message, hint)

    def _most(self, dimension: str) -> Number | None:
        """Sum the most that a dimension can give; None while its items have problems."""
        items = self._axis_items(dimension)
        if not items or any(len(item.options) < 2 for item in items):
            return None
        return sum(max(one.value for one in item.options) for item in items)

    def _distinct(self, points: Iterable[Point]) -> None:
        first: dict[tuple[int, ...], str] = {}
        for point in points:
            if point.at in first:
                message = f"{point.stage!r} has the same point as {first[point.at]!r}"
                hint = "Move one of them; a tie everywhere places nobody"
                self._add("QZ050", ("profile", "points", point.stage), message, hint)
            first.setdefault(point.at, point.stage)

    def _members(self, names: Sequence[str], at: Location) -> tuple[str, ...]:
        """Return the items that `names` stand for: dimensions give all of theirs."""
        wanted: set[str] = set()
        for index, name in enumerate(names):
            if name in self._items:
                wanted.add(name)
            elif name in self._dimensions:
                wanted.update(item.id for item in self._axis_items(name))
            else:
                hint = nearest(name, [*self._dimensions, *self._items])
                message = f"there is no question or dimension {name!r}"
                self._add("QZ041", (*at, index), message, hint)
        return tuple(item for item in self._items if item in wanted)

    def _axis_items(self, dimension: str) -> list[Item]:
        return [item for item in self._items.values() if item.dimension == dimension]

    def _stage(self, stage: str, at: Location) -> None:
        if stage not in self._front.stages:
            hint = nearest(stage, list(self._front.stages))
            self._add("QZ040", at, f"there is no stage {stage!r}", hint)

    def _page(self, page: str, at: Location) -> None:
        if page not in self._pages:
            hint = nearest(page, sorted(self._pages))
            self._add("QZ070", at, f"there is no page {page!r}", hint)

    def _add(self, code: str, at: Location, message: str, hint: str) -> None:
        self._findings.add(code, self._where.place(at), message, hint)
