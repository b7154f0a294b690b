"""Markdown to a Draft: what stands where, without any judgement of it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from .draft import Block, Cell, Draft, DraftOption, Kind, Prose, Section
from .markdown import BEGINS, parser, plain
from .problems import START, Place

_KINDS = {
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "table_open": Kind.TABLE,
}

_ONE_LINE = 4
"""Tokens of a list item up to the end of its first paragraph: two open, the text, one closes."""

_MARK = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_ATTRIBUTE = r"""(?:[\w-]+=(?:"[^"{}]*"|[^\s"'{}]*)|[.#][\w-]+)"""
_BRACES = re.compile(rf"\{{\s*(?P<inside>{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\s*\}}")
_NAMED = re.compile(r"""(?P<name>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S*))|(?P<short>\S+)""")


class Attributes(dict[str, str]):
    """What stands in braces, by name; `repeated` are the names and classes that stand there again.

    Of what is repeated, the first counts. Several classes are one attribute, as in HTML.
    """

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[str] = []

    def give(self, name: str, given: str) -> None:
        """Add what was written next."""
        if name == "class":
            classes = [*self.get(name, "").split(), *given.split()]
            self.repeated += [f".{one}" for one in dict.fromkeys(classes) if classes.count(one) > 1]
            self[name] = " ".join(dict.fromkeys(classes))
        elif name in self:
            self.repeated.append(name)
        else:
            self[name] = given


def repeated(attributes: Mapping[str, str]) -> Sequence[str]:
    """List what stands in the braces more than once, a class with its dot."""
    found = attributes.repeated if isinstance(attributes, Attributes) else ()
    return tuple(dict.fromkeys(found))


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
    return Draft(path, front, sections, lines)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut the tokens into the blocks of their outermost level."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == tokens[0].level and token.nesting <= 0:
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
    underlined = not heading.markup.startswith("#")
    level = int(heading.tag[1:])
    return Section(level, identifier, prose, attributes, place, underlined=underlined)


def _split_attributes(content: str) -> tuple[str, dict[str, str]]:
    """Take `{#id .class name=value}` off the end of a text."""
    start = content.rfind("{")
    match = _BRACES.fullmatch(content[start:]) if start >= 0 else None
    if not match or content[:start].endswith("\\"):
        return content, {}
    attributes = Attributes()
    for found in _NAMED.finditer(match["inside"]):
        short = found["short"] or ""
        name = found["name"] or {"#": "id", ".": "class"}[short[0]]
        attributes.give(name, short[1:] or found["quoted"] or found["bare"] or "")
    return content[:start].rstrip(), attributes


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
            children[0] = children[0].copy(content=children[0].content.lstrip())
    attributes = _take_attributes(children)
    text = inline.copy(children=children, meta={**inline.meta, BEGINS: begins})
    # What else it may begin with stands before its text, for the check to name.
    other = [token for token in item[1:2] if token.type != "paragraph_open" and token.map]
    feedback, more = _below([] if other else item[_ONE_LINE:-1], lines)
    return DraftOption(
        key=key,
        text=Prose([*other, text], plain([text]), place),
        place=place,
        mark=mark,
        attributes=attributes,
        braces=_last_brace(inline, lines) if attributes else None,
        feedback=feedback,
        more=more,
    )


def _take_mark(children: list[Token]) -> bool | None:
    """Take `[x]` or `[ ]` off the beginning of an option."""
    match = _MARK.match(children[0].content) if children and children[0].type == "text" else None
    if not match:
        return None
    rest = children[0].content[match.end() :]
    children[:1] = [children[0].copy(content=rest)] if rest else []
    return match["mark"] != " "


def _take_attributes(children: list[Token]) -> dict[str, str]:
    """Take `{name=value}` off the end of an option."""
    if not children or children[-1].type != "text":
        return {}
    text, attributes = _split_attributes(children[-1].content)
    if text != children[-1].content:
        children[-1] = children[-1].copy(content=text)
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
    return Block(kind, Prose(group, plain(group), _place(inline, lines)))


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
