"""A page of a playbook: its front matter, and its text in blocks with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..pages import KEPT, front_of, outside_code
from ..problems import START, Mend, Problem, problem
from ..shape import fit, keys_of
from ..yamlmap import FIRST_LINE, YamlMap
from .front import HINTS, PageFront, PlayPage

_BEGINS_BLOCK = re.compile(r"\s*(\||#|>|[-*+] |\d+\. )")
_WORD = re.compile(r"\w+")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, heading or quotation, and the heading above it."""

    line: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page with a sound front matter; `path` is relative to the folder of the pages."""

    path: str
    front: PageFront
    where: YamlMap
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """Count the words that a reader reads: no code, no addresses."""
        return sum(len(_WORD.findall(_LINK_TARGET.sub("]", one.text))) for one in self.blocks)


@lru_cache(KEPT)
def read_kept(folder: str, path: str, text: str) -> tuple[KeptPage | None, tuple[Problem, ...]]:
    """Read a page below `folder`; it is None where its front matter has problems."""
    name = f"{folder}/{path}"
    head = front_of(text)
    if not head:
        return None, (_no_front(name, text),)
    written = head.yaml
    if re.search(r"^rule:", written, re.MULTILINE) and "\nkind:" in f"\n{written}":
        message = "this is a quiz, and it lies in the folder of the pages"
        hint = "Move it to the folder of the quizzes, and put a line like `::: quiz ID` on a page"
        return None, (problem("QZ098", name, START, message, hint),)
    # One key may be a slip; a page with more of them is a play that lacks something.
    of_play = keys_of(PlayPage)[len(keys_of(PageFront)) :]
    given = [key for key in of_play if re.search(rf"^{key}:", written, re.MULTILINE)]
    shape = PlayPage if "outcome" in given or len(given) > 2 else PageFront
    front, where, problems = fit(name, written, shape, FIRST_LINE, HINTS)
    if front is None:
        return None, tuple(problems)
    body = text.removeprefix(head.whole)
    page = KeptPage(path, front, where, tuple(_blocks(body, head.lines)))
    return page, tuple(problems)


def _no_front(name: str, text: str) -> Problem:
    """Tell a front matter that does not end, or begins too late, from one that is not there."""
    first = text.split("\n", 1)[0]
    lines = text.lstrip().split("\n")
    if re.fullmatch(r"-{3,}|[-\u2013\u2014]+", lines[0].strip()) and first != "---":
        hint = "Let the page begin with a line ---, without anything before or after it"
        message = "the first line --- of the front matter is not well formed"
        spaces = text[: len(text) - len(text.lstrip())]
        cut = f"{first}\n" if spaces and not first.strip() else first[: len(spaces)]
        mend = Mend(START, cut, "") if spaces and lines[0].rstrip() == "---" else None
        return problem("QZ003", name, START, message, hint, mend)
    if first == "---":
        hint = "Write a line --- below its last key"
        return problem("QZ003", name, START, "the front matter is not closed", hint)
    message = "the page does not begin with a front matter between two lines ---"
    hint = "Begin it like its neighbours: title, description, owner, last_reviewed and so on"
    return problem("QZ003", name, START, message, hint)


def _blocks(text: str, head: int) -> Iterator[Block]:
    """Cut a text, which begins after `head` lines, into blocks."""
    first, lines, heading = 0, list[str](), ""
    for number, line in _with_gaps(text):
        if lines and (not line.strip() or _BEGINS_BLOCK.match(line)):
            yield Block(first + head, "\n".join(lines), heading)
            lines = []
        if line.startswith("#"):
            heading = line.strip("# ")
        if line.strip():
            first = first if lines else number
            lines.append(line)


def _with_gaps(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines outside code, and an empty one wherever code stood and at the end."""
    last = 0
    for number, line in outside_code(text):
        if number != last + 1:
            yield number, ""
        yield number, line
        last = number
    yield last + 1, ""
