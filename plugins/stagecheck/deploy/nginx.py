"""The part of nginx's settings that a build knows."""

from pathlib import Path

from .facts import Facts
from .includes import write_includes


def write_nginx(facts: Facts, folder: Path) -> None:
    """Write what `playbook.conf` includes into `folder`/stagecheck.

    Every header comes with every status (`always`): an error page is a page too.
    """
    path = f'set $stagecheck_path "{facts.path}";'
    write_includes(folder, facts, 'add_header {name} "{value}" always;', path)
