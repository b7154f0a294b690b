"""The Python that runs in the reader's browser: fetched, compiled, pruned, verified and cached.

`prepare` gives a `Runtime`: Pyodide with the part of the standard library that the engine needs,
and the engine itself, both as bytecode made by the very interpreter that will run it.
"""

from .building import prepare
from .errors import RuntimeUnavailable
from .model import Runtime
from .prepared import export

__all__ = ["Runtime", "RuntimeUnavailable", "export", "prepare"]
