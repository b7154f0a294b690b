"""A file of answers, as the commands take it that score them."""

from pathlib import Path

import click

from stagecheck_engine.codec import load_answers, loads
from stagecheck_engine.model import Answers

from ..source import decoded, is_utf_16


def read_answers(path: Path) -> Answers:
    """Read item ids and option keys. Raises click.ClickException, EngineError for no answers."""
    data = path.read_bytes()
    try:
        return load_answers(loads(decoded(data)))
    except ValueError as error:
        found = " but in UTF-16" * is_utf_16(data)
        raise click.ClickException(f"{path} is not JSON in UTF-8{found}: {error}") from None
