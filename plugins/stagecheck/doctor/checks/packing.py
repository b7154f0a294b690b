"""Whether large files are sent packed to those who ask for it, and to nobody else."""

from collections.abc import Iterator

from ..finding import Finding, finding
from ..survey import Part, Survey

_LARGE = 5000
"""Below this many bytes packing gains little, and servers may leave it."""
_PACKED_ALREADY = (".png", ".ico", ".gz", ".br", ".woff2")


def check(site: Survey) -> Iterator[Finding]:
    """Look at every file that came whole; `whole` tells of those that did not."""
    for part in site.parts:
        if part.came and part.packed and part.packed.status == 200:
            yield from _unasked(part)
            yield from _asked(part)


def _unasked(part: Part) -> Iterator[Finding]:
    encoding = part.plain.encoding
    if encoding:
        code = "DR116" if encoding in ("gzip", "x-gzip") else "DR117"
        yield finding(code, part.plain.address, f"Content-Encoding: {encoding}")


def _asked(part: Part) -> Iterator[Finding]:
    plain, packed, brotli = part.plain, part.packed, part.brotli
    if packed is None or len(plain.body) < _LARGE or part.path.endswith(_PACKED_ALREADY):
        return
    if not packed.encoding:
        yield finding("DR131", plain.address, "no Content-Encoding")
        return
    if packed.encoding != "gzip":
        yield finding("DR117", plain.address, f"Content-Encoding: {packed.encoding} for gzip")
    if "accept-encoding" not in packed.headers.get("vary", "").lower():
        yield finding("DR132", plain.address, f"Vary: {packed.headers.get('vary', 'none')}")
    if brotli and brotli.encoding != "br":
        yield finding("DR133", plain.address, f"Content-Encoding: {brotli.encoding or 'none'}")
