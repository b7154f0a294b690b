"""Tables for spreadsheets: CSV of RFC 4180, one record a line.

A spreadsheet would run a cell that begins like a formula, so that an apostrophe is put before it.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Item, Quiz
from ..report import words
from .cleaned import lines
from .records import Action, Head

if TYPE_CHECKING:
    from ..team import Board

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How formulas begin, also on keyboards that write full-width signs."""

UTF_8 = "\ufeff"
"""Begins a file, or a spreadsheet reads it in its country's own alphabet."""


def written(rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cells."""
    return "".join(",".join(_cell(cell) for cell in row) + "\r\n" for row in rows)


def result(quiz: Quiz, answers: Answers) -> str:
    """Write one row an item; of an item that was skipped, key and answer are empty."""
    rows = [
        (item.id, item.text, answers.get(item.id, ""), answer_text(quiz, answers, item))
        for item in quiz.items
    ]
    return written([("item", "question", "key", "answer"), *rows])


def board(quiz: Quiz, board: "Board", head: Head) -> str:
    """Write one row an item and answer, with how many people gave it; the last one is skipped.

    Each ends with what tells the board from others, for tables that are put together. Items stand
    in the quiz's order. Below a board's threshold there is no row.
    """
    from ..report.board_words import rows_of

    spreads = {one.item: one for one in board.spreads}
    rows = [
        (item.id, item.text, key, text, str(people), *head)
        for item in quiz.items
        if item.id in spreads
        for key, text, people in rows_of(item, spreads[item.id])
    ]
    return written([(*_BOARD, *_HEAD), *rows])


def actions(given: Iterable[Action], head: Head) -> str:
    """Write one row an action, with what tells the list from others."""
    return written([("action", "owner", "by", *_HEAD), *((*one, *head) for one in given)])


def answer_text(quiz: Quiz, answers: Answers, item: Item) -> str:
    """Write an answer in words; nothing where there is none."""
    key = answers.get(item.id, "")
    if key == DONT_KNOW:
        return "don't know"
    return words.option_text(quiz, item.id, key) if key else ""


def ways(item: Item) -> list[tuple[str, str]]:
    """List the answers to an item, keys and words: its options, then what else it offers."""
    offered = (
        (item.none, NONE, "none of these"),
        (item.not_applicable, NOT_APPLICABLE, "does not apply to us"),
        (item.dont_know, DONT_KNOW, "don't know"),
    )
    others = [(key, text) for is_offered, key, text in offered if is_offered]
    return [*((option.key, option.text) for option in item.options), *others]


_BOARD = ("item", "question", "key", "answer", "people")
_HEAD = ("check", "round", "tag", "day")


def _cell(text: str) -> str:
    text = lines(text)
    # Some programs drop the spaces before it.
    safe = f"'{text}" if text.lstrip().startswith(FORMULA) else text
    return '"' + safe.replace('"', '""') + '"' if any(one in safe for one in ',"\n') else safe
