"""The menu in mkdocs.yml: which page stands where, and one more line, all else byte for byte."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .refusal import Refused


class Entry(NamedTuple):
    """A page in the menu: its path, the section it stands in ("" at the top), its line."""

    path: str
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class Nav:
    """The menu of a settings file; `sections` by their names, such as `Plays / To begin`."""

    text: str
    sections: dict[str, SequenceNode]
    entries: tuple[Entry, ...]

    def sections_of(self, folder: str) -> list[str]:
        """List the sections in which pages of a folder stand, but for its first page."""
        found = [
            one.section
            for one in self.entries
            if dirname(one.path) == folder and not one.path.endswith("index.md")
        ]
        return list(dict.fromkeys(found or self._beside_index(folder)))

    def _beside_index(self, folder: str) -> list[str]:
        return [one.section for one in self.entries if dirname(one.path) == folder and folder]

    def line_of(self, path: str) -> int | None:
        """Return the line that names a page; None if none does."""
        return next((one.line for one in self.entries if one.path == path), None)

    def section_named(self, name: str) -> str:
        """Find a section by its name, or by the last part of it. Raises ValueError."""
        names = [one for one in self.sections if one]
        found = [one for one in names if one.casefold() == name.casefold()] or [
            one for one in names if one.rpartition(" / ")[2].casefold() == name.casefold()
        ]
        if len(found) != 1:
            what = f"several sections {name!r}" if found else f"no section {name!r}"
            raise ValueError(f"the menu has {what}; choose from: {', '.join(found or names)}")
        return found[0]

    def with_page(self, path: str, section: str) -> tuple[str, int]:
        """Return the settings with one more page, and its line. Raises Refused."""
        if section not in self.sections:
            raise Refused(f"the menu has no section {section!r} any more; run this again")
        sequence = self.sections[section]
        neighbour = _last_of(sequence, dirname(path))
        if sequence.flow_style:
            text = _inserted(self.text, *_in_brackets(sequence, neighbour, path))
        else:
            text = _inserted(self.text, *self._below(sequence, neighbour, path))
        after = read_nav(text)
        if after is None or _without(after, path) != [(one[0], one[1]) for one in self.entries]:
            raise Refused(f"the menu in mkdocs.yml is unusual; add the line `- {path}` to its nav")
        return text, after.line_of(path) or 0

    def _below(self, sequence: SequenceNode, item: Node | None, path: str) -> tuple[int, str]:
        """Write a line of its own after the line in which an item ends."""
        if item is None:
            raise Refused(f"the menu in mkdocs.yml is empty; add the line `- {path}` to its nav")
        end = self.text.find("\n", _end(item))
        ends = "\r\n" if "\r\n" in self.text else "\n"
        line = f"{' ' * sequence.start_mark.column}- {path}"
        return (len(self.text), f"{ends}{line}") if end < 0 else (end + 1, f"{line}{ends}")


def read_nav(text: str) -> Nav | None:
    """Read the menu of a settings file; None where it has none, and MkDocs lists all pages.

    Raises Refused where the menu stands in another file or cannot be read.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise Refused(f"mkdocs.yml is not YAML: {error}") from None
    pairs = root.value if isinstance(root, MappingNode) else []
    values = {str(key.value): value for key, value in pairs}
    found = values.get("nav")
    if found is None and "INHERIT" in values:
        raise Refused("mkdocs.yml takes its menu from another file; write `nav` into mkdocs.yml")
    if not isinstance(found, SequenceNode):
        return None
    sections = dict(_sections(found, ""))
    entries = [one for name, node in sections.items() for one in _entries(node, name)]
    return Nav(text, sections, tuple(entries))


def _sections(sequence: SequenceNode, name: str) -> Iterator[tuple[str, SequenceNode]]:
    yield name, sequence
    for title, value in _titled(sequence):
        if isinstance(value, SequenceNode):
            yield from _sections(value, f"{name} / {title}" if name else title)


def _titled(sequence: SequenceNode) -> Iterator[tuple[str, Node]]:
    for item in sequence.value:
        if isinstance(item, MappingNode):
            yield from ((str(key.value), value) for key, value in item.value)


def _entries(sequence: SequenceNode, section: str) -> Iterator[Entry]:
    for item in sequence.value:
        path = _path(item)
        if path is not None:
            yield Entry(path, section, item.start_mark.line + 1)


def _path(item: Node) -> str | None:
    """Return the page that an item names, with or without a title of its own."""
    if isinstance(item, MappingNode) and len(item.value) == 1:
        item = item.value[0][1]
    return str(item.value) if isinstance(item, ScalarNode) else None


def _last_of(sequence: SequenceNode, folder: str) -> Node | None:
    """Find the item to write behind: the last page of the same folder, or the last at all."""
    items: list[Node] = list(sequence.value)
    of_folder = [item for item in items if dirname(_path(item) or "/") == folder]
    return next(iter([*reversed(of_folder), *reversed(items)]), None)


def _in_brackets(sequence: SequenceNode, item: Node | None, path: str) -> tuple[int, str]:
    if item is None:
        return sequence.start_mark.index + 1, path
    return _end(item), f", {path}"


def _end(node: Node) -> int:
    """Return where the last character of a value stands; blocks would end at the next key."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _inserted(text: str, at: int, more: str) -> str:
    return f"{text[:at]}{more}{text[at:]}"


def _without(nav: Nav, path: str) -> list[tuple[str, str]]:
    return [(one.path, one.section) for one in nav.entries if one.path != path]
