"""What an editor wrote, with the place of each part, before anything is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from markdown_it.token import Token

from .markdown import plain
from .problems import Place


@dataclass(frozen=True)
class Prose:
    """Text as Markdown tokens."""

    tokens: Sequence[Token]
    place: Place

    @cached_property
    def plain(self) -> str:
        """The text without markup, which most texts are never asked for."""
        return plain(self.tokens)


@dataclass(frozen=True, slots=True)
class DraftOption:
    """One line of a list: `key` is None where the line does not begin with a key in backticks.

    `mark` is true for `[x]` and false for `[ ]` before the key; `attributes` are those in braces at
    the end of the line, which begin at `braces`. `feedback` is a quotation below the line, and
    `more` where anything else begins below it.
    """

    key: str | None
    text: Prose
    place: Place
    mark: bool | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    braces: Place | None = None
    feedback: "Sequence[Block]" = ()
    more: Place | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Options that questions share; `sound` is false where they have problems of their own."""

    options: Sequence[DraftOption]
    sound: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, its text without markup."""

    text: str
    place: Place


class Kind(Enum):
    """What a block of Markdown is; the value is its name for an editor."""

    PARAGRAPH = "a paragraph"
    LIST = "a list"
    TABLE = "a table"
    OTHER = "this"


@dataclass(frozen=True, slots=True)
class Block:
    """One block below a heading: `options` are a list's lines, `rows` a table's.

    `widths` are the numbers of cells that an editor wrote in each row: Markdown fills up short rows
    and cuts long ones without a word.
    """

    kind: Kind
    prose: Prose
    options: Sequence[DraftOption] = ()
    rows: Sequence[Sequence[Cell]] = ()
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `level` is 0 for what stands before the first.

    `underlined` headings are made by a line of `---` or `===` below their text.
    """

    level: int
    id: str | None
    title: Prose
    attributes: Mapping[str, str]
    place: Place
    blocks: list[Block] = field(default_factory=list)
    underlined: bool = False

    def of(self, kind: Kind) -> list[Block]:
        """Return the blocks of one kind."""
        return [block for block in self.blocks if block.kind is kind]


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole file; `path` is relative to the project, `front` None without front matter.

    The front matter begins in the second line of the file. `lines` are the file as it was written.
    """

    path: str
    front: str | None
    sections: Sequence[Section]
    lines: Sequence[str]
