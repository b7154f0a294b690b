"""What the doctor finds wrong with a site on a web server, and how that is mended."""

from dataclasses import dataclass
from enum import Enum

from .rules import RULES, Rule


class Level(Enum):
    """An error keeps readers from pages or results; a warning makes them slow or less safe."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one address: what came, what should come, and what to do.

    The code is a key of `RULES` and never changes its meaning.
    """

    code: str
    level: Level
    address: str
    found: str
    expected: str
    fix: str


def finding(code: str, address: str, found: str, expected: str = "") -> Finding:
    """Make the finding of a code; `expected` is given where it differs from case to case."""
    rule: Rule = RULES[code]
    level = Level(rule.level)
    return Finding(code, level, address, found, expected or rule.expected, rule.fix)
