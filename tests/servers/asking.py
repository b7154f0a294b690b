"""One request to a server, and its whole answer: nothing followed, unpacked or put together."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import brotli

PACKED = {"gzip": ".gz", "br": ".br"}
"""The ending of a packed file's name, by encoding."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server in front of a built site, and how it can pack what it sends."""

    url: str
    site: Path
    encodings: tuple[str, ...]

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path below the site; `headers` have `_` for `-`."""
        return ask(self.url + path, method, {k.replace("_", "-"): v for k, v in headers.items()})

    def files(self) -> list[str]:
        """List the files of the site, without the packed forms of others."""
        paths = {path.relative_to(self.site).as_posix() for path in self.site.rglob("*.*")}
        forms = {path + ending for path in paths for ending in PACKED.values()}
        return sorted((paths - forms) | {"sitemap.xml.gz"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of headers are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header that is sent once; "" where it is not sent."""
        values = [value for found, value in self.headers if found == name]
        assert len(values) < 2, f"{name} was sent more than once: {values}"
        return values[0] if values else ""

    def type(self) -> str:
        """Return the media type alone."""
        return self.header("content-type").partition(";")[0]

    def unpacked(self) -> bytes:
        """Return the body as the browser would read it."""
        encoding = self.header("content-encoding")
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[encoding]
        return bytes(unpack(self.body))


def ask(url: str, method: str, headers: Mapping[str, str]) -> Answer:
    """Send one request."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.putrequest(method, parts.path, "Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return _answer(connection.getresponse())
    finally:
        connection.close()


def _answer(response: HTTPResponse) -> Answer:
    headers = tuple((name.lower(), value) for name, value in response.getheaders())
    return Answer(response.status, headers, response.read())
