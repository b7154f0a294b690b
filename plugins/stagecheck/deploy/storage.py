"""The list by which a site is uploaded to object storage: every file, and how it is to be sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..hashed import is_hashed
from ..kept import LIST
from ..packed import PACKERS
from .facts import ASKED, KEPT, Facts, is_worker
from .files import write_files
from .types import kind_of

NAME = "files.json"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: its path below the site, where its bytes are, and what is said about it.

    `source` is `path`, or the packed form beside it; `encoding` is "gzip" or "". With "gzip" and a
    `source` that is not packed, whoever uploads it packs it. `step` tells the order: 0 for files
    whose names hold a hash, 1 for others that pages load, 2 for pages, 3 for the list of builds.
    `headers` names a set in the list.
    """

    path: str
    source: str
    type: str
    encoding: str
    cache: str
    step: int
    headers: str


def write_storage(facts: Facts, site: Path, folder: Path) -> None:
    """Write the list of the files of `site` into `folder`; the same site gives the same bytes."""
    listing = {
        "path": facts.path,
        "headers": {"page": dict(facts.pages), "worker": dict(facts.workers)},
        "files": [_described(upload) for upload in uploads(site)],
    }
    write_files(folder, {NAME: json.dumps(listing, indent=1) + "\n"})


def uploads(site: Path) -> tuple[Upload, ...]:
    """List the files of a built site in the order in which they are to be uploaded.

    A page must not be there before what it loads; a page in an open tab that hears of a newer
    build must find that build's pages.
    """
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    found = (_upload(path, paths) for path in _own(paths))
    return tuple(sorted(found, key=lambda upload: (upload.step, upload.path)))


def _own(paths: set[str]) -> Iterator[str]:
    """Give every file that is not the packed form of another."""
    for path in paths:
        plain, _, ending = path.rpartition(".")
        if not (f".{ending}" in PACKERS and is_hashed(plain) and plain in paths):
            yield path


def _upload(path: str, paths: set[str]) -> Upload:
    kind, packed = kind_of(path), f"{path}.gz"
    ahead = kind.packs and is_hashed(path) and packed in paths
    return Upload(
        path=path,
        source=packed if ahead else path,
        type=kind.type,
        # Every browser takes gzip, on http too; Brotli would need a server that can choose.
        encoding="gzip" if kind.packs else "",
        cache=KEPT if is_hashed(path) else ASKED,
        step=_step(path),
        headers="worker" if is_worker(path) else "page",
    )


def _step(path: str) -> int:
    if path == LIST:
        return 3
    return 0 if is_hashed(path) else 2 if path.endswith(".html") else 1


def _described(upload: Upload) -> dict[str, str | int]:
    return {name: getattr(upload, name) for name in Upload.__slots__}
