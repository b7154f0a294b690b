"""Texts without what no reader sees: people type names, and files bring anything."""

import re

_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_HALVES = re.compile(r"[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Fold white space and control characters to one space; half a character becomes U+FFFD."""
    return _HALVES.sub("\ufffd", _BREAKS.sub(" ", text)).strip()


def lines(text: str) -> str:
    r"""Keep line breaks, as `\n`; each other control character becomes a space."""
    return _HALVES.sub("\ufffd", _UNSEEN.sub(" ", re.sub(r"\r\n?", "\n", text)))
