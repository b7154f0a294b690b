"""Codes made by hand, for tests that write what `encode` would not."""

from stagecheck_engine import base32
from stagecheck_engine.codes import PRIME


def sealed(number: int, groups: int) -> str:
    """Write a number as a code does, with the check that the prime asks for."""
    number <<= 25
    return base32.write(number + (1 - number) % PRIME, groups)


def resealed(code: str, flipped: int) -> str:
    """Turn over some bits of a code, those of `flipped`, and mend its check."""
    number, length = base32.read(code)
    return sealed((number >> 25) ^ flipped, length // base32.GROUP)
