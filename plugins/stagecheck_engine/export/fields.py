"""What may stand in one field of a file: days, ids, numbers and names, and nothing else.

Each reader takes the data and where it stands, such as `file.results[3].day`. It raises FileError:
SC425 for another type, SC426 for a value that cannot be, SC424 for more than anybody has.
"""

import re
from collections.abc import Callable

from ..codec import Json
from ..errors import FileError
from .days import FIRST_YEAR, LAST_YEAR, is_day

type Reader[Value] = Callable[[Json, str], Value]

ENTRIES = 10_000
"""No list and no object has more: twice the largest round that a board is made for."""

NAME = 300
"""Characters of a name, of an action, of what anybody types into one line."""

LONGEST = 2_000
"""Characters of an answer of several choices, or of a code."""

VERSIONS = 2**14
"""A version is below: what a code holds of it."""

PEOPLE = 1_000_000

_IDENTIFIER = re.compile(r"[a-z0-9-]{1,200}")
_ANSWER = re.compile(r"[?~-]|[a-z0-9-]{1,200}( [a-z0-9-]{1,200})*")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})*")
_TAG = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}")
# Control characters, line breaks, and halves of characters, which no file can hold.
BARRED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def identifier(data: Json, where: str) -> str:
    """Read the id of a quiz or an item."""
    return _matching(_IDENTIFIER, data, where, "an id of small letters, digits and hyphens")


def answer(data: Json, where: str) -> str:
    """Read an answer: option keys, or one of the other ways."""
    return _matching(_ANSWER, data, where, "an answer")


def code(data: Json, where: str) -> str:
    """Read a code as it is written; whether it is sound is told where it is used."""
    return _matching(_CODE, data, where, "a code in groups of four characters")


def tag(data: Json, where: str) -> str:
    """Read the tag of a round."""
    return _matching(_TAG, data, where, "the four characters of a round")


def day(data: Json, where: str) -> str:
    """Read a day of the calendar."""
    found = _text(data, where)
    if not is_day(found):
        raise unsound(where, f"a day of {FIRST_YEAR} to {LAST_YEAR}, such as 2026-11-22", found)
    return found


def name(data: Json, where: str) -> str:
    """Read what somebody typed into one line; it may be empty."""
    found = _text(data, where)
    if len(found) > NAME or BARRED.search(found):
        raise unsound(where, f"one line of at most {NAME} characters", found)
    return found


def version(data: Json, where: str) -> int:
    """Read the version of a quiz."""
    return _number(data, where, 1, VERSIONS - 1)


def people(data: Json, where: str) -> int:
    """Read how many were asked."""
    return _number(data, where, 0, PEOPLE)


def table[Value](read: Reader[Value]) -> Reader[dict[str, Value]]:
    """Make a reader of an object whose names are the ids of items."""

    def reader(data: Json, where: str) -> dict[str, Value]:
        if not isinstance(data, dict):
            raise misfit(where, "an object", data)
        _bounded(len(data), where)
        return {identifier(key, where): read(one, f"{where}.{key}") for key, one in data.items()}

    return reader


def many[Value](read: Reader[Value]) -> Reader[tuple[Value, ...]]:
    """Make a reader of a list."""

    def reader(data: Json, where: str) -> tuple[Value, ...]:
        if not isinstance(data, list):
            raise misfit(where, "a list", data)
        _bounded(len(data), where)
        return tuple(read(one, f"{where}[{at}]") for at, one in enumerate(data))

    return reader


def shown(data: Json) -> str:
    """Show a value, or the beginning of it, in a sentence."""
    if isinstance(data, str):
        return repr(data) if len(data) <= 40 else f"{data[:40]!r}…"
    # A number may have thousands of digits, and a list anything.
    found = type(data).__name__
    small = isinstance(data, int | float) and abs(data) < 10**9
    return str(data) if small else _KINDS.get(found, found)


def misfit(where: str, expected: str, found: Json) -> FileError:
    """Say that another type of value stands somewhere."""
    return FileError("SC425", f"expected {expected} in {where}, found {shown(found)}", _AGAIN)


def unsound(where: str, expected: str, found: Json) -> FileError:
    """Say that a value stands somewhere that cannot be."""
    return FileError("SC426", f"expected {expected} in {where}, found {shown(found)}", _AGAIN)


_AGAIN = "export it again where it comes from; what a program or a person changed may not fit"
_KINDS = {
    "NoneType": "nothing",
    "dict": "an object",
    "list": "a list",
    "int": "a huge number",
    "float": "a huge number",
}


def _text(data: Json, where: str) -> str:
    if isinstance(data, str):
        return data
    raise misfit(where, "text", data)


def _matching(pattern: re.Pattern[str], data: Json, where: str, expected: str) -> str:
    found = _text(data, where)
    if len(found) > LONGEST or not pattern.fullmatch(found):
        raise unsound(where, expected, found)
    return found


def _number(data: Json, where: str, least: int, most: int) -> int:
    # bool is an int in Python, but no number in a file.
    if type(data) is not int:
        raise misfit(where, "a whole number", data)
    if not least <= data <= most:
        raise unsound(where, f"a whole number of {least} to {most:,}", data)
    return data


def _bounded(count: int, where: str) -> None:
    if count > ENTRIES:
        message = f"expected at most {ENTRIES:,} entries in {where}, found {count:,}"
        raise FileError("SC424", message, "take fewer results or rounds into one file")
