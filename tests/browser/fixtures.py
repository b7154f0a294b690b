"""A built site, a real nginx before it, a browser, and a page that records what it does.

`site` builds once per session and worker, at a sub-path, which is the harder case; `server` serves
it with `site_config/deploy/nginx/playbook.conf`, only its port and root changed. `page` fails a
test in which the browser asked another host for anything, broke the security policy or logged an
error, unless the test took what it expected out of `record`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.gardens import Garden, served_garden
from browser.harness import (
    Record,
    Server,
    build,
    expect_clean,
    free_port,
    launch,
    nginx,
    watched_page,
)
from browser.quizzing import WATCH_WORKERS

SUBPATH = "/intranet/playbook/"


@pytest.fixture(scope="session")
def serve_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Return a function that builds and serves the site at a path, once for each path.

    The path begins and ends with a slash. Every xdist worker builds its own: the address, port
    included, is part of the built pages.
    """
    running: dict[str, Server] = {}
    with ExitStack() as stack:

        def serve(path: str) -> Server:
            if path not in running:
                root = tmp_path_factory.mktemp("root")
                site = root / path.strip("/")
                port = free_port()
                url = f"http://127.0.0.1:{port}{path}"
                build(url, site)
                folder = tmp_path_factory.mktemp("nginx")
                stack.enter_context(nginx(site, root, port, folder))
                running[path] = Server(url, site)
            return running[path]

        yield serve


@pytest.fixture(scope="session")
def server(serve_at: Callable[[str], Server]) -> Server:
    """Return the site at a sub-path, built and served."""
    return serve_at(SUBPATH)


@pytest.fixture(scope="session")
def site(server: Server) -> Path:
    """Return the folder of the built site."""
    return server.site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for the session."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def record() -> Record:
    """Return the record of `page`; take out of it what a test expects to go wrong."""
    return Record()


@pytest.fixture
def page(browser: Browser, server: Server, record: Record) -> Iterator[Page]:
    """Return a page 1280 by 900, light, nothing stored; see the module's first lines."""
    with watched_page(browser, record) as page:
        yield page
    expect_clean(record, server)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    """Return a small site with several quizzes on its pages, which a test may edit and rebuild."""
    with served_garden(tmp_path_factory.mktemp("garden")) as garden:
        yield garden


@pytest.fixture
def visitor(browser: Browser, garden: Garden, record: Record) -> Iterator[Page]:
    """Return a page of somebody who was never in the garden; it must stay clean, as `page` must.

    A test reaches the workers it starts in `scorers`.
    """
    with watched_page(browser, record) as page:
        page.add_init_script(WATCH_WORKERS)
        yield page
    expect_clean(record, garden.server)
