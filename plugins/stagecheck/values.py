"""Mends values of YAML that can be meant in one way only."""

import re
from collections.abc import Callable

from pydantic_core import ErrorDetails

from .problems import Mend, sure
from .yamlmap import YamlMap

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_INTERVAL = re.compile(r"([1-9]\d?)[ -]?(week|month|year)(s?)", re.IGNORECASE)
_PLAIN_WORDS = re.compile(r"[\w-]+(?:,\s*[\w-]+)*")


def mend_value(where: YamlMap, error: ErrorDetails) -> Mend | None:
    """Write a value as its type takes it; None where there is any doubt of what is meant."""
    given = error["input"]
    # A value that may be of several types is named with the type that was tried.
    at = where.nearest(error["loc"])
    ways = _WAYS.get(error["type"])
    new = ways(str(given), error) if ways and isinstance(given, str) else None
    if new is None:
        return None
    if len(at) == 1 and not isinstance(at[0], int):
        return where.changing(at[0], new)
    listed = bool(at) and isinstance(at[-1], int)
    return Mend(where.place(at), str(given), new) if listed else None


def _listed(given: str, _: ErrorDetails) -> str | None:
    return f"[{given}]" if _PLAIN_WORDS.fullmatch(given) else None


def _whole(given: str, _: ErrorDetails) -> str | None:
    return given.strip() if re.fullmatch(r"\s*[1-9]\d{0,2}\s*", given) else None


def _day(given: str, _: ErrorDetails) -> str | None:
    """Write a day as YAML reads it, if the year stands first; in other orders it may be two."""
    found = _DAY.fullmatch(given)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def _interval(given: str, _: ErrorDetails) -> str | None:
    found = _INTERVAL.fullmatch(given)
    return f"{found[1]} {found[2].lower()}{found[3].lower()}" if found else None


def _one_of(given: str, error: ErrorDetails) -> str | None:
    """Write the one word that is meant, of those that the validator lists between quotes."""
    return sure(given, re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", ""))))


_WAYS: dict[str, Callable[[str, ErrorDetails], str | None]] = {
    "list_type": _listed,
    "int_type": _whole,
    "date_type": _day,
    "string_pattern_mismatch": _interval,
    "literal_error": _one_of,
}
