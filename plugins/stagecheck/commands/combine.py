"""The command that puts a team's codes together, as JSON."""

from pathlib import Path

import click

from stagecheck_engine import codec

from .board import ask, asks_for_board, end


@click.command(name="combine")
@asks_for_board
def command(quiz: str, codes: Path, threshold: int | None, tag: str) -> None:
    """Put the CODES in a text file together to the board of a QUIZ, an id or a file.

    Prints the board as JSON, the same bytes as in the browser. What is refused is named on the
    standard error; ends with status 1 when no code was taken.
    """
    told = ask(quiz, codes, threshold, tag, "")
    click.echo(codec.dumps(told["board"]))
    end(told, codes)
