"""The files that a server's `playbook.conf` includes: what only a build knows."""

from pathlib import Path

from .facts import Facts, Headers
from .files import write_files

FOLDER = "stagecheck"
"""The folder of these files, beside `playbook.conf`."""


def write_includes(folder: Path, facts: Facts, header: str, path: str) -> None:
    """Write the headers of pages and of workers, and the path, into `folder`/stagecheck.

    `header` is a server's way to set one, with `{name}` and `{value}`, and `path` the settings that
    tell the site's path.
    """
    files = {
        "headers.conf": _lines(header, facts.pages),
        "worker-headers.conf": _lines(header, facts.workers),
        "path.conf": f"{path}\n",
    }
    write_files(folder / FOLDER, files)


def _lines(header: str, headers: Headers) -> str:
    return "".join(f"{header.format(name=name, value=value)}\n" for name, value in headers)
