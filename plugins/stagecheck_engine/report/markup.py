"""A tree of markup, escaped when it is written. Markup is never made by joining strings."""

from typing import NamedTuple

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""As `html.escape` has it; the module `html` would add 40 kB to what every reader loads."""

type Node = "Element | str"


class Element(NamedTuple):
    """One element: its tag, its attributes in the order given, and what stands inside."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node, ...]


def element(tag: str, *children: Node, **attributes: str) -> Element:
    """Make an element; `class_` and `data_stage` become `class` and `data-stage`."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, tuple(named), children)


def serialise(*nodes: Node) -> str:
    """Write nodes as HTML, every text and attribute escaped."""
    return "".join(_written(node) for node in nodes)


def _written(node: Node) -> str:
    if isinstance(node, str):
        return node.translate(_ESCAPES)
    attributes = "".join(
        f' {name}="{value.translate(_ESCAPES)}"' for name, value in node.attributes
    )
    return f"<{node.tag}{attributes}>{serialise(*node.children)}</{node.tag}>"
