"""Reads mkdocs.yml as MkDocs does: with what the environment sets, and what it inherits."""

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

import yaml
from yaml_env_tag import construct_env_tag

from .problems import START, Place, Problem, problem
from .project import FILE
from .source import read
from .yamlmap import NOT_YAML, WHOLE_FILE, load

type Settings = dict[str, object]


class ProjectNotFound(Exception):  # noqa: N818 - reads as what happened
    """No folder from here upwards holds a readable mkdocs.yml."""


class SettingsUnreadable(ProjectNotFound):
    """The settings in `root` cannot be used; `problem` says where they go wrong."""

    def __init__(self, root: Path, problem: Problem) -> None:
        super().__init__(str(problem))
        self.root = root
        self.problem = problem


class _Loader(yaml.SafeLoader):
    """Reads the YAML of MkDocs, whose tags mean nothing here, but for !ENV."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


class SettingsFile:
    """The settings of the project in `root`: their values, and the files they come from.

    Each file by its path relative to `root`, the one that counts most first. Raises
    SettingsUnreadable.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.texts: dict[str, str] = {}
        self.values = self._read(FILE)

    def wrong(
        self, key: str, message: str, hint: str, code: str = "QZ007", within: str = ""
    ) -> SettingsUnreadable:
        """Make an error of what is wrong with the value of a key, at its place `within` a file.

        By default in the file that counts most of those which have the key.
        """
        texts = {within: self.texts[within]} if within else self.texts
        for path, text in texts.items():
            found = re.search(rf"^[ \t-]*(?P<key>{key})[ \t]*:", text, re.MULTILINE)
            if found:
                before = text[: found.start("key")]
                place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
                return SettingsUnreadable(self._root, problem(code, path, place, message, hint))
        return SettingsUnreadable(self._root, problem(code, FILE, START, message, hint))

    def _read(self, path: str) -> Settings:
        text = read(self._root, path)
        if isinstance(text, Problem):
            raise SettingsUnreadable(self._root, text)
        self.texts[path] = text
        values = self._values(path, text)
        parent = values.pop("INHERIT", None)
        return values if parent is None else _merged(self._inherited(path, parent), values)

    def _inherited(self, path: str, parent: object) -> Settings:
        """Read the file that another names as its parent, whose path begins at that other's."""
        at = str(parent) if isinstance(parent, str) and parent else ""
        found = relpath(join(self._root, dirname(path), at), self._root)
        if found in self.texts:
            message = f"{found} inherits from itself"
        elif not at or not (self._root / found).is_file():
            message = f"there is no file {parent!r} to inherit from"
        else:
            return self._read(found)
        hint = "Name a file with settings, by its path from here, or take the line out"
        raise self.wrong("INHERIT", message, hint, within=path)

    def _values(self, path: str, text: str) -> Settings:
        try:
            return parsed(text)
        except (yaml.YAMLError, *NOT_YAML) as error:
            _, problems = load(path, text, WHOLE_FILE)
            if problems:
                raise SettingsUnreadable(self._root, problems[0]) from None
            raise ProjectNotFound(f"{self._root / path} cannot be read: {error}") from None


def parsed(text: str) -> Settings:
    """Read the values of settings, without what they inherit. Raises what PyYAML does."""
    data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    return data if isinstance(data, dict) else {}


def parent_of(path: str, data: bytes) -> str | None:
    """Return the file that settings at `path` inherit from, as far as it can be told."""
    try:
        parent = parsed(data.decode("utf-8", "replace")).get("INHERIT")
    except (yaml.YAMLError, *NOT_YAML):
        return None
    return normpath(join(dirname(path), parent)) if isinstance(parent, str) else None


def _merged(parent: Mapping[str, object], child: Mapping[str, object]) -> Settings:
    """Put one mapping over another, deeply; a list takes the place of the other's."""
    found = dict(parent)
    for key, value in child.items():
        under = found.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        found[key] = _merged(under, value) if both else value  # type: ignore[arg-type]
    return found
