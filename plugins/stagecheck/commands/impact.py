"""The command that says what a change does."""

import click

from ..impact import as_json, compare, read_base, read_now, tell
from ..ledger.history import BaseNotFound
from .reading import find


@click.command(name="impact")
@click.option(
    "--base",
    metavar="REV",
    help="What to compare with: where HEAD left this commit of Git. By default where it left the "
    "main branch of origin, or HEAD.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
def command(base: str | None, form: str) -> None:
    """Tell what the changes since a commit do to teams, saved answers, codes, plays and addresses.

    Compares the files as they are, committed or not. Ends with status 0 whatever it finds.
    """
    project = find()
    try:
        before = read_base(project.root, base)
        impact = compare(before, read_now(project, before))
    except BaseNotFound as error:
        raise click.UsageError(str(error)) from None
    click.echo(as_json(impact) if form == "json" else tell(impact, form).rstrip("\n"))
