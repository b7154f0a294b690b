"""Sentences that are too long."""

import re
from collections.abc import Iterator, Sequence

from .guide import Rule
from .passages import Passage
from .slips import Look, Slip, Slips

WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
"""A word, with what an apostrophe joins; of what hyphens join, each part is one."""

_CLOSES = r"[\"')\]*_\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]*"
_OPENS = r"[\"'(\[*_\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}]*"
# A mark that ends a sentence and what begins another one; or the end of a cell.
_END = re.compile(rf"[.!?\N{{HORIZONTAL ELLIPSIS}}]{_CLOSES}\s+(?={_OPENS}[^\W_a-z\xdf-\xff])|\|")


def long_sentences(rule: Rule) -> Look:
    """Look for sentences of more words than a rule allows.

    A full stop before a small letter ends none, so that "e.g." does not; a heading, an item and a
    cell of a table end theirs without one.
    """
    most = rule.longest_sentence or 0

    def look(passages: Sequence[Passage]) -> Slips:
        for passage in passages:
            # Each word takes a letter and a space.
            for begin, sentence in cut(passage.read) if len(passage.read) > 2 * most else ():
                found = list(WORD.finditer(sentence))
                if len(found) > most:
                    message = f"the sentence has {len(found)} words, and {most} are the most"
                    hint = "Make two of it, or take words out"
                    yield passage, Slip("PB052", begin + found[0].start(), message, hint)

    return look


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into sentences, each with where it begins."""
    begin = 0
    for match in _END.finditer(text):
        yield begin, text[begin : match.end()]
        begin = match.end()
    yield begin, text[begin:]
