"""Runs in the browser's Python before all else: keeps from the start what it can do without.

Python imports a module of this name by itself. Pyodide's start imports a hundred modules; these
few take a tenth of that time, and scoring uses none of them.
"""

import gc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

# Whoever imports these has another way when they are not there: asyncio then has no encrypted
# sockets, which a browser cannot open, and shutil and zipfile know fewer kinds of archives.
_ABSENT = frozenset({"bz2", "compression", "lzma", "ssl"})
# traceback imports it for the colours of a terminal; it builds a dozen dataclasses.
_SELDOM = frozenset({"_colorize"})


class _Frugal:
    """Finds the modules above, and leaves all others to those who find modules anyway."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse what is absent; let what is seldom used load when something of it is asked for."""
        if name in _ABSENT:
            raise ModuleNotFoundError(f"{name} is left out of this Python", name=name)
        spec = PathFinder.find_spec(name, path, target) if name in _SELDOM else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


# Nothing that the start makes is garbage. Whoever started Python switches this on again.
gc.disable()
sys.meta_path.insert(0, _Frugal)
