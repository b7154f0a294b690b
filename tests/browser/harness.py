"""What the browser tests stand on: build the site, serve it, watch a page, wait."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, Request

from servers.nginx import nginx
from stagecheck.packed import PACKERS
from system import program

__all__ = [
    "ROOT",
    "Record",
    "Server",
    "build",
    "chromium",
    "expect_clean",
    "free_port",
    "launch",
    "mark",
    "navigated_without_reload",
    "nginx",
    "settle",
    "unpacked",
    "urls_of_pages",
    "wait_until",
    "watched_page",
]

ROOT = Path(__file__).parents[2]
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
    reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server and what it serves."""

    url: str
    """Address of the home page, with its path and a slash at the end."""
    site: Path
    """Folder of the built site."""


@dataclass(slots=True)
class Record:
    """What a page did since it was opened."""

    requests: list[str] = field(default_factory=list)
    """Address of every request, in order, of workers too; `data:` and `blob:` ones left out."""
    violations: list[str] = field(default_factory=list)
    """Every breach of the security policy: directive, what was refused, sample."""
    errors: list[str] = field(default_factory=list)
    """Every error in the console and every uncaught exception."""

    def origins(self) -> set[str]:
        """Return scheme, host and port of all requests."""
        return {f"{url.scheme}://{url.netloc}" for url in map(urlsplit, self.requests)}


def free_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build(url: str, target: Path) -> None:
    """Build the site for the address `url` into the folder `target`; every warning is an error.

    The repository is said to be on GitHub: the theme must not ask GitHub about it.
    """
    environment = os.environ | {
        "SITE_URL": url,
        "REPO_URL": "https://github.com/example/playbook",
        "EDIT_URI": "edit/main/playbook/",
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, f"mkdocs build failed:\n{run.stdout}\n{run.stderr}"


@contextmanager
def unpacked(*files: Path) -> Iterator[None]:
    """Take away the packed forms of files of a served site: the server then sends the files.

    nginx sends `x.gz` for `x` even where `x` was changed or is gone.
    """
    forms = [file.with_name(file.name + ending) for file in files for ending in PACKERS]
    there = [(form, form.read_bytes()) for form in forms if form.exists()]
    for form, _ in there:
        form.unlink()
    try:
        yield
    finally:
        for form, content in there:
            form.write_bytes(content)


def expect_clean(record: Record, server: Server) -> None:
    """Fail when a page asked another origin, broke the security policy or logged an error."""
    own = urlsplit(server.url)
    assert record.origins() <= {f"{own.scheme}://{own.netloc}"}, "another host was asked"
    assert record.violations == [], "the security policy was broken"
    assert record.errors == [], "the console holds errors"


def chromium() -> str:
    """Return the path of the Chromium of the environment's CHROMIUM, or of the PATH."""
    path = os.environ.get("CHROMIUM") or program("chromium")
    assert path, "Chromium is needed for the browser tests: install it or set CHROMIUM"
    return path


def launch(kind: BrowserType, *without: str) -> Browser:
    """Start the Chromium of the environment's CHROMIUM, or of the PATH.

    `without` are arguments that Playwright would give it, and is not to.
    """
    return kind.launch(
        executable_path=chromium(), args=CHROMIUM_ARGUMENTS, ignore_default_args=list(without)
    )


@contextmanager
def watched_page(browser: Browser, record: Record) -> Iterator[Page]:
    """Open a page in a context of its own, which writes into `record`; close both after use."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )

    def note(request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:")):
            record.requests.append(request.url)

    def break_rule(text: str) -> None:
        record.violations.append(text)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            record.errors.append(message.text)

    context.on("request", note)
    context.on("console", hear)
    context.on("weberror", lambda error: record.errors.append(str(error.error)))
    context.expose_function("reportViolation", break_rule)
    context.add_init_script(REPORT_VIOLATIONS)
    try:
        page = context.new_page()
        yield page
        settle(page)
    finally:
        context.close()


def settle(page: Page) -> None:
    """Let a page report what it queued: violations are told in a later task than they happen."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def wait_until(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait until a JavaScript expression holds; `wait_for_function` needs eval, which is forbidden.

    Raises AssertionError that names the expression when it does not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"still not true: {expression}"
        page.wait_for_timeout(30)


def urls_of_pages() -> list[str]:
    """Return the address of every page, relative to the site's, from the files in playbook/."""
    return sorted(
        path.relative_to(ROOT / "playbook").as_posix().removesuffix(".md").removesuffix("index")
        + ("/" if path.stem != "index" else "")
        for path in (ROOT / "playbook").rglob("*.md")
    )


def navigated_without_reload(page: Page) -> bool:
    """Return whether the page still has the mark that `mark` set on its window."""
    return bool(page.evaluate("window.sameDocument === true"))


def mark(page: Page) -> None:
    """Mark the window, to find out later whether the document was replaced."""
    page.evaluate("window.sameDocument = true")
