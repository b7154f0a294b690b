"""The command that writes a one-page brief from a result, for a reader who decides."""

from pathlib import Path

import click

from stagecheck_engine.errors import EngineError
from stagecheck_engine.export import brief, sentences
from stagecheck_engine.scoring import score

from ..playbook import load_briefs, shipped_briefs
from .answers import read_answers
from .reading import find, quiz_named, read_all


@click.command(name="brief")
@click.argument("reader")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(reader: str, answers: Path) -> None:
    """Write a brief for a READER, such as finance, from the ANSWERS in a JSON file, as Markdown.

    The sentences are those of the file that the setting `briefs` names, for the quiz it names.
    """
    project = find()
    catalogue, playbook = read_all(project)
    words, problems = load_briefs(project, catalogue, playbook.facts)
    if words is None:
        told = "\n".join(map(str, problems)) or "the setting `briefs` in mkdocs.yml names no file"
        raise click.ClickException(told)
    quiz = quiz_named(project, catalogue, words.quiz).quiz
    read = sentences.read(shipped_briefs(words, playbook.facts))
    try:
        given = read_answers(answers)
        made = brief.of_result(read, reader, quiz, given, score(quiz, given))
    except EngineError as error:
        raise click.ClickException(f"{error}; {error.hint}") from None
    click.echo(brief.markdown(made), nl=False)
