"""Every mistake in the cases of `shelf/` is named at its place, with what to do, and nothing else.

Run `python tests/site/test_playbook_mistakes.py` to write the sentences into the files again, then
read them.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from cases import Case, read_cases, write_again
from stagecheck.pages import front_of
from stagecheck.playbook import load_playbook
from stagecheck.project import load_pages
from stagecheck.settings import find_project

SHELF = Path(__file__).parent / "shelf"
CASES = [SHELF / "cases.md", SHELF / "style-cases.md"]


def problems_in(root: Path) -> list[str]:
    """Name all that is wrong with the playbook in a folder."""
    project = find_project(root)
    pages, problems = load_pages(project)
    assert problems == []
    return [str(problem) for problem in sorted(load_playbook(project, pages).problems)]


def said_of(case: Case) -> str:
    """Return everything that is said of one case, made in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SHELF, Path(folder) / "shelf"))
        file = root / (case.file or "playbook/index.md")
        file.write_text(case.applied_to(file.read_text("utf-8")), "utf-8")
        return "\n".join(problems_in(root))


def test_a_playbook_without_a_mistake_has_no_problem() -> None:
    """What the cases start from is right."""
    assert problems_in(SHELF) == []


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=one.title) for file in CASES for one in read_cases(file)]
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(case: Case) -> None:
    """A changed file gives the very lines that stand below the change."""
    assert said_of(case) == case.said


@pytest.mark.parametrize("end", ["---\n", "...\n"])
def test_both_ends_of_a_front_matter_are_known_everywhere(tmp_path: Path, end: str) -> None:
    """What MkDocs takes for a front matter is one for phases, moves and style as well."""
    text = f"---\nstage: weedy\ntitle: Weedy\n{end}\nstage: mowed\n\n---\n\nMore.\n"
    front = front_of(text)
    assert front
    assert (front.yaml, front.lines) == ("stage: weedy\ntitle: Weedy\n", 4)
    assert text.removeprefix(front.whole).startswith("\nstage: mowed")
    shutil.copytree(SHELF, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "playbook/phases/weedy.md"
    written = page.read_text("utf-8")
    assert written.count("\n---\n") == 1
    page.write_text(written.replace("\n---\n", f"\n{end}"), "utf-8")
    assert problems_in(tmp_path) == problems_in(SHELF)


def test_a_line_of_a_page_is_no_stage_of_its_front_matter(tmp_path: Path) -> None:
    """Below a front matter that ends in dots too, a stage is a word like others."""
    shutil.copytree(SHELF, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "playbook/index.md"
    text = (
        page.read_text("utf-8")
        .replace("\n---\n", "\n...\n", 1)
        .replace("phases: all", "phases: [wilted]")
    )
    page.write_text(f"{text}\nstage: wilted\n", "utf-8")
    assert [one.split(" ")[1] for one in problems_in(tmp_path)] == ["PB003"]


if __name__ == "__main__":
    for file in CASES:
        write_again(file, said_of)
