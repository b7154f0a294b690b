"""Markdown to a Draft: what stands where, without any judgement of it."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from .draft import Block, Cell, Draft, DraftOption, Kind, Prose, Section
from .markdown import parser, plain
from .problems import START, Place

_KINDS = {
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "table_open": Kind.TABLE,
}


_ONE_LINE = 4
"""Tokens of a list item up to the end of its first paragraph: two open, the text, one closes."""


def parse(path: str, text: str) -> Draft:
    """Read one file of quizzes/; `path` is relative to the project."""
    # As markdown-it does, so that its line numbers are ours.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = parser().parse(text)
    lines = text.split("\n")
    front = next((token.content for token in tokens if token.type == "front_matter"), None)
    sections = [Section(0, None, Prose((), "", START), {}, START)]
    for group in _groups(tokens):
        if group[0].type == "heading_open":
            sections.append(_section(group, lines))
        elif group[0].type != "front_matter":
            sections[-1].blocks.append(_block(group, lines))
    return Draft(path, front, sections)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut the tokens into top-level blocks."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _section(group: Sequence[Token], lines: Sequence[str]) -> Section:
    heading, inline = group[0], group[1]
    title, attributes = _split_attributes(inline.content)
    if attributes:
        # Parsed again without the braces, so that they never reach a reader.
        inline = parser().parseInline(title)[0].copy(map=inline.map)
    place = _place(heading, lines)
    prose = Prose([inline], plain([inline]), _place(inline, lines))
    identifier = attributes.pop("id", None)
    return Section(int(heading.tag[1:]), identifier, prose, attributes, place)


def _split_attributes(content: str) -> tuple[str, dict[str, str]]:
    """Take `{#id name=value}` off the end of a heading."""
    start = content.rfind("{")
    if start < 0 or not content.endswith("}"):
        return content, {}
    try:
        length, attributes = parse_attributes(content[start:])
    except ParseError:
        return content, {}
    if length != len(content) - start - 1:
        return content, {}
    return content[:start].rstrip(), {name: str(value) for name, value in attributes.items()}


def _block(group: Sequence[Token], lines: Sequence[str]) -> Block:
    kind = _KINDS.get(group[0].type, Kind.OTHER)
    prose = Prose(group, plain(group), _place(group[0], lines))
    match kind:
        case Kind.LIST:
            return Block(kind, prose, options=[_option(item, lines) for item in _items(group)])
        case Kind.TABLE:
            rows = list(_rows(group))
            widths = [_width(lines[_first_line(row[0])]) for row in rows]
            return Block(kind, prose, rows=[_row(row, lines) for row in rows], widths=widths)
        case _:
            return Block(kind, prose)


def _items(group: Sequence[Token]) -> Iterator[list[Token]]:
    item: list[Token] = []
    for token in group[1:-1]:
        item.append(token)
        if token.type == "list_item_close" and token.level == 1:
            yield item
            item = []


def _option(item: Sequence[Token], lines: Sequence[str]) -> DraftOption:
    inline = next((token for token in item if token.type == "inline"), item[0])
    children = list(inline.children or [])
    place = _place(inline, lines)
    key = None
    if children and children[0].type == "code_inline":
        key = children.pop(0).content
        if children and children[0].type == "text":
            children[0] = children[0].copy(content=children[0].content.lstrip())
    text = inline.copy(children=children)
    more = next((_place(token, lines) for token in item[_ONE_LINE:] if token.map), None)
    return DraftOption(key, Prose([text], plain([text]), place), place, more)


def _rows(group: Sequence[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in group:
        if token.type == "tr_open":
            row = [token]
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            yield row


def _width(line: str) -> int:
    """Count the cells of a table's row as it was written; `\\|` is text, not the end of a cell."""
    text = line.strip().replace("\\|", "").removeprefix("|").removesuffix("|")
    return text.count("|") + 1


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _row(row: Sequence[Token], lines: Sequence[str]) -> list[Cell]:
    line = row[0].map[0] if row[0].map else 0
    cells, column = [], 0
    for token in row[1:]:
        column = lines[line].find("|", column) + 1 if lines[line].find("|", column) >= 0 else column
        at = lines[line].find(token.content, column)
        column = at if at >= 0 else column
        cells.append(Cell(plain([token]), Place(line + 1, column + 1)))
        column += len(token.content)
    return cells


def _place(token: Token, lines: Sequence[str]) -> Place:
    """Find where a token begins: its first line, and the first mark on it."""
    line = token.map[0] if token.map else 0
    text = lines[line] if line < len(lines) else ""
    begins = text.find(token.content.split("\n")[0]) if token.type == "inline" else -1
    return Place(line + 1, max(begins, len(text) - len(text.lstrip())) + 1)
