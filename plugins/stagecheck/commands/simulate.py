"""The command that says what a quiz's rule does with answers."""

import click

from ..weigh import weigh
from ..weigh.told import as_json, tell
from ..weigh.ways import TooManyWays
from .reading import find, quiz_named, read_all

SAMPLE = 2_000
"""Sets that are drawn where counting would take too long: shares are within 2.2 points then."""

SEED = 1
"""Draws the sets where no other seed is given."""


@click.command(name="simulate")
@click.option(
    "--sample",
    "size",
    metavar="N",
    type=click.IntRange(100, 1_000_000),
    help=f"Draw N sets of answers, and count none. By default all are counted where that takes "
    f"seconds, and else {SAMPLE:,} are drawn.",
)
@click.option(
    "--seed",
    metavar="N",
    type=int,
    help="Draw other sets: with the same N, the same sets. By default 1.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.argument("quiz")
def command(size: int | None, seed: int | None, form: str, quiz: str) -> None:
    """Tell what answers to a QUIZ, an id or a file, lead to, every answer being equally likely.

    Which share of them leads to each stage, and in which share each question decides.
    """
    project = find()
    file = quiz_named(project, read_all(project)[0], quiz)
    drawn_by = SEED if seed is None else seed
    try:
        weighing = weigh(file.quiz, size or SAMPLE, drawn_by, by_sample=size is not None)
    except TooManyWays as error:
        raise click.ClickException(f"{file.path}: {error}") from None
    if seed is not None and weighing.seed is None:
        message = (
            f"--seed {seed} draws nothing: all {weighing.ways:,} sets of answers were counted. "
            "Leave it out, or add --sample N to draw N of them"
        )
        raise click.UsageError(message)
    click.echo(as_json(weighing) if form == "json" else tell(weighing, form).rstrip("\n"))
