"""Prepares the browser's Python for a project, with the settings that every build shares."""

from importlib.util import find_spec
from pathlib import Path

from .runtime import Runtime, prepare

CACHE = ".cache/stagecheck"


def engine_folder() -> Path:
    """Return the folder with the sources of the engine."""
    spec = find_spec("stagecheck_engine")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("stagecheck_engine is not installed beside stagecheck")
    return Path(spec.origin).parent


def prepare_runtime(root: Path) -> Runtime:
    """Prepare Python for the browser, or take it from the cache of the project at `root`.

    Raises RuntimeUnavailable, with what to do.
    """
    return prepare(engine_folder(), root / CACHE)
