"""Hosts that let nobody set headers: the pages carry the security policy themselves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import (
    Record,
    Server,
    build,
    expect_clean,
    mark,
    navigated_without_reload,
    settle,
    wait_until,
    watched_page,
)
from browser.quizzing import answer, await_result, example
from markup import read_page
from servers.asking import Served
from stagecheck.policy import inline_script_hashes, page_policy


class Quiet(SimpleHTTPRequestHandler):
    """Sends files with their types, no header of ours and nothing packed, as such hosts do."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing about requests."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the playbook at a sub-path of a host that sets no headers."""
    root = tmp_path_factory.mktemp("host")
    site = root / "playbook"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        url = f"http://127.0.0.1:{server.server_port}/playbook/"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("POLICY_IN_PAGES", "true")
            build(url, site)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Served(url, site, ())
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, host: Served, record: Record) -> Iterator[Page]:
    """Return a page of a reader; the test fails where anything about it was not clean."""
    with watched_page(browser, record) as page:
        yield page
    expect_clean(record, Server(host.url, host.site))


def test_every_page_carries_the_policy_before_its_first_script(host: Served) -> None:
    """A policy holds for what comes after it, so it follows the encoding, and stands once."""
    wanted = page_policy(inline_script_hashes(host.site))
    pages = list(host.site.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        text = path.read_text("utf-8")
        metas = read_page(path).all("meta")
        assert metas[0].attributes["charset"] == "utf-8"
        assert metas[1].attributes["content"] == wanted
        assert text.count("Content-Security-Policy") == 1
        assert text.index("Content-Security-Policy") < text.index("<script")


def test_the_journey_passes(page: Page, host: Served) -> None:
    """Search, instant navigation and the check work, and nothing is refused."""
    page.goto(host.url)
    mark(page)
    page.keyboard.press("Tab")
    page.locator(".md-search__input").press_sequentially("forging")
    wait_until(page, "document.querySelectorAll('.md-search-result__item').length > 0")
    page.keyboard.press("Escape")
    page.click("text=Take the team stage check")
    wait_until(page, "document.querySelector('[data-stagecheck]') !== null")
    answer(page, example("fusing"))
    assert await_result(page) == "Your team's phase is Fusing."
    assert navigated_without_reload(page)


@pytest.mark.parametrize("path", ["", "check/", "404.html"])
def test_an_inline_script_is_refused(page: Page, host: Served, record: Record, path: str) -> None:
    """What somebody got into a page does not run, and the browser says so."""
    page.goto(host.url + path)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
    }""")
    settle(page)
    assert page.evaluate("window.ran") is None
    assert any("script-src" in violation for violation in record.violations)
    record.violations.clear()
    record.errors.clear()


def test_another_host_is_not_asked(page: Page, host: Served, record: Record) -> None:
    """Answers could go nowhere else, whatever got into a page."""
    page.goto(f"{host.url}check/")
    sent = "fetch('http://example.org/').then(() => 'sent', () => 'refused')"
    assert page.evaluate(sent) == "refused"
    settle(page)
    assert any("connect-src" in violation for violation in record.violations)
    record.violations.clear()
    record.errors.clear()
    assert all("example.org" not in address for address in record.requests)
