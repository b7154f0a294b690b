"""The command `stagecheck`: what the plugin does, without MkDocs."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from stagecheck_engine.codec import dump_result, load_answers, loads
from stagecheck_engine.errors import EngineError
from stagecheck_engine.scoring import score

from .cli_board import combine_command, report_command
from .cli_brief import brief_command
from .doctor import Level, examine, report
from .doctor.address import AddressError, HeaderError, read_address, read_headers
from .ledger.current import MENDED
from .ledger.entry import Ledger, path_of, write_file
from .ledger.history import BaseNotFound, History, check_history, read_history
from .ledger.release import ReleaseRefused, release, status_of
from .opened import find, quiz_named, read_all
from .playbook import Playbook
from .problems import Problem
from .project import Catalogue, Project
from .quizfile import QuizFile
from .runtime import RuntimeUnavailable, export
from .toolchain import prepare_runtime


@click.group()
@click.version_option(package_name="stagecheck")
def main() -> None:
    """Check and score the quizzes of the project in this folder."""


for _command in (combine_command, report_command, brief_command):
    main.add_command(_command)


BASE = click.option(
    "--base",
    metavar="REV",
    help="The published state: a commit of Git. By default where HEAD left the main branch of "
    "origin, or HEAD.",
)


@main.command()
@BASE
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="List the pages that will be due for review on that day, like 2027-05-22. By default "
    "today.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def lint(base: str | None, day: datetime | None, paths: tuple[Path, ...]) -> None:
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
    wanted = [problem for problem in problems if _concerns(project, problem, paths)]
    for problem in wanted:
        click.echo(str(problem))
    noun = "problem" if len(wanted) == 1 else "problems"
    click.echo(f"{len(wanted)} {noun}" if wanted else "No problems", err=True)
    sys.exit(bool(wanted))


@main.command(name="release")
@BASE
@click.argument("quiz")
def release_command(base: str | None, quiz: str) -> None:
    """Write the version of a QUIZ, an id or a file, into the ledger.

    Do so when a quiz is ready to be published, and after each change of what its answers mean.
    """
    project = find()
    catalogue = read_all(project)[0]
    file = quiz_named(project, catalogue, quiz)
    _refuse_problems(catalogue, file)
    model, ledger = file.quiz, (catalogue.ledgers or {}).get(file.quiz.id, Ledger())
    path = path_of(project.quizzes, model.id, model.version)
    try:
        entry = release(model, ledger, status_of(_history(project, base), path))
    except ReleaseRefused as error:
        raise click.ClickException(f"{file.path}: {error}") from None
    if entry is None:
        click.echo(f"Version {model.version} is in the ledger already, and means the same: {path}")
        return
    try:
        write_file(project.root / path, entry)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error}") from None
    click.echo(f"Wrote {path}. Commit it together with {file.path}")


@main.command(name="score")
@click.argument("quiz")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def score_command(quiz: str, answers: Path) -> None:
    """Score the ANSWERS, a JSON file of item ids and option keys, to a QUIZ, an id or a file.

    Prints the Result as JSON, the same bytes as in the browser.
    """
    project = find()
    file = quiz_named(project, read_all(project)[0], quiz)
    try:
        given = load_answers(loads(answers.read_text("utf-8")))
        click.echo(dump_result(score(file.quiz, given)))
    except ValueError as error:
        raise click.ClickException(f"{answers} is not JSON in UTF-8: {error}") from None
    except EngineError as error:
        raise click.ClickException(f"{answers}: {error}; {error.hint}") from None


@main.command()
@click.option("--output", required=True, type=click.Path(file_okay=False, path_type=Path))
def runtime(output: Path) -> None:
    """Write a copy of the browser's Python to a folder, for machines without registries.

    Set STAGECHECK_RUNTIME to that folder there.
    """
    try:
        export(prepare_runtime(find().root), output)
    except (RuntimeUnavailable, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Wrote {output}. Use it with STAGECHECK_RUNTIME={output}")


@main.command()
@click.option(
    "--header",
    "headers",
    multiple=True,
    metavar="'NAME: VALUE'",
    help="Send this with every request, such as the cookie of somebody who is signed in.",
)
@click.argument("url")
def doctor(headers: tuple[str, ...], url: str) -> None:
    """Say what a web server does wrong with the site at URL, and how to mend it.

    Asks for all pages and files as browsers do, and changes nothing. Ends with status 1 when
    something keeps readers from pages or results, and with 0 when there are at most warnings.
    """
    try:
        base, added = read_address(url), read_headers(headers)
    except (AddressError, HeaderError) as error:
        raise click.UsageError(str(error)) from None
    findings = examine(base, added, lambda text: click.echo(text, err=True))
    click.echo(report(base, findings), nl=False)
    sys.exit(any(one.level is Level.ERROR for one in findings))


def _tell_overdue(project: Project, playbook: Playbook, day: date) -> None:
    for path, when in playbook.overdue(day):
        owner = playbook.pages[path].front.owner.lower()
        click.echo(f"Due for review by {when}: {project.docs}/{path} ({owner})", err=True)


def _inside(project: Project, paths: tuple[Path, ...]) -> None:
    """Refuse paths that are never checked, lest "no problems" be believed of them."""
    parts = (project.docs, project.quizzes, project.facts, project.organisation)
    checked = [(project.root / part).resolve() for part in parts if part]
    for path in (path.resolve() for path in paths):
        if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in checked):
            listed = " and ".join(part for part in parts if part)
            raise click.UsageError(f"{path} is not checked; only {listed} are")


def _concerns(project: Project, problem: Problem, paths: tuple[Path, ...]) -> bool:
    place = (project.root / problem.path).resolve()
    wanted = [path.resolve() for path in paths]
    return not wanted or any(path == place or path in place.parents for path in wanted)


def _history(project: Project, base: str | None) -> History:
    try:
        return read_history(project.root, project.quizzes, base)
    except BaseNotFound as error:
        raise click.UsageError(str(error)) from None


def _with_history(project: Project, catalogue: Catalogue, base: str | None) -> list[Problem]:
    """Add what Git knows of the ledger, and say what it cannot tell, if a ledger is kept."""
    history = _history(project, base)
    if catalogue.ledgers is not None:
        for note in history.notes:
            click.echo(f"Note: {note}", err=True)
    found = check_history(project.root, history)
    told = {(one.path, one.code) for one in found}
    return sorted(
        [*found, *(one for one in catalogue.problems if (one.path, one.code) not in told)]
    )


def _refuse_problems(catalogue: Catalogue, file: QuizFile) -> None:
    """Refuse to publish what lint refuses, but for what a release mends."""
    problems = [
        problem
        for problem in catalogue.problems
        if problem.path == file.path and problem.code not in MENDED
    ]
    if problems:
        listed = "\n".join(str(problem) for problem in problems)
        raise click.ClickException(f"{file.path} has problems:\n{listed}")
