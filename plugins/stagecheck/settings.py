"""Finds a project without MkDocs: the folder with mkdocs.yml, and the two folders it names."""

from pathlib import Path
from posixpath import normpath

import yaml

from .problems import Problem
from .project import Project
from .source import read
from .yamlmap import NOT_YAML, WHOLE_FILE, load

FILE = "mkdocs.yml"


class ProjectNotFound(Exception):  # noqa: N818 - reads as what happened
    """No folder from here upwards holds a readable mkdocs.yml."""


class SettingsUnreadable(ProjectNotFound):
    """A mkdocs.yml is there and is not YAML; `problem` says where it goes wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Loader(yaml.SafeLoader):
    """Reads the YAML of MkDocs, whose tags (such as !ENV) mean nothing here."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def find_project(start: Path) -> Project:
    """Find the project that holds `start`. Raises ProjectNotFound and SettingsUnreadable."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _project(folder)
    raise ProjectNotFound(f"there is no {FILE} in {start} or above it; run this inside a project")


def _project(root: Path) -> Project:
    text = read(root, FILE)
    if isinstance(text, Problem):
        raise SettingsUnreadable(text)
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, *NOT_YAML) as error:
        _, problems = load(FILE, text, WHOLE_FILE)
        if problems:
            raise SettingsUnreadable(problems[0]) from None
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
        _path(options.get("changelog")),
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
