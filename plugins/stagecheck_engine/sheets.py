"""Answers on paper, typed in one sheet a line: an answer to each question, in the quiz's order."""

import re
from typing import NamedTuple
from zlib import crc32

from . import codes
from .marks import counts, marks, meant, others_of
from .model import Item, Quiz

SKIPPED = "."
"""Stands for a question without an answer; an empty place could not be told from a slip."""

MOST = 500
"""Sheets; a room holds fewer, and more were pasted by mistake."""


class Wrong(NamedTuple):
    """A line that was not taken: its number from 1, how it begins, and what to do about it."""

    line: int
    text: str
    reason: str


class Typed(NamedTuple):
    """The code of each sheet, in order, and the lines that were not taken."""

    codes: tuple[str, ...]
    wrong: tuple[Wrong, ...]


class _SlipError(Exception):
    """What was typed is no answer, or could be two. Its text says what to write."""


def typed(quiz: Quiz, text: str, tag: int | None, seed: int) -> Typed:
    """Write each line as a code, with the tag of a round if there is one; empty lines are none.

    An answer is what the form shows at its box (`marks`), or `.` for none; of several choices,
    joined by `+`. What could be two answers is refused, and so is every line that comes after
    `MOST` sheets. Two equal sheets are two people: `seed`, below 2**32, differs for each text, and
    the line does the rest.
    """
    found: list[str] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        answers = _MORE if len(found) == MOST else _sheet(quiz, line)
        if isinstance(answers, str):
            wrong.append(Wrong(number, line.strip()[:40], answers))
        else:
            nonce = crc32(f"{seed} {number}".encode()) % codes.TAGS
            found.append(codes.encode(quiz, answers, nonce, tag))
    return Typed(tuple(found), tuple(wrong))


_MORE = f"There are more than {MOST} sheets: add the others after these."


def _sheet(quiz: Quiz, line: str) -> dict[str, str] | str:
    """Read one sheet, or say why it is none."""
    given = re.split(r"[\s,;]+", line.strip().lower().strip(",;"))
    if len(given) == 1 < len(quiz.items):
        return f"Put a space between the answers: {len(quiz.items)} are needed, 1 was found."
    if len(given) != len(quiz.items):
        return f"This has {len(given)} answers, and the check has {len(quiz.items)} questions."
    answers: dict[str, str] = {}
    for number, (item, mark) in enumerate(zip(quiz.items, given, strict=True), 1):
        try:
            answer = _answer(quiz, item, number, mark)
        except _SlipError as slip:
            return str(slip)
        if answer:
            answers[item.id] = answer
    return answers


def _answer(quiz: Quiz, item: Item, number: int, mark: str) -> str:
    """Return the answer to a question, by its number; empty for none. Raises _SlipError."""
    if mark == SKIPPED:
        return ""
    parts = mark.split("+")
    found = [_one(quiz, item, number, part or "+") for part in parts]
    if len(parts) == 1:
        return found[0]
    keys = [option.key for option in item.options]
    if not item.several or not set(found) <= {*keys}:
        raise _SlipError(_none(quiz, item, number, mark))
    return " ".join(key for key in keys if key in found)


def _one(quiz: Quiz, item: Item, number: int, part: str) -> str:
    keys = meant(quiz, item, part)
    if len(keys) == 1:
        return keys[0]
    raise _SlipError(_two(quiz, item, number, part) if keys else _none(quiz, item, number, part))


def _none(quiz: Quiz, item: Item, number: int, mark: str) -> str:
    shown = marks(quiz, item)
    several = " (joined by + where several are chosen)" * item.several
    listed = ", ".join(shown[option.key] for option in item.options) + several
    ways = ", ".join([listed, *others_of(item)])
    return f"Question {number} has no answer “{mark[:20]}”: write {ways} or {SKIPPED} for none."


def _two(quiz: Quiz, item: Item, number: int, part: str) -> str:
    """Say as what the form shows it, and what to write instead."""
    shown, numbers = marks(quiz, item), counts(quiz, item)
    alike = meant(quiz, item, part)
    readings = [
        f"{shown[key]}, which counts {part}" if numbers.get(key) == part else shown[key]
        for key in alike
    ]
    ways = " or ".join(shown[key] for key in alike)
    return f"In question {number}, “{part[:20]}” may be {', or '.join(readings)}: write {ways}."
