"""The command `stagecheck`: what the plugin does, without MkDocs."""

import sys
from pathlib import Path

import click

from stagecheck_engine.codec import dump_result, load_answers, loads
from stagecheck_engine.errors import EngineError
from stagecheck_engine.scoring import score

from .problems import Problem
from .project import Catalogue, Project, load, load_pages
from .quizfile import QuizFile
from .runtime import RuntimeUnavailable, export
from .settings import ProjectNotFound, find_project
from .toolchain import prepare_runtime


@click.group()
@click.version_option(package_name="stagecheck")
def main() -> None:
    """Check and score the quizzes of the project in this folder."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def lint(paths: tuple[Path, ...]) -> None:
    """Name every problem in the quizzes and pages, or only those in PATHS.

    Ends with status 0 when there is none and 1 when there is.
    """
    project = _project()
    _inside(project, paths)
    problems = _load(project).problems
    wanted = [problem for problem in problems if _concerns(project, problem, paths)]
    for problem in wanted:
        click.echo(str(problem))
    noun = "problem" if len(wanted) == 1 else "problems"
    click.echo(f"{len(wanted)} {noun}" if wanted else "No problems", err=True)
    sys.exit(bool(wanted))


@main.command(name="score")
@click.argument("quiz")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def score_command(quiz: str, answers: Path) -> None:
    """Score the ANSWERS, a JSON file of item ids and option keys, to a QUIZ, an id or a file.

    Prints the Result as JSON, the same bytes as in the browser.
    """
    file = _quiz(_project(), quiz)
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
        export(prepare_runtime(_project().root), output)
    except (RuntimeUnavailable, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Wrote {output}. Use it with STAGECHECK_RUNTIME={output}")


def _project() -> Project:
    try:
        return find_project(Path.cwd())
    except ProjectNotFound as error:
        raise click.UsageError(str(error)) from None


def _load(project: Project) -> Catalogue:
    pages, problems = load_pages(project)
    return load(project, pages, problems)


def _inside(project: Project, paths: tuple[Path, ...]) -> None:
    """Refuse paths that are never checked, lest "no problems" be believed of them."""
    folders = [(project.root / folder).resolve() for folder in (project.docs, project.quizzes)]
    for path in (path.resolve() for path in paths):
        if not any(path.is_relative_to(one) or one.is_relative_to(path) for one in folders):
            checked = f"{project.docs}/ and {project.quizzes}/"
            raise click.UsageError(f"{path} is not checked; only {checked} are")


def _concerns(project: Project, problem: Problem, paths: tuple[Path, ...]) -> bool:
    place = (project.root / problem.path).resolve()
    wanted = [path.resolve() for path in paths]
    return not wanted or any(path == place or path in place.parents for path in wanted)


def _quiz(project: Project, name: str) -> QuizFile:
    catalogue = _load(project)
    path = (Path.cwd() / name).resolve()
    for identifier, checked in catalogue.checked.items():
        if identifier == name or (project.root / checked.path).resolve() == path:
            if checked.file is None:
                problems = "\n".join(str(problem) for problem in checked.problems)
                raise click.ClickException(f"{checked.path} has problems:\n{problems}")
            return checked.file
    known = ", ".join(sorted(catalogue.checked)) or "none"
    raise click.ClickException(f"there is no quiz {name!r}; the quizzes are: {known}")
