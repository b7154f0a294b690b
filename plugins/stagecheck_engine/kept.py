"""Results that were kept: whether one can still be worked out, and so be compared."""

from typing import NamedTuple

from .errors import AnswerError
from .ledger import Ledger, Version, version_of
from .model import Answers, Quiz
from .scoring import given

UNKNOWN = "unknown"
"""The version that was answered is not on record."""

RULE = "rule"
"""Answers become a result in another way, or other results are possible."""

ITEMS = "items"
"""Other questions are asked, or their answers count something else."""

OFFERED = "offered"
"""An answer is not offered any more."""


class Past(NamedTuple):
    """A result that was kept: on which day, of which version, with which answers."""

    day: str
    version: int
    answers: Answers


def obstacle(quiz: Quiz, ledger: Ledger, past: Past) -> str:
    """Return why a kept result cannot be worked out by the quiz as it is now, "" where it can.

    It can where the version is the same, or where the rule and all items mean the same. Anything
    less would score answers by a rule that nobody had in mind who gave them.
    """
    if past.version != quiz.version:
        then = ledger.get(past.version)
        if then is None:
            return UNKNOWN
        if differs := _differs(then, version_of(quiz)):
            return differs
    try:
        given.check(quiz, past.answers)
    except AnswerError:
        return OFFERED
    return ""


def changed(quiz: Quiz, then: Answers, now: Answers) -> tuple[str, ...]:
    """List the items that were answered otherwise, or only once, in the quiz's order."""
    return tuple(item.id for item in quiz.items if then.get(item.id) != now.get(item.id))


def _differs(then: Version, now: Version) -> str:
    if then.rule != now.rule:
        return RULE
    return "" if _counts(then) == _counts(now) else ITEMS


def _counts(version: Version) -> dict[str, object]:
    return {name: asked.counts for name, asked in version.items.items()}
