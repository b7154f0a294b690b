"""The command that scores answers."""

from pathlib import Path

import click

from stagecheck_engine.codec import dump_result
from stagecheck_engine.errors import EngineError
from stagecheck_engine.scoring import score

from .answers import read_answers
from .reading import find, quiz_named, read_all


@click.command(name="score")
@click.argument("quiz")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(quiz: str, answers: Path) -> None:
    """Score the ANSWERS, a JSON file of item ids and option keys, to a QUIZ, an id or a file.

    Prints the Result as JSON, the same bytes as in the browser.
    """
    project = find()
    file = quiz_named(project, read_all(project)[0], quiz)
    try:
        click.echo(dump_result(score(file.quiz, read_answers(answers))))
    except EngineError as error:
        raise click.ClickException(f"{answers}: {error}; {error.hint}") from None
