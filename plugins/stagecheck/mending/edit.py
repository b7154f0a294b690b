"""Changes the bytes of a file at some places, and no byte beside them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..problems import Mend

_BOM = "\ufeff"
_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")


class Change(NamedTuple):
    """What one mend did: the whole line before and after; it is None where the line went."""

    mend: Mend
    before: str
    after: str | None


def edited(data: bytes, mends: Iterable[Mend]) -> tuple[bytes, list[Change]]:
    """Make the changes whose `old` stands at its place; of those that overlap, the first.

    `data` is UTF-8 with any line ends, and each line keeps its own. Raises UnicodeDecodeError.
    """
    text = data.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    lines = [(found["text"], found["end"]) for found in _LINE.finditer(text[len(mark) :])]
    changes: list[Change] = []
    by_line: dict[int, list[Mend]] = {}
    for mend in mends:
        by_line.setdefault(mend.place.line, []).append(mend)
    for number, those in sorted(by_line.items()):
        if number <= len(lines):
            lines[number - 1], made = _line(*lines[number - 1], those)
            changes += made
    whole = mark + "".join(text + end for text, end in lines)
    return whole.encode("utf-8"), changes


def _line(text: str, end: str, mends: list[Mend]) -> tuple[tuple[str, str], list[Change]]:
    """Change one line from its end to its beginning, so that no change moves another."""
    whole, changes, free = text, list[Change](), len(text) + 1
    for mend in sorted(mends, key=lambda one: one.place.column, reverse=True):
        begin = mend.place.column - 1
        if begin + len(mend.old) > free or not f"{text}\n".startswith(mend.old, begin):
            continue
        if mend.old.endswith("\n"):
            return (text[:begin] + mend.new, ""), [Change(mend, text, text[:begin] or None)]
        whole = whole[:begin] + mend.new + whole[begin + len(mend.old) :]
        alone = text[:begin] + mend.new + text[begin + len(mend.old) :]
        changes.append(Change(mend, text, alone))
        free = begin
    return (whole, end), changes[::-1]
