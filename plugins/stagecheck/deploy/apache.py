"""The part of Apache's settings that a build knows."""

from pathlib import Path
from urllib.parse import quote

from .facts import Facts
from .includes import write_includes


def write_apache(facts: Facts, folder: Path) -> None:
    """Write what `playbook.conf` includes into `folder`/stagecheck.

    All headers go to the table of those sent with every status (`always`). One that stood in both
    of Apache's tables would be sent twice. The path of a page for errors is an address: one with a
    space would be a text to Apache.
    """
    path, address = f"{facts.path}/", quote(f"{facts.path}/")
    defined = f'Define STAGECHECK_PATH "{path}"\nDefine STAGECHECK_ADDRESS "{address}"'
    write_includes(folder, facts, 'Header always set {name} "{value}"', defined)
