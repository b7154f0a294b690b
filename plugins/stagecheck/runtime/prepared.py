"""A prepared copy of a runtime in a folder, for machines that reach no registry."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..store import sha256
from .errors import RuntimeUnavailable
from .model import FILES, Runtime
from .steps import ENGINE, pinned_version

_MANIFEST = "manifest.json"
_AGAIN = (
    "On a machine that has a registry run `stagecheck runtime --output DIR` with this very "
    "version of stagecheck, and set STAGECHECK_RUNTIME to a copy of DIR."
)


@dataclass(frozen=True, slots=True)
class _Manifest:
    pyodide: str
    sources: str
    modules: tuple[str, ...]
    files: dict[str, str]
    """Name in the folder to SHA-256; each but the engine's is of the runtime."""


_SHAPE = TypeAdapter(_Manifest)


def export(runtime: Runtime, folder: Path) -> None:
    """Write `runtime` to `folder`, made if need be, with a manifest that names every hash.

    An earlier copy in `folder` is replaced; until all is written, there is no manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / _MANIFEST
    manifest.unlink(missing_ok=True)
    files = {**runtime.runtime, ENGINE: runtime.engine}
    for name, path in files.items():
        shutil.copyfile(path, folder / name)
    written = _Manifest(
        pyodide=runtime.pyodide,
        sources=runtime.sources,
        modules=runtime.modules,
        files={name: sha256(folder / name) for name in sorted(files)},
    )
    part = manifest.with_suffix(".part")
    part.write_bytes(_SHAPE.dump_json(written, indent=1))
    part.replace(manifest)


def load(folder: Path, sources: str) -> Runtime:
    """The copy in `folder`, every file verified. `sources`: hash of the engine's sources.

    Raises RuntimeUnavailable when a file is missing or altered, when the copy holds another
    version of Pyodide than this stagecheck pins, or an engine made from other sources.
    """
    manifest = _read(folder)
    _check_version(folder, manifest)
    _check_sources(folder, manifest, sources)
    for name, digest in manifest.files.items():
        _check_file(folder / name, digest)
    files = {name: folder / name for name in manifest.files}
    engine = files.pop(ENGINE)
    return Runtime(files, engine, manifest.modules, manifest.pyodide, manifest.sources)


def _read(folder: Path) -> _Manifest:
    try:
        manifest = _SHAPE.validate_json((folder / _MANIFEST).read_bytes())
    except (OSError, ValidationError) as error:
        raise _refused(folder, f"Its {_MANIFEST} cannot be read: {error}") from error
    if set(manifest.files) != {*FILES, ENGINE}:
        expected = ", ".join(sorted({*FILES, ENGINE}))
        raise _refused(folder, f"Its {_MANIFEST} must name these files and no others: {expected}.")
    return manifest


def _check_version(folder: Path, manifest: _Manifest) -> None:
    if manifest.pyodide != pinned_version():
        found = f"It holds Pyodide {manifest.pyodide}; this stagecheck needs {pinned_version()}."
        raise _refused(folder, found)


def _check_sources(folder: Path, manifest: _Manifest, sources: str) -> None:
    if manifest.sources != sources:
        raise _refused(
            folder,
            "Its engine was made from other sources than those of stagecheck_engine here "
            f"(SHA-256 {manifest.sources[:12]} there, {sources[:12]} here).",
        )


def _check_file(path: Path, digest: str) -> None:
    try:
        found = sha256(path)
    except OSError as error:
        raise _refused(path.parent, f"{path.name} cannot be read: {error}") from error
    if found != digest:
        raise _refused(
            path.parent, f"{path.name} is altered: SHA-256 {digest} in {_MANIFEST}, {found} found."
        )


def _refused(folder: Path, found: str) -> RuntimeUnavailable:
    return RuntimeUnavailable(
        f"use the copy that STAGECHECK_RUNTIME names, {folder}", found, _AGAIN
    )
