"""The command that writes a quiz's version into the ledger."""

import click

from ..ledger.current import MENDED
from ..ledger.entry import Ledger, path_of, write_file
from ..ledger.release import ReleaseRefused, release, status_of
from ..project import Catalogue
from ..quizfile import QuizFile
from .published import BASE, history_of
from .reading import find, quiz_named, read_all


@click.command(name="release")
@BASE
@click.argument("quiz")
def command(base: str | None, quiz: str) -> None:
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
        entry = release(model, ledger, status_of(history_of(project, base), path))
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
