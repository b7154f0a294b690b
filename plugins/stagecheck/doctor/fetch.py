"""Asks a web server as a browser would, but follows nothing and keeps nothing."""

import gzip
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from urllib.parse import quote, urlsplit

import brotli

SECONDS = 20.0
"""How long a server may be silent, and three times as long for one whole file."""
_LARGEST = 100_000_000
_PIECE = 1 << 16
_PATIENCE = 3
"""After so many addresses without an answer the others are not asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent, as it sent it.

    `headers` have names in lower case. Where nothing came, `status` is 0 and `reason` says why;
    `untrusted` tells that it was the certificate. `cut` tells that the body broke off.
    """

    address: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False
    reason: str = ""
    untrusted: bool = False

    @property
    def type(self) -> str:
        """The type without parameters, in lower case; "" where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def encoding(self) -> str:
        """The content encoding, "" where there is none."""
        found = self.headers.get("content-encoding", "").strip().lower()
        return "" if found == "identity" else found

    @property
    def text(self) -> str:
        """The unpacked body as UTF-8; what cannot be read is replaced."""
        return (unpacked(self) or b"").decode("utf-8", "replace")


def unpacked(answer: Answer) -> bytes | None:
    """Return the body without its encoding; None when it is not in the encoding it says."""
    try:
        if answer.encoding in ("gzip", "x-gzip"):
            return gzip.decompress(answer.body)
        if answer.encoding == "br":
            return bytes(brotli.decompress(answer.body))
        if answer.encoding == "deflate":
            return zlib.decompress(answer.body)
    except (OSError, EOFError, zlib.error, brotli.error):
        return None
    return None if answer.encoding else answer.body


class Visitor:
    """Asks one host, with the operator's headers added, over one connection where that lasts."""

    def __init__(self, host: str, headers: Mapping[str, str], seconds: float = SECONDS) -> None:
        """`host` is a scheme and host, "https://intranet.example:8443"."""
        self._host = urlsplit(host)
        self._headers = {"User-Agent": "stagecheck doctor", **headers}
        self._seconds = seconds
        self._open: HTTPConnection | None = None
        self._silent = 0

    def get(self, address: str, accept: str = "identity", **headers: str) -> Answer:
        """Ask for an address of the host; `accept` is the encodings that are understood.

        Further headers are written with `_` for `-`. Never raises: see `Answer.reason`.
        """
        return self._ask("GET", address, {"Accept-Encoding": accept, **_named(headers)})

    def head(self, address: str) -> Answer:
        """Ask for the headers of an address alone."""
        return self._ask("HEAD", address, {})

    def close(self) -> None:
        """End the connection."""
        if self._open:
            self._open.close()
        self._open = None

    def _ask(self, method: str, address: str, headers: Mapping[str, str]) -> Answer:
        if self._silent >= _PATIENCE:
            return Answer(address, 0, reason="not asked for, since the ones before got no answer")
        kept = self._open is not None
        answer = self._once(method, address, headers)
        if kept and answer.status == 0:
            # The server may have ended a connection that was kept.
            answer = self._once(method, address, headers)
        self._silent = 0 if answer.status else self._silent + 1
        return answer

    def _once(self, method: str, address: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        path = _as_sent(parts.path + (f"?{parts.query}" if parts.query else ""))
        try:
            connection = self._open = self._open or self._connect()
            connection.request(method, path, headers={**self._headers, **headers})
            return self._read(address, connection.getresponse())
        except (OSError, HTTPException) as error:
            self.close()
            return _nothing(address, error)

    def _connect(self) -> HTTPConnection:
        kind = HTTPSConnection if self._host.scheme == "https" else HTTPConnection
        return kind(self._host.hostname or "", self._host.port, timeout=self._seconds)

    def _read(self, address: str, response: HTTPResponse) -> Answer:
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            key = name.lower()
            headers[key] = f"{headers[key]}, {value}" if key in headers else value
        declared = response.length
        body, whole = self._body(response)
        cut = not whole or (declared is not None and len(body) < declared)
        if cut or response.will_close:
            self.close()
        return Answer(address, response.status, headers, body, cut)

    def _body(self, response: HTTPResponse) -> tuple[bytes, bool]:
        """Return the body, and whether it came to its end."""
        pieces: list[bytes] = []
        size, deadline = 0, time.monotonic() + 3 * self._seconds
        try:
            while piece := response.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > _LARGEST or time.monotonic() > deadline:
                    return b"".join(pieces), False
        except IncompleteRead as error:
            return b"".join([*pieces, error.partial]), False
        except OSError:
            return b"".join(pieces), False
        return b"".join(pieces), True


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _as_sent(path: str) -> str:
    """Encode what HTTP cannot carry, as browsers do; what is encoded already stays so."""
    return quote(path, safe="/%?=&;:@+,$!~*'()", errors="replace")


def _nothing(address: str, error: Exception) -> Answer:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Answer(address, 0, reason=error.verify_message or str(error), untrusted=True)
    if isinstance(error, ssl.SSLError):
        reason = f"no https that this machine understands ({error.reason or error})"
        return Answer(address, 0, reason=reason)
    if isinstance(error, TimeoutError):
        return Answer(address, 0, reason="no answer in time")
    if isinstance(error, OSError):
        return Answer(address, 0, reason=error.strerror or str(error))
    return Answer(address, 0, reason=f"no answer in HTTP ({type(error).__name__})")
