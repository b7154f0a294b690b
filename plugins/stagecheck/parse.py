"""Markdown to a Draft: what stands where, without any judgement of it."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from .attributes import split_attributes
from .draft import Block, Cell, Draft, DraftOption, Kind, Prose, Section
from .markdown import ATTRIBUTES, BEGINS, parser, plain, text_token
from .problems import START, Place

_KINDS = {
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "table_open": Kind.TABLE,
}

_ONE_LINE = 4
"""Tokens of a list item up to the end of its first paragraph: two open, the text, one closes."""

_MARK = re.compile(r"\[(?P<mark>[ xX])\]\s+")


def parse(path: str, text: str) -> Draft:
    """Read one file of quizzes/; `path` is relative to the project."""
    # As markdown-it does, so that its line numbers are ours.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = parser().parse(text)
    lines = text.split("\n")
    front = next((token.content for token in tokens if token.type == "front_matter"), None)
    sections = [Section(0, None, Prose((), START), {}, START)]
    for group in _groups(tokens):
        if group[0].type == "heading_open":
            sections.append(_section(group, lines))
        elif group[0].type != "front_matter":
            sections[-1].blocks.append(_block(group, lines))
    return Draft(path, front, sections, lines)


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut the tokens into the blocks of their outermost level."""
    begin = 0
    for end, token in enumerate(tokens, 1):
        if token.level == tokens[0].level and token.nesting <= 0:
            yield tokens[begin:end]
            begin = end


def _section(group: Sequence[Token], lines: Sequence[str]) -> Section:
    heading, inline = group[0], group[1]
    attributes = inline.meta.get(ATTRIBUTES, {})
    place = _place(heading, lines)
    prose = Prose([inline], _place(inline, lines))
    identifier = attributes.pop("id", None)
    underlined = not heading.markup.startswith("#")
    level = int(heading.tag[1:])
    return Section(level, identifier, prose, attributes, place, underlined=underlined)


def _block(group: Sequence[Token], lines: Sequence[str]) -> Block:
    kind = _KINDS.get(group[0].type, Kind.OTHER)
    prose = Prose(group, _place(group[0], lines))
    match kind:
        case Kind.LIST:
            return Block(kind, prose, options=[_option(item, lines) for item in _items(group)])
        case Kind.TABLE:
            rows = list(_rows(group))
            widths = [_width(lines[_first_line(row[0])]) for row in rows]
            return Block(kind, prose, rows=[_row(row, lines) for row in rows], widths=widths)
        case _:
            return Block(kind, prose)


def _items(group: Sequence[Token]) -> Iterator[Sequence[Token]]:
    begin = 1
    for end, token in enumerate(group, 1):
        if token.type == "list_item_close" and token.level == 1:
            yield group[begin:end]
            begin = end


def _option(item: Sequence[Token], lines: Sequence[str]) -> DraftOption:
    inline = next((token for token in item if token.type == "inline"), item[0])
    children = list(inline.children or [])
    place = _place(inline, lines)
    mark = _take_mark(children)
    key = None
    begins = 0
    if children and children[0].type == "code_inline":
        code = children.pop(0)
        key = code.content
        # The key ends with the second of its two runs of backticks.
        begins = inline.content.find(code.markup, inline.content.find(code.markup) + 1)
        begins = max(begins, 0) + len(code.markup)
        if children and children[0].type == "text":
            children[0] = text_token(children[0].content.lstrip())
    attributes = _take_attributes(children)
    # What else it may begin with stands before its text, for the check to name.
    other = [token for token in item[1:2] if token.type != "paragraph_open" and token.map]
    feedback, more = _below([] if other else item[_ONE_LINE:-1], lines)
    return DraftOption(
        key=key,
        text=Prose([*other, _text(inline, children, begins)], place),
        place=place,
        mark=mark,
        attributes=attributes,
        braces=_last_brace(inline, lines) if attributes else None,
        feedback=feedback,
        more=more,
    )


def _text(inline: Token, children: list[Token], begins: int) -> Token:
    """Make the token of an option's text; that of the list keeps its key and its mark."""
    return Token(
        "inline",
        "",
        0,
        map=inline.map,
        level=inline.level,
        children=children,
        content=inline.content,
        meta={BEGINS: begins},
        block=True,
    )


def _take_mark(children: list[Token]) -> bool | None:
    """Take `[x]` or `[ ]` off the beginning of an option."""
    match = _MARK.match(children[0].content) if children and children[0].type == "text" else None
    if not match:
        return None
    rest = children[0].content[match.end() :]
    children[:1] = [text_token(rest)] if rest else []
    return match["mark"] != " "


def _take_attributes(children: list[Token]) -> dict[str, str]:
    """Take `{name=value}` off the end of an option."""
    if not children or children[-1].type != "text":
        return {}
    text, attributes = split_attributes(children[-1].content)
    if attributes:
        children[-1] = text_token(text)
    return attributes


def _last_brace(inline: Token, lines: Sequence[str]) -> Place:
    line = inline.map[1] - 1 if inline.map else 0
    while line and "{" not in lines[line]:
        line -= 1
    return Place(line + 1, lines[line].rfind("{") + 1)


def _below(tokens: Sequence[Token], lines: Sequence[str]) -> tuple[list[Block], Place | None]:
    """Read what stands in a list item below its first paragraph: one quotation is feedback."""
    feedback: list[Block] = []
    if tokens and tokens[0].type == "blockquote_open":
        level = tokens[0].level
        end = next(at for at, token in enumerate(tokens) if at and token.level == level)
        feedback = [_quoted(group, lines) for group in _groups(tokens[1:end])]
        tokens = tokens[end + 1 :]
    return feedback, next((_place(token, lines) for token in tokens if token.map), None)


def _quoted(group: Sequence[Token], lines: Sequence[str]) -> Block:
    inline = next((token for token in group if token.type == "inline"), group[0])
    kind = _KINDS.get(group[0].type, Kind.OTHER)
    return Block(kind, Prose(group, _place(inline, lines)))


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
