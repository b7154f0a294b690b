"""Which files of a site have a name that holds the hash of their content.

Such a file never changes: browsers may keep it for ever, and it may be packed ahead of time.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .bundle import FOLDER
from .kept import LIST

_THEME = re.compile(
    r"assets/(?:javascripts|stylesheets)/(?:workers/)?[a-z]+\.[0-9a-f]{8}\.min\.\w+"
)


def is_hashed(address: str) -> bool:
    """Tell of a file's address, relative to the site's root and with slashes."""
    ours = PurePosixPath(address).is_relative_to(FOLDER) and address != LIST
    return ours or bool(_THEME.fullmatch(address))


def hashed_files(site: Path) -> Iterator[Path]:
    """Give the files below the folder `site` that never change, in the order of their names."""
    for path in sorted((site / "assets").rglob("*")):
        if path.is_file() and is_hashed(path.relative_to(site).as_posix()):
            yield path
