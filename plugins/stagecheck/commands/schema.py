"""The command that writes the schemas by which editors complete and explain what is typed."""

from pathlib import Path

import click

from ..schemas import schemas, written
from .reading import find

FOLDER = "site_config/schemas"


@click.command(name="schema")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Where they go; by default {FOLDER} of the project.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; end with status 1 if any is not current."
)
def command(output: Path | None, check: bool) -> None:
    """Write JSON Schemas of front matters and of the files with facts, sentences and names."""
    folder = output or find().root / FOLDER
    texts = {folder / name: written(one) for name, one in schemas().items()}
    old = [file for file, text in texts.items() if not _is(file, text)]
    if check and old:
        named = ", ".join(file.name for file in old)
        raise click.ClickException(f"not current: {named}; run `stagecheck schema`")
    if not check:
        _write(folder, {file: texts[file] for file in old})
    click.echo("All are current" if not old else f"Wrote {', '.join(map(str, old))}")


def _is(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode("utf-8")


def _write(folder: Path, texts: dict[Path, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error}") from None
