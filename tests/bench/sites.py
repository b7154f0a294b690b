"""The sites that are measured: ours, and the same with Pyodide as npm has it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from browser.harness import ROOT, Server, build, free_port, nginx
from stagecheck.runtime.model import FILES
from stagecheck.runtime.steps import Steps
from stagecheck.store import Store
from stagecheck.toolchain import cache_folder, engine_folder


def npm_files() -> list[Path]:
    """Return the files of the npm package `pyodide`, as published, that a reader would load."""
    package = Steps(Store(cache_folder(ROOT).resolve()), {}).package()
    return [package / name for name in FILES]


@contextmanager
def trial() -> Iterator[Path]:
    """Build the site in a folder of its own, for an address where nobody serves it."""
    with TemporaryDirectory() as scratch:
        site = Path(scratch) / "playbook"
        build("http://127.0.0.1:8000/playbook/", site)
        yield site


@contextmanager
def trial_served() -> Iterator[Server]:
    """Build the site in a folder of its own, and serve it by the product's nginx."""
    with TemporaryDirectory() as scratch:
        site = Path(scratch) / "www" / "playbook"
        with served(site) as url:
            yield Server(url, site)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Build the folder `site` for an address, serve it there, and give the address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/{site.name}/"
    build(url, site)
    folder = site.parent.with_name(f"{site.parent.name}-nginx")
    folder.mkdir()
    with nginx(site, site.parent, port, folder):
        yield url


def as_on_npm(site: Path) -> None:
    """Replace what starts Python in a built site by Pyodide and the engine as they come.

    Nothing is compiled or packed ahead: the server packs what it sends.
    """
    assets = site / "assets" / "stagecheck"
    for packed in [*assets.rglob("*.br"), *assets.rglob("*.gz")]:
        packed.unlink()
    (runtime,) = assets.glob("runtime-*")
    for path in npm_files():
        shutil.copyfile(path, runtime / path.name)
    (engine,) = assets.glob("engine-*.zip")
    engine_as_source(engine)
    (worker,) = assets.glob("*/worker.js")
    shutil.copyfile(Path(__file__).with_name("plain-worker.js"), worker)


def engine_as_source(path: Path) -> None:
    """Write an archive of the engine's sources, deflated, as anybody would."""
    folder = engine_folder()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted(folder.rglob("*.py")):
            archive.write(source, source.relative_to(folder.parent))
