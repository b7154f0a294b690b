"""Spans of code in a line of Markdown, found in a time that grows as the text does."""

import re
from collections.abc import Callable, Iterator

_TICKS = re.compile("`+")
_MARK = "\0"


def without_code(text: str, blank: str = " ") -> str:
    """Put a character in place of every one in spans of code, but for the ends of lines."""
    parts, at = [], 0
    for begin, end in _spans(text) if "`" in text else ():
        inside = text[begin:end].split("\n")
        parts += [text[at:begin], "\n".join(blank * len(line) for line in inside)]
        at = end
    return "".join([*parts, text[at:]])


def found_outside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find a pattern where a text is no code, at the places that it has in the text."""
    return pattern.finditer(without_code(text, _MARK))


def replaced_outside(
    pattern: re.Pattern[str], text: str, replaced: Callable[[re.Match[str]], str]
) -> str:
    """Put something in place of what a pattern finds outside code."""
    parts, at = [], 0
    for match in found_outside(pattern, text):
        parts += [text[at : match.start()], replaced(match)]
        at = match.end()
    return "".join([*parts, text[at:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each span of code begins and ends: with the same number of backticks."""
    first, last = text.find("`"), text.rfind("`")
    if text.count("`") == 2 and first + 1 < last:
        yield first, last + 1
        return
    runs = [match.span() for match in _TICKS.finditer(text)]
    after: dict[int, int] = {}
    partner = [0] * len(runs)
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        partner[at] = after.get(length, 0)
        after[length] = at
    at = 0
    while at < len(runs):
        if partner[at]:
            yield runs[at][0], runs[partner[at]][1]
        at = (partner[at] or at) + 1
