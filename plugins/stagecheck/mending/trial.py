"""A copy of a project in which changes are tried before any file of an editor is touched."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..project import FILE, Project
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
    named = (project.docs, project.quizzes, project.facts, project.organisation, project.briefs)
    parts = {part for part in (*named, project.style, FILE) if part}
    for part in sorted(parts):
        if not (project.root / part).resolve().is_relative_to(project.root.resolve()):
            raise Outside(f"{part} lies outside {project.root}, and is not mended")
    with TemporaryDirectory(prefix="stagecheck-") as folder:
        for part in sorted(parts):
            _copy(project.root / part, Path(folder) / part)
        yield Trial(replace(project, root=Path(folder)))


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(
            source,
            target,
            copy_function=_copy_file,
            ignore_dangling_symlinks=True,
            dirs_exist_ok=True,
        )
    elif source.is_file() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_file(source, target)


def _copy_file(source: str | Path, target: str | Path) -> None:
    """Copy a text; link to what is no text of an editor, for lint asks only whether it is there."""
    file = Path(source).resolve()
    if Path(target).exists():
        return
    if file.suffix in _TEXTS and file.stat().st_size <= MAX_BYTES and os.access(file, os.R_OK):
        shutil.copyfile(file, target)
    else:
        Path(target).symlink_to(file)
