"""How many visits a second nginx serves on this machine: figures for sizing, without a budget.

Not part of `make bench`: it needs `wrk`, and a machine with nothing else to do. A first visit asks
for every file that Chromium asks for from the check to its first result; a repeat visit asks again
for those that browsers may not keep, and is told that they are the same. Server and generator share
the processor, so a server alone does better; over a network, bytes are what limits.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import sync_playwright

from bench.boot import FIRST_RESULT
from bench.figures import Figure, exactly, middle
from bench.sites import trial_served
from browser.harness import Record, launch, watched_page

ROUNDS = 5
SECONDS = 6
CONNECTIONS = 32
LUA = """
local paths = {{{paths}}}
local tags = {{{tags}}}
local at = 0
request = function()
  at = at % #paths + 1
  wrk.headers["Accept-Encoding"] = "gzip"
  wrk.headers["If-None-Match"] = tags[at]
  return wrk.format("GET", paths[at])
end
"""


def measure() -> list[Figure]:
    """Return the visits a second, first and repeat, and what each costs in requests and bytes."""
    with trial_served() as server, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        record = Record()
        with watched_page(browser, record) as page:
            page.goto(f"{server.url}check/")
            page.evaluate(FIRST_RESULT)
        asked = {address: _asked(address) for address in dict.fromkeys(record.requests)}
        again = {address: tag for address, (_, tag, kept) in asked.items() if not kept}
        first = _visits(server.url, dict.fromkeys(asked, ""))
        repeat = _visits(server.url, again)
    return [
        exactly("load.first_requests", len(asked)),
        exactly("load.first_bytes", sum(size for size, _, _ in asked.values())),
        middle("load.first_visits_a_second", first),
        exactly("load.repeat_requests", len(again)),
        middle("load.repeat_visits_a_second", repeat),
    ]


def _asked(address: str) -> tuple[int, str, bool]:
    """Return a file's bytes on the wire, its tag, and whether a browser keeps it unasked."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as response:
        headers = response.headers
        kept = "immutable" in headers.get("Cache-Control", "")
        return len(response.read()), headers.get("ETag", ""), kept


def _visits(address: str, tags: dict[str, str]) -> list[float]:
    wrk = shutil.which("wrk")
    assert wrk, "wrk is needed: install it from the distribution's package of that name"
    paths = ", ".join(f"{urlsplit(one).path!r}" for one in tags)
    listed = ", ".join(f"{tag!r}" for tag in tags.values())
    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch) / "visit.lua"
        script.write_text(LUA.format(paths=paths, tags=listed), encoding="utf-8")
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address]
        runs = [subprocess.run(command, capture_output=True, text=True) for _ in range(ROUNDS)]
    return [_requests_a_second(run.stdout) / len(tags) for run in runs]


def _requests_a_second(output: str) -> float:
    found = re.search(r"Requests/sec:\s*([\d.]+)", output)
    assert found, output
    assert "Non-2xx" not in output, output
    return float(found[1])
