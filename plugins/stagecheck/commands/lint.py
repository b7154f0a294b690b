"""The command that names every problem."""

import sys
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from ..addresses import check_addresses, published_pages
from ..ledger.git import GitError, git
from ..ledger.history import check_history, joined
from ..logged import logged
from ..output import FORMATS, Due, Outcome, as_summary, counted
from ..playbook import Playbook
from ..problems import Problem
from ..project import FILE, Catalogue, Project
from ..unfinished import unfinished
from .fixing import fix
from .published import BASE, history_of
from .reading import Unreadable, find, read_all


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
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="A line for each problem, one JSON object, annotations for GitHub, or GitLab's report of "
    "code quality.",
)
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add everything to FILE as Markdown as well, for the page of a CI job.",
)
@click.option("--finished", is_flag=True, help="Name every placeholder that is left, as a problem.")
@click.option(
    "--fix",
    "mends",
    is_flag=True,
    help="First mend what can be meant in one way only, and show each change.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def command(
    base: str | None,
    day: datetime | None,
    form: str,
    summary: Path | None,
    finished: bool,
    mends: bool,
    paths: tuple[Path, ...],
) -> None:
    """Name every problem in the quizzes and pages, or only those in PATHS.

    The versions of quizzes are compared with what Git says was published before. Pages past their
    date of review are listed, and are no problem. Ends with status 0 when there is no problem and
    1 when there is, in every format.
    """
    try:
        outcome = _run(base, (day or datetime.now()).date(), mends, paths)
    except Unreadable as error:
        outcome = Outcome((error.problem,), below=_below(error.root))
    if finished:
        outcome = outcome.finished()
    click.echo(FORMATS[form](outcome), nl=False)
    notes = (f"Note: {note}" for note in outcome.notes)
    for line in [*outcome.mended, *outcome.due, *notes, *outcome.still(), counted(outcome)]:
        click.echo(logged(str(line)), err=True)
    if summary:
        _add(summary, as_summary(outcome))
    sys.exit(bool(outcome.problems))


def _run(base: str | None, day: date, mends: bool, paths: tuple[Path, ...]) -> Outcome:
    project = find()
    _inside(project, paths)
    mended, left = fix(project, partial(_concerns, project, paths)) if mends else ((), ())
    found = _outcome(project, base, day, paths)
    return replace(found, mended=mended, notes=(*left, *found.notes))


def _outcome(project: Project, base: str | None, day: date, paths: tuple[Path, ...]) -> Outcome:
    catalogue, playbook = read_all(project)
    problems, notes = _with_history(project, catalogue, base)
    return Outcome(
        tuple(one for one in problems if _concerns(project, paths, one)),
        _due(project, playbook, day),
        notes,
        _below(project.root),
        unfinished=tuple(
            one for one in unfinished(project, catalogue) if _concerns(project, paths, one)
        ),
    )


def _due(project: Project, playbook: Playbook, day: date) -> tuple[Due, ...]:
    return tuple(
        Due(f"{project.docs}/{path}", when, playbook.pages[path].front.owner)
        for path, when in playbook.overdue(day)
    )


def _below(root: Path) -> str:
    """Give the way from the top of the Git repository to a project's folder."""
    try:
        return git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip()
    except GitError:
        return ""


def _add(summary: Path, text: str) -> None:
    """Add to a file, which other steps may have begun. Raises click.ClickException."""
    try:
        with summary.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"{summary} cannot be written: {error.strerror}") from None


def _inside(project: Project, paths: tuple[Path, ...]) -> None:
    """Refuse paths that are never checked, lest "no problems" be believed of them."""
    checked = [(project.root / part).resolve() for part in project.files]
    pages = (project.root / project.docs).resolve()
    for path in (path.resolve() for path in paths):
        if path.is_relative_to(pages) and project.hidden.keeps(_below_pages(path, pages)):
            raise click.UsageError(f"{path} is not checked; {FILE} keeps it from readers")
        if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in checked):
            listed = " and ".join(project.files)
            raise click.UsageError(f"{path} is not checked; only {listed} are")


def _below_pages(path: Path, pages: Path) -> str:
    """Return the way from the pages' folder, with the slash by which patterns know a folder."""
    return path.relative_to(pages).as_posix() + ("/" if path.is_dir() else "")


def _concerns(project: Project, paths: tuple[Path, ...], problem: Problem) -> bool:
    place = (project.root / problem.path).resolve()
    wanted = [path.resolve() for path in paths]
    return not wanted or any(path == place or path in place.parents for path in wanted)


def _with_history(
    project: Project, catalogue: Catalogue, base: str | None
) -> tuple[list[Problem], tuple[str, ...]]:
    """Add what Git knows of the ledger, if one is kept, and of addresses that lead nowhere now.

    Gives what Git cannot tell as well.
    """
    history = history_of(project, base)
    published = published_pages(project, base)
    of_ledger = history.notes if catalogue.ledgers is not None else ()
    found = joined(check_history(project.root, history), catalogue.problems)
    gone = check_addresses(
        project.docs, published.pages, catalogue.pages, catalogue.moves, project.directory_urls
    )
    return sorted([*found, *gone]), tuple(dict.fromkeys([*of_ledger, *published.notes]))
