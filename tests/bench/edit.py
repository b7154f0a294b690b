"""What an editor waits for: the reloaded page after a save, and the linter."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench.authored import project, seconds
from bench.figures import Figure, middle, ratio
from browser.harness import free_port
from garden import replace
from samples import copy_playbook

ROUNDS = 5
RELOADS = 20
"""Their time is that on the clock: on a shared machine the median of five wavers by a fifth."""
QUIZZES = 500
PAGE = "playbook/phases/forging.md"
WITHOUT = "plugins: [search]\n"


def measure() -> list[Figure]:
    """Return the ratio of both reloads, and the processor time of linting 500 quizzes."""
    with tempfile.TemporaryDirectory() as scratch:
        many = project(Path(scratch) / "many", "quizzes", QUIZZES)
        lint = [seconds(many, "stagecheck", "lint") for _ in range(ROUNDS)]
        with_plugin, without = _reloads(Path(scratch))
    return [
        ratio("edit.reload_ratio", with_plugin, without, most=1.3),
        middle("edit.reload_ms", [each * 1000 for each in with_plugin]),
        middle("edit.lint_s_500", lint, most=3),
    ]


def _reloads(scratch: Path) -> tuple[list[float], list[float]]:
    plain = copy_playbook(scratch / "without")
    settings = plain / "mkdocs.yml"
    text = settings.read_text("utf-8")
    begin, end = text.index("plugins:\n"), text.index("# None of these makes an inline style")
    settings.write_text(text[:begin] + WITHOUT + text[end:], "utf-8")
    with _served(copy_playbook(scratch / "with")) as ours, _served(plain) as theirs:
        editions = range(RELOADS + 1)
        times = [(_reload(*ours, number), _reload(*theirs, number)) for number in editions]
    return [a for a, _ in times[1:]], [b for _, b in times[1:]]


@contextmanager
def _served(root: Path) -> Iterator[tuple[Path, str]]:
    """Run `mkdocs serve` as `make serve` does; give the project and the address of `PAGE`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr"]
    environment = {**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        [*command, f"127.0.0.1:{port}"], cwd=root, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        page = f"{address}phases/forging/"
        _await(page, "Forging")
        yield root, page
    finally:
        process.terminate()
        process.wait(timeout=10)


def _reload(root: Path, address: str, number: int) -> float:
    """Save a changed sentence; return the seconds until the page has it."""
    time.sleep(1)
    began = time.perf_counter()
    replace(root, PAGE, "# Forging", f"# Forging\n\nEdition {number} of this page.")
    _await(address, f"Edition {number} of")
    return time.perf_counter() - began


def _await(address: str, text: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=60) as response:
                if text in response.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise AssertionError(f"{address} never held {text!r}")
