"""What the reader feels: the longest task while Python starts, and a result once it runs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.boot import FIRST_RESULT, NO_PREFETCH
from bench.figures import Figure, middle
from bench.sites import trial_served
from browser.harness import launch

ROUNDS = 5
RESULT = """(place) => new Promise((done, fail) => {
  const box = document.querySelectorAll("[data-item=rules] input")[place];
  const report = document.querySelector("[data-part=report]");
  new MutationObserver(() => done(performance.now() - began)).observe(report, {childList: true});
  setTimeout(() => fail(new Error("no result within a minute")), 60000);
  const began = performance.now();
  box.click();
})"""


def measure() -> list[Figure]:
    """Return both, in milliseconds, from a first visit in a profile of its own each round."""
    tasks, results = [], []
    with trial_served() as server, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        for _ in range(ROUNDS):
            task, result = _visit(browser, f"{server.url}check/")
            tasks.append(task)
            results += result
    return [
        middle("ui.longest_task_ms", tasks, most=50),
        middle("ui.result_ms", results, most=50),
    ]


def _visit(browser: Browser, address: str) -> tuple[float, list[float]]:
    context = browser.new_context()
    context.add_init_script(NO_PREFETCH)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(700)
    task = longest_task(browser, page, lambda: page.evaluate(FIRST_RESULT))
    page.wait_for_timeout(500)
    results = [float(page.evaluate(RESULT, place)) for place in (0, 1, 2, 0, 1)]
    context.close()
    return task, results


def longest_task(browser: Browser, page: Page, act: Callable[[], object]) -> float:
    """Return the milliseconds of the longest task of the page's main thread while `act` runs."""
    with tempfile.TemporaryDirectory() as scratch:
        trace = Path(scratch) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=["devtools.timeline", "toplevel"])
        act()
        browser.stop_tracing()
        events = json.loads(trace.read_text("utf-8"))["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"].get("name") == "CrRendererMain"
    }
    tasks = [
        event.get("dur", 0)
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in main
    ]
    assert tasks, "expected tasks in the trace"
    return max(tasks) / 1000
