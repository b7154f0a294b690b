"""The part of Apache's settings that a build knows."""

from pathlib import Path

from .facts import Facts, Headers
from .files import write_files

FOLDER = "stagecheck"
"""The folder of the files that `playbook.conf` includes, beside it."""


def write_apache(facts: Facts, folder: Path) -> None:
    """Write what `playbook.conf` includes into `folder`/stagecheck.

    All headers go to the table of those sent with every status (`always`). One that stood in both
    of Apache's tables would be sent twice.
    """
    files = {
        "headers.conf": _headers(facts.pages),
        "worker-headers.conf": _headers(facts.workers),
        "path.conf": f'Define STAGECHECK_PATH "{facts.path}/"\n',
    }
    write_files(folder / FOLDER, files)


def _headers(headers: Headers) -> str:
    return "".join(f'Header always set {name} "{value}"\n' for name, value in headers)
