"""What people read in a file, in passages: each paragraph, item, row of a table, or value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..pages import front_of, outside_code
from ..problems import Place
from .masks import own_of, read_of, without_columns

type _Line = tuple[int, str]

_BEGINS = re.compile(r"\s*(?:\||#|[-*+] |\d+\. |: )")
_EXAMPLES = re.compile(r"##[^#].*\{#examples\}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it stands in a file, from the beginning of its line `line` on.

    `read` is what readers see of it, with a space for every other character; in `own`, what is
    quoted or shown as a bad example is spaces as well. `own` is empty where all is quoted.
    """

    line: int
    text: str
    read: str
    own: str

    def place(self, index: int) -> Place:
        """Find the place of a character of the text."""
        before = self.text[:index]
        return Place(self.line + before.count("\n"), index - (before.rfind("\n") + 1) + 1)


def passages(text: str, bad_examples: Sequence[str], said: bool) -> Iterator[Passage]:
    """Cut the Markdown of a page or quiz, below its front matter, into passages without code.

    `bad_examples` are headings of columns that show what not to write. Quotations are what somebody
    `said`, or else the writer's own, as in a quiz.
    """
    front = front_of(text)
    columns: frozenset[int] = frozenset()
    above = ""
    for block in _blocks(text, front.lines if front else 0):
        written = "\n".join(line for _, line in block)
        begins = written.lstrip()
        if begins.startswith("|") and not above.startswith("|"):
            columns = _columns(written, bad_examples)
        above = begins
        read = read_of(written)
        own = "" if said and begins.startswith(">") else own_of(read)
        own = without_columns(own, columns) if begins.startswith("|") else own
        yield Passage(block[0][0], written, read, own)


def _blocks(text: str, head: int) -> Iterator[list[_Line]]:
    """Cut a text, after its first `head` lines, where Markdown begins a block of its own."""
    block: list[_Line] = []
    skipped = False
    for number, line in outside_code(text):
        if number <= head:
            continue
        # The table of example teams is data, and the last section of a quiz.
        skipped = bool(_EXAMPLES.match(line)) or (skipped and not line.startswith("## "))
        gap = not block or number != block[-1][0] + 1
        if block and (gap or not line.strip() or _begins(line, block[-1][1])):
            yield block
            block = []
        if line.strip() and not skipped and not line.startswith(":::"):
            block.append((number, line))
    if block:
        yield block


def _begins(line: str, above: str) -> bool:
    quoted, was = line.lstrip().startswith(">"), above.lstrip().startswith(">")
    return bool(_BEGINS.match(line)) or quoted != was or above.startswith("#")


def _columns(header: str, bad_examples: Sequence[str]) -> frozenset[int]:
    cells = [cell.strip() for cell in header.split("|")]
    return frozenset(index for index, cell in enumerate(cells) if cell in bad_examples)
