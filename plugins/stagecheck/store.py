"""A cache of folders. What it hands out is whole: never half-written, never altered."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_RECORD = "sha256.json"
_SCRATCH = "making-"
_KEPT_SECONDS = 30 * 24 * 3600
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Store:
    """Folders by name below `folder`; a name holds the hash of all that its contents come from."""

    folder: Path

    def entry(self, name: str, make: Callable[[Path], None]) -> Path:
        """The folder called `name`, filled by `make` unless it is there and intact.

        Whatever `make` raises passes through, and leaves nothing behind. Two builds at once do
        the work twice and keep one result.
        """
        home = self.folder / name
        if intact(home):
            with suppress(OSError):  # a cache may be read-only
                os.utime(home)
            return home
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder, prefix=_SCRATCH) as scratch:
            fresh = Path(scratch) / name
            fresh.mkdir()
            make(fresh)
            _record(fresh)
            _settle(fresh, home)
        self._sweep()
        return home

    def _sweep(self) -> None:
        """Remove what no build has used for a month, and what killed builds left behind.

        The folder may be anybody's: what was not made here stays.
        """
        oldest = time.time() - _KEPT_SECONDS
        for folder in self.folder.iterdir():
            with suppress(FileNotFoundError):  # another build sweeps too
                ours = folder.name.startswith(_SCRATCH) or (folder / _RECORD).is_file()
                if ours and folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)


def sha256(path: Path) -> str:
    """SHA-256 of the file at `path`, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def intact(folder: Path) -> bool:
    """Whether every file that was recorded when `folder` was made is there, unaltered."""
    try:
        record = json.loads((folder / _RECORD).read_bytes())
        return all(sha256(folder / name) == digest for name, digest in record.items())
    except (OSError, ValueError, AttributeError):
        return False


def _record(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    record = {path.relative_to(folder).as_posix(): sha256(path) for path in files}
    (folder / _RECORD).write_text(json.dumps(record, indent=1))


def _settle(fresh: Path, home: Path) -> None:
    """Move `fresh` to `home` in one step, unless another build has put an intact one there."""
    for attempt in range(_TRIES):
        with suppress(OSError):
            fresh.rename(home)
            return
        if intact(home):
            return
        with suppress(OSError):  # a damaged one is in the way; it goes with the scratch folder
            home.rename(fresh.with_name(f"damaged-{attempt}"))
    fresh.rename(home)  # raises what keeps us from it
