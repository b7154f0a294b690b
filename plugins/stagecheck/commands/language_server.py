"""The command that helps editors with front matters while somebody types."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import click

from ..language_server.messages import Message, Pipe
from ..language_server.relay import Relay
from ..project import Project
from ..schemas import schemas, written
from .reading import find

_NAME = "yaml-language-server"


@click.command(name="language-server")
@click.option("--server", help=f"The program to pass on to; by default the {_NAME} on the PATH.")
def command(server: str | None) -> None:
    """Complete, explain and check front matters in an editor.

    Speaks the Language Server Protocol over standard input and output. Editors start it for files
    of Markdown; it passes their front matters, and nothing else, on to a server for YAML.
    """
    project = find()
    # Node may be the one that was installed beside Python.
    path = f"{os.environ.get('PATH', '')}{os.pathsep}{Path(sys.executable).parent}"
    found = _found(server or _NAME, path)
    with TemporaryDirectory() as folder:
        _relay(found, path, _settings(project, Path(folder)))


def _relay(server: str, path: str, settings: Message) -> None:
    """Pass messages on until the editor has gone. Raises click.ClickException."""
    environment = {**os.environ, "PATH": path}
    with subprocess.Popen(  # noqa: S603 - the server that was found
        [server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        try:
            if process.stdin and process.stdout:
                editor = Pipe(sys.stdin.buffer, sys.stdout.buffer)
                Relay(editor, Pipe(process.stdout, process.stdin), settings).run()
        except BrokenPipeError:
            raise click.ClickException(f"{server} has ended") from None
        finally:
            process.terminate()


def _found(server: str, path: str) -> str:
    """Find the server for YAML, never in the project, which may be anybody's.

    Raises click.ClickException.
    """
    if found := which(server, path=path):
        return found
    raise click.ClickException(
        f"there is no {server}; `npm install --global {_NAME}` installs it, or name it as --server"
    )


def _settings(project: Project, folder: Path) -> Message:
    """Write the schemas into a folder, and say for which files they are."""
    for name, schema in schemas().items():
        (folder / name).write_text(written(schema), "utf-8")
    page, quiz = ((folder / name).as_uri() for name in ("page.json", "quiz.json"))
    quizzes = [f"{project.quizzes}/*.md", f"!{project.quizzes}/README.md"]
    pages = {page: f"{project.docs}/**/*.md"} if project.page_front else {}
    yaml: Message = {
        "schemas": {quiz: [*quizzes, f"!{project.quizzes}/scales.md"], **pages},
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
    }
    return {"yaml": yaml}
