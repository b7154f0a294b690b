"""The notices of one site: those of the components that it ships."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from .component import Component, Group, components, outermost
from .origin import Runtime, is_installed, licence_of, text_of, version_of

_LOCK = "/pyodide-lock.json"
_HOLDER = re.compile(r"^\s*(Copyright (?:\(c\)|©|\d).*\S)\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says of a component; `text` is the licence in full, `within` a name or ""."""

    id: str
    name: str
    group: Group
    version: str
    within: str
    licence: str
    holders: tuple[str, ...]
    source: str
    changes: str
    text: str


def collect(addresses: Collection[str], shipped: Mapping[str, bytes | Path]) -> tuple[Notice, ...]:
    """Find the components of a site by the addresses of its files, relative to its root.

    `shipped` holds what the build itself made, by address: the runtime tells its versions there.
    Raises ValueError when the metadata of an installed package names no licence or lacks its text.
    """
    runtime = _runtime(shipped)
    return tuple(
        _notice(one, runtime)
        for one in components().values()
        if _is_in(outermost(one), addresses) and is_installed(one)
    )


def covers(component: Component, address: str) -> bool:
    """Tell whether a file of a site belongs to a component."""
    return any(fnmatchcase(address, pattern) for pattern in component.files)


def _is_in(component: Component, addresses: Collection[str]) -> bool:
    return any(covers(component, address) for address in addresses)


def _runtime(shipped: Mapping[str, bytes | Path]) -> Runtime:
    for address, content in shipped.items():
        if address.endswith(_LOCK):
            data = content.read_bytes() if isinstance(content, Path) else content
            info: dict[str, str] = json.loads(data)["info"]
            return info
    return {}


def _notice(component: Component, runtime: Runtime) -> Notice:
    text, version = text_of(component), version_of(component, runtime)
    return Notice(
        id=component.id,
        name=component.name,
        group=component.group,
        version=version,
        within=components()[component.within].name if component.within else "",
        licence=licence_of(component),
        holders=component.holders or tuple(_HOLDER.findall(text)),
        source=component.source.format(version=version),
        changes=component.changes,
        text=text,
    )
