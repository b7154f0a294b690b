"""Every mistake in `mistakes/cases.md` is named at its place, with what to do, and nothing else.

Run `python tests/site/test_mistakes.py` to write the sentences into the file again, then read them.
"""

import re
from pathlib import Path

import pytest

from stagecheck.check import Site, check, check_scales
from stagecheck.pages import Page
from stagecheck.parse import parse

FOLDER = Path(__file__).parent / "mistakes"
CASES = FOLDER / "cases.md"
PAGES = ("phases/weedy.md", "phases/fenced.md", "phases/blooming.md", "plays/water-it.md")
SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```diff\n(?P<diff>.*?)\n```\n(\n```text\n(?P<said>.*?)\n```\n)?",
    re.MULTILINE | re.DOTALL,
)


def problems(text: str) -> list[str]:
    """Check a quiz file beside the scales and pages of the garden."""
    pages = {page: Page(page, page, "", ()) for page in PAGES}
    empty = Site("playbook", pages, {})
    scales, wrong = check_scales(
        parse("quizzes/scales.md", (FOLDER / "scales.md").read_text()), empty
    )
    assert not wrong
    checked = check(parse("quizzes/garden.md", text), Site("playbook", pages, scales))
    assert (checked.file is None) == bool(checked.problems)
    return [str(problem) for problem in sorted(checked.problems)]


def changed(diff: str) -> str:
    """Apply the runs of `-` and `+` lines to the quiz."""
    text = (FOLDER / "quiz.md").read_text()
    for old, new in re.findall(r"((?:^-.*\n?)+)((?:^\+.*\n?)*)", diff, re.MULTILINE):
        before, after = (
            re.sub(r"^[-+]", "", run, flags=re.MULTILINE).rstrip("\n") for run in (old, new)
        )
        assert f"{before}\n" in text, before
        text = text.replace(f"{before}\n", f"{after}\n", 1)
    return text


def test_the_quiz_without_a_mistake_has_no_problem() -> None:
    """What the cases start from is right."""
    assert problems((FOLDER / "quiz.md").read_text()) == []


@pytest.mark.parametrize(
    ("diff", "said"),
    [
        pytest.param(case["diff"], case["said"], id=case["title"])
        for case in SECTION.finditer(CASES.read_text())
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(diff: str, said: str | None) -> None:
    """A changed quiz gives the very lines that stand below the change."""
    assert "\n".join(problems(changed(diff))) == said


def write_again() -> None:
    """Write what is said today below each case."""

    def section(case: re.Match[str]) -> str:
        said = "\n".join(problems(changed(case["diff"])))
        head = f"## {case['title']}\n\n```diff\n{case['diff']}\n```\n"
        return f"{head}\n```text\n{said}\n```\n"

    CASES.write_text(SECTION.sub(section, CASES.read_text()))


if __name__ == "__main__":
    write_again()
