"""What many tests start from: this repository's own quizzes, and the team stage check."""

from functools import cache
from pathlib import Path
from shutil import copyfile, copytree

from stagecheck.check.quiz import Checked
from stagecheck.project import Catalogue, load, load_pages
from stagecheck.settings import find_project
from stagecheck_engine.model import Answers, Quiz

ROOT = Path(__file__).parent.parent


@cache
def catalogue() -> Catalogue:
    """Load this repository's own quizzes and pages."""
    project = find_project(ROOT)
    pages, _ = load_pages(project)
    return load(project, pages)


def copy_playbook(root: Path) -> Path:
    """Copy all that a build or a linter of this playbook reads into a folder, and return it."""
    for folder in ("playbook", "quizzes", "site_config"):
        copytree(ROOT / folder, root / folder)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        copyfile(ROOT / name, root / name)
    return root


def team_stage() -> Checked:
    """Return the team stage check, with its example teams."""
    return catalogue().checked["team-stage"]


def team_quiz() -> Quiz:
    """Return the model of the team stage check."""
    file = team_stage().file
    assert file is not None, team_stage().problems
    return file.quiz


def tied_answers() -> Answers:
    """Answer the team stage check so that Folly and Fearful are equally near."""
    higher = {"before-posting": "d", "disagreement": "d"}
    return {item.id: higher.get(item.id, item.options[0].key) for item in team_quiz().items}
