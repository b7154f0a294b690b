"""Under `mkdocs serve` an editor sees a mistake in the quiz's place, mends it, sees the quiz."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from garden import make_garden, replace

PATIENCE = 60
"""Seconds after which a server that does not answer has failed; nothing is measured."""


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A project with one quiz."""
    return make_garden(tmp_path)


@pytest.fixture
def address(garden: Path) -> Iterator[str]:
    """The address of the check page, served live from a project with one mistake."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--dev-addr",
            f"127.0.0.1:{port}",
            "--livereload",
        ],
        cwd=garden,
        env=dict(os.environ),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/check/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def await_text(address: str, wanted: str) -> str:
    """Ask for a page until it holds a text."""
    page = ""
    end = time.monotonic() + PATIENCE
    while wanted not in page and time.monotonic() < end:
        try:
            with urlopen(address, timeout=PATIENCE) as response:
                page = response.read().decode()
        except URLError:
            pass
        time.sleep(0.1)
    assert wanted in page
    return page


def test_a_mistake_stands_on_the_page_until_it_is_mended(garden: Path, address: str) -> None:
    """The problem with its hint is on the page; after a save the quiz is there instead."""
    page = await_text(address, "cannot be shown yet")
    assert "quizzes/garden.md:5:1" in page
    assert "Did you mean &#39;minutes&#39;?" in page
    replace(garden, "quizzes/garden.md", "minuts: 2", "minutes: 2")
    page = await_text(address, 'data-item="who-sat"')
    assert "QZ005" not in page
