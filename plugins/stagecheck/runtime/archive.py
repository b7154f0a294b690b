"""Zip archives that are the same bytes whenever their contents are the same."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest time a zip archive can name. A real one would give an unchanged archive a new
# hash, and every reader a new download, at each commit.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16


def read(path: Path) -> dict[str, bytes]:
    """Every file of the archive at `path`: name to contents. Folders are left out."""
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}


def write(path: Path, members: Mapping[str, bytes]) -> None:
    """Write `members` to `path`, sorted by name.

    Stored and not deflated: the web server packs the whole better than zip packs each member.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            archive.writestr(_entry(name), members[name])


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry
