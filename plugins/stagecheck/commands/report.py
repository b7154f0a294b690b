"""The command that reports on a team's codes, as people read it."""

from pathlib import Path

import click

from .board import ask, asks_for_board, end
from .site import completed


@click.command(name="report")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown"]),
    default="markdown",
    help="HTML is a piece of a page, whose links are relative to the root of the site.",
)
@click.option(
    "--site",
    metavar="URL",
    default="",
    callback=completed,
    help="The address of the site, to which links of the Markdown lead; without it there are none.",
)
@asks_for_board
def command(quiz: str, codes: Path, threshold: int | None, tag: str, form: str, site: str) -> None:
    """Report on what the CODES in a text file say together, for a QUIZ, an id or a file.

    Prints what the page of the board says. What is refused is named on the standard error; ends
    with status 1 when no code was taken.
    """
    told = ask(quiz, codes, threshold, tag, site)
    click.echo(told[form], nl=form == "html")
    end(told, codes)
