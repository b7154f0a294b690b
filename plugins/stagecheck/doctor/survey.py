"""All that the doctor fetched of a site. Nothing is fetched after this; the checks only read."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import splitext
from typing import Literal
from urllib.parse import unquote

from ..hashed import is_hashed
from .fetch import Answer
from .page import Page

type Kind = Literal["page", "script", "style", "wasm", "json", "archive", "other"]

_KINDS: Mapping[str, Kind] = {
    ".js": "script",
    ".mjs": "script",
    ".css": "style",
    ".wasm": "wasm",
    ".json": "json",
    ".zip": "archive",
    ".html": "page",
    "": "page",
}


@dataclass(frozen=True, slots=True)
class Published:
    """Size in bytes and Adler-32 of a file, as the manifest tells them."""

    size: int
    sum: int


@dataclass(frozen=True, slots=True)
class Part:
    """One file or page: its address relative to the site, and what came when it was asked for.

    `plain` came without an encoding being accepted, `packed` with gzip, `brotli` with br, which
    browsers accept on https alone; `again` came to those who have it already. Those that were not
    asked for are None.
    """

    path: str
    kind: Kind
    plain: Answer
    packed: Answer | None = None
    brotli: Answer | None = None
    again: Answer | None = None
    published: Published | None = None

    @property
    def hashed(self) -> bool:
        """Whether the name holds the hash of the content."""
        return is_hashed(self.path)

    @property
    def came(self) -> bool:
        """Whether something came that can be the file: no error, and no page in its place."""
        in_place = self.kind != "page" and self.plain.type == "text/html"
        return self.plain.status == 200 and not in_place


@dataclass(frozen=True, slots=True)
class Build:
    """The list of a build's files: its id, its files, and those of earlier builds that are gone."""

    id: str
    files: tuple[str, ...]
    earlier_gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A site, by what it sent.

    `base` is its address with a slash at the end; `pages` begin with the home page; `parts` are in
    the order they were asked for. The last two came for a page and a file that are not there.
    """

    base: str
    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    unreadable: Mapping[str, str]
    """Lists that are not what the build wrote, with the reason, by path."""
    build: Build | None
    absent: Answer
    absent_file: Answer


def kind_of(path: str) -> Kind:
    """Tell by its name what a file is; what has no ending is a page."""
    return _KINDS.get(splitext(unquote(path))[1].lower(), "other")
