"""Finds a project without MkDocs: the folder with mkdocs.yml, and the two folders it names."""

from pathlib import Path
from posixpath import normpath

import yaml

from .project import Project
from .yamlmap import NOT_YAML

FILE = "mkdocs.yml"


class ProjectNotFound(Exception):  # noqa: N818 - reads as what happened
    """No folder from here upwards holds a readable mkdocs.yml."""


class _Loader(yaml.SafeLoader):
    """Reads the YAML of MkDocs, whose tags (such as !ENV) mean nothing here."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def find_project(start: Path) -> Project:
    """Find the project that holds `start`. Raises ProjectNotFound."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _project(folder)
    raise ProjectNotFound(f"there is no {FILE} in {start} or above it; run this inside a project")


def _project(root: Path) -> Project:
    try:
        data = yaml.load((root / FILE).read_text("utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, OSError, *NOT_YAML) as error:
        raise ProjectNotFound(f"{root / FILE} cannot be read: {error}") from None
    settings = data if isinstance(data, dict) else {}
    options = _options(settings.get("plugins"))
    return Project(
        root,
        _path(settings.get("docs_dir")) or "docs",
        _path(options.get("quizzes_dir")) or "quizzes",
        _path(options.get("facts")),
        _path(options.get("organisation")),
        options.get("page_front") is True,
        _path(options.get("briefs")),
        settings.get("use_directory_urls") is not False,
        _path(options.get("style")),
    )


def _path(setting: object) -> str | None:
    return normpath(setting) if isinstance(setting, str) and setting else None


def _options(plugins: object) -> dict[str, object]:
    """Find the options of this plugin; MkDocs takes a list of names and mappings, or a mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        options = entry.get("stagecheck") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
    return {}
