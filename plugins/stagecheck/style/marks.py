"""Marks by which an editor lets a passage of a page go against a rule, with the reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..codespans import without_code
from .guide import Guide
from .passages import Passage
from .slips import Slip

_MARK = re.compile(
    r"<!--[ \t]*style:[ \t]*(?P<rule>[^\s,>]*)(?:,?[ \t]*(?P<why>[^<>]*?))?[ \t]*-->"
)
HINT = "Write it like <!-- style: management, these are her own words -->"


@dataclass(slots=True)
class Mark:
    """A mark: the passage it stands in, where, the passage it is about, and what it says.

    It is about its own passage, or where it stands alone, about the next. `used` tells whether
    something there goes against the rule.
    """

    passage: Passage
    index: int
    about: Passage
    rule: str
    why: str
    used: bool = False

    def lets(self, rule: str, passage: Passage) -> bool:
        """Tell whether the mark lets a passage go against a rule."""
        return self.rule == rule and self.about is passage


def marks_in(passages: Sequence[Passage]) -> list[Mark]:
    """Find the marks of a file."""
    return [
        Mark(passage, match.start(), _about(passages, at), match["rule"], match["why"] or "")
        for at, passage in enumerate(passages)
        if "<!--" in passage.text
        for match in _MARK.finditer(without_code(passage.text))
    ]


def _about(passages: Sequence[Passage], at: int) -> Passage:
    while at + 1 < len(passages) and not _MARK.sub("", passages[at].text).strip():
        at += 1
    return passages[at]


def judge(mark: Mark, guide: Guide) -> Slip | None:
    """Say what is wrong with a mark after its passage was looked at."""
    if mark.rule not in guide.rules:
        known = ", ".join(guide.rules)
        message = f"there is no rule {mark.rule!r}"
        return Slip("PB055", mark.index, message, f"Name one of these: {known}")
    if not mark.why:
        return Slip("PB055", mark.index, "the mark gives no reason", HINT)
    if not mark.used:
        message = f"nothing here is against the rule {mark.rule!r}"
        return Slip("PB055", mark.index, message, "Take the mark out")
    return None


def without_marks(line: str) -> str:
    """Take the marks out of a line, so that readers never load them."""
    marks = list(_MARK.finditer(without_code(line))) if "<!--" in line else []
    for match in reversed(marks):
        line = line[: match.start()].rstrip() + line[match.end() :]
    return line
