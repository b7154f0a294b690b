"""A copy of a project in which changes are tried before any file of an editor is touched."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..project import Project
from ..source import MAX_BYTES

_TEXTS = (".md", ".yml", ".yaml", ".json")


class Outside(Exception):  # noqa: N818 - reads as what happened
    """A part of the project lies outside its folder, and cannot be copied with it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The copy as a project of its own; `before` holds the first bytes of each changed file."""

    project: Project
    before: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """Read a file of the copy."""
        return (self.project.root / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        """Change a file of the copy."""
        self.before.setdefault(path, self.read(path))
        (self.project.root / path).write_bytes(data)

    def changed(self) -> dict[str, tuple[bytes, bytes]]:
        """Give the changed files by path: what they were, and what they are."""
        now = {path: (data, self.read(path)) for path, data in sorted(self.before.items())}
        return {path: both for path, both in now.items() if both[0] != both[1]}


@contextmanager
def trial(project: Project) -> Iterator[Trial]:
    """Copy what lint reads: small texts as they are, links in place of all else. Raises Outside."""
    # What the settings inherit has been read, and may lie anywhere.
    parts = {*project.files} - {*project.inherited}
    for part in sorted(parts):
        if not (project.root / part).resolve().is_relative_to(project.root.resolve()):
            raise Outside(f"{part} lies outside {project.root}, and is not mended")
    with TemporaryDirectory(prefix="stagecheck-") as folder:
        for part in sorted(parts):
            _copy(project.root / part, Path(folder) / part)
        yield Trial(replace(project, root=Path(folder)))


def _copy(source: Path, target: Path) -> None:
    """Copy a file, or a folder; like lint, follow no link to a folder below it."""
    if source.is_file():
        _copy_file(source, target)
    for folder, below, names in os.walk(source):
        here = target / Path(folder).relative_to(source)
        here.mkdir(parents=True, exist_ok=True)
        for name in (*names, *(one for one in below if Path(folder, one).is_symlink())):
            _copy_file(Path(folder, name), here / name)


def _copy_file(source: Path, target: Path) -> None:
    """Copy a text; link to what is no text of an editor, for lint asks only whether it is there."""
    file = source.resolve()
    if target.exists() or not file.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if _is_text(file):
        shutil.copyfile(file, target)
    else:
        target.symlink_to(file)


def _is_text(file: Path) -> bool:
    small = file.is_file() and file.suffix in _TEXTS and file.stat().st_size <= MAX_BYTES
    return small and os.access(file, os.R_OK)
