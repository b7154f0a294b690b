"""Every mistake in `mistakes/cases.md` is named at its place, with what to do, and nothing else.

Run `python tests/site/test_mistakes.py` to write the sentences into the file again, then read them.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from garden import MISTAKES, QUIZZES
from stagecheck.check.quiz import Site, check, check_scales
from stagecheck.pages import Page
from stagecheck.parse import parse

FOLDER = MISTAKES
CASES = FOLDER / "cases.md"
PAGES = ("phases/weedy.md", "phases/fenced.md", "phases/blooming.md", "plays/water-it.md")
SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(In `(?P<file>[a-z]+)\.md`:\n\n)?"
    r"```diff\n(?P<diff>.*?)\n```\n(\n```text\n(?P<said>.*?)\n```\n)?",
    re.MULTILINE | re.DOTALL,
)


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


def said_of(case: re.Match[str]) -> str:
    """Return everything that is said of one case."""
    name = case["file"] or "quiz"
    return "\n".join(problems_of(name, changed(name, case["diff"])))


def changed(name: str, diff: str) -> str:
    """Apply the runs of `-` and `+` lines to a file."""
    text = (FOLDER / f"{name}.md").read_text()
    for old, new in re.findall(r"((?:^-.*\n?)+)((?:^\+.*\n?)*)", diff, re.MULTILINE):
        before, after = (
            re.sub(r"^[-+]", "", run, flags=re.MULTILINE).rstrip("\n") for run in (old, new)
        )
        assert f"{before}\n" in text, before
        text = text.replace(f"{before}\n", f"{after}\n", 1)
    return text


@pytest.mark.parametrize("name", [*QUIZZES, "scales"])
def test_a_file_without_a_mistake_has_no_problem(name: str) -> None:
    """What the cases start from is right."""
    assert problems_of(name, (FOLDER / f"{name}.md").read_text()) == []


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["title"]) for case in SECTION.finditer(CASES.read_text())],
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(case: re.Match[str]) -> None:
    """A changed file gives the very lines that stand below the change."""
    assert said_of(case) == case["said"]


def test_every_section_of_the_file_is_a_case() -> None:
    """No case is left out because it is written in another form."""
    titles = re.findall(r"^## (.+)", CASES.read_text(), re.MULTILINE)
    assert titles == [case["title"] for case in SECTION.finditer(CASES.read_text())]
    assert len(set(titles)) == len(titles)


def write_again() -> None:
    """Write what is said today below each case."""

    def section(case: re.Match[str]) -> str:
        file = f"In `{case['file']}.md`:\n\n" if case["file"] else ""
        head = f"## {case['title']}\n\n{file}```diff\n{case['diff']}\n```\n"
        return f"{head}\n```text\n{said_of(case)}\n```\n"

    CASES.write_text(SECTION.sub(section, CASES.read_text()))


if __name__ == "__main__":
    write_again()
