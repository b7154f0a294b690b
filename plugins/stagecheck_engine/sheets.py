"""Answers on paper, typed in one sheet a line: an answer to each question, in the quiz's order."""

import re
from typing import NamedTuple
from zlib import crc32

from . import codes
from .model import DONT_KNOW, NONE, NOT_APPLICABLE, Item, Quiz

SKIPPED = "."
"""Stands for a question without an answer; an empty place could not be told from a slip."""

MOST = 500
"""Lines; a room holds fewer, and more were pasted by mistake."""


class Wrong(NamedTuple):
    """A line that is no sheet: its number from 1, how it begins, and what to do about it."""

    line: int
    text: str
    reason: str


class Typed(NamedTuple):
    """The code of each sheet, in order, and the lines that are none."""

    codes: tuple[str, ...]
    wrong: tuple[Wrong, ...]


def typed(quiz: Quiz, text: str, tag: int | None, seed: int) -> Typed:
    """Write each line as a code, with the tag of a round if there is one.

    An answer is an option's key or its place, from 1; `?`, `-` and `~` as in answers, where they
    are offered; `.` for none. Of several choices, keys or places are joined by `+`. Two equal
    sheets are two people: `seed`, below 2**32, differs for each text, and the line does the rest.
    """
    found: list[str] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        told = f"There are more than {MOST} lines: add the others after these." * (number > MOST)
        answers = told or _sheet(quiz, line)
        if isinstance(answers, str):
            wrong.append(Wrong(number, line.strip()[:40], answers))
            if number > MOST:
                break
        else:
            nonce = crc32(f"{seed} {number}".encode()) % codes.TAGS
            found.append(codes.encode(quiz, answers, nonce, tag))
    return Typed(tuple(found), tuple(wrong))


def _sheet(quiz: Quiz, line: str) -> dict[str, str] | str:
    """Read one sheet, or say why it is none."""
    given = re.split(r"[\s,;]+", line.strip().lower().strip(",;"))
    if len(given) != len(quiz.items):
        return f"This has {len(given)} answers, and the check has {len(quiz.items)} questions."
    answers: dict[str, str] = {}
    for number, (item, mark) in enumerate(zip(quiz.items, given, strict=True), 1):
        answer = _answer(item, mark)
        if answer is None:
            return f"Question {number} has no answer “{mark[:20]}”: write {_ways(item)}."
        if answer:
            answers[item.id] = answer
    return answers


def _answer(item: Item, mark: str) -> str | None:
    """Return what a mark stands for: an answer, an empty text for none, or None for neither."""
    if mark == SKIPPED:
        return ""
    if mark in _others(item):
        return mark
    keys = [option.key for option in item.options]
    places = {str(place): key for place, key in enumerate(keys, 1)}
    chosen = {places.get(part, part) for part in mark.split("+")}
    if not chosen <= set(keys) or (len(chosen) > 1 and not item.several):
        return None
    return " ".join(key for key in keys if key in chosen)


def _others(item: Item) -> list[str]:
    offered = (
        (DONT_KNOW, item.dont_know),
        (NOT_APPLICABLE, item.not_applicable),
        (NONE, item.none),
    )
    return [mark for mark, is_offered in offered if is_offered]


def _ways(item: Item) -> str:
    last = f"1 to {len(item.options)}" + " (joined by + where several are chosen)" * item.several
    return ", ".join([last, *_others(item)]) + f" or {SKIPPED} for none"
