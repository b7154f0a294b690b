"""`prepare`: the one way to a `Runtime`, from the cache, from the registries or from a copy."""

import os
from pathlib import Path

from ..store import Store
from .model import FILES, Runtime
from .prepared import load
from .sources import digest, engine_sources, module_name
from .steps import Steps, pinned_version


def prepare(engine: Path, cache: Path) -> Runtime:
    """The runtime for the package at `engine`, made in or taken from the folder `cache`.

    The first time this needs the npm registry and about ten seconds; later, some milliseconds.
    With STAGECHECK_RUNTIME=DIR in the environment, the copy in DIR is verified and used instead.
    Raises RuntimeUnavailable. The bytes do not depend on time, place or the host's Python.
    """
    sources = engine_sources(engine)
    copy = os.environ.get("STAGECHECK_RUNTIME")
    if copy:
        return load(Path(copy), digest(sources))
    steps = Steps(Store(cache.resolve()), sources)
    folder = steps.runtime()
    return Runtime(
        runtime={name: folder / name for name in FILES},
        engine=steps.engine(),
        modules=tuple(sorted(module_name(member) for member in steps.used())),
        pyodide=pinned_version(),
        sources=digest(sources),
    )
