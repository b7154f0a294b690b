"""Puts changed files into a project: each wholly or not at all, and none that changed meanwhile."""

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


class Unwritten(Exception):  # noqa: N818 - reads as what happened
    """A file was left as it is; the message says why."""


def write(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Write a file that holds `before` now. Raises Unwritten, and leaves the file as it is."""
    # A link stays a link: what it leads to is changed.
    file = (root / path).resolve()
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
            beside.write(after)
        try:
            shutil.copymode(file, beside.name)
            _replace(file, Path(beside.name), before)
        finally:
            Path(beside.name).unlink(missing_ok=True)
    except OSError as error:
        raise Unwritten(f"{path} cannot be written: {error.strerror}") from None


def _replace(file: Path, beside: Path, before: bytes) -> None:
    if file.read_bytes() != before:
        raise Unwritten(f"{file.name} was changed while it was being mended; run this again")
    os.replace(beside, file)  # noqa: PTH105 - the name says that it takes the place of the other
