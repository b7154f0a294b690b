"""From the first answer to the first result: on a first visit, and on the next.

The first visit is a whole one: the reader answers every question and reads the result.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Page, sync_playwright

from bench.figures import Figure, middle, ratio
from bench.sites import as_on_npm, served
from browser.harness import CHROMIUM_ARGUMENTS, chromium, wait_until

ROUNDS = 5
# As with a data saver: nothing is fetched before the first answer.
NO_PREFETCH = "Object.defineProperty(navigator, 'connection', {get: () => ({saveData: true})})"
FIRST_RESULT = """() => new Promise((done, fail) => {
  const began = performance.now();
  const headline = document.querySelector("[data-part=headline]");
  new MutationObserver(() => {
    if (document.querySelector("[data-stagecheck]").dataset.state === "result" &&
        headline.textContent) done(performance.now() - began);
  }).observe(document.body, {subtree: true, childList: true, characterData: true,
                             attributes: true});
  setTimeout(() => fail(new Error("no result within a minute")), 60000);
  document.querySelector("input[value=b]").click();
})"""

type Times = dict[str, list[float]]
"""Milliseconds of each round, by `cold` and `warm`."""


def measure() -> list[Figure]:
    """Return the ratios of our start to that of the npm assets, and our times."""
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        urls = {}
        for name in ("ours", "npm"):
            site = Path(scratch) / name / "playbook"
            urls[name] = stack.enter_context(served(site))
            if name == "npm":
                as_on_npm(site)
        times = first_results(urls, ROUNDS)
    figures = []
    for visit in ("cold", "warm"):
        ours, npm = times["ours"][visit], times["npm"][visit]
        figures.append(ratio(f"boot.{visit}_ratio", ours, npm, most=0.40, aim=0.25))
        figures.append(middle(f"boot.{visit}_ms", ours))
    return figures


def first_results(urls: Mapping[str, str], rounds: int) -> dict[str, Times]:
    """Measure each site in turn, round by round; a first round that warms the machine is left out.

    `urls` are addresses of home pages, by name.
    """
    times: dict[str, Times] = {name: {"cold": [], "warm": []} for name in urls}
    with sync_playwright() as playwright:
        for number in range(rounds + 1):
            for name, url in urls.items():
                found = _visit(playwright.chromium, url)
                for visit, value in found.items():
                    if number:
                        times[name][visit].append(value)
    return times


def _visit(kind: BrowserType, url: str) -> dict[str, float]:
    """Measure a first visit, in a profile of its own, and a second."""
    with tempfile.TemporaryDirectory() as profile:
        context = kind.launch_persistent_context(
            profile, executable_path=chromium(), args=CHROMIUM_ARGUMENTS
        )
        context.add_init_script(NO_PREFETCH)
        try:
            return {visit: _first_result(context, url) for visit in ("cold", "warm")}
        finally:
            context.close()


def _first_result(context: BrowserContext, url: str) -> float:
    page = context.new_page()
    page.goto(f"{url}check/")
    page.wait_for_timeout(700)
    found = float(page.evaluate(FIRST_RESULT))
    _finish(page)
    page.close()
    return found


def _finish(page: Page) -> None:
    """Answer the other questions, read the result for a while, and clear the answers.

    A browser keeps code that it compiled well, for the next visit; of ours and of npm's.
    """
    for field in page.locator("[data-stagecheck] fieldset").all():
        field.locator("label").first.click()
        wait_until(page, "document.querySelector('[data-stagecheck]').dataset.state === 'result'")
    page.wait_for_timeout(3000)
    page.evaluate("localStorage.clear()")
