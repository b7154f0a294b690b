"""The files that a project's settings inherit from, as they were at a commit."""

from os.path import normpath
from pathlib import Path

from ..ledger.git import GitError, git
from ..project import FILE
from ..settings import parent_of


def place_of(root: Path) -> str:
    """Return the way from the top of the repository to a project's folder. Raises GitError."""
    return git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()


def write_inherited(root: Path, commit: str, top: Path, folder: Path) -> None:
    """Write them beside the settings in `folder`, which lies below `top` as in the repository.

    What the repository lacks is left out: whoever reads the settings says so.
    """
    path, written = parent_of(FILE, (folder / FILE).read_bytes()), {FILE}
    while path and path not in written:
        written.add(path)
        target = Path(normpath(folder / path))
        if not target.is_relative_to(top):
            return
        try:
            data = git(root, "cat-file", "blob", f"{commit}:./{path}")
        except GitError:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        path = parent_of(path, data)
