"""Files packed ahead of time, at the best levels, beside what they hold: `x.js.br`, `x.js.gz`.

Only files whose names hold a hash: no web server can send a packed copy that is older than its
file. Pages and what else changes in place are left to the server to pack.
"""

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile

import brotli

from .hashed import hashed_files
from .store import Store, sha256

__all__ = ["PACKERS", "pack_ahead", "packed_forms"]


def _brotli(data: bytes) -> bytes:
    # The window is the largest that browsers accept: 16 MiB, and Python is a file of 9.
    return bytes(brotli.compress(data, quality=11, lgwin=24))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": _gzip}
"""What makes each form, by the ending it adds to a name; the same bytes give the same bytes."""

_SMALLEST = 500
"""Below this many bytes a packed form saves no packet of the network."""
_LARGE = 1_000_000
_RECIPE = "1"
"""To be raised when what makes a form changes: packed files are found again by it."""


def pack_ahead(site: Path, cache: Path, tell: Callable[[str], None]) -> None:
    """Put the packed forms of every hashed file below `site` beside it, where they are smaller.

    What was packed once is taken from the folder `cache`; `tell` hears of what takes long.
    """
    for path in hashed_files(site):
        size = path.stat().st_size
        if path.suffix not in PACKERS and size >= _SMALLEST:
            for ending, form in packed_forms(path, cache, tell).items():
                if form.stat().st_size < size:
                    copyfile(form, path.with_name(path.name + ending))


def packed_forms(path: Path, cache: Path, tell: Callable[[str], None]) -> Mapping[str, Path]:
    """Return a file with each packed form of the file at `path`, by ending, from the `cache`."""

    def make(folder: Path) -> None:
        if path.stat().st_size >= _LARGE:
            tell(f"Packing {path.name}, once; Brotli needs up to a minute for it ...")
        _make(path, folder)

    store = Store(cache.resolve())
    folder = store.entry(f"packed-{_RECIPE}-{sha256(path)[:20]}", make)
    return {ending: folder / f"form{ending}" for ending in PACKERS}


def _make(path: Path, folder: Path) -> None:
    data = path.read_bytes()
    for ending, pack in PACKERS.items():
        (folder / f"form{ending}").write_bytes(pack(data))
