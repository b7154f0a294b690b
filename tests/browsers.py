"""Fills `content/browsers.json` with what is published about browsers.

Run `python tests/browsers.py DATA`, where DATA is the file data.json of the npm package
@mdn/browser-compat-data. The features that the site uses are listed in the JSON by hand; their
versions, and the names of all that is newer than the page promises, are read from DATA.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "content" / "browsers.json"
BROWSERS = ("chrome", "edge", "firefox", "safari")
NEVER = 9999.0
_OBJECTS = ("Array", "Map", "Object", "Promise", "Set", "String")

type Versions = dict[str, float]


def oldest(support: Mapping[str, Any]) -> Versions:
    """Return the first version of each browser that has a feature whole and without a flag."""
    found = {}
    for browser in BROWSERS:
        told = support.get(browser, [])
        entries = told if isinstance(told, list) else [told]
        found[browser] = min((_since(entry) for entry in entries), default=NEVER)
    return found


def _since(entry: Mapping[str, Any]) -> float:
    parts = ("flags", "prefix", "alternative_name", "partial_implementation", "version_removed")
    since = entry.get("version_added")
    if any(entry.get(part) for part in parts) or not isinstance(since, str):
        return NEVER
    try:
        return float(since.removeprefix("≤"))
    except ValueError:
        return NEVER


def floor(known: Mapping[str, Any], *purposes: str) -> Versions:
    """Return the oldest version of each browser that has all that the purposes need."""
    rows = [one["versions"] for one in known["features"] if one["for"] in purposes]
    return {browser: max(row[browser] for row in rows) for browser in BROWSERS}


def newer(data: Mapping[str, Any], floor: Versions, scripts: Versions) -> dict[str, str]:
    """Name what some browser got later than a floor: of CSS, and of what JavaScript has itself.

    Scripts have a floor of their own: without them there is no result.
    """
    css, builtins = data["css"], data["javascript"]["builtins"]
    kinds = {kind: css[kind] for kind in ("selectors", "at-rules", "properties")}
    kinds["functions"] = {k: v for one in css["types"].values() for k, v in one.items()}
    kinds["functions"] |= css["types"]
    later = {kind: _newer(features, floor) for kind, features in kinds.items()}
    later["objects"] = _newer(builtins, scripts)
    methods = {k: v for kind in _OBJECTS for k, v in builtins[kind].items()}
    later["methods"] = _newer(methods, scripts)
    return {kind: " ".join(sorted(set(names))) for kind, names in later.items()}


def _newer(features: Mapping[str, Any], floor: Versions) -> Iterator[str]:
    for name, feature in features.items():
        about = feature.get("__compat") if name != "__compat" else None
        if about and about["status"]["standard_track"]:
            since = oldest(about["support"])
            if any(since[browser] > floor[browser] for browser in BROWSERS):
                yield name.removesuffix("_static")


def feature_at(data: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """Return what is published about a feature by its path, with slashes."""
    found: Any = data
    for part in path.split("/"):
        found = found[part]
    return dict(found["__compat"]["support"])


def main(source: Path) -> None:
    """Read what is published, and write the file anew."""
    data = json.loads(source.read_text("utf-8"))
    known = json.loads(FILE.read_text("utf-8"))
    for feature in known["features"]:
        if "path" in feature:
            feature["versions"] = oldest(feature_at(data, feature["path"]))
    known["published"] = f"{data['__meta']['version']}, {data['__meta']['timestamp'][:10]}"
    known["newer"] = newer(data, floor(known, "results", "looks"), floor(known, "results"))
    FILE.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
