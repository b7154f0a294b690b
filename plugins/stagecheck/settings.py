"""Finds a project without MkDocs: the folder with mkdocs.yml, and what it says of the project."""

from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from .hidden import Hidden, patterns
from .project import FILE, Project, inside
from .settings_file import (
    ProjectNotFound,
    SettingsFile,
    SettingsUnreadable,
    parent_of,
    parsed,
)
from .yamlmap import NOT_YAML

__all__ = ["ProjectNotFound", "SettingsUnreadable", "find_project", "hidden_in", "parent_of"]

_PARTS = ("quizzes_dir", "facts", "organisation", "briefs", "style", "changelog")
"""Options of the plugin that name a folder or a file."""

_HIDES = ("exclude_docs", "draft_docs", "not_in_nav")
"""Settings of which pages readers do not get, or not in the menu."""


def find_project(start: Path) -> Project:
    """Find the project that holds `start`. Raises ProjectNotFound and SettingsUnreadable."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _project(folder)
    raise ProjectNotFound(f"there is no {FILE} in {start} or above it; run this inside a project")


def _project(root: Path) -> Project:
    file = SettingsFile(root)
    settings, options = file.values, _options(file.values.get("plugins"))
    docs = _path(root, file, "docs_dir", settings.get("docs_dir")) or "docs"
    # A link may lead out as well, to where neither Git nor a link between pages could follow.
    _path(root.resolve(), file, "docs_dir", str((root / docs).resolve()))
    parts = {key: _path(root, file, key, options.get(key)) for key in _PARTS}
    return Project(
        root,
        docs,
        parts["quizzes_dir"] or "quizzes",
        parts["facts"],
        parts["organisation"],
        options.get("page_front") is True,
        parts["briefs"],
        settings.get("use_directory_urls") is not False,
        parts["style"],
        parts["changelog"],
        Hidden(*(_patterns(file, key) for key in _HIDES)),
        tuple(path for path in file.texts if path != FILE),
    )


def hidden_in(text: str) -> Hidden | None:
    """Read what an earlier mkdocs.yml hides; None where it cannot be told from its text alone."""
    try:
        values = parsed(text)
        found = Hidden(*(patterns(values.get(key)) for key in _HIDES))  # type: ignore[arg-type]
    except (yaml.YAMLError, *NOT_YAML):
        return None
    return None if "INHERIT" in values else found


def _patterns(file: SettingsFile, key: str) -> GitIgnoreSpec:
    value = file.values.get(key)
    hint = f"Write `{key}: |`, and below it a pattern in each line, as in a .gitignore"
    if value is not None and not isinstance(value, str):
        raise file.wrong(key, f"{key} is no text with a pattern in each line", hint)
    try:
        return patterns(value)
    except ValueError as error:
        raise file.wrong(key, f"{key}: {error}", hint) from None


def _path(root: Path, file: SettingsFile, key: str, setting: object) -> str | None:
    if not isinstance(setting, str) or not setting:
        return None
    try:
        return inside(root, key, setting)
    except ValueError as error:
        hint = "Move it below the folder of mkdocs.yml, and name it by its path from there"
        raise file.wrong(key, str(error), hint, "QZ084") from None


def _options(plugins: object) -> dict[str, object]:
    """Find the options of this plugin; MkDocs takes a list of names and mappings, or a mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        options = entry.get("stagecheck") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
    return {}
