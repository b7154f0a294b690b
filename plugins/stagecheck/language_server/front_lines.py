"""The lines of a front matter in a text that somebody is typing."""

from itertools import takewhile

_FENCES = ("---", "...")


def front_lines(text: str) -> int:
    """Count the lines of a front matter, with its opening one and without its closing one.

    Where the closing one is not typed yet, it ends before the first empty line; 0 without any.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if lines[0] != "---":
        return 0
    closing = next((at for at, line in enumerate(lines[1:], 1) if line in _FENCES), None)
    return closing or len(list(takewhile(bool, lines)))


def only_front(text: str) -> str:
    """Return a text with every line below its front matter empty, so that all lines stay."""
    count = front_lines(text)
    lines = text.split("\n")
    return "\n".join([*lines[:count], *("" for _ in lines[count:])])
