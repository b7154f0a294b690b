"""Exact numbers, as editors write them: `2`, `0.5` or `1/2`, and never a float."""

import re
from fractions import Fraction

from stagecheck_engine.model import Number
from stagecheck_engine.scoring.points import exact

LARGEST = 1000
"""The most that one option can count, and the finest part of a point: a thousandth."""

HINT = f"Write a number from 0 to {LARGEST}, like 2, 0.5 or 1/2"

_NUMBER = re.compile(r"(?P<whole>\d{1,7})(?:\.(?P<part>\d{1,3})|/(?P<parts>\d{1,4}))?")


def parse_number(text: str) -> Number | None:
    """Read a number; None where it is none, negative, or finer than a thousandth."""
    match = _NUMBER.fullmatch(text)
    if not match or (match["parts"] and not 1 <= int(match["parts"]) <= LARGEST):
        return None
    return exact(Fraction(text))


def value(text: str) -> Number | None:
    """Read what an option counts: at most `LARGEST`."""
    number = parse_number(text)
    return None if number is None or number > LARGEST else number
