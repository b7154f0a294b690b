"""What quizzes cost a build, against the same questions as plain Markdown lists."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.authored import ITEMS, project, seconds
from bench.figures import Figure, middle, ratio

ROUNDS = 5
PAGES = 200
FEW = 20


def measure() -> list[Figure]:
    """Return milliseconds of processor time a question, and what they are against lists.

    What a question costs is the difference to the same pages without questions. `cost_slope` is
    the whole cost of 200 pages with a quiz each, over that of 20.
    """
    with tempfile.TemporaryDirectory() as scratch:
        shapes = [(kind, pages) for pages in (PAGES, FEW) for kind in ("quizzes", "lists", "prose")]
        roots = {shape: project(Path(scratch) / "{}-{}".format(*shape), *shape) for shape in shapes}
        for root in roots.values():
            seconds(root, "mkdocs", "build", "--quiet")
        rounds = [
            {shape: seconds(root, "mkdocs", "build", "--quiet") for shape, root in roots.items()}
            for _ in range(ROUNDS)
        ]
    ours = [each["quizzes", PAGES] - each["prose", PAGES] for each in rounds]
    lists = [each["lists", PAGES] - each["prose", PAGES] for each in rounds]
    few = [each["quizzes", FEW] - each["prose", FEW] for each in rounds]
    return [
        middle("build.ms_per_question", [cost * 1000 / (PAGES * ITEMS) for cost in ours]),
        ratio("build.ratio_to_lists", ours, lists, most=2.0, aim=1.0),
        ratio("build.cost_slope", ours, few, most=11),
    ]
