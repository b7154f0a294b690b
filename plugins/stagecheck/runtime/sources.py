"""What can be told from sources without running them: hashes, imports, codecs."""

import ast
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

# Calls whose first argument, or `encoding`, names a codec that Python loads when it is used.
_CODEC_CALLS = {"encode", "decode"}


def digest(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in hexadecimal. The order of `parts` does not matter."""
    total = hashlib.sha256()
    for name in sorted(parts):
        total.update(f"{name}\0{len(parts[name])}\0".encode())
        total.update(parts[name])
    return total.hexdigest()


def engine_sources(engine: Path) -> dict[str, bytes]:
    """The modules of the package at `engine`: name in the archive to source.

    An engine is Python and nothing else, so other files are left out.
    """
    top = engine.parent
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(engine.rglob("*.py"))}


def module_name(file: str) -> str:
    """`a/b.py` is module `a.b`, `a/__init__.py` is `a`; `.pyc` likewise."""
    return file.rpartition(".")[0].replace("/", ".").removesuffix(".__init__")


def imported(sources: Mapping[str, bytes]) -> tuple[str, ...]:
    """Every absolute name in an import statement, inside functions too, sorted.

    `from a import b` gives `a` and `a.b`, for b may be a module or not: only the importing tells.
    """
    return tuple(sorted({name for node in _nodes(sources) for name in _imports(node)}))


def codecs(sources: Mapping[str, bytes]) -> tuple[str, ...]:
    """Every codec named by a literal in a call that encodes or decodes, sorted."""
    return tuple(sorted({name for node in _nodes(sources) for name in _codecs(node)}))


def _nodes(sources: Mapping[str, bytes]) -> Iterator[ast.AST]:
    for name, source in sources.items():
        yield from ast.walk(ast.parse(source, filename=name))


def _imports(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield module
            yield from (f"{module}.{alias.name}" for alias in names)


def _codecs(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Constant(value=str(name)), *_]) if (
            attr in _CODEC_CALLS
        ):
            yield name
        case ast.keyword(arg="encoding", value=ast.Constant(value=str(name))):
            yield name
