"""The option that says what counts as published."""

import click

from ..ledger.history import BaseNotFound, History, read_history
from ..project import Project

BASE = click.option(
    "--base",
    metavar="REV",
    help="The published state: a commit of Git. By default where HEAD left the main branch of "
    "origin, or HEAD.",
)


def history_of(project: Project, base: str | None) -> History:
    """Read what was published by then. Raises click.UsageError."""
    try:
        return read_history(project.root, project.quizzes, base)
    except BaseNotFound as error:
        raise click.UsageError(str(error)) from None
