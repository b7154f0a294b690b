"""The project that a command works on, and the quiz it was asked for."""

from pathlib import Path

import click

from ..menu import check_menu
from ..playbook import Playbook, load_briefs, load_playbook
from ..project import Catalogue, Project, load, load_pages
from ..quizfile import QuizFile
from ..settings import ProjectNotFound, SettingsUnreadable, find_project
from ..strays import check_strays


class Unreadable(click.UsageError):
    """The settings of the project in `root` cannot be used; `problem` says where."""

    def __init__(self, error: SettingsUnreadable) -> None:
        super().__init__(str(error))
        self.root = error.root
        self.problem = error.problem


def find() -> Project:
    """Find the project around the current folder. Raises click.UsageError, or Unreadable."""
    try:
        return find_project(Path.cwd())
    except SettingsUnreadable as error:
        raise Unreadable(error) from None
    except ProjectNotFound as error:
        raise click.UsageError(str(error)) from None


def read_all(project: Project) -> tuple[Catalogue, Playbook]:
    """Read and check all of a project."""
    pages, problems = load_pages(project)
    playbook = load_playbook(project, pages)
    catalogue = load(project, pages, [*problems, *playbook.problems])
    _, of_briefs = load_briefs(project, catalogue, playbook.facts)
    more = [*of_briefs, *check_menu(project, pages), *check_strays(project)]
    return catalogue.with_problems(more), playbook


def quiz_named(project: Project, catalogue: Catalogue, name: str) -> QuizFile:
    """Return the quiz of an id or a file. Raises click.ClickException where there is none."""
    path = (Path.cwd() / name).resolve()
    for identifier, checked in catalogue.checked.items():
        if identifier == name or (project.root / checked.path).resolve() == path:
            if checked.file is None:
                problems = "\n".join(str(problem) for problem in checked.problems)
                raise click.ClickException(f"{checked.path} has problems:\n{problems}")
            return checked.file
    known = ", ".join(sorted(catalogue.checked)) or "none"
    raise click.ClickException(f"there is no quiz {name!r}; the quizzes are: {known}")
