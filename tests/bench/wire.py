"""How many bytes Python is on its way to the reader."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, exactly
from bench.sites import engine_as_source, npm_files, trial
from browser.harness import ROOT
from stagecheck.packed import PACKERS, packed_forms
from stagecheck.toolchain import cache_folder


def measure() -> list[Figure]:
    """Build the site, and return its figures."""
    with trial() as site:
        return of(site)


def of(site: Path) -> list[Figure]:
    """Return the bytes of Python's files in a built site, as packed by the build, and the ratio.

    The ratio is to the npm package's files that `loadPyodide` asks for, and to the engine as
    source, packed just as well: what it says is what pruning and compiling save.
    """
    assets = site / "assets" / "stagecheck"
    files = [*assets.glob("runtime-*/*"), *assets.glob("engine-*")]
    ours = {ending: _sum(files, ending) for ending in PACKERS}
    with TemporaryDirectory() as scratch:
        engine = Path(scratch) / "engine.zip"
        engine_as_source(engine)
        theirs = sum(_packed(path, ".br") for path in [*npm_files(), engine])
    return [
        exactly("wire.python_brotli_bytes", ours[".br"], most=4_000_000),
        exactly("wire.python_gzip_bytes", ours[".gz"], most=5_200_000),
        exactly("wire.ratio", ours[".br"] / theirs),
    ]


def _sum(files: list[Path], ending: str) -> int:
    plain = [path for path in files if path.suffix not in PACKERS]
    assert len(plain) >= 6, "expected Pyodide's five files and the engine"
    forms = [path.with_name(path.name + ending) for path in plain]
    return sum(
        (form if form.exists() else path).stat().st_size
        for form, path in zip(forms, plain, strict=True)
    )


def _packed(path: Path, ending: str) -> int:
    forms = packed_forms(path, cache_folder(ROOT), print)
    return min(forms[ending].stat().st_size, path.stat().st_size)
