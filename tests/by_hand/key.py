"""A scoring key, read from top to bottom; what is not expected there is an error."""

from __future__ import annotations

import re

from by_hand.form import key_of
from markup import Element

OPEN = "If an answer is open"
OPEN_IS = r"An answer is open when it is left out(?: or “.*?”)?\. "
"""What the part on open answers is headed by, and a pattern for its first sentence."""


class Key:
    """What is left to read of the key of a page: headings, paragraphs, tables and lists.

    Paper shows what is folded away on the screen, and leaves out what is for the screen alone.
    """

    def __init__(self, page: Element) -> None:
        self._left = [part for part in _unfolded(key_of(page)) if not _for_screen(part)]
        self.read("Scoring key: .*")

    def read(self, pattern: str) -> re.Match[str]:
        """Read a heading or a paragraph, all of which must match."""
        match = self.read_if(pattern)
        assert match, f"the key does not say {pattern!r} here: {self._here()!r}"
        return match

    def expect(self, words: str) -> None:
        """Read a heading or a paragraph that must say just this."""
        self.read(re.escape(words))

    def read_if(self, pattern: str) -> re.Match[str] | None:
        """Read a heading or a paragraph if all of it matches; otherwise leave it to be read."""
        if not self._left or self._left[0].tag not in {"h3", "h4", "p"}:
            return None
        match = re.fullmatch(pattern, self._left[0].text)
        if match:
            del self._left[0]
        return match

    def table(self, name: str) -> Element:
        """Read a table of one kind."""
        wanted = f"stagecheck-table stagecheck-{name}"
        assert self._left, f"the key ends before its table {name!r}"
        assert self._left[0].attributes.get("class") == wanted, f"no {name!r}: {self._here()!r}"
        return self._left.pop(0)

    def items(self) -> list[str]:
        """Read a list."""
        assert self._left, "the key ends before its list"
        assert self._left[0].tag == "ul", f"no list: {self._here()!r}"
        return [item.text for item in self._left.pop(0).children]

    def end(self) -> list[Element]:
        """Return the lines to write the result on, with which the key ends."""
        assert self._left, "the key ends before its result"
        assert self._left[0].attributes.get("class") == "stagecheck-means", self._here()
        result = self._left.pop(0).children
        assert not self._left, f"words that are not understood: {self._here()!r}"
        return result

    def _here(self) -> str:
        return self._left[0].text if self._left else "the end"


def _unfolded(key: Element) -> list[Element]:
    (*before, last) = key.children
    return [*before, *last.children] if last.tag == "details" else key.children


def _for_screen(part: Element) -> bool:
    return part.tag == "summary" or part.attributes.get("class") == "stagecheck-screen"


def heads(table: Element) -> list[str]:
    """Return the headings of a table's columns."""
    return [cell.text for cell in table.all("thead")[0].all("th")]
