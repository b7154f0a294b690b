"""Answers as one number: each item is a digit, with as many values as it has answers.

The first item is the lowest digit. Of an item, 0 is skipped; then come its options, or where it
takes several the sets of them, the first option being the lowest bit; then its other ways. The
order of all these is that of the version, for ever: codes are out in the world.
"""

from collections.abc import Sequence

from .ledger import Asked, Version
from .model import Answers


def values(version: Version) -> list[int]:
    """Count the values of each item's digit."""
    return [
        # Of several options every set but the empty one, which is skipped.
        (1 << len(asked.options) if asked.several else 1 + len(asked.options)) + len(asked.ways)
        for asked in version.items.values()
    ]


def room(sizes: Sequence[int]) -> int:
    """Count the bits that digits of so many values take."""
    numbers = 1
    for size in sizes:
        numbers *= size
    return (numbers - 1).bit_length()


def write(version: Version, answers: Answers) -> int:
    """Write answers that the version offers; those that are absent were skipped."""
    number = 0
    items = zip(version.items.items(), values(version), strict=True)
    for (name, asked), size in reversed([*items]):
        number = number * size + (_digit(asked, size, answers[name]) if name in answers else 0)
    return number


def read(version: Version, sizes: Sequence[int], number: int) -> tuple[dict[str, str], int]:
    """Read answers, in the version's order, and what is left of the number: 0 if all is well.

    `sizes` are the `values` of the version.
    """
    answers: dict[str, str] = {}
    for (name, asked), size in zip(version.items.items(), sizes, strict=True):
        number, digit = divmod(number, size)
        if digit:
            answers[name] = _answer(asked, size, digit)
    return answers, number


def _digit(asked: Asked, size: int, answer: str) -> int:
    if answer in asked.ways:
        return size - len(asked.ways) + asked.ways.index(answer)
    ranks = {key: rank for rank, key in enumerate(asked.options)}
    if not asked.several:
        return 1 + ranks[answer]
    return sum(1 << ranks[key] for key in answer.split(" "))


def _answer(asked: Asked, size: int, digit: int) -> str:
    way = digit - size + len(asked.ways)
    if way >= 0:
        return asked.ways[way]
    keys = [*asked.options]
    if not asked.several:
        return keys[digit - 1]
    return " ".join(key for rank, key in enumerate(keys) if digit >> rank & 1)
