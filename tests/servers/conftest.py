"""One site, built once, behind each web server in turn; then a small one at the root of a host."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import (
    Record,
    Server,
    build,
    expect_clean,
    free_port,
    watched_page,
)
from servers.apache import apache
from servers.asking import Served
from servers.nginx import nginx, nginx_with_brotli

SUBPATH = "/intranet/playbook/"
HOME = (
    '<!doctype html><meta charset="utf-8">'
    '<link rel="canonical" href="http://intranet.example/{path}">'
)

type Start = Callable[[Path, Path, int, Path], AbstractContextManager[None]]
SERVERS: dict[str, tuple[Start, tuple[str, ...]]] = {
    "nginx": (nginx, ("gzip",)),
    "nginx with Brotli": (nginx_with_brotli, ("gzip", "br")),
    "Apache": (apache, ("gzip", "br")),
}


@dataclass(frozen=True, slots=True)
class Built:
    """A site below the folder that is a server's root, and the port it was built for."""

    root: Path
    site: Path
    port: int


@contextmanager
def readable_folder() -> Iterator[Path]:
    """Make a folder that the user of a web server can read; pytest's own are for one user."""
    with tempfile.TemporaryDirectory(prefix="stagecheck-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def built() -> Iterator[Built]:
    """Return the playbook, built for a sub-path."""
    with readable_folder() as root:
        port = free_port()
        site = root / SUBPATH.strip("/")
        build(f"http://127.0.0.1:{port}{SUBPATH}", site)
        yield Built(root, site, port)


@pytest.fixture(scope="session", params=SERVERS)
def served(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Return each server in turn, with the playbook at a sub-path."""
    start, encodings = SERVERS[request.param]
    with start(built.site, built.root, built.port, tmp_path_factory.mktemp("server")):
        yield Served(f"http://127.0.0.1:{built.port}{SUBPATH}", built.site, encodings)


@pytest.fixture(scope="module", params=SERVERS)
def at_root(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Return each server in turn, with a site of a few files at the root of the host."""
    with _small_site("", request.param, tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture(scope="module", params=SERVERS)
def encoded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Return each server in turn, with such a site at a path that addresses encode."""
    folder = tmp_path_factory.mktemp("server")
    with _small_site("our team/café/", request.param, folder) as served:
        yield served


@contextmanager
def _small_site(path: str, name: str, folder: Path) -> Iterator[Served]:
    start, encodings = SERVERS[name]
    with readable_folder() as root:
        site = root / path
        _write_small_site(site, HOME.format(path=quote(path)))
        port = free_port()
        with start(site, root, port, folder):
            yield Served(f"http://127.0.0.1:{port}/{quote(path)}", site, encodings)


def _write_small_site(root: Path, home: str) -> None:
    (root / "phases").mkdir(parents=True)
    (root / "assets/stagecheck/0123").mkdir(parents=True)
    for name, text in {
        "index.html": home,
        "404.html": "<!doctype html><title>Not found</title>",
        "phases/index.html": home,
        "assets/stagecheck/0123/a.js": "export {};",
    }.items():
        (root / name).write_text(text, "utf-8")
    (root / "assets/stagecheck/0123/a.js.gz").write_bytes(gzip.compress(b"export {};"))


@pytest.fixture
def page(browser: Browser, served: Served, record: Record) -> Iterator[Page]:
    """Return a page of a reader; the test fails where anything about it was not clean."""
    with watched_page(browser, record) as page:
        yield page
    expect_clean(record, Server(served.url, served.site))
