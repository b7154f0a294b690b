"""What quizzes cost a build, against the same questions as plain Markdown lists."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.authored import ITEMS, project, seconds
from bench.figures import Figure, exactly, middle

ROUNDS = 5
PAGES = 200
FEW = 20


def measure() -> list[Figure]:
    """Return milliseconds of processor time a question, and what they are against lists.

    What questions cost is the difference to the same pages without them; a ratio is that of the
    medians of both differences, since single differences vary. `cost_slope` is what 200 quizzes
    cost over what 20 do; both without what the first quiz costs.
    """
    with tempfile.TemporaryDirectory() as scratch:
        kinds = ("quizzes", "lists", "prose")
        shapes = [(kind, pages) for pages in (PAGES, FEW, 1) for kind in kinds]
        roots = {shape: project(Path(scratch) / "{}-{}".format(*shape), *shape) for shape in shapes}
        for root in roots.values():
            _build(root)
        rounds = [{shape: _build(root) for shape, root in roots.items()} for _ in range(ROUNDS)]
    ours, lists = _costs(rounds, "quizzes", PAGES), _costs(rounds, "lists", PAGES)
    first = median(_costs(rounds, "quizzes", 1))
    many, few = median(ours) - first, median(_costs(rounds, "quizzes", FEW)) - first
    return [
        middle("build.ms_per_question", [cost * 1000 / (PAGES * ITEMS) for cost in ours]),
        exactly("build.ratio_to_lists", median(ours) / median(lists), most=2.0, aim=1.0),
        exactly("build.cost_slope", many / few, most=11),
    ]


def _build(root: Path) -> float:
    return seconds(root, "mkdocs", "build", "--quiet", "--strict")


def _costs(rounds: Sequence[Mapping[tuple[str, int], float]], kind: str, pages: int) -> list[float]:
    """Return what the questions of one kind cost in each round, in seconds."""
    return [each[kind, pages] - each["prose", pages] for each in rounds]
