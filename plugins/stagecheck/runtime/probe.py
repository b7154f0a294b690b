"""Runs inside Pyodide, with the whole library: lists the modules of it that are used.

Sent there as text by list.mjs, so that it stands alone: nothing of stagecheck is imported.
"""

import ast
import codecs
import importlib
import sys
import traceback
import warnings
from collections.abc import Iterator

_LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/"
# No syntax error among them: what runs in the browser was compiled here.
_FAILURES = (
    "1 / 0",
    "nothing_of_this_name",
    "''.casefol()",
    "import jso",
    "from json import load_",
)


def used(modules: list[str], encodings: list[str], sources: list[str]) -> list[str]:
    """Archive members, sorted, of every library module that is loaded in the end.

    `modules` are the engine's and the names it imports anywhere, `encodings` the codecs it names,
    `sources` the text of the library modules it imports, whose functions may import others.
    What is loaded already counts too.
    """
    for name in modules:
        _import(name)
    for name in encodings:
        codecs.lookup(name)
    trees = [ast.parse(source) for source in sources]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    for name in sorted({name for node in nodes for name in _imports(node)}):
        _try_import(name)
    _fail()
    return sorted(_members())


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _import(name: str) -> None:
    """Import the module `name`, unless it is something in the module before its last dot."""
    try:
        importlib.import_module(name)
    except ImportError:
        parent, _, last = name.rpartition(".")
        if not hasattr(sys.modules.get(parent), last):
            raise


def _try_import(name: str) -> None:
    """A library module may name one that this platform has not, and does without it then."""
    try:
        _import(name)
    except ImportError:
        print("without", name)


def _fail() -> None:
    """Word errors of every kind, and a warning: their modules are imported at that time."""
    warnings.warn("a warning of the probe", stacklevel=1)
    for text in _FAILURES:
        try:
            exec(text)  # noqa: S102 - texts of our own
        except Exception as error:
            traceback.format_exception(error)
            sys.excepthook(type(error), error, error.__traceback__)


def _members() -> Iterator[str]:
    for module in list(sys.modules.values()):
        origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        if origin.startswith(_LIBRARY):
            yield origin.removeprefix(_LIBRARY)
