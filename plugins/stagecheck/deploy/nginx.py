"""The part of nginx's settings that a build knows."""

from pathlib import Path

from .facts import Facts, Headers
from .files import write_files

FOLDER = "stagecheck"
"""The folder of the files that `playbook.conf` includes, beside it."""


def write_nginx(facts: Facts, folder: Path) -> None:
    """Write what `playbook.conf` includes into `folder`/stagecheck.

    Every header comes with every status (`always`): an error page is a page too.
    """
    files = {
        "headers.conf": _headers(facts.pages),
        "worker-headers.conf": _headers(facts.workers),
        "path.conf": f'set $stagecheck_path "{facts.path}";\n',
    }
    write_files(folder / FOLDER, files)


def _headers(headers: Headers) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers)
