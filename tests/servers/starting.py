"""How a web server is started, waited for and ended."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "site_config" / "deploy"


def replace_once(text: str, old: str, new: str) -> str:
    """Replace what stands exactly once in the product's settings."""
    assert text.count(old) == 1, f"expected {old!r} once in the settings"
    return text.replace(old, new)


@contextmanager
def running(command: Sequence[str | Path], port: int, log: Path) -> Iterator[None]:
    """Run a server until the block ends; it must answer on `port` within ten seconds."""
    process = subprocess.Popen(list(map(str, command)))
    try:
        if not _answers(port, process):
            text = log.read_text("utf-8") if log.exists() else "no log"
            pytest.fail(f"{command[0]} did not start:\n{text}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 10
    while process.poll() is None and time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("HEAD", "/")
            connection.getresponse()
            connection.close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False
