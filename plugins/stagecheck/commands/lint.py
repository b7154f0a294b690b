"""The command that names every problem."""

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import click

from ..ledger.history import check_history
from ..playbook import Playbook
from ..problems import Problem
from ..project import Catalogue, Project
from ..starting.unfinished import unfinished
from .published import BASE, history_of
from .reading import find, read_all


@click.command(name="lint")
@BASE
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="List the pages that will be due for review on that day, like 2027-05-22. By default "
    "today.",
)
@click.option("--finished", is_flag=True, help="Name every placeholder that is left, as a problem.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def command(
    base: str | None, day: datetime | None, finished: bool, paths: tuple[Path, ...]
) -> None:
    """Name every problem in the quizzes and pages, or only those in PATHS.

    The versions of quizzes are compared with what Git says was published before. Pages past their
    date of review are listed, and are no problem. Ends with status 0 when there is no problem and
    1 when there is.
    """
    project = find()
    _inside(project, paths)
    catalogue, playbook = read_all(project)
    _tell_overdue(project, playbook, (day or datetime.now()).date())
    problems = _with_history(project, catalogue, base)
    left = [one for one in unfinished(project, catalogue) if _concerns(project, one, paths)]
    if finished:
        problems = sorted([*problems, *left])
    else:
        _tell_unfinished(left)
    wanted = [problem for problem in problems if _concerns(project, problem, paths)]
    for problem in wanted:
        click.echo(str(problem))
    noun = "problem" if len(wanted) == 1 else "problems"
    click.echo(f"{len(wanted)} {noun}" if wanted else "No problems", err=True)
    sys.exit(bool(wanted))


def _tell_overdue(project: Project, playbook: Playbook, day: date) -> None:
    for path, when in playbook.overdue(day):
        owner = playbook.pages[path].front.owner.lower()
        click.echo(f"Due for review by {when}: {project.docs}/{path} ({owner})", err=True)


def _tell_unfinished(left: list[Problem]) -> None:
    """Name the files in which somebody is still writing."""
    for path, count in Counter(one.path for one in left).items():
        noun = "placeholder" if count == 1 else "placeholders"
        click.echo(f"Still to write: {count} {noun} in {path}; see lint --finished", err=True)


def _inside(project: Project, paths: tuple[Path, ...]) -> None:
    """Refuse paths that are never checked, lest "no problems" be believed of them."""
    parts = (project.docs, project.quizzes, project.facts, project.organisation, project.style)
    checked = [(project.root / part).resolve() for part in parts if part]
    for path in (path.resolve() for path in paths):
        if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in checked):
            listed = " and ".join(part for part in parts if part)
            raise click.UsageError(f"{path} is not checked; only {listed} are")


def _concerns(project: Project, problem: Problem, paths: tuple[Path, ...]) -> bool:
    place = (project.root / problem.path).resolve()
    wanted = [path.resolve() for path in paths]
    return not wanted or any(path == place or path in place.parents for path in wanted)


def _with_history(project: Project, catalogue: Catalogue, base: str | None) -> list[Problem]:
    """Add what Git knows of the ledger, and say what it cannot tell, if a ledger is kept."""
    history = history_of(project, base)
    if catalogue.ledgers is not None:
        for note in history.notes:
            click.echo(f"Note: {note}", err=True)
    found = check_history(project.root, history)
    told = {(one.path, one.code) for one in found}
    return sorted(
        [*found, *(one for one in catalogue.problems if (one.path, one.code) not in told)]
    )
