"""Prepares the browser's Python for a project, with the settings that every build shares."""

import os
from importlib.util import find_spec
from pathlib import Path

from .runtime import Runtime, prepare


def cache_folder(root: Path) -> Path:
    """Return where the project at `root` keeps what takes long to make.

    That is STAGECHECK_CACHE=DIR of the environment, for instance one that outlives a clean
    checkout, or a folder of the project.
    """
    return Path(os.environ.get("STAGECHECK_CACHE") or root / ".cache" / "stagecheck")


def engine_folder() -> Path:
    """Return the folder with the sources of the engine."""
    spec = find_spec("stagecheck_engine")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("stagecheck_engine is not installed beside stagecheck")
    return Path(spec.origin).parent


def is_prepared(root: Path) -> bool:
    """Whether preparing Python takes no time: a build did it before, or a copy is named."""
    return cache_folder(root).exists() or "STAGECHECK_RUNTIME" in os.environ


def prepare_runtime(root: Path) -> Runtime:
    """Prepare Python for the browser, or take it from the cache of the project at `root`.

    Raises RuntimeUnavailable, with what to do.
    """
    return prepare(engine_folder(), cache_folder(root))
