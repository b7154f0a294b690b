"""The Content Security Policy of a built site.

The policy allows no inline script but those whose hash it names. The theme writes a few; their
hashes are read from the built pages, so an update of the theme needs no hand. One list serves all
pages, because instant navigation runs a page's scripts under the policy of the page before.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

__all__ = [
    "canonical_address",
    "home_path",
    "inline_script_hashes",
    "page_policy",
    "policy",
    "worker_policy",
]

# Types of script that browsers run or obey; every other type is data, which needs no permission.
_EXECUTABLE = frozenset(
    {
        "",
        "application/ecmascript",
        "application/javascript",
        "importmap",
        "module",
        "speculationrules",
        "text/ecmascript",
        "text/javascript",
    }
)

_TRUSTED_TYPES = ("require-trusted-types-for 'script'", "trusted-types default")

# An attacker's frame around a page is refused by a header alone: in a page this would be an error.
_HEADER_ONLY = ("frame-ancestors 'self'",)


class _Page(HTMLParser):
    """Collects the executable inline scripts and the canonical address of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.canonical = ""
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in values:
            kind = values.get("type", "").strip().lower()
            self._script = [] if kind in _EXECUTABLE else None
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None


def inline_script_hashes(site: Path) -> tuple[str, ...]:
    """Return the sorted, distinct `sha256-…` of every executable inline script under `site`.

    `site` is the folder of a built site; all its `.html` files are read. Raises ValueError that
    names a file which is not UTF-8.
    """
    return tuple(
        sorted({_hash(script) for path in site.rglob("*.html") for script in _read(path).scripts})
    )


def policy(hashes: tuple[str, ...]) -> str:
    """Return the value of the Content-Security-Policy header of pages.

    `hashes` are those of the inline scripts, as `inline_script_hashes` returns them.
    """
    return "; ".join((worker_policy(hashes), *_TRUSTED_TYPES))


def worker_policy(hashes: tuple[str, ...]) -> str:
    """Return the same policy without Trusted Types, for the files that run as workers.

    A worker has no default policy for Trusted Types, and the search worker of languages other
    than English loads scripts by strings.
    """
    inline = "".join(f" '{each}'" for each in hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval'{inline}",
            "style-src 'self'",
            # The theme's icons, and those of the phases, are data: addresses in style sheets.
            "img-src 'self' data:",
            "worker-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'self'",
            "form-action 'self'",
        )
    )


def page_policy(hashes: tuple[str, ...]) -> str:
    """Return the policy for pages to carry themselves, where a server sends no headers.

    It lacks what only a header may say, and Trusted Types: instant navigation parses whole pages,
    and the theme's policy for Trusted Types refuses a page with a `<meta http-equiv>` in it.
    """
    directives = worker_policy(hashes).split("; ")
    return "; ".join(each for each in directives if each not in _HEADER_ONLY)


def canonical_address(page: Path) -> str:
    """Return the canonical address that a built page names, or ""."""
    return _read(page).canonical


def home_path(address: str) -> str:
    """Return a site's path from the address of its home page: "" or for instance "/a/playbook".

    It is as the address has it, with %20 for a space. Without `use_directory_urls` MkDocs names
    the home page's file too, which is no part of the path.
    """
    return urlsplit(address).path.removesuffix("/index.html").rstrip("/")


def _read(path: Path) -> _Page:
    # Reading as text turns CRLF into LF, which is what a browser hashes too.
    page = _Page()
    try:
        page.feed(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: expected a page in UTF-8, found another ({error}).") from None
    page.close()
    return page


def _hash(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
