"""The page about the reader's browser says what is published about what the site uses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from browsers import BROWSERS, FILE, floor
from samples import ROOT

PAGE = ROOT / "playbook/about/your-browser.md"
KNOWN: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
FEATURES: list[dict[str, Any]] = KNOWN["features"]
STYLES = ("plugins/stagecheck/assets/*.css", "site_config/overrides/assets/*.css")
SCRIPTS = ("plugins/stagecheck/assets/*.js", "site_config/overrides/assets/*.js")
USES: dict[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "selectors": (STYLES, lambda name: rf"::?{name}(?![\w-])"),
    "at-rules": (STYLES, lambda name: rf"@{name}(?![\w-])"),
    "properties": (STYLES, lambda name: rf"(?<![\w-]){name}\s*:(?!:)"),
    "functions": (STYLES, lambda name: rf"(?<![\w-]){name}\("),
    "objects": (SCRIPTS, lambda name: rf"\b{name}\b"),
    "methods": (SCRIPTS, lambda name: rf"\.{name}\("),
}


def source(*patterns: str) -> str:
    """Read files without their comments."""
    texts = [path.read_text("utf-8") for one in patterns for path in sorted(ROOT.glob(one))]
    return re.sub(r"/\*.*?\*/|^\s*//.*?$", "", "\n".join(texts), flags=re.DOTALL | re.MULTILINE)


def rows() -> dict[str, list[str]]:
    """Read the page's lists: versions by what they are of."""
    lines = re.findall(
        r"^- (.+): Chrome and Edge (.+), Firefox (.+), Safari (.+)\.$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    return {re.sub(r"[*`]", "", of): [chrome, chrome, *others] for of, chrome, *others in lines}


def versions(told: dict[str, float]) -> list[str]:
    """Write versions as the page does, in the order of BROWSERS."""
    return [f"{told[browser]:g}" for browser in BROWSERS]


def test_the_page_tells_the_oldest_browsers_that_work() -> None:
    """Each number is the newest of all that is needed."""
    assert rows()["A result in the browser"] == versions(floor(KNOWN, "results"))
    assert rows()["Everything as it is meant to look"] == versions(floor(KNOWN, "results", "looks"))


@pytest.mark.parametrize(
    "feature", [one for one in FEATURES if one["for"] != "more"], ids=lambda one: one["title"]
)
def test_the_page_tells_of_each_feature(feature: dict[str, Any]) -> None:
    """Readers and operators can see which part asks for which version."""
    assert rows()[feature["title"]] == versions(feature["versions"])


@pytest.mark.parametrize(
    "feature", [one for one in FEATURES if "pattern" in one], ids=lambda one: one["title"]
)
def test_a_feature_that_is_listed_is_used(feature: dict[str, Any]) -> None:
    """What the site no longer uses keeps no browser out."""
    assert re.search(feature["pattern"], source(feature["files"]))


@pytest.mark.parametrize("kind", KNOWN["newer"])
def test_nothing_newer_is_used_unnoticed(kind: str) -> None:
    """Whoever uses something newer than the page promises adds it to browsers.json."""
    files, pattern = USES[kind]
    text = source(*files)
    used = {name for name in KNOWN["newer"][kind].split() if re.search(pattern(name), text)}
    noticed = {one["path"].rpartition("/")[2] for one in FEATURES if "path" in one}
    assert used <= noticed


def test_the_page_names_its_source() -> None:
    """Readers can look up the very data that the numbers are from."""
    assert f"version {KNOWN['published'].split(',')[0]} of " in PAGE.read_text("utf-8")


def test_pyodide_is_the_one_whose_needs_are_listed() -> None:
    """With another version its needs are read anew: of the wasm, its scripts and its manual."""
    package = json.loads((ROOT / "plugins/stagecheck/runtime/package.json").read_text("utf-8"))
    pinned = package["dependencies"]["pyodide"]
    listed = {one["pyodide"] for one in FEATURES if "pyodide" in one}
    assert listed == {pinned}
