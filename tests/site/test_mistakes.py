"""Every mistake in `mistakes/cases.md` is named at its place, with what to do, and nothing else.

Run `python tests/site/test_mistakes.py` to write the sentences into the file again, then read them.
"""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from cases import Case, read_cases, write_again
from garden import MISTAKES, QUIZZES
from stagecheck.check.quiz import Site, check, check_scales
from stagecheck.pages import Page
from stagecheck.parse import parse

FOLDER = MISTAKES
CASES = FOLDER / "cases.md"
PAGES = ("phases/weedy.md", "phases/fenced.md", "phases/blooming.md", "plays/water-it.md")


def site() -> Site:
    """Return the pages of the garden, without scales."""
    pages = {page: Page(page, page, "", ()) for page in PAGES}
    return Site("playbook", pages, {})


def problems_of(name: str, text: str) -> list[str]:
    """Check one changed file beside the scales and pages of the garden."""
    if name == "scales":
        wrong = check_scales(parse("quizzes/scales.md", text), site())[1]
        return [str(problem) for problem in sorted(wrong)]
    scales, wrong = check_scales(
        parse("quizzes/scales.md", (FOLDER / "scales.md").read_text()), site()
    )
    assert not wrong
    checked = check(parse(f"quizzes/{QUIZZES[name]}.md", text), replace(site(), scales=scales))
    assert (checked.file is None) == bool(checked.problems)
    return [str(problem) for problem in sorted(checked.problems)]


def said_of(case: Case) -> str:
    """Return everything that is said of one case."""
    name = (case.file or "quiz.md").removesuffix(".md")
    text = case.applied_to((FOLDER / f"{name}.md").read_text())
    return "\n".join(problems_of(name, text))


@pytest.mark.parametrize("name", [*QUIZZES, "scales"])
def test_a_file_without_a_mistake_has_no_problem(name: str) -> None:
    """What the cases start from is right."""
    assert problems_of(name, (FOLDER / f"{name}.md").read_text()) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in read_cases(CASES)])
def test_a_mistake_is_named_with_its_place_and_a_way_out(case: Case) -> None:
    """A changed file gives the very lines that stand below the change."""
    assert said_of(case) == case.said


if __name__ == "__main__":
    write_again(CASES, said_of)
