"""A project as `make serve` serves it: a process that builds again whenever a file is saved."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from browser.harness import free_port

PATIENCE = 60
"""Seconds after which a server that does not answer has failed; nothing is measured."""


@dataclass(frozen=True, slots=True)
class Served:
    """A project that is served: its address, which ends with a slash, and its terminal."""

    url: str
    output: Path

    def console(self) -> str:
        """Return all that the terminal shows so far."""
        return self.output.read_text("utf-8")

    def heard(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        end = time.monotonic() + PATIENCE
        while text not in self.console():
            assert time.monotonic() < end, f"the terminal never said {text!r}:\n{self.console()}"
            time.sleep(0.1)

    def until(self, page: str, wanted: str, without: str = "\0") -> str:
        """Ask for a page until it holds a text, and another no more; return it."""
        found = ""
        end = time.monotonic() + PATIENCE
        while wanted not in found or without in found:
            assert time.monotonic() < end, f"{page} never held {wanted!r}:\n{self.console()}"
            found = _asked(self.url + page)
            time.sleep(0.1)
        return found


def _asked(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as response:
            return str(response.read().decode())
    except (HTTPError, URLError, TimeoutError):
        return ""


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve the project at `root` until the block ends; its terminal is 400 columns wide."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr"]
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "400"}
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "terminal"
        with output.open("wb") as terminal:
            process = subprocess.Popen(
                [*command, f"127.0.0.1:{port}"], cwd=root, env=environment, stderr=terminal
            )
            try:
                site = Served(url, output)
                site.heard("Serving on")
                yield site
            finally:
                process.terminate()
                process.wait(timeout=10)
