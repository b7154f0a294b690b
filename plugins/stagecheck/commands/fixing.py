"""Mends a project's files before they are checked."""

from collections.abc import Callable

import click

from ..mending import Mended, Outside, mend, trial
from ..problems import Problem
from ..project import Project
from ..replacement import Unwritten, replace_file
from .reading import read_all


def fix(
    project: Project, concerns: Callable[[Problem], bool]
) -> tuple[tuple[Mended, ...], tuple[str, ...]]:
    """Mend what is safe of the problems that `concerns` takes.

    Gives what was mended, and why a file was left as it is. Raises click.ClickException.
    """
    try:
        with trial(project) as copy:
            done = mend(copy, lambda: read_all(copy.project)[0].problems, concerns)
            changed = copy.changed()
    except Outside as error:
        raise click.ClickException(str(error)) from None
    left: dict[str, str] = {}
    for path, (before, after) in changed.items():
        try:
            replace_file(project.root, path, before, after)
        except Unwritten as error:
            left[path] = str(error)
    mended = (one for one in done if one.path in changed and one.path not in left)
    return tuple(mended), tuple(left.values())
