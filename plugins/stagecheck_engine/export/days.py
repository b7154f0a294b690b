"""Days as texts such as 2026-11-22. There is no clock: the page says which day it is.

By hand, since `datetime` would be loaded for this alone.
"""

import re

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Nobody's results or plans lie outside; a mistyped year often does."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, between the two years."""
    match = _DAY.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part) for part in match.groups())
    sound = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return sound and 1 <= day <= _length(year, month)


def following(text: str) -> str:
    """Return the day after a day."""
    year, month, day = (int(part) for part in text.split("-"))
    if day < _length(year, month):
        return _written(year, month, day + 1)
    return _written(year, month + 1, 1) if month < 12 else _written(year + 1, 1, 1)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def spoken(text: str) -> str:
    """Write a day as people do: 2026-11-22 is 22 November 2026."""
    year, month, day = text.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
