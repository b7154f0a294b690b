"""Whether the site's own files still fit their names, which hold the hash of their contents."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..bundle import FOLDER, content_hash
from .fetch import unpacked
from .survey import Part

_SCRIPTS = re.compile(rf"{FOLDER}/(?P<hash>[0-9a-f]{{12}})/[^/]+")
_NAMED = re.compile(rf"{FOLDER}/(?:quizzes|versions)/(?P<key>.+)-(?P<hash>[0-9a-f]{{12}})\.json")
_MANIFEST = re.compile(rf"{FOLDER}/(?P<key>manifest)-(?P<hash>[0-9a-f]{{12}})\.json")


def altered(whole: Sequence[Part], listed: Sequence[str]) -> Iterator[str]:
    """Give the path of each file, or of the folder of scripts, that does not fit its name.

    `whole` are the parts that came whole, `listed` the paths of the build. A folder of which a
    file is missing is left out, and Python's files are, for the manifest tells of them.
    """
    contents = {part.path: unpacked(part.plain) or b"" for part in whole}
    for path, content in contents.items():
        match = _NAMED.fullmatch(path) or _MANIFEST.fullmatch(path)
        if match and content_hash({match["key"]: content}) != match["hash"]:
            yield path
    yield from _folders(contents, listed)


def _folders(contents: Mapping[str, bytes], listed: Sequence[str]) -> Iterator[str]:
    folders: dict[str, list[str]] = {}
    for path in listed:
        if match := _SCRIPTS.fullmatch(path):
            folders.setdefault(match["hash"], []).append(path)
    for name, paths in folders.items():
        if contents.keys() >= set(paths):
            files = {path.rpartition("/")[2]: contents[path] for path in paths}
            if content_hash(files) != name:
                yield f"{FOLDER}/{name}/"
