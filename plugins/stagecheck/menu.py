"""Holds the menu in mkdocs.yml against the pages: none is left out, and none is missing."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import START, Place, Problem, nearest, problem
from .project import FILE, Project
from .source import read
from .yamlmap import NOT_YAML


def check_menu(project: Project, pages: Collection[str]) -> list[Problem]:
    """Compare a menu that names its pages one by one; any other is MkDocs's own to judge.

    `pages` are those that readers get; a line may stand there already for one that they do not.
    """
    text = read(project.root, FILE)
    settings = _settings(text) if isinstance(text, str) else {}
    named = list(_pages(settings["nav"])) if "nav" in settings else []
    if not named or any("*" in path or not path.endswith(".md") for path, _ in named):
        return []
    listed = {path for path, _ in named}
    unlisted = project.hidden.unlisted.match_file
    left = [path for path in sorted(pages) if path not in listed and not unlisted(path)]
    folder = project.root / project.docs
    missing = [
        _missing(project, path, place, left)
        for path, place in named
        if path not in pages and not (folder / path).is_file()
    ]
    return missing + [_unlisted(project, path, named) for path in left]


def _missing(project: Project, path: str, place: Place, left: Collection[str]) -> Problem:
    same = [one for one in left if one.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]]
    hint = nearest(path, same or list(left)) if left else "Take the line out, or write the page"
    message = f"the menu names {path!r}, and there is no such page in {project.docs}/"
    return problem("PB091", FILE, place, message, hint)


def _unlisted(project: Project, path: str, named: list[tuple[str, Place]]) -> Problem:
    folder = path.rpartition("/")[0]
    beside = [place.line for one, place in named if one.rpartition("/")[0] == folder]
    where = f", for instance after line {beside[-1]}" if beside else ""
    message = f"no reader finds this page: it has no line under `nav` in {FILE}"
    hint = f"Write `- {path}` there{where}"
    return problem("PB090", f"{project.docs}/{path}", START, message, hint)


@lru_cache(2)
def _settings(text: str) -> Mapping[str, Node]:
    """Read the outermost keys with the nodes of their values; settings gone wrong have none."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, *NOT_YAML):
        return {}
    pairs = node.value if isinstance(node, MappingNode) else []
    return {key.value: value for key, value in pairs if isinstance(key, ScalarNode)}


def _pages(node: Node) -> Iterator[tuple[str, Place]]:
    """Give the pages of a menu with their places; addresses of other sites are none."""
    if isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _pages(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _pages(value)
    elif isinstance(node, ScalarNode) and "://" not in node.value:
        mark = node.start_mark
        yield node.value, Place(mark.line + 1, mark.column + 1)
