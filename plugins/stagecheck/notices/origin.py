"""Where versions and licences are read: installed packages, the runtime's lock, our own texts."""

import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files

from .component import Component

type Runtime = dict[str, str]
"""What the runtime says of itself: `python`, such as 3.14.2, and `platform`."""

_JOINTS = {"AND", "OR", "WITH"}


def version_of(component: Component, runtime: Runtime) -> str:
    """Return a component's own version, or "" where nothing tells it."""
    if component.text or component.version:
        return component.version
    if component.package:
        return distribution(component.package).version
    if component.npm:
        return _locked(component.npm)["version"]
    if component.key:
        # A platform reads emscripten_5_0_3.
        return ".".join(re.findall(r"\d+", runtime[component.key]))
    return ""


def licence_of(component: Component) -> str:
    """Return a component's licence as an SPDX expression."""
    if component.licence:
        return component.licence
    if component.npm:
        return _locked(component.npm)["license"]
    said = distribution(component.package).metadata.get_all("License-Expression")
    if not said:
        raise ValueError(
            f"The package {component.package} names no License-Expression. Find its licence and "
            f"write it as `licence` of {component.id} in components.toml."
        )
    return str(said[0])


def text_of(component: Component) -> str:
    """Return the text of a component's licence, which has to travel with copies of it."""
    if component.text:
        own = [_file(component.package, component.text)]
        return _joined([*own, *(_licence(name) for name in component.full)])
    if component.package:
        return _joined(_licence_files(component.package))
    names = [name for name in licence_of(component).split() if name not in _JOINTS]
    return _joined([_licence(name.strip("()")) for name in names])


def is_installed(component: Component) -> bool:
    """Tell whether what a component's notice is read from is there."""
    try:
        return not component.package or bool(distribution(component.package))
    except PackageNotFoundError:
        return False


def _joined(texts: list[str]) -> str:
    return "\n\n".join(text.strip("\r\n") for text in texts) + "\n"


@cache
def _licence(name: str) -> str:
    return (files("stagecheck.notices") / "licences" / f"{name}.txt").read_text("utf-8")


def _licence_files(package: str) -> list[str]:
    """Read every licence file that a package's metadata names, as it was installed."""
    found = distribution(package)
    names = found.metadata.get_all("License-File") or []
    # Metadata before 2.4 kept them beside it.
    texts = [found.read_text(f"licenses/{name}") or found.read_text(name) for name in names]
    if not names or not all(texts):
        raise ValueError(
            f"The package {package} brings no licence file. Name a file of it that holds the "
            "licence as `text` in components.toml."
        )
    return [text for text in texts if text]


def _file(package: str, path: str) -> str:
    return str(distribution(package).locate_file(path).read_text("utf-8"))


@cache
def _locked(package: str) -> dict[str, str]:
    lock = json.loads((files("stagecheck.runtime") / "package-lock.json").read_text("utf-8"))
    entry = lock["packages"][f"node_modules/{package}"]
    return {key: str(entry[key]) for key in ("version", "license")}
