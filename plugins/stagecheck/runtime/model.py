"""What `prepare` hands over."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
CODE = ("pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs")
FILES = (LOCK, *CODE, LIBRARY)
"""Everything that `loadPyodide` asks for, by the names it asks for."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """Files ready to be published; their bytes depend on nothing but versions and sources."""

    runtime: Mapping[str, Path]
    """File name, as `loadPyodide` asks for it, to the file that holds it."""
    engine: Path
    """The archive of the engine as bytecode, stored and not deflated."""
    modules: tuple[str, ...]
    """Names of the standard library's modules that were kept, sorted."""
    pyodide: str
    """Version of Pyodide, such as 314.0.7."""
    sources: str
    """SHA-256 of the engine's sources, in hexadecimal."""
