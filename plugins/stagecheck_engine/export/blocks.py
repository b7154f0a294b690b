"""A tree of markup as Markdown: headings, paragraphs and lists, every text of it literal.

So that what is pasted says what the page says. Drawings, and what is for the screen alone, are left
out; a table becomes a list, for not every program knows tables; what is folded away is unfolded.
"""

from collections.abc import Iterable

from ..report.markup import Element, Node
from .literal import link, literal

_HEADINGS = {"h3": "# ", "h4": "## ", "h5": "### "}
_LISTS = ("ul", "ol")
_INLINE = ("a", "span", "strong", "em")
_SCREEN = ("class", "stagecheck-screen")


def written(*nodes: Node) -> str:
    """Write nodes as Markdown that ends with a line break."""
    return "\n\n".join(_blocks(nodes)) + "\n"


def _blocks(nodes: Iterable[Node]) -> list[str]:
    blocks: list[str] = []
    last = ""
    for node in _flat(nodes):
        tag = node.tag if isinstance(node, Element) else ""
        text = _block(node)
        # What was folded away goes on with the list before it.
        if tag == last == "ul":
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
        last = tag
    return blocks


def _flat(nodes: Iterable[Node]) -> Iterable[Node]:
    """Give what stands in boxes and folds without them."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag in ("div", "details", "section"):
            yield from _flat(node.children)
        elif node.tag not in ("summary", "svg") and _SCREEN not in node.attributes:
            yield node


def _block(node: Node) -> str:
    if isinstance(node, str):
        return literal(node)
    if node.tag in _LISTS:
        return "\n".join(_list(node))
    if node.tag == "table":
        return "\n".join(_table(node))
    return _HEADINGS.get(node.tag, "") + _inline(node)


def _inline(node: Node) -> str:
    if isinstance(node, str):
        return literal(node)
    if node.tag == "a":
        address = dict(node.attributes).get("href", "")
        # A question of the page is nowhere else.
        return link(_text(node), "" if address.startswith("#") else address)
    return " ".join(_inline(child) for child in _flat(node.children))


def _text(node: Node) -> str:
    return node if isinstance(node, str) else " ".join(_text(child) for child in node.children)


def _list(node: Element) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(node.children, 1):
        mark = f"{number}. " if node.tag == "ol" else "- "
        first, *others = _item(item)
        lines += [f"{mark}{first}", *(f"{' ' * len(mark)}{line}" for line in others)]
    return lines


def _item(item: Node) -> list[str]:
    """Write an item: its first piece on the line of the mark, and each other one below it.

    A list within stands below the piece before it, which leads to it.
    """
    pieces = list(_flat(item.children if isinstance(item, Element) else [item]))
    lines = [_inline(pieces[0])] if pieces else [""]
    for piece in pieces[1:]:
        if isinstance(piece, Element) and piece.tag in _LISTS:
            indent = "  " if len(lines) > 1 else ""
            lines += [f"{indent}{line}" for line in _list(piece)]
        else:
            lines.append(f"- {_inline(piece)}")
    return lines


def _table(table: Element) -> list[str]:
    """Write a row as its title and first figure; the names of further columns stand with theirs."""
    head, *rows = [row for part in table.children for row in _rows(part)]
    columns = [_text(cell).lower() for cell in head.children]
    lines = []
    for row in rows:
        cells = [_inline(cell) for cell in row.children]
        named = [pair for pair in zip(columns, cells, strict=True) if pair[1]]
        title, figure, *others = [*named, ("", "")]
        more = "".join(f" ({literal(name)}: {cell})" for name, cell in others if cell)
        lines.append(f"- {title[1]}: {figure[1]}{more}")
    return lines


def _rows(part: Node) -> list[Element]:
    children = part.children if isinstance(part, Element) else ()
    return [row for row in children if isinstance(row, Element)]
