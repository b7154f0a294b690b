"""What earlier builds shipped, kept so that a page in somebody's tab still finds its files.

A build lists its hashed files, and those of the builds before it, in one file of the site. Before
a site is built anew, what its list names is set aside; afterwards it is shipped once more. It
stays when a build fails, since the site is empty then.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, rmtree

from .bundle import FOLDER, Bundle, Content

LIST = f"{FOLDER}/build.json"
EARLIER = 3
"""How many builds before the newest one keep their files."""

_ADDRESS = re.compile(rf"{FOLDER}/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Build:
    """A build's id, and the addresses of its hashed files relative to the site's root."""

    id: str
    files: tuple[str, ...]


def folder_for(cache: Path, site: Path) -> Path:
    """Return where below `cache` the files of the built `site` are set aside."""
    return cache / f"kept-{sha256(str(site.resolve()).encode()).hexdigest()[:12]}"


def set_aside(site: Path, aside: Path) -> None:
    """Copy the files of the builds that `site` lists into `aside`; without a list, do nothing.

    Raises ValueError where the list is damaged, and OSError where a file cannot be copied.
    """
    if not (site / LIST).is_file():
        return
    builds = _read(site / LIST)
    rmtree(aside, ignore_errors=True)
    for address in sorted({LIST, *(file for build in builds for file in build.files)}):
        if (site / address).is_file():
            (aside / address).parent.mkdir(parents=True, exist_ok=True)
            _put(site / address, aside / address)


def _put(source: Path, target: Path) -> None:
    """Keep a file: by another name for it, or by a copy where there can be none.

    What a hashed name stands for is never written to, and the list of builds always is.
    """
    if source.name == Path(LIST).name:
        copyfile(source, target)
        return
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        copyfile(source, target)


def earlier_builds(aside: Path, newest: str) -> tuple[Build, ...]:
    """List the builds whose files are set aside, the last one first, but not the `newest`."""
    try:
        builds = _read(aside / LIST)
    except (OSError, ValueError):
        return ()
    return tuple(build for build in builds if build.files and build.id != newest)[:EARLIER]


def with_earlier(bundle: Bundle, aside: Path) -> Mapping[str, Content]:
    """Return what the site ships: the bundle, the files kept of builds before it, and the list.

    A build in which every quiz is being repaired keeps them too; a site that never had one ships
    nothing.
    """
    builds = earlier_builds(aside, bundle.build)
    if not bundle.files and not builds:
        return {}
    old = {file: aside / file for build in builds for file in build.files}
    kept = {address: path for address, path in old.items() if path.is_file()}
    return {**kept, **bundle.files, LIST: _listing(bundle, builds)}


def _listing(bundle: Bundle, earlier: Sequence[Build]) -> bytes:
    data = {
        "build": bundle.build,
        "files": sorted(bundle.files),
        "earlier": [{"build": build.id, "files": list(build.files)} for build in earlier],
    }
    return json.dumps(data, separators=(",", ":")).encode()


def _read(path: Path) -> tuple[Build, ...]:
    """Read a list of builds, the newest first. Raises ValueError that says what is wrong."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return tuple(_build(one) for one in (data, *data["earlier"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path}: expected a list of builds, found another ({error})") from None


def _build(data: Mapping[str, object]) -> Build:
    name, files = data["build"], data["files"]
    if not isinstance(name, str) or not isinstance(files, list):
        raise TypeError("a build has an id and files")
    # The list comes from a folder that others can write to: it names no file elsewhere.
    foreign = [file for file in files if not _ADDRESS.fullmatch(str(file)) or file == LIST]
    if foreign:
        raise ValueError(f"{foreign[0]!r} is no file of a build")
    return Build(name, tuple(map(str, files)))
