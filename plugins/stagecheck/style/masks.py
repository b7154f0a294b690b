"""Which characters of a text are read, and which are the writer's own words."""

import re
from collections.abc import Collection

from ..codespans import without_code
from ..unfinished import MARK

# None of these looks further than to where it must end, so that its time grows as the text does.
_NOT_READ = re.compile(
    # Where a link leads, and a citation.
    r"\]\([^()\s]*(?:\s\"[^\"()]*\")?\)|\]\[[^\[\]]*\]|\[F\d+\]"
    # Comments, tags, addresses, attributes and values of the organisation.
    r"|<!--(?:(?!<!--|-->).)*-->|</?[A-Za-z][^<>]*>|https?://[^\s<>\"]+|\{[^{}]*\}+"
    # A placeholder, to the end of its line or cell: nobody has written there yet.
    rf"|\b{MARK}[^|\n]*"
)
_QUOTED = re.compile(
    r"\"[^\"]*\"|\N{LEFT DOUBLE QUOTATION MARK}[^\N{LEFT DOUBLE QUOTATION MARK}"
    r"\N{RIGHT DOUBLE QUOTATION MARK}]*\N{RIGHT DOUBLE QUOTATION MARK}"
)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def read_of(text: str) -> str:
    """Keep what readers see of Markdown; every other character becomes a space."""
    text = without_code(text)
    return _blank(_NOT_READ, _blank(_QUOTE_MARKS, text) if ">" in text else text)


def own_of(read: str) -> str:
    """Keep what is not between quotation marks; every other character becomes a space."""
    return _blank(_QUOTED, read)


def without_columns(row: str, columns: Collection[int]) -> str:
    """Put spaces in place of some cells of a table's row, counted with what precedes the first."""
    cells = row.split("|")
    return "|".join(_spaces(cell) if at in columns else cell for at, cell in enumerate(cells))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _spaces(match[0]), text)


def _spaces(text: str) -> str:
    """Return spaces in as many lines."""
    return "\n".join(" " * len(line) for line in text.split("\n"))
