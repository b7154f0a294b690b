"""What somebody wrote, as one line of a log or a terminal, which obeys nothing in it."""

import re

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029][\x00-\x20\x7f-\x9f\u2028\u2029]*")
_HALVES = re.compile(r"[\ud800-\udfff]")
# Commands to GitHub's runner: the first at the beginning of a line, the second anywhere in it.
_COMMAND = re.compile(r"^\s*::|##\[")


def logged(text: str) -> str:
    """Write a text in one line; half a character becomes U+FFFD, and commands get a space."""
    line = _HALVES.sub("\ufffd", _UNSEEN.sub(" ", text))
    return _COMMAND.sub(lambda found: f"{found[0][:-1]} {found[0][-1]}", line)
