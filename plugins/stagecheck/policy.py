"""The Content Security Policy of a built site, and the files a web server includes for it.

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

__all__ = ["inline_script_hashes", "policy", "site_path", "worker_policy", "write_deploy"]

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

_OTHER_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


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

    `site` is the folder of a built site; all its `.html` files are read, as UTF-8.
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


def site_path(site: Path) -> str:
    """Return the path at which `site` was built to be served: "" or for instance "/a/playbook".

    It is read from the canonical address of the home page. Raises ValueError when the page names
    none, which means that `site_url` was not set: the site would not work at a path.
    """
    home = site / "index.html"
    address = _read(home).canonical
    if not address:
        raise ValueError(
            f"{home}: expected a canonical address, found none. Set site_url in mkdocs.yml"
            " (or SITE_URL in the environment) to the address readers use."
        )
    return urlsplit(address).path.rstrip("/")


def write_deploy(site: Path, folder: Path) -> None:
    """Write what `site_config/deploy/nginx.conf` includes into `folder`/stagecheck.

    Three files: `headers.conf` for pages, `worker-headers.conf` for workers, `path.conf`. The same
    site gives the same bytes. Raises ValueError as `site_path` does.
    """
    hashes = inline_script_hashes(site)
    target = folder / "stagecheck"
    target.mkdir(parents=True, exist_ok=True)
    files = {
        "headers.conf": _headers(policy(hashes)),
        "worker-headers.conf": _headers(worker_policy(hashes)),
        "path.conf": f'set $stagecheck_path "{site_path(site)}";\n',
    }
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> _Page:
    # Reading as text turns CRLF into LF, which is what a browser hashes too.
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def _hash(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


def _headers(security_policy: str) -> str:
    lines = (("Content-Security-Policy", security_policy), *_OTHER_HEADERS)
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in lines)
