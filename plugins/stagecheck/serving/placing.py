"""Where in a page's Markdown something may stand without breaking what is around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..pages import outside_code

_HEADING = re.compile(r"#{1,6}\s")
_ENTRY = re.compile(r"(?:[-*+]|\d+[.)])\s")
_DEFINITION = re.compile(r":\s")


def placed(markdown: str, marks: Mapping[int, str]) -> str:
    """Put each mark, by the line it is about, after the block that holds the line.

    Lines count from 1. A block is a paragraph, a whole list or table, an admonition or a block of
    code with all that is indented below it; after a heading a mark stands at once.
    """
    lines = markdown.split("\n")
    ends = [*_gaps(lines, {number for number, _ in outside_code(markdown)}), len(lines)]
    for number in sorted(marks, reverse=True):
        end = number if _is_heading(lines, number) else ends[bisect_left(ends, number)]
        lines.insert(end, f"\n{marks[number]}\n")
    return "\n".join(lines)


def _is_heading(lines: Sequence[str], number: int) -> bool:
    return bool(_HEADING.match(lines[number - 1]))


def _gaps(lines: Sequence[str], outside: set[int]) -> Iterator[int]:
    """Give the empty lines between two blocks, none of them within code or a comment."""
    gap, first = 0, ""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            gap = number if number in outside else 0
            continue
        if gap and not line[0].isspace() and not _goes_on(first, line):
            yield gap
            first = line
        gap, first = 0, first or line


def _goes_on(first: str, line: str) -> bool:
    """Tell whether a line after an empty one belongs to the block before that."""
    entries = _ENTRY.match(first) and _ENTRY.match(line)
    return bool(entries or _DEFINITION.match(line))
