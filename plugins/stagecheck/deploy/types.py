"""The types of the files that a site is made of, for hosts that are to be told."""

from dataclasses import dataclass
from pathlib import PurePosixPath

__all__ = ["PACKED", "TEXT", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type, and whether packing makes such a file smaller."""

    type: str
    packs: bool


TEXT = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    # Our archives are stored, not deflated: they are packed on their way.
    "zip": "application/zip",
}
"""Media types by ending, of files that packing makes smaller."""

PACKED = {
    "avif": "image/avif",
    "gif": "image/gif",
    "gz": "application/gzip",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
"""Media types by ending, of files that are as small as they get."""

_IN_UTF_8 = ("text/", "application/json", "application/xml")


def kind_of(address: str) -> Kind:
    """Return the kind of a file by its ending; bytes of no known type where that says nothing."""
    ending = PurePosixPath(address).suffix.removeprefix(".").lower()
    if ending in TEXT:
        kind = TEXT[ending]
        return Kind(f"{kind}; charset=utf-8" if kind.startswith(_IN_UTF_8) else kind, packs=True)
    return Kind(PACKED.get(ending, "application/octet-stream"), packs=False)
