"""`make bench`: measures, prints a table, writes build/bench.json.

python -m bench [wire page boot ui build edit impact team board]
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from bench.figures import Figure, line, write
from browser.harness import ROOT
from stagecheck.toolchain import cache_folder

PARTS = ("wire", "page", "boot", "ui", "build", "edit", "impact", "team", "board")


def main(parts: list[str]) -> None:
    """Measure the parts, all by default; a miss is shown, and is no failure."""
    # The browser's Python, and its packed forms, are the same for every project that is measured.
    os.environ.setdefault("STAGECHECK_CACHE", str(cache_folder(ROOT)))
    figures: list[Figure] = []
    for part in parts or PARTS:
        for figure in import_module(f"bench.{part}").measure():
            print(line(figure), flush=True)
            figures.append(figure)
    write(figures, ROOT / "build" / "bench.json")
    missed = [figure.key for figure in figures if figure.misses]
    print(f"\n{len(figures)} figures in build/bench.json; missed: {', '.join(missed) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
