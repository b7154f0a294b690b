"""The page that tells a reader what their browser lacks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.harness import Record, Server, mark, navigated_without_reload, wait_until
from browser.test_accessibility import LARGE, SCHEMES, SMALL, breaches, show

ADDRESS = "about/your-browser/"
NO_WORKER = "window.Worker = class { constructor() { throw new Error('refused'); } };"
NO_WASM = "delete window.WebAssembly;"
OLD_WASM = "WebAssembly.validate = () => false;"
NO_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } });
"""
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new Error('full'); };"


def said(page: Page) -> list[str]:
    """Wait until the page has looked, and return which sentences it shows, in their order."""
    names = "[...document.querySelectorAll('[data-says]:not([hidden])')].map(s => s.dataset.says)"
    looking = f"['off', 'looking'].includes(({names}).join())"
    wait_until(page, f"({names}).length > 0 && !{looking}")
    return list(page.evaluate(names))


def visit(page: Page, server: Server, *scripts: str) -> list[str]:
    for script in scripts:
        page.add_init_script(script)
    page.goto(server.url + ADDRESS)
    return said(page)


def test_a_browser_that_has_everything(page: Page, server: Server) -> None:
    """One sentence says so, and a screen reader hears it."""
    assert visit(page, server) == ["well"]
    assert "Everything is there." in page.get_by_role("status").inner_text()
    assert page.evaluate("localStorage.getItem('stagecheck:try')") is None


@pytest.mark.parametrize(
    ("scripts", "lacks"),
    [
        ((NO_WORKER,), ["worker"]),
        ((NO_WORKER, NO_WASM), ["wasm", "worker"]),
        ((NO_WORKER, OLD_WASM), ["old", "worker"]),
        ((NO_STORAGE,), ["storage"]),
        ((FULL_STORAGE,), ["storage"]),
        ((NO_WORKER, NO_STORAGE), ["worker", "storage"]),
    ],
)
def test_what_is_missing_is_named(
    page: Page, server: Server, record: Record, scripts: tuple[str, ...], lacks: list[str]
) -> None:
    """Each lack has a sentence, with what to do about it, and no other is shown."""
    assert visit(page, server, *scripts) == lacks
    if NO_STORAGE in scripts:
        record.errors.clear()  # the theme's own scripts log that they cannot store


def test_webassembly_that_a_policy_forbids(page: Page, server: Server, record: Record) -> None:
    """It is looked for in a worker, where Python would run."""

    def forbid(route: Route) -> None:
        response = route.fetch()
        rule = "content-security-policy"
        policy = response.headers[rule].replace("'wasm-", "'no-")
        route.fulfill(response=response, headers={**response.headers, rule: policy})

    page.route("**/assets/browser.js", forbid)
    assert visit(page, server) == ["wasm"]
    # The browser logs the breach, and that it does not know what the policy was changed to.
    record.violations.clear()
    record.errors.clear()


def test_a_worker_that_fails(page: Page, server: Server, record: Record) -> None:
    """A worker whose script does not come is one that does not start."""

    page.add_init_script(
        "const Real = Worker; window.Worker = class extends Real {"
        "constructor(address, options) { super(`${address}x`, options); } };"
    )
    assert visit(page, server) == ["worker"]
    record.errors.clear()  # the browser logs the status 404


def test_it_looks_again_where_the_page_comes_without_a_reload(page: Page, server: Server) -> None:
    """Instant navigation runs a page's script once; who comes back is told all the same."""
    page.goto(server.url)
    mark(page)
    for _ in range(2):
        page.click(".md-tabs__link:text-is('About')")
        wait_until(page, "document.querySelector('link[rel=canonical]').href.endsWith('glossary/')")
        page.click(".md-sidebar--primary a[href$='your-browser/']")
        wait_until(page, "document.querySelector('[data-browser-check]') !== null")
        assert said(page) == ["well"]
        page.click(".md-tabs__link:text-is('Checks')")
        wait_until(page, "document.querySelector('link[rel=canonical]').href.endsWith('checks/')")
    assert navigated_without_reload(page)


def test_without_scripts_the_page_says_so(browser: Browser, server: Server) -> None:
    """The versions stand there, and a sentence says that nobody looked."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(server.url + ADDRESS)
        assert page.locator("[data-says=off]").is_visible()
        assert page.locator("[data-says]:visible").count() == 1
        assert page.get_by_text("Chrome and Edge").first.is_visible()
    finally:
        context.close()


def test_every_sentence_is_accessible(page: Page, server: Server) -> None:
    """Light and dark, large and small, with all sentences shown at once."""
    visit(page, server)
    page.evaluate("document.querySelectorAll('[data-says]').forEach(one => one.hidden = false)")
    for scheme in SCHEMES:
        for size in (LARGE, SMALL):
            show(page, scheme, size)
            assert breaches(page) == [], f"{scheme}, {size['width']} pixels"
