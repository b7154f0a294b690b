"""What a page costs its reader besides its text and its theme: the quizzes' script and style."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.figures import Figure, exactly
from bench.sites import trial_served
from browser.harness import Record, Server, launch, watched_page

PLAIN = ("", "phases/", "phases/forging/", "plays/run-a-pilot/")
"""Pages without a quiz."""


def measure() -> list[Figure]:
    """Build and serve the site, and return its figures."""
    with trial_served() as server, sync_playwright() as playwright:
        return of(launch(playwright.chromium), server)


def of(browser: Browser, server: Server) -> list[Figure]:
    """Return the bytes that Chromium loads of ours on a page with a quiz, and on pages without."""
    plain = sum(sum(_loaded(browser, server, path).values()) for path in PLAIN)
    quiz = _loaded(browser, server, "check/")
    scripts = [size for name, size in quiz.items() if name.endswith((".js", ".css"))]
    assert len(scripts) >= 8, "expected our scripts and style"
    return [
        exactly("page.extra_gzip_bytes", sum(scripts), most=15_000),
        exactly("page.plain_extra_bytes", plain, most=0),
    ]


def _loaded(browser: Browser, server: Server, path: str) -> dict[str, int]:
    """Open a page in a new profile; return the bytes of each file of ours, as gzip packs it.

    Python's files, which a browser fetches ahead when it is idle, are left out.
    """
    record = Record()
    with watched_page(browser, record) as page:
        page.goto(server.url + path)
        page.wait_for_load_state("networkidle")
    base = urlsplit(server.url).path
    paths = {urlsplit(address).path.removeprefix(base) for address in record.requests}
    ours = {each for each in paths if each.startswith("assets/stagecheck/")}
    ahead = {each for each in ours if "/runtime-" in each or "/engine-" in each}
    return {each: _size(server, each) for each in sorted(ours - ahead)}


def _size(server: Server, path: str) -> int:
    file = server.site / path
    form = file.with_name(f"{file.name}.gz")
    return (form if form.exists() else file).stat().st_size
