"""The command that copies the browser's Python, for machines without registries."""

from pathlib import Path

import click

from ..runtime import RuntimeUnavailable, export
from ..toolchain import prepare_runtime
from .reading import find


@click.command(name="runtime")
@click.option("--output", required=True, type=click.Path(file_okay=False, path_type=Path))
def command(output: Path) -> None:
    """Write a copy of the browser's Python to a folder, for machines without registries.

    Set STAGECHECK_RUNTIME to that folder there.
    """
    try:
        export(prepare_runtime(find().root), output)
    except (RuntimeUnavailable, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Wrote {output}. Use it with STAGECHECK_RUNTIME={output}")
