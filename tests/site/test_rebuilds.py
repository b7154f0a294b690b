"""What is kept from one build to the next under `mkdocs serve` never hides a change."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.authored import project
from garden import PAGES, add_quiz, make_garden, replace, write
from stagecheck.project import Catalogue, Project, load, load_pages
from stagecheck.render import Assets, Placement, render_quiz

SCALES, QUIZ, PLAY = "quizzes/scales.md", "quizzes/garden.md", "playbook/plays/water-it.md"
EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": Path.exists,
    "a quiz's words": lambda root: replace(root, QUIZ, "# Garden check", "# The garden, checked"),
    "a quiz's mistake": lambda root: replace(root, QUIZ, "minutes: 2", "minuts: 2"),
    "the mistake mended": lambda root: replace(root, QUIZ, "minuts: 2", "minutes: 2"),
    "a scale's words": lambda root: replace(root, SCALES, "Nothing.", "Not a thing."),
    "a scale's mistake": lambda root: replace(root, SCALES, "- `shut`", "- `open`"),
    "the scale mended": lambda root: replace(root, SCALES, "- `open` A", "- `shut` A"),
    "a play's title": lambda root: replace(root, PLAY, "title: Water it", "title: Water it well"),
    "a page away": lambda root: (root / "playbook/phases/weedy.md").unlink(),
    "a page back": lambda root: write(root, "playbook/phases/weedy.md", "# Weedy\n"),
    "a page renamed": lambda root: (root / PLAY).rename(root / "playbook/plays/water.md"),
    "an embed away": lambda root: write(root, "playbook/check.md", "# Check\n"),
    "an embed back": lambda root: write(root, "playbook/check.md", PAGES["check.md"]),
    "a quiz more": lambda root: add_quiz(root, "knowledge"),
    "the scales away": lambda root: (root / SCALES).unlink(),
}


def told(root: Path) -> list[str]:
    """Ask a process that knows nothing of before what is wrong."""
    command = [str(Path(sys.executable).with_name("stagecheck")), "lint"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return run.stdout.splitlines()


def shown(catalogue: Catalogue) -> dict[str, str]:
    """Write every sound quiz."""
    urls = {f"playbook/{path}": path.removesuffix(".md") for path in catalogue.pages}
    assets = Assets("s.js", "s.css", "m.json", "q.json", "", "1")
    place = Placement("../", "quiz", "playbook", urls, assets, None)
    return {quiz: render_quiz(file, place) for quiz, file in catalogue.quizzes.items()}


def loaded(root: Path, earlier: Catalogue | None) -> Catalogue:
    found = Project(root)
    pages, problems = load_pages(found)
    return load(found, pages, problems, earlier)


def test_a_later_build_says_what_a_first_one_says(tmp_path: Path) -> None:
    """After each of fifteen edits in a row, problems and quizzes are those of a fresh start."""
    root = make_garden(tmp_path)
    catalogue = None
    for name, edit in EDITS.items():
        edit(root)
        catalogue = loaded(root, catalogue)
        assert [str(one) for one in catalogue.problems] == told(root), name
        assert shown(catalogue) == shown(loaded(root, None)), name


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ("nothing", set[str]()),
        ("a quiz's words", {"garden"}),
        ("a scale's words", {"garden", "watering"}),
        ("a play's title", {"garden", "watering"}),
    ],
)
def test_only_what_an_edit_concerns_is_checked_again(
    tmp_path: Path, edit: str, again: set[str]
) -> None:
    """A quiz that is as it was, like all around it, is not looked at again."""
    root = make_garden(tmp_path)
    add_quiz(root, "knowledge")
    before = loaded(root, None)
    EDITS[edit](root)
    after = loaded(root, before)
    same = {quiz for quiz in after.checked if after.checked[quiz] is before.checked[quiz]}
    assert after.checked.keys() - same == again


def test_a_text_without_its_change_of_time_is_read_all_the_same(tmp_path: Path) -> None:
    """What is kept is known by the text: a file put back from elsewhere may bear an old date."""
    root = project(tmp_path, "quizzes", 1)
    before = loaded(root, None)
    file = root / "quizzes/part-0.md"
    stamp = file.stat()
    file.write_text(file.read_text("utf-8").replace("part 0", "part I"), "utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert "part I" in loaded(root, before).quizzes["part-0"].quiz.title
