"""Puts another text into a file: wholly or not at all, and never over a change made meanwhile."""

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


class Unwritten(Exception):  # noqa: N818 - reads as what happened
    """A file was left as it is; the message says why."""


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Write a file that holds `before` now. Raises Unwritten, and leaves the file as it is."""
    # A link stays a link: what it leads to is changed.
    file = (root / path).resolve()
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
            beside.write(after)
        try:
            shutil.copymode(file, beside.name)
            if file.read_bytes() != before:
                raise Unwritten(f"{path} was changed meanwhile, and is left so; run this again")
            os.replace(beside.name, file)  # noqa: PTH105 - says that it takes the other's place
        finally:
            Path(beside.name).unlink(missing_ok=True)
    except OSError as error:
        raise Unwritten(f"{path} cannot be written: {error.strerror}") from None
