"""A visitor by each engine, to the site that tests/browser builds and serves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.harness import Server
from engines.chromium import Chromium
from engines.firefox import Firefox
from engines.visitor import Visitor
from engines.webkit import WebKit


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def visitor(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Visitor]:
    """Return somebody who was never on the site, by each of the engines in turn."""
    visitor = _visitor(request.param, server.url, browser)
    yield visitor
    visitor.close()


def _visitor(engine: str, address: str, browser: Browser) -> Visitor:
    match engine:
        case "chromium":
            return Chromium(address, browser)
        case "firefox":
            return Firefox(address)
        case _:
            return WebKit(address)
