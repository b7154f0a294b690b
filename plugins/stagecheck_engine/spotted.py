"""Codes as they stand in any text: one a line, in a mail pasted whole, in a link.

A code is known by its first ten characters, which tell its quiz, version and meaning, and by its
check. What else looks like a code is given as it stands, to be refused with a reason.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import base32, codes
from .codes import Code
from .errors import CodeError
from .ledger import Ledger

LIKE = 12
"""Characters in a row from which a text looks like a code.

No shorter piece of one can be told from a word, a number or a name of a file.
"""


class Spot(NamedTuple):
    """A piece of a text, from `start` on: a sound `code`, or what looks like one (None)."""

    start: int
    text: str
    code: Code | None


def spots(text: str, quiz: str, versions: Ledger) -> Iterator[Spot]:
    """Give the codes of a quiz in a text, and what looks like codes, in the order of the text."""
    # What stands before each line of a mail that is answered, in as many spaces.
    text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    alike = _alike(quiz, versions)
    at = 0
    for spot in _sound(text, quiz, versions):
        yield from _unsound(alike, text, at, spot.start)
        yield spot
        at = spot.start + len(spot.text)
    yield from _unsound(alike, text, at, len(text))


_QUOTED = re.compile(r"^(?:[ \t]*+>)+", re.MULTILINE)
_PAUSE = f"[{re.escape(base32.PAUSES)}]*+"
_LETTER = "[0-9A-Za-z]"
_DASH = "[\u2010-\u2015\u2212-]"


def _sound(text: str, quiz: str, versions: Ledger) -> Iterator[Spot]:
    ways = "|".join(map(_whole, codes.forms(quiz, versions)))
    whole = re.compile(f"(?<!{_LETTER})(?:{ways})(?!{_LETTER})")
    at = 0
    while found := whole.search(text, at):
        # Behind what is cut, the next one begins before it would have ended.
        at = found.start() + 1
        try:
            code = codes.decode(found[0], quiz, versions)
        except CodeError:
            continue
        at = found.end()
        yield Spot(found.start(), found[0], code)


def _whole(form: codes.Form) -> str:
    more = form.length - len(form.begin)
    return f"{_begun(form.begin)}(?:{_PAUSE}{_any(base32.DIGITS)}){{{more}}}"


def _begun(begin: str) -> str:
    return _PAUSE.join(map(_any, begin))


def _any(digits: str) -> str:
    return f"[{''.join(map(base32.forms, digits))}]"


def _alike(quiz: str, versions: Ledger) -> re.Pattern[str]:
    """Match groups of four with spaces between, long words, and what begins as our codes do."""
    between = f"(?:[ \t]++(?:{_DASH}[ \t]*+)?|{_DASH}[ \t]*+)"
    group = f"{_LETTER}{{4}}(?!{_LETTER})"
    groups = f"{group}(?:{between}{group}){{2,}}(?:{_DASH}(?:{_LETTER}|{_DASH})*+)?"
    word = f"{_LETTER}(?:{_LETTER}|{_DASH}){{{LIKE - 1},}}"
    # These hold format and quiz: what begins so is told, however strange it goes on.
    begins = sorted({form.begin[:3] for form in codes.forms(quiz, versions)})
    ours = [f"{_begun(begin)}[^\n]*+" for begin in begins]
    return re.compile(f"(?<!{_LETTER})(?:{'|'.join([groups, word, *ours])})")


def _unsound(alike: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Spot]:
    for found in alike.finditer(text, start, end):
        if _is_like(found[0]):
            yield Spot(found.start(), found[0], None)


def _is_like(text: str) -> bool:
    """Tell a code from a long word: every code has a digit, its first character for one."""
    digits, letters = _DIGIT.search(text), _NEITHER.sub("", text)
    return digits is not None and len(letters) >= LIKE


_DIGIT = re.compile("[0-9]")
_NEITHER = re.compile("[^0-9A-Za-z]+")
