"""A small site that is built as the product builds it, on a server that can be made to ail."""

from __future__ import annotations

import gzip
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread

import brotli

from samples import team_quiz
from stagecheck.bundle import Bundle, bundle
from stagecheck.kept import with_earlier
from stagecheck.policy import inline_script_hashes, policy, worker_policy
from stagecheck.runtime import Runtime

PATH = "/play/"
THEME = "assets/stylesheets/main.0123abcd.min.css"
SEARCH = "assets/javascripts/workers/search.0123abcd.min.js"
BUILD = "assets/stagecheck/build.json"
SIGN_ON = b"<!doctype html><title>Sign on</title><form><input type=password></form>"
OTHER_PAGE = b"<!doctype html><title>Welcome to the server</title><p>It works."
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".xml": "application/xml",
    "": "text/html; charset=utf-8",
}
_PAGE = """\
<!doctype html><html><head><title>{title}</title><link rel="canonical" href="{url}{path}">
<link rel="stylesheet" href="{up}{theme}"><link rel="icon" href="{up}assets/favicon.svg">
<script>document.title</script>
<script id="__config" type="application/json">{{"base": "{up}", "search": "{up}{search}"}}</script>
</head><body><a href="check/">Check</a>{content}</body></html>
"""
_QUIZ = """\
<section data-build="{build}" data-quiz="../{quiz}" data-ledger="" data-manifest="../{manifest}">
<script type="module" src="../{script}"></script></section>
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path below the site, and its headers with names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer; `missing` bytes at the end of the body are promised and never sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    missing: int = 0

    def having(self, **headers: str | None) -> Sent:
        """Change headers, written with `_` for `-`; None takes one away."""
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        merged = {**self.headers, **changed}
        return replace(self, headers={name: value for name, value in merged.items() if value})


type Fault = Callable[[Asked, Sent], Sent | None]
"""Changes an answer; None ends the connection without one."""


@dataclass(slots=True)
class Ward:
    """A running server, its site's address, its files by path, and what ails it."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    fault: Fault | None = None
    asked: list[Asked] = field(default_factory=list)
    hashes: tuple[str, ...] = ()

    def answer(self, asked: Asked) -> Sent | None:
        """Answer as a server should, and then let the fault change that."""
        self.asked.append(asked)
        sent = _found(self, asked) if asked.path in self.files else _absent(self, asked)
        return self.fault(asked, sent) if self.fault else sent


def is_hashed(path: str) -> bool:
    """Tell whether a path of this site names content that never changes."""
    return path in (THEME, SEARCH) or (path.startswith("assets/stagecheck/") and path != BUILD)


def _found(ward: Ward, asked: Asked) -> Sent:
    content = ward.files[asked.path]
    headers = {"content-type": TYPES.get(PurePosixPath(asked.path).suffix, "image/svg+xml")}
    sent = Sent(200, {**headers, **_headers(ward, asked.path), "etag": '"1"'}, content)
    if asked.headers.get("if-none-match") == '"1"':
        return Sent(304, {"etag": '"1"'}, b"")
    accepted = asked.headers.get("accept-encoding", "")
    if "br" in accepted:
        packed = replace(sent, body=brotli.compress(content, quality=1))
        return packed.having(content_encoding="br", vary="Accept-Encoding")
    if "gzip" in accepted:
        packed = replace(sent, body=gzip.compress(content, 1))
        return packed.having(content_encoding="gzip", vary="Accept-Encoding")
    return sent


def _absent(ward: Ward, asked: Asked) -> Sent:
    headers = {**_headers(ward, asked.path), "content-type": TYPES[""], "cache-control": "no-cache"}
    return Sent(404, headers, ward.files["404.html"])


def _headers(ward: Ward, path: str) -> dict[str, str]:
    worker = path.endswith("worker.js") or path == SEARCH
    lasting = "public, max-age=31536000, immutable" if is_hashed(path) else "no-cache"
    return {
        "content-security-policy": (worker_policy if worker else policy)(ward.hashes),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=()",
        "cache-control": lasting,
    }


def make_files(url: str, folder: Path) -> dict[str, bytes]:
    """Build the site for an address: a home page, and a page with the team stage check."""
    shipped = _bundle(folder)
    files = {at: _bytes(content) for at, content in with_earlier(shipped, folder / "no").items()}
    assets = shipped.assets["team-stage"]
    quiz = _QUIZ.format(
        build=assets.build, quiz=assets.quiz, manifest=assets.manifest, script=assets.script
    )
    files[""] = _page(url, "", "Home")
    files["check/"] = _page(url, "check/", "Check", quiz)
    files["404.html"] = _page(url, "", "There is no such page")
    locations = "".join(f"<url><loc>{url}{path}</loc></url>" for path in ("", "check/"))
    files["sitemap.xml"] = f"<urlset>{locations}</urlset>".encode()
    files[THEME] = b".theme{}" * 2000
    files[SEARCH] = b"postMessage(1);"
    files["assets/favicon.svg"] = b"<svg/>"
    files["search/search_index.json"] = json.dumps({"docs": ["x" * 6000]}).encode()
    files[BUILD] = _with_earlier_file(files[BUILD])
    files[EARLIER] = b"{}"
    return files


EARLIER = "assets/stagecheck/engine-0123456789ab.zip"


def _with_earlier_file(listing: bytes) -> bytes:
    data = json.loads(listing)
    return json.dumps({**data, "earlier": [{"build": "before", "files": [EARLIER]}]}).encode()


def _bundle(folder: Path) -> Bundle:
    """Ship the team stage check with a Python of a few thousand bytes."""
    quiz = team_quiz()
    named = {stage.page for stage in quiz.stages} | {play.page for play in quiz.plays}
    python = {}
    for name in ("pyodide.mjs", "pyodide.asm.wasm"):
        (folder / name).write_bytes(name.encode() * 1000)
        python[name] = folder / name
    (folder / "engine.zip").write_bytes(b"engine" * 1000)
    runtime = Runtime(python, folder / "engine.zip", (), "0", "")
    return bundle({quiz.id: quiz}, dict.fromkeys(named, "x/"), runtime, {}, {})


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _page(url: str, path: str, title: str, content: str = "") -> bytes:
    up = "../" * path.count("/")
    text = _PAGE.format(
        title=title, url=url, path=path, up=up, theme=THEME, search=SEARCH, content=content
    )
    return text.encode()


@contextmanager
def ward(folder: Path, certificate: Path | None = None) -> Iterator[Ward]:
    """Serve the site from this machine, by https if there is a certificate with its key."""
    site = Ward()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    site.url = f"{scheme}://127.0.0.1:{server.server_address[1]}{PATH}"
    site.files = make_files(site.url, folder)
    (folder / "index.html").write_bytes(site.files[""])
    site.hashes = inline_script_hashes(folder)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(site: Ward) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without it a body waits for its headers to have arrived.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            sent = site.answer(Asked(self.path.removeprefix(PATH), headers))
            if sent is None:
                self.close_connection = True
                return
            self.send_response(sent.status)
            for name, value in sent.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(sent.body) + sent.missing))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else sent.body)
            self.close_connection = self.close_connection or bool(sent.missing)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing: what was asked for is in `Ward.asked`."""

    return Handler
